"""What pages, neighbours and the directory's order say of columns, one small portal per case of column_evidence.yml."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from inspection.types.directory import Entry
from inspection.types.judgement import Coverage, Match
from inspection.types.portal import Column
from matchers.column_doubts import Doubts
from matchers.column_votes import ASKED, Ballot, PageVote, Votes
from matchers.decide import scorer_names
from matchers.match import match_round
from matchers.seen import read_seen
from matchers.settings import match_settings
from matchers.target import Targets
from tests.matchers.made_round import made_round

CASES: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "column_evidence.yml").read_text(encoding="utf-8")
)


def _case(given: dict[str, Any]) -> dict[str, Any]:
    """The case as made_round wants it: entries `domain/level1/level2`, columns by path with their titles, or as they
    are where they list nothing; `refused` are people's words on columns."""
    entries = [dict(zip(("domain", "level1", "level2"), text.split("/"), strict=True)) for text in given["entries"]]
    columns = [
        {"path": path.split(">")}
        | (titles if isinstance(titles, dict) else {"listing": "complete", "items": titles or []})
        for path, titles in given["columns"].items()
    ]
    at = list(given["columns"])
    refused = given.get("refused", {}).items()
    decisions = [{"kind": "reject", "column": at.index(path), "level2": level2} for path, level2 in refused]
    return {"entries": entries, "columns": columns, "decisions": decisions}


def _judged(name: str, folder: Path) -> tuple[list[Match], list[Coverage]]:
    with made_round(folder / "round.db", _case(CASES[name])) as store:
        rows = {tuple(text.split("/")): row for row, text in enumerate(CASES[name]["entries"], 4)}
        entries = [replace(entry, cells=f"A{rows[entry.key]}:L{rows[entry.key]}") for entry in store.read(Entry)]
        store.replace(Entry, entries)
        match_round(store)
        return store.read(Match), store.read(Coverage)


@pytest.mark.parametrize("name", CASES)
def test_columns(name: str, tmp_path: Path) -> None:
    matches, coverage = _judged(name, tmp_path)
    paths = list(CASES[name]["columns"])
    found: dict[str, dict[str, str]] = {}
    for match in matches:
        if match.kind == "column" and match.decision != "reject":
            path = paths[int(match.subject.removeprefix("c"))]
            found.setdefault(path, {})[match.level2 or match.level1 or ""] = match.decision
    for path, expected in CASES[name].get("answers", {}).items():
        assert found.get(path, {}) == expected, [m for m in matches if m.kind == "column"]
    states = {row.level2 or row.level1: row.state for row in coverage}
    for entry, state in CASES[name].get("states", {}).items():
        assert states[entry] == state, coverage
    by_level1 = {row.level1: row.state for row in coverage}
    for level1, state in CASES[name].get("by_level1", {}).items():
        assert by_level1[level1] == state, coverage
    for title, expected in CASES[name].get("pages", {}).items():
        told = {m.level2 or m.level1: m.decision for m in matches if m.kind == "page" and m.title == title}
        assert {entry: decision for entry, decision in told.items() if decision != "reject"} == expected, told


def test_reasons_say_what_spoke(tmp_path: Path) -> None:
    matches, _ = _judged("renamed_between_two", tmp_path)
    (found,) = [m for m in matches if m.kind == "column" and m.title.endswith("惠农专区") and m.decision == "accept"]
    assert found.reasons["pages"] == 1.0
    assert found.reasons["siblings"] == 1.0
    assert found.reasons["order"] > 0.5
    assert found.confidence <= 0.95, "less sure than a name"


def test_a_misfiled_page_says_where_it_belongs(tmp_path: Path) -> None:
    """What rule B07 asks: the row of the column's entry names how sure the page is another's."""
    matches, _ = _judged("misfiled_page_answers_its_own_entry", tmp_path)
    told = {m.level2: m for m in matches if m.kind == "page" and m.title == "临江区2026年农机购置补贴资金公示"}
    assert told["死亡注销"].reasons["elsewhere"] == told["农机购置补贴"].confidence
    assert "column" not in told["农机购置补贴"].reasons
    assert {*told["死亡注销"].reasons} <= set(scorer_names())


def test_only_a_few_pages_of_a_column_are_asked(tmp_path: Path) -> None:
    """Work grows with columns and with pages, never with both."""
    case = _case(CASES["renamed_between_two"])
    case["columns"][1]["items"] = [f"白沙镇第{number}批耕地地力保护补贴公示" for number in range(200)]
    with made_round(tmp_path / "round.db", case) as store:
        seen = read_seen(store)
    targets = Targets(seen.entries, match_settings())
    votes = Ballot(targets).votes(seen.columns[1], [p for p in seen.pages if "c01" in p.columns], [])
    assert len(votes.pages) == ASKED
    assert votes.telling == ASKED


