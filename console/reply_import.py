"""Filled problem lists and drafts for comment into the lives of findings: each file as a whole or not at all.

What a unit says is recorded as what it says. An extension or another unit that it asks for is written into its words
and granted by nobody here; agreeing with a draft, without a word more, changes nothing.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from audits.ledger import Memory
from audits.ledger_life import Known
from audits.life import acts_now, standing
from audits.life_acts import ACTS
from console.reply_answers import Answer, answers_of, doubled
from console.reply_places import Places
from console.reply_reading import FilledForm, read_form
from inspection.errors import UserError
from inspection.reply_forms import FORM_NAMES, UNIT, FormKind
from inspection.types.life import Act, LifeEvent
from inspection.unit_names import unit_names
from inspection.workspace import Workspace

_TAIL = "本次没有记录任何一步。"
# Of the office: with what a unit is asked, and with what it is told that its answer was not enough.
_ASKED_BY: dict[FormKind, Act] = {"list": "notify", "draft": "send_draft"}
_SENT_BACK: tuple[Act, ...] = ("return", "recheck_unfixed")
_ANSWERED_WITH: tuple[Act, ...] = ("agree", "object", "explain")
_WAITING = ("notified", "received", "unfixed")
_NAMED = 12


@dataclass
class Imported:
    """What came of one file: what was recorded, what had been (`stale`: before it was sent back), what agrees with a
    draft, what is wrong. A file with anything wrong recorded nothing."""

    form: FilledForm
    recorded: list[Answer] = field(default_factory=list)
    again: list[Answer] = field(default_factory=list)
    stale: list[Answer] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The file as messages call it."""
        return self.form.path.name


class _NotKeptError(Exception):
    """What was tried is not to be kept."""


def import_forms(
    workspace: Workspace, memory: Memory, paths: Sequence[Path], at: datetime, *, check: bool = False
) -> list[Imported]:
    """Reads every file, then records file by file what its units answer; `check` records nothing.

    Raises UserError for a file that is none of ours.
    """
    places = Places(workspace, memory)
    made = [Imported(read_form(path)) for path in paths]
    given: list[list[Answer]] = []
    for one in made:
        answers, one.wrong = answers_of(one.form)
        fit = []
        for answer in answers:
            if why := places.refusal(one.form, answer, at.date()):
                one.wrong.append(why)
            else:
                fit.append(answer)
        given.append(fit)
    for number, sentence in doubled([(str(n), one.name, a) for n, one in enumerate(made) for a in given[n]]):
        made[int(number)].wrong.append(sentence)
    for one, answers in zip(made, given, strict=True):
        try:
            with memory.together():
                for answer in {answer.finding: answer for answer in answers}.values():
                    _record(places, memory, one, answer, at)
                if check or one.wrong:
                    raise _NotKeptError
        except _NotKeptError:
            pass
    return made


def _record(places: Places, memory: Memory, one: Imported, answer: Answer, at: datetime) -> None:
    """Records an answer, or notes why not."""
    known = places.known(answer.finding)
    if known is None:
        raise LookupError(answer.finding)  # what is not known was refused before
    event = _event(places, one.form, known, answer, answer.act, at)
    said = _said_before(places, memory, one.form.kind, answer, event)
    if said is not None:
        (one.again if said == "again" else one.stale).append(answer)
        return
    try:
        memory.acts.record([event])
        one.recorded.append(answer)
    except UserError as error:
        one.wrong.append(places.why_not(one.form, answer, str(error).removesuffix(_TAIL), at.date()))


def _event(places: Places, form: FilledForm, known: Known, answer: Answer, act: Act, at: datetime) -> LifeEvent:
    """An answer as it is recorded. Who says it is the unit of the file where the finding is its, else whose the finding
    is, else the district."""
    chapter = places.told(known.id)[-1]
    whose = chapter.unit or (chapter.sightings[-1].unit if chapter.sightings else None)
    of_file = form.facts.get(UNIT, "")
    who = of_file if of_file and (not whose or of_file in unit_names(whose)) else whose or places.name(known.district)
    return LifeEvent(
        known.id, 0, act, at, "unit" if whose else "district", who, answer.reason, "", link=answer.link,
        choice=answer.choice,
    )  # fmt: skip


