"""A district's first round: equal faults are one line, the most serious lines are for the bulletin, leaks never."""

from dataclasses import replace
from datetime import date
from typing import Any

from inspection.openness_values import FirstRound
from inspection.pack_source import Source
from inspection.types.judgement import Finding
from reports.first_round import first_round_lines

GIVEN = FirstRound(Source("检查方法", "M"), cap=2, merge_from=3)


def _fault(number: int, **more: Any) -> Finding:
    given: dict[str, Any] = {
        "id": f"F{number:03}", "identity": f"i{number}", "round": "2026-11", "district": "linjiang", "unit": "区教育局",
        "domain": "义务教育", "level1": "招生", "level2": None, "column": ("教育", "招生"), "rule": "C01",
        "rule_name": "逾期公开", "mode": "A", "severity": 2, "state": "suspected", "title": None, "url": "",
        "message": "逾期3个工作日", "demand": "", "basis": "", "found_on": date(2026, 11, 20), "evidence": (),
    }  # fmt: skip
    return Finding(**(given | more))


def test_equal_faults_of_one_column_become_one_line_from_so_many_on() -> None:
    three, two = [_fault(n) for n in range(3)], [_fault(n, column=("教育", "收费")) for n in range(3, 5)]
    lines = first_round_lines([*three, *two], replace(GIVEN, cap=9))
    assert [len(line.all) for line in lines] == [3, 1, 1]
    assert lines[0].message == "逾期3个工作日（同一栏目同类问题共3处）"
    assert lines[1].message == "逾期3个工作日"


def test_another_unit_cause_or_verdict_is_another_line() -> None:
    others: list[dict[str, Any]] = [
        {}, {"unit": "区民政局"}, {"rule": "C07"}, {"state": "confirmed"}, {"column": ("教育",)},
    ]  # fmt: skip
    faults = [_fault(10 * place + n, **other) for place, other in enumerate(others) for n in range(3)]
    assert len(first_round_lines(faults, GIVEN)) == 5


def test_the_bulletin_takes_the_most_serious_up_to_its_number() -> None:
    faults = [_fault(n, severity=severity, column=(str(n),)) for n, severity in enumerate((3, 2, 4, 2, 1))]
    lines = first_round_lines(faults, GIVEN)
    assert [(line.mark, line.finding.severity) for line in lines] == [
        ("入通报", 1), ("入通报", 2), ("点对点", 2), ("点对点", 3), ("留存观察", 4),
    ]  # fmt: skip


def test_leaks_are_told_to_the_district_alone_and_old_lateness_is_watched() -> None:
    leak, late = _fault(1, rule="B13", severity=1), _fault(2, kind="explain", column=("别的",))
    assert {line.finding.rule: line.mark for line in first_round_lines([leak, late], GIVEN)} == {
        "B13": "点对点", "C01": "留存观察",
    }  # fmt: skip


def test_nothing_found_is_nothing_told() -> None:
    assert first_round_lines([], GIVEN) == []
