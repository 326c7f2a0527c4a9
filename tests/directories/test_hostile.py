"""Hostile and damaged files: each ends in one clear sentence or is read right, and never fills the memory."""

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwt

from directories import workbook_parts
from directories.reading import read_directory
from inspection.errors import UserError
from tests.directories.made import LIMIT, drawn, workbook
from tests.directories.pdf_made import Ruled, pdf

HEADER = ["序号", "一级事项", "二级事项", "公开内容", "公开时限", "全社会"]
MATTER = ["1", "统计数据", "统计公报", "名称", LIMIT, "√"]
SHEET = "xl/worksheets/sheet1.xml"
SHARED = "xl/sharedStrings.xml"
LAUGHS = '<!DOCTYPE x [<!ENTITY a "哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def changed(path: Path, part: str, change: Callable[[str], str]) -> Path:
    """The workbook of two domains with one part rewritten."""
    with zipfile.ZipFile(workbook(path.with_name("made.xlsx"))) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    parts[part] = change(parts[part].decode()).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, contents in parts.items():
            archive.writestr(name, contents)
    return path


def refused(path: Path) -> str:
    """What is said of a file: one sentence with its name and a cure."""
    with pytest.raises(UserError) as error:
        read_directory(path, None)
    words = str(error.value)
    assert path.name in words and "请" in words and words.count("。") == 1 and "\n" not in words
    assert str(path.parent) not in words
    return words


def more(cells: str) -> Callable[[str], str]:
    return lambda xml: xml.replace("</sheetData>", cells + "</sheetData>")


def spaced(xml: str) -> str:
    return xml.replace("</sheetData>", "</sheetData>" + " " * 3_000_000)


@pytest.mark.parametrize("part", [SHEET, SHARED, "xl/styles.xml"])
def test_a_workbook_that_unpacks_to_more_than_any_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    monkeypatch.setattr(workbook_parts, "_UNPACKED", 2_000_000)
    path = changed(tmp_path / "目录.xlsx", part, lambda xml: xml + " " * 3_000_000)
    assert path.stat().st_size < 30_000
    assert "解压后超过" in refused(path)


def test_a_size_that_the_archive_lies_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_parts, "_UNPACKED", 2_000_000)
    path = changed(tmp_path / "目录.xlsx", SHEET, spaced)
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo(SHEET).file_size
    path.write_bytes(path.read_bytes().replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little")))
    assert "解压后超过" in refused(path)


@pytest.mark.parametrize("part", [SHEET, SHARED, "xl/workbook.xml"])
def test_entities(tmp_path: Path, part: str) -> None:
    assert "实体定义" in refused(changed(tmp_path / "目录.xlsx", part, lambda xml: xml.replace("?>", "?>" + LAUGHS, 1)))


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>',
        '<row r="900000"><c t="inlineStr"><is><t>x</t></is></c></row>',
    ],
)
def test_a_cell_at_the_end_of_the_world(tmp_path: Path, cells: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_parts, "_PLACES", 500_000)
    words = refused(changed(tmp_path / "目录.xlsx", SHEET, more(cells)))
    assert "工作表“标准目录”" in words and "超出目录表格的范围" in words


def test_more_cells_than_any_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_parts, "_PLACES", 3000)
    cells = "<row><c><v>1</v></c></row>" * 4000
    assert "内容过多" in refused(changed(tmp_path / "目录.xlsx", SHEET, more(cells)))


def test_a_text_copied_into_many_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_parts, "_COPIED", 50_000)
    with zipfile.ZipFile(workbook(tmp_path / "made.xlsx")) as made:
        first = made.read(SHARED).decode().count("<si>")
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>{first - 1}</v></c></row>' for row in range(50, 150))
    long = "长" * 1000
    path = changed(tmp_path / "目录.xlsx", SHEET, more(rows))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    head, _, tail = parts[SHARED].decode().rpartition("<t>")
    parts[SHARED] = f"{head}<t>{long}{tail[tail.index('</t>') :]}".encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, contents in parts.items():
            archive.writestr(name, contents)
    assert "解压后超过" in refused(path)


def test_a_hundred_thousand_empty_rows_and_all_columns(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}" s="1"/><c r="XFD{row}" s="1"/></row>' for row in range(60, 100_060))
    path = changed(tmp_path / "目录.xlsx", SHEET, lambda xml: more(rows)(xml).replace("A1:N13", "A1:XFD1048576"))
    assert len(read_directory(path, None).entries) == 5


