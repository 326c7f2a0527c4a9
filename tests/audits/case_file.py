"""Cases that a lawyer can read (tests/rules/*.yml) into the Case that rules are asked of."""

from dataclasses import MISSING, fields, replace
from datetime import date
from functools import cache
from typing import Any

from audits.case import Case, frozen_calendar
from inspection.rule_pack import load_pack
from inspection.rule_values import RulePack
from inspection.types.directory import (
    DirectoryFile,
    DirectoryTable,
    DomainDepartment,
    Entry,
    GuideDomain,
    GuideItem,
    Limit,
)
from inspection.types.judgement import ColumnNote, Coverage, Decision, Match, Unit, Waiver
from inspection.types.office import District, Office, Portal
from inspection.types.portal import Attachment, Column, Incident, ListedItem, Listing, Page
from inspection.types.submitted import Application, CheckResult, HandedInFile, ListedDocument, RegisterRow, VillageItem
from tests.audits.case_facts import (
    adapter,
    earlier_absence,
    earlier_date,
    elements_found,
    home_page,
    page_facts,
    with_values,
)

ROUND = "2026-11"
DISTRICT = District("linjiang", "临江区", "区", [], [Portal("https://www.linjiang.example/")])
AS_OF = date(2026, 11, 30)
KEYS = {
    "as_of", "pack", "without", "review_all", "entries", "columns", "pages", "units", "notes", "waivers", "decisions",
    "incidents", "holidays", "rows", "tables", "guide", "guide_domains", "departments", "register", "listed_documents",
    "village_items", "whole_directory", "district", "unread", "verdicts", "messages", "demands", "reasons", "suspected",
    "severities", "why", "values", "homes", "earlier_absences", "earlier_dates", "elements_found", "handed_in",
    "check_results", "applications", "earlier_pictures",
}  # fmt: skip


def read_case(given: dict[str, Any]) -> Case:
    """The case that one entry of a case file describes; ValueError for a word that case files do not know."""
    if strange := set(given) - KEYS:
        raise ValueError(f"case files do not know {sorted(strange)}")
    as_of = given.get("as_of", AS_OF)
    pack = _pack(given.get("pack", "guangxi"), as_of)
    if given.get("without"):
        pack = replace(pack, **dict.fromkeys(given["without"]))
    pack = with_values(pack, given.get("values", {}))
    entries = given.get("entries", [])
    columns = given.get("columns", [])
    pages = given.get("pages", [])
    rows = given.get("rows", [])
    return Case(
        round=ROUND,
        as_of=as_of,
        district=replace(DISTRICT, **given.get("district", {})),
        office=Office("江州市政务公开办公室", "江州市", review_all=given.get("review_all", True)),
        pack=pack,
        calendar=frozen_calendar(given.get("holidays"), pack),
        entries=tuple(_entry(one) for one in entries) + tuple(_row(place, one) for place, one in enumerate(rows)),
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
        attachments=tuple(_attachments(pages)),
        tables=tuple(_read(DirectoryTable, one) for one in _tables(rows, given.get("tables", []))),
        files=(DirectoryFile("linjiang", "directories/临江区/目录.xlsx", "0" * 64, len(rows), given.get("unread", 0)),),
        guide=tuple(_read(GuideItem, _named(one)) for one in given.get("guide", [])),
        guide_domains=tuple(_read(GuideDomain, _GUIDE | one) for one in given.get("guide_domains", [])),
        departments=tuple(_read(DomainDepartment, _DEPARTMENT | one) for one in given.get("departments", [])),
        register=tuple(_read(RegisterRow, _handed_in(RegisterRow, one)) for one in given.get("register", [])),
        listed_documents=tuple(
            _read(ListedDocument, _handed_in(ListedDocument, one)) for one in given.get("listed_documents", [])
        ),
        village_items=tuple(_read(VillageItem, _handed_in(VillageItem, one)) for one in given.get("village_items", [])),
        handed_in=tuple(_read(HandedInFile, _HANDED_IN | one) for one in given.get("handed_in", [])),
        check_results=tuple(_read(CheckResult, _RESULT | one) for one in given.get("check_results", [])),
        applications=tuple(_read(Application, _APPLICATION | one) for one in given.get("applications", [])),
        earlier_pictures=tuple(given.get("earlier_pictures", ())),
        whole_directory=given.get("whole_directory", True),
        facts=tuple(page_facts(_url_of_page(pages)(one), one["facts"]) for one in pages if "facts" in one),
        homes=tuple(map(home_page, given.get("homes", []))),
        earlier_absences=tuple(map(earlier_absence, given.get("earlier_absences", []))),
        earlier_dates=tuple(map(earlier_date, given.get("earlier_dates", []))),
        elements_found=tuple(map(elements_found, given.get("elements_found", []))),
    )


