"""Columns that a menu nests directly under the page it stands on, whatever their names and wherever they lie."""

from collections.abc import Iterator

from crawler.answers import Answer
from crawler.family import FoundColumn, Place
from crawler.requests import Wanted, authority, identity
from crawler.structure.crumbs import leads_up
from crawler.structure.look import look


def with_nested(found: tuple[FoundColumn, ...], answer: Answer, place: Place) -> tuple[FoundColumn, ...]:
    """The columns found on a page, and those that its menu nests under the page itself.

    Some platforms give every column a folder of its own beside all others: there the name alone would not tell a
    column (工作动态) from a section of the website.
    """
    known = {one.key for top in found for one in _all(top)}
    more: dict[str, FoundColumn] = {}
    for link in look(answer).links:
        above = link.above
        if link.url is None or above is None or above.url is None or link.document or link.site or not link.name:
            continue
        key = identity(link.url)
        under = identity(above.url) == identity(answer.final_url) and authority(link.url) == authority(place.portal)
        if under and key not in known and key != identity(answer.final_url) and not leads_up(link.url, place.portal):
            request = Wanted(link.url, "list", context={"beside": True})
            more.setdefault(key, FoundColumn(key, link.name, link.url, "list", request, explore=True))
    return (*found, *more.values())


def _all(column: FoundColumn) -> Iterator[FoundColumn]:
    yield column
    for child in column.children:
        yield from _all(child)