def _said_before(
    places: Places, memory: Memory, kind: FormKind, answer: Answer, event: LifeEvent
) -> Literal["again", "stale"] | None:
    """Whether the same was recorded since the unit was last asked; stale where it was sent back since and the list does
    not know of that."""
    acts = standing(memory.acts.events([event.finding]).get(event.finding, []))
    asked = max((n for n, one in enumerate(acts) if one.act == _ASKED_BY[kind]), default=-1)
    wanted = (event.act, event.link, event.choice, event.reason)
    since = acts[asked + 1 :]
    same = [n for n, one in enumerate(since) if (one.act, one.link, one.choice, one.reason) == wanted]
    if not same:
        return None
    if event.act in _ANSWERED_WITH or not any(one.act in _SENT_BACK for one in since[same[-1] :]):
        return "again"
    knows = answer.code is not None and answer.code.returned >= places.told(event.finding)[-1].returned
    return None if knows else "stale"


def told_lines(made: Iterable[Imported], *, check: bool) -> list[str]:
    """In Chinese what became of each file that has nothing wrong, what its units ask for, and what was not used."""
    lines = []
    for one in made:
        if one.wrong:
            continue
        counts = Counter(ACTS[answer.act] for answer in one.recorded)
        verb = "可以记下" if check else "已记下"
        parts = [f"{verb} {len(one.recorded)} 条" + (f"（{_listed(counts)}）" if counts else "")]
        parts += [f"此前已记过、没有变化 {len(one.again)} 条"] if one.again else []
        lines.append(f"{one.name}（{FORM_NAMES[one.form.kind]}）：{'；'.join(parts)}。")
        if one.stale:
            ids = "、".join(answer.finding for answer in one.stale)
            lines.append(
                f"  {ids} 的反馈与退回以前的相同，没有再记；确已重新整改的，请用退回以后写出的清单填写，"
                "或用 xuncha handle 记下。"
            )
        asks = [f"{answer.finding} {'，'.join(answer.asks)}" for answer in one.recorded if answer.asks]
        if asks:
            lines.append(f"  单位提出的请求，须另行办理（xuncha handle，延期、改派或不采纳）：{'；'.join(asks)}。")
        if one.form.strange:
            lines.append(f"  {'、'.join(one.form.strange)} 不是本表的列，其中的内容没有采用。")
    return lines


def wrong_lines(made: Iterable[Imported]) -> list[str]:
    """What is wrong in each file, row by row; such a file recorded nothing."""
    lines = []
    for one in made:
        if one.wrong:
            lines.append(f"{one.name} 有 {len(one.wrong)} 处须改正，整份没有记录，请改正后重新导入：")
            lines += [f"  {sentence}" for sentence in one.wrong]
    return lines


def unanswered_lines(places: Places, memory: Memory, made: Sequence[Imported], on: datetime) -> list[str]:
    """Which findings of the districts concerned are still to be answered: of lists what was notified, of drafts what
    was sent for comment."""
    lines = []
    kept = [one for one in made if not one.wrong]
    asked = sorted({(one.form.kind, place) for one in kept for place in _districts(places, one)}, key=lambda p: p[::-1])
    for kind, district in asked:
        waiting = []
        for id_, told in memory.acts.told(district).items():
            chapter = told[-1]
            if acts_now(told, on.date())[0] in ("waived", "rejected") or chapter.pending is not None:
                continue
            if kind == "list" and chapter.state in _WAITING:
                waiting.append(id_)
            if kind == "draft" and chapter.draft and not _commented(memory, id_):
                waiting.append(id_)
        what = "已下发的问题" if kind == "list" else "征求意见的问题"
        shown = f"还有 {len(waiting)} 个没有答复：{'、'.join(waiting[:_NAMED])}{'等' if len(waiting) > _NAMED else ''}"
        lines.append(f"{places.name(district)}{what}{shown if waiting else '都已答复'}。")
    return lines


def _districts(places: Places, one: Imported) -> set[str]:
    answers = (*one.recorded, *one.again, *one.stale)
    return {known.district for answer in answers if (known := places.known(answer.finding))}


def _commented(memory: Memory, id_: str) -> bool:
    """Whether a unit has answered since a draft was sent last."""
    acts = standing(memory.acts.events([id_]).get(id_, []))
    sent = max((n for n, one in enumerate(acts) if one.act == "send_draft"), default=-1)
    return any(one.act in _ANSWERED_WITH for one in acts[sent + 1 :])


def _listed(counts: Counter[str]) -> str:
    return "，".join(f"{what} {count}" for what, count in sorted(counts.items()))
