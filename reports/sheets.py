"""Workbooks for people: a title, a remark, a table with its head frozen and filtered, fit to be printed.

A table that asks something has coloured columns to be filled in, with choices where there are such; all its other cells
are locked, without a password.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil
from typing import Any
from unicodedata import east_asian_width

from xlsxwriter import Workbook

from reports.words import is_link

_A3, _A4 = 8, 9
URL_LIMIT = 2_079
LINKS_PER_SHEET = 65_000
_CELL_LIMIT = 32_767
# Of what a spreadsheet program says at a cell, so many signs.
_HINT_LIMIT = 255
_FIRST = 3
_ALLOWED = {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True, "insert_hyperlinks": True}
# Pixels of a small chart, and how many stand side by side.
_CHART_WIDTH, _CHART_HEIGHT, _CHARTS_ACROSS = 330, 210, 3
# Points: a line of text, and the tallest row that spreadsheet programs take.
_LINE = 15.0
_TALLEST = 409.0


@dataclass(frozen=True)
class Link:
    """An address that is to be a link."""

    url: str


@dataclass(frozen=True)
class FileLink:
    """A link to a file beside the workbook: its path from there with /, and the words to be clicked."""

    path: str
    text: str


Cell = str | int | float | Link | FileLink


@dataclass(frozen=True)
class Ask:
    """What a column asks to be filled in: one of `choices` where there are any; `hint` is shown at the cell."""

    hint: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chart:
    """A small line chart of some rows of a table (counted from 0), each row a line under the name in its first columns:
    values of the columns from `first` to `last`, named by their heads. Empty cells are gaps. It stands below the table,
    `place` charts behind the first one."""

    title: str
    rows: tuple[int, ...]
    names: tuple[str, ...]
    first: int
    last: int
    place: int
    least: float
    most: float


@dataclass(frozen=True)
class Table:
    """One sheet: its name, the line above it, its columns with their widths, and its rows.

    `asks` are the columns to be filled in, by head; `asked` says of each row whether it is to be (None: every one).
    `hidden` are heads of columns that nobody needs to see. `kept` columns stay in sight at the left. A `locked` sheet,
    and one that asks, can only be changed where it asks. `charts` stand below the rows.
    """

    name: str
    title: str
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[Cell]]
    remark: str
    asks: Mapping[str, Ask] = field(default_factory=dict)
    asked: Sequence[bool] | None = None
    hidden: tuple[str, ...] = ()
    kept: int = 0
    locked: bool = False
    centred: tuple[str, ...] = ()
    charts: Sequence[Chart] = ()


def book_of(tables: Sequence[Table], *, title: str, author: str, made: datetime, opened: str | None = None) -> bytes:
    """A workbook with a sheet for every table; `opened` is the one it shows first, if not the first. The same tables
    give the same bytes: `made` is not the present moment."""
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}) as book:
        book.set_properties({"title": title, "author": author, "created": made})
        formats = _formats(book)
        for table in tables:
            sheet = _write_sheet(book, table, formats)
            if table.name == opened:
                sheet.activate()
    return buffer.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    head = {"bold": True, "text_wrap": True, "border": 1, "align": "center", "valign": "vcenter"}
    cell = {"text_wrap": True, "border": 1, "valign": "top"}
    made = {
        "title": {"bold": True, "font_size": 15, "align": "center", "valign": "vcenter"},
        "remark": {"text_wrap": True, "valign": "vcenter", "font_color": "#555555"},
        "plain title": {"bold": True, "font_size": 15, "valign": "vcenter"},
        "plain remark": {"valign": "vcenter", "font_color": "#555555"},
        "head": head | {"bg_color": "#DDE6F0"},
        "asked head": head | {"bg_color": "#FFE699"},
        "text": cell,
        "centred": cell | {"align": "center"},
        "link": cell | {"font_color": "#0563C1", "underline": 1},
        # kept as text: what a person types there is never taken for a number, a date or a formula
        "asked": cell | {"bg_color": "#FFFBEA", "locked": False, "num_format": "@"},
        "closed": cell | {"bg_color": "#EEEEEE"},
    }
    return {name: book.add_format(given) for name, given in made.items()}


def _write_sheet(book: Any, table: Table, formats: dict[str, Any]) -> Any:
    """One sheet: title, remark, header (frozen, filtered, repeated on paper), rows."""
    sheet = book.add_worksheet(table.name)
    last = len(table.columns) - 1
    _write_top(sheet, table, last, formats)
    for place, (head, width) in enumerate(table.columns):
        sheet.set_column(place, place, width, None, {"hidden": True} if head in table.hidden else {})
        sheet.write_string(2, place, head, formats["asked head" if head in table.asks else "head"])
    links = 0
    for number, row in enumerate(table.rows):
        sheet.set_row(_FIRST + number, height_of(row, table.columns))
        to_fill = table.asked is None or table.asked[number]
        for place, (cell, (head, _)) in enumerate(zip(row, table.columns, strict=True)):
            plain = "centred" if head in table.centred else "text"
            form = formats[plain if head not in table.asks else "asked" if to_fill else "closed"]
            links += _write_cell(sheet, _FIRST + number, place, cell, form, formats["link"], links < LINKS_PER_SHEET)
    _write_choices(sheet, table)
    for chart in table.charts:
        _draw(book, sheet, table, chart)
    if table.asks or table.locked:
        sheet.protect("", _ALLOWED)
    sheet.freeze_panes(_FIRST, table.kept)
    sheet.autofilter(2, 0, 2 + max(1, len(table.rows)), last)
    sheet.set_landscape()
    # what is to be filled in has more columns than A4 shows in letters that can be read
    sheet.set_paper(_A3 if table.asks else _A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.repeat_rows(2)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C第 &P 页 共 &N 页")
    return sheet


def _write_top(sheet: Any, table: Table, last: int, formats: dict[str, Any]) -> None:
    """Title and remark. Merged cells stand in the way of sorting and of moving columns: none where people fill in."""
    if table.asks or last == 0:
        sheet.write_string(0, 0, table.title, formats["plain title"])
        sheet.write_string(1, 0, table.remark, formats["plain remark"])
    else:
        sheet.merge_range(0, 0, 0, last, table.title, formats["title"])
        sheet.merge_range(1, 0, 1, last, table.remark, formats["remark"])
    sheet.set_row(0, 28)
    sheet.set_row(1, 32)
    if table.asks:
        sheet.set_row(2, 32)


def _write_cell(sheet: Any, row: int, place: int, cell: Cell, form: Any, link: Any, room: bool) -> int:
    """Writes one cell; returns how many links were made."""
    if isinstance(cell, Link):
        return _write_link(sheet, row, place, cell.url, form, link, room)
    if isinstance(cell, FileLink):
        if not room:
            sheet.write_string(row, place, cell.text, form)
            return 0
        sheet.write_url(row, place, f"external:{cell.path}", link, string=cell.text)
        return 1
    if cell == "":
        sheet.write_blank(row, place, None, form)
    elif isinstance(cell, int | float):
        sheet.write_number(row, place, cell, form)
    else:
        sheet.write_string(row, place, cell[:_CELL_LIMIT], form)
    return 0


def _write_choices(sheet: Any, table: Table) -> None:
    """What is said at a cell that is asked for, and the choices that it takes; another one is refused at once."""
    bottom = _FIRST + len(table.rows) - 1
    heads = [head for head, _ in table.columns]
    for head, ask in table.asks.items() if table.rows else ():
        place = heads.index(head)
        told: dict[str, Any] = {"input_title": head, "input_message": ask.hint[:_HINT_LIMIT]}
        if ask.choices:
            told |= {
                "validate": "list", "source": list(ask.choices), "error_title": "请从下拉中选择",
                "error_message": "只能填下拉中的一项，要说的话请写在“说明”中。",
            }  # fmt: skip
        else:
            told |= {"validate": "any"}
        sheet.data_validation(_FIRST, place, bottom, place, told)


def _draw(book: Any, sheet: Any, table: Table, given: Chart) -> None:
    """Puts a chart below the table, so many side by side."""
    chart = book.add_chart({"type": "line"})
    for row, name in zip(given.rows, given.names, strict=True):
        at = _FIRST + row
        chart.add_series(
            {
                "name": name,
                "categories": [table.name, 2, given.first, 2, given.last],
                "values": [table.name, at, given.first, at, given.last],
                "marker": {"type": "circle", "size": 4},
                "line": {"width": 1.5},
            }
        )
    chart.set_title({"name": given.title, "name_font": {"size": 11}, "overlay": False})
    chart.set_y_axis(
        {"min": given.least, "max": given.most, "num_font": {"size": 8}, "major_gridlines": {"visible": True}}
    )
    chart.set_x_axis({"num_font": {"size": 8}})
    chart.set_legend({"position": "bottom", "font": {"size": 8}})
    chart.set_size({"width": _CHART_WIDTH, "height": _CHART_HEIGHT})
    chart.show_blanks_as("gap")
    down, across = divmod(given.place, _CHARTS_ACROSS)
    sheet.insert_chart(
        _FIRST + len(table.rows) + 1, 0, chart,
        {"x_offset": across * (_CHART_WIDTH + 10), "y_offset": down * (_CHART_HEIGHT + 10), "object_position": 3},
    )  # fmt: skip


def height_of(row: Sequence[Cell], columns: Sequence[tuple[str, int]]) -> float:
    """The height in points that shows every cell of a row whole: some programs do not fit rows to wrapped text."""
    lines = 1
    for cell, (_, width) in zip(row, columns, strict=True):
        text = cell.url if isinstance(cell, Link) else cell.text if isinstance(cell, FileLink) else str(cell)
        rooms = [sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in line) for line in text.split("\n")]
        lines = max(lines, sum(max(1, ceil(room / (width - 1))) for room in rooms))
    return min(lines * _LINE + 3, _TALLEST)


def _write_link(sheet: Any, row: int, place: int, url: str, form: Any, link: Any, room: bool) -> int:
    """Writes an address as a link where it may and can be one, else as text; returns how many links were made."""
    if room and is_link(url) and len(url) <= URL_LIMIT:
        sheet.write_url(row, place, url, link, string=url)
        return 1
    sheet.write_string(row, place, url, form)
    return 0
