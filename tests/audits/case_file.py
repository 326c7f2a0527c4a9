"""Cases that a lawyer can read (tests/rules/*.yml) into the Case that rules are asked of."""

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from audits.case import Case, frozen_calendar
from inspection.rule_pack import load_pack
from inspection.rule_values import RulePack
from inspection.types.directory import Entry, Limit
from inspection.types.judgement import ColumnNote, Coverage, Decision, Match, Unit, Waiver
from inspection.types.office import District, Office, Portal
from inspection.types.portal import Column, Incident, ListedItem, Listing, Page

ROUND = "2026-11"
DISTRICT = District("linjiang", "临江区", "区", [], [Portal("https://www.linjiang.example/")])
AS_OF = date(2026, 11, 30)
KEYS = {
    "as_of", "pack", "without", "review_all", "entries", "columns", "pages", "units", "notes", "waivers", "decisions",
    "incidents", "holidays", "verdicts", "messages", "demands", "reasons", "suspected", "severities", "why",
}  # fmt: skip


def read_case(given: dict[str, Any]) -> Case:
    """The case that one entry of a case file describes; ValueError for a word that case files do not know."""
    if strange := set(given) - KEYS:
        raise ValueError(f"case files do not know {sorted(strange)}")
    as_of = given.get("as_of", AS_OF)
    pack = _pack(given.get("pack", "guangxi"), as_of)
    if given.get("without"):
        pack = replace(pack, **dict.fromkeys(given["without"]))
    entries = given.get("entries", [])
    columns = given.get("columns", [])
    pages = given.get("pages", [])
    return Case(
        round=ROUND,
        as_of=as_of,
        district=DISTRICT,
        office=Office("江州市政务公开办公室", "江州市", review_all=given.get("review_all", True)),
        pack=pack,
        calendar=frozen_calendar(given.get("holidays"), pack),
        entries=tuple(_entry(one) for one in entries),
        coverage=tuple(_coverage(one) for one in entries),
        columns=tuple(_column(place, one) for place, one in enumerate(columns)),
        listings=tuple(_listing(one) for one in columns if one.get("state") != "none"),
        items=tuple(item for one in columns for item in _items(one)),
        pages=tuple(_page(place, one) for place, one in enumerate(pages)),
        matches=tuple(_matches(columns, "column", _column_id) + _matches(pages, "page", _url_of_page(pages))),
        incidents=tuple(_incidents(pages, columns) + [_read(Incident, one) for one in given.get("incidents", [])]),
        notes=tuple(_read(ColumnNote, _NOTE | one) for one in map(_with_path, given.get("notes", []))),
        waivers=tuple(_read(Waiver, _WAIVER | one) for one in map(_with_path, given.get("waivers", []))),
        decisions=tuple(_read(Decision, _DECISION | one) for one in given.get("decisions", [])),
        units=tuple(_read(Unit, _UNIT | one) for one in given.get("units", [])),
    )


_NOTE = {"district": "linjiang", **dict.fromkeys(("unit", "period", "limit_days", "domain", "level1", "level2"))}
_WAIVER = {
    "district": "linjiang", "kind": "报备", "reason": "已报备", "since": None,
    **dict.fromkeys(("domain", "level1", "level2", "column", "rule")),
}  # fmt: skip
_DECISION = {
    "finding": "F22222222", "reason": "已核", "until": None, "decided_on": date(2026, 10, 20), "round": "2026-10",
}  # fmt: skip
_UNIT = {
    "district": "linjiang", "kind": "区属", "short": None, "superior": None, "since": None, "until": None,
    "contact": None,
}  # fmt: skip


@cache
def _pack(name: str, on: date) -> RulePack:
    return load_pack(name, on)


def _read(kind: Any, given: dict[str, Any]) -> Any:
    return TypeAdapter(kind).validate_python(given)


def _with_path(given: dict[str, Any]) -> dict[str, Any]:
    column = given.get("column")
    return given | {"column": _path(column)} if column else given


def _path(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(">"))


def _key(text: str) -> tuple[str, str, str]:
    domain, level1, level2 = (*text.split("/"), "", "")[:3]
    return domain, level1, level2


