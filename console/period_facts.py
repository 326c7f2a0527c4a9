"""What the summary of a half-year or year is written from: the memory, the rounds' figures, the year's account."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import get_args

from audits.ledger import Memory
from audits.ledger_period import period_of_work
from audits.rule_texts import rule_texts
from console.handling import findings_of
from console.past_figures import past_districts
from console.year_facts import year_accounts
from inspection.telling import may_be_told
from inspection.types.judgement import Finding
from inspection.types.life import Life
from inspection.types.office import District
from inspection.types.period import DistrictPeriod, LeftOver, RoundOfPeriod, Unfinished
from inspection.types.year import Account, Period
from inspection.workspace import Workspace
from reports.period_rows import PeriodView

_HALVES: dict[Period, tuple[tuple[int, int], tuple[int, int]]] = {
    "first": ((1, 1), (6, 30)), "second": ((7, 1), (12, 31)), "year": ((1, 1), (12, 31)),
}  # fmt: skip


def days_of(period: Period, year: int) -> tuple[date, date]:
    """The first and the last day of a half of a year, or of the year."""
    (first, last) = _HALVES[period]
    return date(year, *first), date(year, *last)


def period_view(workspace: Workspace, memory: Memory, first: date, last: date, filled_on: date) -> PeriodView:
    """The period as it is known on the day on which it is written down; what comes later is not looked at."""
    until = min(last, filled_on)
    districts = tuple(_district(workspace, memory, one, first, until) for one in workspace.districts)
    accounts = _accounts(workspace, memory, first, last, filled_on)
    office, templates = workspace.office, workspace.root / "templates"
    return PeriodView(office, first, last, filled_on, districts, rule_texts(), accounts, templates)


def _district(workspace: Workspace, memory: Memory, district: District, first: date, until: date) -> DistrictPeriod:
    held = [one for one in memory.rounds(district.id) if first <= one.as_of <= until]
    past = past_districts(workspace, memory, district, [one.name for one in held])
    work = period_of_work(memory, district.id, first, until)
    left, lost = _left(workspace, memory, work.left)
    rounds = tuple(RoundOfPeriod(one.name, one.as_of, past.get(one.name)) for one in held)
    return DistrictPeriod(district, rounds, work, left, lost)


def _left(workspace: Workspace, memory: Memory, left: Mapping[str, LeftOver]) -> tuple[tuple[Unfinished, ...], int]:
    """What is not put right as it stood then, the serious ones first; what may stand in no list is left out. Besides,
    how many no round holds any more."""
    if not left:
        return (), 0
    known = findings_of(workspace, memory, memory.acts.all_known(sorted(left)))
    officials = memory.notices.officials()
    made = []
    for id_, finding in known.items():
        over = left[id_]
        if may_be_told(finding, "list"):
            notice = officials.get(over.notice or "", over.notice)
            made.append(Unfinished(_as_it_stood(finding, over.life), notice, over.notified_at))
    return tuple(sorted(made, key=lambda one: _order(one.finding))), len(left) - len(known)


def _as_it_stood(finding: Finding, life: Life) -> Finding:
    return replace(
        finding, state=life.state, unit=life.unit or finding.unit, due=life.due.date() if life.due else None,
        due_at=life.due, overdue=life.overdue, repeat=life.repeat, marks=life.marks,
        first_round=life.first_round or finding.round,
    )  # fmt: skip


def _order(one: Finding) -> tuple[int, str, str, str, str]:
    return one.severity, one.unit or "", one.domain or "", one.rule, one.id


def _accounts(workspace: Workspace, memory: Memory, first: date, last: date, today: date) -> tuple[Account, ...]:
    """The accounts of the half or the year that the days make up; none for other days."""
    period: Period
    for period in get_args(Period):
        if days_of(period, first.year) == (first, last):
            made, _ = year_accounts(workspace, memory, first.year, today)
            return tuple(one for one in made if one.period == period and one.unit is None and one.lines)
    return ()
