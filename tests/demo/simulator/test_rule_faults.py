"""Planted faults: no rule without one, each found in three families, nothing held against a unit that fetching lost."""

from pathlib import Path

import pytest

from audits.rule import all_rules
from benchmarks.rule_rounds import measured
from demo.simulator.opening import families
from demo.simulator.rule_faults.all_faults import faulty, rule_faults, sound
from demo.simulator.rule_faults.fetching import fetching_faults
from demo.simulator.rule_faults.ground import AS_OF, Ground
from demo.simulator.rule_faults.workspace import write_workspace
from inspection.rule_pack import load_pack

# What is asked of what a unit handed in, or is taken over from other inspections, has no place in a portal.
READS_A_PORTAL = ("A", "B")
GROUPS = "BCDEFGHIJKM"
FAMILIES = ("trs", "gkmlpt", "epoint")


def test_every_rule_that_reads_a_portal_has_a_planted_fault() -> None:
    planted = {fault.code for fault in rule_faults()}
    asked = {rule.code for rule in all_rules() if rule.code[0] in GROUPS and rule.mode in READS_A_PORTAL}
    assert asked - planted == set()


def test_every_planted_fault_is_of_a_rule_and_says_what_must_be_found() -> None:
    codes = {rule.code for rule in all_rules()}
    for fault in rule_faults():
        ground = Ground()
        fault.plant(ground)
        assert fault.code in codes
        assert fault.code in {one.code for one in ground.expected}, fault.says


def test_look_alikes_expect_nothing() -> None:
    for fault in rule_faults():
        ground = Ground()
        fault.twin(ground)
        assert not ground.expected, fault.says


def test_packs_by_which_faults_are_faults_can_be_read(tmp_path: Path) -> None:
    own = write_workspace(tmp_path / "workspace", "http://127.0.0.1:1/", Ground()) / "packs"
    for name in sorted({fault.pack for fault in rule_faults()}):
        assert load_pack(name, AS_OF, own).title


@pytest.mark.parametrize("family", sorted(families()))
def test_a_district_is_the_same_every_time_and_numbers_its_papers_once(family: str) -> None:
    site = faulty(family).site()
    assert site == faulty(family).site()
    numbers = [one.number for column in site.lists for one in site.documents(column)]
    assert len(numbers) == len(set(numbers))
    assert all(site.document(number) for number in numbers)


def test_the_round_before_lacks_what_appears_later() -> None:
    ground = sound("trs")
    later = {one.title for papers in ground.columns.values() for one in papers if one.late}
    first = ground.site(first=True)
    titles = {one.title for column in first.lists for one in first.documents(column)}
    assert later and titles and not later & titles


@pytest.mark.slow
@pytest.mark.parametrize("family", FAMILIES)
def test_all_faults_are_found_and_nothing_else(family: str, tmp_path: Path) -> None:
    found = measured(family, faulty(family), tmp_path / "workspace")
    assert not found.missed
    assert not [(one.rule, one.message) for one in found.false]


@pytest.mark.slow
@pytest.mark.parametrize(("family", "turn"), list(zip(FAMILIES, (1, 2, 3), strict=True)))
def test_nothing_is_found_where_only_fetching_failed(family: str, turn: int, tmp_path: Path) -> None:
    ground = sound(family)
    found = measured(family, ground, tmp_path / "workspace", fetching_faults(family, ground, turn))
    assert not [(one.rule, one.message) for one in found.false]
