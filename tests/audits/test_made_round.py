"""The round that judging is measured on is one that can be judged, and gives the same twice."""

from pathlib import Path

import pytest

from audits.ledger import derived_id
from audits.round import audit_round
from benchmarks.made_round import made_round
from inspection.round_store import open_round
from inspection.types.judgement import Finding
from inspection.types.page_facts import PageFacts
from inspection.types.portal import Page


@pytest.mark.slow
def test_it_is_judged_the_same_twice_and_made_the_same_twice(tmp_path: Path) -> None:
    found = []
    for name in ("a.db", "b.db"):
        made_round(tmp_path / name, "linjiang", 300, seed=3)
        with open_round(tmp_path / name) as store:
            judged = {page.url for page in store.each(Page) if page.state == "ok"}
            assert len(judged) > 250 and {one.url for one in store.each(PageFacts)} == judged
            for _ in range(2):
                audit_round(store, derived_id)
                found.append((store.read(Finding), store.fact("verdicts"), store.fact("unjudged")))
    assert found[0][0] and all(one == found[0] for one in found)
