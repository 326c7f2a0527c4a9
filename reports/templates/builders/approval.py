"""The Word template of the leader's page: a table of headings and what is to be said under each."""

from pathlib import Path

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell

from reports.docx_file import save_document
from reports.word_layout import (
    BODY_FONT,
    CENTRE,
    HEAD_FONT,
    LEFT,
    MADE,
    RIGHT,
    TITLE_FONT,
    TITLE_SIZE,
    add_line,
    mark_row,
    set_default_font,
    set_font,
)

# What is said is bounded (reports/leader_page.py) so that it fits one page at this size.
_SIZE = 10.5
_HEADS, _TEXTS = 26.0, 134.0
_ORDERS = Mm(26)


def make(folder: Path) -> list[Path]:
    """Writes the template into a folder and returns it."""
    document = Document()
    set_default_font(document)
    section = document.sections[0]
    section.start_type = WD_SECTION.NEW_PAGE
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(25), Mm(20)
    section.left_margin = section.right_margin = Mm(25)
    add_line(document, "{{ title }}", TITLE_FONT, TITLE_SIZE, CENTRE).paragraph_format.space_after = Pt(8)
    _table(document)
    for text, side in (("{{ by }}", LEFT), ("{{ date }}", RIGHT)):
        line = add_line(document, text, BODY_FONT, _SIZE, side)
        line.paragraph_format.line_spacing = Pt(18)
    path = folder / "approval.docx"
    save_document(document, path, title="呈批材料", author="巡查", made=MADE)
    return [path]


def _table(document: DocumentObject) -> None:
    table = document.add_table(rows=5, cols=2, style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, (_HEADS, _TEXTS), strict=True):
        column.width = Mm(width)
    for row, (head, text) in enumerate(
        (
            ("事项", "情况"),
            ("{%tr for part in parts %}", ""),
            ("{{ part.heading }}", ""),
            ("{%tr endfor %}", ""),
            ("领导批示", ""),
        )
    ):
        for place, (said, width) in enumerate(((head, _HEADS), (text, _TEXTS))):
            _fill(table.cell(row, place), said, width, HEAD_FONT if place == 0 or row == 0 else BODY_FONT)
    said = table.cell(2, 1)
    _fill(said, "{%p for line in part.lines %}", _TEXTS, BODY_FONT)
    for text in ("{{ line }}", "{%p endfor %}"):
        said.add_paragraph()
        _write(said, -1, text, BODY_FONT)
    for row in (0, 2, 4):
        mark_row(table, row, "w:cantSplit")
    mark_row(table, 0, "w:tblHeader")
    table.rows[4].height, table.rows[4].height_rule = _ORDERS, WD_ROW_HEIGHT_RULE.AT_LEAST


def _fill(cell: _Cell, text: str, width: float, font: str) -> None:
    cell.width = Mm(width)
    if font == HEAD_FONT:
        middle = OxmlElement("w:vAlign")
        middle.set(qn("w:val"), "center")
        cell._tc.get_or_add_tcPr().append(middle)
        cell.paragraphs[0].alignment = CENTRE
    if text:
        _write(cell, 0, text, font)


def _write(cell: _Cell, place: int, text: str, font: str) -> None:
    paragraph = cell.paragraphs[place]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1)
    set_font(paragraph.add_run(text), font, _SIZE)
