"""From what the machine saw and what people did to where a finding stands: no store, no clock.

A finding's life has one chapter for each time that its fault was there: it ends when the fault is put right or closed,
and the next one begins with the round that finds the fault again. What was decided on is the charge: a finding that
says something else than what was decided on is asked of a person again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from audits.life_acts import CONFIRMING, DONE, OPEN, REFUSING, possible
from inspection.types.judgement import FindingState
from inspection.types.life import Act, Life, LifeEvent, Sighting

_MIDNIGHT = datetime.min.time()


@dataclass
class Chapter:
    """One time that a fault was there: its rounds, and what the acts since came to. `state` is None as long as nobody
    did anything."""

    sightings: list[Sighting] = field(default_factory=list)
    state: FindingState | None = None
    repeat: int = 0
    verdicts: dict[str | None, LifeEvent] = field(default_factory=dict)
    waiver: LifeEvent | None = None
    unit: str | None = None
    due: datetime | None = None
    returned: int = 0
    reminded: int = 0
    link: str | None = None
    replied_at: datetime | None = None
    done_on: date | None = None
    draft: bool = False
    pending: LifeEvent | None = None
    marks: dict[str, None] = field(default_factory=dict)
    acts: int = 0
    seen_after: int = 0


def standing(events: Iterable[LifeEvent]) -> list[LifeEvent]:
    """The acts that were not taken back, in their order."""
    kept: list[LifeEvent] = []
    for event in sorted(events, key=lambda event: event.seq):
        if event.act == "undo":
            kept = [one for one in kept if one.seq != event.undoes]
        else:
            kept.append(event)
    return kept


def chapters(sightings: Iterable[Sighting], events: Iterable[LifeEvent]) -> list[Chapter]:
    """The chapters of one finding's life, oldest first. A round comes before the acts of its day."""
    seen = sorted(sightings, key=lambda one: (one.as_of, one.round))
    found = [Chapter()]
    place = 0
    for event in standing(events):
        while place < len(seen) and seen[place].as_of <= event.at.date():
            _see(found, seen[place])
            place += 1
        _do(found[-1], event)
    for one in seen[place:]:
        _see(found, one)
    return found


def life_of(finding: str, told: Sequence[Chapter], as_of: date, round_: str | None = None) -> Life:
    """Where a finding stands on a day, as the round of that name found it (None: as it was found last)."""
    chapter = next((one for one in reversed(told) if any(s.round == round_ for s in one.sightings)), told[-1])
    seen = next((s for s in chapter.sightings if s.round == round_), None) or _last(chapter)
    state, by, mark = _state(chapter, seen, as_of)
    overdue = is_overdue(chapter, state, as_of)
    marks = [*chapter.marks, *_counted(chapter), *([mark] if mark else [])]
    marks += ["屡查屡犯"] if chapter.repeat else []
    marks += ["逾期"] if overdue else []
    marks += ["逾期反馈"] if _late(chapter) else []
    first = min((s for one in told for s in one.sightings), key=lambda s: (s.as_of, s.round), default=None)
    return Life(
        finding, state, chapter.unit, chapter.due, chapter.repeat, chapter.returned, tuple(marks), by, overdue,
        first.round if first else None,
    )  # fmt: skip


def acts_now(told: Sequence[Chapter], as_of: date) -> tuple[FindingState, tuple[Act, ...]]:
    """The state of a finding on a day, and what can be done with it then."""
    chapter = told[-1]
    state = _state(chapter, _last(chapter), as_of)[0]
    states = [state]
    if chapter.state in OPEN and state in ("suspected", "confirmed"):
        # asked anew since something else is said now; what was notified goes on beside it
        states.append(chapter.state)
    any_acts = any(one.acts for one in told)
    found = [
        act for one in states for act in possible(one, pending=chapter.pending, draft=chapter.draft, any_acts=any_acts)
    ]
    return state, tuple(dict.fromkeys(found))


def is_overdue(chapter: Chapter, state: FindingState, as_of: date) -> bool:
    """Whether a deadline passed while it was the unit's turn: not while the office owes an answer to what was said
    in time."""
    due = chapter.due
    if due is None or due.date() >= as_of or state not in ("notified", "received", "unfixed"):
        return False
    return chapter.pending is None or chapter.pending.at > due


def verdicts_now(told: Sequence[Chapter]) -> list[LifeEvent]:
    """What people decided and still holds, oldest first: what was put right must be asked anew when it comes back,
    what is no fault need not be."""
    chapter = told[-1]
    given = [one for one in chapter.verdicts.values() if chapter.state not in DONE or one.act in REFUSING]
    waiver = [chapter.waiver] if chapter.waiver and chapter.state == "waived" else []
    return sorted([*given, *waiver], key=lambda event: event.seq)


