"""Lists of which only a script knows the next page, although every page's address says its own number."""

import re
from collections.abc import Callable
from dataclasses import replace

from crawler.family import ListPage, Place
from crawler.requests import Wanted, authority

_PAGES = re.compile(r"\b(?:pageCount|totalPages?|pagecount|paged)[\"']?\s*[:=]\s*[\"']?(\d+)\b", re.I)


def led_on(seen: ListPage, text: str, place: Place, address: Callable[[int], str | None]) -> ListPage:
    """The list page with the address of its next one, where the page shows no end: `address` gives that of any page.

    `text` is the page: a pager script or the last link of a pager says how many pages there are. Without that the end
    is where nothing new comes.
    """
    if not seen.items or seen.next is not None or (seen.ended and seen.pages is not None):
        return seen
    numbers = [int(hit) for hit in _PAGES.findall(text)]
    pages = seen.pages or max(numbers, default=None)
    if pages is None and seen.ended:
        return seen
    if pages is not None and place.number >= pages:
        return replace(seen, pages=pages, ended=True, reason=None if seen.reason and not seen.ended else seen.reason)
    following = address(place.number + 1)
    if following is None or authority(following) != authority(place.portal):
        return seen
    onward = Wanted(following, "list", context=place.context)
    # Where the second page repeats the first, its number may not have been understood.
    reason = seen.reason if pages is None and place.number <= 2 else None
    return replace(seen, pages=pages, next=onward, ended=False, reason=reason)
