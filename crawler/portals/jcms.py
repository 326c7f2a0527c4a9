"""大汉 JCMS: columns at `/col/colN/`, rows in datastores and behind dataproxy.jsp, directories behind /module/xxgk/."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from crawler.answers import Answer, json_of
from crawler.family import FoundColumn, FoundItem, ListPage, Place
from crawler.portals import static
from crawler.reading.dates import from_epoch, read_date
from crawler.reading.fields import PageFields
from crawler.requests import Wanted, absolute, identity
from crawler.structure.crumbs import leads_up
from crawler.structure.datastore import Unit, onward, rows_of, store_of, units_of, window_shown
from crawler.structure.xxgk import (
    SEARCH,
    TREE,
    Shell,
    rows_request,
    rows_shown,
    shell_of,
    tree_column,
    tree_columns,
    tree_shown,
)

_PROXY = "dataproxy.jsp"
_EXPLAINED = "/module/jslib/zcjd/right.jsp"
_COLUMN = re.compile(r"/col/col(\d+)(?:/|$)")
_MARKS = re.compile(
    r"hanweb(?:\.min)?\.css|<meta\s+name=[\"']?WebId\b|<!--<\$\[|大汉版通|大汉网络|/module/jslib/", re.I
)
_PER_PAGE = 15


def recognise(answer: Answer) -> float:
    """0.95 with an interface of the platform in the page, 0.6 with a column's address and a mark of the vendor, less
    for either alone: such pages are as plain as any."""
    text = answer.text
    if "<" not in text[:2_000]:
        return 0.0
    if _PROXY in text and ("<datastore" in text.lower() or ".jpage(" in text):
        return 0.95
    if TREE in text or SEARCH in text or _EXPLAINED in text or TREE in answer.final_url:
        return 0.9
    column, marked = _COLUMN.search(urlsplit(answer.final_url).path), _MARKS.search(text)
    if column and marked:
        return 0.6
    return 0.4 if column else 0.3 if marked else 0.0


def columns(answer: Answer, place: Place) -> tuple[FoundColumn, ...]:
    """The columns of menus and headings, by their structure, and the directory in the page; a tree's own columns."""
    path = urlsplit(answer.url).path
    if path.endswith(TREE):
        return tree_columns(answer, place, "jcms")
    if path.endswith((SEARCH, _EXPLAINED)) or _PROXY in path:
        return ()
    found = static.columns(answer, place)
    shell = shell_of(answer) if place.column is not None else None
    if shell is None or not shell.tree:
        return found
    tree = tree_column(shell, "jcms")
    return (*(one for one in found if one.key != tree.key), tree)


def listed(answer: Answer, place: Place) -> ListPage:
    """A column's page with its preloaded rows, or an answer of one of the interfaces."""
    path = urlsplit(answer.url).path
    if _PROXY in path:
        return window_shown(store_of(answer.text), place.context, "jcms")
    if path.endswith(TREE):
        return tree_shown(answer, place, "jcms")
    if path.endswith(SEARCH):
        return rows_shown(answer, place, "jcms")
    if path.endswith(_EXPLAINED):
        return _explanations(answer, place)
    if json_of(answer.text) is not None:
        return ListPage(problem="unreadable", reason="栏目页面返回的是数据，不是页面")
    return _column_page(answer, static.listed(answer, place), place)


def _column_page(answer: Answer, shown: ListPage, place: Place) -> ListPage:
    up = identity(answer.url) != identity(answer.final_url) and leads_up(answer.final_url, place.portal)
    if shown.kind == "elsewhere" or up or place.number > 1:
        return shown
    units = _own_units(units_of(answer.tree, answer.text, answer.final_url, _PROXY), answer.final_url)
    if len(units) > 1 and all(unit.columns and unit.columns <= _linked(answer) for unit in units):
        return ListPage(kind="node", ended=True, crumbs=shown.crumbs, name=shown.name)
    if units and (len(units) > 1 or units[0].store.records or units[0].at):
        return _first_rows(units, shown, answer.final_url)
    shell = shell_of(answer)
    plain = shown.kind in ("list", "page") and bool(shown.items)
    if shell is not None and not plain:
        return _directory(shell, shown)
    if _EXPLAINED in answer.text and not plain:
        asked = _explained(urljoin(answer.final_url, _EXPLAINED), answer.final_url, 1)
        return ListPage(instead=asked, crumbs=shown.crumbs, name=shown.name)
    return shown


