"""Lists of the jpage script: rows as `<record>` of a `<datastore>`, preloaded in the page and asked for in windows."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from html import unescape
from typing import Any
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from lxml.html import HtmlElement, tostring

from crawler.answers import answer_of
from crawler.family import FoundItem, ListPage
from crawler.requests import Wanted, joined
from crawler.script_object import members
from crawler.structure.filling import without_comments
from crawler.structure.rows import groups

_STORE = re.compile(r"<datastore\b.*?(?:</datastore>|\Z)", re.I | re.S)
_RECORD = re.compile(r"<record\b[^>]*>(.*?)</record>", re.I | re.S)
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.S)
_NEXT_GROUP = re.compile(r"<nextgroup\b[^>]*>(.*?)</nextgroup>", re.I | re.S)
_TOTAL = re.compile(r"<totalrecord>\s*(?:<!\[CDATA\[)?\s*(\d+)", re.I)
_LINK = re.compile(r"href\s*=\s*(?:\"([^\"]+)\"|'([^']+)')", re.I)
_CALL = re.compile(r"[$\w.]\(\s*[\"']#([\w-]+)[\"']\s*\)\s*\.\s*jpage\s*\(", re.I)
_PAIR = re.compile(r"([\w$]+)[\"']?\s*:\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s,{}'\"]+))")
_PAGE = re.compile(r"(?<=[?&])page=\d*&?")
_WINDOW = 45
_MOST_KEPT = 300


@dataclass(frozen=True)
class Store:
    """One datastore: the markup of its records, the total it states, the link to its next rows."""

    records: tuple[str, ...]
    total: int | None
    onward: str | None


@dataclass(frozen=True)
class Call:
    """What the page's script tells jpage of one unit: `address` answers with further rows, asked with `given`. Scripts
    call a unit twice: the call made as the page opens knows the total, the one that refreshes holds a placeholder."""

    unit: str
    address: str
    given: tuple[tuple[str, str], ...]
    total: int | None
    per_page: int
    window: int
    source: str

    @property
    def columns(self) -> frozenset[str]:
        """The numbers of the columns whose rows the unit shows."""
        return _column_numbers(dict(self.given))


@dataclass(frozen=True)
class Unit:
    """One list of a page: its preloaded rows and how further ones are asked for. `total` is None where the page only
    holds a placeholder; `at` is the interface's address without a window, '' where there is none."""

    name: str
    store: Store
    total: int | None
    at: str
    window: int
    per_page: int
    columns: frozenset[str]


@dataclass(frozen=True)
class Rows:
    """Rows read out of records; `unread` counts records with a link that gave no row."""

    items: tuple[FoundItem, ...]
    unread: int


def store_of(text: str) -> Store | None:
    """The first datastore of a text; None without one."""
    found = _STORE.search(text)
    if found is None:
        return None
    inner = found[0]
    onward = _NEXT_GROUP.search(inner)
    link = _LINK.search(_bare(onward[1])) if onward else None
    total = _TOTAL.search(inner)
    records = tuple(_bare(one) for one in _RECORD.findall(inner))
    return Store(records, int(total[1]) if total else None, unescape(link[1] or link[2]) if link else None)


def rows_of(records: Sequence[str], base: str) -> Rows:
    """The rows of records, in their order."""
    linked = [one for one in records if _LINK.search(one)]
    if not linked:
        return Rows((), 0)
    cells = linked[0].lstrip().lower().startswith("<tr")
    parts = [one if cells or re.match(r"\s*<li\b", one, re.I) else f"<li>{one}</li>" for one in linked]
    around = ("<table><tbody>", "</tbody></table>") if cells else ("<ul>", "</ul>")
    page = f"<html><body>{around[0]}{''.join(parts)}{around[1]}</body></html>".encode("utf-8", "replace")
    tree = answer_of(base, page, content_type="text/html; charset=utf-8").tree
    items = tuple(
        FoundItem(row.url, row.title, row.published) for group in groups(tree, base) for row in group.rows if row.title
    )
    return Rows(items, max(0, len(linked) - len(items)))


def calls_of(text: str, page: str, proxy: str) -> tuple[Call, ...]:
    """One jpage call for each unit whose interface has `proxy` in its address: that which knows the total."""
    code = without_comments(text)
    starts = [*_CALL.finditer(code)]
    found: dict[str, Call] = {}
    for number, start in enumerate(starts):
        end = starts[number + 1].start() if number + 1 < len(starts) else len(code)
        stop = code.find("</script", start.end(), end)
        made = _call(start[1], code[start.end() : stop if stop > 0 else end], code, page)
        call = made if made.source or _is_ready(code, start.start()) else replace(made, total=None)
        known = found.get(call.unit)
        if proxy in call.address and (known is None or call.source or known.total is None):
            found[call.unit] = call
    return tuple(found.values())


