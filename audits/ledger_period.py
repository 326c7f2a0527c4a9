"""What the memory knows of a district's half-year or year: confirmed problems by rule, and what became of them."""

from collections import defaultdict
from datetime import date, timedelta

from audits.ledger import Memory
from audits.ledger_month import notices_of
from inspection.telling import rule_may_be_told
from inspection.types.judgement import FindingState
from inspection.types.life import Life, LifeEvent
from inspection.types.period import KindCount, LeftOver, PeriodWork

_DONE: tuple[FindingState, ...] = ("fixed", "closed")
_TOLD: tuple[FindingState, ...] = ("notified", "received", "replied", "unfixed")
_TRUE: tuple[FindingState, ...] = ("confirmed", *_TOLD, *_DONE)


def period_of_work(memory: Memory, district: str, first: date, last: date) -> PeriodWork:
    """What was found and done from `first` to `last`, as it stood on the last day; nothing later is looked at. A
    problem that nobody confirmed, or that is handled by telephone alone, is in no figure."""
    acts = memory.acts
    at_end, at_start = acts.standing_on(district, last), acts.standing_on(district, first - timedelta(1))
    if not at_end:
        return PeriodWork()
    rules = {one.id: one.rule for one in acts.all_known(sorted(at_end))}
    lives = {id_: life for id_, life in sorted(at_end.items()) if rule_may_be_told(rules[id_], "own")}
    events = [one for one in acts.of_district(district, last) if one.finding in lives]
    of_period = [one for one in events if one.at.date() >= first]
    met = _met(memory, district, first, last)
    notified = {one.finding: one for one in events if one.act == "notify"}
    counts: dict[str, list[KindCount]] = defaultdict(list)
    for id_, life in lives.items():
        counts[rules[id_]].append(_counted(id_, life, at_start.get(id_), id_ in met, of_period))
    sent = notices_of(of_period, memory.notices, district, first, last)
    left = {id_: _left_over(life, notified.get(id_)) for id_, life in lives.items() if life.state in _TOLD}
    return PeriodWork(
        {rule: _sum(each) for rule, each in sorted(counts.items()) if _sum(each) != KindCount()},
        left,
        sum(not one.letter for one in sent),
        sum(one.letter for one in sent),
        sum(life.state == "suspected" and id_ in met for id_, life in lives.items()),
    )


def _counted(id_: str, life: Life, before: Life | None, met: bool, of_period: list[LifeEvent]) -> KindCount:
    true = life.state in _TRUE
    own = {one.act for one in of_period if one.finding == id_}
    unfinished = life.state in _TOLD
    return KindCount(
        found=int(true and met),
        brought=int(true and before is not None and before.state in _TOLD),
        notified=int(true and "notify" in own),
        put_right=int(life.state in _DONE and bool(own & {"recheck_fixed", "close"})),
        unfinished=int(unfinished),
        overdue=int(unfinished and life.overdue),
        repeat=int(true and met and life.repeat > 0),
    )


def _met(memory: Memory, district: str, first: date, last: date) -> frozenset[str]:
    """The findings that a round of the period saw."""
    rounds = [one for one in memory.rounds(district) if first <= one.as_of <= last]
    return frozenset(id_ for one in rounds for id_ in memory.acts.seen_in(one.name, district))


def _left_over(life: Life, told: LifeEvent | None) -> LeftOver:
    return LeftOver(life, told.notice if told else None, told.at if told else None)


def _sum(each: list[KindCount]) -> KindCount:
    return sum(each, KindCount())
