"""What is drawn on a page of a PDF: letters, ruling lines, tick boxes and other drawings, upright and from the top."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pdfminer.layout import LTChar, LTContainer, LTCurve, LTImage, LTItem, LTPage, LTRect

from directories.pdf.ruled_lines import Segment
from directories.pdf.text import Glyph
from directories.symbol_fonts import seen, symbol_font

# Points. A filled box thinner than this is a line; a square of these sides may be a tick box.
_THIN = 3.0
_BOX = (4.0, 13.0)
# A figure inside a figure: deeper ones are no page that anybody printed.
_DEEPEST = 20
_FEW = 20
# More tick boxes or drawings than this are on no page of a directory.
_MOST = 2000


class Box(NamedTuple):
    """A rectangle on the page."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def centre(self) -> tuple[float, float]:
        """Its middle (x, y)."""
        return ((self.x0 + self.x1) / 2, (self.top + self.bottom) / 2)


@dataclass
class Marks:
    """A page's marks. `boxes` are tick boxes drawn with lines and whether they are filled, `drawings` strokes that are
    neither ruling lines nor boxes, `pictured` the share of the page that images cover."""

    glyphs: list[Glyph] = field(default_factory=list)
    across: list[Segment] = field(default_factory=list)
    down: list[Segment] = field(default_factory=list)
    boxes: list[tuple[Box, bool]] = field(default_factory=list)
    drawings: list[Box] = field(default_factory=list)
    pictured: float = 0.0
    unreadable: int = 0

    @property
    def drawn(self) -> bool:
        """True where anything at all is on the page."""
        return bool(self.glyphs or self.across or self.down or self.drawings or self.pictured)

    @property
    def letters(self) -> int:
        """How many letters can be read."""
        return sum(not glyph.text.isspace() for glyph in self.glyphs) - self.unreadable

    @property
    def garbled(self) -> bool:
        """True where many letters have no meaning in the file: it was made without the font's character set."""
        return self.unreadable > _FEW and self.unreadable > self.letters / 3


def marks_of(page: LTPage) -> Marks:
    """The marks of one page as a reader holds it: pages with their text on its side are turned upright."""
    items = list(_flat(page, 0))
    view = _View(page.width, page.height, _turn(items))
    marks = Marks()
    area = max(page.width * page.height, 1.0)
    for item in items:
        if isinstance(item, LTChar):
            _letter(item, view, marks)
        elif isinstance(item, LTImage):
            marks.pictured += item.width * item.height / area
        elif isinstance(item, LTRect):
            _rectangle(item, view, marks)
        elif isinstance(item, LTCurve):
            _strokes(item, view, marks)
    return marks


@dataclass(frozen=True)
class _View:
    """From the page's own coordinates (from the bottom left) to ours, after undoing `turn` quarter turns."""

    width: float
    height: float
    turn: int

    def point(self, x: float, y: float) -> tuple[float, float]:
        y = self.height - y
        if self.turn == 1:
            return y, self.width - x
        if self.turn == 2:
            return self.width - x, self.height - y
        if self.turn == 3:
            return self.height - y, x
        return x, y

    def box(self, bounds: tuple[float, float, float, float]) -> Box:
        ax, ay = self.point(bounds[0], bounds[1])
        bx, by = self.point(bounds[2], bounds[3])
        return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _flat(container: Iterable[LTItem], depth: int) -> Iterator[LTItem]:
    for item in container:
        if isinstance(item, LTContainer):
            if depth < _DEEPEST:
                yield from _flat(item, depth + 1)
        else:
            yield item


def _quarter(letter: LTChar) -> int:
    """Quarter turns clockwise that a letter is drawn with."""
    a, b = letter.matrix[0], letter.matrix[1]
    return round(math.degrees(math.atan2(-b, a)) / 90) % 4


def _turn(items: list[LTItem]) -> int:
    turns = Counter(_quarter(item) for item in items if isinstance(item, LTChar) and not item.get_text().isspace())
    return turns.most_common(1)[0][0] if turns else 0