def test_merged_ranges_over_the_whole_sheet(tmp_path: Path) -> None:
    path = changed(
        tmp_path / "目录.xlsx",
        SHEET,
        lambda xml: xml.replace("</mergeCells>", '<mergeCell ref="A14:XFD1048576"/></mergeCells>'),
    )
    assert len(read_directory(path, None).entries) == 5


def test_formulas_count_with_their_saved_result(tmp_path: Path) -> None:
    path = tmp_path / "统计.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("标准目录")
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, MATTER)
        sheet.write_formula(1, 2, '="统计"&"公报"', None, "统计公报")
        sheet.write_row(2, 0, ["2", "统计数据", "", "名称", LIMIT, "√"])
        sheet.write_formula(2, 2, "=名称!A1", None, "")
    reading = read_directory(path, None)
    assert [entry.level2 for entry in reading.entries] == ["统计公报"]
    assert (
        "统计.xlsx 工作表“标准目录”：C3 的公式没有保存计算结果，内容未读出，"
        "请用表格软件打开并重新保存，或改为填写文字。"
    ) in reading.problems
    assert any("A3:" in problem and "名称没有读出" in problem for problem in reading.problems)


def test_error_values_are_blank_and_said(tmp_path: Path) -> None:
    path = tmp_path / "统计.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADER)
    sheet.append([*MATTER[:3], "#REF!", "#N/A", True])
    sheet["D2"].data_type = sheet["E2"].data_type = "e"
    book.save(path)
    reading = read_directory(path, None)
    (entry,) = reading.entries
    assert (entry.elements, entry.time_limit, entry.audience) == ((), None, "public")
    assert "D2、E2 显示为错误值" in reading.problems[0]


def test_numbers_dates_and_truth_as_they_are_meant(tmp_path: Path) -> None:
    path = tmp_path / "统计.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, [1.0, "统计数据", "公报", 2023, LIMIT, False])
    (entry,) = read_directory(path, None).entries
    assert (entry.seq, entry.elements, entry.audience) == ("1", ("2023",), None)


def test_a_workbook_with_macros_is_read_and_they_are_not(tmp_path: Path) -> None:
    path = changed(tmp_path / "目录.xlsm", SHEET, str)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 Auto_Open")
    assert len(read_directory(path, None).entries) == 5


def test_two_hundred_sheets_and_hidden_ones(tmp_path: Path) -> None:
    path = tmp_path / "统计.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for number in range(200):
            sheet = book.add_worksheet(f"表格{number}")
            sheet.write_row(0, 0, HEADER)
            sheet.write_row(1, 0, [str(number + 1), "统计数据", f"公报{number}", "名称", LIMIT, "√"])
            if number % 10 == 9:
                sheet.hide()
    entries = read_directory(path, None).entries
    assert len(entries) == 180
    assert entries[-1].sheet == "表格198"


@pytest.mark.parametrize("kept", [0.2, 0.6, 0.95])
@pytest.mark.parametrize("name", ["目录.xlsx", "目录.xls", "目录.pdf"])
def test_truncated_files(tmp_path: Path, name: str, kept: float) -> None:
    path = tmp_path / name
    if path.suffix == ".pdf":
        pdf(path, ["统计领域目录", Ruled([HEADER, MATTER])])
    elif path.suffix == ".xls":
        xlwt_book(path)
    else:
        workbook(path)
    contents = path.read_bytes()
    path.write_bytes(contents[: int(len(contents) * kept)])
    refused(path)


