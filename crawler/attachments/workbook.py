"""Workbooks (XLSX, XLSB, XLS, ET) through calamine: every sheet's rows, cells side by side."""

import io
import re
import struct
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import olefile
from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    WorksheetNotFound,
    XmlError,
    ZipError,
)

from crawler.attachments.archive_parts import Parts, name_in_archive
from crawler.attachments.outcome import Content, FileLimits, NotReadError, broken, locked, too_large

_WHAT = "Excel 工作簿"
# A cell's place in a sheet's XML: calamine makes room for everything up to the farthest one.
_PLACE = re.compile(rb"<(?:\w+:)?c\b[^>]{0,200}?\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"'][^>]{0,200}(?<!/)>")
# A column of three letters or a row of five digits: only then the cells are counted one by one.
_FAR = re.compile(rb"\br=[\"'](?:[A-Z]{3}|[A-Z]{0,2}[0-9]{5})")
_PICTURES = ("xl/media/", "docprops/")
_ENTITY = re.compile(rb"<!DOCTYPE|<!ENTITY")
_HEAD = 8192
_ROWS = 6
_FILE_PASS, _FIRST_RECORDS, _FIRST_BYTES = 0x002F, 10, 65_536


def read_workbook(body: bytes, limits: FileLimits, *, zipped: bool) -> Content:
    """The text of all sheets that show cells, each under its name."""
    if zipped:
        _check_parts(body, limits)
    elif _asks_for_password(body):
        raise locked()
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(body))
        return _content(workbook, limits)
    except PasswordError as error:
        raise locked() from error
    except (CalamineError, XmlError, ZipError, WorksheetNotFound, ValueError, OSError, OverflowError) as error:
        if "password" in str(error).lower():
            raise locked() from error
        raise broken(_WHAT) from error


def _content(workbook: CalamineWorkbook, limits: FileLimits) -> Content:
    sheets = [one for one in workbook.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    if len(sheets) > limits.sheets:
        raise too_large(f"工作簿有 {len(sheets)} 个工作表，超过限度 {limits.sheets} 个，未读取")
    shown: list[str] = []
    marks: list[str] = []
    cells = chars = 0
    for one in sheets:
        sheet = workbook.get_sheet_by_name(one.name)
        cells += sheet.height * sheet.width
        if cells > limits.cells:
            raise too_large(f"工作簿的单元格超过限度 {limits.cells} 个，未读取")
        rows = [row for row in map(_row, sheet.iter_rows()) if row]
        chars += sum(map(len, rows))
        if chars > limits.chars:
            raise too_large("文件文字过多，超过读取限度，未读取")
        if rows:
            shown.append("\n".join((one.name, *rows)))
            marks.append("\n".join(rows[:_ROWS]))
    if not shown:
        raise NotReadError("empty", "工作簿里没有内容", len(sheets))
    return Content("\n".join(shown), len(sheets), tuple(marks))


def _row(values: Sequence[object]) -> str:
    return "\t".join(text for value in values if (text := _text(value)))


def _text(value: object) -> str:
    """A cell as people read it: whole numbers without a point, days without hours."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time | timedelta):
        return str(value)
    return " ".join(str(value).split())


def _asks_for_password(body: bytes) -> bool:
    """Whether an XLS is encrypted: its first records say so, behind the one that begins the workbook."""
    try:
        with olefile.OleFileIO(io.BytesIO(body)) as compound:
            start: bytes = compound.openstream("Workbook" if compound.exists("Workbook") else "Book").read(_FIRST_BYTES)
    except (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
        return False
    place = 0
    for _ in range(_FIRST_RECORDS):
        if place + 4 > len(start):
            break
        record, size = struct.unpack_from("<HH", start, place)
        if record == _FILE_PASS:
            return True
        place += 4 + size
    return False


def _check_parts(body: bytes, limits: FileLimits) -> None:
    """Unpacks the archive once within the limits, and refuses sheets whose cells lie far outside any table."""
    parts = Parts(body, limits, _WHAT)
    for entry in parts.entries:
        name = name_in_archive(entry).lower()
        if name.startswith(_PICTURES):
            continue
        contents = parts.unpacked(entry)
        if _ENTITY.search(contents[:_HEAD].replace(b"\x00", b"")):
            raise NotReadError("unsupported", "文件内含有实体声明，可能被用来撑满内存，出于安全未读取")
        if name.startswith("xl/worksheets/") and _FAR.search(contents) and _area(contents) > limits.cells:
            raise too_large(f"工作表的单元格散布过广，超过限度 {limits.cells} 个，未读取")


def _area(sheet: bytes) -> int:
    """Cells of the smallest box around all cells of a sheet that hold something."""
    first_row = first_column = 1 << 30
    last_row = last_column = 0
    for place in _PLACE.finditer(sheet):
        column = 0
        for sign in place[1]:
            column = column * 26 + sign - 64
        row = int(place[2])
        first_row, last_row = min(first_row, row), max(last_row, row)
        first_column, last_column = min(first_column, column), max(last_column, column)
    return (last_row - first_row + 1) * (last_column - first_column + 1) if last_row else 0