def earlier_than(at: datetime, last: datetime) -> bool:
    """Whether a moment certainly comes before another; where one of them is only a day, days are compared."""
    if _MIDNIGHT in (at.time(), last.time()):
        return at.date() < last.date()
    return at < last


def _see(found: list[Chapter], seen: Sighting) -> None:
    chapter = found[-1]
    if _comes_back(chapter, seen):
        kept = {charge: said for charge, said in chapter.verdicts.items() if said.act in REFUSING}
        chapter = Chapter(repeat=chapter.repeat + 1, verdicts=kept, unit=chapter.unit)
        found.append(chapter)
    chapter.sightings.append(seen)
    chapter.seen_after = chapter.acts


def _comes_back(chapter: Chapter, seen: Sighting) -> bool:
    """Whether a round found what had been put right before its day. What is no fault, or excused, is none again."""
    if chapter.state not in DONE or chapter.done_on is None or seen.as_of <= chapter.done_on:
        return False
    if seen.lasting and seen.charge in {one.charge for one in chapter.sightings}:
        return False
    said = _verdict(chapter, seen.charge)
    return seen.state not in ("waived", "rejected") and not (said and said.act in REFUSING)


def _do(chapter: Chapter, event: LifeEvent) -> None:
    """What an act changes. Acts were allowed when they were recorded, so that none is refused here."""
    chapter.acts += 1
    before = chapter.state
    state = _state_after(chapter, event)
    if state is not None:
        chapter.state = state
    if event.act in CONFIRMING | REFUSING:
        if event.act != "notify" or not chapter.verdicts:
            _decide(chapter, event)
    elif event.act == "waive":
        chapter.verdicts, chapter.waiver = {}, event
    if chapter.state in DONE and before not in DONE:
        chapter.done_on = event.at.date()
    _keep(chapter, event, before)


def _state_after(chapter: Chapter, event: LifeEvent) -> FindingState | None:
    """The state that an act leads to; None where it leads to no other."""
    act, state = event.act, chapter.state
    if act in ("confirm", "confirm_in_part", "uphold"):
        return None if state in OPEN else "confirmed"
    plain: dict[Act, FindingState] = {
        "reject": "rejected", "withdraw": "rejected", "waive": "waived", "notify": "notified", "receive": "received",
        "reply": "replied", "fix_in_part": "replied", "recheck_fixed": "fixed", "close": "closed",
        "return": "unfixed", "reopen": "suspected",
    }  # fmt: skip
    if act == "reassign" and state in OPEN:
        return "confirmed"
    if act == "recheck_unfixed":
        early = state in ("notified", "received") and chapter.due is not None and event.at <= chapter.due
        return None if early else "unfixed"
    return plain.get(act)


def _decide(chapter: Chapter, event: LifeEvent) -> None:
    chapter.waiver = None
    if event.charge is None:
        chapter.verdicts = {None: event}
    else:
        chapter.verdicts[event.charge] = event


def _keep(chapter: Chapter, event: LifeEvent, before: FindingState | None) -> None:
    """The marks and details that an act leaves beside the state."""
    act = event.act
    if act in ("object", "explain"):
        chapter.pending = event
    elif chapter.pending is not None and act in _ANSWERS and (act, chapter.pending.act) != ("extend", "object"):
        what = "异议" if chapter.pending.act == "object" else "说明"
        taken = {"uphold": "未采纳", "return": "未采纳", "confirm_in_part": "部分采纳"}.get(act, "已采纳")
        chapter.marks[f"{what}{taken}"] = None
        chapter.pending = None
    elif act == "recheck_fixed":
        # put right meanwhile: nothing is left to answer, and nobody said that it was taken
        chapter.pending = None
    if act == "send_draft":
        chapter.draft = True
    elif act == "agree":
        # nothing is left to wait for, and what was said against it before is taken back
        chapter.draft, chapter.pending = False, None
    elif act == "notify":
        chapter.draft, chapter.due = False, event.due
    elif act == "extend" or (act in _PUT_OFF and event.due):
        chapter.due = event.due
    elif act == "reassign":
        # what the unit before did, or was told, is none of the new one's
        chapter.unit, chapter.due, chapter.draft = event.unit, None, False
        chapter.link, chapter.replied_at, chapter.returned, chapter.reminded = None, None, 0, 0
    elif act in ("reply", "fix_in_part"):
        chapter.link, chapter.replied_at = event.link or chapter.link, event.at
    elif act == "remind":
        chapter.reminded += 1
    elif act == "reopen":
        # of the day on which it was put right nothing is concluded: it may have been closed by mistake
        chapter.repeat += before in DONE and chapter.done_on is not None and event.at.date() > chapter.done_on
        chapter.verdicts, chapter.waiver, chapter.done_on, chapter.due = {}, None, None, None
        chapter.pending, chapter.link, chapter.replied_at = None, None, None
    if chapter.state == "unfixed" and before in ("replied", "fixed"):
        chapter.returned += 1
        chapter.done_on = None
    for ended in _ENDS.get(act, ()):
        chapter.marks.pop(_LEAVES[ended], None)
    if act in _LEAVES:
        chapter.marks[_LEAVES[act]] = None


