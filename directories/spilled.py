"""Headers whose words run down several rows: a web page copied into a spreadsheet gives every line a row of its own.

公开内容 | （要素） and 一级 | 事项 then stand in two rows each, under each other, and only what is merged down beside
them (序号) says how many rows the header takes.
"""

from directories.cells import folded
from directories.sheet import Cell

Row = tuple[Cell, ...]
_MOST_ROWS = 6


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
