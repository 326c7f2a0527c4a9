"""Word documents into grids, and documents that are damaged or meant to do harm."""

import re
import zipfile
from pathlib import Path

import pytest
import yaml

from directories import archive_parts
from directories.archive_parts import part, xml
from directories.reading import read_directory
from directories.sheet import Sheet
from directories.word import document as docx
from inspection.errors import UserError
from tests.directories.made import LIMIT, SPANS, TOP, UNDER, matter

CASES = yaml.safe_load((Path(__file__).parent / "docx_tables.yml").read_text(encoding="utf-8"))
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
STRICT = NAMESPACES.replace(
    "schemas.openxmlformats.org/wordprocessingml/2006/main", "purl.oclc.org/ooxml/wordprocessingml/main"
)
SMALL = "<tbl><tr><c>甲</c><c>乙</c></tr></tbl>"


def written(short: str) -> str:
    """The short form of the cases as Word writes it: elements and attributes with their prefix."""
    text = re.sub("<c>(.*?)</c>", "<tc><p><r><t>\\1</t></r></p></tc>", short)
    text = re.sub("(</?)(?=[a-z]\\w*[ />])(?!w14:|mc:)", "\\1w:", text)
    return re.sub(' (?=[a-zA-Z]+=")(?!w14:|xmlns)', " w:", text)


def document(path: Path, body: str, namespaces: str = NAMESPACES, **parts: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {namespaces}><w:body>{written(body)}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {namespaces}>{written(content)}</w:{name}>")
    return path


def texts(sheets: list[Sheet]) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in sheet.rows] for sheet in sheets]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_tables_of_documents(case: dict, tmp_path: Path) -> None:
    parts = {name: case[name] for name in ("numbering", "styles") if name in case}
    sheets = docx.read(document(tmp_path / "目录.docx", case["body"], **parts))
    assert texts(sheets) == case["tables"]
    if "captions" in case:
        assert [sheet.caption for sheet in sheets] == case["captions"]
    assert [sheet.name for sheet in sheets] == [f"表{number}" for number in range(1, len(sheets) + 1)]


def test_merged_cells_know_their_range(tmp_path: Path) -> None:
    sheet = docx.read(document(tmp_path / "目录.docx", CASES[0]["body"]))[0]
    assert (sheet.rows[0][2].merged, sheet.rows[3][0].merged) == ((0, 1, 0, 2), (1, 0, 3, 0))
    assert sheet.rows[3][0].carried_down


def test_the_strict_form_of_the_format(tmp_path: Path) -> None:
    assert texts(docx.read(document(tmp_path / "目录.docx", SMALL, STRICT))) == [[["甲", "乙"]]]


def test_the_text_may_have_another_name(tmp_path: Path) -> None:
    path = tmp_path / "目录.docx"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="/word/document2.xml"/></Relationships>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("_rels/.rels", relations)
        body = f"<w:document {NAMESPACES}><w:body>{written(SMALL)}</w:body></w:document>"
        archive.writestr("Word\\Document2.xml", body)
    assert texts(docx.read(path)) == [[["甲", "乙"]]]


@pytest.mark.parametrize(
    ("body", "cure"),
    [
        ('<altChunk id="r"/>', "用 Word 打开后另存为 DOCX"),
        ("<p><r><object/></r></p>", "嵌入的工作表对象.*另存为 XLSX"),
        ("<p><r><drawing/></r></p>", "只有图片或文本框"),
    ],
)
def test_tables_that_are_none(tmp_path: Path, body: str, cure: str) -> None:
    with pytest.raises(UserError, match=rf"目录\.docx.*{cure}"):
        docx.read(document(tmp_path / "目录.docx", body))


def directory(path: Path) -> Path:
    """A directory as districts write it in Word: a title on two lines, two header rows, a merged first level, numbers
    by Word, 同上, and a second domain after a page break that goes on without a header."""

    def cell(text: str, merge: str = "", number: bool = False) -> str:
        numbered = '<pPr><numPr><ilvl val="0"/><numId val="1"/></numPr></pPr>' if number else ""
        lines = "".join(f"<p>{numbered}<r><t>{line}</t></r></p>" for line in text.split("\n"))
        return f"<tc><tcPr>{merge}</tcPr>{lines}</tc>"

    across = [cell(TOP[left], f'<gridSpan val="{right - left + 1}"/>') for left, right in SPANS]
    down = '<vMerge val="restart"/>'
    top = [cell(TOP[0], down), across[0], *(cell(word, down) for word in TOP[3:8]), *across[1:]]
    under = [cell(word) if word else cell("", "<vMerge/>") for word in UNDER]
    rows = []
    for number, (level1, level2, limit) in enumerate(
        [("政策法规", "1.1法律 法规", LIMIT), ("", "行政\n规范性文件", "同上"), ("公共服务", "开放信息", "每季度更新")]
    ):
        cells = matter("", level1, level2, limit)
        merge = [down, "<vMerge/>", ""][number]
        rows.append([cell("", number=True), cell(cells[1], merge), *(cell(text) for text in cells[2:])])
    head = "".join(f"<tr>{''.join(row)}</tr>" for row in (top, under))
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in rows[:2])
    rest = f"<tr>{''.join(rows[2])}</tr>"
    titles = "<p><r><t>临江区公共文化服务领域</t></r></p><p><r><t>基层政务公开标准目录</t></r></p>"
    return document(
        path,
        f'{titles}<tbl>{head}{body}</tbl><p><r><br type="page"/></r></p><tbl>{rest}</tbl>',
        numbering='<abstractNum abstractNumId="0"><lvl ilvl="0"><lvlText val="%1"/></lvl></abstractNum>'
        '<num numId="1"><abstractNumId val="0"/></num>',
    )