def xlwt_book(path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("标准目录")
    for row, cells in enumerate([HEADER, *[MATTER] * 200]):
        for column, text in enumerate(cells):
            sheet.write(row, column, f"{text}{row}" if row else text)
    book.save(str(path))


def test_an_old_workbook_that_is_locked(tmp_path: Path) -> None:
    path = tmp_path / "目录.xls"
    xlwt_book(path)
    contents = path.read_bytes()
    # The record of who wrote the file makes room for the one that says how it is encrypted.
    place = contents.index(b"\x5c\x00\x70\x00")
    path.write_bytes(contents[:place] + b"\x2f\x00\x70\x00\x01\x00\x01\x00\x01\x00" + contents[place + 10 :])
    assert "打开密码" in refused(path)


MADE: dict[str, Callable[[Path], object]] = {
    ".xlsx": lambda path: drawn(path, [HEADER, MATTER]),
    ".html": lambda path: drawn(path, [HEADER, MATTER]),
    ".csv": lambda path: drawn(path, [HEADER, MATTER]),
    ".pdf": lambda path: pdf(path, [Ruled([HEADER, MATTER])]),
    ".xls": xlwt_book,
}


@pytest.mark.parametrize("said", [".xls", ".xlsx", ".docx", ".pdf", ".doc", ".et"])
@pytest.mark.parametrize("real", MADE)
def test_what_a_file_holds_decides_and_not_its_name(tmp_path: Path, real: str, said: str) -> None:
    MADE[real](tmp_path / f"真{real}")
    path = shutil.copy(tmp_path / f"真{real}", tmp_path / f"统计{said}")
    entries = read_directory(path, None).entries
    assert entries[0].level1 is not None and entries[0].level1.startswith("统计数据")


@pytest.mark.parametrize("real", MADE)
def test_a_file_without_an_extension(tmp_path: Path, real: str) -> None:
    MADE[real](tmp_path / f"统计{real}")
    path = (tmp_path / f"统计{real}").rename(tmp_path / "统计")
    if real == ".csv":
        assert "没有扩展名" in refused(path)
    else:
        assert read_directory(path, None).entries


CSV = ",".join(HEADER) + "\r\n" + ",".join(MATTER) + "\r\n"


@pytest.mark.parametrize(
    "contents",
    [
        CSV.encode("utf-16-le"),
        CSV.encode("utf-16-be"),
        CSV.encode("utf-16"),
        CSV.encode() + b"\x00",
        CSV.replace(",", ";").encode("gb18030"),
        CSV.replace(",", "\t").encode(),
        (CSV + "2,统计数据\r\n").encode(),
    ],
    ids=["utf-16-le", "utf-16-be", "utf-16", "a NUL byte", "semicolons", "tabs", "a short row"],
)
def test_texts_that_are_read_all_the_same(tmp_path: Path, contents: bytes) -> None:
    path = tmp_path / "统计.csv"
    path.write_bytes(contents)
    entry = read_directory(path, None).entries[0]
    assert (entry.level1, entry.level2, entry.time_limit, entry.audience) == ("统计数据", "统计公报", LIMIT, "public")


def test_a_damaged_letter_is_said(tmp_path: Path) -> None:
    path = tmp_path / "统计.csv"
    broken = f"2,统计数据,年鉴,名##称,{LIMIT},√\r\n".encode("gb18030").replace(b"##", b"\xff\xff")
    path.write_bytes(CSV.encode("gb18030") + broken)
    reading = read_directory(path, None)
    assert len(reading.entries) == 2
    assert any("字符无法辨认" in problem for problem in reading.problems)


@pytest.mark.parametrize(
    ("contents", "words"),
    [
        ((CSV + '2,统计数据,"统计年鉴,名称\r\n3,统计数据,月报,名称\r\n').encode(), "第3行的引号没有配对"),
        (b"\x00\x01\x02\x03" * 100, "不是文本文件"),
        (("统" * 50).encode("gb18030") + bytes(range(128, 256)) * 20, "不是文本文件"),
        (b"a," * 5000, "超出目录表格的范围"),
        (b'"' + b"a" * 4_100_000, "第1行"),
        (b"\x00" * 100, "空文件"),
        (b"\xef\xbb\xbf", "空文件"),
    ],
    ids=["unclosed", "bytes", "garbage", "columns", "one field", "NUL", "mark only"],
)
def test_texts_that_are_no_table(tmp_path: Path, contents: bytes, words: str) -> None:
    path = tmp_path / "统计.csv"
    path.write_bytes(contents)
    assert words in refused(path)


@pytest.mark.parametrize("name", ["目录.xlsx", "目录.csv"])
def test_a_file_larger_than_any_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr("directories.contents._LARGEST", 2000)
    monkeypatch.setattr("directories.contents._LARGEST_TEXT", 2000)
    path = tmp_path / name
    drawn(path, [HEADER, *[MATTER] * 300])
    assert "MB，不像标准目录" in refused(path)


def test_a_formula_without_its_result_is_not_a_blank(tmp_path: Path) -> None:
    path = tmp_path / "统计.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("目录")
        sheet.write_row(0, 0, HEADER)
        for row in range(1, 5):
            sheet.write_row(row, 0, [str(row), "统计数据", f"公报{row}", "名称", LIMIT, "√"])
        sheet.write_formula(2, 4, "=E2", value="")
        sheet.write_formula(3, 2, "=C2", value="")
    reading = read_directory(path, None)
    assert [entry.level2 for entry in reading.entries] == ["公报1", "公报2", "公报4"]
    assert [entry.time_limit for entry in reading.entries] == [LIMIT, None, LIMIT]
    assert "time_limit" not in reading.tables[0].fields
    assert any("A4" in problem and "名称没有读出" in problem for problem in reading.problems)
