"""Headers whose words run down several rows: a web page copied into a spreadsheet gives every line a row of its own.

公开内容 | （要素） and 一级 | 事项 then stand in two rows each, under each other, and what is merged down beside them
(序号) says how many rows the header takes; where nothing is merged, the blanks under 序号 say it.
"""

from collections.abc import Callable

from directories.cells import folded
from directories.sheet import Cell

Row = tuple[Cell, ...]
_MOST_ROWS = 6
# A line of a header word is no longer.
_LONGEST = 8
_MANY_COLUMNS = 6


def spilled_header(rows: tuple[Row, ...], index: int) -> tuple[Row, Row, int] | None:
    """The two rows that a header over several rows stands for, and how many rows it takes; None where nothing merged
    down beside its words says that they belong together."""
    row = rows[index]
    heights = [cell.merged[2] - cell.row + 1 for cell in row if cell.merged and folded(cell.text)]
    taken = max(heights, default=1)
    if not 2 <= taken <= _MOST_ROWS or index + taken > len(rows):
        return None
    block = rows[index : index + taken]
    if any(len(line) < len(row) for line in block):
        return None
    top: list[Cell] = []
    under: list[Cell] = []
    for column, cell in enumerate(row):
        words = [line[column] for line in block]
        own = [word.text for word in words if folded(word.text) and not word.carried_down and not word.carried_right]
        divided = cell.merged is not None and cell.merged[3] > cell.merged[1]
        if divided:
            below = "".join(text for text in own if text != cell.text or cell.carried_right)
            top.append(Cell(cell.text, cell.row, column, cell.merged))
            under.append(Cell(below, cell.row + 1, column))
        else:
            span = (cell.row, column, cell.row + 1, column)
            top.append(Cell("".join(own), cell.row, column, span))
            under.append(Cell("".join(own), cell.row + 1, column, span))
    return tuple(top), tuple(under), taken


def loose_header(
    rows: tuple[Row, ...], index: int, word_of: Callable[[str], str | None]
) -> tuple[Row, Row, int] | None:
    """The two rows that a header over three and more rows stands for in which nothing is merged, and how many rows it
    takes; None where not every column becomes a known word. `word_of` is what a word names."""
    row = rows[index]
    seq = next((cell.column for cell in row if word_of(cell.text) == "seq"), None)
    if seq is None:
        return None
    taken = 1
    while index + taken < len(rows) and taken < _MOST_ROWS and _goes_on(rows[index + taken], seq):
        taken += 1
    if taken < 3:
        return None
    block = [line for line in rows[index : index + taken] if line]
    top: list[Cell] = []
    under: list[Cell] = []
    known = 0
    for column in range(max(len(line) for line in block)):
        parts = [line[column].text for line in block if column < len(line) and folded(line[column].text)]
        whole = "".join(parts)
        split = next((k for k in range(1, len(parts)) if _divides(parts, k, word_of)), 0)
        if parts and word_of(whole) is None and not split:
            return None
        known += bool(parts)
        upper = "".join(parts[:split]) if split else ("" if _blank(row, column) else whole)
        span = None if split or not upper else (row[0].row, column, row[0].row + 1, column)
        top.append(Cell(upper, row[0].row, column, span))
        under.append(Cell("".join(parts[split:]), row[0].row + 1, column, span))
    return (tuple(top), tuple(under), taken) if known >= _MANY_COLUMNS else None


def _goes_on(line: Row, seq: int) -> bool:
    """True for a row with nothing but short words, none of them under 序号."""
    texts = [folded(cell.text) for cell in line if folded(cell.text)]
    short = all(len(text) <= _LONGEST and not any(sign.isdigit() for sign in text) for text in texts)
    return bool(texts) and short and _blank(line, seq) and not any(cell.merged for cell in line)


def _blank(line: Row, column: int) -> bool:
    return column >= len(line) or not folded(line[column].text)


def _divides(parts: list[str], at: int, word_of: Callable[[str], str | None]) -> bool:
    """True where the lines of a column are a word (公开对象) and, below it, the one that divides it (全社会)."""
    return word_of("".join(parts[:at])) in _DIVIDED and word_of("".join(parts[at:])) is not None


_DIVIDED = ("matter", "audience", "method", "level", "channels")
