"""Fujian's TRS pages (avalon): the page holds the first rows in blocks of five, mixed with rows of other channels; the
whole list is what `POST /fjdzapp/search` answers."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from crawler.answers import Answer, json_of
from crawler.family import FoundColumn, FoundItem, ListPage, Place
from crawler.portals import static
from crawler.reading.dates import from_epoch, read_date
from crawler.reading.fields import PageFields
from crawler.requests import Wanted, absolute, authority, folder, identity

PER_PAGE = 75

_SURE = re.compile(r"\$showStatic\b|\btrt_ui(?:_v\d+)?\.(?:css|js)|\btrt[-_]iconfont\b|\.trsapi\b|/fjdzapp/", re.I)
_AVALON = re.compile(r"\bms-(?:controller|visible|repeat|each|for)\b")
_CHANNEL = re.compile(r"<meta[^<>]{0,200}\bname\s*=\s*[\"']?ChnlId[\"']?[^<>]{1,200}content\s*=\s*[\"']?(\d+)", re.I)
_BASE = re.compile(r"\bchannelid[\"']?\s*[:=]\s*[\"']?(\d+)", re.I)
_ASKED = re.compile(r"\bchnlid\s*(?:=|%3D)\s*(\d+)", re.I)
_SORTED = re.compile(r"\bsortfield[\"']?\s*[:=]\s*[\"']([\w,+-]+)[\"']", re.I)
_STATED = re.compile(r"\brecordCount[\"']?\s*:\s*[\"']?(\d+)", re.I)
_SEARCH = re.compile(r"[\"']((?:https?:)?//[^/\"'\s]+)?(/[\w/-]*fjdzapp/search)\b", re.I)
_HEADERS = (
    ("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"),
    ("X-Requested-With", "XMLHttpRequest"),
)


def recognise(answer: Answer) -> float:
    """0.95 with avalon's attributes and a name of the platform's own scripts or its channel number."""
    if not _AVALON.search(answer.text) or not (_SURE.search(answer.text) or _CHANNEL.search(answer.text)):
        return 0.0
    return 0.95 if static.recognise(answer) > 0 else 0.0


def columns(answer: Answer, place: Place) -> tuple[FoundColumn, ...]:
    """As the page's menus name them; an answer of the search names none."""
    return () if json_of(answer.text) is not None else static.columns(answer, place)


def listed(answer: Answer, place: Place) -> ListPage:
    """The page's own rows where they are all there are by its own count, else what the search answers."""
    if place.context.get("search"):
        return _found(answer, place)
    page = static.listed(answer, place)
    if page.kind not in ("list", "page") or (page.kind == "page" and not _blocks(answer)):
        return page
    stated = _number(_STATED, answer)
    items = _own_rows(page.items, answer, stated) if page.kind == "list" else ()
    if page.next is not None:
        return replace(page, items=items)
    if stated is not None and items and len(items) >= stated:
        return replace(page, items=items, claimed=stated, ended=True, reason=None)
    if stated == 0 and not items:
        return replace(page, problem=None, doubt=None, places=(), claimed=0, ended=True, reason=None)
    if not _blocks(answer) and stated is None:
        return replace(page, items=items)
    wanted = _search(answer, place, stated)
    if wanted is not None:
        return ListPage(crumbs=page.crumbs, name=page.name, instead=wanted)
    if not items:
        return page
    reason = "页面只列出部分条目，全部条目的查询接口没有写明参数"
    return replace(page, items=items, claimed=stated, next=None, ended=False, reason=reason)


def _blocks(answer: Answer) -> bool:
    """Whether rows are shown page by page by a script that has more of them."""
    return re.search(r"\$?showStatic\b|listModel\b|list\d?\.trsapi", answer.text) is not None


def _own_rows(items: tuple[FoundItem, ...], answer: Answer, stated: int | None) -> tuple[FoundItem, ...]:
    """The rows that are the column's: those of its folder, and links to other hosts. Where the page counts as many as
    it shows, all of them are."""
    own, host = folder(answer.final_url), authority(answer.final_url)
    near = tuple(one for one in items if folder(one.url).startswith(own) or authority(one.url) != host)
    inside = any(folder(one.url).startswith(own) for one in near)
    return near if inside and len(items) != stated else items


