"""What the memory knows of one district's month: rounds, findings and what became of them, notices, what is still due.

Nothing is recorded: a workspace without a memory has done nothing yet, and none is made.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from audits.ledger import Memory, RoundOnRecord
from audits.ledger_life import LifeMemory
from audits.ledger_notices import NoticeMemory
from audits.life_acts import CONFIRMING, REFUSING
from inspection.types.judgement import FindingState
from inspection.types.life import LifeEvent

_OPEN: tuple[FindingState, ...] = ("confirmed", "notified", "received", "replied", "unfixed")
_DONE: tuple[FindingState, ...] = ("fixed", "closed")


@dataclass(frozen=True)
class NoticeOfMonth:
    """One notice that was issued in the month: its number (the official one where it has one) and its findings;
    `title` as it was printed ('' where that is not recorded), `letter` for a 函, `reissue_of` the number that it
    replaces."""

    number: str
    issued_on: date
    findings: int
    title: str = ""
    letter: bool = False
    reissue_of: str | None = None


@dataclass(frozen=True)
class MonthOfWork:
    """One district's month up to a day. `confirmed`, `rejected`, `waived`, `closed` count findings about which that was
    said in the month; `new` those first met in it; `passed` and `failed` those that the last recheck in it found put
    right, or not. `dues` are the deadlines of notified findings that are still open, whenever they fall, `awaited`
    those of findings that wait for the unit's answer, `overdue` counts those whose answer is late; `waiting` counts
    what the last round found and nobody has confirmed, `unsent` what is confirmed and in no notice."""

    rounds: tuple[RoundOnRecord, ...] = ()
    new: int = 0
    confirmed: int = 0
    rejected: int = 0
    waived: int = 0
    closed: int = 0
    passed: int = 0
    failed: int = 0
    notices: tuple[NoticeOfMonth, ...] = ()
    dues: tuple[date, ...] = ()
    awaited: tuple[date, ...] = ()
    overdue: int = 0
    waiting: int = 0
    unsent: int = 0


def month_of_work(memory: Path, district: str, first: date, last: date, as_of: date) -> MonthOfWork:
    """What was done from `first` to `last`, and what is open on the day `as_of`; nothing later is looked at.

    Raises UserError where the file is no memory.
    """
    if not memory.exists():
        return MonthOfWork()
    with Memory(memory) as opened:
        return _read(opened, district, first, min(last, as_of), as_of)


def _read(memory: Memory, district: str, first: date, until: date, as_of: date) -> MonthOfWork:
    acts = memory.acts
    rounds = [one for one in memory.rounds(district) if one.as_of <= as_of]
    every = acts.of_district(district, as_of)
    in_month = [event for event in every if first <= event.at.date() <= until]
    decided = _decided(in_month)
    lives = acts.standing_on(district, as_of)
    met = acts.first_met(district, as_of)
    last_round = acts.seen_in(rounds[-1].name, district) if rounds else frozenset()
    still_open = [id_ for id_, life in lives.items() if life.state in _OPEN]
    return MonthOfWork(
        rounds=tuple(one for one in rounds if first <= one.as_of <= until),
        new=sum(first <= day <= until for day in met.values()),
        confirmed=decided["confirm"],
        rejected=decided["reject"],
        waived=decided["waive"],
        closed=_closed(acts, district, in_month, until),
        passed=len(_rechecked(in_month, "recheck_fixed")),
        failed=len(_rechecked(in_month, "recheck_unfixed")),
        notices=notices_of(in_month, memory.notices, district, first, until),
        dues=tuple(sorted(due.date() for id_ in still_open if (due := lives[id_].due) is not None)),
        awaited=tuple(
            sorted(one.due.date() for one in map(lives.__getitem__, still_open) if one.due and one.state != "replied")
        ),
        overdue=sum(lives[id_].overdue for id_ in still_open),
        waiting=sum(life.state == "suspected" for id_, life in lives.items() if id_ in last_round),
        unsent=sum(lives[id_].state == "confirmed" for id_ in still_open if id_ in last_round),
    )


def _decided(acts: Iterable[LifeEvent]) -> Counter[str]:
    """How many findings people decided on, by their last decision: confirm, reject, waive."""
    last: dict[str, str] = {}
    for event in acts:
        if event.act == "waive" or event.act in REFUSING:
            last[event.finding] = "waive" if event.act == "waive" else "reject"
        elif event.act in CONFIRMING and event.act != "notify":
            last[event.finding] = "confirm"
    return Counter(last.values())


def _closed(acts: LifeMemory, district: str, in_month: Iterable[LifeEvent], until: date) -> int:
    """How many findings were put right, or closed, and still are at the end of the days."""
    done = {event.finding for event in in_month if event.act in ("recheck_fixed", "close")}
    lives = acts.standing_on(district, until)
    return sum(lives[id_].state in _DONE for id_ in done)


def _rechecked(in_month: Iterable[LifeEvent], outcome: str) -> set[str]:
    """The findings whose last recheck of the month came to this."""
    last: dict[str, str] = {}
    for event in in_month:
        if event.act in ("recheck_fixed", "recheck_unfixed"):
            last[event.finding] = event.act
    return {id_ for id_, act in last.items() if act == outcome}


def notices_of(
    in_month: Iterable[LifeEvent], known: NoticeMemory, district: str, first: date, until: date
) -> tuple[NoticeOfMonth, ...]:
    """The notices of some days: those that are on record, and those that only the acts of these days name (numbered
    outside)."""
    official = known.officials()
    found = {}
    for one in known.all():
        day = one.issued_at.date()
        if one.district == district and first <= day <= until:
            replaced = official.get(one.reissue_of, one.reissue_of) if one.reissue_of else None
            found[day, one.number] = NoticeOfMonth(
                one.official or one.number, day, len(one.findings), one.title, one.kind == "letter", replaced
            )
    acted: dict[tuple[date, str], set[str]] = defaultdict(set)
    for event in in_month:
        if event.act == "notify" and event.notice:
            acted[event.at.date(), event.notice].add(event.finding)
    for (day, number), ids in acted.items():
        if all(number not in (of, one.number) for (_, of), one in found.items()):
            found[day, number] = NoticeOfMonth(official.get(number) or number, day, len(ids))
    return tuple(found[key] for key in sorted(found))
