"""Word documents (DOCX) and presentations (PPTX): the text of their XML in its order, deletions left out."""

from collections.abc import Iterator

from lxml import etree

from crawler.attachments.archive_parts import Parts, xml_elements, xml_tree
from crawler.attachments.outcome import Content, FileLimits, NotReadError, broken, too_large

_WHAT = "Word 文档"
_USUAL = "word/document.xml"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = "{" + _TRANSITIONAL.decode() + "}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_PARAGRAPH, _ROW, _TABLE, _CELL, _BOX = _W + "p", _W + "tr", _W + "tbl", _W + "tc", _W + "txbxContent"
# The second form of what is there already, and what was deleted or moved away.
_APART = frozenset((
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback", _W + "del", _W + "moveFrom",
    _W + "instrText", _W + "delText", _W + "pPr", _W + "rPr", _W + "sdtPr",
))  # fmt: skip
_SIGNS = {_W + "tab": " ", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-", _W + "sym": ""}


def read_docx(body: bytes, limits: FileLimits) -> Content:
    """The paragraphs of a document, one a line, cells of a row side by side, notes at the end."""
    parts = Parts(body, limits, _WHAT)
    main = _main_part(parts, limits)
    contents = parts.part(main) or parts.part(_USUAL)
    if contents is None:
        raise broken(_WHAT)
    lines = _Lines(limits.chars)
    pictured = _read_part(contents, lines)
    folder = main.rpartition("/")[0]
    for notes in ("footnotes", "endnotes"):
        side = parts.part(f"{folder}/{notes}.xml")
        if side:
            _read_part(side, lines)
    text = "\n".join(lines.found)
    if not text.strip():
        if pictured:
            raise NotReadError("scanned", "文档里只有图片，没有文字")
        if b"altChunk" in contents:
            raise NotReadError("unsupported", "文档内容是嵌入的另一个文件，暂不能读取")
        raise NotReadError("empty", "文档里没有文字")
    return Content(text, marks=(text, *_headers(parts, folder, limits), *lines.boxes))


def read_pptx(body: bytes, limits: FileLimits) -> Content:
    """The paragraphs of every slide in the slides' order of numbers."""
    parts = Parts(body, limits, "演示文稿")
    slides = [name for name in parts.names() if name.startswith("ppt/slides/slide") and name.endswith(".xml")]
    if not slides:
        raise broken("演示文稿")
    if len(slides) > limits.pages:
        raise too_large(f"演示文稿有 {len(slides)} 页，超过限度 {limits.pages} 页，未读取")
    shown: list[str] = []
    for name in sorted(slides, key=lambda one: (len(one), one)):
        root = xml_tree(parts.part(name) or b"", "演示文稿", limits)
        rows = ("".join(run.text or "" for run in one.iter(_A + "t")) for one in root.iter(_A + "p"))
        shown.append("\n".join(row for row in rows if row.strip()))
    text = "\n".join(one for one in shown if one)
    if not text:
        raise NotReadError("scanned", "演示文稿里没有文字，只有图片或图形", len(slides))
    return Content(text, len(slides), tuple(shown))


class _Lines:
    """The lines found so far, bounded; `boxes` are the texts of text boxes."""

    def __init__(self, limit: int) -> None:
        self.found: list[str] = []
        self.boxes: list[str] = []
        self._left = limit

    def add(self, line: str) -> None:
        line = line.strip("\n")
        self._left -= len(line)
        if self._left < 0:
            raise too_large("文件文字过多，超过读取限度，未读取")
        if line.strip():
            self.found.append(line)


def _main_part(parts: Parts, limits: FileLimits) -> str:
    """Where the text is: programs other than Word may name it otherwise."""
    relations = parts.part("_rels/.rels")
    root = xml_tree(relations, _WHAT, limits) if relations else None
    for relation in root.iter(_RELATION) if root is not None else ():
        if (relation.get("Type") or "").endswith("/officeDocument"):
            return (relation.get("Target") or "").lstrip("/")
    return _USUAL


def _read_part(contents: bytes, lines: _Lines) -> bool:
    """Adds the lines of a part; whether there are pictures in it.

    Paragraphs inside rows and text boxes end before these do, and belong to them.
    """
    pictured = False
    transitional = contents.replace(_STRICT, _TRANSITIONAL)
    for element in xml_elements(transitional, (_PARAGRAPH, _ROW), _WHAT):
        inside = {one.tag for one in element.iterancestors()}
        if _ROW in inside or _BOX in inside or inside & _APART:
            continue
        if element.tag == _ROW:
            cells = (" ".join(_paragraphs(cell, lines)) for cell in element.iterchildren(_CELL, _W + "sdt"))
            lines.add("\t".join(cells))
        else:
            for line in _paragraph(element, lines):
                lines.add(line)
        pictured = pictured or next(element.iter(_W + "drawing", _W + "pict", _W + "object"), None) is not None
        _forget(element)
    return pictured


def _paragraphs(holder: etree._Element, lines: _Lines) -> Iterator[str]:
    for one in holder.iter(_PARAGRAPH):
        if not any(each.tag == _BOX or each.tag in _APART for each in one.iterancestors()):
            yield from (line for line in _paragraph(one, lines) if line.strip())


def _paragraph(paragraph: etree._Element, lines: _Lines) -> list[str]:
    """The lines of a paragraph, then those of the text boxes that hang on it."""
    pieces: list[str] = []
    boxes: list[etree._Element] = []
    _collect(paragraph, pieces, boxes)
    found = "".join(pieces).split("\n")
    for box in boxes:
        shown = [line for one in box.iterchildren(_PARAGRAPH, _TABLE) for line in _in_box(one, lines)]
        lines.boxes.append("\n".join(shown))
        found += shown
    return found


def _in_box(block: etree._Element, lines: _Lines) -> list[str]:
    return _paragraph(block, lines) if block.tag == _PARAGRAPH else list(_paragraphs(block, lines))


def _collect(element: etree._Element, pieces: list[str], boxes: list[etree._Element]) -> None:
    for child in element:
        if child.tag == _W + "t":
            pieces.append(child.text or "")
        elif child.tag == _BOX:
            boxes.append(child)
        elif child.tag in _SIGNS:
            pieces.append(_SIGNS[child.tag])
        elif child.tag not in _APART:
            _collect(child, pieces, boxes)


def _forget(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and (before := element.getprevious()) is not None:
        parent.remove(before)


def _headers(parts: Parts, folder: str, limits: FileLimits) -> Iterator[str]:
    """The texts of page headers: a classification mark may stand there."""
    for name in parts.names():
        if name.startswith(f"{folder}/header") and name.endswith(".xml"):
            root = xml_tree((parts.part(name) or b"").replace(_STRICT, _TRANSITIONAL), _WHAT, limits)
            yield "\n".join("".join(run.text or "" for run in one.iter(_W + "t")) for one in root.iter(_PARAGRAPH))
