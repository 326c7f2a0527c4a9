"""What a round remembers of the pages that answered entries in earlier ones."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from inspection.earlier_answers import FACT, answers_until, earlier_fact, read_earlier_fact
from inspection.round_store import open_round
from inspection.types.judged_before import EarlierAnswer
from inspection.types.judgement import Match
from inspection.types.portal import ListedItem, Page

HOST = "https://www.linjiang.example"
KEY = ("养老服务", "养老服务业务办理", "老年人补贴")
SEPTEMBER, OCTOBER = date(2026, 9, 16), date(2026, 10, 16)


def _page(name: str, state: Any = "ok", **more: Any) -> Page:
    return Page(f"{HOST}/{name}.html", "linjiang", "static", ("c01",), (), state, title=name, **more)


def _match(name: str, decision: Any = "accept", title: str | None = None) -> Match:
    return Match("page", f"{HOST}/{name}.html", title or name, "linjiang", *KEY, 0.95, decision)


def _before(name: str, seen_on: date = SEPTEMBER) -> EarlierAnswer:
    return EarlierAnswer(*KEY, f"{HOST}/{name}.html", name, ("c01",), seen_on)


def _answers(
    folder: Path, pages: list[Page], matches: list[Match], before: list[EarlierAnswer], listed: tuple[str, ...] = ()
) -> list[EarlierAnswer]:
    with open_round(folder / "round.db") as store:
        store.set_fact("as_of", OCTOBER.isoformat())
        store.set_fact(FACT, earlier_fact(before))
        store.replace(Page, pages)
        store.replace(Match, matches)
        rows = [ListedItem("c02", place, f"{HOST}/{name}.html", name, None) for place, name in enumerate(listed)]
        store.replace(ListedItem, rows)
        return answers_until(store)


def test_what_answered_and_was_there_is_remembered_with_its_day(tmp_path: Path) -> None:
    pages = [_page("a"), _page("b", "gone"), _page("c", note=True), _page("d"), _page("e", "external")]
    matches = [_match("a"), _match("b"), _match("c"), _match("d", "review"), _match("e"), _match("f")]
    found = _answers(tmp_path, pages, matches, [], listed=("a", "f"))
    assert found == [
        EarlierAnswer(*KEY, f"{HOST}/a.html", "a", ("c01", "c02"), OCTOBER),
        EarlierAnswer(*KEY, f"{HOST}/f.html", "f", ("c02",), OCTOBER),
    ]


@pytest.mark.parametrize(
    ("page", "matched", "kept"),
    [
        ([], [], True),
        ([_page("old", "gone")], [_match("old")], True),
        ([_page("old", "failed")], [_match("old")], True),
        ([_page("old")], [], False),
        ([_page("old", "sealed")], [], False),
    ],
    ids=["unlisted", "dead", "failed", "there_for_something_else", "may_not_be_named"],
)
def test_what_was_remembered_before(page: list[Page], matched: list[Match], kept: bool, tmp_path: Path) -> None:
    found = _answers(tmp_path, [_page("new"), *page], [_match("new"), *matched], [_before("old")])
    assert [one.title for one in found] == (["new", "old"] if kept else ["new"])
    assert not kept or found[1].seen_on == SEPTEMBER


def test_what_is_older_than_a_year_is_forgotten(tmp_path: Path) -> None:
    before = [_before("young", date(2025, 10, 16)), _before("old", date(2025, 10, 14))]
    assert [one.title for one in _answers(tmp_path, [_page("new")], [_match("new")], before)] == ["new", "young"]


def test_a_round_that_was_never_matched_hands_on_what_it_knew(tmp_path: Path) -> None:
    assert _answers(tmp_path, [_page("old")], [], [_before("old")]) == [_before("old")]


def test_titles_are_masked_and_only_the_latest_are_kept(tmp_path: Path) -> None:
    names = [f"p{number:02}" for number in range(30)]
    matches = [_match(name, title=f"{name} 13812345678") for name in names]
    found = _answers(tmp_path, [_page(name) for name in names], matches, [])
    assert len(found) == 20 and found[0].title == "p00 138****5678"


def test_a_round_that_froze_none_knows_none() -> None:
    assert read_earlier_fact(None) == ()
