"""The Word templates of the notice, of the letter (函) and of the letter about personal data."""

from collections.abc import Callable
from pathlib import Path

from docx.document import Document as DocumentObject

from reports.docx_file import save_document
from reports.word_layout import (
    MADE,
    add_annex_head,
    add_annex_names,
    add_body,
    add_copies,
    add_heading,
    add_if,
    add_listing,
    add_mark,
    add_paper_head,
    add_sections,
    add_signature,
    lying_section,
    official_document,
)

_NUMBERED = "{{ row.number }}\n{{ row.id }}"
_REPLY = ("整改情况及链接", "")
PROBLEMS = (
    ("序号、编号", _NUMBERED, 25), ("责任单位", "{{ row.unit }}", 20), ("领域、事项", "{{ row.entry }}", 24),
    ("栏目/标题", "{{ row.place }}", 28), ("问题类型", "{{ row.problem }}", 16), ("问题描述", "{{ row.message }}", 35),
    ("依据", "{{ row.basis }}", 22), ("页面地址", "{{r row.link }}", 26), ("整改要求", "{{ row.demand }}", 26),
    ("整改时限", "{{ row.due }}", 17), (*_REPLY, 18),
)  # fmt: skip
UNFINISHED = (
    ("序号、编号", _NUMBERED, 25), ("原通知", "{{ row.notice }}", 26), ("下发日期", "{{ row.notified }}", 18),
    ("责任单位", "{{ row.unit }}", 20), ("领域、事项", "{{ row.entry }}", 24), ("栏目/标题", "{{ row.place }}", 28),
    ("问题描述", "{{ row.message }}", 31), ("页面地址", "{{r row.link }}", 26), ("原定期限", "{{ row.due }}", 18),
    ("目前情况", "{{ row.state }}", 23), (*_REPLY, 18),
)  # fmt: skip
EVIDENCE = (
    ("问题序号", "{{ row.numbers }}", 26), ("取证页面", "{{ row.what }}", 46), ("地址", "{{r row.link }}", 82),
    ("取证时间", "{{ row.seen }}", 26), ("返回状态", "{{ row.status }}", 17), ("列表读取情况", "{{ row.read }}", 30),
    ("SHA-256（前16位）", "{{ row.digest }}", 30),
)  # fmt: skip
_MARK = "附件{%% if annexes|length > 1 %%}{{ annex_numbers.%s }}{%% endif %%}"


def make(folder: Path) -> list[Path]:
    """Writes the templates into a folder and returns them."""
    return [
        _make(folder / "notice.docx", _notice, "整改通知"),
        _make(folder / "letter.docx", _notice, "函"),
        _make(folder / "privacy_letter.docx", _privacy_letter, "个人信息处置函"),
    ]


def _make(path: Path, write: Callable[[DocumentObject], None], title: str) -> Path:
    document = official_document()
    add_paper_head(document)
    write(document)
    save_document(document, path, title=title, author="巡查", made=MADE)
    return path


def _notice(document: DocumentObject) -> None:
    add_body(document, "{{ opening }}")
    add_sections(document)
    add_annex_names(document)
    _end(document)
    add_copies(document)
    lying_section(document)
    _annex(document, "problems", "rows", "{{ unit or district }}问题清单", PROBLEMS)
    _annex(document, "unfinished", "unfinished", "前次通知未完成事项清单", UNFINISHED)
    _annex(document, "evidence", "evidence", "取证清单", EVIDENCE)


def _annex(
    document: DocumentObject, mark: str, rows: str, title: str, columns: tuple[tuple[str, str, int], ...]
) -> None:
    """An annex on pages of its own, where it has rows."""
    add_mark(document, f"{{%p if {rows} %}}")
    add_annex_head(document, _MARK % mark, title, new_page=True)
    add_listing(document, columns, rows)
    add_mark(document, "{%p endif %}")


def _privacy_letter(document: DocumentObject) -> None:
    add_body(
        document,
        "在{{ round }}中，我办发现由{{ you }}负责的{{ total }}个网上公开内容含有应当去标识化处理的个人信息。"
        "现将情况函告如下，请依法处置：",
    )
    add_heading(document, "一、立即处置")
    add_mark(document, "{%p for line in asked %}")
    add_body(document, "{{ line }}")
    add_mark(document, "{%p endfor %}")
    add_body(document, "处置时请一并清除附件、缓存页面和站内检索结果中的同一内容，并核查同类页面。")
    add_heading(document, "二、所涉内容")
    add_mark(document, "{%p for row in rows %}")
    add_heading(document, "（{{ row.number }}）{{ row.place or row.problem }}", level=2)
    add_body(document, "情况：{{ row.message }}")
    for condition, text in (
        ("row.url", "网址：{{r row.link }}"), ("row.seen", "取证时间：{{ row.seen }}"),
        ("row.basis", "依据：{{ row.basis }}"),
    ):  # fmt: skip
        add_if(document, condition, text)
    add_mark(document, "{%p endfor %}")
    add_heading(document, "三、注意事项")
    add_body(document, "本函只发{{ you }}，不公开、不转发；所涉内容不得另行复制、传播。")
    add_body(document, "对认定有不同意见的，请于{{ objection }}书面说明，说明期间先行撤下。")
    _end(document)


def _end(document: DocumentObject) -> None:
    """Signature and date, then in brackets whom to ask and which paper this one replaces."""
    add_signature(document)
    add_if(document, "contact", "（{{ contact }}）")
    add_if(document, "reissue", "（{{ reissue }}）")
    add_if(document, "remark", "{{ remark }}")
