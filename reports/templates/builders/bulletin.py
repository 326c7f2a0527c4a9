"""The Word template of the bulletin, for the districts and for the public alike."""

from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentObject

from reports.docx_file import save_document
from reports.word_layout import (
    BODY_FONT,
    BODY_SIZE,
    LEFT,
    MADE,
    add_annex_head,
    add_annex_names,
    add_body,
    add_heading,
    add_if,
    add_line,
    add_listing,
    add_mark,
    add_paper_head,
    add_signature,
    lay_page,
    lying_section,
    set_default_font,
)

RANKS = (
    ("类别", "{{ row.kind }}", 22), ("名次", "{{ row.rank }}", 20), ("地区（单位）", "{{ row.district }}", 38),
    ("得分", "{{ row.points }}", 36), ("应公开事项", "{{ row.entries }}", 22),
    ("无法核验", "{{ row.unverifiable }}", 20), ("较上批次", "{{ row.change }}", 34),
    ("上次名次", "{{ row.before }}", 20), ("说明", "{{ row.note }}", 45),
)  # fmt: skip
PUBLIC_RANKS = (
    ("类别", "{{ row.kind }}", 70), ("名次", "{{ row.rank }}", 70), ("地区（单位）", "{{ row.district }}", 117),
)  # fmt: skip
PROBLEMS = (
    ("序号", "{{ row.number }}", 12), ("地区（单位）", "{{ row.district }}", 20),
    ("责任单位", "{{ row.unit }}", 38), ("栏目/事项/标题", "{{ row.place }}", 56),
    ("问题类型", "{{ row.problem }}", 26), ("问题描述", "{{ row.message }}", 75), ("整改时限", "{{ row.due }}", 30),
)  # fmt: skip
COUNTED = (
    ("序号", "{{ row.number }}", 20), ("地区（单位）", "{{ row.district }}", 45), ("问题个数", "{{ row.total }}", 30),
    ("其中已整改", "{{ row.mended }}", 30), ("问题类别及个数", "{{ row.kinds }}", 132),
)  # fmt: skip
FORM = (
    ("序号", "{{ row.number }}\n", 15), ("责任单位", "", 37), ("问题编号", "", 32), ("整改情况", "", 70),
    ("整改链接", "", 62), ("完成时间", "", 25), ("备注", "", 16),
)  # fmt: skip
UNFINISHED = (
    ("序号", "{{ row.number }}", 14), ("地区（单位）", "{{ row.district }}", 24), ("责任单位", "{{ row.unit }}", 34),
    ("问题类型", "{{ row.problem }}", 26), ("问题描述", "{{ row.message }}", 59), ("原通知", "{{ row.notice }}", 30),
    ("下发日期", "{{ row.notified }}", 22), ("原定期限", "{{ row.due }}", 22), ("目前情况", "{{ row.state }}", 26),
)  # fmt: skip
_FORM_HEAD = (
    "填报单位（盖章）：　　　　　　　　　联系人：　　　　　　电话：　　　　　　填报日期：　　　　年　　月　　日"
)
_MARK = "附件{%% if annexes|length > 1 %%}{{ annex_numbers.%s }}{%% endif %%}"


def make(folder: Path) -> list[Path]:
    """Writes the template into a folder and returns it."""
    document = Document()
    set_default_font(document)
    lay_page(document.sections[0])
    document.settings.odd_and_even_pages_header_footer = True
    add_paper_head(document)
    add_body(document, "{{ opening }}")
    _sections(document)
    add_annex_names(document)
    add_signature(document)
    add_if(document, "remark", "（{{ remark }}）")
    add_if(document, "contact", "（{{ contact }}）")
    lying_section(document)
    add_mark(document, "{%p if public %}")
    _annex(document, "ranking", "ranks", "得分排名表", PUBLIC_RANKS)
    add_mark(document, "{%p else %}")
    _annex(document, "ranking", "ranks", "得分排名表", RANKS)
    add_mark(document, "{%p endif %}")
    _annex(document, "problems", "counted", "各地问题情况表", COUNTED)
    _annex(document, "problems", "rows", "{{ rows_name }}", PROBLEMS)
    _annex(document, "reply", "form", "整改反馈表", FORM, _FORM_HEAD)
    _annex(document, "unfinished", "unfinished", "上次通报问题未销号清单", UNFINISHED)
    path = folder / "bulletin.docx"
    save_document(document, path, title="巡查通报", author="巡查", made=MADE)
    return [path]


def _sections(document: DocumentObject) -> None:
    add_mark(document, "{%p for section in sections %}")
    add_heading(document, "{{ section.heading }}")
    _lines(document, "section")
    add_mark(document, "{%p for part in section.parts %}")
    add_heading(document, "{{ part.heading }}", level=2)
    _lines(document, "part")
    add_mark(document, "{%p endfor %}")
    add_mark(document, "{%p endfor %}")


def _lines(document: DocumentObject, of: str) -> None:
    add_mark(document, f"{{%p for line in {of}.lines %}}")
    add_body(document, "{{ line }}")
    add_mark(document, "{%p endfor %}")


def _annex(
    document: DocumentObject,
    mark: str,
    rows: str,
    title: str,
    columns: Sequence[tuple[str, str, float]],
    head: str = "",
) -> None:
    """An annex on pages of its own, where it has rows."""
    add_mark(document, f"{{%p if {rows} %}}")
    add_annex_head(document, _MARK % mark, title, new_page=True)
    if head:
        add_line(document, head, BODY_FONT, BODY_SIZE - 4, LEFT).paragraph_format.keep_with_next = True
    add_listing(document, columns, rows)
    add_mark(document, "{%p endif %}")
