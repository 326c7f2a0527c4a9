"""How long a document says that it holds."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from crawler.facts.terms import PageDates, terms_of

CASES = yaml.safe_load((Path(__file__).parent / "terms.yml").read_text(encoding="utf-8"))
SHOWN = PageDates(date(2026, 2, 10), date(2026, 2, 12), date(2026, 2, 20))
FIELDS = ("starts", "ends", "years", "months", "open_ended")


@pytest.mark.parametrize("name", CASES)
def test_term(name: str) -> None:
    case = CASES[name]
    found = terms_of(case["text"], PageDates() if case.get("dates") == "none" else SHOWN, case.get("title", ""))
    told = [{field: getattr(term, field) for field in FIELDS if getattr(term, field)} for term in found]
    assert told == case["terms"]
    assert all(term.quoted.split("，")[0] in case["text"] for term in found)