_NOTE = {"district": "linjiang", **dict.fromkeys(("unit", "period", "limit_days", "domain", "level1", "level2"))}
_HANDED_IN = {"district": "linjiang", "file": "submitted/linjiang/报告.docx"}
_RESULT = {
    "district": "linjiang", "file": "submitted/linjiang/检查结果.xlsx", "sheet": "Sheet1", "cells": "A2:F2",
    "item": None, "url": None, "found_on": date(2026, 10, 12), "source": "国家政务公开办2026年第三季度抽查",
    "unit": None,
}  # fmt: skip
_APPLICATION = {
    "district": "linjiang", "file": "submitted/linjiang/登记台账.xlsx", "sheet": "Sheet1", "cells": "A2:F2",
    "number": "2026-001", "answered": None, "told": False, "countable": True, "unit": None,
}  # fmt: skip
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


_NOT_OF_PAGE = ("answers", "given_by", "days", "failure", "files", "facts")
_GUIDE = {"pilot": True, "completeness": "partial", "aliases": []}
_DEPARTMENT = {"city": "江州市", "clause": "江政办发〔2020〕8号", "since": None, "until": None}
_FIELDS = (
    "seq", "level1", "level2", "elements", "basis", "time_limit", "publisher", "channels", "public", "group",
    "proactive", "on_request", "level",
)  # fmt: skip


def _named(given: dict[str, Any]) -> dict[str, Any]:
    """A row with its name (domain/level1/level2/level3) taken apart."""
    names = (*given["name"].split("/"), "", "", "")[:4]
    kept = {key: value for key, value in given.items() if key != "name"}
    return kept | {key: name or None for key, name in zip(("domain", "level1", "level2", "level3"), names, strict=True)}


def _row(place: int, given: dict[str, Any]) -> Entry:
    """A row of the district's own directory: one file, a row a matter, everything filled in but for what is given."""
    values = {
        "district": "linjiang", "file": "directories/临江区/目录.xlsx", "sheet": "标准目录",
        "cells": f"A{place + 4}:N{place + 4}", "seq": str(place + 1), "elements": ["名称", "内容"],
        "basis": ["《中华人民共和国政府信息公开条例》"], "time_limit": "信息形成或者变更之日起20个工作日内",
        "limits": [{"kind": "deadline", "n": 20, "unit": "workday", "anchor": "created_or_changed"}],
        "publisher": ["临江区民政局"], "channels": ["政府网站"], "audience": "public", "method": "proactive",
        "level": ["county"],
    }  # fmt: skip
    entry: Entry = _read(Entry, values | _named(given))
    return entry


