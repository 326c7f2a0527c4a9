"""整改通知: the draft of what is sent to a district, from a template that the office may replace.

Only what somebody confirmed and nobody has put right yet goes in; a district without such findings gets no file. Bodies
that are not the district's own get a draft of their own (see reports/addressing.py). Drafts bear no number.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from inspection.types.judgement import Finding, Unit
from reports.addressing import Letter, letters, responsible, units_in_force
from reports.deadlines import Due, due_after, due_of, recheck_on
from reports.documents import Paper, write_paper
from reports.output import remove
from reports.sheets import Link
from reports.view import DistrictView, RoundView
from reports.words import day, file_name, moment, page_title, path_words, round_words, told, writable

DRAFT = "（草稿，未编号）"
_NO_DATE = "　　　　年　　月　　日"
_ORDINALS = "一二三四五六七八九十"
_LETTER_NAME = "函"


@dataclass(frozen=True)
class _Item:
    """One finding as the annex numbers it, with the unit as it is printed."""

    number: int
    finding: Finding
    unit: str
    due: Due


def write(view: RoundView, folder: Path) -> list[Path]:
    """Writes the drafts of all districts and returns them; drafts of an earlier run that no longer hold are removed.

    Raises UserError naming the office's template where that cannot be filled.
    """
    written = []
    for district in view.districts:
        for letter in letters(district, view.counted_from):
            name = f"{_beginning(view, district, letter.kind)}{_ending(letter)}"
            written += _write_letter(view, district, letter, folder, name)
    for district in view.districts:
        for kind in ("notice", "letter"):
            for ending in ("docx", "pdf"):
                for path in sorted(folder.glob(f"{_beginning(view, district, kind)}*.{ending}")):
                    if path not in written:
                        remove(path)
    return written


def _beginning(view: RoundView, district: DistrictView, kind: str) -> str:
    title = file_name(view.pack.notice.title) if kind == "notice" else _LETTER_NAME
    return f"{view.file_stem(district)}{title}（草稿）"


def _ending(letter: Letter) -> str:
    return "" if letter.to_district else f"_{file_name(letter.addressee)}"


def _write_letter(view: RoundView, district: DistrictView, letter: Letter, folder: Path, name: str) -> list[Path]:
    values = _context(view, district, letter)
    paper = Paper(letter.kind, values, values["title"], told(view.office.name), view.as_of)
    return write_paper(paper, folder, name, view.templates, pdf=view.settings.pdf)


def _context(view: RoundView, district: DistrictView, letter: Letter) -> dict[str, Any]:
    """What a template can use."""
    items = _items(view, letter.findings, units_in_force(district.units, view.counted_from))
    name = told(district.district.name)
    contact = [("联系人", view.office.contact), ("电话", view.office.phone)]
    return {
        "office": told(view.office.name),
        "title": told(view.pack.notice.title) if letter.kind == "notice" else f"关于{name}政务公开有关情况的函",
        "draft": DRAFT,
        "addressee": told(letter.addressee),
        "you": letter.you,
        "district": name,
        "round": round_words(view.round),
        "as_of": day(view.as_of),
        "total": len(items),
        "units": "、".join(dict.fromkeys(item.unit for item in items)),
        "legal_basis": view.pack.notice.legal_basis,
        "sections": _sections(view, letter, items),
        "rows": [_row(district, item) for item in items],
        "date": day(view.notice_date) or _NO_DATE,
        "contact": "，".join(f"{word}：{writable(value)}" for word, value in contact if value),
        "copy_to": told(letter.copy_to),
        "remark": f"说明：本稿各项期限按{day(view.counted_from)}印发推算，印发时请核改。",
    }


def _items(view: RoundView, findings: Iterable[Finding], units: dict[str, Unit]) -> list[_Item]:
    """The findings numbered: the serious ones first, those that only need an explanation last."""
    ordered = sorted(findings, key=lambda finding: (finding.kind == "explain", finding.severity != 1))
    return [
        _Item(number, finding, told(responsible(finding, units)), due_of(finding, view))
        for number, finding in enumerate(ordered, start=1)
    ]


def _sections(view: RoundView, letter: Letter, items: Sequence[_Item]) -> list[dict[str, Any]]:
    """The numbered parts of the text, without those that have nothing to say."""
    parts = _asked(items) if letter.kind == "letter" else _ordered(view, items)
    parts = [*parts, ("复查", (_recheck(letter, [recheck_on(item.due, view) for item in items]),))]
    kept = [part for part in parts if part[1]]
    return [
        {"heading": f"{ordinal}、{heading}", "lines": list(lines)}
        for ordinal, (heading, lines) in zip(_ORDINALS, kept, strict=False)
    ]


def _ordered(view: RoundView, items: Sequence[_Item]) -> list[tuple[str, tuple[str, ...]]]:
    """What a notice demands of those who are subordinate."""
    fix = [item for item in items if item.finding.kind == "fix"]
    serious = [item for item in fix if item.finding.severity == 1]
    return [
        ("先行处置重大问题", _serious_lines(serious)),
        ("逐条整改", _fix_lines([item for item in fix if item not in serious])),
        ("说明原因", _explain_lines([item for item in items if item.finding.kind == "explain"])),
        ("异议说明", (_objection(view),)),
    ]


def _asked(items: Sequence[_Item]) -> list[tuple[str, tuple[str, ...]]]:
    """What a letter asks of those who are not."""
    lines = [f"附件第{numbers}项请协助督促处理，并于{due}函复处理情况。" for numbers, due in _by_due(items)]
    return [("协助处理", tuple(lines)), ("异议说明", ("对所列情况有不同意见的，请在函复时一并说明并附佐证材料。",))]


def _serious_lines(items: Sequence[_Item]) -> tuple[str, ...]:
    asked = [f"附件第{numbers}项为重大问题，请立即处置，于{due}反馈处置情况。" for numbers, due in _by_due(items)]
    named = [f"第{item.number}项：{_whose(item)}{told(item.finding.message)}" for item in items]
    return (*asked, *named)


def _fix_lines(items: Sequence[_Item]) -> tuple[str, ...]:
    lines = [f"附件第{numbers}项请逐条整改，于{due}反馈整改链接和说明。" for numbers, due in _by_due(items)]
    return (*lines, "逾期未反馈的，视为未整改。") if lines else ()


def _explain_lines(items: Sequence[_Item]) -> tuple[str, ...]:
    return tuple(f"附件第{numbers}项已成事实，不要求补正，请于{due}书面说明原因。" for numbers, due in _by_due(items))


def _objection(view: RoundView) -> str:
    due = due_after(view.counted_from, view.pack.deadlines["objection"], view.calendar).text
    return f"对问题认定有不同意见，或者因客观原因不能按期完成的，请于{due}提交异议说明及佐证材料。"


def _recheck(letter: Letter, rechecks: Sequence[date | None]) -> str:
    known = [on for on in rechecks if on is not None]
    when = f"自{day(min(known))}起，对到期的事项逐项复查" if known else "在期限届满后逐项复查"
    if letter.kind == "letter":
        return f"我办将{when}，并将情况函告{letter.you}。"
    return f"我办将{when}，对整改不到位的依法继续督促整改或者予以通报批评。"


def _by_due(items: Sequence[_Item]) -> list[tuple[str, str]]:
    """The numbers of items by the deadline they share, in the order of the deadlines' first items."""
    dues = dict.fromkeys(item.due.text for item in items)
    return [(_numbers([item.number for item in items if item.due.text == due]), due) for due in dues]


def _numbers(numbers: Sequence[int]) -> str:
    """1至3、5."""
    runs = [
        [number for _, number in run]
        for _, run in groupby(enumerate(numbers), key=lambda placed: placed[1] - placed[0])
    ]
    return "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}至{run[-1]}" for run in runs)


def _whose(item: _Item) -> str:
    return f"{item.unit}，" if item.unit else ""


def _row(district: DistrictView, item: _Item) -> dict[str, Any]:
    """One row of the annex."""
    finding = item.finding
    title = page_title(finding)
    # what stands in a file that was handed in has no page
    url = "" if finding.place else writable(finding.url)
    return {
        "number": item.number,
        "unit": item.unit,
        "domain": told(finding.domain),
        "entry": told("\n".join(filter(None, (finding.domain, finding.level1, finding.level2)))),
        "place": told("\n".join(filter(None, (path_words(finding.column), title, finding.place)))),
        "problem": told(finding.rule_name),
        "message": told(finding.message),
        "basis": told(finding.basis),
        "url": url,
        "link": Link(url),
        "seen": moment(district.seen_at(finding)),
        "demand": told(finding.demand),
        "due": item.due.text,
    }
