"""Everything of one district's round that matching asks, gathered once from the store."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from inspection.errors import UserError
from inspection.round_store import RoundStore
from inspection.types.directory import Entry
from inspection.types.judgement import ColumnNote, Decision, EntryKey, Unit, Waiver
from inspection.types.portal import Column, Incident, ListedItem, Listing, Page

Said = Mapping[tuple[str, str, EntryKey], str]
_MARK = "match"


@dataclass(frozen=True)
class Seen:
    """One round of one district. `pages` also hold rows that were only listed (state `unread` or `external`);
    `said` are people's words on matches, by (kind, subject, entry): `confirm` or `reject`."""

    round: str
    district: str
    as_of: date
    entries: tuple[Entry, ...]
    columns: tuple[Column, ...]
    listings: Mapping[str, Listing]
    items: Mapping[str, tuple[ListedItem, ...]]
    pages: tuple[Page, ...]
    incidents: tuple[Incident, ...]
    notes: tuple[ColumnNote, ...]
    units: tuple[Unit, ...]
    waivers: tuple[Waiver, ...]
    said: Said


def match_identity(kind: str, subject: str, key: EntryKey) -> str:
    """The identity by which a person's decision names a match (`Decision.identity`)."""
    return "|".join((_MARK, kind, *key, subject))


def read_seen(store: RoundStore) -> Seen:
    """Raises UserError when the round has no as-of date or district."""
    as_of, district = store.fact("as_of"), store.fact("district")
    if not as_of or not district:
        raise UserError(f"{store.path} 没有巡查截止日期或所属区，请先运行 xuncha crawl 或 xuncha inspect。")
    columns = tuple(store.read(Column))
    items: dict[str, list[ListedItem]] = defaultdict(list)
    for item in store.read(ListedItem):
        items[item.column].append(item)
    kept = {column: tuple(rows) for column, rows in items.items()}
    own = str(district["id"])
    return Seen(
        round=store.fact("round") or "",
        district=own,
        as_of=date.fromisoformat(as_of),
        entries=tuple(store.read(Entry)),
        columns=columns,
        listings={listing.column: listing for listing in store.read(Listing)},
        items=kept,
        pages=_all_pages(store.read(Page), columns, kept, own, store.fact("first_seen") or {}),
        incidents=tuple(store.read(Incident)),
        notes=tuple(note for note in store.read(ColumnNote) if note.district == own),
        units=tuple(unit for unit in store.read(Unit) if unit.district == own),
        waivers=tuple(waiver for waiver in store.read(Waiver) if waiver.district == own),
        said=_said(store.read(Decision)),
    )


def _all_pages(
    pages: list[Page],
    columns: tuple[Column, ...],
    items: Mapping[str, tuple[ListedItem, ...]],
    district: str,
    first_seen: Mapping[str, str],
) -> tuple[Page, ...]:
    """The pages as read, with the title of the list where they gave none, and the rows that were only listed."""
    paths = {column.id: column for column in columns}
    listed: dict[str, list[ListedItem]] = defaultdict(list)
    for column in columns:
        for item in items.get(column.id, ()):
            listed[item.url].append(item)
    columns_at: dict[str, list[str]] = defaultdict(list)
    for column in columns:
        if column.kind in ("page", "link_out"):
            columns_at[column.url].append(column.id)
    found: dict[str, Page] = {}
    for page in pages:
        rows = listed.get(page.url, [])
        known = dict.fromkeys((*page.columns, *(row.column for row in rows), *columns_at.get(page.url, ())))
        first = page.first_seen or (date.fromisoformat(first_seen[page.url]) if page.url in first_seen else None)
        title = page.title or (rows[0].title if rows else None)
        found[page.url] = replace(page, columns=tuple(known), title=title, first_seen=first)
    for url, rows in listed.items():
        if url not in found:
            first_row, column = rows[0], paths[rows[0].column]
            found[url] = Page(
                url, district, column.family, tuple(dict.fromkeys(row.column for row in rows)), column.path,
                "external" if first_row.external else "unread", title=first_row.title, published=first_row.published,
            )  # fmt: skip
    return tuple(found[url] for url in sorted(found))


def _said(decisions: list[Decision]) -> Said:
    found: dict[tuple[str, str, EntryKey], str] = {}
    for decision in decisions:
        mark, _, rest = decision.identity.partition("|")
        parts = rest.split("|", 4)
        if mark == _MARK and len(parts) == 5 and decision.kind in ("confirm", "reject"):
            kind, domain, level1, level2, subject = parts
            found[(kind, subject, (domain, level1, level2))] = decision.kind
    return found
