"""长春 infogate: the lists of its departments come as JSONP from one search host of the city (`zf_list.jsp`)."""

import re
from collections.abc import Mapping
from typing import Any

from crawler.answers import Answer, json_of
from crawler.family import FoundColumn, FoundItem, ListPage, Place
from crawler.portals import static
from crawler.reading.dates import read_date
from crawler.reading.fields import PageFields
from crawler.requests import Wanted, absolute
from crawler.structure.interface_values import count, parameter, plain, with_parameter

_ADDRESS = re.compile(r"[\"']((?:https?:)?/[^\"'\s<>]*/jsonp/gkml/zf_list\.jsp\?[^\"'\s<>]+)[\"']", re.I)
_NAME = "zf_list.jsp"
_PER_PAGE = 16


def recognise(answer: Answer) -> float:
    """0.95 for a page that names its list's address, and for that list itself."""
    return 0.95 if _NAME in answer.text or _NAME in answer.final_url else 0.0


def columns(answer: Answer, place: Place) -> tuple[FoundColumn, ...]:
    """What the menus of a page name."""
    return static.columns(answer, place) if json_of(answer.text) is None else ()


def listed(answer: Answer, place: Place) -> ListPage:
    """The rows of a page; where a script fills them, the way to the city's list; or one answer of that."""
    data = json_of(answer.text)
    if data is not None:
        return _answered(answer, place, data)
    seen = static.listed(answer, place)
    if seen.items or seen.kind in ("page", "elsewhere"):
        return seen
    address = next(
        (absolute(answer.final_url, hit[1].replace("&amp;", "&")) for hit in _ADDRESS.finditer(answer.text)), None
    )
    if address is None or not parameter(address, "channelId"):
        return seen
    return ListPage(instead=_request(with_parameter(address, "page", "1"), place), crumbs=seen.crumbs, name=seen.name)


def _request(address: str, place: Place, seen: int = 0, longest: int = _PER_PAGE) -> Wanted:
    context = {**place.context, "seen": seen, "longest": longest}
    return Wanted(address, "list", context=context, holds="data", interface="infogate")


def _answered(answer: Answer, place: Place, said: Any) -> ListPage:
    """`num` rows in all, `data[]` those of the page. The date of a row is when it last changed; the file's own name
    and the page say when it was published."""
    rows = said.get("data") if isinstance(said, dict) else None
    if not isinstance(said, dict) or not isinstance(rows, list):
        return ListPage(problem="unreadable", reason="列表接口返回的不是条目列表")
    total = count(said.get("num"))
    if not rows and place.number == 1 and total != 0:
        return ListPage(problem="unreadable", reason="列表接口没有返回条目，也没有说明栏目为空")
    items = tuple(item for item in (_item(row, answer.final_url) for row in rows) if item is not None)
    if len(items) < len(rows):
        return ListPage(items=items, claimed=total, reason="列表中有无法读取的行")
    page = count(parameter(answer.url, "page")) or place.number
    seen = int(place.context.get("seen") or 0) + len(rows)
    full = len(rows) >= (_PER_PAGE if place.number == 1 else int(place.context.get("longest") or _PER_PAGE))
    more = bool(rows) and (full or total is None or seen < total)
    following = _request(with_parameter(answer.url, "page", str(page + 1)), place, seen, len(rows)) if more else None
    return ListPage(items=items, claimed=total, next=following, ended=not more)


def _item(row: object, page: str) -> FoundItem | None:
    if not isinstance(row, dict):
        return None
    address, title = absolute(page, str(row.get("puburl") or "")), plain(row.get("title"))
    tip = row.get("tip")
    shown = str(tip.get("dates") or "") if isinstance(tip, dict) else ""
    return FoundItem(address, title, read_date(shown)) if address and title else None


def details(answer: Answer, row: Mapping[str, Any]) -> PageFields | None:
    """The pages have no data of their own."""
    return static.details(answer, row)
