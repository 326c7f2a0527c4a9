"""A table that runs over page breaks as one grid: rows cut by a break joined, what was merged over it carried on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from directories.cells import folded
from directories.header import TICKS, Header, header_at
from directories.pdf.ruled_lines import clustered
from directories.pdf.tables import PageCell, PageTable
from directories.pdf.text import wraps
from directories.sheet import Range, Sheet, sheet_of
from directories.time_limit import UNREADABLE, parse_limits

# Points. Columns of two pages so near each other are the same.
_NEAR = 5.0
_NAMED = 3
_UNREADABLE = "\ufffd"
# A row without any of these has no matter of its own.
_NAMES = ("seq", "domain", "level1", "level2", "level3", "matter", "category")


@dataclass
class _Placed:
    """A cell in the rows and columns of the whole table; `begun` is the cell on an earlier page that it continues."""

    area: Range
    cell: PageCell
    text: str
    begun: "_Placed | None" = None

    @property
    def tall(self) -> bool:
        """True for a cell merged over several rows."""
        return self.area[2] > self.area[0]

    def covers(self, row: int, column: int) -> bool:
        """True where a place lies in the cell."""
        return self.area[0] <= row <= self.area[2] and self.area[1] <= column <= self.area[3]


class RunningTable:
    """The parts of one table, page after page. Columns are compared from the table's left edge: bound volumes print odd
    and even pages at different places."""

    def __init__(self, name: str, table: PageTable, caption: str | None) -> None:
        self.parts: list[tuple[str, PageTable]] = [(name, table)]
        self.caption = caption
        self.columns = _from_left(table)

    def goes_on_with(self, table: PageTable) -> bool:
        """True where a page's first table has the same width and, up to columns merged in all its rows, columns."""
        columns = _from_left(table)
        if abs(columns[-1] - self.columns[-1]) > _NEAR:
            return False
        fewer, more = sorted((columns, self.columns), key=len)
        same = sum(any(abs(place - other) <= _NEAR for other in more) for place in fewer)
        return same >= 0.8 * len(fewer)

    def add(self, name: str, table: PageTable) -> None:
        """Goes on with the table of the next page."""
        self.parts.append((name, table))
        self.columns = clustered((*self.columns, *_from_left(table)), _NEAR)

    def sheet(self) -> Sheet:
        """The whole table with the page of every row. The lower part of a row that a page break cut is added to its
        row; its own row stays, blank."""
        placed: list[_Placed] = []
        places: list[tuple[str, int]] = []
        header: Header | None = None
        for name, table in self.parts:
            start = len(places)
            rows = len(table.rows) - 1
            part = self._placed(table, start)
            found = _headers(part, start, rows)
            body = start + (found[0][1] if found else 0)
            if start and body < start + rows:
                _take_up([cell for cell in placed if cell.area[2] == start - 1], part, body, header)
            header = found[-1][0] if found else header
            if header is not None:
                _mark_drawn(part, header)
            placed += part
            places += [(name, number) for number in range(rows)]
        sheet = _sheet(placed, self.parts[0][0], self.caption, len(places))
        clashing = [places[cell.area[0]] for cell in placed if cell.cell.clashing]
        return replace(sheet, places=tuple(places[: len(sheet.rows)]), problems=tuple(_clauses(clashing)))

    def _placed(self, table: PageTable, start: int) -> list[_Placed]:
        """The cells of one page in the columns of the whole table."""
        edges = [_nearest(self.columns, place) for place in _from_left(table)]
        placed = []
        for cell in table.cells:
            top, left, bottom, right = cell.area
            area = (top + start, edges[left], bottom + start, max(edges[right + 1] - 1, edges[left]))
            placed.append(_Placed(area, cell, cell.text))
        return placed


def _from_left(table: PageTable) -> list[float]:
    return [place - table.columns[0] for place in table.columns]


def _nearest(edges: list[float], place: float) -> int:
    return min(range(len(edges)), key=lambda number: abs(edges[number] - place))


def _headers(part: list[_Placed], start: int, rows: int) -> list[tuple[Header, int]]:
    """The headers on a page; a first one in the page's first rows comes with the number of rows down to its end."""
    sheet = _sheet([replace(cell, area=_shifted(cell.area, -start)) for cell in part], None, None, rows)
    found: list[tuple[Header, int]] = []
    for index in range(len(sheet.rows)):
        header = header_at(sheet.rows, index)
        if header is not None:
            found.append((header, index + header.rows if index < 3 and not found else 0))
    return found


