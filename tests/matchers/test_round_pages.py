"""What pages of a round answer where people spoke of their columns, and where news lies."""

from pathlib import Path
from typing import Any

import pytest

from inspection.types.judgement import Coverage, Match
from matchers.match import match_round
from tests.matchers.made_round import made_round

DOMAIN = {"domain": "养老服务", "level1": "养老服务业务办理"}
ENTRIES = [{**DOMAIN, "level2": name} for name in ("老年人补贴", "养老机构备案")]
PATH = ["政务公开", "养老服务", "养老服务业务办理", "老年人补贴"]


def _matches(case: dict[str, Any], folder: Path) -> list[Match]:
    with made_round(folder / "round.db", case) as store:
        match_round(store)
        return [match for match in store.read(Match) if match.kind == "page"]


@pytest.mark.parametrize("path", [PATH, [*PATH, "2026年"]], ids=["its_own_name", "a_year_below_it"])
def test_a_refused_column_tells_nothing_by_the_name_that_was_refused(path: list[str], tmp_path: Path) -> None:
    """Its domain and first level stand above it all the same."""
    columns = [{"path": path, "listing": "complete", "items": ["养老机构备案办理流程"]}]
    case = {
        "entries": ENTRIES,
        "columns": columns,
        "decisions": [{"kind": "reject", "column": 0, "level2": "老年人补贴"}],
    }
    told = {match.level2: match for match in _matches(case, tmp_path)}
    assert told["养老机构备案"].decision == "accept"
    assert told["养老机构备案"].reasons["path"] == 0.5, "the domain above is not in question"
    assert told["老年人补贴"].decision == "reject"
    assert told["老年人补贴"].reasons.get("path", 0.0) <= 0.5, "but not the refused name"


def test_every_missing_entry_names_the_same_listings(tmp_path: Path) -> None:
    """One tuple for all: thousands of entries and columns would fill the memory otherwise."""
    columns = [{"path": ["政务公开", f"工作动态{n}"], "listing": "complete"} for n in range(3)]
    with made_round(tmp_path / "round.db", {"entries": ENTRIES, "columns": columns}) as store:
        match_round(store)
        rows = store.read(Coverage)
    assert [row.state for row in rows] == ["missing", "missing"]
    assert {row.listings for row in rows} == {("l-c00", "l-c01", "l-c02")}


@pytest.mark.parametrize(
    ("title", "state"),
    [("临江区安全生产领域基层政务公开标准目录", "missing"), ("临江区安全生产标准", "unverifiable")],
)
def test_a_short_name_in_news_is_seldom_meant(title: str, state: str, tmp_path: Path) -> None:
    entries = [{"domain": "安全生产", "level1": "政策文件", "level2": "标准"}]
    columns = [{"path": ["政务公开", "安全生产", "工作动态"], "listing": "complete", "items": [title]}]
    with made_round(tmp_path / "round.db", {"entries": entries, "columns": columns}) as store:
        match_round(store)
        (row,) = store.read(Coverage)
    assert row.state == state, row
