"""The comparison of findings with what was planted, alone and over a whole inspection."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from console.inspection_run import inspect, plan
from demo.city import AS_OF
from demo.contents import linjiang, wanghu
from demo.duties import directories
from demo.gkmlpt_portal import GkmlptPortal
from demo.planted import ENTRY_RULES, HARMLESS, PLANTED, Planted, compare, misjudged
from demo.run import build_city
from demo.static_portal import StaticPortal
from inspection.types.judgement import Coverage, Finding
from inspection.workspace import open_workspace


def finding_for(fault: Planted) -> Finding:
    """A finding as the inspection would give it for a fault."""
    what = fault.what
    portal = GkmlptPortal(linjiang(), "") if fault.district == "linjiang" else StaticPortal(wanghu(), "")
    url = "http://127.0.0.1:4711/"
    entry = column = None
    if isinstance(what, str):
        url = "http://127.0.0.1:4711" + portal.page_path(
            next(doc for _, doc in portal.site.docs() if doc.title == what)
        )
    elif fault.rule in ENTRY_RULES:
        entry = what
    else:
        column = ("首页", *what)
    return Finding(
        id="F1", identity="i", round="2026-11", district=fault.district, unit=None,
        domain=entry[0] if entry else None, level1=entry[1] if entry else None, level2=entry[2] if entry else None,
        column=column, rule=fault.rule, rule_name="", mode="A", severity=2, state="suspected", title=None, url=url,
        message=f"……{fault.says}……", demand="", basis="", found_on=date(2026, 11, 16), evidence=(),
        suspected_only=fault.state == "suspected",
    )  # fmt: skip


def test_all_of_it_and_nothing_else() -> None:
    findings = [finding_for(fault) for fault in PLANTED]
    assert compare(findings) == ([], [])
    assert compare(reversed(findings)) == ([], [])


def test_a_fault_that_is_not_found_is_missing() -> None:
    missing, unexpected = compare([finding_for(fault) for fault in PLANTED[1:]])
    assert (missing, unexpected) == ([PLANTED[0]], [])


@pytest.mark.parametrize(
    "altered",
    [
        lambda finding: replace(finding, rule="C10"),
        lambda finding: replace(finding, district="wanghu"),
        lambda finding: replace(finding, level2="审核审批信息"),
        lambda finding: replace(finding, message="别的说法"),
        lambda finding: replace(finding, suspected_only=True),
    ],
)
def test_a_finding_of_something_else_is_unexpected(altered: Callable[[Finding], Finding]) -> None:
    other = altered(finding_for(PLANTED[0]))
    missing, unexpected = compare([other, *(finding_for(fault) for fault in PLANTED[1:])])
    assert (missing, unexpected) == ([PLANTED[0]], [other])


def test_one_fault_found_twice_is_unexpected() -> None:
    twice = finding_for(PLANTED[0])
    missing, unexpected = compare([*map(finding_for, PLANTED), twice])
    assert (missing, len(unexpected)) == ([], 1)


def test_what_is_said_of_a_harmless_entry_is_compared() -> None:
    rows = [
        Coverage(
            round="2026-11", district=district, domain=key[0], level1=key[1], level2=key[2], unit=None,
            trigger="standing", state=state, pages=0, newest=None, confidence=None, columns=(), reason="",
        )
        for (district, key), state in HARMLESS.items()
    ]  # fmt: skip
    assert misjudged(rows) == []
    assert len(misjudged([replace(rows[0], state="missing"), *rows[1:]])) == 1
    assert len(misjudged(rows[1:])) == 1


def inspected(folder: Path) -> tuple[list[Finding], list[Coverage]]:
    """The findings and the coverage of a whole round over both districts."""
    clock = datetime(2026, 11, 16, 9, tzinfo=timezone(timedelta(hours=8)))
    run = plan(
        open_workspace(folder), today=AS_OF, clock=lambda: clock, say=lambda _: None, progress=lambda *_: None,
        as_of=AS_OF,
    )  # fmt: skip
    inspect(run, AS_OF)
    findings, coverage = [], []
    for district in run.districts:
        with run.store(district) as store:
            findings += store.read(Finding)
            coverage += store.read(Coverage)
    return findings, coverage


@pytest.mark.parametrize("review_all", [pytest.param(True, marks=pytest.mark.slow), False])
def test_the_inspection_finds_what_was_planted_and_nothing_else(tmp_path: Path, review_all: bool) -> None:
    with build_city(tmp_path / "江州", review_all=review_all) as city:
        findings, coverage = inspected(city.folder)
    missing, unexpected = compare(findings)
    told = [f"not found: {fault}" for fault in missing]
    told += [f"not planted: {finding.district} {finding.rule} {finding.message}" for finding in unexpected]
    told += misjudged(coverage)
    confirmed = {finding.suspected_only for finding in findings if finding.state == "confirmed"}
    assert not told, "\n".join(told)
    assert confirmed == (set() if review_all else {False}), "the machine confirms only what it may"
    assert len(coverage) == sum(len(one.duties) for name in ("linjiang", "wanghu") for one in directories(name))
