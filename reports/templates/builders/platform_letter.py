"""The Word template of the letter that asks a platform's keeper to permit the collection."""

from pathlib import Path

from docx import Document

from reports.docx_file import save_document
from reports.word_layout import (
    MADE,
    add_annex_head,
    add_annex_names,
    add_body,
    add_heading,
    add_if,
    add_listing,
    add_mark,
    add_paper_head,
    add_signature,
    lay_page,
    lying_section,
    set_default_font,
)

COLUMNS = (
    ("序号", "{{ row.number }}", 14), ("网站", "{{ row.host }}", 42), ("涉及地区", "{{ row.district }}", 26),
    ("受阻情况", "{{ row.what }}", 46), ("处数", "{{ row.count }}", 14), ("涉及栏目（举例）", "{{ row.places }}", 42),
    ("地址（举例）", "{{r row.link }}", 42), ("时间", "{{ row.seen }}", 19), ("返回状态", "{{ row.status }}", 12),
)  # fmt: skip


def make(folder: Path) -> list[Path]:
    """Writes the template into a folder and returns it."""
    document = Document()
    set_default_font(document)
    lay_page(document.sections[0])
    document.settings.odd_and_even_pages_header_footer = True
    add_paper_head(document)
    add_body(document, "{{ opening }}")
    add_mark(document, "{%p for section in sections %}")
    add_heading(document, "{{ section.heading }}")
    add_mark(document, "{%p for line in section.lines %}")
    add_body(document, "{{ line }}")
    add_mark(document, "{%p endfor %}")
    add_mark(document, "{%p endfor %}")
    add_annex_names(document)
    add_signature(document)
    add_if(document, "contact", "（{{ contact }}）")
    lying_section(document)
    add_annex_head(document, "附件", "采集受阻情况表", new_page=True)
    add_listing(document, COLUMNS, "rows")
    path = folder / "platform_letter.docx"
    save_document(document, path, title="关于商请支持政务公开网上巡查采集的函", author="巡查", made=MADE)
    return [path]
