"""What a round wrote, as the office's own programs open it: every file whole, no page empty, every font in the file.

LibreOffice is asked where it is installed; what makes Word and Excel offer to repair a file is asked of the files.
"""

import re
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from ctypes import create_string_buffer
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from lxml import etree
from openpyxl import load_workbook

from console.report_view import round_view
from inspection.plugins import modules_in
from tests.reports.big_round import big_city, run_of
from tests.reports.hostile_round import hostile_round

pytestmark = pytest.mark.slow
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、[^。]{1,40}|（[一二三四五六七八九十]{1,3}）[^。]{1,40}")
_FORMS = ("呈批材料（内部）",)
_PAGE_NUMBER = re.compile(r"[—\-\s]*\d+[—\-\s]*|第 ?\d+ ?页.*")


@dataclass(frozen=True)
class Line:
    """One line of a page as it is read: what it says, and its place from the page's lower edge in points."""

    text: str
    bottom: float


@pytest.fixture(name="folder", scope="module")
def round_of_two_districts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = big_city(tmp_path_factory.mktemp("city") / "江州", districts=2, findings=120)
    plain, hostile = (tmp_path_factory.mktemp(name) for name in ("plain", "hostile"))
    view = round_view(run_of(root))
    for writer in modules_in("reports.writers"):
        writer.write(view, plain)
        writer.write(hostile_round(), hostile)
    whole = tmp_path_factory.mktemp("written")
    for name, folder in (("plain", plain), ("hostile", hostile)):
        shutil.copytree(folder, whole / name)
    return whole