def _entry(given: dict[str, Any]) -> Entry:
    domain, level1, level2 = _key(given["name"])
    limits = tuple(_read(Limit, limit) for limit in given.get("limits", []))
    time_limit = given.get("time_limit")
    return Entry(None, "baseline", None, None, None, domain, level1, level2, None, time_limit=time_limit, limits=limits)


def _coverage(given: dict[str, Any]) -> Coverage:
    domain, level1, level2 = _key(given["name"])
    return Coverage(
        ROUND,
        "linjiang",
        domain,
        level1,
        level2,
        given.get("unit"),
        given.get("trigger", "standing"),
        given.get("state", "content"),
        0,
        None,
        None,
        tuple(given.get("columns", ())),
        given.get("reason", ""),
        tuple(given.get("listings", ())),
    )


def _column_id(given: dict[str, Any]) -> str:
    return str(given["path"])


def _column(place: int, given: dict[str, Any]) -> Column:
    url = given.get("url", f"https://www.linjiang.example/column/{place}/")
    leaf, kind = given.get("leaf", True), given.get("kind", "list")
    return Column(_column_id(given), "portal", "static", url, _path(given["path"]), None, place, leaf, kind)


def _listing(given: dict[str, Any]) -> Listing:
    items = _items(given)
    days = [item.published for item in items if item.published]
    return Listing(
        f"listing {given['path']}",
        _column_id(given),
        "https://www.linjiang.example/list/",
        given.get("state", "complete"),
        given.get("reason"),
        given.get("claimed"),
        given.get("seen", len(items)),
        max(days, default=None),
        given.get("note"),
    )


def _items(given: dict[str, Any]) -> list[ListedItem]:
    return [
        ListedItem(_column_id(given), place, f"https://www.linjiang.example/item/{place}.html", f"第{place}条", day)
        for place, day in enumerate(given.get("items", []))
    ]


def _page(place: int, given: dict[str, Any]) -> Page:
    told = {name: value for name, value in given.items() if name not in ("answers", "days", "failure")}
    body = told.get("body", "关于本事项的说明文字，足以让群众读懂其内容、范围和办理方式。")
    told["column"] = _path(told["column"]) if "column" in told else ()
    told.setdefault("columns", (" > ".join(told["column"]),) if told["column"] else ())
    told["conflicts"] = {name: tuple(map(str, days)) for name, days in told.get("conflicts", {}).items()}
    defaults = {
        "url": f"https://www.linjiang.example/page/{place}.html", "district": "linjiang", "family": "static",
        "state": "ok", "body_chars": len(body), "first_seen": given.get("first_seen", AS_OF),
    }  # fmt: skip
    return Page(**(defaults | told | {"body": body}))


def _url_of_page(pages: list[dict[str, Any]]) -> Any:
    places = {id(one): place for place, one in enumerate(pages)}
    return lambda one: one.get("url", f"https://www.linjiang.example/page/{places[id(one)]}.html")


def _matches(rows: list[dict[str, Any]], kind: Any, subject: Any) -> list[Match]:
    found = []
    for one in rows:
        for name in [one["answers"]] if isinstance(one.get("answers"), str) else one.get("answers", []):
            domain, level1, level2 = _key(name)
            found.append(Match(kind, subject(one), "", "linjiang", domain, level1, level2, 0.9, "accept"))
    return found


def _incidents(pages: list[dict[str, Any]], columns: list[dict[str, Any]]) -> list[Incident]:
    """A page with `days` failed on those days, with its status or as `failure` says; so did columns with `gone`, their
    status, or else on the day of judgement."""
    url = _url_of_page(pages)
    found = [
        Incident(url(one), "page", one.get("failure", "http"), "", None, one.get("status"), tuple(one["days"]))
        for one in pages
        if "days" in one
    ]
    for place, one in enumerate(columns):
        if "gone" in one:
            column = _column(place, one)
            days = tuple(one.get("days", (AS_OF,)))
            found.append(Incident(column.url, "list", one.get("failure", "http"), "", column.id, one["gone"], days))
    return found