def _is_ready(code: str, at: int) -> bool:
    """Whether a call is made as the page opens, not in the function that refreshes the unit."""
    ready = max(code.rfind(sign, 0, at) for sign in ("$(function", "jQuery(function", ".ready("))
    return ready > code.rfind("function jpage", 0, at)


def _call(unit: str, told: str, code: str, page: str) -> Call:
    told = re.sub(r"\\.", "", told)
    address = re.search(r"proxyUrl[\"']?\s*:\s*[\"']([^\"']*)[\"']", told)
    source = re.search(r"dataStore[\"']?\s*:\s*(?:\$\(\s*[\"'](#[\w-]+)|(\S))", told)
    total = re.search(r"totalRecord[\"']?\s*:\s*[\"']?(\d+)", told)
    per_page, groups_of = _number(told, "perPage"), _number(told, "groupSize")
    return Call(
        unit,
        joined(page, address[1]) if address else "",
        _given(told, code),
        int(total[1]) if total else None,
        per_page or 15,
        (per_page or 15) * (groups_of or 3),
        (source[1] or source[2] or "") if source else "",
    )


def _given(told: str, code: str) -> tuple[tuple[str, str], ...]:
    """The parameters of `ajaxParam`, written there or in a variable."""
    inline = re.search(r"ajaxParam[\"']?\s*:\s*\{([^}]*)\}", told)
    if inline:
        return tuple((one[0], one[1] or one[2] or one[3]) for one in _PAIR.findall(inline[1]))
    named = re.search(r"ajaxParam[\"']?\s*:\s*([\w$]+)", told)
    return tuple((key, str(value)) for key, value in members(code, named[1]).items()) if named else ()


def _number(told: str, name: str) -> int | None:
    found = re.search(rf"{name}[\"']?\s*:\s*[\"']?(\d+)", told)
    return int(found[1]) if found and int(found[1]) else None


def units_of(tree: HtmlElement, text: str, page: str, proxy: str) -> tuple[Unit, ...]:
    """The units of a page in its order: those with preloaded rows, and those that only a call makes."""
    calls = {call.unit: call for call in calls_of(text, page, proxy)}
    found: dict[str, Unit] = {}
    for script in tree.iter("script"):
        store = store_of(script.text or "") if "<datastore" in (script.text or "").lower() else None
        if store is not None:
            boxes = [str(one.get("id")) for one in script.iterancestors() if one.get("id")]
            name = boxes[0] if boxes else f"unit {len(found)}"
            if store.onward is None or proxy in store.onward:
                found.setdefault(name, _unit(name, store, calls.get(name), page))
    if not found and "<datastore" in text.lower():
        # Some templates keep the rows in a hidden box or a comment, which no parser of HTML reads.
        store = store_of(text)
        name = next(iter(calls), "unit 0")
        found[name] = _unit(name, store or Store((), None, None), calls.get(name), page)
    for name, call in calls.items():
        held = tree.get_element_by_id(call.source[1:], None) if call.source.startswith("#") else None
        rows = tuple(map(_source, held.iter("li", "tr"))) if held is not None else ()
        rows = tuple(one for one in rows if _LINK.search(one))
        found.setdefault(name, _unit(name, Store(rows, None, None), call, page))
    return tuple(found.values())


def _source(element: HtmlElement) -> str:
    return str(tostring(element, encoding="unicode", with_tail=False))


def _unit(name: str, store: Store, call: Call | None, page: str) -> Unit:
    at = joined(page, store.onward) if store.onward else ""
    given = dict(call.given) if call else {}
    if not at and call is not None:
        at = f"{call.address}{'&' if '?' in call.address else '?'}{urlencode(call.given, quote_via=quote)}"
    asked = {one.partition("=")[0]: one.partition("=")[2] for one in urlsplit(at).query.split("&")}
    total = call.total if call else None
    most = call.window if call else len(store.records) or _WINDOW
    total = store.total if total is None else total
    # A total that the rows there exceed is none.
    total = total if total is not None and total >= len(store.records) else None
    numbers = _column_numbers({**asked, **given})
    return Unit(name, store, total, at, most, call.per_page if call else most, numbers)


def _column_numbers(given: Mapping[str, str]) -> frozenset[str]:
    told = given.get("columnid") or given.get("columnId") or ""
    return frozenset(one for one in re.split(r",|%2C", told) if one)


