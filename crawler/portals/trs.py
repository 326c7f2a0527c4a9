"""TRS WCM / 海云: static HTML whose second list page is `index_1.html`, or a JSON file that lies beside the page."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from crawler.answers import Answer, json_of
from crawler.family import FoundColumn, FoundItem, ListPage, Place
from crawler.portals import static
from crawler.reading.dates import from_epoch, read_date
from crawler.reading.fields import PageFields
from crawler.requests import Wanted, absolute, authority, folder
from crawler.structure.pagers import CAPPED, numbered_file, read_call

_MARKS = re.compile(
    r"\bCurrChnlCls\b|\bTRS_(?:Editor|UEDITOR)\b|\btrs_(?:editor_view|web|word|external|paper_default)\b|"
    r"<meta[^<>]{1,200}\bgenerator[^<>]{1,200}\bTRS|\bpagination_script_config\b|"
    r"\bPager\s*\(\s*\{[^{}]{0,200}\bprefix\s*:|"
    r"\bcreatePageHTML\s*\(\s*\d+\s*,\s*\d+\s*,\s*[\"'][\w$]+[\"']\s*,\s*[\"']s?html?[\"']\s*\)",
    re.I,
)
# The platform's own address for a document; pages of any platform link to such addresses on other hosts.
_DOCUMENTS = re.compile(r"href\s*=\s*[\"']?(?:\./|\.\./|/(?!/))[^\"'\s>]{0,300}?\d{6}/t\d{8}_\d+\.s?html?", re.I)
_LIST_FILE = re.compile(r"[\"']([\w./-]{1,200}\.json)(?:\?[^\"']{0,200})?[\"']")
_NO_LIST = re.compile(r"(?:config|manifest|package|setting|lang|map|menu|tree|site|weather|nav)[\w-]*\.json$", re.I)
_TITLES = ("FILENAME", "DOCTITLE", "TITLE", "NAME")
_ADDRESSES = ("URL", "DOCPUBURL", "LINK", "CHNLDOCURL")
_DATES = ("DOCRELTIME", "PUBDATE", "PUBTIME", "DATE", "TIME")


def recognise(answer: Answer) -> float:
    """0.9 with the names that the platform gives its texts, breadcrumbs and pagers, 0.8 by the addresses of its
    documents."""
    if static.recognise(answer) == 0:
        return 0.0
    if _MARKS.search(answer.text):
        return 0.9
    return 0.8 if _DOCUMENTS.search(answer.text) else 0.0


def columns(answer: Answer, place: Place) -> tuple[FoundColumn, ...]:
    """As the page's menus name them; a list file names none."""
    return () if json_of(answer.text) is not None else static.columns(answer, place)


def listed(answer: Answer, place: Place) -> ListPage:
    """The rows of the page, or of the list file that its script reads where the page itself has none."""
    if place.context.get("list_file"):
        return _list_file(answer)
    page = static.listed(answer, place)
    if place.number == 1 and "script_only" in (page.problem, page.doubt):
        beside = _beside(answer)
        if beside is not None:
            context = {**place.context, "list_file": True}
            wanted = Wanted(beside, "list", context=context, holds="data", interface="trs")
            return ListPage(crumbs=page.crumbs, name=page.name, instead=wanted)
    if page.kind != "list" or page.problem is not None or not page.items:
        return page
    if page.ended and page.pages is None and page.claimed is None and page.reason is None:
        page = _as_left_in_comments(page, answer, place)
    return _to_the_end(page, answer, place)


def _as_left_in_comments(page: ListPage, answer: Answer, place: Place) -> ListPage:
    """The page with the way on that a pager's call in a comment tells, where nothing else speaks of further pages: some
    templates draw their pager from there."""
    told = read_call(answer.text, answer.final_url, place.number)
    if told is None or told.next is None or authority(told.next) != authority(place.portal):
        return page
    return replace(page, next=Wanted(told.next, "list", context=place.context), pages=told.pages, ended=False)


def _to_the_end(page: ListPage, answer: Answer, place: Place) -> ListPage:
    """The page with the way on by the platform's numbers where only their count is stated, and without the doubt of a
    publishing cap where its last page is not full: a list that was cut ends with a full one."""
    full = place.context.get("full") or len(page.items)
    context = {**place.context, "full": full}
    if page.ended:
        proven = CAPPED in (page.reason or "") and place.number > 1 and len(page.items) < full
        return replace(page, reason=None) if proven and page.claimed is None else page
    if page.next is not None:
        return replace(page, next=replace(page.next, context={**page.next.context, "full": full}))
    if static.LOST in (page.reason or ""):
        return page
    address = numbered_file(answer.final_url, place.number)
    if page.pages is None or address is None or authority(address) != authority(place.portal):
        return page
    return replace(page, next=Wanted(address, "list", context=context), reason=None)


def _beside(answer: Answer) -> str | None:
    """The one JSON file in the page's own folder, or below, that its scripts name."""
    named = (absolute(answer.final_url, hit[1]) for hit in _LIST_FILE.finditer(answer.text))
    own = folder(answer.final_url)
    found = {url for url in named if url and folder(url).startswith(own) and not _NO_LIST.search(url)}
    return found.pop() if len(found) == 1 else None


def _list_file(answer: Answer) -> ListPage:
    """All rows at once: `data[] {FILENAME, URL, DOCRELTIME}` and its kin."""
    said = json_of(answer.text)
    rows = said.get("data") if isinstance(said, dict) else None
    given = [row for row in rows if row] if isinstance(rows, list) else []
    items = tuple(item for item in (_item(row, answer.final_url) for row in given) if item is not None)
    if not items:
        return ListPage(problem="unreadable", reason="列表文件中没有可读的条目")
    if len(items) < len(given):
        return ListPage(items=items, reason=f"列表文件中有 {len(given) - len(items)} 行无法读取")
    return ListPage(items=items, ended=True)


def _item(row: object, base: str) -> FoundItem | None:
    if not isinstance(row, dict):
        return None
    told = {str(name).upper(): value for name, value in row.items()}
    title, link = _first(told, _TITLES), _first(told, _ADDRESSES)
    address = absolute(base, link) if link else None
    return FoundItem(address, title, _published(told)) if address and title else None


def _first(told: Mapping[str, Any], names: tuple[str, ...]) -> str:
    texts = (re.sub(r"<[^>]+>|\s+", " ", str(told.get(name) or "")).strip() for name in names)
    return next((text for text in texts if text), "")


def _published(told: Mapping[str, Any]) -> date | None:
    given = _first(told, _DATES)
    return (from_epoch(given) if given.isdigit() else None) or read_date(given)


def details(answer: Answer, row: Mapping[str, Any]) -> PageFields | None:
    """Its pages have no data of their own."""
    return static.details(answer, row)