def _linked(answer: Answer) -> frozenset[str]:
    """The numbers of the columns that the page links to: each has a page of its own to be read."""
    found = (_COLUMN.search(str(link.get("href") or "")) for link in answer.tree.iter("a"))
    return frozenset(hit[1] for hit in found if hit)


def _own_units(units: Sequence[Unit], page: str) -> list[Unit]:
    """The units whose rows are the column's: of its own number where there are such, one of those that repeat each
    other for other screens; else all units of the page, one for each column they show."""
    here = _COLUMN.search(page)
    own = [unit for unit in units if here and here[1] in unit.columns]
    chosen: dict[frozenset[str], Unit] = {}
    for unit in own or units:
        known = chosen.get(unit.columns)
        if known is None or _size(unit) > _size(known):
            chosen[unit.columns] = unit
    return list(chosen.values())


def _size(unit: Unit) -> tuple[int, int]:
    return (len(unit.store.records), unit.total or 0)


def _first_rows(units: Sequence[Unit], shown: ListPage, page: str) -> ListPage:
    """The preloaded rows; where there is one list, the way to its rest."""
    read = [rows_of(unit.store.records, page) for unit in units]
    items = tuple({item.url: item for rows in read for item in rows.items}.values())
    whole = [unit.total is not None and len(unit.store.records) >= unit.total for unit in units]
    empty = not items and bool(shown.items)
    if empty and not any(unit.total for unit in units):
        return shown
    reason = "列表中有无法读取的行" if any(rows.unread for rows in read) else None
    made = ListPage(items=items, crumbs=shown.crumbs, name=shown.name, reason=reason)
    if len(units) > 1:
        cut = None if all(whole) else "页面由多个列表拼成，其余条目未逐一读取"
        return replace(made, ended=all(whole), reason=reason or cut)
    unit = units[0]
    items = read[0].items
    if whole[0] or not unit.at:
        # Rows without any interface to ask are all there are to see; a total that they do not reach says so itself.
        return replace(made, items=items, claimed=unit.total, ended=True)
    asked = onward(unit, items, "jcms", page)
    return replace(made, items=items, claimed=unit.total, next=asked) if items else replace(made, instead=asked)


def _directory(shell: Shell, shown: ListPage) -> ListPage:
    """A page around a directory: it shows the rows of one code, or leads to the tree, or has the column's own rows
    among those of the whole area."""
    if shell.code or not shell.tree:
        return ListPage(instead=rows_request(shell, shell.code, "jcms"), crumbs=shown.crumbs, name=shown.name)
    return ListPage(kind="node", ended=True, crumbs=shown.crumbs, name=shown.name)


def _explained(url: str, page: str, number: int) -> Wanted:
    told = [("name", ""), ("keytype", ""), ("year", ""), ("ztflid", ""), ("fwlbbm", "")]
    body = urlencode([*told, ("pageSize", _PER_PAGE), ("pageNo", number)])
    kind = ("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
    context = {"page": page}
    return Wanted(url, "list", "POST", body, (kind, ("Referer", page)), context, holds="data", interface="jcms")


def _explanations(answer: Answer, place: Place) -> ListPage:
    """One page of the list of policy explanations."""
    said = json_of(answer.text)
    given = said.get("data") if isinstance(said, dict) else None
    if not isinstance(given, list):
        return ListPage(problem="unreadable", reason="政策解读接口返回的不是列表")
    page = str(place.context.get("page") or answer.final_url)
    items = tuple(item for one in given if isinstance(one, dict) and (item := _explanation(one, page)) is not None)
    claimed = next((said[name] for name in ("total", "count", "totalCount") if isinstance(said.get(name), int)), None)
    if len(items) < len(given):
        return ListPage(items=items, claimed=claimed, reason="列表中有无法读取的行")
    if not items and place.number == 1 and claimed != 0:
        return ListPage(problem="unreadable", reason="政策解读接口没有返回条目，也没有给出条数")
    following = _explained(answer.final_url, page, place.number + 1) if items else None
    return ListPage(items=items, claimed=claimed, next=following, ended=not items)


def _explanation(row: Mapping[str, Any], page: str) -> FoundItem | None:
    address, title = absolute(page, str(row.get("url") or "")), str(row.get("vc_title") or "").strip()
    told = row.get("c_deploytime")
    shown = read_date(told) if isinstance(told, str) else from_epoch(told)
    return FoundItem(address, title, shown, row) if address and title else None


def details(answer: Answer, row: Mapping[str, Any]) -> PageFields | None:
    """Pages have no data of their own beyond their metas and tables."""
    del answer, row
    return None
