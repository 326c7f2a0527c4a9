"""Letters of a page into text: lines by their place, lines that a narrow cell only wrapped joined again."""

import re
from collections.abc import Sequence
from typing import NamedTuple

_LATIN = "[0-9A-Za-z./:@%&_+#=?-]+"
# Letters may touch; a name or a word over another one does not.
_CLASHES = 2
_CLOSING = "、，,；;：:。.！？!?）)》〕】”’」』"
_OPENING = "（(《〈〔【“‘「『"
# A line that begins so is a line of its own, however full the one before it is.
_BEGINS = re.compile(
    "\\d{1,2}[.．、)）]|[(（]\\d{1,2}[)）]|[①-⑳]|[●〇○◎·•◆▪■□*☑☐☒√]|[(（][一二三四五六七八九十]{1,3}[)）]|【"
)


class Glyph(NamedTuple):
    """One letter and its box on the page, in points from the top left corner. `turn` counts quarter turns clockwise."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    turn: int = 0


class Line(NamedTuple):
    """One printed line: its text, where it begins and ends, and the size of its letters."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float


def lines_of(glyphs: Sequence[Glyph]) -> list[Line]:
    """Printed lines from top to bottom; letters drawn twice (bold without a bold font) count once."""
    rows: list[list[Glyph]] = []
    middle, reach = 0.0, 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.top + glyph.bottom):
        centre = (glyph.top + glyph.bottom) / 2
        if not rows or centre - middle > reach:
            rows.append([])
            middle, reach = centre, max(glyph.bottom - glyph.top, 2) * 0.45
        rows[-1].append(glyph)
    found = (_line(sorted(row, key=lambda glyph: glyph.x0)) for row in rows)
    return [line for line in found if line.text]


def _line(row: list[Glyph]) -> Line:
    pieces: list[str] = []
    before: Glyph | None = None
    for glyph in row:
        if before is not None:
            width = max(before.x1 - before.x0, 0.1)
            if glyph.text == before.text and glyph.x0 - before.x0 < width * 0.4:
                continue
            if glyph.x0 - before.x1 > (glyph.bottom - glyph.top) * 0.4 and not pieces[-1].isspace():
                pieces.append(" ")
        pieces.append(glyph.text)
        before = glyph
    inked = [glyph for glyph in row if not glyph.text.isspace()] or row
    return Line(
        "".join(pieces).strip(), inked[0].x0, min(glyph.top for glyph in inked), max(glyph.x1 for glyph in inked),
        max(glyph.bottom for glyph in inked), max(glyph.bottom - glyph.top for glyph in inked),
    )  # fmt: skip


def overlaps(glyphs: Sequence[Glyph]) -> bool:
    """True where different letters are printed over each other: text that ran over the edge of another cell."""
    inked = sorted((glyph for glyph in glyphs if not glyph.text.isspace() and not glyph.turn), key=lambda g: g.x0)
    clashes = 0
    for number, glyph in enumerate(inked):
        for other in inked[number + 1 :]:
            shared = min(glyph.x1, other.x1) - other.x0
            if other.x0 >= glyph.x1:
                break
            if other.text == glyph.text or shared < 0.4 * min(glyph.x1 - glyph.x0, other.x1 - other.x0):
                continue
            deep = min(glyph.bottom, other.bottom) - max(glyph.top, other.top)
            clashes += deep > 0.35 * min(glyph.bottom - glyph.top, other.bottom - other.top)
    return clashes >= _CLASHES


def unwrapped(lines: Sequence[Line], right: float) -> str:
    """The lines as text: a line break stays only where the next word would still have had room before `right`."""
    text = ""
    for number, line in enumerate(lines):
        if number:
            text += "" if wraps(lines[number - 1], line, right) else "\n"
            if text[-1:].isascii() and text[-1:].isalnum() and line.text[:1].isascii() and line.text[:1].isalnum():
                text += " "
        text += line.text
    return text


def wraps(line: Line, below: Line, right: float) -> bool:
    """True where `below` only continues `line`, whose words did not fit before `right`."""
    if _BEGINS.match(below.text):
        return False
    # Signs that may not end a line take the word behind them along, signs that may not begin one the word before them.
    opened = len(below.text) - len(below.text.lstrip(_OPENING))
    first = re.match(_LATIN, below.text[opened:])
    # Beside Chinese signs, Latin ones and figures keep a quarter of a letter's room.
    letters = opened + (len(first[0]) * 0.55 + 0.25 if first else 1)
    rest = below.text[opened + (first.end() if first else 1) :]
    letters += 1 if rest[:1] and rest[0] in _CLOSING else 0
    return line.x1 + (letters + 0.25) * line.size > right
