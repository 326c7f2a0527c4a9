"""The text of a web page as it is seen: in the cells of tables, and in the lines before a table."""

import re
from collections.abc import Callable, Iterator
from itertools import islice

from lxml import etree

from directories.symbol_fonts import seen, symbol_font

# Between these, text stands on lines of its own; everything else is inline and joined without blanks.
_BLOCKS = frozenset(
    ["p", "div", "li", "ul", "ol", "dd", "dt", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table", "td", "th",
     "section", "article", "center", "blockquote", "pre", "hr", "fieldset", "form", "header", "footer", "nav", "main"]
)  # fmt: skip
_SILENT = frozenset(
    ["script", "style", "template", "noscript", "head", "title", "xml", "select", "del", "rt", "rp", "object", "svg"]
)
_HIDDEN = re.compile("(?i)display\\s*:\\s*none|visibility\\s*:\\s*(?:hidden|collapse)|mso-hide\\s*:\\s*all")
_BLANKS = re.compile("[ \\t\\r\\n\\f]+")
_LINE_LENGTH = 120
_STEPS_BACK = 2000
_ITEMS_LIMIT = 100
_TICK_ALTS = re.compile("(?:已?(?:打|选|勾)[勾钩选中]?|[勾钩]|对[勾钩号]|是|[√✓✔])(?:图[标片])?")
_BOX_ALTS = {"■": "■", "☑": "☑", "已选": "☑", "选中": "☑", "□": "□", "☐": "☐", "未选": "☐", "未选中": "☐", "空": ""}


def hidden(element: etree._Element) -> bool:
    """True for an element that is said not to be shown."""
    style = element.get("style")
    return "hidden" in element.attrib or (style is not None and bool(_HIDDEN.search(style)))


def cell_text(cell: etree._Element, apart: Callable[[etree._Element], bool]) -> str:
    """A cell's text: inline pieces joined without blanks, blocks and br on lines of their own, hidden ones left out.

    `apart` says which tables inside it are not part of its text. Check boxes, ticks set as pictures and letters of
    symbol fonts come as signs.
    """
    if not len(cell):
        return _BLANKS.sub(" ", seen(cell.text or "")).strip()
    pieces: list[str] = []
    fonts: list[str | None] = [None]
    walker = etree.iterwalk(cell, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        if event == "start":
            tag = str(node.tag)
            if node is not cell and (tag in _SILENT or hidden(node) or (tag == "table" and apart(node))):
                fonts.append(None)
                walker.skip_subtree()
                continue
            fonts.append(_font(node) or fonts[-1])
            pieces.append("\v" if tag in _BLOCKS or tag == "br" else _sign(node, tag))
            if tag == "li":
                pieces.append(_item_number(node))
            pieces.append(seen(node.text or "", fonts[-1]))
            continue
        if event == "end":
            fonts.pop()
            pieces.append("\v" if node.tag in _BLOCKS else "")
        if node is not cell:
            pieces.append(seen(node.tail or "", fonts[-1]))
    lines = (_BLANKS.sub(" ", line).strip() for line in "".join(pieces).split("\v"))
    return "\n".join(line for line in lines if line)


def _font(node: etree._Element) -> str | None:
    style = node.get("style") or node.get("face")
    return symbol_font(style) if style else None


def _sign(node: etree._Element, tag: str) -> str:
    if tag == "img":
        alt = re.sub("\\s+", "", node.get("alt") or node.get("title") or "")
        return _BOX_ALTS.get(alt, "√" if _TICK_ALTS.fullmatch(alt) else "")
    if tag == "input":
        kind = (node.get("type") or "text").lower()
        if kind in ("checkbox", "radio"):
            return "☑" if "checked" in node.attrib else "☐"
        return (node.get("value") or "") if kind == "text" else ""
    return ""


def _item_number(item: etree._Element) -> str:
    """The number that a browser sets before an item of a plain ordered list (1. 2. 3.), else nothing."""
    whole = item.getparent()
    if (
        whole is None
        or whole.tag != "ol"
        or (whole.get("type") or "1") != "1"
        or "list-style" in whole.get("style", "")
    ):
        return ""
    first = whole.get("start") or "1"
    before = sum(1 for _ in islice(item.itersiblings("li", preceding=True), _ITEMS_LIMIT))
    return f"{int(first) + before}." if re.fullmatch("[0-9]{1,6}", first) and before < _ITEMS_LIMIT else ""


def line_of(element: etree._Element) -> str:
    """An element's whole text on one line without blanks."""
    return re.sub("\\s+", "", seen("".join(map(str, element.itertext()))))


def lines_before(table: etree._Element, cells: Callable[[etree._Element], int]) -> Iterator[str]:
    """The lines of text before a table, the nearest first, without blanks, back to another table of several cells.

    `cells` counts a table's cells: a heading is often set as a table of a single one.
    """
    pieces: list[str] = []
    for piece in _pieces_before(table, cells):
        if piece == "\v":
            yield from _lines(pieces)
            pieces.clear()
        elif piece:
            pieces.append(piece)
    yield from _lines(pieces)


def _lines(pieces: list[str]) -> list[str]:
    """The lines of one block, the last first, from its pieces, which come the last first too.

    A short block that is broken by br is one line.
    """
    text = "".join(reversed(pieces)).strip()
    if not text:
        return []
    lines = text.split("\n") if len(text) >= _LINE_LENGTH else [text]
    bare = (re.sub("\\s+", "", line) for line in reversed(lines))
    return [line for line in bare if line]


def _pieces_before(table: etree._Element, cells: Callable[[etree._Element], int]) -> Iterator[str]:
    """Pieces of text before a table, the last first, with \\v where a block begins or ends and a line break for br."""
    steps = 0
    node, parent = table, table.getparent()
    while parent is not None and parent.tag != "html":
        pending: list[etree._Element | str] = []
        for sibling in node.itersiblings(preceding=True):
            pending += [sibling, sibling.tail or ""]
            while pending:
                steps += 1
                found = pending.pop()
                if isinstance(found, str):
                    yield found if found in ("\v", "\n") else _BLANKS.sub(" ", seen(found))
                    continue
                if steps > _STEPS_BACK or (found.tag == "table" and cells(found) > 1):
                    return
                pending += _inside(found)
        yield _BLANKS.sub(" ", seen(parent.text or ""))
        yield "\v" if parent.tag in _BLOCKS else ""
        node, parent = parent, parent.getparent()


def _inside(node: etree._Element) -> list[etree._Element | str]:
    """What an element holds from its beginning to its end, its tail left out."""
    if not isinstance(node.tag, str) or node.tag in _SILENT or hidden(node):
        return []
    if node.tag == "br":
        return ["\n"]
    edge = "\v" if node.tag in _BLOCKS else ""
    held: list[etree._Element | str] = [edge, node.text or ""]
    for child in node:
        held += [child, child.tail or ""]
    held.append(edge)
    return held
