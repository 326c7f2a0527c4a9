"""新点 Epoint EWB: lists by `POST …/rest/lightfrontaction/getgovinfolist`, which asks for the site's own number."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import unquote, urljoin

from crawler.answers import Answer, json_of
from crawler.family import FoundColumn, FoundItem, ListPage, Place
from crawler.portals import static
from crawler.reading.dates import from_epoch, read_date
from crawler.reading.fields import PageFields
from crawler.requests import Wanted, absolute, identity
from crawler.script_object import members
from crawler.structure.interface_values import count, parameter, plain

_PAGE = re.compile(r"/(?:govInfoPub\w*|openlist\w*)\.html\b", re.I)
_INTERFACE = re.compile(r"getgovinfolist", re.I)
_FRONT = re.compile(r"/?([\w-]+)/rest/lightfrontaction/", re.I)
_LIBRARY = re.compile(r"<script\b[^>]*\bsrc\s*=\s*[\"']?([^\"'\s>]*(?:webBuilderCommon|ajaxReq)\.js[^\"'\s>]*)", re.I)
_NUMBER = re.compile(r"[\"']?siteGuid[\"']?\s*[:=]\s*[\"']([0-9a-fA-F-]{32,36})[\"']")
_WRAPPED = re.compile(
    r"getgovinfolist[\s\S]{0,400}?[\"']?\bparams[\"']?\s*:\s*[\w{]|[\"']?\bparams[\"']?\s*:\s*\{[^}]{0,400}?categorynum",
    re.I,
)
_PROJECT = "EWB-FRONT"
_PER_PAGE = 20
_JSON = (("Content-Type", "application/json;charset=UTF-8"),)


def recognise(answer: Answer) -> float:
    """0.95 with the interface or its folder in the page, 0.9 by a list page's own name; its plain pages are static."""
    if _INTERFACE.search(answer.text) or "EWB-FRONT" in answer.text:
        return 0.95
    named = "webBuilderCommon" in answer.text or "categorynum=" in answer.final_url
    return 0.9 if named and _PAGE.search(answer.final_url) else 0.0


def columns(answer: Answer, place: Place) -> tuple[FoundColumn, ...]:
    """What the menus of a page name; scripts and answers of the interface name none."""
    if "site" in place.context or json_of(answer.text) is not None or not answer.text.lstrip().startswith("<"):
        return ()
    return static.columns(answer, place)


def listed(answer: Answer, place: Place) -> ListPage:
    """The rows of a page; where a script fills them, the way to the interface; or one answer of that."""
    site = place.context.get("site")
    if site and "index" in site:
        return _answered(answer, place, site)
    if site:
        return _with_number(answer, place, site)
    category = parameter(answer.final_url, "categorynum")
    seen = static.listed(answer, place)
    whole = seen.items and (seen.next or (seen.ended and not seen.suspect))
    head = seen.kind == "node" and identity(answer.final_url) == identity(place.portal)
    if not category or seen.kind == "elsewhere" or whole or head:
        return seen
    front = _FRONT.search(answer.text)
    known: dict[str, Any] = {
        "category": unquote(category),
        "department": unquote(parameter(answer.final_url, "deptcode")),
        "front": front[1] if front else "",
        "wrapped": _WRAPPED.search(answer.text) is not None,
        "page": answer.final_url,
    }
    made = ListPage(crumbs=seen.crumbs, name=seen.name)
    if _number(answer.text):
        return replace(made, instead=_request(answer.text, place, known))
    libraries = [absolute(answer.final_url, hit) for hit in _LIBRARY.findall(answer.text)[:2]]
    onward = _library(
        [one for one in libraries if one] or [urljoin(answer.final_url, "/js/webBuilderCommon.js")], place, known
    )
    return replace(made, instead=onward)


def _library(addresses: list[str], place: Place, site: Mapping[str, Any]) -> Wanted:
    """The script that may know the number of the site, and those to be asked after it."""
    context = {**place.context, "site": {**site, "libraries": addresses[1:]}}
    return Wanted(addresses[0], "list", context=context, interface="epoint")


