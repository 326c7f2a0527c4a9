"""Whether a round may be scored at all: what failed, what is gone since the last round, what cannot be dated."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from inspection.types.office import CrawlSettings
from inspection.types.portal import Listing, Page, PageState

_FAILED: frozenset[PageState] = frozenset({"failed", "protected", "login", "unread"})
# Shares of a handful say nothing.
_FEWEST = 20
_FEWEST_LISTS = 3


@dataclass
class Tally:
    """What is counted of a round while its pages are read: `pages` are those of the portal's own hosts, `failed` those
    that could not be seen, `read` those that could, `undated` the read ones without a date of publication."""

    pages: int = 0
    failed: int = 0
    read: int = 0
    undated: int = 0

    def add(self, page: Page) -> None:
        """Counts one page."""
        if page.state == "external":
            return
        self.pages += 1
        self.failed += page.state in _FAILED
        if page.state == "ok":
            self.read += 1
            self.undated += page.published is None and not page.note


@dataclass(frozen=True)
class EarlierCount:
    """The round before: its name and how many pages its lists named."""

    round: str
    pages: int


def unfit_for_scoring(
    tally: Tally, listings: Iterable[Listing], earlier: EarlierCount | None, settings: CrawlSettings
) -> Iterator[str]:
    """In Chinese why the round's figures would speak of the collecting and not of the district; nothing where they are
    fit. The shares are the office's own (`unfit_lists`, `unfit_pages`, `unfit_fewer`, `unfit_undated` of [crawl])."""
    lists = list(listings)
    unread = sum(one.state in ("unreadable", "cut_short") for one in lists)
    if unread >= _FEWEST_LISTS and unread > settings.unfit_lists * len(lists):
        yield f"{len(lists)} 个栏目列表中有 {unread} 个未能读全（超过 {_percent(settings.unfit_lists)}）"
    if tally.pages >= _FEWEST and tally.failed > settings.unfit_pages * tally.pages:
        yield f"{tally.pages} 个页面中有 {tally.failed} 个未能采集（超过 {_percent(settings.unfit_pages)}）"
    if earlier is not None and earlier.pages >= _FEWEST:
        lost = earlier.pages - tally.pages
        if lost > settings.unfit_fewer * earlier.pages:
            least = _percent(settings.unfit_fewer)
            yield f"只发现 {tally.pages} 个页面，比 {earlier.round} 批次的 {earlier.pages} 个少了超过 {least}"
    if tally.read >= _FEWEST and tally.undated > settings.unfit_undated * tally.read:
        yield f"{tally.read} 个页面中有 {tally.undated} 个读不出发布日期（超过 {_percent(settings.unfit_undated)}）"


def _percent(share: float) -> str:
    return f"{share:.0%}"