def test_a_directory_written_in_word(tmp_path: Path) -> None:
    reading = read_directory(directory(tmp_path / "目录.docx"), "linjiang")
    assert [(e.seq, e.level1, e.level2, e.time_limit, e.sheet, e.cells) for e in reading.entries] == [
        ("1", "政策法规", "法律法规", LIMIT, "表1", "A3:N3"),
        ("2", "政策法规", "行政规范性文件", LIMIT, "表1", "A4:N4"),
        ("3", "公共服务", "开放信息", "每季度更新", "表2", "A1:N1"),
    ]
    assert {(e.domain, e.audience, e.method, e.level) for e in reading.entries} == {
        ("公共文化服务", "public", "proactive", ("county",))
    }
    assert reading.problems == ()


def test_cells_with_nothing_but_a_picture_are_told(tmp_path: Path) -> None:
    row = "<tr>" + "<c>1</c>" * 5 + "<tc><p><r><drawing/></r></p></tc></tr>"
    sheet = docx.read(document(tmp_path / "目录.docx", f"<tbl>{row}{row}</tbl>"))[0]
    assert sheet.problems == ("F1 等2格只有图片，未能读出其内容，请把图片改为文字或√后重新保存",)


def test_a_document_without_tables_has_no_sheets(tmp_path: Path) -> None:
    assert docx.read(document(tmp_path / "目录.docx", "<p><r><t>甲</t></r></p>")) == []


def test_no_archive_a_truncated_one_and_one_without_text(tmp_path: Path) -> None:
    path = tmp_path / "目录.docx"
    path.write_text("不是文档", encoding="utf-8")
    with pytest.raises(UserError, match=r"目录\.docx 无法打开.*改了扩展名"):
        docx.read(path)
    document(path, SMALL)
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(UserError, match=r"目录\.docx 无法打开"):
        docx.read(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/media/a.txt", "")
    with pytest.raises(UserError, match=r"目录\.docx 不是完整的 DOCX"):
        docx.read(path)


def test_text_that_breaks_off(tmp_path: Path) -> None:
    path = tmp_path / "目录.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {NAMESPACES}><w:body><w:tbl>")
    with pytest.raises(UserError, match=r"目录\.docx 的内容已损坏"):
        docx.read(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "目录.docx"
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w:document [<!ENTITY l0 "笑">{laughs}]>'
        f"<w:document {NAMESPACES}><w:body>{written('<tbl><tr><c>&l9;</c></tr></tbl>')}</w:body></w:document>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", text.encode(encoding))
    with pytest.raises(UserError, match=r"目录\.docx 含有办公软件不会写入的实体定义"):
        docx.read(path)


def test_a_part_is_unpacked_up_to_a_limit(tmp_path: Path) -> None:
    path = document(tmp_path / "目录.docx", SMALL)
    whole = part(path, "目录.docx", "word/document.xml")
    assert whole is not None
    assert part(path, "目录.docx", "WORD/document.xml", len(whole)) == whole
    assert part(path, "目录.docx", "word/none.xml") is None
    with pytest.raises(UserError, match=r"目录\.docx 解压后超过"):
        part(path, "目录.docx", "word/document.xml", len(whole) - 1)


def test_a_part_that_declares_less_than_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "目录.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 100_000)
    lying = path.read_bytes().replace((100_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    path.write_bytes(lying)
    with pytest.raises(UserError, match=r"目录\.docx"):
        part(path, "目录.docx", "word/document.xml", 1000)


def test_more_tags_than_any_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_parts, "_NODES_LIMIT", 10)
    monkeypatch.setattr(archive_parts, "_TAGS_LIMIT", 10)
    with pytest.raises(UserError, match="内容过多"):
        xml(b"<a>" + b"<b/>" * 10 + b"</a>", "目录.docx")
    with pytest.raises(UserError, match=r"目录\.docx 的内容过多"):
        docx.read(document(tmp_path / "目录.docx", SMALL))


def test_empty_rows_and_spans_beyond_reason(tmp_path: Path) -> None:
    rows = "<tr><tc><p/></tc></tr>" * 5_000
    wide = '<tr><tc><tcPr><gridSpan val="999999"/></tcPr><p><r><t>宽</t></r></p></tc></tr>'
    sheets = docx.read(document(tmp_path / "目录.docx", f"<tbl>{wide}<tr><c>1</c><c>2</c></tr>{rows}</tbl>"))
    assert texts(sheets) == [[["宽", "宽"], ["1", "2"]]]


def test_tables_too_deep_in_each_other(tmp_path: Path) -> None:
    nested = "<tbl><tr><tc>" * 100 + "<p/>" + "</tc></tr></tbl>" * 100
    with pytest.raises(UserError, match=r"目录\.docx"):
        docx.read(document(tmp_path / "目录.docx", nested))
