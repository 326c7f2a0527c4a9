"""What papers are written from beside a round's own rows: the rounds before, what became of what was notified then, the
notices that went out, the rules in words."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from audits.ledger import Memory
from console.handling import findings_of
from console.inspection_run import Run
from console.scoring_facts import scores_then
from inspection.round_store import read_round
from inspection.types.judgement import Coverage, Finding
from inspection.types.life import LifeEvent
from inspection.types.office import District
from inspection.types.paperwork import EarlierDistrict, EarlierRound, Outcome
from reports.view import CONFIRMED

# Rounds before this one that papers look back on: a year of monthly rounds.
_LOOKED_BACK_ON = 11


def earlier_rounds(run: Run, memory: Memory, as_of: date) -> tuple[EarlierRound, ...]:
    """The rounds that were judged as of an earlier day, the oldest first, with those of the run's districts that they
    hold. What became of their findings since is known of them."""
    names = {
        (one.as_of, one.name)
        for district in run.districts
        for one in memory.rounds(district.id)
        if one.as_of < as_of and one.name != run.round
    }
    found = []
    for day, name in sorted(names)[-_LOOKED_BACK_ON:]:
        districts = tuple(one for district in run.districts for one in _earlier(run, memory, district, name))
        if districts:
            found.append(EarlierRound(name, day, districts))
    return tuple(found)


def _earlier(run: Run, memory: Memory, district: District, name: str) -> Iterator[EarlierDistrict]:
    """One district in a round before; nothing where that round's store is gone."""
    path = run.workspace.store_path(name, district.id)
    if not path.exists():
        return
    with read_round(path) as store:
        as_of = date.fromisoformat(store.fact("as_of"))
        states = Counter(coverage.state for coverage in store.each(Coverage))
        findings = memory.lives(store.read(Finding))
    unfit, scores = scores_then(run.workspace, name, district, memory)
    rules = Counter(one.rule for one in findings if one.state in CONFIRMED)
    yield EarlierDistrict(district.id, as_of, dict(sorted(rules.items())), dict(sorted(states.items())), scores, unfit)


def outcomes(run: Run, memory: Memory, district: District, as_of: date, before: date | None) -> tuple[Outcome, ...]:
    """What became of the findings that were notified in rounds before this one, in order of their ids; without those
    that were put right before the round before (judged as of `before`) and are old news."""
    notified: dict[str, LifeEvent] = {}
    ended: dict[str, date] = {}
    for event in memory.acts.of_district(district.id, date.max):
        if event.act == "notify":
            notified[event.finding] = event
            ended.pop(event.finding, None)
        elif event.act in ("recheck_fixed", "close"):
            ended.setdefault(event.finding, event.at.date())
    wanted = [
        id_
        for id_, event in sorted(notified.items())
        if event.round != run.round
        and event.at.date() <= as_of
        and not (before is not None and id_ in ended and ended[id_] < before)
    ]
    if not wanted:
        return ()
    again = memory.acts.seen_in(run.round, district.id)
    known = findings_of(run.workspace, memory, memory.acts.all_known(wanted))
    living = {one.id: one for one in memory.lives([known[id_] for id_ in wanted if id_ in known])}
    return tuple(
        Outcome(living[id_], notified[id_].at, notified[id_].notice, id_ in again) for id_ in wanted if id_ in living
    )
