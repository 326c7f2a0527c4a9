"""A table as a file holds it, before anything is understood: rows of cells with their text and merged ranges."""

from dataclasses import dataclass

Range = tuple[int, int, int, int]


@dataclass(frozen=True)
class Cell:
    """One place of the grid. Rows and columns count from 0 in the file's own numbering.

    `merged` is (top, left, bottom, right), all included, of the merged range that covers the place, else None; every
    place of a merged range carries the range's text. `given` is False where a row of the file ended before this place.
    """

    text: str
    row: int
    column: int
    merged: Range | None = None
    given: bool = True

    @property
    def carried_down(self) -> bool:
        """True where the text stands in a row above, in the same merged range."""
        return self.merged is not None and self.merged[0] < self.row

    @property
    def carried_right(self) -> bool:
        """True where the text stands in a column to the left, in the same merged range."""
        return self.merged is not None and self.merged[1] < self.column


@dataclass(frozen=True)
class Sheet:
    """One grid: `name` as the file has it (None where it has none), `caption` the text that stood before a table."""

    name: str | None
    rows: tuple[tuple[Cell, ...], ...]
    caption: str | None = None


def sheet_of(
    name: str | None, texts: list[list[str]], ranges: list[Range] | None = None, caption: str | None = None
) -> Sheet:
    """A sheet from texts and merged ranges: rows made equally long, texts of merged ranges set in all their places."""
    covering: dict[tuple[int, int], Range] = {}
    height, width = len(texts), max((len(row) for row in texts), default=0)
    for area in ranges or []:
        top, left, bottom, right = area
        height, width = max(height, bottom + 1), max(width, right + 1)
        covering.update({(row, column): area for row in range(top, bottom + 1) for column in range(left, right + 1)})
    rows = []
    for row in range(height):
        given = texts[row] if row < len(texts) else []
        cells = []
        for column in range(width):
            area_of = covering.get((row, column))
            from_row, from_column = (area_of[0], area_of[1]) if area_of else (row, column)
            source = texts[from_row] if from_row < len(texts) else []
            text = source[from_column] if from_column < len(source) else ""
            cells.append(Cell(text, row, column, area_of, given=area_of is not None or column < len(given)))
        rows.append(tuple(cells))
    return Sheet(name, tuple(rows), caption)


def cell_name(row: int, column: int) -> str:
    """A place as spreadsheets write it: (4, 0) is A5."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def cell_range(top: int, left: int, bottom: int, right: int) -> str:
    """A range as spreadsheets write it: A5:L5."""
    return f"{cell_name(top, left)}:{cell_name(bottom, right)}"
