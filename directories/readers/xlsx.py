"""Workbooks (XLSX, XLS): every visible sheet with its merged ranges."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from directories.sheet import Sheet, cell_name, sheet_of
from directories.workbook_parts import WithoutValue, cells_without_value
from inspection.errors import UserError

EXTENSIONS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".et")
_ZIP = b"PK"
# Rows times columns of one sheet.
_PLACES = 2_000_000


def read(path: Path) -> list[Sheet]:
    """Every visible sheet of a workbook; row and column numbers are the workbook's own. Macros are never run, formulas
    count with the result that was saved.

    Raises UserError when the file is not a workbook (renamed, damaged or locked by a password) or a hostile one.
    """
    # From the open file the format is told by contents, not by the name.
    try:
        with path.open("rb") as file:
            zipped = file.read(2) == _ZIP
            without_value = cells_without_value(path, path.name) if zipped else {}
            file.seek(0)
            workbook = CalamineWorkbook.from_filelike(file)
    except PasswordError as error:
        raise UserError(f"目录文件 {path.name} 设有打开密码，请取消密码后另存为 XLSX 再试。") from error
    except (CalamineError, OSError, ValueError) as error:
        raise UserError(
            f"{path.name} 无法作为 XLSX 工作簿打开（可能已损坏、加密或只是改了扩展名），请用表格软件另存为 XLSX 再试。"
        ) from error
    sheets = []
    for about in workbook.sheets_metadata:
        if about.visible == SheetVisibleEnum.Visible:
            sheet = _sheet(workbook, about.name, path.name)
            sheets.append(_doubted(sheet, without_value.get(about.name)))
    return sheets


def _doubted(sheet: Sheet, without: WithoutValue | None) -> Sheet:
    """The sheet with the cells whose value nobody saved marked as not given, so that nobody takes them for blank."""
    if without is None or not without.clauses:
        return sheet
    rows = tuple(
        tuple(
            cell._replace(given=False) if not cell.text and cell_name(cell.row, cell.column) in without.cells else cell
            for cell in row
        )
        for row in sheet.rows
    )
    return replace(sheet, rows=rows, problems=without.clauses)


def _sheet(workbook: CalamineWorkbook, name: str, file: str) -> Sheet:
    try:
        sheet: CalamineSheet = workbook.get_sheet_by_name(name)
    except (CalamineError, ValueError) as error:
        raise UserError(f"{file} 的工作表“{name}”无法读取，请用表格软件另存为 XLSX 后再试。") from error
    if sheet.total_height * sheet.total_width > _PLACES:
        raise UserError(f"{file} 的工作表“{name}”远远超出目录表格的范围，请删除多余的行和列后另存再试。")
    texts = [[_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    ranges = [(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or []]
    return sheet_of(name, texts, sorted(ranges))


def _text(value: int | float | str | bool | time | date | datetime | timedelta) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date().isoformat()
    return str(value)
