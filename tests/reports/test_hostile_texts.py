"""Whatever a stranger wrote goes through every writer and comes out as text: nothing runs, nothing leads away."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from types import ModuleType
from urllib.parse import urlsplit

import pypdfium2
import pytest
from lxml import etree, html
from openpyxl import load_workbook

from inspection.plugins import modules_in
from reports.typesetting import can_typeset
from tests.reports.hostile_round import SIGNS, hostile_round
from tests.reports.small_round import small_round

WRITERS = {module.__name__.rpartition(".")[2]: module for module in modules_in("reports.writers")}
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Signs without a shape of their own, which a text may hold and an extraction may drop.
_SHAPELESS = re.compile(r"[\s\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff\ufffe]+")
_RUNS = re.compile(rb"/(?:JavaScript|JS|Launch|OpenAction|AA|EmbeddedFile|RichMedia|SubmitForm|ImportData)\b")


@pytest.fixture(name="written", scope="module", params=sorted(WRITERS))
def what_a_writer_wrote(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of one writer by their names below the folder, those inside of ZIPs too."""
    folder = tmp_path_factory.mktemp(request.param)
    return dict(_files(WRITERS[request.param], folder))


def _files(writer: ModuleType, folder: Path) -> Iterator[tuple[str, bytes]]:
    writer.write(hostile_round(), folder)
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        yield from _unpacked(path.relative_to(folder).as_posix(), path.read_bytes())


def _unpacked(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    yield name, data
    if name.endswith(".zip"):
        with zipfile.ZipFile(BytesIO(data)) as pack:
            for inner in pack.namelist():
                yield from _unpacked(f"{name}!{inner}", pack.read(inner))


def test_every_kind_of_file_is_known_to_this_test(written: dict[str, bytes]) -> None:
    known = {".docx", ".xlsx", ".pdf", ".html", ".zip", ".json", ".txt", ".csv", ".js", ".css", ".png", ".md"}
    assert {Path(name).suffix for name in written} <= known
    assert not [name for name in written if name.endswith(".csv")], "cells of CSV begin with no guard"


def test_names_of_files_are_plain(written: dict[str, bytes]) -> None:
    for name in written:
        assert name.isprintable(), name
        assert not re.search(r'[\\:*?"<>|]', name), name
        assert not any(part in ("", ".", "..") or part.startswith("/") for part in re.split("[/!]", name)), name


def test_every_file_can_be_read_and_says_it_as_text(written: dict[str, bytes]) -> None:
    for name, data in written.items():
        text = _text_of(name, data)
        if text is not None and "cmd|" in text:
            assert [sign for sign in SIGNS if sign not in text] == [], name


def test_no_cell_is_a_formula_and_no_link_leads_elsewhere(written: dict[str, bytes]) -> None:
    for name, data in written.items():
        if name.endswith(".xlsx"):
            cells = [cell for sheet in load_workbook(BytesIO(data)) for row in sheet.iter_rows() for cell in row]
            assert [cell.coordinate for cell in cells if cell.data_type == "f"] == [], name
            # ours are formats of dates and choices, never a cell's own
            assert b"<f>" not in b"".join(_parts(data, "xl/worksheets/"))
        if name.endswith((".xlsx", ".docx")):
            assert {urlsplit(target).scheme for target in _external(data)} <= {"http", "https"}, name


def test_no_field_of_a_document_runs(written: dict[str, bytes]) -> None:
    for name, data in written.items():
        for part in _parts(data, "word/") if name.endswith(".docx") else ():
            root = etree.fromstring(part)
            told = ["".join(map(str, one.itertext())).split() for one in root.iter(f"{_WORD}instrText")]
            told += [str(one.get(f"{_WORD}instr")).split() for one in root.iter(f"{_WORD}fldSimple")]
            assert {words[0] for words in told if words} <= {"PAGE", "NUMPAGES", "SECTIONPAGES"}, name
            assert next(root.iter(f"{_WORD}object"), None) is None


def test_no_pdf_runs_or_leads_elsewhere(written: dict[str, bytes]) -> None:
    for name, data in written.items():
        if name.endswith(".pdf"):
            assert not _RUNS.search(data), name
            assert {urlsplit(uri).scheme for uri in _addresses(data)} <= {"http", "https"}, name


def test_no_page_runs_what_it_shows(written: dict[str, bytes]) -> None:
    for name, data in ((name, data) for name, data in written.items() if name.endswith(".html")):
        root = html.document_fromstring(data.decode())
        for element in root.iter(etree.Element):
            assert not [key for key in element.attrib if str(key).lower().startswith("on")], (name, element.tag)
            assert element.tag not in ("iframe", "object", "embed", "base", "applet"), name
            for key in ("href", "src", "action", "data", "srcset"):
                scheme = urlsplit(element.get(key, "").strip()).scheme
                allowed = ("http", "https", "") if element.tag == "a" else ("", "data")
                assert scheme in allowed, (name, element.tag, element.get(key))
        assert "alert(1)" not in "".join(
            (one.text or "") for one in root.iter("script") if one.get("type", "") in ("", "text/javascript", "module")
        )


def test_written_twice_it_is_the_same(
    written: dict[str, bytes], request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    name = request.node.callspec.params["written"]
    assert dict(_files(WRITERS[name], tmp_path)) == written


def test_every_writer_is_asked_about_what_it_shows(tmp_path: Path) -> None:
    """The round is no empty one: each writer has something to write of it."""
    silent = [name for name, writer in WRITERS.items() if not writer.write(hostile_round(), _made(tmp_path / name))]
    assert silent == []
    assert small_round().districts, "the round that it is made of"


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _text_of(name: str, data: bytes) -> str | None:
    """What a reader sees of a file, without blanks; None for a kind that is not read as text."""
    kind = name.rpartition(".")[2]
    if kind == "docx":
        return _bare("".join(str(text) for part in _parts(data, "word/") for text in etree.fromstring(part).itertext()))
    if kind == "xlsx":
        cells = (
            cell for sheet in load_workbook(BytesIO(data)) for row in sheet.iter_rows(values_only=True) for cell in row
        )
        return _bare("".join(str(cell) for cell in cells if cell is not None))
    if kind == "pdf":
        return _bare("".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)))
    if kind == "html":
        return _bare("".join(map(str, html.document_fromstring(data.decode()).itertext())))
    return _bare(data.decode()) if kind in ("txt", "md") else None


def _bare(text: str) -> str:
    return _SHAPELESS.sub("", text)


def _parts(data: bytes, below: str) -> list[bytes]:
    """The XML parts of an Office file, each of which must be well-formed."""
    with zipfile.ZipFile(BytesIO(data)) as pack:
        for name in pack.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(pack.read(name))
        return [pack.read(name) for name in sorted(pack.namelist()) if name.startswith(below) and name.endswith(".xml")]


def _external(data: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(data)) as pack:
        relations = [etree.fromstring(pack.read(name)) for name in pack.namelist() if name.endswith(".rels")]
    return [
        str(one.get("Target"))
        for root in relations
        for one in root.iter(_RELATIONS)
        if one.get("TargetMode") == "External"
    ]


def _addresses(data: bytes) -> list[str]:
    """Where the links of a PDF lead; typst writes annotations uncompressed or in object streams that pdfium reads."""
    return [found.decode("latin-1") for found in re.findall(rb"/URI\s*\(((?:\\.|[^\\)])*)\)", data)]


def test_pdf_is_made_here() -> None:
    assert can_typeset(), "without the extra pdf this test asks nothing of PDF"
