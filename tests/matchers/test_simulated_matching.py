"""Whole simulated districts: what is accepted is right, what was planted as missing is found, nothing there is missing.

Portals are made from the baseline with titles and column names of their own words (made_titles.yml). Floors stand a
little below what was measured (benchmarks/matching_portals.md); accusing what is there has no room at all.
"""

from pathlib import Path

import pytest

from directories.baseline import fallback_entries
from inspection.types.judgement import Coverage, Match
from matchers.match import match_round
from tests.matchers.made_portals import VARIANTS, MadePortal, Score, made_portal, portal_store, score

SEED = 11
ENTRIES = fallback_entries()


def _judged(portal: MadePortal, folder: Path) -> Score:
    with portal_store(folder / "round.db", portal) as store:
        match_round(store)
        return score(portal, store.read(Match), store.read(Coverage))


@pytest.mark.slow
@pytest.mark.parametrize("variant", VARIANTS)
def test_whole_district(variant: str, tmp_path: Path) -> None:
    told = _judged(made_portal(ENTRIES, VARIANTS[variant], SEED), tmp_path)
    assert told.right >= 0.99, told.wrong
    assert told.falsely_missing == 0, told.wrong
    assert told.recall >= 0.9, told.wrong
    assert told.unverifiable <= 0.03 * told.there, told.wrong
    assert told.reach >= 0.9, told.wrong


@pytest.mark.parametrize("variant", ["columns renamed", "columns merged"])
def test_a_few_domains(variant: str, tmp_path: Path) -> None:
    few = [entry for entry in ENTRIES if entry.domain in ("社会保险", "养老服务", "涉农补贴", "税收管理")]
    told = _judged(made_portal(few, VARIANTS[variant], SEED), tmp_path)
    assert told.accepted_columns >= 15
    assert told.right >= 0.97, told.wrong
    assert told.falsely_missing == 0, told.wrong


def test_the_same_portal_gives_the_same_rows(tmp_path: Path) -> None:
    few = [entry for entry in ENTRIES if entry.domain in ("社会保险", "养老服务")]
    portal = made_portal(few, VARIANTS["all together"], SEED)
    assert portal == made_portal(few, VARIANTS["all together"], SEED)
    with portal_store(tmp_path / "round.db", portal) as store:
        match_round(store)
        first = store.read(Match)
        match_round(store)
        assert store.read(Match) == first


def test_a_wrong_answer_shows_in_the_score(tmp_path: Path) -> None:
    """The measure itself: an entry called missing that is there, and a match to another entry, both count."""
    few = [entry for entry in ENTRIES if entry.domain in ("涉农补贴", "社会保险", "安全生产")]
    portal = made_portal(few, VARIANTS["as the directory"], SEED)
    with portal_store(tmp_path / "round.db", portal) as store:
        match_round(store)
        matches, coverage = store.read(Match), store.read(Coverage)
    honest = score(portal, matches, coverage)
    assert portal.missing
    accused = MadePortal(portal.entries, portal.columns, frozenset(), portal.blank)
    assert score(accused, matches, coverage).falsely_missing == honest.found > 0
    first = _names(portal.entries[0].key)
    wrong = [Match(m.kind, m.subject, m.title, m.district, *first, m.confidence, m.decision) for m in matches]
    assert score(portal, wrong, coverage).right < honest.right == 1.0


def _names(key: tuple[str, str, str]) -> tuple[str, str | None, str | None]:
    return key[0], key[1] or None, key[2] or None
