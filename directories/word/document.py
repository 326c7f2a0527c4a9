"""Word documents (DOCX): every table as a grid, merged cells filled in, with the heading that stands before it."""

from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from directories.archive_parts import part, xml, xml_events
from directories.page_tables import MANY_CELLS, PlacedCell, heading, sheet_of_cells
from directories.sheet import Sheet
from directories.word.numbers import Numbers, W, numbers_of
from directories.word.text import cleared_of_prompts, on, paragraph_text, prompts, standing, through, value
from inspection.errors import UserError

_USUAL = "word/document.xml"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = W.strip("{}").encode()
_TABLE, _ROW, _PARAGRAPH = W + "tbl", W + "tr", W + "p"
# A table in a text box, whose paragraph it stands in; and the second form of what is there already.
_APART = (_PARAGRAPH, "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# A column of Word's grid is met by a cell's edge that is at most so far off, in twentieths of a point (3.5 mm).
_EDGE = 200


def read(path: Path) -> list[Sheet]:
    """Every table of a document in its order, named 表1, 表2 …, the caption from the paragraphs before it.

    A table inside a cell is a table of its own, but belongs to the cell's text where the row has many cells. Raises
    UserError when the file is no readable DOCX, or has its tables only as pictures or embedded objects.
    """
    name = path.name
    main = _main_part(path, name)
    contents = part(path, name, main) or part(path, name, _USUAL)
    if contents is None:
        raise UserError(f"目录文件 {name} 不是完整的 DOCX（缺少正文），请用文字处理软件打开，另存为 DOCX 后再试。")
    folder = main.rpartition("/")[0]
    lists = [_tree_of(path, name, f"{folder}/{side}.xml".lstrip("/")) for side in ("numbering", "styles")]
    document = _Document(name, numbers_of(lists[0], lists[1]))
    document.read(_transitional(contents))
    sheets = [sheet for sheet in document.sheets if sheet is not None]
    if not sheets:
        _refuse_without_tables(contents, name)
    return sheets


def _main_part(path: Path, name: str) -> str:
    """Where the document's text is: programs other than Word may name it otherwise."""
    relations = part(path, name, "_rels/.rels")
    for relation in xml(relations, name).iter(_RELATION) if relations else ():
        if (relation.get("Type") or "").endswith("/officeDocument"):
            return (relation.get("Target") or "").lstrip("/")
    return _USUAL


def _transitional(contents: bytes) -> bytes:
    """The strict form of the format differs in the name of its namespace only."""
    return contents.replace(_STRICT, _TRANSITIONAL)


def _tree_of(path: Path, name: str, which: str) -> etree._Element | None:
    contents = part(path, name, which)
    return xml(_transitional(contents), name) if contents else None


def _refuse_without_tables(contents: bytes, name: str) -> None:
    if b"altChunk" in contents:
        raise UserError(f"目录文件 {name} 的内容是嵌入的网页，请用 Word 打开后另存为 DOCX 再试。")
    if b":object" in contents:
        raise UserError(f"目录文件 {name} 中的表格是嵌入的工作表对象，请双击打开它，另存为 XLSX 后再试。")
    if b":drawing" in contents or b":pict" in contents:
        raise UserError(f"目录文件 {name} 中没有表格，只有图片或文本框，请改用可编辑的原表（DOCX、XLSX）后再试。")


@dataclass
class _Open:
    """A cell while the cells below it may still be merged into it."""

    top: int
    left: int
    bottom: int
    right: int
    text: str
    picture: bool = False


@dataclass
class _Table:
    """A table while its rows are read. `begun` are the cells, by first column, that those below may be merged into."""

    grid: list[int]
    caption: str | None
    at: int
    rows: int = 0
    count: int = 0
    cells: list[_Open] = field(default_factory=list)
    begun: dict[int, _Open] = field(default_factory=dict)


@dataclass
class _Document:
    """A document while it is read. `lines` are the lines of text since the last table, `sheets` has a place for every
    table, None for those without text."""

    name: str
    numbers: Numbers
    lines: list[str] = field(default_factory=list)
    sheets: list[Sheet | None] = field(default_factory=list)

    def read(self, contents: bytes) -> None:
        """Reads row by row and forgets what was read: the text of a directory is a small part of its file."""
        table: _Table | None = None
        depth = 0
        for event, node in xml_events(contents, self.name, (_TABLE, _ROW)):
            if event == "start":
                depth += node.tag == _TABLE
                if depth == 1 and node.tag == _TABLE and next(node.iterancestors(*_APART), None) is None:
                    self._read_up_to(node)
                    table = self._begun()
            elif node.tag == _ROW and depth == 1:
                if table is not None:
                    self._row(table, node)
                _forget(node)
            elif node.tag == _TABLE:
                depth -= 1
                if depth == 0 and table is not None:
                    self._ended(table)
                    table = None

    def _read_up_to(self, table: etree._Element) -> None:
        """Takes the paragraphs that stand before a table and were not taken yet."""
        for holder in (*reversed(list(table.iterancestors())), table):
            for node in reversed(list(holder.itersiblings(preceding=True))):
                if node.tag == _PARAGRAPH:
                    self._line(node)
                elif through(node):
                    for paragraph in standing(node, "p"):
                        self._line(paragraph)
                if node.tag in (_PARAGRAPH, _TABLE) or through(node):
                    _remove(node)

    def _line(self, paragraph: etree._Element) -> None:
        cleared_of_prompts(paragraph)
        if not prompts(paragraph):
            self.lines += _lines(paragraph_text(paragraph, self.numbers)[0])

    def _begun(self) -> _Table:
        caption = heading("".join(line.split()) for line in reversed(self.lines))
        self.sheets.append(None)
        return _Table([], caption, len(self.sheets) - 1)

    def _ended(self, table: _Table) -> None:
        if table.count > 1:
            self.lines.clear()
        placed = [
            PlacedCell(cell.top, cell.left, cell.bottom, cell.right, cell.text, cell.picture) for cell in table.cells
        ]
        self.sheets[table.at] = sheet_of_cells(self.name, f"表{table.at + 1}", placed, table.caption)

    def _nested(self, node: etree._Element) -> None:
        table = self._begun()
        for row in standing(node, "tr"):
            self._row(table, row)
        self._ended(table)

    def _row(self, table: _Table, row: etree._Element) -> None:
        """Sets the cells of a row; a cell merged into the one above or on its left is part of that."""
        table.grid = table.grid or _grid(row)
        if not _seen(row):
            return
        cleared_of_prompts(row)
        cells = _cells(row)
        top, beside = table.rows, None
        table.rows, table.count = top + 1, table.count + len(cells)
        for cell, (left, right) in zip(cells, _columns(row, cells, table.grid), strict=True):
            properties = cell.find(W + "tcPr")
            down, across = _merge(properties, "vMerge"), _merge(properties, "hMerge")
            above = table.begun.get(left)
            if across == "continue" and beside is not None:
                beside.right = right
                continue
            going_on = down == "continue" and above is not None and above.bottom == top - 1
            if above is not None and going_on and above.right == right:
                above.bottom = top
                beside = above
                continue
            # A cell that goes on with another width is no rectangle with the one above: it says the same again.
            text = above.text if above is not None and going_on else self._text(cell, len(cells) >= MANY_CELLS)
            picture = not text and next(cell.iter(W + "drawing", W + "pict"), None) is not None
            beside = _Open(top, left, top, right, text, picture)
            table.cells.append(beside)
            table.begun.pop(left, None)
            if down is not None:
                table.begun[left] = beside

    def _text(self, cell: etree._Element, many: bool) -> str:
        """The lines of a cell. A table inside it only arranges the text where the row has many cells and it has few."""
        lines: list[str] = []
        joined = False
        for block in standing(cell, "p", "tbl"):
            if block.tag == W + "p":
                text, goes_on = paragraph_text(block, self.numbers)
                found = _lines(text)
                if joined and lines and found:
                    lines[-1] += found.pop(0)
                lines += found
                joined = goes_on
                self.lines += [] if many else found
            elif many and not _wide(block):
                lines += [
                    line for row in _rows(block) for each in _cells(row) for line in _lines(self._text(each, True))
                ]
            else:
                self._nested(block)
        return "\n".join(lines)


def _lines(text: str) -> list[str]:
    return [line for line in map(str.strip, text.split("\n")) if line]


def _forget(row: etree._Element) -> None:
    row.clear()
    while (before := row.getprevious()) is not None:
        _remove(before)


def _remove(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _rows(table: etree._Element) -> list[etree._Element]:
    return [row for row in standing(table, "tr") if _seen(row)]


def _seen(row: etree._Element) -> bool:
    """True for a row that is neither deleted nor hidden."""
    properties = row.find(W + "trPr")
    return properties is None or (properties.find(W + "del") is None and not on(properties, "hidden"))


def _cells(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in standing(row, "tc") if cell.find(f"{W}tcPr/{W}cellDel") is None]


def _wide(table: etree._Element) -> bool:
    return any(len(_cells(row)) >= MANY_CELLS for row in _rows(table))


def _merge(properties: etree._Element | None, name: str) -> str | None:
    merge = properties.find(W + name) if properties is not None else None
    return None if merge is None else merge.get(W + "val") or "continue"


def _grid(row: etree._Element) -> list[int]:
    """Where the columns of a row's table begin and end, in twentieths of a point from its left edge."""
    table = next(row.iterancestors(_TABLE))
    edges = [0]
    for column in table.iterfind(f"{W}tblGrid/{W}gridCol"):
        width = column.get(W + "w") or ""
        edges.append(edges[-1] + (int(width) if width.isdecimal() else 0))
    return edges


def _columns(row: etree._Element, cells: list[etree._Element], grid: list[int]) -> list[tuple[int, int]]:
    """The first and last column of every cell of a row: as they are counted, or, where a row does not count up to the
    table's grid, by the widths that are drawn."""
    properties = row.find(W + "trPr")
    first = value(properties, "gridBefore")
    columns: list[tuple[int, int]] = []
    left = first
    for cell in cells:
        right = left + max(value(cell.find(W + "tcPr"), "gridSpan", 1), 1) - 1
        columns.append((left, right))
        left = right + 1
    if left + value(properties, "gridAfter") != len(grid) - 1 and len(grid) > 2:
        return _by_widths(cells, grid, first) or columns
    return columns


def _by_widths(cells: list[etree._Element], grid: list[int], first: int) -> list[tuple[int, int]] | None:
    columns: list[tuple[int, int]] = []
    left, edge = first, grid[min(first, len(grid) - 1)]
    for cell in cells:
        width = cell.find(f"{W}tcPr/{W}tcW")
        size = (width.get(W + "w") or "") if width is not None and width.get(W + "type") == "dxa" else ""
        if not size.isdecimal():
            return None
        edge += int(size)
        nearest = min(range(len(grid)), key=lambda at: abs(grid[at] - edge))
        if nearest <= left or abs(grid[nearest] - edge) > _EDGE:
            return None
        columns.append((left, nearest - 1))
        left, edge = nearest, grid[nearest]
    return columns
