"""Who may be told of which finding."""

from datetime import date
from typing import get_args

import pytest

from inspection.telling import To, is_red_line, may_be_told, rule_may_be_told
from inspection.types.judgement import Finding


def finding(rule: str) -> Finding:
    return Finding(
        "F1", f"{rule}|linjiang|x", "2026-11", "linjiang", None, None, None, None, None, rule, "", "A", 1, "confirmed",
        None, "https://www.linjiang.example/", "", "", "", date(2026, 11, 30), (),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("D09", set()),
        ("B13", {"own", "letter"}),
        ("C06", {"own", "letter", "draft", "notice", "list", "bulletin"}),
        ("B02", {"own", "letter", "draft", "notice", "list", "bulletin"}),
    ],
)
def test_leaks_stay_where_they_belong(rule: str, told: set[To]) -> None:
    assert {to for to in get_args(To) if may_be_told(finding(rule), to)} == told
    assert {to for to in get_args(To) if rule_may_be_told(rule, to)} == told


def test_red_lines_are_not_the_veto_lines() -> None:
    assert [rule for rule in ("B13", "D09", "C06", "B02") if is_red_line(finding(rule))] == ["B13", "D09"]
