"""A round that saw too little says so itself, whatever the reason."""

from datetime import date

import pytest

from crawler.fitness import EarlierCount, Tally, unfit_for_scoring
from inspection.types.office import CrawlSettings
from inspection.types.portal import Listing, ListingState, Page, PageState

SETTINGS = CrawlSettings()


def listings(*states: ListingState) -> list[Listing]:
    return [Listing(str(n), str(n), "http://a.example/", state, None, None, 1, None) for n, state in enumerate(states)]


def tally(ok: int = 0, undated: int = 0, failed: int = 0, state: PageState = "failed") -> Tally:
    counted = Tally()
    for number in range(ok + failed):
        page = Page(f"http://a.example/{number}", "linjiang", "static", (), (), "ok" if number < ok else state)
        dated = Page(**{**page.__dict__, "published": date(2026, 5, 8)})
        counted.add(page if number < undated or number >= ok else dated)
    return counted


@pytest.mark.parametrize(
    ("counted", "lists", "earlier", "reason"),
    [
        (tally(100), listings(*["complete"] * 10), EarlierCount("2026-10", 110), None),
        (tally(100), listings(*["complete"] * 7, *["unreadable"] * 3), None, "10 个栏目列表中有 3 个未能读全"),
        (tally(100), listings("complete", "unreadable", "unreadable"), None, None),
        (tally(100), listings(*["complete"] * 7, *["script_only"] * 3), None, None),
        (tally(80, failed=20), listings("complete"), None, "100 个页面中有 20 个未能采集"),
        (tally(80, failed=20, state="protected"), listings("complete"), None, "100 个页面中有 20 个未能采集"),
        (tally(80, failed=20, state="gone"), listings("complete"), None, None),
        (tally(5, failed=5), listings("complete"), None, None),
        (tally(60), listings("complete"), EarlierCount("2026-10", 100), "比 2026-10 批次的 100 个少了超过 30%"),
        (tally(75), listings("complete"), EarlierCount("2026-10", 100), None),
        (tally(100, undated=51), listings("complete"), None, "100 个页面中有 51 个读不出发布日期"),
        (tally(100, undated=50), listings("complete"), None, None),
    ],
)
def test_shares(counted: Tally, lists: list[Listing], earlier: EarlierCount | None, reason: str | None) -> None:
    found = list(unfit_for_scoring(counted, lists, earlier, SETTINGS))
    assert len(found) == (reason is not None)
    assert reason is None or reason in found[0]
