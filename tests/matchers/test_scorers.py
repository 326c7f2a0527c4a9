"""Every scorer against its cases in tests/scorers/<name>.yml."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from inspection.plugins import modules_in
from inspection.types.directory import Entry, Limit
from matchers.decide import scorer_names, scorers
from matchers.settings import match_settings
from matchers.subject import Subject
from matchers.target import Targets

FOLDER = Path(__file__).resolve().parents[1] / "scorers"
CASES = {
    (path.stem, name): case
    for path in sorted(FOLDER.glob("*.yml"))
    for name, case in yaml.safe_load(path.read_text(encoding="utf-8")).items()
}
REASONS = {module.__name__.rpartition(".")[2]: module.reason for module in modules_in("matchers.scorers")}
# one plain clause: Chinese, no figures of ours, no full stop
CLAUSE = re.compile(r"[^。\n]*[\u4e00-\u9fff][^。\n]{1,160}")


def _entry(given: dict[str, Any]) -> Entry:
    return Entry(
        None, "x.csv", None, None, None, given["domain"], given.get("level1"), given.get("level2"), None,
        elements=tuple(given.get("elements", [])), publisher=tuple(given.get("publisher", [])),
        level=tuple(given.get("level", [])),
        limits=(Limit("periodic", period=given["period"]),) if "period" in given else (),
    )  # fmt: skip


def _subject(targets: Targets, page: dict[str, Any]) -> Subject:
    return Subject(
        targets, page["title"], tuple(page.get("path", [])), page.get("publisher"), page.get("doc_number"),
        page.get("body", ""), tuple(page.get("attachments", [])),
    )  # fmt: skip


@pytest.mark.parametrize("key", CASES, ids="-".join)
def test_score(key: tuple[str, str]) -> None:
    case = CASES[key]
    scorer = next(one for one in scorers() if one.key == key[0])
    targets = Targets([_entry(case["entry"]), *map(_entry, case.get("others", []))], match_settings())
    subject = _subject(targets, case["page"])
    said = scorer.score(subject, targets.items[0])
    assert CLAUSE.fullmatch(REASONS[key[0]](subject, targets.items[0]))
    if "score" in case:
        assert said is None
    else:
        assert said is not None and 0 <= said <= 1
        assert case.get("below", 2) > said > case.get("above", -1)


@pytest.mark.parametrize("scorer", scorers(), ids=lambda scorer: scorer.key)
def test_every_scorer_has_a_weight_a_name_and_cases_for_against_and_silent(scorer: Any) -> None:
    assert scorer.key in match_settings().scorers
    assert scorer_names()[scorer.key] == scorer.name
    own = [case for (name, _), case in CASES.items() if name == scorer.key]
    for expected in ("above", "below", "score"):
        assert any(expected in case for case in own), f"{scorer.key} has no case with {expected}"


def test_no_weight_or_case_without_its_scorer() -> None:
    keys = {scorer.key for scorer in scorers()}
    assert set(match_settings().scorers) == keys == {name for name, _ in CASES}
