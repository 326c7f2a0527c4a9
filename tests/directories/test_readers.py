"""Readers: a file into grids, with merged ranges and the file's own row and column numbers."""

from pathlib import Path

import pytest
import xlsxwriter

from directories.readers import csv, xlsx
from directories.sheet import Sheet, cell_range
from directories.web import tables as html
from inspection.errors import UserError
from inspection.plugins import modules_in


def texts(sheet: Sheet) -> list[list[str]]:
    return [[cell.text for cell in row] for row in sheet.rows]


def test_every_reader_names_its_extensions_and_reads() -> None:
    readers = modules_in("directories.readers")
    assert [module.__name__.rpartition(".")[2] for module in readers] == ["csv", "docx", "html", "pdf", "xlsx"]
    extensions = [extension for module in readers for extension in module.EXTENSIONS]
    assert len(extensions) == len(set(extensions))
    assert all(
        extension.startswith(".") and callable(module.read) for module in readers for extension in module.EXTENSIONS
    )


def test_workbook_keeps_its_row_numbers_merges_and_whole_numbers(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("甲")
        sheet.write_number(2, 1, 1.0)
        sheet.write_number(2, 2, 1.5)
        sheet.merge_range(3, 1, 4, 2, "合并")
        book.add_worksheet("藏").hide()
    sheets = xlsx.read(path)
    assert [sheet.name for sheet in sheets] == ["甲"]
    rows = texts(sheets[0])
    assert rows[2][1:3] == ["1", "1.5"]
    assert (rows[3][1], rows[4][2]) == ("合并", "合并")
    last = sheets[0].rows[4][2]
    assert (last.merged, last.carried_down, last.carried_right) == ((3, 1, 4, 2), True, True)
    assert cell_range(4, 0, 4, 27) == "A5:AB5"


def test_a_renamed_file_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "目录.xlsx"
    path.write_text("不是工作簿", encoding="utf-8")
    with pytest.raises(UserError, match="另存为 XLSX"):
        xlsx.read(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_in_every_usual_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "表.csv"
    path.write_text('序号,"公开内容\n（要素）"\n1,镕〇\n', encoding=encoding)
    assert texts(csv.read(path)[0]) == [["序号", "公开内容\n（要素）"], ["1", "镕〇"]]


def test_tabs(tmp_path: Path) -> None:
    path = tmp_path / "表.tsv"
    path.write_text("甲\t乙,丙\n", encoding="utf-8")
    assert texts(csv.read(path)[0]) == [["甲", "乙,丙"]]


def test_bytes_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_bytes(b"\x00\xff\x00\xfe" * 8)
    with pytest.raises(UserError, match="不是文本文件"):
        csv.read(path)


def test_spans_inline_text_and_nested_tables() -> None:
    sheets = html.sheets_of(
        "<p>救灾领域标准目录</p><table><tr><td rowspan=0>甲</td><td colspan=2>乙<b>丙</b>\n 丁<p>戊</p></td></tr>"
        "<tr><td>1</td><td><table><tr><td>内</td></tr></table>外</td></tr></table>"
    )
    assert [texts(sheet) for sheet in sheets] == [
        [["甲", "乙丙 丁\n戊", "乙丙 丁\n戊"], ["甲", "1", "外"]],
        [["内"]],
    ]
    assert sheets[0].caption == "救灾领域标准目录"
    assert sheets[0].rows[1][0].carried_down


def test_span_to_the_end_stays_in_its_group() -> None:
    markup = "<table><tbody><tr><td rowspan=0>甲<td>1<tr><td>2</tbody><tbody><tr><td>乙<td>3</tbody></table>"
    assert texts(html.sheets_of(markup)[0]) == [["甲", "1"], ["甲", "2"], ["乙", "3"]]


def test_a_page_in_gb18030() -> None:
    sheets = html.sheets_of("<table><tr><td>镕基</td></tr></table>".encode("gb18030"))
    assert texts(sheets[0]) == [["镕基"]]


def test_missing_cells_of_a_short_row_are_not_given() -> None:
    row = html.sheets_of("<table><tr><td>1<td>2<td>3<tr><td>4</table>")[0].rows[1]
    assert [cell.given for cell in row] == [True, False, False]
