"""The text of a Word paragraph as a reader of the page sees it, and what stands one after another in a document.

Source: ECMA-376 part 1, 17 (WordprocessingML); [MS-DOCX] for check boxes (w14).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from directories.symbol_fonts import seen, sign, symbol_font
from directories.word.numbers import Numbers, W, value_of

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OFF = ("0", "false", "off")
# What does not stand in the line of text: text boxes and pictures, what was deleted, marks of notes and of fonts.
_APART = frozenset(
    W + name
    for name in (
        "pPr", "rPr", "sdtPr", "sdtEndPr", "del", "moveFrom", "delText", "drawing", "pict", "object", "rt", "rubyPr",
        "footnoteReference", "endnoteReference", "commentReference", "annotationRef", "footnoteRef", "endnoteRef",
        "delInstrText", "fldData",
    )
)  # fmt: skip
# Wrappers that change nothing about what they hold.
_THROUGH = frozenset(
    [W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")]
    + [_MC + "AlternateContent", _MC + "Choice"]
)
_BREAKS = {W + "br": "\n", W + "cr": "\n", W + "tab": " ", W + "ptab": " ", W + "noBreakHyphen": "-"}
# 带圈字符: a sign drawn over a box or circle by a field, which is how many people tick a box.
_ENCLOSED = re.compile(
    "(?i)^\\s*eq\\s*\\\\o\\s*(?:\\\\a[clr]\\s*)?[(（]\\s*([^,，;]*?)\\s*[,，;]\\s*(.*?)\\s*[)）]\\s*$"
)


def on(node: etree._Element | None, name: str) -> bool:
    """True where a property is set: its element is there and does not say off."""
    child = node.find(W + name) if node is not None else None
    return child is not None and (child.get(W + "val") or "1") not in _OFF


def standing(container: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The elements of these names that a body, table, row or cell holds, also through content controls and insertions;
    what was deleted is left out."""
    wanted = {W + name for name in names}
    pending = list(container)[::-1]
    while pending:
        node = pending.pop()
        if node.tag in wanted:
            yield node
        elif node.tag == _MC + "AlternateContent":
            pending += list(node[0])[::-1] if len(node) else []
        elif node.tag in _THROUGH:
            pending += list(node)[::-1]


def through(node: etree._Element) -> bool:
    """True for a content control, an insertion or the like, which changes nothing about what it holds."""
    return node.tag in _THROUGH


def cleared_of_prompts(node: etree._Element) -> None:
    """Empties the content controls that nobody filled in: they show a prompt, which is no text of the document."""
    for control in node.iter(W + "sdt"):
        if on(control.find(W + "sdtPr"), "showingPlcHdr"):
            for text in control.iter(W + "t"):
                text.text = ""


def prompts(node: etree._Element) -> bool:
    """True for what stands in a content control that nobody filled in."""
    return any(on(control.find(W + "sdtPr"), "showingPlcHdr") for control in node.iterancestors(W + "sdt"))


@dataclass
class _Line:
    """A paragraph while it is read. `fields` are the codes of fields that are open, None once their result began."""

    pieces: list[str] = field(default_factory=list)
    fields: list[str | None] = field(default_factory=list)


def paragraph_text(paragraph: etree._Element, numbers: Numbers) -> tuple[str, bool]:
    """The lines of a paragraph, its number before them, and whether its end was deleted, so that the next one goes on.

    Hidden and deleted text, notes' marks and text boxes are left out; ticks and boxes of symbol fonts and of forms are
    shown as signs (■ □ √ ☑ ☐).
    """
    line = _Line()
    properties = paragraph.find(W + "pPr")
    if properties is not None:
        mark = numbers.mark(properties)
        line.pieces.append(f"{mark} " if mark[-1:].isalnum() else mark)
    _read(paragraph, line)
    end = properties.find(W + "rPr") if properties is not None else None
    return seen("".join(line.pieces)), end is not None and end.find(W + "del") is not None


