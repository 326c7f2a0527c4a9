"""Simulated portals of all families, really crawled and matched: what is accepted is right, nothing there is missing,
and what was planted as missing is found."""

from pathlib import Path

import pytest

from demo.simulator.opening import families
from directories.baseline import fallback_entries
from inspection.round_store import open_round
from inspection.types.directory import Entry
from inspection.types.judgement import Coverage, Match
from matchers.match import match_round
from tests.crawler.simulated import crawl
from tests.crawler.simulated_lots import is_read
from tests.matchers.made_portals import Manner, made_portal
from tests.matchers.made_sites import written_site

DOMAINS = ("社会保险", "养老服务", "涉农补贴", "税收管理", "户籍管理")
FAST = {"trs"}


def _cases() -> list[object]:
    return [
        pytest.param(family, seed, marks=[] if family in FAST else [pytest.mark.slow])
        for seed, family in enumerate(sorted(families()), 50)
    ]


@pytest.mark.parametrize(("family", "seed"), _cases())
def test_crawled_and_matched(family: str, seed: int, tmp_path: Path) -> None:
    if not is_read(family):
        pytest.skip(f"no crawler/portals/{family}.py yet")
    entries = [entry for entry in fallback_entries() if entry.domain in DOMAINS]
    portal = made_portal(entries, Manner(loosely=True, renamed=0.12, merged=0.12), seed)
    site, columns = written_site(portal, seed)
    crawled = crawl(tmp_path, family, site)
    assert crawled.missing == ()
    with open_round(crawled.round.path) as store:
        store.set_fact("round", "2026-11")
        store.set_fact("district", {"id": "linjiang", "name": "临江区", "kind": "区", "directories": [], "portals": []})
        store.replace(Entry, portal.entries)
        match_round(store)
        matches, coverage = store.read(Match), store.read(Coverage)
    paths = {column.id: column.path for column in crawled.columns}
    wrong, accepted = [], 0
    for match in matches:
        if match.decision != "accept":
            continue
        accepted += 1
        if match.kind == "column":
            made = next((one for path, one in columns.items() if paths[match.subject][-2:] == path), None)
            right = made is not None and match.key in made.answers
        else:
            document = crawled.document(match.subject)
            right = document is not None and match.key in site.written[document.number].answers
        if not right:
            wrong.append((match.kind, match.title, match.key, match.confidence, match.reasons))
    assert accepted > 60
    assert len(wrong) <= 0.02 * accepted, wrong
    asked = {row.key: row for row in coverage if row.state not in ("not_applicable", "not_due")}
    accused = {key for key, row in asked.items() if row.state in ("missing", "blank", "withdrawn")}
    assert accused <= portal.missing | portal.blank, [asked[key] for key in sorted(accused)]
    planted = sorted(portal.missing & asked.keys())
    found = [key for key in planted if asked[key].state == "missing"]
    # A column named for nothing, of which the pages do not tell, keeps the entries of its gap open: at most two here.
    assert len(found) >= len(planted) - 2, [asked[key].reason for key in planted if key not in found]
