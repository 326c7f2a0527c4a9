"""安徽、呼伦贝尔 `/OpennessContent/` and `/Jczwgk/`: plain HTML; lists are `showList/{organ}/{category}/page_{n}`."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from crawler.answers import Answer
from crawler.family import FoundColumn, ListPage, Place
from crawler.portals import static
from crawler.reading.fields import PageFields
from crawler.requests import Wanted, identity
from crawler.structure.filling import without_comments
from crawler.structure.numbered_pages import led_on

_SECTION = r"(?:Branch)?(?:OpennessContent|Jczwgk)"
_LIST = re.compile(rf"(/{_SECTION}/showList/[\w/-]+?)(?:/page_(\d+)\.html|/?)$", re.I)
_ANY = re.compile(rf"/{_SECTION}/show(?:List)?/[\w/-]*\d+", re.I)
_LINK = re.compile(rf"(?:href|value)\s*=\s*[\"']?[^\"'\s>]*/{_SECTION}/show(?:List)?/[\w/-]*\d", re.I)
_LEAST_LINKS = 2


def recognise(answer: Answer) -> float:
    """0.9 by the platform's own addresses: the page's, or two of its links."""
    if static.recognise(answer) == 0:
        return 0.0
    links = _LINK.findall(answer.text)
    return 0.9 if _ANY.search(urlsplit(answer.final_url).path) or len(links) >= _LEAST_LINKS else 0.0


def columns(answer: Answer, place: Place) -> tuple[FoundColumn, ...]:
    """What the menus name; links to several pages of one list are one column."""
    found = static.columns(answer, place)
    if place.column is None:
        return found
    return tuple(made for one in found for made in _made(one, _key(answer.final_url)))


def _made(column: FoundColumn, page: str) -> tuple[FoundColumn, ...]:
    children = tuple(made for child in column.children for made in _made(child, page))
    if column.request is None or not _LIST.search(urlsplit(column.url).path):
        return (replace(column, children=children),)
    key, first = _key(column.url), _page(column.url, 1)
    if key == page:
        return children
    request = Wanted(first, "list", context=column.request.context)
    return (replace(column, key=key, url=first, request=request, children=children),)


def _key(url: str) -> str:
    """The identity of a list, which its number of pages is no part of."""
    parts = urlsplit(url)
    hit = _LIST.search(parts.path)
    return identity(urlunsplit(parts._replace(path=parts.path[: hit.end(1)]))) if hit else identity(url)


def _page(url: str, number: int) -> str:
    """The address of a page of the list; lists that say no number of theirs keep their address as the first page's."""
    parts = urlsplit(url)
    hit = _LIST.search(parts.path)
    if hit is None or (hit[2] is None and number == 1):
        return url
    return urlunsplit(parts._replace(path=f"{parts.path[: hit.end(1)]}/page_{number}.html"))


def listed(answer: Answer, place: Place) -> ListPage:
    """Rows and pager of a page."""
    seen = static.listed(answer, place)
    if not _LIST.search(urlsplit(answer.final_url).path):
        return seen
    return led_on(seen, without_comments(answer.text), place, lambda number: _page(answer.final_url, number))


def details(answer: Answer, row: Mapping[str, Any]) -> PageFields | None:
    """The pages have no data of their own: their table is read like any other."""
    return static.details(answer, row)
