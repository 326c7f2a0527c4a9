"""A round's store made from a few lines of a case file."""

from datetime import date
from pathlib import Path
from typing import Any

from inspection.earlier_answers import FACT, earlier_fact
from inspection.round_store import RoundStore, open_round
from inspection.trigger_notes import notes_of, trigger_fact
from inspection.types.directory import Entry, Limit
from inspection.types.judged_before import EarlierAnswer, TriggerNote
from inspection.types.judgement import ColumnNote, Decision, Unit, Waiver
from inspection.types.portal import Column, Incident, ListedItem, Listing, Page
from matchers.seen import match_identity

HOST = "https://www.linjiang.example"


def made_round(path: Path, case: dict[str, Any]) -> RoundStore:
    """The store of one case; the caller closes it."""
    store = open_round(path)
    store.set_fact("as_of", "2026-11-16")
    store.set_fact("round", "2026-11")
    store.set_fact("district", {"id": "linjiang", "name": "临江区", "kind": "区", "directories": [], "portals": []})
    store.replace(Entry, [_entry(given) for given in case["entries"]])
    columns = [_column(number, given, case["columns"]) for number, given in enumerate(case.get("columns", []))]
    store.replace(Column, columns)
    shown = list(zip(columns, case.get("columns", []), strict=True))
    store.replace(Listing, [_listing(column, given) for column, given in shown if "listing" in given])
    items = [
        ListedItem(column.id, place, _address(column, place), title, date(2026, 9, 1), _external(given))
        for column, given in shown
        for place, title in enumerate(given.get("items", []))
    ]
    store.replace(ListedItem, items)
    store.replace(Page, [page for column, given in shown for page in _pages(column, given)])
    store.replace(Incident, [_incident(given, columns) for given in case.get("incidents", [])])
    store.replace(ColumnNote, [_note(given) for given in case.get("notes", [])])
    store.replace(Waiver, [_waiver(given) for given in case.get("waivers", [])])
    store.replace(
        Unit,
        [
            Unit("linjiang", name, None, case.get("unit_kind", "区属"), None, None, None, None)
            for name in case.get("district_units", [])
        ],
    )
    store.replace(Decision, [_decision(n, given, case, columns) for n, given in enumerate(case.get("decisions", []))])
    if "earlier" in case:
        store.set_fact(FACT, earlier_fact(_earlier(given, case, columns) for given in case["earlier"]))
    notes = [_trigger_note(given) for given in case.get("triggers", [])]
    store.set_fact("triggers", trigger_fact(notes_of(notes, "linjiang")))
    return store


def _entry(given: dict[str, Any]) -> Entry:
    return Entry(
        district="linjiang", file="directories/x.xlsx", sheet=None, cells=None, seq=None, domain=given["domain"],
        level1=given.get("level1"), level2=given.get("level2"), level3=None,
        limits=tuple(Limit(**limit) for limit in given.get("limits", [])), publisher=tuple(given.get("publisher", [])),
        channels=tuple(given.get("channels", [])), audience=given.get("audience"), method=given.get("method"),
    )  # fmt: skip


def _column(number: int, given: dict[str, Any], all_given: list[dict[str, Any]]) -> Column:
    path = tuple(given["path"])
    above = [f"c{other:02}" for other, one in enumerate(all_given) if tuple(one["path"]) == path[:-1]]
    return Column(
        id=f"c{number:02}", portal=HOST, family="static", url=given.get("url", f"{HOST}/c{number:02}/"), path=path,
        parent=above[0] if above else None, order=number, leaf=given.get("leaf", True), kind=given.get("kind", "list"),
    )  # fmt: skip


def _listing(column: Column, given: dict[str, Any]) -> Listing:
    note = f"{column.url}note.html" if given.get("note") else None
    return Listing(
        f"l-{column.id}", column.id, column.url, given["listing"], None, None, len(given.get("items", [])), None, note
    )


def _address(column: Column, place: int) -> str:
    return f"{column.url}{place}.html"


def _external(given: dict[str, Any]) -> bool:
    return given.get("page_state") == "external"


def _pages(column: Column, given: dict[str, Any]) -> list[Page]:
    return [
        Page(
            _address(column, place), "linjiang", "static", (column.id,), column.path, given.get("page_state", "ok"),
            title=title, published=date(2026, 9, 1), first_seen=given.get("first_seen"),
            note=title in given.get("note_pages", []),
        )
        for place, title in enumerate(given.get("items", []))
    ]  # fmt: skip


def _incident(given: dict[str, Any], columns: list[Column]) -> Incident:
    column = columns[given["column"]] if "column" in given else None
    url, own = (column.url, column.id) if column else (HOST, None)
    return Incident(url, given["what"], given.get("kind", "timeout"), given["detail"], own)


def _note(given: dict[str, Any]) -> ColumnNote:
    return ColumnNote(
        "linjiang", tuple(given["column"]), given.get("unit"), None, None, given.get("domain"), given.get("level1"),
        given.get("level2"),
    )  # fmt: skip


def _waiver(given: dict[str, Any]) -> Waiver:
    return Waiver(
        "linjiang", given.get("domain"), given.get("level1"), given.get("level2"), None, None, given["kind"],
        given["reason"], None, given["until"],
    )  # fmt: skip


def _earlier(given: dict[str, Any], case: dict[str, Any], columns: list[Column]) -> EarlierAnswer:
    """`column` is one of the round's by number, or -1 for one that is gone with everything in it."""
    entry = next(_entry(one) for one in case["entries"] if one.get("level2") == given["level2"])
    column = columns[given["column"]] if given["column"] >= 0 else None
    url = _address(column, given.get("place", 0)) if column else f"{HOST}/old/{given.get('place', 0)}.html"
    listed_in = (column.id if column else "c99",)
    return EarlierAnswer(*entry.key, url, given["title"], listed_in, given["seen_on"])


def _trigger_note(given: dict[str, Any]) -> TriggerNote:
    return TriggerNote(
        given.get("district"), given["domain"], given.get("level1"), given.get("level2"), given["trigger"],
        given["reason"],
    )  # fmt: skip


def _decision(number: int, given: dict[str, Any], case: dict[str, Any], columns: list[Column]) -> Decision:
    entry = next(_entry(one) for one in case["entries"] if one.get("level2") == given["level2"])
    kind, subject = ("page", given["page"]) if "page" in given else ("column", columns[given["column"]].id)
    identity = match_identity(kind, subject, entry.key)
    return Decision(f"m{number}", identity, given["kind"], "已核", None, date(2026, 10, 1), "2026-10")