def window(at: str, have: int, most: int, per_page: int | None = None) -> str:
    """The interface's address for the `most` rows behind the first `have`. Servers differ in what they heed: where the
    window is a whole page of its size, `page`, `perpage` and the window ask for the same rows; elsewhere `page` is left
    out. Other parameters stay as the page has them."""
    parts = urlsplit(at)
    if is_sealed(at):
        return at
    query = _PAGE.sub("", f"?{parts.query}")[1:].strip("&")
    told = [("page", have // most + 1)] if per_page is None and have % most == 0 else []
    told += [("startrecord", have + 1), ("endrecord", have + most), ("perpage", per_page or most)]
    return urlunsplit(parts._replace(query="&".join(part for part in (query, urlencode(told)) if part)))


def is_sealed(at: str) -> bool:
    """Whether the link to the next rows holds everything in one enciphered parameter: it is followed as it is."""
    query = urlsplit(at).query.lower()
    return bool(query) and "columnid=" not in query and not _PAGE.search(f"?{query}")


def overlap(items: Sequence[FoundItem], before: Sequence[str]) -> int:
    """How many rows at the head of an answer are the last ones of the rows before it."""
    urls = [item.url for item in items]
    most = min(len(urls), len(before))
    return next((size for size in range(most, 0, -1) if urls[:size] == list(before[-size:])), 0)


def last_of(items: Sequence[FoundItem]) -> tuple[str, ...]:
    """The addresses by which the next answer's overlap is told."""
    return tuple(item.url for item in items[-_MOST_KEPT:])


def _bare(text: str) -> str:
    """The markup inside CDATA parts; the text itself, unescaped, where there are none."""
    parts = _CDATA.findall(text)
    return "".join(parts) if parts else unescape(text)


def onward(unit: Unit, items: Sequence[FoundItem], interface: str, page: str, per_page: int | None = None) -> Wanted:
    """The request for the rows behind the preloaded ones."""
    state = _State(unit.at, len(unit.store.records), unit.window, unit.total, page, last_of(items), per_page)
    return _asked(state, interface)


def window_shown(store: Store | None, context: Mapping[str, Any], interface: str) -> ListPage:
    """What the interface answered for one window. Rows that overlap those before count once; the next window begins
    behind the rows really received."""
    if store is None or "at" not in context:
        return ListPage(problem="unreadable", reason="列表接口返回的不是条目")
    state = _State(**context)
    total = store.total if store.total is not None else state.total
    if not store.records:
        known = [one for one in (store.total, state.total) if one is not None]
        if not known or max(known) > state.have or (store.total == 0 != state.have):
            return ListPage(problem="unreadable", reason=f"列表接口返回空内容，已读到 {state.have} 条")
        return ListPage(claimed=total, ended=True)
    rows = rows_of(store.records, state.page)
    again = overlap(rows.items, state.before)
    came = len(store.records)
    have = state.have + came - again
    if rows.unread and total is None:
        return ListPage(items=rows.items[again:], claimed=total, reason="列表中有无法读取的行")
    # A total that the rows exceed is none: the list goes on until nothing comes.
    total = None if total is not None and have > total else total
    ended = total == have
    reason = None if total is not None else "列表没有给出总数，后续内容与前一页相同"
    before = (*state.before, *last_of(rows.items))[-_MOST_KEPT:]
    most = came if came < state.most and not again else state.most
    following = replace(state, have=have, most=most, total=total, before=before)
    if is_sealed(state.at) and not ended:
        onward_to = joined(state.at, store.onward) if store.onward else ""
        if not onward_to:
            return ListPage(items=rows.items[again:], claimed=total, reason="列表接口没有给出后续内容的地址")
        following = replace(following, at=onward_to)
    return ListPage(
        items=rows.items[again:],
        claimed=total,
        next=None if ended else _asked(following, interface),
        ended=ended,
        reason=None if ended else reason,
    )


@dataclass(frozen=True)
class _State:
    """How far one list was read: `have` rows of `total`, `most` asked for at once, the addresses of the last ones."""

    at: str
    have: int
    most: int
    total: int | None
    page: str
    before: tuple[str, ...]
    per_page: int | None = None


def _asked(state: _State, interface: str) -> Wanted:
    told = {one.name: getattr(state, one.name) for one in fields(state)}
    url = window(state.at, state.have, state.most, state.per_page)
    return Wanted(url, "list", headers=(("Referer", state.page),), context=told, interface=interface)