@pytest.mark.parametrize("titles", [["关于公示第3批名单的通知", "附件2"], ["附件2", "附件3", "附件5", "公示"]])
def test_no_entry_of_a_large_gap_is_missing_for_its_number(titles: list[str], tmp_path: Path) -> None:
    names = [f"第{first}类{second}事项" for first in "甲乙丙丁戊己庚辛壬癸" for second in "种养加"]
    own = {"domain": "涉农补贴", "level1": "农业生产发展资金"}
    above = ["政务公开", "涉农补贴", "农业生产发展资金"]
    columns = [
        {"path": [*above, "农机购置补贴"], "listing": "complete", "items": ["2026年农机购置补贴公示"]},
        {"path": [*above, "惠农专区"], "listing": "complete", "items": titles},
    ]
    entries = [{**own, "level2": name} for name in ("农机购置补贴", *names)]
    with made_round(tmp_path / "round.db", {"entries": entries, "columns": columns}) as store:
        match_round(store)
        states = {row.level2: row.state for row in store.read(Coverage)}
    assert {states[name] for name in names} == {"unverifiable"}


def test_a_column_without_a_name_answers_nothing(tmp_path: Path) -> None:
    with made_round(tmp_path / "round.db", _case(CASES["renamed_between_two"])) as store:
        store.replace(Column, [replace(one, path=() if one.id == "c01" else one.path) for one in store.read(Column)])
        match_round(store)
        assert not [one for one in store.read(Match) if one.subject == "c01"]


PLAIN = PageVote({1: 0.99, 2: 0.0}, 0.0, 1.0)
SILENT = PageVote({1: 0.1, 2: 0.1, 3: 0.02}, 0.2, 0.3)
LISTS_TWO = PageVote({1: 0.1, 2: 0.4}, 0.2, 0.3, {}, frozenset({2}))


@pytest.mark.parametrize(
    ("doubts", "pages", "held"),
    [
        (Doubts(), [PLAIN] * 4, False),
        (Doubts(merges=True, alone=True), [PLAIN] * 4, False),
        (Doubts(), [PLAIN, SILENT], False),
        (Doubts(), [PLAIN, SILENT, SILENT], True),
        (Doubts(), [PLAIN] * 7 + [SILENT] * 3, False),
        (Doubts(), [PLAIN] * 6 + [SILENT] * 3, True),
        (Doubts(merges=True), [PLAIN] * 3 + [SILENT], False),
        (Doubts(merges=True), [PLAIN] * 2 + [SILENT], True),
        (Doubts(alone=True), [PLAIN] * 2 + [SILENT], True),
        (Doubts(hinted={2}), [PLAIN] * 2 + [SILENT], True),
        (Doubts(merges=True, alone=True), [PLAIN] * 15 + [SILENT], True),
        (Doubts(merges=True, alone=True, named=True), [PLAIN] + [SILENT] * 9, False),
        (Doubts(hinted={1, 2}, named=True), [PLAIN] + [SILENT] * 9, True),
        (Doubts(named=True), [PLAIN] * 9 + [LISTS_TWO], True),
        (Doubts(named=True), [PLAIN] * 9 + [PageVote({1: 0.8, 2: 0.2}, 0.0, 1.0)], True),
    ],
)
def test_what_a_column_may_hold_beside_its_entry(doubts: Doubts, pages: list[PageVote], held: bool) -> None:
    """Entry 1 is the column's; 2 is an unclaimed neighbour."""
    assert doubts.may_hold(2, {1}, Votes(tuple(pages))) is held


def test_a_silent_page_is_told_only_from_entries_that_it_was_compared_with() -> None:
    votes = Votes((PageVote({1: 0.6, 2: 0.05}, 0.1, 0.3),))
    assert votes.spare(2, {1}) == 0
    assert votes.spare(2, {4}) == 1, "far rather one of these than 2"
    assert votes.spare(9, {1}) == 1, "nobody asked it of 9"


def test_a_page_more_makes_surer_and_one_page_never_decides_against_many() -> None:
    def said(*shares: float) -> Votes:
        return Votes(tuple(PageVote({1: share, 2: 1 - share}, 0.0, 1.0) for share in shares))

    before = {None: 0.1, 1: 0.2, 2: 0.2}
    sure = [said(*([0.9] * count)).weighed(before)[1] for count in (0, 1, 3, 9)]
    assert sure == sorted(sure) and sure[0] < 0.5 < sure[1]
    assert said(0.95, 0.95, 0.95, 0.95, 0.02).weighed(before)[1] > 0.9
    assert abs(sum(said(0.9, 0.4).weighed(before).values()) - 1.0) < 1e-9
