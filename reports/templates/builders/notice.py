"""The Word templates of the notice and of the letter (函), with their annex."""

from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Mm

from reports.docx_file import save_document
from reports.word_layout import (
    BODY_FONT,
    BODY_SIZE,
    CENTRE,
    HEAD_FONT,
    LEFT,
    MADE,
    RIGHT,
    TITLE_FONT,
    TITLE_SIZE,
    add_line,
    fill,
    indented,
    lay_page,
    mark_row,
    set_default_font,
    set_indent,
)  # fmt: skip

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


def make(folder: Path) -> list[Path]:
    """Writes both templates into a folder and returns them."""
    return [_make(folder / "notice.docx", NOTICE, "整改通知"), _make(folder / "letter.docx", LETTER, "函")]


def _make(path: Path, body: Sequence[str], title: str) -> Path:
    document = Document()
    set_default_font(document)
    lay_page(document.sections[0])
    document.settings.odd_and_even_pages_header_footer = True
    add_line(document, "{{ office }}", TITLE_FONT, TITLE_SIZE, CENTRE)
    add_line(document, "{{ title }}", TITLE_FONT, TITLE_SIZE, CENTRE)
    add_line(document, "{{ draft }}", BODY_FONT, BODY_SIZE, CENTRE)
    add_line(document, "", BODY_FONT, BODY_SIZE, LEFT)
    add_line(document, "{{ addressee }}：", BODY_FONT, BODY_SIZE, LEFT)
    for text in body:
        heading = "heading" in text
        line = indented(add_line(document, text, HEAD_FONT if heading else BODY_FONT, BODY_SIZE, LEFT))
        line.paragraph_format.keep_with_next = heading
    # The signature never stands alone on a page.
    annexed = indented(add_line(document, "附件：问题清单", BODY_FONT, BODY_SIZE, LEFT))
    blank = add_line(document, "", BODY_FONT, BODY_SIZE, LEFT)
    signed, dated = (add_line(document, text, BODY_FONT, BODY_SIZE, RIGHT) for text in ("{{ office }}", "{{ date }}"))
    for line in (annexed, blank, signed):
        line.paragraph_format.keep_with_next = True
    for line in (signed, dated):
        set_indent(line, right=4)
    for condition, text in (
        ("contact", "（{{ contact }}）"),
        ("copy_to", "抄送：{{ copy_to }}"),
        ("remark", "{{ remark }}"),
    ):
        add_line(document, f"{{%p if {condition} %}}", BODY_FONT, BODY_SIZE, LEFT)
        indented(add_line(document, text, BODY_FONT, BODY_SIZE, LEFT))
        add_line(document, "{%p endif %}", BODY_FONT, BODY_SIZE, LEFT)
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
    add_line(document, "附件", HEAD_FONT, BODY_SIZE, LEFT)
    add_line(document, "{{ district }}问题清单", TITLE_FONT, TITLE_SIZE, CENTRE)
    table = document.add_table(rows=4, cols=len(ANNEX), style="Table Grid")
    table.autofit = False
    for place, (head, value, width) in enumerate(ANNEX):
        table.columns[place].width = Mm(width)
        fill(table.cell(0, place), head, HEAD_FONT, CENTRE, width)
        fill(table.cell(2, place), value, BODY_FONT, LEFT, width)
        for row in (1, 3):
            table.cell(row, place).width = Mm(width)
    fill(table.cell(1, 0), "{%tr for row in rows %}", BODY_FONT, LEFT, ANNEX[0][2])
    fill(table.cell(3, 0), "{%tr endfor %}", BODY_FONT, LEFT, ANNEX[0][2])
    mark_row(table, 0, "w:tblHeader")
    for row in (0, 2):
        mark_row(table, row, "w:cantSplit")
