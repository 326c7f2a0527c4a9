"""苏州 `interfacesWebZcwj/loadData`: the lists of documents of the city and its districts come from one interface."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from crawler.answers import Answer, json_of
from crawler.family import FoundColumn, FoundItem, ListPage, Place
from crawler.portals import static
from crawler.reading.dates import read_date
from crawler.reading.fields import PageFields
from crawler.requests import Wanted, absolute
from crawler.structure.interface_values import count, parameter, plain

_ADDRESS = re.compile(r"[\"']([^\"'\s<>]*/interfacesWebZcwj/loadData)(\?[^\"'\s<>]*)?[\"']", re.I)
_CHANNEL = re.compile(r"\bchannel_?id[\"']?\s*[:=]\s*[\"']([\w-]{8,64})[\"']", re.I)
_FORM = (("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"),)


def recognise(answer: Answer) -> float:
    """0.95 for a page that names the interface."""
    return 0.95 if _ADDRESS.search(answer.text) else 0.0


def columns(answer: Answer, place: Place) -> tuple[FoundColumn, ...]:
    """What the menus of a page name."""
    return static.columns(answer, place) if json_of(answer.text) is None else ()


def listed(answer: Answer, place: Place) -> ListPage:
    """The rows of a page; where a script fills them, the way to the interface; or one answer of that."""
    if "loaded" in place.context:
        return _loaded(answer, place)
    seen = static.listed(answer, place)
    hit, channels = _ADDRESS.search(answer.text), set(_CHANNEL.findall(answer.text))
    address = absolute(answer.final_url, hit[1] + (hit[2] or "?pageSize=15")) if hit else None
    # Without the column's own number the interface would answer with the documents of all.
    if seen.items or seen.kind in ("page", "elsewhere") or address is None or len(channels) != 1:
        return seen
    asked = Wanted(address, "list", "POST", "", _FORM, place.context, "data.list", "", "suzhou")
    return ListPage(instead=_page_of(asked, channels.pop(), 1), crumbs=seen.crumbs, name=seen.name)


def _page_of(asked: Wanted, channel: str, page: int) -> Wanted:
    body = urlencode({"pageIndex": page, "channel_id": channel})
    return replace(asked, body=body, context={**asked.context, "loaded": {"channel": channel, "page": page}})


def _loaded(answer: Answer, place: Place) -> ListPage:
    """`data.list[]`, with all rows in `data.allRow` and all pages in `data.totalPage`."""
    said = json_of(answer.text)
    data = said.get("data") if isinstance(said, dict) else None
    rows = data.get("list") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(rows, list):
        return ListPage(problem="unreadable", reason="列表接口返回的不是条目列表")
    total = count(data.get("allRow"))
    if not rows and place.number == 1 and total != 0:
        return ListPage(problem="unreadable", reason="列表接口没有返回条目，也没有说明栏目为空")
    items = tuple(item for item in (_item(row, answer.final_url) for row in rows) if item is not None)
    if len(items) < len(rows):
        return ListPage(items=items, claimed=total, reason="列表中有无法读取的行")
    loaded = place.context["loaded"]
    asked = Wanted(answer.url, "list", "POST", "", _FORM, place.context, "data.list", "", "suzhou")
    pages = count(data.get("totalPage"))
    full = len(rows) >= (count(parameter(answer.url, "pageSize")) or 15)
    more = bool(rows) and (full or pages is None or int(loaded["page"]) < pages)
    following = _page_of(asked, str(loaded["channel"]), int(loaded["page"]) + 1) if more else None
    return ListPage(items=items, claimed=total, pages=pages, next=following, ended=not more)


def _item(row: object, page: str) -> FoundItem | None:
    if not isinstance(row, dict):
        return None
    address, title = absolute(page, str(row.get("URL") or "")), plain(row.get("TITLE"))
    published = read_date(str(row.get("PUBLISHED_TIME_FORMAT") or ""))
    named = ("C_WJBH", "C_SYH", "C_FWRQ_FORMAT", "PUBLISHED_TIME_FORMAT")
    kept = {name: str(row[name]) for name in named if row.get(name)}
    return FoundItem(address, title, published, kept) if address and title else None


def details(answer: Answer, row: Mapping[str, Any]) -> PageFields | None:
    """What the interface's row says of a document; the page itself is read like any other."""
    del answer
    if "C_WJBH" not in row and "C_SYH" not in row and "C_FWRQ_FORMAT" not in row:
        return None
    return PageFields(
        published=read_date(str(row.get("PUBLISHED_TIME_FORMAT") or "")),
        written=read_date(str(row.get("C_FWRQ_FORMAT") or "")),
        doc_number=plain(row.get("C_WJBH")) or None,
        index_number=plain(row.get("C_SYH")) or None,
        of_row=True,
    )
