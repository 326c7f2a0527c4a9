"""Every rule has cases that a lawyer can read, and answers them as they say."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from audits.rule import Rule, all_rules
from audits.rule_docs import not_judged, rule_pages
from tests.audits.case_file import read_case

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "tests" / "rules"
RULES = {rule.module.rpartition(".")[2]: rule for rule in all_rules()}


def _cases() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.yml")):
        for name, given in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            found.append(pytest.param(path.stem, given, id=f"{path.stem}:{name}"))
    return found


@pytest.mark.parametrize(("file", "given"), _cases())
def test_rule_answers_as_the_case_says(file: str, given: dict[str, Any]) -> None:
    rule = RULES[file]
    answers = list(rule.ask(read_case(given)))
    assert [answer.verdict for answer in answers] == given["verdicts"]
    faults = [answer for answer in answers if answer.verdict == "fail"]
    if "messages" in given:
        assert [rule.said(answer)[0] for answer in faults] == given["messages"]
    if "demands" in given:
        assert [rule.said(answer)[1] for answer in faults] == given["demands"]
    if "suspected" in given:
        assert [answer.suspected for answer in faults] == given["suspected"]
    if "severities" in given:
        assert [answer.severity or rule.severity for answer in faults] == given["severities"]
    if "reasons" in given:
        assert [answer.reason for answer in answers if answer.verdict == "unknown"] == given["reasons"]


@pytest.mark.parametrize("file", sorted(RULES))
def test_cases_show_each_verdict(file: str) -> None:
    path = FOLDER / f"{file}.yml"
    assert path.exists(), f"{file} has no cases: write {path.relative_to(ROOT)}"
    shown = {verdict for given in yaml.safe_load(path.read_text("utf-8")).values() for verdict in given["verdicts"]}
    assert shown == {"pass", "fail", "unknown"}


def test_every_case_file_is_of_a_rule() -> None:
    assert {path.stem for path in FOLDER.glob("*.yml")} == set(RULES)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_words_are_set_as_officials_set_them(rule: Rule) -> None:
    texts = [text for wording in rule.wordings.values() for text in (wording.message, wording.demand)]
    for text in [rule.name, rule.requirement, *rule.sections.values(), *texts]:
        assert not any(sign in text for sign in ",;:()?!\"'"), text
        assert rule.code not in text
        assert "把握" not in text


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_rules_yield_to_rules_that_exist(rule: Rule) -> None:
    assert set(rule.yields_to) <= {one.code for one in RULES.values()}
    assert rule.code not in rule.yields_to


def test_pages_of_the_rules_are_current() -> None:
    folder = ROOT / "docs" / "rules"
    written = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    assert written == rule_pages(all_rules()), "run python -m audits.rule_docs"


def test_what_is_not_judged_is_judged_by_no_rule() -> None:
    assert not_judged()
    assert not set(not_judged()) & {rule.code for rule in RULES.values()}
