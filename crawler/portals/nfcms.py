"""Ordinary columns of Guangdong portals (NFCMS): plain HTML whose second list page is `index_2.html`."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from crawler.answers import Answer
from crawler.family import FoundColumn, ListPage, Place
from crawler.portals import static
from crawler.reading.fields import PageFields
from crawler.requests import Wanted, authority
from crawler.structure.pagers import numbered_file

PAST_THE_END = frozenset({"gone", "soft_404"})

_MARKS = re.compile(r"\bNFCMS_(?:SITE_ID|PUB_TYPE|CAT_ID|POST_ID|PAGE_ID)\b")
_POSTS = re.compile(r"href\s*=\s*[\"'][^\"'#]{0,300}?/content/m?post_\d+\.html")


def recognise(answer: Answer) -> float:
    """0.9 with the variables that its counters need in the page, 0.7 by the addresses of its documents."""
    if static.recognise(answer) == 0:
        return 0.0
    if _MARKS.search(answer.text):
        return 0.9
    return 0.7 if _POSTS.search(answer.text) else 0.0


def columns(answer: Answer, place: Place) -> tuple[FoundColumn, ...]:
    """As the page's menus name them: the platform publishes no tree."""
    return static.columns(answer, place)


def listed(answer: Answer, place: Place) -> ListPage:
    """The rows; where only a script leads on, the next file is tried by its number, and its absence is the end. A page
    that the list itself names or counts must be there: `stated` says so to whoever reads the chain."""
    page = static.listed(answer, place)
    if page.kind != "list" or page.problem is not None or not page.items:
        return page
    if page.next is not None:
        return replace(page, next=replace(page.next, context={**page.next.context, "stated": True}))
    if static.LOST in (page.reason or ""):
        return page
    address = numbered_file(answer.final_url, place.number + 1)
    if page.ended or address is None or authority(address) != authority(place.portal):
        return page
    stated = page.pages is not None and page.pages > place.number
    return replace(page, next=Wanted(address, "list", context={**place.context, "stated": stated}), reason=None)


def details(answer: Answer, row: Mapping[str, Any]) -> PageFields | None:
    """Its pages have no data of their own: everything is in the page's meta tags and text."""
    return static.details(answer, row)
