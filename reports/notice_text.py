"""What a notice or a letter says, in the office's voice: it orders, or it asks as a reminder does.

The sentences are fixed but for numbers, days and names. Serious matters come first, with a deadline of their own; what
earlier notices told of stands apart, under their numbers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from inspection.types.judgement import Finding
from reports.deadlines import Due, due_after, recheck_on
from reports.notice_drafts import Draft, Unfinished
from reports.view import RoundView
from reports.words import day, round_words, told

_ORDINALS = "一二三四五六七八九十"
# So many serious matters are named in the text; the annex names all.
_NAMED = 10

_PLAIN = {
    "opening": "经核实，发现由{you}负责的问题{total}个（详见附件）。根据{basis}，现就整改工作通知如下：",
    "only_old": "前次通知的问题尚有{old}个未完成（详见附件）。根据{basis}，现就整改工作通知如下：",
    "serious_heading": "先行处置重大问题",
    "serious": "附件1第{numbers}项为重大问题，请立即处置，于{due}反馈处置情况。",
    "fix_heading": "逐条整改",
    "fix": "附件1第{numbers}项请逐条整改，于{due}反馈整改链接和说明。",
    "fix_end": "逾期未反馈的，视为未整改。",
    "explain_heading": "说明原因",
    "explain": "附件1第{numbers}项已成事实，不要求补正，请于{due}书面说明原因。",
    "old_heading": "前次通知未完成事项",
    "old": "前次通知的{old}个问题尚未完成（附件{annex}），请立即整改并反馈整改链接和说明，不能完成的逐项说明原因：",
    "objection_heading": "异议说明",
    "objection": "对问题认定有不同意见，或者因客观原因不能按期完成的，请于{due}提交异议说明及佐证材料。",
    "recheck": "我办将{when}，{appraisal}对整改不到位的依法继续督促整改或者予以通报批评。",
    "recheck_heading": "复查",
}
_SOFT = {
    **_PLAIN,
    "opening": "经核实，有{total}个问题需要由{you}完善（详见附件）。为便于及时改进，现提示如下：",
    "only_old": "前次提示的问题尚有{old}个未完善（详见附件）。为便于及时改进，现提示如下：",
    "serious_heading": "需要优先处理的问题",
    "serious": "附件1第{numbers}项影响较大，请优先处理，并于{due}反馈处理情况。",
    "fix_heading": "逐项核实完善",
    "fix": "附件1第{numbers}项请逐项核实完善，并于{due}反馈链接和说明。",
    "fix_end": "到期未收到反馈的，我办将再次提醒。",
    "explain_heading": "需要说明的问题",
    "explain": "附件1第{numbers}项不需要补正，请于{due}简要说明原因，今后留意公开时限。",
    "old_heading": "前次提示尚未完善的问题",
    "old": "前次提示的{old}个问题尚未完善（附件{annex}），请抓紧处理并反馈链接和说明，确有困难的请告知我办：",
    "objection_heading": "不同意见和困难",
    "objection": "对所列问题有不同看法，或者按期完成确有困难的，请于{due}告知我办，并附佐证材料。",
    "recheck": "我办将{when}，{appraisal}需要协助的，请与我办联系。",
    "recheck_heading": "后续复查",
}


@dataclass(frozen=True)
class Item:
    """One finding as the annex numbers it, with the unit as it is printed."""

    number: int
    finding: Finding
    unit: str
    due: Due


@dataclass(frozen=True)
class Section:
    """A numbered part of the text; one without lines has nothing to say and is left out."""

    heading: str
    lines: tuple[str, ...]


def opening(view: RoundView, draft: Draft) -> str:
    """The sentence that a paper begins with."""
    name = told(draft.district.district.name)
    seen = f"在{round_words(view.round)}中，我办检查了{name}网上政务公开情况（数据截止{day(view.as_of)}），"
    total, old = len(draft.findings), len(draft.unfinished)
    if draft.kind == "letter":
        units = "、".join(dict.fromkeys(told(one.unit) for one in draft.findings if one.unit)) or name
        what = f"发现{units}公开的信息存在问题{total}个（详见附件）。" if total else ""
        before = f"前次函告的问题尚有{old}个未完成。" if old and not total else ""
        return f"{seen}{what}{before}现将情况函告{draft.you}，请予支持，督促处理为盼。"
    said = _voice(view)["opening" if total else "only_old"]
    return seen + said.format(you=draft.you, total=total, old=old, basis=view.pack.notice.legal_basis)


def sections(view: RoundView, draft: Draft, items: Sequence[Item], old_annex: int) -> list[Section]:
    """The numbered parts of the text; `old_annex` is the number of the annex that lists what is unfinished."""
    parts = _asked(draft, items, old_annex) if draft.kind == "letter" else _ordered(view, draft, items, old_annex)
    parts = [*parts, _recheck(view, draft, [recheck_on(item.due, view) for item in items])]
    kept = [part for part in parts if part.lines]
    return [Section(f"{ordinal}、{one.heading}", one.lines) for ordinal, one in zip(_ORDINALS, kept, strict=False)]


def numbers_words(numbers: Sequence[int]) -> str:
    """1至3、5."""
    runs = [
        [number for _, number in run]
        for _, run in groupby(enumerate(numbers), key=lambda placed: placed[1] - placed[0])
    ]
    return "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}至{run[-1]}" for run in runs)


def _voice(view: RoundView) -> Mapping[str, str]:
    return _SOFT if view.settings.voice == "soft" else _PLAIN


def _ordered(view: RoundView, draft: Draft, items: Sequence[Item], old_annex: int) -> list[Section]:
    """What a notice asks of those who are subordinate."""
    words = _voice(view)
    serious = [item for item in items if item.finding.severity == 1 and item.finding.kind == "fix"]
    fix = [item for item in items if item.finding.kind == "fix" and item not in serious]
    explain = [item for item in items if item.finding.kind == "explain"]
    objection = due_after(view.counted_from, view.pack.deadlines["objection"], view.calendar).text
    return [
        Section(words["serious_heading"], (*_by_due(words["serious"], serious), *_named(serious))),
        Section(words["fix_heading"], (*_by_due(words["fix"], fix), *([words["fix_end"]] if fix else []))),
        Section(words["explain_heading"], tuple(_by_due(words["explain"], explain))),
        Section(words["old_heading"], _old(words["old"], draft.unfinished, old_annex)),
        Section(words["objection_heading"], (words["objection"].format(due=objection),)),
    ]


def _asked(draft: Draft, items: Sequence[Item], old_annex: int) -> list[Section]:
    """What a letter asks of those who are not."""
    ask = "附件1第{numbers}项请协助督促处理，并于{due}函复处理情况。"
    old = "前次函告的{old}个问题尚未完成（附件{annex}），请继续协助督促处理并函复："
    return [
        Section("协助处理", tuple(_by_due(ask, items))),
        Section("前次函告未完成事项", _old(old, draft.unfinished, old_annex)),
        Section("异议说明", ("对所列情况有不同意见的，请在函复时一并说明并附佐证材料。",)),
    ]


def _by_due(sentence: str, items: Sequence[Item]) -> list[str]:
    """The sentence for the items of each deadline, in the order of the deadlines' first items."""
    return [
        sentence.format(numbers=numbers_words([item.number for item in items if item.due.text == due]), due=due)
        for due in dict.fromkeys(item.due.text for item in items)
    ]


