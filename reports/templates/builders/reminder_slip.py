"""The Word template of the slip that reminds of columns before they are overdue."""

from pathlib import Path

from reports.docx_file import save_document
from reports.word_layout import (
    MADE,
    add_body,
    add_if,
    add_listing,
    add_paper_head,
    add_signature,
    official_document,
)

COLUMNS = (
    ("序号", "{{ row.number }}", 10), ("责任单位", "{{ row.unit }}", 30), ("栏目", "{{ row.column }}", 50),
    ("最新信息日期", "{{ row.newest }}", 30), ("更新期限", "{{ row.due }}", 36),
)  # fmt: skip


def make(folder: Path) -> list[Path]:
    """Writes the template into a folder and returns it."""
    document = official_document()
    add_paper_head(document)
    add_body(
        document,
        "截至{{ as_of }}，{{ district }}以下{{ total }}个栏目即将超过更新期限，请提醒责任单位及时更新。"
        "本单为提醒，不作为问题，不计分；已更新的不必答复。本期确无应公开信息的，请在栏目中发布情况说明。",
    )
    add_listing(document, COLUMNS, "rows")
    add_signature(document)
    add_if(document, "contact", "（{{ contact }}）")
    path = folder / "reminder_slip.docx"
    save_document(document, path, title="栏目更新提醒单", author="巡查", made=MADE)
    return [path]
