"""Makes the templates that ship with the program: `python -m reports.templates.make_templates`.

Layout after GB/T 9704: A4 with margins of 37 (top), 35 (bottom), 28 (left) and 26 mm (right); title 方正小标宋简体
二号; body 仿宋_GB2312 三号 on 28 point lines, first lines indented by two characters; page numbers — 1 — at the outer
side. The fonts are named, not shipped. What stands in {{ }} and {% %} is filled by reports/writers/notice.py (docxtpl).
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

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

from reports.docx_file import save_document

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

ANNEX = (
    ("序号", "{{ row.number }}", 10), ("责任单位", "{{ row.unit }}", 21), ("领域、事项", "{{ row.entry }}", 26),
    ("栏目/标题", "{{ row.place }}", 32), ("问题类型", "{{ row.problem }}", 17), ("问题描述", "{{ row.message }}", 38),
    ("依据", "{{ row.basis }}", 25), ("页面地址", "{{r row.link }}", 26), ("取证时间", "{{ row.seen }}", 17),
    ("整改要求", "{{ row.demand }}", 28), ("时限", "{{ row.due }}", 17),
)  # fmt: skip

NOTICE = (
    "在{{ round }}中，我办检查了{{ district }}网上政务公开情况（数据截止{{ as_of }}），经核实，发现由{{ you }}负责的"
    "问题{{ total }}个（详见附件）。根据{{ legal_basis }}，现就整改工作通知如下：",
    "{%p for section in sections %}",
    "{{ section.heading }}",
    "{%p for line in section.lines %}",
    "{{ line }}",
    "{%p endfor %}",
    "{%p endfor %}",
)
LETTER = (
    "在{{ round }}中，我办检查了{{ district }}网上政务公开情况（数据截止{{ as_of }}），发现{{ units }}公开的信息存在"
    "问题{{ total }}个（详见附件）。现将情况函告{{ you }}，请予支持，督促处理为盼。",
    "{%p for section in sections %}",
    "{{ section.heading }}",
    "{%p for line in section.lines %}",
    "{{ line }}",
    "{%p endfor %}",
    "{%p endfor %}",
)


def make(folder: Path = FOLDER) -> list[Path]:
    """Writes all templates into a folder and returns them."""
    return [_make(folder / "notice.docx", NOTICE, "整改通知"), _make(folder / "letter.docx", LETTER, "函")]


def _make(path: Path, body: Sequence[str], title: str) -> Path:
    document = Document()
    _set_default_font(document)
    _lay_page(document.sections[0])
    document.settings.odd_and_even_pages_header_footer = True
    _line(document, "{{ office }}", TITLE_FONT, TITLE_SIZE, CENTRE)
    _line(document, "{{ title }}", TITLE_FONT, TITLE_SIZE, CENTRE)
    _line(document, "{{ draft }}", BODY_FONT, BODY_SIZE, CENTRE)
    _line(document, "", BODY_FONT, BODY_SIZE, LEFT)
    _line(document, "{{ addressee }}：", BODY_FONT, BODY_SIZE, LEFT)
    for text in body:
        heading = "heading" in text
        line = _indented(_line(document, text, HEAD_FONT if heading else BODY_FONT, BODY_SIZE, LEFT))
        line.paragraph_format.keep_with_next = heading
    # The signature never stands alone on a page.
    annexed = _indented(_line(document, "附件：问题清单", BODY_FONT, BODY_SIZE, LEFT))
    blank = _line(document, "", BODY_FONT, BODY_SIZE, LEFT)
    signed, dated = (_line(document, text, BODY_FONT, BODY_SIZE, RIGHT) for text in ("{{ office }}", "{{ date }}"))
    for line in (annexed, blank, signed):
        line.paragraph_format.keep_with_next = True
    for line in (signed, dated):
        _set_indent(line, right=4)
    for condition, text in (
        ("contact", "（{{ contact }}）"),
        ("copy_to", "抄送：{{ copy_to }}"),
        ("remark", "{{ remark }}"),
    ):
        _line(document, f"{{%p if {condition} %}}", BODY_FONT, BODY_SIZE, LEFT)
        _indented(_line(document, text, BODY_FONT, BODY_SIZE, LEFT))
        _line(document, "{%p endif %}", BODY_FONT, BODY_SIZE, LEFT)
    _annex(document)
    save_document(document, path, title=title, author="巡查", made=MADE)
    return path


def _annex(document: DocumentObject) -> None:
    """The list of problems on pages of its own, lying, with the header row on each."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin = Mm(28), Mm(26)
    section.left_margin, section.right_margin = Mm(20), Mm(20)
    _line(document, "附件", HEAD_FONT, BODY_SIZE, LEFT)
    _line(document, "{{ district }}问题清单", TITLE_FONT, TITLE_SIZE, CENTRE)
    table = document.add_table(rows=4, cols=len(ANNEX), style="Table Grid")
    table.autofit = False
    for place, (head, value, width) in enumerate(ANNEX):
        table.columns[place].width = Mm(width)
        _fill(table.cell(0, place), head, HEAD_FONT, CENTRE, width)
        _fill(table.cell(2, place), value, BODY_FONT, LEFT, width)
        for row in (1, 3):
            table.cell(row, place).width = Mm(width)
    _fill(table.cell(1, 0), "{%tr for row in rows %}", BODY_FONT, LEFT, ANNEX[0][2])
    _fill(table.cell(3, 0), "{%tr endfor %}", BODY_FONT, LEFT, ANNEX[0][2])
    _mark_row(table, 0, "w:tblHeader")
    for row in (0, 2):
        _mark_row(table, row, "w:cantSplit")


