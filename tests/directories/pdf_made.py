"""PDF files with ruled tables, drawn line by line the way print drivers do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
SIZE = 8.0
WIDE, HIGH = 842.0, 595.0
_LEADING = 10.0
_MARGIN = 4.0


@dataclass(frozen=True)
class Ruled:
    """A table to draw: `<` belongs to the cell on its left, `^` to the one above. `outer` draws the frame, `left` is
    where it begins; text is wrapped at the cell's width and stands at the top of its cell."""

    rows: Sequence[Sequence[str]]
    widths: Sequence[float] = ()
    outer: bool = True
    left: float = 40.0
    bold: bool = False
    shapes: dict[tuple[int, int], Callable[[Canvas, float, float], None]] = field(default_factory=dict)

    def column_widths(self) -> list[float]:
        """Widths of its columns in points."""
        count = max(len(row) for row in self.rows)
        return list(self.widths) or [(WIDE - 2 * self.left) / count] * count


Item = str | Ruled | Image.Image


def pdf(
    path: Path,
    *pages: Sequence[Item],
    turn: int = 0,
    sideways: bool = False,
    password: str | StandardEncryption | None = None,
) -> Path:
    """A PDF with one page for each list of texts, tables and pictures that fill the page. `turn` is the page's /Rotate,
    `sideways` draws the page's contents turned by a quarter."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    size = (HIGH, WIDE) if sideways or turn in (90, 270) else (WIDE, HIGH)
    canvas = Canvas(str(path), pagesize=size, encrypt=password)
    for page in pages:
        if turn:
            canvas.setPageRotation(turn)
        if turn == 90 or sideways:
            canvas.translate(HIGH, 0)
            canvas.rotate(90)
        _page(canvas, page)
        canvas.showPage()
    canvas.save()
    return path


def _page(canvas: Canvas, page: Sequence[Item]) -> None:
    top = HIGH - 30.0
    for item in page:
        if isinstance(item, Ruled):
            top = _table(canvas, item, top) - 14
        elif isinstance(item, Image.Image):
            canvas.drawInlineImage(item, 0, 0, WIDE, HIGH)
        else:
            canvas.setFont(FONT, 12)
            canvas.drawString(60, top - 12, item)
            top -= 20
    canvas.setFont(FONT, 9)
    canvas.drawString(WIDE / 2, 12, "— 1 —")


def _table(canvas: Canvas, table: Ruled, top: float) -> float:
    rows, widths = table.rows, table.column_widths()
    edges = [table.left + sum(widths[:column]) for column in range(len(widths) + 1)]
    heights = [_height(row, widths) for row in rows]
    places = [top - sum(heights[:row]) for row in range(len(rows) + 1)]
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            if text in ("<", "^"):
                continue
            right, bottom = _end(rows, row, column)
            _cell_lines(canvas, table, (row, column, bottom, right), edges, places)
            width = edges[right + 1] - edges[column]
            _text(canvas, text, edges[column] + _MARGIN, places[row] - _LEADING, width, table.bold)
            shape = table.shapes.get((row, column))
            if shape is not None:
                shape(canvas, edges[column] + _MARGIN, places[row] - _LEADING)
    return places[-1]


def _end(rows: Sequence[Sequence[str]], row: int, column: int) -> tuple[int, int]:
    right, bottom = column, row
    while right + 1 < len(rows[row]) and rows[row][right + 1] == "<":
        right += 1
    while bottom + 1 < len(rows) and rows[bottom + 1][column] == "^":
        bottom += 1
    return right, bottom


def _cell_lines(
    canvas: Canvas, table: Ruled, area: tuple[int, int, int, int], edges: list[float], places: list[float]
) -> None:
    top, left, bottom, right = area
    sides = {
        "left": (left > 0, edges[left], places[top], edges[left], places[bottom + 1]),
        "right": (right + 2 < len(edges), edges[right + 1], places[top], edges[right + 1], places[bottom + 1]),
        "top": (top > 0, edges[left], places[top], edges[right + 1], places[top]),
        "bottom": (bottom + 2 < len(places), edges[left], places[bottom + 1], edges[right + 1], places[bottom + 1]),
    }
    for inner, *line in sides.values():
        if inner or table.outer:
            canvas.line(*line)


def _wrapped(text: str, width: float) -> list[str]:
    """Lines no wider than a cell, broken between letters."""
    lines: list[str] = []
    for line in text.split("\n"):
        rest = line
        while rest:
            end = 1
            while end < len(rest) and pdfmetrics.stringWidth(rest[: end + 1], FONT, SIZE) <= width - 2 * _MARGIN:
                end += 1
            lines.append(rest[:end])
            rest = rest[end:]
    return lines


def _height(cells: Sequence[str], widths: list[float]) -> float:
    lines = [
        len(_wrapped(text, sum(widths[column : _end([cells], 0, column)[0] + 1])))
        for column, text in enumerate(cells)
        if text not in ("<", "^")
    ]
    return max([1, *lines]) * _LEADING + 6


def _text(canvas: Canvas, text: str, x: float, y: float, width: float, bold: bool) -> None:
    canvas.setFont(FONT, SIZE)
    for number, line in enumerate(_wrapped(text, width)):
        for shift in (0.0, 0.3) if bold else (0.0,):
            canvas.drawString(x + shift, y - number * _LEADING, line)
