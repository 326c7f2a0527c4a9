"""Findings that name several units are told to each in its own way, and counted for each; marks are shown."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from inspection.china_time import CHINA
from inspection.types.judgement import Finding, Unit
from reports.addressing import letters, responsible, told_elsewhere, units_in_force
from reports.deadlines import due_of
from reports.view import DistrictView
from reports.words import state_words
from tests.reports.small_round import small_round

ON = date(2026, 11, 30)
ROUND = small_round()
DISTRICT = ROUND.districts[0].district


def _unit(name: str, kind: str, superior: str | None = None) -> Unit:
    return Unit(DISTRICT.id, name, None, kind, superior, None, None, None)  # type: ignore[arg-type]  # a class of units


UNITS = (
    _unit("临江区民政局", "区属"),
    _unit("临江区税务局", "垂直", "江州市税务局"),
    _unit("江州市自然资源局临江分局", "派出", "江州市自然资源局"),
    _unit("临江区自来水公司", "公共企事业", "临江区城管局"),
)


def finding(unit: str | None, **more: object) -> Finding:
    given = next(one for one in ROUND.districts[0].findings)
    return replace(given, unit=unit, state="confirmed", rule="B02", **more)  # type: ignore[arg-type]  # its fields


@pytest.mark.parametrize(
    ("unit", "told"),
    [
        ("临江区民政局", [("notice", True)]),
        ("临江区民政局、临江区税务局", [("notice", True), ("letter", False)]),
        ("临江区税务局、江州市自然资源局临江分局", [("letter", False), ("notice", False)]),
        ("临江区民政局、临江区自来水公司", [("notice", True)]),
        (None, [("notice", True)]),
    ],
)
def test_each_unit_is_told_in_its_own_way(unit: str | None, told: list[tuple[str, bool]]) -> None:
    view = DistrictView(DISTRICT, (finding(unit),), units=UNITS)
    made = letters(view, ON)
    assert sorted((one.kind, one.to_district) for one in made) == sorted(told)
    assert all(len(one.findings) == 1 for one in made)


def test_all_are_named_and_it_is_said_who_else_is_told() -> None:
    units = units_in_force(UNITS, ON)
    both = finding("临江区民政局、临江区税务局、临江区自来水公司")
    assert responsible(both, units) == "临江区民政局、临江区税务局、临江区城管局（督促临江区自来水公司）"
    assert told_elsewhere(both, units) == "另行函告江州市税务局"
    assert told_elsewhere(finding("临江区民政局"), units) == ""


def test_marks_stand_beside_the_state() -> None:
    marked = finding(None, marks=("有异议，待答复", "屡查屡犯", "逾期"), repeat=1, overdue=True, first_round="2026-11")
    assert state_words(replace(marked, round="2026-11")) == "属实；已逾期；屡查屡犯；有异议，待答复"
    again = replace(marked, state="suspected", overdue=False, mode="A", suspected_only=False, round="2026-11")
    assert state_words(again) == "待核实（系统判定）；屡查屡犯；有异议，待答复"


def test_a_deadline_that_was_set_is_printed_with_its_hour() -> None:
    due = datetime(2026, 12, 4, 12, tzinfo=CHINA)
    assert due_of(finding(None, due=due.date(), due_at=due), ROUND).text == "2026年12月4日12时前"