def _lay_page(section: Section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(24)
    _number_pages(section.footer.paragraphs[0], RIGHT)
    _number_pages(section.even_page_footer.paragraphs[0], LEFT)


def _number_pages(paragraph: Paragraph, side: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 — with one character left free at the outer side."""
    paragraph.alignment = side
    _set_indent(paragraph, **({"right": 1} if side == RIGHT else {"left": 1}))
    _set_font(paragraph.add_run("— "), NUMBER_FONT, NUMBER_SIZE)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    number = paragraph.add_run("1")
    _set_font(number, NUMBER_FONT, NUMBER_SIZE)
    field.append(number._r)
    _set_font(paragraph.add_run(" —"), NUMBER_FONT, NUMBER_SIZE)


def _line(document: DocumentObject, text: str, font: str, size: float, side: WD_ALIGN_PARAGRAPH) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.alignment = side
    spacing = paragraph.paragraph_format
    spacing.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    spacing.line_spacing = Pt(LINE if size < TITLE_SIZE else LINE + 6)
    spacing.space_before = spacing.space_after = Pt(0)
    _set_font(paragraph.add_run(text), font, size)
    return paragraph


def _indented(paragraph: Paragraph) -> Paragraph:
    """Two characters at the first line, in both units: some programs know only one of them."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), "200")
    indent.set(qn("w:firstLine"), str(int(2 * BODY_SIZE * 20)))
    return paragraph


def _set_indent(paragraph: Paragraph, left: int = 0, right: int = 0) -> None:
    """Whole characters free at a side, in both units."""
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    for side, count in (("left", left), ("right", right)):
        if count:
            indent.set(qn(f"w:{side}Chars"), str(count * 100))
            indent.set(qn(f"w:{side}"), str(int(count * BODY_SIZE * 20)))


def _set_font(run: Run, font: str, size: float) -> None:
    run.font.size = Pt(size)
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    latin = NUMBER_FONT if font == NUMBER_FONT else LATIN_FONT
    for region, name in (("ascii", latin), ("hAnsi", latin), ("eastAsia", font), ("cs", latin)):
        fonts.set(qn(f"w:{region}"), name)
    # Quotation marks and dashes are otherwise set in the Latin font, half as wide.
    fonts.set(qn("w:hint"), "eastAsia")


def _set_default_font(document: DocumentObject) -> None:
    style = document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
    for region, name in (("ascii", LATIN_FONT), ("hAnsi", LATIN_FONT), ("eastAsia", BODY_FONT)):
        style.set(qn(f"w:{region}"), name)


def _fill(cell: _Cell, text: str, font: str, side: WD_ALIGN_PARAGRAPH, width: float) -> None:
    cell.width = Mm(width)
    paragraph = cell.paragraphs[0]
    paragraph.alignment = side
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0)
    _set_font(paragraph.add_run(text), font, TABLE_SIZE)


def _mark_row(table: Table, row: int, mark: str) -> None:
    table.rows[row]._tr.get_or_add_trPr().append(OxmlElement(mark))


if __name__ == "__main__":
    for made in make():
        print(made)