def _search(answer: Answer, place: Place, stated: int | None) -> Wanted | None:
    """The request for the first part of the whole list; None where the page does not say what to ask for, or where
    another host would have to be asked."""
    base = _number(_BASE, answer)
    channel = _number(_ASKED, answer) or _number(_CHANNEL, answer)
    named = _SEARCH.search(answer.text)
    address = absolute(answer.final_url, f"{named[1] or ''}{named[2]}" if named else "/fjdzapp/search")
    if base is None or channel is None or address is None or authority(address) != authority(place.portal):
        return None
    order = _SORTED.search(answer.text)
    asked = {"address": address, "base": base, "channel": channel, "order": order[1] if order else "", "stated": stated}
    return _request(1, {**place.context, "search": asked})


def _request(number: int, context: Mapping[str, Any]) -> Wanted:
    asked = context["search"]
    body = urlencode(
        {
            "channelid": asked["base"],
            "sortfield": asked["order"] or "-docorderpri,-docreltime",
            "classsql": f"chnlid={asked['channel']}",
            "classcol": "publishyear",
            "classnum": "100",
            "classsort": "0",
            "cache": "true",
            "page": number,
            "prepage": PER_PAGE,
        }
    )
    return Wanted(
        asked["address"], "list", "POST", body, _HEADERS, context=context, holds="data", interface="fujian",
    )  # fmt: skip


def _found(answer: Answer, place: Place) -> ListPage:
    """One part of the whole list: `data[] {doctitle, docreltime, docpuburl | chnldocurl}`, `pageCount` and, in some,
    the count. Of what page and search count the greater number holds."""
    said = json_of(answer.text)
    rows = said.get("data") if isinstance(said, dict) else None
    if not isinstance(said, dict) or not isinstance(rows, list):
        return ListPage(problem="unreadable", reason="查询接口返回的不是条目列表")
    counts = [said.get(name) for name in ("recordCount", "count", "total", "num")]
    told = [int(count) for count in counts if isinstance(count, int | str) and str(count).isdigit()]
    stated = place.context["search"].get("stated")
    claimed = max([*told, *([stated] if isinstance(stated, int) else [])], default=None)
    if not rows and place.number == 1 and claimed is None:
        return ListPage(problem="unreadable", reason="查询接口没有给出条数，无法判断栏目是否为空")
    found = [item for item in (_item(row, answer.final_url) for row in rows) if item is not None]
    items = tuple({identity(item.url): item for item in found}.values())
    if len(found) < len(rows):
        return ListPage(items=items, claimed=claimed, reason="查询接口返回了无法读取的行")
    pages = said.get("pageCount")
    pages = int(pages) if isinstance(pages, int | str) and str(pages).isdigit() else None
    last = not rows or (pages is not None and place.number >= pages)
    following = None if last else _request(place.number + 1, place.context)
    return ListPage(items=items, claimed=claimed, pages=pages, next=following, ended=last)


def _item(row: object, base: str) -> FoundItem | None:
    if not isinstance(row, dict):
        return None
    link = str(row.get("docpuburl") or row.get("chnldocurl") or row.get("url") or "").strip()
    title = re.sub(r"<[^>]+>|\s+", " ", str(row.get("doctitle") or row.get("title") or "")).strip()
    given = str(row.get("docreltime") or row.get("pubdate") or row.get("time") or "").strip()
    published = (from_epoch(given) if given.isdigit() else None) or read_date(given)
    address = absolute(base, link) if link else None
    return FoundItem(address, title, published) if address and title else None


def _number(pattern: re.Pattern[str], answer: Answer) -> int | None:
    """The one number that the page states; None where it states several."""
    told = {int(hit[1]) for hit in pattern.finditer(answer.text)}
    return told.pop() if len(told) == 1 else None


def details(answer: Answer, row: Mapping[str, Any]) -> PageFields | None:
    """Its pages have no data of their own."""
    return static.details(answer, row)
