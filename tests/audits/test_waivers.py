"""Waivers that are past, or that nothing needed, are said in a sentence each."""

from datetime import date
from typing import Any

import pytest

from audits.audit import judge
from audits.ledger import derived_id
from audits.rule import all_rules
from audits.waivers import waivers_told
from tests.audits.case_file import read_case

RULES = tuple(rule for rule in all_rules() if rule.code in ("B02", "B03"))
BLANK = {
    "entries": [
        {"name": "统计/统计数据", "state": "blank"},
        {"name": "统计/普查数据"},
        {"name": "统计/统计公报", "state": "waived"},
    ],
    "columns": [{"path": "政务公开 > 统计数据", "answers": "统计/统计数据"}],
}
LATER = date(2026, 12, 31)


def told(*waivers: dict[str, Any]) -> list[str]:
    case = read_case(BLANK | {"waivers": [{"until": LATER} | one for one in waivers]})
    return waivers_told(case, judge(case, RULES, derived_id)[0].findings)


@pytest.mark.parametrize(
    "waiver",
    [
        {"domain": "统计", "level1": "统计数据"},
        {"domain": "统计", "level1": "统计数据", "rule": "b03"},
        {"column": "首页 > 政务公开 > 统计数据", "rule": "B03"},
        {"domain": "统计", "level1": "统计公报"},
        # of what cannot be known to be needed nothing is said
        {"domain": "统计", "rule": "A05"},
        {"domain": "税收管理", "level1": "纳税服务"},
        {"domain": "统计", "level1": "普查数据", "since": date(2026, 12, 1)},
        {"domain": "统计", "level1": "普查数据", "district": "wanghu"},
    ],
    ids=["entry", "rule", "column", "coverage", "directory", "names nothing", "not yet", "another district's"],
)
def test_of_waivers_that_are_needed_nothing_is_said(waiver: dict[str, Any]) -> None:
    assert told(waiver) == []


@pytest.mark.parametrize(
    ("waiver", "named"),
    [
        ({"domain": "统计", "level1": "普查数据"}, "报备“统计/普查数据”（至2026-12-31）本次没有用到"),
        (
            {"domain": "统计", "level1": "统计数据", "rule": "C03"},
            "报备“统计/统计数据，C03”（至2026-12-31）本次没有用到",
        ),
        ({"column": "首页 > 政务公开 > 普查", "rule": "B03"}, "“首页 > 政务公开 > 普查，B03”"),
        ({"domain": "统计", "level1": "统计数据", "until": date(2026, 11, 29)}, "“统计/统计数据”已于2026-11-29到期"),
    ],
)
def test_waivers_that_are_past_or_not_needed_are_named(waiver: dict[str, Any], named: str) -> None:
    (sentence,) = told(waiver)
    assert named in sentence and sentence.endswith("。")


def test_of_many_the_number_is_told() -> None:
    said = told(*({"domain": "统计", "level1": "普查数据", "reason": str(n)} for n in range(13)))
    assert len(said) == 11
    assert said[-1] == "另有 3 项报备情况相同。"
