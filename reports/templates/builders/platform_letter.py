"""The Word template of the letter that asks a platform's keeper to permit the collection."""

from pathlib import Path

from reports.docx_file import save_document
from reports.word_layout import (
    MADE,
    add_annex_head,
    add_annex_names,
    add_body,
    add_if,
    add_listing,
    add_paper_head,
    add_sections,
    add_signature,
    lying_section,
    official_document,
)

COLUMNS = (
    ("序号", "{{ row.number }}", 14), ("网站", "{{ row.host }}", 42), ("涉及地区", "{{ row.district }}", 26),
    ("受阻情况", "{{ row.what }}", 46), ("处数", "{{ row.count }}", 14), ("涉及栏目（举例）", "{{ row.places }}", 42),
    ("地址（举例）", "{{r row.link }}", 42), ("时间", "{{ row.seen }}", 19), ("返回状态", "{{ row.status }}", 12),
)  # fmt: skip


def make(folder: Path) -> list[Path]:
    """Writes the template into a folder and returns it."""
    document = official_document()
    add_paper_head(document)
    add_body(document, "{{ opening }}")
    add_sections(document)
    add_annex_names(document)
    add_signature(document)
    add_if(document, "contact", "（{{ contact }}）")
    lying_section(document)
    add_annex_head(document, "附件", "采集受阻情况表", new_page=True)
    add_listing(document, COLUMNS, "rows")
    path = folder / "platform_letter.docx"
    save_document(document, path, title="关于商请支持政务公开网上巡查采集的函", author="巡查", made=MADE)
    return [path]
