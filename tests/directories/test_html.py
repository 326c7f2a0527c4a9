"""Web pages into grids, whatever their encoding and however they were saved, and pages meant to do harm."""

import codecs
from pathlib import Path

import pytest
import yaml

from directories.sheet import Sheet
from directories.web import tables as html
from inspection.errors import UserError

CASES = yaml.safe_load((Path(__file__).parent / "html_tables.yml").read_text(encoding="utf-8"))
TABLE = "<html><head><meta charset={}></head><body><p>救灾领域目录</p><table><tr><td>镕</td></tr></table></body></html>"


def texts(sheets: list[Sheet]) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in sheet.rows] for sheet in sheets]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_tables_of_pages(case: dict) -> None:
    sheets = html.sheets_of(case["page"])
    assert texts(sheets) == case["tables"]
    if "captions" in case:
        assert [sheet.caption for sheet in sheets] == case["captions"]


@pytest.mark.parametrize(
    ("encoding", "declared", "mark"),
    [
        ("utf-8", "gb2312", b""),
        ("gb18030", "utf-8", b""),
        ("gb18030", "gb2312", b""),
        ("utf-8", "utf-8", codecs.BOM_UTF8),
        ("utf-16-le", "unicode", codecs.BOM_UTF16_LE),
        ("utf-16-be", "utf-16", codecs.BOM_UTF16_BE),
        ("utf-16-le", "utf-8", b""),
    ],
)
def test_the_bytes_say_the_encoding(encoding: str, declared: str, mark: bytes) -> None:
    sheets = html.sheets_of(mark + TABLE.format(declared).encode(encoding))
    assert (texts(sheets), sheets[0].caption) == ([[["镕"]]], "救灾领域目录")


def test_traditional_pages_and_pages_with_a_broken_byte() -> None:
    big5 = "<meta charset=big5><table><tr><td>目錄</td></tr></table>".encode("big5")
    assert texts(html.sheets_of(big5)) == [[["目錄"]]]
    broken = "<table><tr><td>目录</td><td>领域".encode() + b"\xe7\x9b</td></tr></table>"
    assert texts(html.sheets_of(broken))[0][0][0] == "目录"


@pytest.mark.parametrize("page", [b"", b" ", b"<!-- -->", b"<p>x</p>", b"<table></table>", b"\0\0"])
def test_pages_without_tables(page: bytes) -> None:
    assert html.sheets_of(page) == []


def test_a_book_saved_as_frames(tmp_path: Path) -> None:
    path = tmp_path / "目录.htm"
    path.write_text('<html><frameset><frame src="目录.files/sheet001.htm"></frameset></html>', encoding="utf-8")
    with pytest.raises(UserError, match=r"目录\.htm 只是网页框架.*目录\.files/sheet001\.htm.*另存为 XLSX"):
        html.read(path)


def test_cells_with_nothing_but_a_picture_are_told() -> None:
    row = "<tr>" + "<td>1" * 5 + "<td><img src=tick.png></tr>"
    sheets = html.sheets_of(f"<table>{row}</table><table><tr><td><img><td>1</table>")
    assert [sheet.problems for sheet in sheets] == [
        ("F1只有图片，未能读出其内容，请把图片改为文字或√后重新保存",), ()
    ]  # fmt: skip


def test_empty_rows_take_no_room() -> None:
    page = "<table><tr><td>甲<td>乙</tr>" + "<tr><td><td></tr>" * 30_000 + "</table>"
    assert texts(html.sheets_of(page)) == [[["甲", "乙"]]]


def test_spans_that_would_fill_the_memory() -> None:
    page = "<table>" + "<tr><td rowspan=65534 colspan=1000>甲</tr>" * 5000 + "</table>"
    with pytest.raises(UserError, match=r"目录\.html 的表1行列过多"):
        html.sheets_of(page, "目录.html")
    page = "<table>" + "<tr><td colspan=60>甲</tr>" * 40_000 + "</table>"
    with pytest.raises(UserError, match="行列过多"):
        html.sheets_of(page)


def test_nesting() -> None:
    page = "<table><tr><td>" * 500 + "甲" + "</td></tr></table>" * 500
    assert texts(html.sheets_of(page))[-1] == [["甲"]]
    assert texts(html.sheets_of("<table><tr><td>" + "<b>" * 1800 + "甲</table>")) == [[["甲"]]]
    with pytest.raises(UserError, match=r"目录\.html 的网页结构嵌套过深"):
        html.sheets_of("<div>" * 5000 + "<table><tr><td>甲</table>", "目录.html")


def test_many_tables_with_much_between_them() -> None:
    page = "<table><tr><td>甲<td>乙</table>" + "<p></p>" * 500
    sheets = html.sheets_of(page * 200)
    assert len(sheets) == 200
    assert {sheet.caption for sheet in sheets} == {None}


def test_pages_of_more_than_any_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    page = "<table><tr><td>甲</table>" * 20
    assert len(html.sheets_of(page)) == 20
    monkeypatch.setattr(html, "_TABLES_LIMIT", 19)
    with pytest.raises(UserError, match=r"目录\.html 的内容过多"):
        html.sheets_of(page, "目录.html")
    monkeypatch.setattr(html, "_NODES_LIMIT", 19)
    with pytest.raises(UserError, match="内容过多"):
        html.sheets_of("<p>" * 20)
