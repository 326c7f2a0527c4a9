"""Every check of the field is in docs/checks.md, with its state and what shows it."""

import csv
import re
from pathlib import Path

import pytest

from audits.rule import all_rules
from audits.rule_docs import checks_page, not_judged

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "checks.md"
FIELD = ROOT.parent / "shared" / "spec" / "checks.csv"


def test_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == checks_page(all_rules()), "run python -m audits.rule_docs"


def test_what_it_points_to_is_there() -> None:
    text = PAGE.read_text(encoding="utf-8")
    shown = re.findall(r"`(tests/[^`]+)`", text)
    assert len(shown) > len(all_rules()) - 1
    assert [path for path in shown if not (ROOT / path).is_file()] == []
    pages = re.findall(r"\((rules/\w+\.md)\)", text)
    assert [path for path in pages if not (PAGE.parent / path).is_file()] == []


def test_every_check_of_the_field_is_judged_or_named() -> None:
    if not FIELD.exists():
        pytest.skip(f"{FIELD.name} is not beside the project: nobody checks that no check of the field is missing")
    with FIELD.open(encoding="utf-8", newline="") as file:
        codes = [row["ID"] for row in csv.DictReader(file)]
    assert len(codes) > 130
    known = {rule.code for rule in all_rules()} | set(not_judged())
    assert [code for code in codes if code not in known] == []
