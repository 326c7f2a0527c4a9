"""Tables that stand on their side: the fields down the first column, one matter in each further column or card."""

from dataclasses import dataclass

from directories.cells import folded
from directories.header import KNOWN_WORDS, Header, Rows, header_at, word_of
from directories.sheet import Cell, cell_range

# A card has no more lines than a directory has fields, with some of the office's own.
_LONGEST = 40
_TELLS = ("elements", "basis", "time_limit", "publisher")


@dataclass(frozen=True)
class Cards:
    """The matters of one table on its side: their cells in the order of `header`, each with its place; `rows` and
    `width` are how much of the sheet it takes."""

    header: Header
    matters: tuple[tuple[tuple[Cell, ...], str], ...]
    rows: int
    width: int


def cards_at(rows: Rows, index: int) -> Cards | None:
    """The card or the table on its side that begins in a row, else None.

    At least four rows begin with different words of a header, among them one that names the matter and two of what
    must be published, by which law, when and by whom: what a portal tells about a page (公开时限 长期公开) is no card.
    """
    end = index
    last = min(len(rows), index + _LONGEST)
    while end < last and _label(rows[end]) is not None and not _begins_again(rows, index, end):
        end += 1
    if end - index < KNOWN_WORDS:
        return None
    lines = list(rows[index:end])
    columns = _pairs(lines) if _is_paired(lines) else _columns(lines)
    header = header_at(tuple(columns), 0)
    if header is None or sum(name in header.fields for name in _TELLS) < 2:
        return None
    matters = []
    for line in columns[header.rows :]:
        if any(folded(cell.text) for cell in line):
            left = min(cell.row for cell in line) if not _is_paired(lines) else 0
            right = left if not _is_paired(lines) else max(len(row) for row in lines) - 1
            place = cell_range(index, left, end - 1, right)
            matters.append((line, place))
    return Cards(header, tuple(matters), end - index, max(len(row) for row in lines))


def _label(row: tuple[Cell, ...]) -> str | None:
    """The field that the first cell of a row names, where something else follows it."""
    if len(row) < 2 or not row[0].text:
        return None
    if row[0].merged is not None and row[0].merged[3] > 1:
        return None
    return word_of(row[0].text)


def _begins_again(rows: Rows, index: int, at: int) -> bool:
    """True where the first label comes again: another card begins."""
    first, label = rows[index][0], rows[at][0]
    return at > index and not label.carried_down and folded(label.text) == folded(first.text)


def _is_paired(lines: list[tuple[Cell, ...]]) -> bool:
    """True for label | value | label | value on a line."""
    further = [row[2] for row in lines if len(row) > 3 and not row[2].carried_right and folded(row[2].text)]
    return bool(further) and all(word_of(cell.text) is not None for cell in further) and len(further) > 1


def _pairs(lines: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    labels: list[Cell] = []
    values: list[Cell] = []
    for row in lines:
        own = [cell for cell in row if not cell.carried_right]
        for label, value in zip(own[::2], own[1::2], strict=False):
            labels.append(Cell(label.text, 0, len(labels)))
            values.append(Cell(value.text, 1, len(values)))
    return [tuple(labels), tuple(values)]


def _columns(lines: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """The columns of the table as rows of one standing upright."""
    width = max(len(row) for row in lines)
    top = lines[0][0].row
    turned = []
    for column in range(width):
        cells = []
        for number, row in enumerate(lines):
            cell = row[column] if column < len(row) else Cell("", top + number, column)
            area = cell.merged
            merged = None if area is None else (area[1], area[0] - top, area[3], area[2] - top)
            cells.append(Cell(cell.text, column, number, merged, cell.given))
        turned.append(tuple(cells))
    return turned
