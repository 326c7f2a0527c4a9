"""A table as a file holds it, before anything is understood: rows of cells with their text and merged ranges."""

from dataclasses import dataclass
from typing import NamedTuple

Range = tuple[int, int, int, int]


class Cell(NamedTuple):
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
    """One grid: `name` as the file has it (None where it has none), `caption` the text that stood before a table.

    `problems` are Chinese clauses about what could not be read here. Where a file has pages, `places` says for each row
    which page's table (第3页) it stands in and its number there, counted from 0.
    """

    name: str | None
    rows: tuple[tuple[Cell, ...], ...]
    caption: str | None = None
    problems: tuple[str, ...] = ()
    places: tuple[tuple[str, int], ...] = ()


def sheet_of(
    name: str | None, texts: list[list[str]], ranges: list[Range] | None = None, caption: str | None = None
) -> Sheet:
    """A sheet from texts and merged ranges: rows made equally long, texts of merged ranges set in all their places.

    Rows without any text are empty tuples, so that a hundred thousand of them cost nothing; merged ranges count as far
    as there is text in the sheet, so that one over whole columns costs no more than the table.
    """
    lengths = [_length(given) for given in texts]
    height = max((row + 1 for row, length in enumerate(lengths) if length), default=0)
    merged = [area[3] + 1 for area in ranges or [] if area[3] < _WIDEST]
    below = (min(area[2] + 1, height + _WIDEST) for area in ranges or [] if area[0] < height)
    height = max(height, *below, 0)
    width = min(max((*lengths, *(len(given) for given in texts[:height]), *merged), default=0), _WIDEST)
    covering = _covering(ranges or [], height, width)
    covered = {row for row, _ in covering}
    rows: list[tuple[Cell, ...]] = []
    for row in range(height):
        given = texts[row] if row < len(texts) else []
        length = lengths[row] if row < len(texts) else 0
        if not length and row not in covered:
            rows.append(())
            continue
        if row not in covered:
            plain = [Cell(text, row, column) for column, text in enumerate(given[: max(width, length)])]
            plain += [Cell("", row, column, None, False) for column in range(len(plain), width)]
            rows.append(tuple(plain))
            continue
        cells = []
        for column in range(max(width, length)):
            area = covering.get((row, column))
            if area is None:
                there = column < len(given)
                cells.append(Cell(given[column] if there else "", row, column, None, there))
            else:
                source = texts[area[0]] if area[0] < len(texts) else []
                cells.append(Cell(source[area[1]] if area[1] < len(source) else "", row, column, area))
        rows.append(tuple(cells))
    return Sheet(name, tuple(rows), caption)


# Wider than any directory. Only a row whose own text stands further to the right is longer; and no merged cell reaches
# further below the last text.
_WIDEST = 128


def _length(texts: list[str]) -> int:
    """How many cells a row has up to its last text."""
    return next((column + 1 for column in range(len(texts) - 1, -1, -1) if texts[column]), 0)


def _covering(ranges: list[Range], height: int, width: int) -> dict[tuple[int, int], Range]:
    """The merged range of every covered place inside the table. A range that begins inside another one is damaged and
    left out; so is all that is left when ranges that lie over each other have covered everything twice."""
    covering: dict[tuple[int, int], Range] = {}
    left = 2 * height * width
    for area in ranges:
        top, first, bottom, last = area
        bottom, last = min(bottom, height - 1), min(last, width - 1)
        left -= max(bottom - top + 1, 0) * max(last - first + 1, 0)
        if (top, first) in covering or left < 0:
            continue
        for row in range(top, bottom + 1):
            for column in range(first, last + 1):
                covering[row, column] = area
    return covering


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
