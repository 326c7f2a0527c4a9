"""龙讯 Lonsun: one tree of categories for every organ; a column is an organ and a category in the query of one page."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from crawler.answers import Answer
from crawler.family import FoundColumn, FoundItem, ListPage, Place
from crawler.portals import static
from crawler.reading.fields import PageFields
from crawler.requests import Wanted, absolute, identity
from crawler.structure.filling import without_comments
from crawler.structure.interface_values import count, parameter, with_parameter
from crawler.structure.look import look
from crawler.structure.numbered_pages import led_on

_COLUMN = re.compile(r"/public/column/(\w+)/?$", re.I)
_LINK = re.compile(r"/public/column/\w+\?[^\"'\s>]{0,300}?\b(?:type|catIds?)=", re.I)
_MARK = re.compile(r"StartLabelHtml_|\bpage_public_info\b|/public/organIndex/\d+\.html", re.I)
_NOTHING = re.compile(
    r"page_public_info[\s\S]{0,600}?\b(?:total|totalCount|recordCount|dataCount)[\"']?\s*[:=]\s*[\"']?0\b", re.I
)
_LABEL = re.compile(r"[\"']([^\"'\s<>]*/site/label/\d+\?[^\"'\s<>]*labelName=publicInfoList[^\"'\s<>]*)[\"']", re.I)
_PAGES = re.compile(r"\bpageCount[\"']?\s*[:=]\s*[\"']?(\d{1,5})\b")
_PER_PAGE = 15
_TELLING = ("type", "catId", "catIds", "organId")
_NARROWING = ("pageIndex", "year", "month", "sort", "order", "keyWords", "keywords", "indexNum", "fileNum", "date")


def recognise(answer: Answer) -> float:
    """0.9 with the platform's marks, links to its columns, or the address of such a column."""
    if static.recognise(answer) == 0:
        return 0.0
    path = urlsplit(answer.final_url)
    named = _COLUMN.search(path.path) and (not path.query or re.search(r"\b(?:type|catIds?)=", path.query))
    return 0.9 if named or _LINK.search(answer.text) or _MARK.search(answer.text) else 0.0


def columns(answer: Answer, place: Place) -> tuple[FoundColumn, ...]:
    """What the menus name: an organ and a category are one column, whatever else its links say of their menu. Links
    that only narrow a column are none."""
    path, _, query = answer.final_url.partition("?")
    if "/site/label/" in path:
        return ()
    if _COLUMN.search(path) and not re.search(r"\bcatIds?=\d", query):
        # A category only adds to the address of its organ, as what narrows a list does elsewhere.
        found = static.columns(replace(answer, final_url=path), replace(place, url=path) if place.url else place)
    else:
        found = static.columns(answer, place)
    if place.column is None:
        return found
    return tuple(made for one in found for made in _made(one, _key(answer.final_url)))


def _made(column: FoundColumn, page: str) -> tuple[FoundColumn, ...]:
    children = tuple(made for child in column.children for made in _made(child, page))
    if column.request is None or not _COLUMN.search(urlsplit(column.url).path):
        return (replace(column, children=children),)
    key = _key(column.url)
    narrowed = any(parameter(column.url, name) for name in _NARROWING)
    if key == page or narrowed:
        return children
    return (replace(column, key=key, children=children),)


def _key(url: str) -> str:
    """The identity of a column: its organ, and what tells its categories apart, in one order."""
    parts = urlsplit(url)
    if not _COLUMN.search(parts.path):
        return identity(url)
    told = "&".join(f"{name}={parameter(url, name)}" for name in _TELLING if parameter(url, name))
    bare = identity(f"{parts.scheme}://{parts.netloc}{parts.path}")
    return f"{bare}?{told}" if told else bare


def listed(answer: Answer, place: Place) -> ListPage:
    """Rows and pager of a page; the address that its script loads rows from leads on, where the page names it. A list
    is empty where the pager's script says so, or as on any plain page."""
    if place.context.get("label"):
        return _fragment(answer, place)
    seen = static.listed(answer, place)
    if not _COLUMN.search(urlsplit(answer.final_url).path) or seen.kind == "elsewhere":
        return seen
    text = without_comments(answer.text)
    if not seen.items and seen.doubt is not None and _NOTHING.search(text):
        return replace(seen, doubt=None, problem=None, claimed=0, ended=True, reason=None)
    label = _label(text, answer.final_url)
    if not seen.items and label and (seen.doubt is not None or seen.problem is not None):
        return ListPage(instead=_loaded(label, 1, place), crumbs=seen.crumbs, name=seen.name)
    led = led_on(seen, text, place, lambda number: with_parameter(answer.final_url, "pageIndex", str(number)))
    if label and led.next is not None and seen.next is None:
        return replace(led, next=_loaded(label, place.number + 1, place))
    return led


def _label(text: str, page: str) -> str:
    """The address of the rows; '' where the page does not name it as a whole."""
    hit = _LABEL.search(text)
    return absolute(page, hit[1].replace("&amp;", "&")) or "" if hit else ""


def _loaded(label: str, number: int, place: Place) -> Wanted:
    url = with_parameter(label, "pageIndex", str(number))
    return Wanted(url, "list", context={**place.context, "label": True}, interface="lonsun")


def _fragment(answer: Answer, place: Place) -> ListPage:
    """A piece of HTML with the rows of one page; it says itself that there are none."""
    seen = look(answer)
    if seen.main is None:
        if seen.filling.said:
            return ListPage(claimed=0 if place.number == 1 else None, ended=True)
        return ListPage(problem="unreadable", reason="列表接口没有返回可读的条目，也没有说明栏目为空")
    items = tuple(FoundItem(row.url, row.title, row.published) for row in seen.main.rows)
    reason = f"有 {seen.main.lost} 个条目由脚本打开，页面中没有其地址" if seen.main.lost else None
    number = count(parameter(answer.url, "pageIndex")) or place.number
    full = len(items) + seen.main.lost >= (count(parameter(answer.url, "pageSize")) or _PER_PAGE)
    pages = max((int(hit) for hit in _PAGES.findall(answer.text)), default=None)
    more = number < pages if pages is not None else full
    following = _loaded(answer.url, number + 1, place) if more else None
    return ListPage(items=items, pages=pages, next=following, ended=not more, reason=reason)


def details(answer: Answer, row: Mapping[str, Any]) -> PageFields | None:
    """The pages have no data of their own: their table is read like any other."""
    return static.details(answer, row)
