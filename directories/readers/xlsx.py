"""Workbooks (XLSX, XLS): every visible sheet with its merged ranges."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from directories.sheet import Sheet, sheet_of
from inspection.errors import UserError

EXTENSIONS = (".xlsx", ".xlsm", ".xls", ".et")


def read(path: Path) -> list[Sheet]:
    """Every visible sheet of a workbook; row and column numbers are the workbook's own.

    Raises UserError when the file is not a workbook (renamed, damaged or locked by a password).
    """
    try:
        # From the open file the format is told by contents, not by the name.
        with path.open("rb") as file:
            workbook = CalamineWorkbook.from_filelike(file)
    except PasswordError as error:
        raise UserError(f"目录文件 {path} 设有打开密码，请取消密码后另存为 XLSX 再试。") from error
    except (CalamineError, OSError, ValueError) as error:
        raise UserError(
            f"{path} 无法作为 XLSX 工作簿打开（可能已损坏、加密或只是改了扩展名），请用表格软件另存为 XLSX 后再试。"
        ) from error
    sheets = []
    for about in workbook.sheets_metadata:
        if about.visible != SheetVisibleEnum.Visible:
            continue
        try:
            sheet = workbook.get_sheet_by_name(about.name)
        except (CalamineError, ValueError) as error:
            raise UserError(f"{path} 的工作表“{about.name}”无法读取，请用表格软件另存为 XLSX 后再试。") from error
        texts = [[_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
        ranges = [(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or []]
        sheets.append(sheet_of(about.name, texts, sorted(ranges)))
    return sheets


def _text(value: int | float | str | bool | time | date | datetime | timedelta) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date().isoformat()
    return str(value)
