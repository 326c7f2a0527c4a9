"""The ruled tables of one PDF page with their text."""

from collections import defaultdict
from dataclasses import dataclass, field

from directories.pdf.marks import Marks, with_boxes
from directories.pdf.ruled_lines import Grid, grids
from directories.pdf.text import Glyph, Line, lines_of, overlaps, unwrapped
from directories.sheet import Range

# Points. No office leaves more between a cell's edge and its text; a centred text says nothing about it.
_MARGIN = 6.0


@dataclass
class PageCell:
    """One cell: its range in the page's table, its printed lines, how far to the right they may run, and whether
    something is drawn in it that is no text (`drawn`) or another cell's text runs into it (`clashing`)."""

    area: Range
    lines: list[Line] = field(default_factory=list)
    right: float = 0.0
    drawn: bool = False
    clashing: bool = False

    @property
    def text(self) -> str:
        """What is printed in the cell; line breaks stay only where they were meant."""
        return unwrapped(self.lines, self.right)


@dataclass
class PageTable:
    """One ruled table of a page: its edges and cells."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    cells: list[PageCell]

    @property
    def top(self) -> float:
        """Where it begins on the page."""
        return self.rows[0]

    @property
    def bottom(self) -> float:
        """Where it ends on the page."""
        return self.rows[-1]

    def holds(self, x: float, y: float) -> bool:
        """True for a point inside the table."""
        return self.columns[0] <= x <= self.columns[-1] and self.rows[0] <= y <= self.rows[-1]


def tables_of(marks: Marks) -> list[PageTable]:
    """The ruled tables of a page from top to bottom; a frame around text or around a page is none."""
    found = grids(marks.across, marks.down)
    marked = with_boxes(marks, [(grid.columns, grid.rows) for grid in found])
    tables = [_filled(grid, marked) for grid in found]
    return [table for table in tables if any(cell.lines for cell in table.cells)]


def _filled(grid: Grid, marks: Marks) -> PageTable:
    owner = {
        (row, column): number
        for number, (top, left, bottom, right) in enumerate(grid.cells)
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
    letters: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in marks.glyphs:
        place = grid.place((glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2)
        if place is not None:
            letters[owner[place]].append(glyph)
    cells = [PageCell(area) for area in grid.cells]
    for number, glyphs in letters.items():
        cells[number].lines, cells[number].right = _lines(glyphs)
        cells[number].clashing = overlaps(glyphs)
    for drawing in marks.drawings:
        place = grid.place(*drawing.centre)
        if place is not None:
            cells[owner[place]].drawn = True
    _set_rights(cells, grid)
    return PageTable(grid.columns, grid.rows, cells)


def _lines(glyphs: list[Glyph]) -> tuple[list[Line], float]:
    """The lines of a cell. In one whose text stands on its side every line but the last is full."""
    turned = [glyph for glyph in glyphs if glyph.turn and not glyph.text.isspace()]
    if len(turned) * 2 <= len(glyphs):
        return lines_of(glyphs), 0.0
    upright = [_turned(glyph, turned[0].turn) for glyph in glyphs]
    return lines_of(upright), float("-inf")


def _turned(glyph: Glyph, turn: int) -> Glyph:
    """The letter as it stands when its cell is turned so that it can be read."""
    text, x0, top, x1, bottom, _ = glyph
    if turn == 1:
        return Glyph(text, top, -x1, bottom, -x0)
    if turn == 3:
        return Glyph(text, -bottom, x0, -top, x1)
    return Glyph(text, -x1, -bottom, -x0, -top)


def _set_rights(cells: list[PageCell], grid: Grid) -> None:
    """How far text may run in each cell: to its right edge without the margin that its column keeps on the left."""
    margins: dict[int, float] = defaultdict(lambda: _MARGIN)
    for cell in cells:
        left = grid.columns[cell.area[1]]
        for line in cell.lines:
            margins[cell.area[1]] = max(min(margins[cell.area[1]], line.x0 - left), 0.0)
    for cell in cells:
        if cell.right == 0.0:
            cell.right = grid.columns[cell.area[3] + 1] - margins[cell.area[1]]
