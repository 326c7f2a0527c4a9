"""The state of every entry, one small round per case of coverage.yml."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from inspection.types.judgement import Coverage, Match
from matchers.columns import ColumnAnswer
from matchers.coverage import CoverageJudge
from matchers.match import match_round
from matchers.round_pages import PageAnswer
from matchers.seen import read_seen
from matchers.settings import match_settings
from matchers.target import Targets
from tests.matchers.made_round import made_round

CASES: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "coverage.yml").read_text(encoding="utf-8"))


def _covered(case: dict[str, Any], folder: Path) -> dict[str, Coverage]:
    with made_round(folder / "round.db", case) as store:
        match_round(store)
        return {row.level2 or row.level1 or row.domain: row for row in store.read(Coverage)}


@pytest.mark.parametrize("name", CASES)
def test_state(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    rows = _covered(case, tmp_path)
    assert {entry: row.state for entry, row in rows.items()} == case["expect"], rows
    for entry, words in case.get("says", {}).items():
        for part in words if isinstance(words, list) else [words]:
            assert part in rows[entry].reason
    for entry, unit in case.get("units", {}).items():
        assert rows[entry].unit == unit
    for entry, trigger in case.get("due", {}).items():
        assert rows[entry].trigger == trigger


@pytest.mark.parametrize(
    ("domain", "sure", "named", "named_other", "state"),
    [
        ("养老服务", 0.5, 0.8, 0.3, "unverifiable"),
        ("养老服务", 0.49, 0.8, 0.3, "missing"),
        ("养老服务", 0.86, 0.45, 0.0, "missing"),
        ("养老服务", 0.86, 0.7, 1.0, "missing"),
        ("户籍管理", 0.7, 0.8, 0.3, "missing"),
    ],
    ids=["rather_than_not", "rather_not", "by_its_surroundings_only", "its_own_entry_more", "of_another_domain"],
)
def test_a_page_of_a_sister_entry_that_likelier_than_not_answers_this_one(
    domain: str, sure: float, named: float, named_other: float, state: str, tmp_path: Path
) -> None:
    """Its column says one entry, its own words another of the same domain: nobody is accused of the other."""
    entries = [
        {"domain": "养老服务", "level1": "养老服务业务办理", "level2": "养老机构备案"},
        {"domain": domain, "level1": "业务办理", "level2": "老年人补贴"},
    ]
    columns = [{"path": ["养老服务", "养老机构备案"], "listing": "complete", "items": ["老年人补贴办理流程"]}]
    with made_round(tmp_path / "round.db", {"entries": entries, "columns": columns}) as store:
        seen = read_seen(store)
    targets = Targets(seen.entries, match_settings())
    own, other = (
        targets.by_key["养老服务", "养老服务业务办理", "养老机构备案"],
        targets.by_key[domain, "业务办理", "老年人补贴"],
    )
    by_column = ColumnAnswer(seen.columns[0], own, 0.99, "accept", False, "machine", {"path": 0.99})
    pages = [
        PageAnswer(seen.pages[0], own, 0.9, "accept", "machine", {"column": 0.99, "title": named_other}),
        PageAnswer(seen.pages[0], other, sure, "reject", "machine", {"title": named}),
    ]
    row = CoverageJudge(seen, targets, [by_column], pages).coverage(other)
    assert row.state == state
    assert [near.kind for near in row.near] == (["other_column"] if named >= 0.5 else [])
    assert ("已对应其他事项，也可能对应该事项" in row.reason) == (state == "unverifiable")


def test_what_was_taken_down_is_not_asked_for_beside_a_sister_entrys_page_that_may_be_it(tmp_path: Path) -> None:
    entries = [
        {"domain": "养老服务", "level1": "养老服务业务办理", "level2": name} for name in ("养老机构备案", "老年人补贴")
    ]
    columns = [{"path": ["养老服务", "养老机构备案"], "listing": "complete", "items": ["老年人补贴办理流程"]}]
    earlier = [{"level2": "老年人补贴", "title": "高龄津贴发放公示", "column": -1, "seen_on": date(2026, 10, 20)}]
    with made_round(tmp_path / "round.db", {"entries": entries, "columns": columns, "earlier": earlier}) as store:
        seen = read_seen(store)
    targets = Targets(seen.entries, match_settings())
    own, other = (targets.by_key["养老服务", "养老服务业务办理", name] for name in ("养老机构备案", "老年人补贴"))
    pages = [
        PageAnswer(seen.pages[0], own, 0.9, "accept", "machine", {"column": 0.99, "title": 0.3}),
        PageAnswer(seen.pages[0], other, 0.6, "reject", "machine", {"title": 0.8}),
    ]
    assert CoverageJudge(seen, targets, [], pages).coverage(other).state == "unverifiable"
    assert CoverageJudge(seen, targets, [], pages[:1]).coverage(other).state == "withdrawn"


def test_a_longer_name_in_the_title_is_the_one_that_is_named(tmp_path: Path) -> None:
    entries = [{"domain": "户籍管理", "level1": "出生登记", "level2": name} for name in ("出生登记", "国外出生登记")]
    columns = [{"path": ["户籍管理", "出生登记"], "listing": "complete", "items": ["国外出生登记办理流程"]}]
    with made_round(tmp_path / "round.db", {"entries": entries, "columns": columns}) as store:
        seen = read_seen(store)
    targets = Targets(seen.entries, match_settings())
    own, longer = targets.items
    pages = [
        PageAnswer(seen.pages[0], own, 0.9, "accept", "machine", {"title": 1.0}),
        PageAnswer(seen.pages[0], longer, 0.7, "reject", "machine", {"title": 0.8}),
    ]
    assert CoverageJudge(seen, targets, [], pages).coverage(longer).state == "unverifiable"


def test_every_state_has_a_case() -> None:
    states = {state for case in CASES.values() for state in case["expect"].values()}
    assert states == {
        "content", "note", "blank", "missing", "withdrawn", "unverifiable", "waived", "not_due", "not_applicable"
    }  # fmt: skip


def test_every_reason_is_a_chinese_sentence(tmp_path: Path) -> None:
    for number, case in enumerate(CASES.values()):
        (tmp_path / str(number)).mkdir()
        for row in _covered(case, tmp_path / str(number)).values():
            assert row.reason.endswith("。") and "None" not in row.reason, row


def test_missing_names_every_listing_and_unverifiable_the_hiding_ones(tmp_path: Path) -> None:
    missing = _covered(CASES["missing_when_everything_was_read"], tmp_path)["死亡注销"]
    assert missing.listings == ("l-c01", "l-c02")
    (tmp_path / "second").mkdir()
    hidden = _covered(CASES["unverifiable_behind_a_general_list_cut_short"], tmp_path / "second")["死亡注销"]
    assert hidden.listings == ("l-c01",)


def test_same_store_same_rows(tmp_path: Path) -> None:
    with made_round(tmp_path / "round.db", CASES["first_level_column_shared_by_its_entries"]) as store:
        match_round(store)
        first = (store.read(Match), store.read(Coverage))
        match_round(store)
        assert (store.read(Match), store.read(Coverage)) == first


def test_a_page_in_a_column_of_an_entry_inherits_it(tmp_path: Path) -> None:
    with made_round(tmp_path / "round.db", CASES["content_under_columns_of_years"]) as store:
        match_round(store)
        pages = [match for match in store.read(Match) if match.kind == "page"]
    assert [(match.level2, match.decision) for match in pages] == [("部门预算", "accept")]
    assert "column" in pages[0].reasons and pages[0].confidence > 0.85
