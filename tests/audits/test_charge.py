"""What a decision is bound to: the charge, not the days that pass; another charge is asked of a person again."""

from datetime import date
from typing import Any

import pytest

from audits.audit import judge
from audits.ledger import derived_id
from audits.rule import all_rules
from inspection.types.judgement import Finding
from tests.audits.case_file import read_case

RULES = tuple(rule for rule in all_rules() if rule.code in ("B02", "C01", "C07"))
PAGE = {"title": "关于供水的通知", "written": date(2026, 5, 6), "published": date(2026, 7, 10)}


def found(given: dict[str, Any]) -> Finding:
    (finding,) = judge(read_case(given), RULES, derived_id)[0].findings
    return finding


def entry(**given: Any) -> dict[str, Any]:
    row = {"name": "统计/统计数据", "state": "missing", "trigger": "standing", **given}
    return {"entries": [row]}


@pytest.mark.parametrize("kind", ["confirm", "reject"])
@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ({"pages": [PAGE]}, {"pages": [PAGE], "as_of": date(2026, 12, 31)}, True),
        ({"pages": [PAGE]}, {"pages": [PAGE | {"column": "首页 > 政策文件"}]}, True),
        (entry(), entry() | {"as_of": date(2026, 12, 31)}, True),
        (entry(), entry(trigger="event"), False),  # the trigger was put right
    ],
    ids=["time passed", "another column", "an entry and time", "trigger"],
)
def test_decisions_hold_for_their_charge(before: dict[str, Any], after: dict[str, Any], same: bool, kind: str) -> None:
    first = found(before)
    told = {"kind": kind, "identity": first.identity, "charge": first.charge}
    second = found(after | {"decisions": [told]})
    assert second.identity == first.identity
    assert (second.charge == first.charge) is same
    assert second.state == ({"confirm": "confirmed", "reject": "rejected"}[kind] if same else "suspected")


def test_a_decision_whose_charge_nobody_noted_holds_for_every_one() -> None:
    first = found(entry())
    told = {"kind": "reject", "identity": first.identity}
    assert found(entry(trigger="event") | {"decisions": [told]}).state == "rejected"


def test_a_date_that_was_changed_is_another_charge() -> None:
    before, after = (found({"pages": [PAGE | {"published": day}]}) for day in (date(2026, 7, 10), date(2026, 7, 20)))
    assert before.charge != after.charge
    assert "severity=" in before.charge
