"""Columns without a word of their own: numbers and names that stand beside or under the word of a level."""

from directories.cells import folded, number_in
from directories.sheet import Cell

Columns = dict[str, list[int]]
Rows = tuple[tuple[Cell, ...], ...]


def with_unnamed(columns: Columns, words: list[Cell], rows: Rows, levels: tuple[str, ...]) -> Columns:
    """The columns of the fields, with 序号 where only its word is missing and the second level beside an undivided
    公开事项. `words` are the cells that the columns go by, `rows` the first ones below the header."""
    found = {name: list(places) for name, places in columns.items()}
    last = max((column for name in levels for column in found.get(name, ())), default=-1)
    if last < 0:
        return found
    if beside := _beside(found, words, rows, last):
        named = [name for name in levels if name in found]
        if "seq" not in found and _numbers(rows, last):
            found["seq"], found[named[-1]] = [last], [beside]
        else:
            found[next((name for name in levels if name not in found), named[-1])] = [beside]
    unnamed = [
        cell.column for cell in words[:last]
        if not folded(cell.text) or (cell.merged is not None and cell.merged[3] > cell.merged[1])
    ]  # fmt: skip
    for column in unnamed:
        if "seq" not in found and _numbers(rows, column):
            left = [[at for at in found.pop(name) if at != column] for name in levels if name in found]
            found |= dict(zip(levels, (places for places in left if places), strict=False))
            found["seq"] = [column]
    return found


def _beside(found: Columns, words: list[Cell], rows: Rows, last: int) -> int | None:
    """The column behind the last level that has no word but names in it: 公开事项 stands over both, unmerged, or the
    level's own column only holds numbers."""
    if last + 1 >= len(words) or folded(words[last + 1].text) or words[last + 1].merged is not None:
        return None
    undivided = found.get("matter") == [last] and found.get("level1") == [last] and "level2" not in found
    texts = [text for text in _texts(rows, last + 1) if number_in(text) is None]
    return last + 1 if texts and (undivided or _numbers(rows, last)) else None


def _texts(rows: Rows, column: int) -> list[str]:
    own = [row[column] for row in rows if column < len(row) and not row[column].carried_down]
    return [cell.text for cell in own if folded(cell.text)]


def _numbers(rows: Rows, column: int) -> bool:
    texts = _texts(rows, column)
    return bool(texts) and all(number_in(text) is not None for text in texts)