def _tables(rows: list[dict[str, Any]], given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The tables of the rows, one a domain with the header of the guides; `tables` of a case change or add to them."""
    base = {"district": "linjiang", "file": "directories/临江区/目录.xlsx", "sheet": "标准目录"}
    made: dict[str, dict[str, Any]] = {}
    for row in rows:
        domain = row["name"].split("/")[0]
        made.setdefault(domain, base | {"domain": domain, "title": f"{domain}领域基层政务公开标准目录", "rows": 0})
        made[domain]["rows"] += 1
    for one in given:
        domain = one.get("domain")
        made[domain] = base | {"title": None, "rows": 0} | made.get(domain, {}) | one
    return [{"header": [], "fields": _FIELDS, "cells": "A2:N9"} | one for one in made.values()]


def _handed_in(kind: Any, given: dict[str, Any]) -> dict[str, Any]:
    values = dict.fromkeys(field.name for field in fields(kind) if field.default is MISSING)
    place = {"district": "linjiang", "file": "submitted/linjiang/报送.xlsx", "sheet": "Sheet1", "cells": "A2:H2"}
    return values | place | given


@cache
def _pack(name: str, on: date) -> RulePack:
    return load_pack(name, on)


def _read(kind: Any, given: dict[str, Any]) -> Any:
    return adapter(kind).validate_python(given)


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
    return Entry(
        None, "baseline", None, None, None, domain, level1, level2, None, time_limit=time_limit, limits=limits,
        publisher=tuple(given.get("publisher", ())),
    )  # fmt: skip


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
    leaf, kind, family = given.get("leaf", True), given.get("kind", "list"), given.get("family", "static")
    return Column(_column_id(given), "portal", family, url, _path(given["path"]), None, place, leaf, kind)


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
    """The rows of a list: their dates, or more of each (title, url, published, external)."""
    rows = [one if isinstance(one, dict) else {"published": one} for one in given.get("items", [])]
    return [
        ListedItem(**{
            "column": _column_id(given), "position": place, "title": f"第{place}条", "published": None,
            "url": f"https://www.linjiang.example/item/{place}.html", **one,
        })
        for place, one in enumerate(rows)
    ]  # fmt: skip


def _page(place: int, given: dict[str, Any]) -> Page:
    told = {name: value for name, value in given.items() if name not in _NOT_OF_PAGE}
    body = told.get("body", "关于本事项的说明文字，足以让群众读懂其内容、范围和办理方式。")
    told["column"] = _path(told["column"]) if "column" in told else ()
    told.setdefault("columns", (" > ".join(told["column"]),) if told["column"] else ())
    told["conflicts"] = {name: tuple(map(str, days)) for name, days in told.get("conflicts", {}).items()}
    defaults = {
        "url": f"https://www.linjiang.example/page/{place}.html", "district": "linjiang", "family": "static",
        "state": "ok", "body_chars": len(body), "first_seen": given.get("first_seen", AS_OF),
    }  # fmt: skip
    return Page(**(defaults | told | {"body": body}))


def _attachments(pages: list[dict[str, Any]]) -> list[Attachment]:
    url = _url_of_page(pages)
    return [
        _attachment(url(one), place, name if isinstance(name, dict) else {"name": name})
        for one in pages
        for place, name in enumerate(one.get("files", []))
    ]


def _attachment(page: str, place: int, given: dict[str, Any]) -> Attachment:
    """A file of a page: its name alone, or more of it (state, kind, status, reason, text)."""
    extension = given["name"].rpartition(".")[2] or None
    return Attachment(**{"page": page, "position": place, "url": f"{page}/{place}", "extension": extension, **given})


def _url_of_page(pages: list[dict[str, Any]]) -> Any:
    places = {id(one): place for place, one in enumerate(pages)}
    return lambda one: one.get("url", f"https://www.linjiang.example/page/{places[id(one)]}.html")


def _matches(rows: list[dict[str, Any]], kind: Any, subject: Any) -> list[Match]:
    """What a row answers: names of entries, or mappings with the entry, confidence, decision and reasons."""
    found = []
    for one in rows:
        for given in [one["answers"]] if isinstance(one.get("answers"), str) else one.get("answers", []):
            told = {"entry": given} if isinstance(given, str) else given
            domain, level1, level2 = _key(told["entry"])
            found.append(
                Match(
                    kind, subject(one), "", "linjiang", domain, level1, level2, told.get("confidence", 0.9),
                    told.get("decision", "accept"), one.get("given_by", "machine"), told.get("reasons", {}),
                )
            )  # fmt: skip
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
