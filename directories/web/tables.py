"""HTML pages: every table as a grid, spans filled in; a table inside a cell is a table of its own."""

import re
from functools import partial
from itertools import accumulate
from pathlib import Path

from lxml import etree

from directories.page_tables import COLUMNS_LIMIT, MANY_CELLS, PlacedCell, heading, sheet_of_cells, too_large
from directories.sheet import Sheet
from directories.web.page_bytes import page_text
from directories.web.page_text import cell_text, hidden, line_of, lines_before
from inspection.errors import UserError

_SPAN = re.compile("\\s*\\+?([0-9]{1,9})")
# Tags and attributes: a directory of 20,000 rows has about two million.
_NODES_LIMIT = 5_000_000
_TABLES_LIMIT = 3000
_GROUPS = ("thead", "tbody", "tfoot")


def read(path: Path) -> list[Sheet]:
    """Every table of a saved page in its order, named 表1, 表2 …; the caption is the heading text before the table.

    Raises UserError for a book that was saved as frames (its sheets are other files) and for pages beyond all bounds.
    """
    return sheets_of(path.read_bytes(), path.name)


def sheets_of(markup: bytes | str, name: str = "网页") -> list[Sheet]:
    """Every table of a page; tables without text are left out. `name` is what messages call the page."""
    root = _tree(page_text(markup) if isinstance(markup, bytes) else markup, name)
    if root is None:
        return []
    page = _Page(name, root)
    sheets = [sheet for sheet in page.sheets() if sheet is not None]
    frame = next(root.iter("frame"), None)
    if not sheets and frame is not None:
        raise UserError(
            f"{name} 只是网页框架，表格在它旁边的文件夹里（如 {frame.get('src') or 'sheet001.htm'}），"
            "请改用该文件夹中的工作表网页，或用表格软件另存为 XLSX 后再试。"
        )
    return sheets


def _tree(text: str, name: str) -> etree._Element | None:
    if text.count("<") + text.count("=") > _NODES_LIMIT:
        raise UserError(_too_much(name))
    parser = etree.HTMLParser(encoding="utf-8", recover=True, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    except etree.XMLSyntaxError:
        # Nothing but blanks or comments.
        root = None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise UserError(f"{name} 的网页结构嵌套过深，无法完整读取，请把目录表格复制到表格软件，另存为 XLSX 后再试。")
    return root


def _too_much(name: str) -> str:
    return f"{name} 的内容过多，不像标准目录，请把目录表格复制到表格软件，另存为 XLSX 后再试。"


class _Page:
    """One page while its tables are read."""

    def __init__(self, name: str, root: etree._Element) -> None:
        self._name = name
        self._root = root
        title = root.find(".//title")
        self._title = (line_of(title) or None) if title is not None else None
        self._wide: dict[etree._Element, bool] = {}
        self._counted: dict[etree._Element, int] = {}
        self._arranging: set[etree._Element] = set()

    def sheets(self) -> list[Sheet | None]:
        sheets: list[Sheet | None] = []
        for table in self._root.iter("table"):
            if table in self._arranging:
                continue
            if len(sheets) >= _TABLES_LIMIT:
                raise UserError(_too_much(self._name))
            rows = _rows(table)
            name = f"表{len(sheets) + 1}"
            cells = self._placed(rows, name)
            seen = any(cell.text for cell in cells)
            sheets.append(sheet_of_cells(self._name, name, cells, self._caption(table)) if seen else None)
        return sheets

    def _caption(self, table: etree._Element) -> str | None:
        caption = table.find("caption")
        own = line_of(caption) if caption is not None else ""
        return own or heading(lines_before(table, self._cells_of), self._title)

    def _cells_of(self, table: etree._Element) -> int:
        """How many cells a table has, those of tables inside it too, up to two."""
        if table not in self._counted:
            found = table.iter("td", "th")
            self._counted[table] = sum(1 for _ in zip(range(2), found, strict=False))
        return self._counted[table]

    def _apart(self, table: etree._Element, within: int) -> bool:
        """True for a table inside a cell that is one of its own. In a row of many cells one of few only arranges the
        cell's text."""
        if table not in self._wide:
            self._wide[table] = any(len(_cells(row)) >= MANY_CELLS for row in _rows(table))
        apart = within < MANY_CELLS or self._wide[table]
        if not apart:
            self._arranging.add(table)
        return apart

    def _placed(self, rows: list[etree._Element], name: str) -> list[PlacedCell]:
        """The cells of rows where a browser sets them, hidden rows and cells left out; where two would overlap, the
        one that began in a row above stays whole."""
        shown = [0, *accumulate(int(not _row_hidden(row)) for row in rows)]
        placed: list[PlacedCell] = []
        taken: dict[int, int] = {}
        for top, row in enumerate(rows):
            left = 0
            cells = _cells(row)
            for cell in cells:
                while taken.get(left, -1) >= top:
                    left += 1
                if left >= COLUMNS_LIMIT:
                    raise too_large(self._name, name)
                right = left
                last = left + min(_span(cell, "colspan"), COLUMNS_LIMIT) - 1
                while right < last and taken.get(right + 1, -1) < top:
                    right += 1
                down = _span(cell, "rowspan", 0) or _rows_of_group(rows, top)
                bottom = min(top + down, len(rows)) - 1
                if bottom > top:
                    taken.update(dict.fromkeys(range(left, right + 1), bottom))
                first, end = shown[top], shown[bottom + 1] - 1
                if first <= end:
                    text = cell_text(cell, partial(self._apart, within=len(cells)))
                    picture = not text and next(cell.iter("img"), None) is not None
                    placed.append(PlacedCell(first, left, end, right, text, picture))
                left = right + 1
        return placed


def _rows(table: etree._Element) -> list[etree._Element]:
    """The rows of a table, those of tables inside it left out: a thead comes first and a tfoot last wherever it is."""
    rows: list[etree._Element] = []
    pending = list(table)[::-1]
    while pending:
        node = pending.pop()
        if node.tag == "tr":
            rows.append(node)
        elif isinstance(node.tag, str) and node.tag not in ("table", "caption", "colgroup", "td", "th"):
            # Broken markup sets a form or the like between a table and its rows.
            pending += list(node)[::-1]
    head, foot = table.find("thead"), table.find("tfoot")
    if head is None and foot is None:
        return rows
    return sorted(rows, key=lambda row: -1 if row.getparent() is head else 1 if row.getparent() is foot else 0)


def _cells(row: etree._Element) -> list[etree._Element]:
    """The cells of a row that are not hidden; those of tables inside it are not its own."""
    cells = [child for child in row if child.tag in ("td", "th")]
    pending = [] if cells else list(row)[::-1]
    while pending:
        node = pending.pop()
        if node.tag in ("td", "th"):
            cells.append(node)
        elif isinstance(node.tag, str) and node.tag not in ("table", "tr"):
            pending += list(node)[::-1]
    return [cell for cell in cells if not hidden(cell)]


def _row_hidden(row: etree._Element) -> bool:
    group = row.getparent()
    return hidden(row) or (group is not None and group.tag in _GROUPS and hidden(group))


def _span(cell: etree._Element, name: str, zero: int = 1) -> int:
    """A span as browsers read it: the number that the value begins with, 1 where there is none."""
    found = _SPAN.match(cell.get(name) or "1")
    return (int(found[1]) or zero) if found else 1


def _rows_of_group(rows: list[etree._Element], top: int) -> int:
    """rowspan=0 reaches to the end of the row's thead, tbody or tfoot."""
    group = rows[top].getparent()
    down = 0
    while top + down < len(rows) and rows[top + down].getparent() is group:
        down += 1
    return down
