"""Everything of one district's round that matching asks, gathered once from the store."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from inspection.earlier_answers import read_earlier_fact
from inspection.errors import UserError
from inspection.round_store import RoundStore
from inspection.trigger_notes import read_trigger_fact
from inspection.types.directory import Entry
from inspection.types.judged_before import EarlierAnswer, TriggerNote
from inspection.types.judgement import ColumnNote, Decision, EntryKey, MatchWord, Unit, Waiver
from inspection.types.portal import Attachment, Column, Incident, ListedItem, Listing, Page
from matchers.folding import NameFolder
from matchers.proposals import proposals
from matchers.remembered import NOTHING_SAID, Recalled, recall
from matchers.settings import match_settings

Said = Mapping[tuple[str, str, EntryKey], str]
# What the identity of a decision on a match begins with.
MATCH = "match"
# The fact of a round that names the office's districts by id.
DISTRICTS = "district_names"


@dataclass(frozen=True)
class Seen:
    """One round of one district. `pages` also hold rows that were only listed (state `unread` or `external`);
    `said` are people's words on matches, by (kind, subject, entry): `confirm` or `reject`. `earlier` are the pages that
    answered entries in earlier rounds (None: frozen without them), `triggers` what the office says of triggers, the
    narrowest first. `files` are the names of attachments by the page that carries them; `recalled` is what people's
    words of earlier rounds are worth in this one (`said` holds those that are sure)."""

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
    earlier: tuple[EarlierAnswer, ...] | None = None
    triggers: tuple[TriggerNote, ...] = ()
    files: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    recalled: Recalled = NOTHING_SAID


def match_identity(kind: str, subject: str, key: EntryKey) -> str:
    """The identity by which a person's decision names a match (`Decision.identity`)."""
    return "|".join((MATCH, kind, *key, subject))


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
    own, earlier = str(district["id"]), store.fact("earlier_answers")
    pages = _all_pages(store.read(Page), columns, kept, own, store.fact("first_seen") or {})
    entries = tuple(store.read(Entry))
    recalled = _recalled(store, own, date.fromisoformat(as_of), entries, pages, columns, kept)
    return Seen(
        round=store.fact("round") or "",
        district=own,
        as_of=date.fromisoformat(as_of),
        entries=entries,
        columns=columns,
        listings={listing.column: listing for listing in store.read(Listing)},
        items=kept,
        pages=pages,
        incidents=tuple(store.read(Incident)),
        notes=tuple(note for note in store.read(ColumnNote) if note.district == own),
        units=tuple(unit for unit in store.read(Unit) if unit.district == own),
        waivers=tuple(waiver for waiver in store.read(Waiver) if waiver.district == own),
        said={**_said(store.read(Decision)), **recalled.said},
        earlier=read_earlier_fact(earlier) if earlier is not None else None,
        triggers=read_trigger_fact(store.fact("triggers")),
        files=_files(store.read(Attachment)),
        recalled=recalled,
    )


def _recalled(
    store: RoundStore,
    district: str,
    as_of: date,
    entries: tuple[Entry, ...],
    pages: tuple[Page, ...],
    columns: tuple[Column, ...],
    items: Mapping[str, tuple[ListedItem, ...]],
) -> Recalled:
    """What people's words of earlier rounds, and those of other districts, are worth in this round."""
    words = store.read(MatchWord)
    if not words:
        return NOTHING_SAID
    folder = NameFolder(match_settings().names)
    own = recall([word for word in words if word.district == district], pages, columns, items, folder, as_of)
    others = [word for word in words if word.district != district]
    keys = dict.fromkeys(entry.key for entry in entries)
    proposed = proposals(others, store.fact(DISTRICTS) or {}, keys, columns, pages, folder)
    open_ = {at: one for at, one in proposed.items() if at not in own.said}
    return replace(own, asked={**open_, **own.asked})


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


def _files(attachments: Iterable[Attachment]) -> dict[str, tuple[str, ...]]:
    named: dict[str, list[str]] = defaultdict(list)
    for file in sorted(attachments, key=lambda one: (one.page, one.position)):
        if file.state != "sealed":
            named[file.page].append(file.name)
    return {page: tuple(names) for page, names in named.items()}


def _said(decisions: list[Decision]) -> Said:
    found: dict[tuple[str, str, EntryKey], str] = {}
    for decision in decisions:
        mark, _, rest = decision.identity.partition("|")
        parts = rest.split("|", 4)
        if mark == MATCH and len(parts) == 5 and decision.kind in ("confirm", "reject"):
            kind, domain, level1, level2, subject = parts
            found[(kind, subject, (domain, level1, level2))] = decision.kind
    return found