def _number(text: str) -> str:
    hit = _NUMBER.search(text)
    return hit[1] if hit else ""


def _with_number(answer: Answer, place: Place, site: Mapping[str, Any]) -> ListPage:
    """The platform's library, which knows the number of the site."""
    if not _number(answer.text) and site["libraries"]:
        return ListPage(instead=_library(site["libraries"], place, site))
    if not _number(answer.text):
        return ListPage(problem="script_only", reason="列表由脚本生成，未能取得接口所需的站点编号")
    return ListPage(instead=_request(answer.text, place, site))


def _request(text: str, place: Place, site: Mapping[str, Any]) -> Wanted:
    """The first request. Pages are counted from 0; old forms wrap their parameters."""
    project = str(members(text, "siteInfo").get("projectName") or "").strip("/")
    front = site["front"] or project or _PROJECT
    wrapped = bool(site["wrapped"]) or _WRAPPED.search(text) is not None
    asked = {**site, "front": front, "wrapped": wrapped, "number": _number(text)}
    return _page_of({**asked, "index": 0, "seen": 0, "size": 0}, place)


def _page_of(site: Mapping[str, Any], place: Place) -> Wanted:
    given = {
        "deptcode": site["department"],
        "categorynum": site["category"],
        "pageIndex": site["index"],
        "pageSize": _PER_PAGE,
        "siteGuid": site["number"],
    }
    body = json.dumps({"params": given} if site["wrapped"] else given, ensure_ascii=False, separators=(",", ":"))
    url = urljoin(str(site["page"]), f"/{site['front']}/rest/lightfrontaction/getgovinfolist")
    context = {**place.context, "site": dict(site)}
    return Wanted(url, "list", "POST", body, _JSON, context, "custom.data", "", "epoint")


def _answered(answer: Answer, place: Place, site: Mapping[str, Any]) -> ListPage:
    """`custom.data[]` and `custom.total`. Some servers fill their pages with fewer rows than were asked for; one that
    counts pages from 1 has nothing under 0."""
    said = json_of(answer.text)
    custom = said.get("custom") if isinstance(said, dict) else None
    rows = custom.get("data") if isinstance(custom, dict) else None
    if not isinstance(custom, dict) or not isinstance(rows, list):
        return ListPage(problem="unreadable", reason="列表接口返回的不是条目列表")
    total = count(custom.get("total"))
    if not rows and total is None and place.number == 1:
        return ListPage(problem="unreadable", reason="列表接口没有给出条数，无法判断栏目是否为空")
    items = tuple(item for item in (_item(row, str(site["page"])) for row in rows) if item is not None)
    if len(items) < len(rows):
        return ListPage(items=items, claimed=total, reason="列表中有无法读取的行")
    seen, index, size = int(site["seen"]) + len(rows), int(site["index"]), int(site["size"] or len(rows))
    full = len(rows) >= (size or 1) if total is not None else len(rows) >= _PER_PAGE
    following = None
    # A total may be stated too low: a page as full as was asked for is followed by another.
    if len(rows) >= _PER_PAGE or (full and (total is None or seen < total)) or (index == 0 and not rows and total):
        following = _page_of({**site, "index": index + 1, "seen": seen, "size": size}, place)
    return ListPage(items=items, claimed=total, next=following, ended=following is None)


def _item(row: object, page: str) -> FoundItem | None:
    if not isinstance(row, dict):
        return None
    link = next((str(row[name]) for name in ("infourl", "visiturl", "linkurl", "href") if row.get(name)), "")
    address = absolute(page, link) if link else None
    title = plain(row.get("realtitle")) or plain(row.get("title"))
    given = next((row[name] for name in ("infodate", "webdate", "handsdate", "infodatestr") if row.get(name)), None)
    published = from_epoch(given) if isinstance(given, int) else read_date(str(given or ""))
    return FoundItem(address, title, published) if address and title else None


def details(answer: Answer, row: Mapping[str, Any]) -> PageFields | None:
    """The platform's pages have no data of their own."""
    return static.details(answer, row)
