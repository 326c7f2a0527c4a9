"""HTML pages: every table as a grid, spans filled in; a table inside a cell is a table of its own."""

import re
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from directories.sheet import Range, Sheet, sheet_of

EXTENSIONS = (".html", ".htm")
# Between these, text stands on lines of its own; everything else is inline and joined without blanks.
_BLOCKS = frozenset(["p", "div", "li", "ul", "ol", "dd", "dt", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table"])
_SPAN_LIMIT = 1000
# A row of a directory has at least so many cells; a row that only lays out a page has fewer.
_MANY_CELLS = 6


def read(path: Path) -> list[Sheet]:
    """Every table of a saved page in its order, named 表1, 表2 …; the caption is the heading text before the table."""
    return sheets_of(path.read_bytes())


def sheets_of(markup: bytes | str) -> list[Sheet]:
    """Every table of a page; tables without rows are left out."""
    soup = _soup(markup)
    title = _line(soup.title) if soup.title else None
    sheets: list[Sheet] = []
    for number, table in enumerate(soup.find_all("table"), start=1):
        texts, ranges = _grid(table)
        if texts:
            sheets.append(sheet_of(f"表{number}", texts, ranges, _before(table) or title))
    return sheets


def _soup(markup: bytes | str) -> BeautifulSoup:
    if isinstance(markup, bytes):
        try:
            return BeautifulSoup(markup.decode("utf-8-sig"), "lxml")
        except UnicodeDecodeError:
            return BeautifulSoup(markup, "lxml", from_encoding="gb18030")
    return BeautifulSoup(markup, "lxml")


def _grid(table: Tag) -> tuple[list[list[str]], list[Range]]:
    """Texts and merged ranges of one table; rows of tables inside it are not its own."""
    rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
    texts: list[list[str]] = []
    ranges: list[Range] = []
    taken: set[tuple[int, int]] = set()
    for top, row in enumerate(rows):
        line: list[str] = []
        left = 0
        cells = _cells(row)
        for cell in cells:
            while (top, left) in taken:
                left += 1
            down = _span(cell, "rowspan", _rows_of_group(rows, top) if cell.get("rowspan") == "0" else 1)
            bottom = min(top + down, len(rows)) - 1
            right = left + _span(cell, "colspan", 1) - 1
            line += [""] * (left - len(line)) + [_cell_text(cell, within=len(cells))]
            if (bottom, right) != (top, left):
                ranges.append((top, left, bottom, right))
            taken |= {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
            left = right + 1
        texts.append(line)
    return texts, ranges


def _cells(row: Tag) -> list[Tag]:
    """The cells of a row; those of tables inside it are not its own."""
    cells = [child for child in row.children if isinstance(child, Tag) and child.name in ("td", "th")]
    # Broken markup sets a form or the like between a row and its cells.
    return cells or [cell for cell in row.find_all(["td", "th"]) if cell.find_parent("tr") is row]


def _span(cell: Tag, name: str, otherwise: int) -> int:
    value = str(cell.get(name) or "").strip()
    return min(int(value), _SPAN_LIMIT) if value.isdigit() and int(value) > 0 else otherwise


def _rows_of_group(rows: list[Tag], top: int) -> int:
    """rowspan=0 reaches to the end of the row's thead, tbody or tfoot."""
    group = rows[top].parent
    return sum(1 for row in rows[top:] if row.parent is group)


def _cell_text(cell: Tag, within: int) -> str:
    """The cell's text: inline pieces joined without blanks, blocks and br on lines of their own.

    A table inside the cell belongs to its text where the row has many cells (`within`): it only arranges the text.
    """
    pieces: list[str] = []
    _gather(cell, pieces, ("script", "style") if within >= _MANY_CELLS else ("script", "style", "table"))
    lines = (re.sub("[ \\t\\r\\n\\f]+", " ", line).strip() for line in "".join(pieces).split("\v"))
    return "\n".join(line for line in lines if line)


def _gather(node: Tag, pieces: list[str], without: tuple[str, ...]) -> None:
    for child in node.children:
        if type(child) is NavigableString:
            pieces.append(str(child))
        elif isinstance(child, Tag):
            if child.name in without:
                continue
            if child.name == "br":
                pieces.append("\v")
                continue
            block = child.name in _BLOCKS or child.name in ("td", "th")
            pieces.append("\v" if block else "")
            _gather(child, pieces, without)
            pieces.append("\v" if block else "")


def _before(table: Tag) -> str | None:
    """The nearest text before a table that may be its heading: its caption, a line with 目录 or 领域, else any."""
    caption = table.find("caption")
    if caption is not None and _line(caption):
        return _line(caption)
    around = list(table.parents)
    nearest: str | None = None
    for step, text in enumerate(table.find_all_previous(string=True)):
        holder = text.find_parent("table")
        beside = holder if holder is not None and not any(holder is parent for parent in around) else None
        # Another table's rows are not our heading, but a heading is often set as a table of a single cell.
        if step > 40 or text.find_parent("head") is not None or (beside and len(beside.find_all(["td", "th"])) > 1):
            break
        if type(text) is not NavigableString or not text.strip():
            continue
        block = text.find_parent(list(_BLOCKS))
        line = _line(block) if block is not None and len(_line(block)) < 120 else text.strip()
        if re.search("目录|领域", line):
            return line
        nearest = nearest or line
    return nearest


def _line(tag: Tag) -> str:
    return re.sub("\\s+", "", tag.get_text())
