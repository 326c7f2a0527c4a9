"""博达 VSB (Visual SiteBuilder): plain HTML whose older list pages are numbered downwards; `column/{total - 1}.htm` is
the second, `column/1.htm` the last."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from crawler.answers import Answer
from crawler.family import FoundColumn, ListPage, Place
from crawler.portals import static
from crawler.reading.fields import PageFields
from crawler.requests import Wanted, authority

_MARKS = re.compile(
    r"_newscontent_fromname|\bvsb_content|\bv_news_content|/system/resource/(?:js|css|code)/|_sitegray|_simple_list_gotopage_fun|"
    r"\bid\s*=\s*[\"']?line_?u\d+_\d+|Visual\s?SiteBuilder|\bpb_sys_(?:common|full|normal|short|simple)",
    re.I,
)
_TOTAL = re.compile(r"_simple_list_gotopage_fun\s*\(\s*(\d+)\s*,")
_NUMBERED = re.compile(r"/(\d+)\.htm$")
_SHIFTED = "列表页码在采集期间变动，可能漏读了移动的条目"


def recognise(answer: Answer) -> float:
    """0.9 with the names that the system gives its forms, scripts and rows."""
    return 0.9 if _MARKS.search(answer.text) and static.recognise(answer) > 0 else 0.0


def columns(answer: Answer, place: Place) -> tuple[FoundColumn, ...]:
    """As the page's menus name them: the system publishes no tree."""
    return static.columns(answer, place)


def listed(answer: Answer, place: Place) -> ListPage:
    """The rows and the way on: the link for it, else the number below. A page numbered above 1 is never the last one,
    whatever it shows. Numbers shift whenever a page fills; then the list is not called complete."""
    page = static.listed(answer, place)
    if page.kind != "list" or page.problem is not None or not page.items:
        return page
    shifted = bool(place.context.get("shifted")) or _has_shifted(answer, page, place)
    context = page.next.context if page.next is not None else place.context
    context = {**context, "shifted": True} if shifted else context
    if page.next is None and static.LOST in (page.reason or ""):
        return page
    following = page.next.url if page.next is not None else _below(answer, page, place)
    if following is not None and authority(following) == authority(place.portal):
        return replace(page, next=Wanted(following, "list", context=context), ended=False, reason=None)
    return replace(page, reason=_SHIFTED) if shifted else page


def _below(answer: Answer, page: ListPage, place: Place) -> str | None:
    """The address one number further down; on the column's own page the total tells which that is."""
    parts = urlsplit(answer.final_url)
    own = _NUMBERED.search(parts.path)
    if place.number > 1:
        number = int(own[1]) - 1 if own else 0
        return urlunsplit(parts._replace(path=_NUMBERED.sub(f"/{number}.htm", parts.path))) if number >= 1 else None
    total = _total(answer) or page.pages
    if total is None or total < 2 or not re.search(r"\.html?$", parts.path):
        return None
    return urlunsplit(parts._replace(path=f"{parts.path.rpartition('.')[0]}/{total - 1}.htm"))


def _total(answer: Answer) -> int | None:
    """The number of pages that the control for jumping between them is given."""
    told = {int(hit[1]) for hit in _TOTAL.finditer(answer.text)}
    return told.pop() if len(told) == 1 else None


def _has_shifted(answer: Answer, page: ListPage, place: Place) -> bool:
    """Whether the total has changed since the page before: the numbers then belong to other pages."""
    own = _NUMBERED.search(urlsplit(answer.final_url).path)
    total = _total(answer) or page.pages
    return place.number > 1 and own is not None and total is not None and total - int(own[1]) + 1 != place.number


def details(answer: Answer, row: Mapping[str, Any]) -> PageFields | None:
    """Its pages have no data of their own."""
    return static.details(answer, row)
