"""Ruled tables on pages of a PDF with a text layer, columns as narrow as offices print them."""

from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle

from directories.sheet import Range
from tests.directories.corpus.layout import Part
from tests.directories.corpus.recipes import Recipe

_FONT = "STSong-Light"
_WIDE = {"elements": 130, "basis": 150, "channels": 150, "time_limit": 90, "publisher": 80, "level2": 80, "level1": 60}
_TICKS = 38
# So tall that only the breaks of a recipe divide a table.
_SHEET = (1190, 1684)


def write_pdf(path: Path, recipe: Recipe, parts: list[Part]) -> None:
    """Every part on pages of its own; a part is divided where its header is printed again."""
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    # Without these the file would tell when it was made.
    book = SimpleDocTemplate(str(path), pagesize=_SHEET, margins=18, topMargin=24, bottomMargin=24, invariant=1)
    story: list[Flowable] = []
    head = ParagraphStyle("head", fontName=_FONT, fontSize=14, leading=18, alignment=1)
    for part in parts:
        starts = [0, *part.breaks, len(part.texts)]
        for top, bottom in pairwise(starts):
            story += [PageBreak()] if story else []
            story += [Paragraph(escape(part.before), head)] if part.before and top == 0 else []
            story.append(_table(recipe, part, top, bottom))
    book.build(story)


def _table(recipe: Recipe, part: Part, top: int, bottom: int) -> Table:
    style = ParagraphStyle("cell", fontName=_FONT, fontSize=8, leading=10, wordWrap="CJK")
    rows = [
        [Paragraph(escape(text or "").replace("\n", "<br/>"), style) for text in texts]
        for texts in part.texts[top:bottom]
    ]
    commands = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    commands += [_span(area, top) for area in part.ranges if top <= area[0] < bottom]
    widths = [_WIDE.get(column, _TICKS) for column in recipe.columns]
    return Table(rows, colWidths=widths, style=TableStyle(commands))


def _span(area: Range, top: int) -> tuple[str, tuple[int, int], tuple[int, int]]:
    first, left, last, right = area
    return ("SPAN", (left, first - top), (right, last - top))
