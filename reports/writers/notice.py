"""整改通知: what is sent to a district, to its units and to those who are not subordinate, as drafts and as issued.

A draft bears no number; every run writes the drafts anew. An issued paper bears the number and the day under which it
was recorded; it is written once, by whoever issues it, and never by a run of the reports.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

from inspection.types.paperwork import IssuedNotice
from reports.addressing import responsible, units_in_force
from reports.deadlines import due_after, due_on
from reports.documents import Paper, write_paper
from reports.notice_annex import evidence_rows, problem_row, unfinished_row
from reports.notice_drafts import Draft, drafts, in_order, notice_title, title_of
from reports.notice_text import Item, numbers_words, opening, sections
from reports.output import remove
from reports.view import DistrictView, RoundView
from reports.words import day, file_name, moment, path_words, round_words, told, writable

__all__ = ["DRAFT", "Draft", "drafts", "title_of", "write", "write_draft"]

DRAFT = "（草稿，未编号）"
_NO_DATE = "　　　　年　　月　　日"
_DRAFT_NAME = "（草稿）"
_LETTER, _PRIVATE = "函", "个人信息处置函"
_OLD_LIST = "前次通知未完成事项清单"
# What offices call their notices: drafts under another of these names are of an earlier choice.
_TITLES = ("整改通知", "整改通知书", "提示单")


def write(view: RoundView, folder: Path) -> list[Path]:
    """Writes the drafts of all districts and returns them; drafts of an earlier run that no longer hold are removed.

    Raises UserError naming the office's template where that cannot be filled.
    """
    written = [path for draft in drafts(view) for path in write_draft(view, draft, folder, None)]
    titles = dict.fromkeys((notice_title(view), view.pack.notice.title, *_TITLES, _LETTER, _PRIVATE))
    for district in view.districts:
        for title in titles:
            for ending in ("docx", "pdf"):
                for path in sorted(folder.glob(f"{_beginning(view, district, title)}*.{ending}")):
                    if path not in written:
                        remove(path)
    return written


def write_draft(view: RoundView, draft: Draft, folder: Path, issued: IssuedNotice | None) -> list[Path]:
    """Writes one paper and returns its files: a draft, or what was issued, with its number, day, title and deadlines.

    Raises UserError naming the office's template where that cannot be filled.
    """
    if issued is None:
        name = _beginning(view, draft.district, _short_title(view, draft))
        name += "" if draft.to_district else f"_{file_name(draft.addressee)}"
    else:
        name = file_name(f"{view.file_stem(draft.district)}{_issued_name(draft, issued)}（{issued.number}）", 220)
    values = _values(view, draft, issued)
    made = issued.issued_at.date() if issued else view.as_of
    paper = Paper(draft.template, values, values["title"], told(view.office.name), made)
    return write_paper(paper, folder, name, view.templates, pdf=view.settings.pdf)


def _beginning(view: RoundView, district: DistrictView, title: str) -> str:
    return f"{view.file_stem(district)}{file_name(title)}{_DRAFT_NAME}"


def _short_title(view: RoundView, draft: Draft) -> str:
    if draft.private:
        return _PRIVATE
    return _LETTER if draft.kind == "letter" else notice_title(view)


def _issued_name(draft: Draft, issued: IssuedNotice) -> str:
    if draft.private:
        return _PRIVATE
    return _LETTER if draft.kind == "letter" else issued.title


def _values(view: RoundView, draft: Draft, issued: IssuedNotice | None) -> dict[str, Any]:
    """What a template can use (docs/templates.md)."""
    if issued is not None:
        # what is asked for runs from the day on which the paper goes out
        view = replace(view, notice_date=issued.issued_at.date())
    items = _items(view, draft, issued)
    values = _head(view, draft, issued)
    if draft.private:
        return {**values, **_private_values(view, draft, items)}
    units = units_in_force(draft.district.units, view.counted_from)
    old = [unfinished_row(number, one, units) for number, one in enumerate(draft.unfinished, start=1)]
    evidence = evidence_rows(draft, items)
    named = (("问题清单", items), (_OLD_LIST, old), ("取证清单", evidence))
    annexes = [name for name, rows in named if rows]
    old_annex = _place(annexes, _OLD_LIST)
    return {
        **values,
        "opening": opening(view, draft),
        "total": len(items),
        "units": "、".join(dict.fromkeys(item.unit for item in items if item.unit)),
        "legal_basis": view.pack.notice.legal_basis,
        "sections": [
            {"heading": one.heading, "lines": list(one.lines)} for one in sections(view, draft, items, old_annex)
        ],
        "annexes": [f"{number}.{name}" for number, name in enumerate(annexes, start=1)],
        "annex_numbers": {
            "problems": _place(annexes, "问题清单"),
            "unfinished": old_annex,
            "evidence": _place(annexes, "取证清单"),
        },
        "rows": [problem_row(draft.district, item) for item in items],
        "unfinished": old,
        "evidence": evidence,
    }


def _place(annexes: list[str], name: str) -> int:
    return annexes.index(name) + 1 if name in annexes else 0


def _head(view: RoundView, draft: Draft, issued: IssuedNotice | None) -> dict[str, Any]:
    contact = [("联系人", view.office.contact), ("电话", view.office.phone)]
    return {
        "office": told(view.office.name),
        "title": told(issued.title) if issued else title_of(view, draft),
        "draft": "" if issued else DRAFT,
        "number": told(issued.official or issued.number) if issued else "",
        "addressee": told(draft.addressee),
        "you": draft.you,
        "unit": told(draft.unit),
        "district": told(draft.district.district.name),
        "round": round_words(view.round),
        "as_of": day(view.as_of),
        "date": day(issued.issued_at.date() if issued else view.notice_date) or _NO_DATE,
        "contact": "，".join(f"{word}：{writable(value)}" for word, value in contact if value),
        "copy_to": told(draft.copy_to),
        "reissue": _reissue(issued),
        "remark": "" if issued else f"说明：本稿各项期限按{day(view.counted_from)}印发推算，印发时请核改。",
    }


def _reissue(issued: IssuedNotice | None) -> str:
    """That a paper replaces an earlier one; '' for any other."""
    if issued is None or not issued.reissue_of:
        return ""
    reason = told(issued.reason).strip().rstrip("。；")
    return f"重发：本件替代{told(issued.reissue_of)}，原件作废。{f'重发原因：{reason}。' if reason else ''}"


def _items(view: RoundView, draft: Draft, issued: IssuedNotice | None) -> list[Item]:
    """The findings numbered, with the deadlines that were recorded when they were issued."""
    units = units_in_force(draft.district.units, view.counted_from)
    made = []
    for number, finding in enumerate(in_order(draft.findings), start=1):
        recorded = issued.dues.get(finding.id) if issued else None
        due = due_on(recorded) if recorded else draft.dues[finding.id]
        made.append(Item(number, finding, told(responsible(finding, units)), due))
    return made


def _private_values(view: RoundView, draft: Draft, items: list[Item]) -> dict[str, Any]:
    """What the letter about personal data says beyond its head: each page apart, what it shows only masked."""
    objection = due_after(view.counted_from, view.pack.deadlines["objection"], view.calendar).text
    dues = dict.fromkeys(item.due.text for item in items)
    return {
        "total": len(items),
        "objection": objection,
        "asked": [
            f"第{numbers_words([item.number for item in items if item.due.text == due])}项"
            f"请立即撤下或者作去标识化处理，于{due}书面说明处理情况。"
            for due in dues
        ],
        "rows": [
            {
                **problem_row(draft.district, item),
                "seen": moment(draft.district.seen_at(item.finding)),
                "path": told(path_words(item.finding.column)),
            }
            for item in items
        ],
    }
