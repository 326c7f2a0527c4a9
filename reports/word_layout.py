"""How the Word templates that ship with the program are laid out; reports/templates/builders/ makes them.

Layout after GB/T 9704: A4 with margins of 37 (top), 35 (bottom), 28 (left) and 26 mm (right); title 方正小标宋简体
二号; body 仿宋_GB2312 三号 on 28 point lines, first lines indented by two characters; page numbers — 1 — at the outer
side. The fonts are named, not shipped. What stands in {{ }} and {% %} of a
template is filled by docxtpl (reports/documents.py).
"""

from datetime import date
from pathlib import Path

from docx.document import Document as DocumentObject
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

FOLDER = Path(__file__).resolve().parent
MADE = date(2026, 11, 1)

TITLE_FONT, BODY_FONT, HEAD_FONT, LATIN_FONT, NUMBER_FONT = (
    "方正小标宋简体",
    "仿宋_GB2312",
    "黑体",
    "Times New Roman",
    "宋体",
)
TITLE_SIZE, BODY_SIZE, NUMBER_SIZE, TABLE_SIZE = 22.0, 16.0, 14.0, 9.0
LINE = 28.0

LEFT, RIGHT, CENTRE = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.CENTER


def lay_page(section: Section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(24)
    number_pages(section.footer.paragraphs[0], RIGHT)
    number_pages(section.even_page_footer.paragraphs[0], LEFT)


def number_pages(paragraph: Paragraph, side: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 — with one character left free at the outer side."""
    paragraph.alignment = side
    set_indent(paragraph, **({"right": 1} if side == RIGHT else {"left": 1}))
    set_font(paragraph.add_run("— "), NUMBER_FONT, NUMBER_SIZE)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    number = paragraph.add_run("1")
    set_font(number, NUMBER_FONT, NUMBER_SIZE)
    field.append(number._r)
    set_font(paragraph.add_run(" —"), NUMBER_FONT, NUMBER_SIZE)


def add_line(document: DocumentObject, text: str, font: str, size: float, side: WD_ALIGN_PARAGRAPH) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.alignment = side
    spacing = paragraph.paragraph_format
    spacing.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    spacing.line_spacing = Pt(LINE if size < TITLE_SIZE else LINE + 6)
    spacing.space_before = spacing.space_after = Pt(0)
    set_font(paragraph.add_run(text), font, size)
    return paragraph


def indented(paragraph: Paragraph) -> Paragraph:
    """Two characters at the first line, in both units: some programs know only one of them."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), "200")
    indent.set(qn("w:firstLine"), str(int(2 * BODY_SIZE * 20)))
    return paragraph


def set_indent(paragraph: Paragraph, left: int = 0, right: int = 0) -> None:
    """Whole characters free at a side, in both units."""
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    for side, count in (("left", left), ("right", right)):
        if count:
            indent.set(qn(f"w:{side}Chars"), str(count * 100))
            indent.set(qn(f"w:{side}"), str(int(count * BODY_SIZE * 20)))


def set_font(run: Run, font: str, size: float) -> None:
    run.font.size = Pt(size)
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    latin = NUMBER_FONT if font == NUMBER_FONT else LATIN_FONT
    for region, name in (("ascii", latin), ("hAnsi", latin), ("eastAsia", font), ("cs", latin)):
        fonts.set(qn(f"w:{region}"), name)
    # Quotation marks and dashes are otherwise set in the Latin font, half as wide.
    fonts.set(qn("w:hint"), "eastAsia")


def set_default_font(document: DocumentObject) -> None:
    style = document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
    for region, name in (("ascii", LATIN_FONT), ("hAnsi", LATIN_FONT), ("eastAsia", BODY_FONT)):
        style.set(qn(f"w:{region}"), name)


def fill(cell: _Cell, text: str, font: str, side: WD_ALIGN_PARAGRAPH, width: float) -> None:
    cell.width = Mm(width)
    paragraph = cell.paragraphs[0]
    paragraph.alignment = side
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0)
    set_font(paragraph.add_run(text), font, TABLE_SIZE)


def mark_row(table: Table, row: int, mark: str) -> None:
    table.rows[row]._tr.get_or_add_trPr().append(OxmlElement(mark))