def _named(items: Sequence[Item]) -> list[str]:
    named = [
        f"第{item.number}项：{f'{item.unit}，' if item.unit else ''}{told(item.finding.message).rstrip('。')}。"
        for item in items[:_NAMED]
    ]
    return named + ([f"其余{len(items) - _NAMED}项见附件1。"] if len(items) > _NAMED else [])


def _old(sentence: str, old: Sequence[Unfinished], annex: int) -> tuple[str, ...]:
    """What earlier notices told of, one line for each of them."""
    if not old:
        return ()
    lines = []
    for notice, group in groupby(old, key=lambda one: (one.notice, one.notified_at)):
        found = list(group)
        lines.append(f"{told(notice[0]) or '未编号的通知'}{_when(notice[1])}：{len(found)}个{_how(found)}。")
    return (sentence.format(old=len(old), annex=annex), *lines)


def _when(at: date | None) -> str:
    return f"（{day(at)}下发）" if at else ""


def _how(found: Iterable[Unfinished]) -> str:
    states = [one.finding for one in found]
    unfixed = sum(one.state == "unfixed" for one in states)
    late = sum(one.overdue and one.state != "unfixed" for one in states)
    said = [f"复查不通过{unfixed}个"] if unfixed else []
    said += [f"逾期未反馈{late}个"] if late else []
    return f"，其中{'、'.join(said)}" if said else ""


def _recheck(view: RoundView, draft: Draft, rechecks: Sequence[date | None]) -> Section:
    known = [on for on in rechecks if on is not None]
    when = f"自{day(min(known))}起，对到期的事项逐项复查" if known else "在期限届满后逐项复查"
    if draft.kind == "letter":
        return Section("复查", (f"我办将{when}，并将情况函告{draft.you}。",))
    words = _voice(view)
    appraisal = f"复查结果纳入{told(view.settings.appraisal)}，" if view.settings.appraisal else ""
    return Section(words["recheck_heading"], (words["recheck"].format(when=when, appraisal=appraisal),))