@lru_cache(256)
def _symbol_font(name: str) -> str | None:
    return symbol_font(name)


def _letter(item: LTChar, view: _View, marks: Marks) -> None:
    text = item.get_text()
    if text.startswith("(cid:") or text == "�":
        marks.unreadable += 1
        text = "�"
    turn = (_quarter(item) - view.turn) % 4
    shown = seen(text, _symbol_font(str(item.fontname)))
    if shown:
        marks.glyphs.append(Glyph(shown, *view.box(item.bbox), turn))
    elif not text.isspace():
        marks.drawings.append(view.box(item.bbox))


def _rectangle(item: LTRect, view: _View, marks: Marks) -> None:
    box = view.box(item.bbox)
    width, height = box.x1 - box.x0, box.bottom - box.top
    if height <= _THIN or width <= _THIN:
        _segment(box, marks)
        return
    if (
        _BOX[0] <= min(width, height)
        and max(width, height) <= _BOX[1]
        and max(width, height) < 1.3 * min(width, height)
    ):
        marks.boxes.append((box, bool(item.fill) and not _is_white(item.non_stroking_color)))
    if item.stroke:
        for side in _sides(box):
            _segment(side, marks)


def _sides(box: Box) -> tuple[Box, Box, Box, Box]:
    return (
        Box(box.x0, box.top, box.x1, box.top), Box(box.x0, box.bottom, box.x1, box.bottom),
        Box(box.x0, box.top, box.x0, box.bottom), Box(box.x1, box.top, box.x1, box.bottom),
    )  # fmt: skip


def _segment(box: Box, marks: Marks) -> None:
    width, height = box.x1 - box.x0, box.bottom - box.top
    if width >= height:
        marks.across.append(Segment((box.top + box.bottom) / 2, box.x0, box.x1))
    if height >= width:
        marks.down.append(Segment((box.x0 + box.x1) / 2, box.top, box.bottom))


def _strokes(item: LTCurve, view: _View, marks: Marks) -> None:
    """Straight strokes along an axis are ruling lines; anything else is a drawing."""
    points = [view.point(x, y) for x, y in item.pts]
    straight = all(abs(ax - bx) < 1 or abs(ay - by) < 1 for (ax, ay), (bx, by) in pairwise(points))
    if not straight or len(points) < 2:
        marks.drawings.append(view.box(item.bbox))
        return
    for (ax, ay), (bx, by) in pairwise(points):
        _segment(Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)), marks)


def _is_white(color: object) -> bool:
    """True for a fill that cannot be seen: none, or white in grey or RGB."""
    if color is None:
        return True
    parts = color if isinstance(color, tuple | list) else (color,)
    if len(parts) == 4:
        return not any(parts)
    return all(isinstance(part, int | float) and part >= 0.95 for part in parts)


def with_boxes(marks: Marks, edges: list[tuple[tuple[float, ...], tuple[float, ...]]]) -> Marks:
    """The marks with tick boxes drawn with lines as the letters □ and ■; `edges` are the columns and rows of the page's
    tables: a square between them is a cell. A box with a drawing in it counts as ticked."""
    glyphs = list(marks.glyphs)
    drawings = marks.drawings[:_MOST]
    for box, filled in marks.boxes[:_MOST]:
        if any(_near(box.x0, columns) and _near(box.top, rows) for columns, rows in edges):
            continue
        inside = [drawing for drawing in drawings if _overlaps(drawing, box)]
        drawings = [drawing for drawing in drawings if drawing not in inside]
        glyphs.append(Glyph("■" if filled or inside else "□", *box))
    return replace(marks, glyphs=glyphs, drawings=drawings)


def _near(place: float, edges: tuple[float, ...]) -> bool:
    return any(abs(place - edge) < 1.5 for edge in edges)


def _overlaps(drawing: Box, box: Box) -> bool:
    x, y = drawing.centre
    return box.x0 - 2 <= x <= box.x1 + 2 and box.top - 2 <= y <= box.bottom + 2
