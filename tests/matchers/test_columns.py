"""What a column's path says of entries, one case of columns.yml after the other."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from inspection.types.directory import Entry
from inspection.types.portal import Column
from matchers.columns import ColumnMatcher
from matchers.settings import match_settings
from matchers.target import Targets

CASES: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "columns.yml").read_text(encoding="utf-8"))


def _entry(text: str) -> Entry:
    domain, level1, level2 = text.split("/")
    return Entry(None, "x.csv", None, None, None, domain, level1, level2 or None, None)


@pytest.mark.parametrize("name", CASES)
def test_answers(name: str) -> None:
    case = CASES[name]
    column = Column("c1", "p", "static", "https://www.linjiang.example/c1/", tuple(case["path"]), None, 0, True, "list")
    answers = ColumnMatcher(Targets([_entry(text) for text in case["entries"]], match_settings())).answers(
        [column], [], {}
    )
    found = {}
    for answer in answers:
        entry = answer.target.entry
        short = entry.level2 or entry.level1
        key = next(
            (k for k in (short, f"{entry.level1}/{entry.level2}") if k in case["answers"]),
            f"{entry.domain}/{entry.level1}/{entry.level2}",
        )
        if answer.decision != "reject":
            found[key] = "shared" if answer.shared else answer.decision
    assert found == case["answers"]
