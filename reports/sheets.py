"""Workbooks for people: a title, a remark, a table with its head frozen and filtered, fit to be printed."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Any
from unicodedata import east_asian_width

from xlsxwriter import Workbook

from reports.words import is_link

_A4 = 9
URL_LIMIT = 2_079
LINKS_PER_SHEET = 65_000
_CELL_LIMIT = 32_767
# Points: a line of text, and the tallest row that spreadsheet programs take.
_LINE = 15.0
_TALLEST = 409.0


@dataclass(frozen=True)
class Link:
    """An address that is to be a link."""

    url: str


Cell = str | int | float | Link


@dataclass(frozen=True)
class Table:
    """One sheet: its name, the line above it, its columns with their widths, and its rows."""

    name: str
    title: str
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[Cell]]
    remark: str


def book_of(tables: Sequence[Table], *, title: str, author: str, made: datetime, opened: str | None = None) -> bytes:
    """A workbook with a sheet for every table; `opened` is the one it shows first, if not the first. The same tables
    give the same bytes: `made` is not the present moment."""
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}) as book:
        book.set_properties({"title": title, "author": author, "created": made})
        formats = {
            "title": book.add_format({"bold": True, "font_size": 15, "align": "center", "valign": "vcenter"}),
            "remark": book.add_format({"text_wrap": True, "valign": "vcenter", "font_color": "#555555"}),
            "head": book.add_format(
                {
                    "bold": True,
                    "text_wrap": True,
                    "border": 1,
                    "align": "center",
                    "valign": "vcenter",
                    "bg_color": "#DDE6F0",
                }
            ),
            "text": book.add_format({"text_wrap": True, "border": 1, "valign": "top"}),
            "link": book.add_format(
                {"text_wrap": True, "border": 1, "valign": "top", "font_color": "#0563C1", "underline": 1}
            ),
        }
        for table in tables:
            sheet = _write_sheet(book, table, formats)
            if table.name == opened:
                sheet.activate()
    return buffer.getvalue()


def _write_sheet(book: Any, table: Table, formats: dict[str, Any]) -> Any:
    """One sheet: title, remark, header (frozen, filtered, repeated on paper), rows."""
    sheet = book.add_worksheet(table.name)
    last = len(table.columns) - 1
    sheet.merge_range(0, 0, 0, last, table.title, formats["title"])
    sheet.merge_range(1, 0, 1, last, table.remark, formats["remark"])
    sheet.set_row(0, 28)
    sheet.set_row(1, 32)
    for place, (head, width) in enumerate(table.columns):
        sheet.set_column(place, place, width)
        sheet.write_string(2, place, head, formats["head"])
    links = 0
    for number, row in enumerate(table.rows, start=3):
        sheet.set_row(number, height_of(row, table.columns))
        for place, cell in enumerate(row):
            if isinstance(cell, Link):
                links += _write_link(sheet, number, place, cell.url, formats, links < LINKS_PER_SHEET)
            elif cell == "":
                sheet.write_blank(number, place, None, formats["text"])
            elif isinstance(cell, int | float):
                sheet.write_number(number, place, cell, formats["text"])
            else:
                sheet.write_string(number, place, cell[:_CELL_LIMIT], formats["text"])
    sheet.freeze_panes(3, 0)
    sheet.autofilter(2, 0, 2 + max(1, len(table.rows)), last)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.repeat_rows(2)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C第 &P 页 共 &N 页")
    return sheet


def height_of(row: Sequence[Cell], columns: Sequence[tuple[str, int]]) -> float:
    """The height in points that shows every cell of a row whole: some programs do not fit rows to wrapped text."""
    lines = 1
    for cell, (_, width) in zip(row, columns, strict=True):
        text = cell.url if isinstance(cell, Link) else str(cell)
        rooms = [sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in line) for line in text.split("\n")]
        lines = max(lines, sum(max(1, ceil(room / (width - 1))) for room in rooms))
    return min(lines * _LINE + 3, _TALLEST)


def _write_link(sheet: Any, row: int, place: int, url: str, formats: dict[str, Any], room: bool) -> int:
    """Writes an address as a link where it may and can be one, else as text; returns how many links were made."""
    if room and is_link(url) and len(url) <= URL_LIMIT:
        sheet.write_url(row, place, url, formats["link"], string=url)
        return 1
    sheet.write_string(row, place, url, formats["text"])
    return 0
