"""What papers are written from beside a round's own rows: the rounds before, what became of what was notified then, the
notices that went out, the rules in words."""

from datetime import date

from audits.ledger import Memory
from console.handling import findings_of
from console.inspection_run import Run
from console.past_figures import past_districts
from inspection.types.life import LifeEvent
from inspection.types.office import District
from inspection.types.paperwork import EarlierRound, Outcome

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
    chosen = sorted(names)[-_LOOKED_BACK_ON:]
    past = {
        district.id: past_districts(run.workspace, memory, district, [name for _, name in chosen])
        for district in run.districts
    }
    found = []
    for day, name in chosen:
        districts = tuple(past[one.id][name] for one in run.districts if name in past[one.id])
        if districts:
            found.append(EarlierRound(name, day, districts))
    return tuple(found)


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
