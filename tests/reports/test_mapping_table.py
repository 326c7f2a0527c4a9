"""The directory–column table: what it locks, hides and offers, and that nothing in it is run, leaked or different."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from reports.mapping_table import (
    ANSWERS,
    COLUMN_SHEET,
    ENTRY_SHEET,
    GUIDE_SHEET,
    MappingTable,
    TableColumn,
    TableRow,
    answers_code,
    workbook_of,
)

URL = "https://www.linjiang.example/zwgk/"
COLUMNS = (
    TableColumn("aaaaaaaaaaaa", "政务公开 > 养老服务", f"{URL}a/", "list", 12, date(2026, 5, 8), ("养老服务—备案",)),
    TableColumn("bbbbbbbbbbbb", "=HYPERLINK(1)", "javascript:alert(1)", "link_out", None, None, ()),
)  # fmt: skip
ROW = TableRow(
    code="cccccccccccc", domain="养老服务", level1="养老服务业务办理", level2="养老机构备案", unit="民政局13800138000",
    columns=("aaaaaaaaaaaa", "bbbbbbbbbbbb"), certainty="高", others=(), pages=3, newest=date(2026, 5, 8),
    title="=1+1", title_url=f"{URL}1.html",
)  # fmt: skip
TABLE = MappingTable(
    "linjiang", "临江区", "江州市政务公开办公室", "2026-11", date(2026, 11, 16),
    (ROW, replace(ROW, code="dddddddddddd", columns=(), certainty="未找到", pages=None, title="", newest=None)),
    COLUMNS,
)  # fmt: skip


def opened(table: MappingTable = TABLE) -> dict[str, Worksheet]:
    book = openpyxl.load_workbook(io.BytesIO(workbook_of(table)))
    return {sheet.title: sheet for sheet in book.worksheets}


def heads(sheet: Worksheet) -> dict[str, str]:
    """The letter of each head."""
    return {str(cell.value): cell.column_letter for cell in sheet[3]}


def test_the_same_table_gives_the_same_file() -> None:
    assert workbook_of(TABLE) == workbook_of(TABLE)
    assert list(opened()) == [GUIDE_SHEET, ENTRY_SHEET, COLUMN_SHEET]


def test_only_the_answers_can_be_written_and_no_password_is_asked() -> None:
    sheet = opened()[ENTRY_SHEET]
    open_cells = {
        cell.column_letter for row in sheet.iter_rows(min_row=4) for cell in row if not cell.protection.locked
    }
    at = heads(sheet)
    assert open_cells == {at["核对结果"], at["正确栏目"], at["网址"], at["备注"]}
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert sheet.protection.autoFilter is False, "False is what the format calls allowed"


def test_codes_are_hidden_inside_the_filtered_range() -> None:
    for name, codes in ((ENTRY_SHEET, {"事项编码", "栏目编码", "校验码"}), (COLUMN_SHEET, {"栏目编码"})):
        sheet = opened()[name]
        at = heads(sheet)
        shown = {head for head, letter in at.items() if not sheet.column_dimensions[letter].hidden}
        # a run of hidden columns is written as one
        hidden = set(at) - shown | ({"栏目编码", "校验码"} if name == ENTRY_SHEET else set())
        assert hidden == codes
        last = sorted(at.values())[-1]
        assert sheet.auto_filter.ref == f"A3:{last}5"
        assert str(sheet.freeze_panes).endswith("4")


def test_answers_are_chosen_from_lists() -> None:
    sheet = opened()[ENTRY_SHEET]
    at = heads(sheet)
    lists = {str(one.sqref): (one.formula1, one.errorStyle) for one in sheet.data_validations.dataValidation}
    assert lists[f"{at['核对结果']}4:{at['核对结果']}5"] == (f'"{",".join(ANSWERS)}"', None)
    assert lists[f"{at['正确栏目']}4:{at['正确栏目']}5"] == (f"'{COLUMN_SHEET}'!$B$4:$B$5", "information")


def test_nothing_is_run_and_nothing_personal_told() -> None:
    sheets = opened()
    row = {head: sheets[ENTRY_SHEET][f"{letter}4"] for head, letter in heads(sheets[ENTRY_SHEET]).items()}
    assert row["最近一条标题"].data_type == "s"
    assert row["最近一条标题"].value == "=1+1"
    assert row["公开主体"].value == "民政局138****8000"
    listed = sheets[COLUMN_SHEET]
    assert listed["B5"].data_type == "s"
    assert listed["C5"].hyperlink is None
    assert listed["C4"].hyperlink is not None
    assert listed["G5"].value == "（尚未对应事项）"


def test_what_could_not_be_read_is_not_called_none() -> None:
    sheet = opened()[ENTRY_SHEET]
    at = heads(sheet)["已公开条数"]
    assert [sheet[f"{at}{row}"].value for row in (4, 5)] == [3, "未读全"]


def test_no_confidence_figures() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook_of(TABLE))) as archive:
        assert b"0.9" not in archive.read("xl/sharedStrings.xml")


@pytest.mark.parametrize("changed", [("属实", "", "", ""), ("", "政务公开", "", ""), ("", "", "", "注")])
def test_what_was_filled_in_beforehand_is_known_again(changed: tuple[str, ...]) -> None:
    assert answers_code(" 属实 ", "", "", "\n") == answers_code("属实", "", "", "")
    assert answers_code(*changed) != answers_code("", "", "", "")


def test_a_district_without_columns_or_entries_still_gets_a_table() -> None:
    sheets = opened(replace(TABLE, rows=(), columns=()))
    assert sheets[ENTRY_SHEET].max_row == 3
