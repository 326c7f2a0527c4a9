"""Any table of a round as CSV, JSON lines or XLSX: the contract's rows, in the contract's order of columns."""

import csv
import io
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from inspection.rows import KEYS, Row
from inspection.telling import rule_may_be_told
from reports.output import put

KINDS = tuple(KEYS)
FORMATS = ("csv", "jsonl", "xlsx")

# Spreadsheet programs run a cell that begins with one of these, the full-width ones too where the system is Chinese.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_CELL_LIMIT = 32_767
_CUT = "……（超出单元格容量，全文请用 jsonl 导出）"
# The same rows give the same file, so the file cannot say when it was written.
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001  (a mark, not a moment)


def export_rows(kind: str, rows: Iterable[Row], fmt: str, out: Path | None) -> None:
    """Writes rows of one kind as `csv`, `jsonl` or `xlsx` to a file, or to standard output where `out` is None.

    A CSV file begins with a byte order mark, by which spreadsheet programs know UTF-8; standard output is for programs
    and has none. Raises KeyError for a kind that is not in KINDS or a row without its keys, ValueError for another
    format or for xlsx without a file, UserError where the file cannot be written.
    """
    keys = KEYS[kind]
    told = [row for row in rows if rule_may_be_told(row.get("rule") or "", "own")]
    if fmt == "xlsx":
        if out is None:
            raise ValueError("xlsx needs a file")
        put(out, _xlsx(kind, keys, told))
        return
    if fmt not in FORMATS:
        raise ValueError(f"unknown format {fmt}")
    data = (_csv(keys, told) if fmt == "csv" else _jsonl(keys, told)).encode("utf-8")
    if out is not None:
        put(out, b"\xef\xbb\xbf" + data if fmt == "csv" else data)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def harmless(text: str) -> str:
    """A text that no spreadsheet program takes for a formula: an apostrophe before what would begin one."""
    return f"'{text}" if text.startswith(_FORMULA) and len(text) > 1 else text


def _jsonl(keys: Sequence[str], rows: list[Row]) -> str:
    return "".join(f"{_json({key: row[key] for key in keys})}\n" for row in rows)


def _csv(keys: Sequence[str], rows: list[Row]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(keys)
    for row in rows:
        cells = (_cell(row[key]) for key in keys)
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in cells])
    return buffer.getvalue()


def _xlsx(kind: str, keys: Sequence[str], rows: list[Row]) -> bytes:
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}) as book:
        book.set_properties({"created": _MADE})
        sheet = book.add_worksheet(kind)
        sheet.write_row(0, 0, keys, book.add_format({"bold": True}))
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows, start=1):
            for place, key in enumerate(keys):
                cell = _cell(row[key])
                if isinstance(cell, str):
                    sheet.write_string(number, place, _fitted(cell))
                elif cell is not None:
                    sheet.write_number(number, place, cell)
    return buffer.getvalue()


def _cell(value: Any) -> str | int | float | None:
    """A value as one cell: numbers as numbers, truth as true and false, lists and objects as JSON text."""
    if isinstance(value, bool | list | dict):
        return _json(value)
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"not a value of a row: {value!r}")


def _json(value: Any) -> str:
    """JSON on one line, also for readers that end lines at the rarer separators of Unicode."""
    text = json.dumps(value, ensure_ascii=False)
    return text.replace("\x85", "\\u0085").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _fitted(text: str) -> str:
    return text if len(text) <= _CELL_LIMIT else text[: _CELL_LIMIT - len(_CUT)] + _CUT