def _mark_drawn(part: list[_Placed], header: Header) -> None:
    """Gives the blank cells of tick columns that something is drawn in a sign that nobody can read: tick or cross."""
    columns = {column for name in TICKS for column in header.columns.get(name, ())} | {*header.levels, *header.channels}
    for cell in part:
        if cell.cell.drawn and not cell.text and cell.area[1] in columns:
            cell.text = _UNREADABLE


def _shifted(area: Range, by: int) -> Range:
    return (area[0] + by, area[1], area[2] + by, area[3])


def _take_up(above: list[_Placed], part: list[_Placed], body: int, header: Header | None) -> None:
    """Joins a page to the one before it. `above` are the cells that end at the bottom of that page, `body` is the first
    row of this page under a header printed again."""
    first = [cell for cell in part if cell.area[0] == body]
    over = {id(cell): upper for cell in first for upper in above if upper.area[1::2] == cell.area[1::2]}
    tail = header is not None and (_is_tail(first, header) or _is_cut(above, first, header))
    names = {column for name in _NAMES for column in header.columns.get(name, ())} if header else set()
    for cell in first:
        upper = over.get(id(cell))
        if upper is None:
            continue
        if tail and cell.text:
            cell.begun = upper.begun or upper
            cell.begun.text += _joint(upper, cell) + cell.text
            cell.text = ""
        if cell.tall and not cell.text and not cell.cell.drawn:
            # The lower part of a merged cell: its text stands on the page before.
            cell.text = upper.text
        elif (upper.tall or cell.tall) and not upper.text and cell.area[1] in names:
            # Its upper part: programs that print sheets set the text in the middle of the whole cell.
            upper.text = cell.text
    if not tail:
        return
    for cell in first:
        top, left, bottom, right = cell.area
        cell.area = (min(top + 1, bottom), left, bottom, right)
        if top == bottom:
            cell.text = ""


def _is_tail(first: list[_Placed], header: Header) -> bool:
    """True for a row that only goes on with cells of the row above: it has text, but no number and no name."""
    names = {column for name in _NAMES for column in header.columns.get(name, ())}
    named = any(folded(cell.text) for cell in first for column in names if cell.area[1] <= column <= cell.area[3])
    return not named and any(folded(cell.text) for cell in first)


def _is_cut(above: list[_Placed], first: list[_Placed], header: Header) -> bool:
    """True for the lower part of a row that a page break cut through its names: the number and all marks stand in one
    part only, and only one part has a whole limit."""
    seq = set(header.columns.get("seq", ()))
    marks = {column for name in TICKS for column in header.columns.get(name, ())} | set(header.levels)
    if not marks or not _text_in(above, seq) or _text_in(first, seq):
        return False
    if bool(_text_in(above, marks)) == bool(_text_in(first, marks)):
        return False
    limits = set(header.columns.get("time_limit", ()))
    return not all(parse_limits(_text_in(part, limits)) not in ((), UNREADABLE) for part in (above, first))


def _text_in(cells: list[_Placed], columns: set[int]) -> str:
    return "".join(folded(cell.text) for cell in cells if cell.area[1] in columns)


def _joint(upper: _Placed, lower: _Placed) -> str:
    """What stands between the last line of one page's part of a cell and the first of the next page's."""
    if not upper.cell.lines or not lower.cell.lines:
        return ""
    return "" if wraps(upper.cell.lines[-1], lower.cell.lines[0], upper.cell.right) else "\n"


def _clauses(clashing: list[tuple[str, int]]) -> Iterator[str]:
    rows = list(dict.fromkeys(f"{page}第{number + 1}行" for page, number in clashing))
    if rows:
        more = f"等{len(rows)}行" if len(rows) > _NAMED else ""
        yield f"{'、'.join(rows[:_NAMED])}{more}有文字相互重叠，可能读错，请对照原件核对，或改用可编辑的原表"


def _sheet(placed: list[_Placed], name: str | None, caption: str | None, rows: int) -> Sheet:
    width = max(cell.area[3] for cell in placed) + 1
    texts = [[""] * width for _ in range(rows)]
    ranges: list[Range] = []
    drawn: set[tuple[int, int]] = set()
    for cell in placed:
        top, left, bottom, right = cell.area
        texts[top][left] = cell.text
        if (top, left) != (bottom, right):
            ranges.append(cell.area)
        elif cell.cell.drawn and not cell.text:
            drawn.add((top, left))
    sheet = sheet_of(name, texts, sorted(ranges), caption)
    if not drawn:
        return sheet
    # What a drawing says is not known: such a place is not given.
    cells = tuple(
        tuple(cell._replace(given=False) if (cell.row, cell.column) in drawn else cell for cell in row)
        for row in sheet.rows
    )
    return replace(sheet, rows=cells)