@pytest.fixture(name="converted", scope="module")
def what_libreoffice_made_of_it(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Path]:
    """The PDF of every DOCX and XLSX, by the file it was made from."""
    if SOFFICE is None:
        pytest.skip("LibreOffice (soffice) is not installed: whether it opens what is written was NOT tested")
    made = tmp_path_factory.mktemp("converted")
    profile = f"-env:UserInstallation=file://{tmp_path_factory.mktemp('profile')}"
    given = {made / f"{number:03}{path.suffix}": path for number, path in enumerate(_files(folder, ".docx", ".xlsx"))}
    for copy, path in given.items():
        shutil.copyfile(path, copy)
    command = [SOFFICE, profile, "--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(made)]
    done = subprocess.run([*command, *map(str, given)], capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stderr
    assert not re.search(r"repair|corrupt|could not be loaded|Error", done.stderr, re.I), done.stderr
    return {path: copy.with_suffix(".pdf") for copy, path in given.items()}


def test_every_document_opens_and_no_page_is_empty(converted: dict[Path, Path]) -> None:
    for path, made in converted.items():
        assert made.is_file(), f"LibreOffice could not open {path.name}"
        assert _empty_pages(made) == [], path.name


def test_own_pdfs_hold_their_fonts_and_no_page_is_empty(folder: Path) -> None:
    papers = _files(folder, ".pdf")
    assert papers
    for path in papers:
        fonts = set(_fonts(path))
        assert fonts, path.name
        assert {name for name, embedded in fonts if not embedded} == set(), path.name
        assert _empty_pages(path) == [], path.name


def test_no_heading_stands_alone_at_the_foot_of_a_page(folder: Path, converted: dict[Path, Path]) -> None:
    word = {path: made for path, made in converted.items() if path.suffix == ".docx"}
    for path, made in [*((one, one) for one in _files(folder, ".pdf")), *word.items()]:
        for number, lines in enumerate(_lines(made)):
            body = [line for line in lines if not _PAGE_NUMBER.fullmatch(line.text)]
            assert body, (path.name, number)
            assert not _HEADING.fullmatch(body[-1].text), (path.name, number, body[-1].text)


def test_rows_of_tables_are_not_cut_and_heads_come_again(folder: Path) -> None:
    for path in _files(folder, ".docx"):
        with zipfile.ZipFile(path) as pack:
            root = etree.fromstring(pack.read("word/document.xml"))
        for table in root.iter(f"{_WORD}tbl"):
            rows = table.findall(f"{_WORD}tr")
            # the leader's page is a form of one page: its heads stand at the left
            if len(rows) > 3 and path.stem not in _FORMS:
                assert rows[0].find(f"{_WORD}trPr/{_WORD}tblHeader") is not None, path.name
            # a row of 5,000 characters is longer than a page
            if path.parent.name == "plain" and path.stem not in _FORMS:
                whole = [row.find(f"{_WORD}trPr/{_WORD}cantSplit") is not None for row in rows]
                assert all(whole), (path.name, whole.count(False))


def test_nothing_in_a_file_makes_a_program_offer_to_repair_it(folder: Path) -> None:
    for path in _files(folder, ".docx", ".xlsx"):
        with zipfile.ZipFile(path) as pack:
            names = pack.namelist()
            assert [name for name, times in Counter(names).items() if times > 1] == [], path.name
            _typed(pack, path)
            for name in names:
                if name.endswith(".rels"):
                    _targets_there(pack, name, path)
            _ids_once(pack, path)
        if path.suffix == ".xlsx":
            _within_limits(path)


def _typed(pack: zipfile.ZipFile, path: Path) -> None:
    """Every part has a type."""
    root = etree.fromstring(pack.read("[Content_Types].xml"))
    endings = {str(one.get("Extension")).lower() for one in root.iter(f"{_TYPES}Default")}
    parts = {str(one.get("PartName")) for one in root.iter(f"{_TYPES}Override")}
    untyped = [
        name
        for name in pack.namelist()
        if name != "[Content_Types].xml" and f"/{name}" not in parts and name.rpartition(".")[2].lower() not in endings
    ]
    assert untyped == [], path.name
    assert parts <= {f"/{name}" for name in pack.namelist()}, path.name


def _targets_there(pack: zipfile.ZipFile, name: str, path: Path) -> None:
    """Every relation inside leads to a part that is there, and no two have one id."""
    base = PurePosixPath(name).parent.parent
    ids = []
    for one in etree.fromstring(pack.read(name)).iter(_REL):
        ids.append(one.get("Id"))
        if one.get("TargetMode") != "External":
            target = str(one.get("Target"))
            there = PurePosixPath(target.lstrip("/")) if target.startswith("/") else base / target
            parts: list[str] = []
            for part in there.parts:
                parts = parts[:-1] if part == ".." else [*parts, part]
            assert "/".join(parts) in pack.namelist(), (path.name, name, target)
    assert len(ids) == len(set(ids)), (path.name, name)


def _ids_once(pack: zipfile.ZipFile, path: Path) -> None:
    if path.suffix == ".docx":
        root = etree.fromstring(pack.read("word/document.xml"))
        for tag in ("bookmarkStart", "sdt/id"):
            found = [one.get(f"{_WORD}id") or one.get(f"{_WORD}val") for one in root.iter(f"{_WORD}{tag}")]
            assert len(found) == len(set(found)), (path.name, tag)


def _within_limits(path: Path) -> None:
    """What Excel takes: names of sheets, texts of cells, choices, addresses; merged cells do not meet."""
    book = load_workbook(path)
    assert all(len(name) <= 31 for name in book.sheetnames), path.name
    for sheet in book:
        for row in sheet.iter_rows(values_only=True):
            assert all(len(cell) <= 32_767 for cell in row if isinstance(cell, str)), path.name
        for choice in sheet.data_validations.dataValidation:
            formula, said = str(choice.formula1 or ""), (choice.prompt or "", choice.error or "")
            assert len(formula) <= 257, (path.name, sheet.title)
            assert all(len(one) <= 255 for one in said), (path.name, sheet.title)
            assert len(choice.promptTitle or "") <= 32 and len(choice.errorTitle or "") <= 32, path.name
        links = [cell.hyperlink for row in sheet.iter_rows() for cell in row if cell.hyperlink]
        assert len(links) <= 65_530 and all(len(link.target or "") <= 2_083 for link in links), path.name
        merged = [cell for area in sheet.merged_cells.ranges for row in area.rows for cell in row]
        assert len(merged) == len(set(merged)), (path.name, sheet.title)


def _files(folder: Path, *endings: str) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in endings)


def _empty_pages(path: Path) -> list[int]:
    """The numbers of the pages of whose picture not one point in two thousand is dark."""
    found = []
    with pypdfium2.PdfDocument(path) as document:
        for number, page in enumerate(document, start=1):
            grey = page.render(scale=0.5, grayscale=True).to_pil().histogram()
            if sum(grey[:160]) * 2_000 < sum(grey):
                found.append(number)
    return found


def _fonts(path: Path) -> Iterator[tuple[str, bool]]:
    """The fonts of a PDF's texts with whether each is in the file."""
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            for found in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=8):
                font = pdfium.FPDFTextObj_GetFont(found.raw)
                yield _name(font, pdfium.FPDFFont_GetBaseFontName), pdfium.FPDFFont_GetIsEmbedded(font) == 1


def _name(font: object, ask: Callable[..., int]) -> str:
    given = create_string_buffer(ask(font, None, 0))
    ask(font, given, len(given))
    return given.value.decode("utf-8", "replace")


def _lines(path: Path) -> Iterator[list[Line]]:
    """The lines of each page from top to bottom."""
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            text = page.get_textpage()
            found = [
                (text.get_rect(place), text.get_text_bounded(*text.get_rect(place)).strip())
                for place in range(text.count_rects())
            ]
            rows: dict[int, list[tuple[float, str]]] = {}
            for (left, bottom, _, _), said in found:
                rows.setdefault(round(bottom / 4), []).append((left, said))
            yield [
                Line("".join(said for _, said in sorted(rows[at])), at * 4.0)
                for at in sorted(rows, reverse=True)
                if "".join(said for _, said in rows[at])
            ]
