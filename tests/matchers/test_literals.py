"""The literals that patterns need never rule out a match."""

import json
import re
from pathlib import Path

import pytest

from matchers.folding import fold_title
from matchers.literals import PatternIndex, needed
from matchers.settings import match_settings

TITLES = [
    fold_title(json.loads(line)["title"])
    for line in (Path(__file__).parent / "reworded_pages.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        ("低保.{0,4}标准", {"低保"}),
        ("(甲|乙丙)丁?戊", {"戊"}),
        ("甲乙?丙丁", {"丙丁"}),
        ("甲{0,2}乙", {"乙"}),
        ("甲{2,3}乙", {"甲"}),
        ("(?:低保|特困)(名单)?", {"低保", "特困"}),
        ("(?<!工)程度", {"程度"}),
        ("[甲乙]{2}", set()),
        ("(甲|.)", set()),
        (r"\d季度\(一\)", {"季度(一)"}),
    ],
)
def test_needed(pattern: str, literals: set[str]) -> None:
    assert needed(pattern) == literals


def test_no_match_of_a_shipped_pattern_is_ruled_out() -> None:
    settings = match_settings()
    patterns = [wording.title for wording in settings.wordings]
    patterns += [kind.page for kind in settings.kinds] + [kind.decisive for kind in settings.kinds]
    index = PatternIndex([pattern.pattern for pattern in patterns])
    met = 0
    for title in TITLES:
        near = set(index.near([title]))
        for number, pattern in enumerate(patterns):
            if pattern.search(title):
                met += 1
                assert number in near, (pattern.pattern, title)
    assert met > len(TITLES)


def test_few_patterns_are_left_to_run() -> None:
    patterns = [wording.title.pattern for wording in match_settings().wordings]
    index = PatternIndex(patterns)
    assert sum(len(index.near([title])) for title in TITLES) < 0.06 * len(patterns) * len(TITLES)


def test_a_text_without_any_of_the_words_runs_nothing_but_what_is_unknown() -> None:
    index = PatternIndex(["低保", "[甲乙]", "特困"])
    assert index.near(["户口"]) == [1]
    assert index.near(["", "特困供养"]) == [1, 2]


def test_a_text_with_only_one_of_the_words_that_are_needed_together_runs_nothing() -> None:
    index = PatternIndex(["(低保|特困).{0,8}(名单|公示)|危房", "(?!)"])
    assert index.near(["低保标准", "采购名单"]) == []
    assert index.near(["特困供养名单"]) == [0]
    assert index.near(["危房"]) == [0]


def test_the_reading_knows_every_shipped_pattern() -> None:
    for wording in match_settings().wordings:
        assert needed(wording.title.pattern), re.escape(wording.title.pattern)
