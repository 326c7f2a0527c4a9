"""大汉 truecms：column pages with the first rows in a hidden place, the rest from `messageController/getMessage.do`."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from crawler.answers import Answer, json_of
from crawler.family import FoundColumn, ListPage, Place
from crawler.portals import static
from crawler.reading.fields import PageFields
from crawler.structure.datastore import Unit, onward, rows_of, store_of, units_of, window_shown

_PROXY = "messageController/getMessage.do"


def recognise(answer: Answer) -> float:
    """0.95 with the interface in the page."""
    return 0.95 if _PROXY in answer.text and "<" in answer.text else 0.0


def columns(answer: Answer, place: Place) -> tuple[FoundColumn, ...]:
    """The columns of menus and headings, by their structure; the interface names none."""
    return () if _is_answer(answer) else static.columns(answer, place)


def listed(answer: Answer, place: Place) -> ListPage:
    """The preloaded rows of a column's page, or one window of the interface."""
    if _is_answer(answer):
        said = json_of(answer.text)
        inner = said.get("result") if isinstance(said, dict) else answer.text
        return window_shown(store_of(inner if isinstance(inner, str) else ""), place.context, "truecms")
    if json_of(answer.text) is not None:
        return ListPage(problem="unreadable", reason="栏目页面返回的是数据，不是页面")
    shown = static.listed(answer, place)
    units = units_of(answer.tree, answer.text, answer.final_url, _PROXY)
    if shown.kind == "elsewhere" or not units:
        return shown
    return _first_rows(max(units, key=lambda one: len(one.store.records)), shown, answer.final_url)


def _first_rows(unit: Unit, shown: ListPage, page: str) -> ListPage:
    """Windows keep the group and page size that the page's own script asks with: servers refuse others."""
    rows = rows_of(unit.store.records, page)
    items = rows.items or shown.items
    known = replace(unit, store=replace(unit.store, records=unit.store.records or ("",) * len(items)))
    ended = unit.total is not None and len(known.store.records) >= unit.total
    asked = None
    if unit.at and not ended:
        at = unit.at if "callback=" in unit.at else f"{unit.at}{'&' if '?' in unit.at else '?'}callback=callback"
        asked = onward(replace(known, at=at), items, "truecms", page, unit.per_page)
    if not items and asked is not None:
        return ListPage(instead=asked, crumbs=shown.crumbs, name=shown.name)
    return ListPage(
        items=items,
        claimed=unit.total,
        next=asked,
        ended=ended,
        reason="列表中有无法读取的行" if rows.unread else None,
        crumbs=shown.crumbs,
        name=shown.name,
    )


def _is_answer(answer: Answer) -> bool:
    return _PROXY.lower() in answer.url.lower()


def details(answer: Answer, row: Mapping[str, Any]) -> PageFields | None:
    """Pages have no data of their own beyond their metas and tables."""
    del answer, row
    return None