_ANSWERS: frozenset[Act] = frozenset(
    {"uphold", "withdraw", "confirm_in_part", "waive", "extend", "reassign", "return", "close", "reject"}
)
_LEAVES: dict[Act, str] = {
    "confirm_in_part": "部分属实", "fix_in_part": "部分整改", "extend": "已延期", "reassign": "已改派",
    "recheck_unclear": "复查未能判定", "agree": "无异议",
}  # fmt: skip
# Marks that an act makes untrue, by the acts that left them.
_ENDS: dict[Act, tuple[Act, ...]] = {
    "send_draft": ("agree",), "reassign": ("agree", "extend", "fix_in_part", "recheck_unclear"),
    "reply": ("fix_in_part", "recheck_unclear"),
    "fix_in_part": ("recheck_unclear",), "return": ("recheck_unclear",), "close": ("recheck_unclear",),
    "recheck_fixed": ("fix_in_part", "recheck_unclear"), "recheck_unfixed": ("recheck_unclear",),
}  # fmt: skip
# Acts that may set a later deadline beside what they say.
_PUT_OFF: tuple[Act, ...] = ("return", "uphold", "confirm_in_part")


def _counted(chapter: Chapter) -> list[str]:
    said = (
        ["征求意见中"] if chapter.draft and not chapter.pending and chapter.state not in ("rejected", "waived") else []
    )
    if chapter.pending is not None:
        said.append("有异议，待答复" if chapter.pending.act == "object" else "有说明，待答复")
    said += [f"退回{chapter.returned}次"] if chapter.returned else []
    return said + ([f"催办{chapter.reminded}次"] if chapter.reminded else [])


def _late(chapter: Chapter) -> bool:
    return chapter.due is not None and chapter.replied_at is not None and chapter.replied_at > chapter.due


def _state(chapter: Chapter, seen: Sighting | None, as_of: date) -> tuple[FindingState, str | None, str | None]:
    """The state of what one round found, who confirmed it, and why it is asked again where it is."""
    if chapter.state in DONE:
        return chapter.state, _confirmed_by(chapter, seen), None
    if chapter.state == "waived" and chapter.waiver is not None:
        until = chapter.waiver.until
        if until is None or as_of <= until:
            return "waived", None, None
        return *_by_machine(seen), f"报备已于{until}到期"
    last = _last(chapter)
    if last is not None and last.state == "waived" and chapter.seen_after == chapter.acts:
        return "waived", None, None
    if chapter.state is None:
        return *_undecided(chapter, seen), None
    if not chapter.verdicts:
        return chapter.state, _confirmed_by(chapter, seen), None
    said = _verdict(chapter, seen.charge if seen else "")
    if said is None:
        return *_by_machine(seen), "情形有变，须重新核查"
    if said.act in REFUSING:
        return "rejected", None, None
    state = "confirmed" if chapter.state in ("rejected", "suspected") else chapter.state
    return state, _confirmed_by(chapter, seen), None


def _undecided(chapter: Chapter, seen: Sighting | None) -> tuple[FindingState, str | None]:
    """What stands as long as nobody did anything: not what a round was told of decisions that were taken back since."""
    said = _verdict(chapter, seen.charge if seen else "")
    if said is not None:
        return "rejected", None
    return ("waived", None) if seen is not None and seen.state == "waived" else _by_machine(seen)


def _verdict(chapter: Chapter, charge: str) -> LifeEvent | None:
    """What was decided of a charge last; of one that an earlier version did not note, what was decided last at all."""
    given = [said for of, said in chapter.verdicts.items() if of is None or not charge or of == charge]
    return max(given, key=lambda event: event.seq, default=None)


def _by_machine(seen: Sighting | None) -> tuple[FindingState, str | None]:
    if seen is not None and seen.state == "confirmed" and seen.confirmed_by == "machine":
        return "confirmed", "machine"
    return "suspected", None


def _confirmed_by(chapter: Chapter, seen: Sighting | None) -> str | None:
    people = any(said.act != "notify" and said.act in CONFIRMING for said in chapter.verdicts.values())
    return "person" if people else seen.confirmed_by if seen else None


def _last(chapter: Chapter) -> Sighting | None:
    return chapter.sightings[-1] if chapter.sightings else None


def undone(events: Iterable[LifeEvent]) -> LifeEvent | None:
    """The act that an undo would take back now."""
    kept = standing(events)
    return kept[-1] if kept else None


def numbered(event: LifeEvent, finding: str, seq: int, round_: str, charge: str | None) -> LifeEvent:
    """An act as it is recorded of one finding."""
    return replace(event, finding=finding, seq=seq, round=event.round or round_, charge=charge)
