"""How the Word templates that ship with the program are laid out; reports/templates/builders/ makes them.

Layout after GB/T 9704: A4 with margins of 37 (top), 35 (bottom), 28 (left) and 26 mm (right), 22 lines of 28
characters a page; title 方正小标宋简体 二号; body 仿宋_GB2312 三号 on 28 point lines, first lines indented by two
characters, first headings 黑体, second 楷体_GB2312; page numbers — 1 — at the outer side. The fonts are named, not
shipped: where one is not installed, Word takes another. What stands in {{ }} and {% %} of a template is filled by
docxtpl (reports/documents.py).
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.section import WD_ORIENT, WD_SECTION
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
SECOND_FONT = "楷体_GB2312"
TITLE_SIZE, BODY_SIZE, NUMBER_SIZE, TABLE_SIZE = 22.0, 16.0, 14.0, 9.0
COPY_SIZE = 14.0
LINE = 28.0
# 28 characters of 16 pt are a little wider than the 156 mm of a line; in twentieths of a point for each of them.
CLOSER = -5

# What the schema has after w:spacing among the properties of a run.
_AFTER_SPACING = (
    "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:highlight", "w:u", "w:effect", "w:bdr", "w:shd", "w:fitText",
    "w:vertAlign", "w:rtl", "w:cs", "w:em", "w:lang", "w:eastAsianLayout", "w:specVanish", "w:oMath",
)  # fmt: skip

LEFT, RIGHT, CENTRE = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.CENTER


def official_document() -> DocumentObject:
    """An empty paper: fonts, page and page numbers as they are to be."""
    document = Document()
    set_default_font(document)
    lay_page(document.sections[0])
    document.settings.odd_and_even_pages_header_footer = True
    return document


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
    # 22 lines on every page: a page may begin with the last line of a paragraph
    spacing.widow_control = False
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
    if size == BODY_SIZE:
        closer: Any = OxmlElement("w:spacing")
        closer.set(qn("w:val"), str(CLOSER))
        run._r.get_or_add_rPr().insert_element_before(closer, *_AFTER_SPACING)
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


def _pad(table: Table) -> None:
    """Two points free above and below what stands in a cell."""
    margins: Any = OxmlElement("w:tblCellMar")
    for side, width in (("top", 40), ("left", 70), ("bottom", 40), ("right", 70)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(width))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")


def mark_row(table: Table, row: int, mark: str) -> None:
    table.rows[row]._tr.get_or_add_trPr().append(OxmlElement(mark))


def add_body(document: DocumentObject, text: str) -> Paragraph:
    """A paragraph of the body."""
    return indented(add_line(document, text, BODY_FONT, BODY_SIZE, LEFT))


def add_heading(document: DocumentObject, text: str, level: int = 1) -> Paragraph:
    """一、 in 黑体, （一） in 楷体; never the last line of a page."""
    heading = indented(add_line(document, text, HEAD_FONT if level == 1 else SECOND_FONT, BODY_SIZE, LEFT))
    heading.paragraph_format.keep_with_next = True
    return heading


def add_sections(document: DocumentObject) -> None:
    """The numbered parts of the text: `sections`, each with its heading and its lines."""
    add_mark(document, "{%p for section in sections %}")
    add_heading(document, "{{ section.heading }}")
    add_mark(document, "{%p for line in section.lines %}")
    add_body(document, "{{ line }}")
    add_mark(document, "{%p endfor %}")
    add_mark(document, "{%p endfor %}")


def add_mark(document: DocumentObject, mark: str) -> Paragraph:
    """A line that holds a mark of the template ({%p … %}) and vanishes when it is filled."""
    return add_line(document, mark, BODY_FONT, BODY_SIZE, LEFT)


def add_if(document: DocumentObject, condition: str, text: str) -> None:
    """A paragraph of the body that stands only where there is something to say."""
    add_mark(document, f"{{%p if {condition} %}}")
    add_body(document, text)
    add_mark(document, "{%p endif %}")


def add_paper_head(document: DocumentObject) -> None:
    """Office, title, number (or that it is a draft) and addressee."""
    add_line(document, "{{ office }}", TITLE_FONT, TITLE_SIZE, CENTRE)
    add_line(document, "{{ title }}", TITLE_FONT, TITLE_SIZE, CENTRE)
    add_line(document, "{{ draft }}{{ number }}", BODY_FONT, BODY_SIZE, CENTRE)
    add_line(document, "", BODY_FONT, BODY_SIZE, LEFT)
    add_line(document, "{{ addressee }}：", BODY_FONT, BODY_SIZE, LEFT)


def add_annex_names(document: DocumentObject, name: str = "annexes") -> None:
    """附件：1.… one blank line below the body, one annex a line; kept with the signature that follows."""
    add_mark(document, f"{{%p if {name} %}}")
    lines = [add_line(document, "", BODY_FONT, BODY_SIZE, LEFT)]
    # a single annex bears no number
    first = f"附件：{{% if {name}|length == 1 %}}{{{{ {name}[0][2:] }}}}{{% else %}}{{{{ {name}[0] }}}}{{% endif %}}"
    lines.append(add_line(document, first, BODY_FONT, BODY_SIZE, LEFT))
    set_indent(lines[-1], left=2)
    add_mark(document, f"{{%p for one in {name}[1:] %}}")
    lines.append(add_line(document, "{{ one }}", BODY_FONT, BODY_SIZE, LEFT))
    set_indent(lines[-1], left=5)
    add_mark(document, "{%p endfor %}")
    add_mark(document, "{%p endif %}")
    for line in lines:
        line.paragraph_format.keep_with_next = True


def add_signature(document: DocumentObject, office: str = "{{ office }}", date_: str = "{{ date }}") -> None:
    """Two blank lines, then the office centred above the date, which is four characters free at the right."""
    lines = [add_line(document, "", BODY_FONT, BODY_SIZE, LEFT) for _ in range(2)]
    lines += [add_line(document, text, BODY_FONT, BODY_SIZE, CENTRE) for text in (office, date_)]
    for line in lines[2:]:
        set_indent(line, left=13)
    for line in lines[:-1]:
        line.paragraph_format.keep_with_next = True


def add_copies(document: DocumentObject, name: str = "copy_to") -> None:
    """抄送 between two lines, where somebody gets a copy."""
    add_mark(document, f"{{%p if {name} %}}")
    line = add_line(document, f"抄送：{{{{ {name} }}}}", BODY_FONT, COPY_SIZE, LEFT)
    set_indent(line, left=1, right=1)
    borders: Any = OxmlElement("w:pBdr")
    for side in ("top", "bottom"):
        border = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "8"), ("space", "1"), ("color", "auto")):
            border.set(qn(f"w:{key}"), value)
        borders.append(border)
    line._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
    add_mark(document, "{%p endif %}")


def lying_section(document: DocumentObject) -> Section:
    """Pages that lie, from here on: for annexes."""
    section: Section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin = Mm(28), Mm(26)
    section.left_margin, section.right_margin = Mm(20), Mm(20)
    return section


def add_annex_head(document: DocumentObject, mark: str, title: str, *, new_page: bool = False) -> None:
    """附件1 flush left in 黑体, the title centred below, clear of the table that follows."""
    marked = add_line(document, mark, HEAD_FONT, BODY_SIZE, LEFT)
    marked.paragraph_format.page_break_before = new_page
    marked.paragraph_format.keep_with_next = True
    titled = add_line(document, title, TITLE_FONT, TITLE_SIZE, CENTRE)
    titled.paragraph_format.space_after = Pt(10)
    titled.paragraph_format.keep_with_next = True


def add_listing(document: DocumentObject, columns: Sequence[tuple[str, str, float]], rows: str) -> Table:
    """A table of one row for each of `rows` of the template: columns of head, mark ({{ row.… }}) and width in mm. Its
    head repeats on every page, its rows are not cut."""
    table: Table = document.add_table(rows=4, cols=len(columns), style="Table Grid")
    table.autofit = False
    _pad(table)
    for place, (head, value, width) in enumerate(columns):
        table.columns[place].width = Mm(width)
        fill(table.cell(0, place), head, HEAD_FONT, CENTRE, width)
        fill(table.cell(2, place), value, BODY_FONT, LEFT, width)
        for row in (1, 3):
            table.cell(row, place).width = Mm(width)
    fill(table.cell(1, 0), f"{{%tr for row in {rows} %}}", BODY_FONT, LEFT, columns[0][2])
    fill(table.cell(3, 0), "{%tr endfor %}", BODY_FONT, LEFT, columns[0][2])
    # in the order of the schema
    for row in (0, 2):
        mark_row(table, row, "w:cantSplit")
    mark_row(table, 0, "w:tblHeader")
    return table
