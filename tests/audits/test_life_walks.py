"""Long lives by chance: whatever is possible can be done, leads somewhere, and can be taken back."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from audits.life import acts_now, chapters, life_of, undone
from audits.life_acts import CHOICES, CONFIRMING, OPEN, REFUSING, STATES
from inspection.china_time import start_of
from inspection.types.life import Act, LifeEvent, Sighting

CHARGES = ("blank", "missing")


def made(act: Act, seq: int, on: date, charge: str, done: list[LifeEvent]) -> LifeEvent:
    """An act with all that it needs."""
    at = start_of(on)
    event = LifeEvent("F1", seq, act, at, "office", "市办", "已核", "")
    if act in ("notify", "extend", "return"):
        event = replace(event, due=at + timedelta(days=7 + seq))
    if act == "waive":
        event = replace(event, until=on + timedelta(days=20))
    if act == "reassign":
        event = replace(event, unit=f"第{seq}单位")
    if act in ("reply", "fix_in_part"):
        event = replace(event, choice=CHOICES[0])
    if act in CONFIRMING | REFUSING:
        event = replace(event, charge=charge)
    before = undone(done)
    return replace(event, undoes=before.seq) if act == "undo" and before else event


@pytest.mark.parametrize("seed", range(40))
def test_a_walk_of_possible_acts(seed: int) -> None:
    chance = Random(seed)
    seen: list[Sighting] = []
    done: list[LifeEvent] = []
    on, repeats = date(2026, 1, 20), 0
    for step in range(60):
        on += timedelta(days=chance.randrange(1, 4))
        if step % 10 == 0:
            charge = chance.choice(CHARGES)
            seen.append(Sighting("F1", f"r{step:02}", on, "suspected", None, charge, None, "u"))
            now = life_of("F1", chapters(seen, done), on)
            assert now.repeat in (repeats, repeats + 1)
            repeats = now.repeat
            continue
        before = life_of("F1", chapters(seen, done), on)
        _, acts = acts_now(chapters(seen, done), on)
        # what a person decided last is never the end of the road
        assert acts
        act = chance.choice(acts)
        event = made(act, len(done) + 1, on, seen[-1].charge, done)
        after = life_of("F1", chapters(seen, [*done, event]), on)
        assert after.state in STATES
        assert after.repeat >= before.repeat or act == "undo"
        if act == "notify":
            assert (after.state, after.due) == ("notified", event.due)
        if act in ("withdraw", "reject"):
            assert after.state == "rejected"
        if after.overdue:
            assert after.due is not None and after.due.date() < on and after.state in OPEN
        if act != "undo":
            back = LifeEvent("F1", event.seq + 1, "undo", event.at, "office", "市办", "记错", "", undoes=event.seq)
            assert life_of("F1", chapters(seen, [*done, event, back]), on) == before
        done.append(event)
        repeats = after.repeat
