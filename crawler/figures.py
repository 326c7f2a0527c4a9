"""How far a crawl is, in figures for a person."""

from collections.abc import Callable
from dataclasses import dataclass

from crawler.agenda import Due
from crawler.archive import Archive
from crawler.requests import Wanted
from crawler.walk import walk
from inspection.types.office import District

# Counting costs a walk over all that is known: in the long run no more than this part of the time.
_PART = 0.05


@dataclass
class Figures:
    """What is known so far; the names are those of CrawlProgress."""

    fetched: int
    columns: int = 0
    lists: int = 0
    lists_read: int = 0
    pages: int = 0
    pages_read: int = 0

    def __post_init__(self) -> None:
        self._again = 0.0
        self._pages_begun = False

    def look(self, district: District, archive: Archive, due: Due, clock: Callable[[], float]) -> None:
        """Counts anew where the last time is long enough ago, and when the pages begin. `due` is what is asked next."""
        began = clock()
        pages_begin = not self._pages_begun and any(wanted.role == "page" for wanted in due.requests)
        if began < self._again and not pages_begin:
            return
        self._pages_begun = self._pages_begun or pages_begin
        walked = due.walked or walk(district.portals, archive)
        self.columns = len(walked.columns)
        self.lists = len(walked.listings)
        self.lists_read = sum(listing.state == "complete" for listing in walked.listings)
        wanted = [page.wanted for page in walked.pages.values() if page.wanted]
        self.pages = len(wanted)
        self.pages_read = sum(archive.unsettled(one) is None for one in wanted)
        ended = clock()
        self._again = ended + (ended - began) / _PART

    def kept(self, wanted: Wanted) -> None:
        """An answer was kept."""
        self.fetched += 1
        if wanted.role == "page":
            self.pages_read = min(self.pages, self.pages_read + 1)
