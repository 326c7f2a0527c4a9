"""Text of a page by blocks: inline pieces are joined without blanks, blocks and line breaks separate lines.

Word-made pages cut dates, numbers and labels apart with inline tags; a blank between them would make them unreadable.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

# Stands where one inline element ends and another begins: labels and values are often told apart by tags alone.
SEAM = "\x1f"
_CELL = "\x1e"
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody",
    "tfoot", "thead", "tr", "ul", "ucapcontent", "ucaptitle",
))  # fmt: skip
CELLS = frozenset(("td", "th"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_DROPPED = frozenset((
    "script", "style", "noscript", "template", "select", "option", "button", "textarea", "title", "head", "iframe",
    "object", "svg", "canvas",
))  # fmt: skip
_ZERO_WIDTH = re.compile("[\x00-\x08\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060\ufeff\xad]")
_CHINESE = "一-鿿，。：；、（）《》“”〔〕！？"
_SOURCE_BREAK = re.compile(rf"(?<=[{_CHINESE}])[ \t]*[\r\n]\s*(?=[{_CHINESE}])")
_BLANKS = re.compile(r"[ \t\r\n\f\v\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_LEFTOVER = re.compile(
    r"\{\{[^{}]{0,200}\}\}|<?\$\[[^\]]{0,100}\](?:>?(?:begin|end))?|\$\{[^{}]{0,100}\}|<%.{0,200}?%>"
)
_STRING = etree.XPath("string()", smart_strings=False)
_MANY_CELLS = 2
_EMPTY_WORDS = frozenset(("undefined", "null", "NaN", "none", "None"))


@dataclass(frozen=True)
class Line:
    """One line of text and where it stands. `block` is the innermost block or cell, `linked` the share of its signs in
    links, `order` its place in the document."""

    text: str
    block: HtmlElement
    linked: float
    order: int


def clean(text: str) -> str:
    """One blank for any blanks, no zero-width signs, no leftovers of templates."""
    plain = text.replace(SEAM, "").isprintable()  # then the only blank in it is the ordinary one
    if not plain:
        text = _ZERO_WIDTH.sub("", text)
    if "{{" in text or "$" in text or "<%" in text:
        text = _LEFTOVER.sub("", text)
    if not plain:
        broken = "\n" in text or "\r" in text
        text = _BLANKS.sub(" ", _SOURCE_BREAK.sub("", text) if broken else text)
    elif "  " in text:
        text = _BLANKS.sub(" ", text)
    text = text.strip()
    return "" if text in _EMPTY_WORDS else text


def bare(text: str) -> str:
    """A text without any blank, for comparing labels, titles and names."""
    joined = "".join(text.split())  # the seam is a blank too
    return joined if joined.isprintable() else _ZERO_WIDTH.sub("", joined)


def is_remark(element: HtmlElement) -> bool:
    """Whether an element is the small print of a headline: number or date of the document, no part of its title."""
    if element.tag != "small":
        return False
    parent = element.getparent()
    return parent is not None and parent.tag in HEADINGS


def whole_text(element: HtmlElement) -> str:
    """All text inside an element, nothing left out or added."""
    return str(_STRING(element))


def tabled(page_lines: Iterable[Line], root: HtmlElement) -> frozenset[str]:
    """What stands only in rows of three filled cells or more, without blanks: entries of a list, nothing that the page
    says of itself.
    """
    filled = {cell for cell in root.iter(*CELLS) if bare(whole_text(cell))}
    rows = {row for row in root.iter("tr") if sum(cell in filled for cell in row) > _MANY_CELLS}
    if not rows:
        return frozenset()
    inside: set[str] = set()
    outside: set[str] = set()
    for line in page_lines:
        row = line.block if line.block.tag == "tr" else next(line.block.iterancestors("tr"), None)
        (inside if row in rows else outside).add(bare(line.text))
    return frozenset(inside - outside)


def body_text(root: HtmlElement) -> str:
    """The text of an element, one line a block, cells of a row side by side."""
    return "\n".join(line.text for line in lines(root))


def lines(root: HtmlElement, *, seams: bool = False, cells: bool = False) -> Iterator[Line]:
    """Non-empty lines of an element in order. `seams` keeps the places where inline elements meet, `cells` gives
    every cell of a table its own line.
    """
    walk = etree.iterwalk(root, events=("start", "end"))
    pieces: list[str] = []
    linked = links = order = 0
    owner = root
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in _DROPPED and element is not root:
                walk.skip_subtree()
                continue
            if tag in BLOCKS or tag == "br" or (tag in CELLS and cells) or is_remark(element):
                line = _line(pieces, owner, linked, order)
                pieces, linked, order = [], 0, order + 1
                if line:
                    yield line
                owner = element if tag != "br" else owner
            elif tag in CELLS:
                pieces.append(_CELL)
                owner = element
            elif seams:
                pieces.append(SEAM)
            links += tag == "a"
            if element.text:
                pieces.append(element.text)
                linked += len(element.text.strip()) if links else 0
        else:
            if tag in BLOCKS or (tag in CELLS and cells) or is_remark(element):
                line = _line(pieces, owner, linked, order)
                pieces, linked, order = [], 0, order + 1
                if line:
                    yield line
                parent = element.getparent()
                owner = parent if parent is not None and element is not root else root
            elif seams and tag not in _DROPPED and tag != "br":
                pieces.append(SEAM)
            links -= tag == "a"
            if element.tail and element is not root:
                pieces.append(element.tail)
                linked += len(element.tail.strip()) if links else 0
    last = _line(pieces, owner, linked, order)
    if last:
        yield last


def _line(pieces: list[str], owner: HtmlElement, linked: int, order: int) -> Line | None:
    if not pieces:
        return None
    text = "\t".join(part for part in (clean(cell) for cell in "".join(pieces).split(_CELL)) if part)
    if not text.replace(SEAM, "").strip():
        return None
    return Line(text, owner, min(1.0, linked / max(1, len(bare(text)))) if linked else 0.0, order)
