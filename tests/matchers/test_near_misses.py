"""Where an entry that was not found may still be."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from inspection.types.judgement import Coverage
from matchers.match import match_round
from matchers.near_misses import SHOWN, NearMisses
from matchers.round_pages import PageAnswer
from matchers.seen import read_seen
from matchers.settings import match_settings
from matchers.taken_down import Fate
from matchers.target import Targets
from tests.matchers.made_round import made_round

CASES: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "near_misses.yml").read_text(encoding="utf-8")
)


def _covered(case: dict[str, Any], folder: Path) -> Coverage:
    with made_round(folder / "round.db", case) as store:
        match_round(store)
        return next(row for row in store.read(Coverage) if row.level2 == case["entry"])


@pytest.mark.parametrize("name", CASES)
def test_near_misses(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    row = _covered(case, tmp_path)
    assert row.state != "content", row
    assert [one.kind for one in row.near] == [kind for kind, _ in case["near"]], row.near
    for one, (_, words) in zip(row.near, case["near"], strict=True):
        assert words in one.reason and one.url.startswith("https://") and 0 < one.confidence <= 1
        assert not one.reason.endswith("。") and "None" not in one.reason


def test_at_most_five_the_likeliest_first(tmp_path: Path) -> None:
    columns = [
        {"path": ["政务公开", f"通知公告{number}"], "listing": "complete", "items": ["老年人补贴发放工作推进会"]}
        for number in range(8)
    ]
    with made_round(tmp_path / "round.db", {**CASES["page_in_doubt"], "columns": columns}) as store:
        seen = read_seen(store)
    targets = Targets(seen.entries, match_settings())
    answers = [
        PageAnswer(page, targets.items[0], sure / 10, "review", "machine", {"title": 1.0})
        for page, sure in zip(seen.pages, (3, 8, 5, 1, 7, 4, 6, 2), strict=True)
    ]
    near = NearMisses(seen, targets, [], answers).of(targets.items[0], Fate())
    assert [one.confidence for one in near] == [0.8, 0.7, 0.6, 0.5, 0.4] and len(near) == SHOWN
    assert len({one.subject for one in near}) == SHOWN


def test_pages_of_one_column_are_named_once(tmp_path: Path) -> None:
    titles = ["老年人补贴发放工作推进会", "老年人补贴发放工作部署会"]
    columns = [{"path": ["政务公开", "通知公告"], "listing": "complete", "items": titles}]
    with made_round(tmp_path / "round.db", {**CASES["page_in_doubt"], "columns": columns}) as store:
        seen = read_seen(store)
    targets = Targets(seen.entries, match_settings())
    answers = [
        PageAnswer(page, targets.items[0], sure, "review", "machine", {"title": 1.0})
        for page, sure in zip(seen.pages, (0.3, 0.8), strict=True)
    ]
    near = NearMisses(seen, targets, [], answers).of(targets.items[0], Fate())
    assert [one.reason for one in near] == [
        "栏目“政务公开 > 通知公告”中的《老年人补贴发放工作部署会》等2条信息可能就是本事项信息"
    ]


def test_what_is_published_needs_none(tmp_path: Path) -> None:
    columns = [
        {"path": ["养老服务", "养老服务业务办理", "老年人补贴"], "listing": "complete", "items": ["高龄津贴发放公示"]},
        {"path": ["政务公开", "养老服务", "老年人补贴发放"], "listing": "complete"},
    ]
    row = _covered({**CASES["page_in_doubt"], "columns": columns}, tmp_path)
    assert (row.state, row.near) == ("content", ())