def _read(node: etree._Element, line: _Line) -> None:
    for child in node:
        tag = child.tag
        if tag == W + "r":
            _run(child, line)
        elif tag == W + "sdt":
            _control(child, line)
        elif tag == _MC + "AlternateContent":
            if len(child):
                _read(child[0], line)
        elif tag == _M + "t":
            line.pieces.append(child.text or "")
        elif tag not in _APART:
            _read(child, line)


def _run(run: etree._Element, line: _Line) -> None:
    properties = run.find(W + "rPr")
    if on(properties, "vanish"):
        # A field hidden in its code alone still begins and ends.
        _marks_of_fields(run, line)
        return
    for child in run:
        tag = child.tag
        if tag == W + "t":
            if all(code is None for code in line.fields):
                line.pieces.append(_shown((child.text or "").replace("\n", " "), properties))
        elif tag in _BREAKS:
            line.pieces.append(_BREAKS[tag])
        elif tag == W + "sym":
            line.pieces.append(_symbol(child))
        elif tag == W + "fldChar":
            _field(child, line)
        elif tag == W + "instrText":
            if line.fields and line.fields[-1] is not None:
                line.fields[-1] += child.text or ""
        elif tag == W + "ruby":
            for base in child.iterfind(W + "rubyBase"):
                _read(base, line)
        elif tag == _MC + "AlternateContent":
            if len(child):
                _run(child[0], line)
        elif tag not in _APART:
            _read(child, line)


def _marks_of_fields(run: etree._Element, line: _Line) -> None:
    for mark in run.iterfind(W + "fldChar"):
        _field(mark, line)


def _shown(text: str, properties: etree._Element | None) -> str:
    fonts = properties.find(W + "rFonts") if properties is not None else None
    if fonts is None:
        return text
    return seen(text, symbol_font(fonts.get(W + "ascii") or fonts.get(W + "hAnsi")))


def _symbol(symbol: etree._Element) -> str:
    code = symbol.get(W + "char") or ""
    if not re.fullmatch("[0-9A-Fa-f]{1,4}", code):
        return ""
    return sign(int(code, 16), symbol_font(symbol.get(W + "font"))) or ""


def _control(control: etree._Element, line: _Line) -> None:
    checked = control.find(f"{W}sdtPr/{_W14}checkbox/{_W14}checked")
    box = control.find(f"{W}sdtPr/{_W14}checkbox")
    if box is not None:
        line.pieces.append("☑" if checked is not None and (checked.get(_W14 + "val") or "1") not in _OFF else "☐")
        return
    for content in control.iterfind(W + "sdtContent"):
        _read(content, line)


def _field(mark: etree._Element, line: _Line) -> None:
    """A field begins, its result begins, or it ends; a check box shows its state, an enclosed sign is drawn."""
    kind = mark.get(W + "fldCharType")
    if kind == "begin":
        box = mark.find(f"{W}ffData/{W}checkBox")
        if box is not None:
            ticked = on(box, "checked") if box.find(W + "checked") is not None else on(box, "default")
            line.pieces.append("☑" if ticked else "☐")
        line.fields.append("")
    elif kind == "separate" and line.fields:
        line.fields[-1] = None
    elif kind == "end" and line.fields:
        code = line.fields.pop()
        found = _ENCLOSED.match(code or "")
        if found:
            line.pieces.append(_enclosed(found[1], found[2]))


def _enclosed(frame: str, inner: str) -> str:
    frame, inner = (inner, frame) if inner in ("□", "○", "◇", "△") else (frame, inner)
    return "☑" if inner in ("√", "✓", "✔") else f"({inner})" if frame == "○" and inner.isdigit() else inner


def value(node: etree._Element | None, name: str, otherwise: int = 0) -> int:
    """A property's whole number; `otherwise` where there is none or it is no number."""
    text = value_of(node, name)
    return int(text) if text is not None and re.fullmatch("[0-9]{1,6}", text) else otherwise
