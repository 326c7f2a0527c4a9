"""The state of every entry, one small round per case of coverage.yml."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from inspection.types.judgement import Coverage, Match
from matchers.match import match_round
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
        assert words in rows[entry].reason
    for entry, unit in case.get("units", {}).items():
        assert rows[entry].unit == unit


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
