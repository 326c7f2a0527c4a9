"""What the directory–column table of a district holds: its entries in their order, every column of its portals, and
which of them the round, columns.csv and people hold for one another."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from audits.renamed import read_former
from console.inspection_run import Run
from console.mapping_memory import said_of_columns
from console.mapping_names import ColumnNames, EntryNames
from console.renamed_entries import under_new_names
from inspection.errors import UserError
from inspection.office_tables import read_column_notes, read_waivers
from inspection.round_store import RoundStore, read_round
from inspection.types.directory import Entry, GuideDomain
from inspection.types.judgement import ColumnNote, Coverage, EntryKey, Match, MatchWord, Waiver
from inspection.types.office import District
from inspection.types.portal import Column, ListedItem, Listing, Page
from inspection.types.renames import FormerNames
from matchers.remembered import EVERY_COLUMN
from reports.mapping_table import (
    CONFIRMED,
    NO_BUSINESS,
    NO_COLUMN,
    NOT_FOUND,
    NOT_NEEDED,
    SETTLED,
    MappingTable,
    TableColumn,
    TableRow,
    short_code,
)
from reports.words import path_words, told

# How sure the machine is of columns that it accepted.
_SURE = "高"
# So many columns that are not proposed are named beside an entry.
_OTHERS = 3


@dataclass(frozen=True)
class DistrictMapping:
    """One district's round beside the present columns.csv. `columns` are those that can hold something, by code;
    `nodes` only have children. `called` is what the office's tables call the district. `entries` are keys by code,
    `renamed` those of names that the directory gave up. `noted` are the codes of the columns that columns.csv gives an
    entry; `excused` the entries of which waivers.csv says that they need not be here. `refused` are the ids of the
    columns of which a person said that they do not answer an entry, `said` people's words on columns, by column and
    entry, `proposed` the codes of all columns that the machine takes to answer an entry or thinks likely."""

    district: District
    called: str
    table: MappingTable
    entries: Mapping[str, EntryKey]
    columns: Mapping[str, Column]
    nodes: tuple[Column, ...]
    names: ColumnNames
    entry_names: EntryNames
    directory: tuple[Entry, ...]
    former: tuple[FormerNames, ...]
    noted: Mapping[EntryKey, tuple[str, ...]]
    excused: frozenset[EntryKey]
    refused: Mapping[EntryKey, frozenset[str]]
    said: Mapping[tuple[str, EntryKey], MatchWord]
    proposed: Mapping[EntryKey, tuple[str, ...]]

    @cached_property
    def labels(self) -> dict[str, str]:
        """What the table calls each column."""
        return {column.code: column.label for column in self.table.columns}

    @cached_property
    def accepted(self) -> dict[EntryKey, tuple[str, ...]]:
        """The codes of the columns that the machine takes to answer an entry."""
        return {self.entries[row.code]: row.columns for row in self.table.rows if row.certainty == _SURE}

    @cached_property
    def code_of(self) -> dict[str, str]:
        """The code of each column by its id."""
        return {column.id: code for code, column in self.columns.items()}

    @cached_property
    def renamed(self) -> dict[str, EntryKey]:
        """The present key of every name that the directory gave up, by the code that it had."""
        present = set(self.entries.values())
        return {short_code(*old): one.now for one in self.former for old in one.before if old not in present}

    def named(self, note: ColumnNote) -> list[EntryKey]:
        """The entries that a row of columns.csv means, by their present names."""
        notes = under_new_names([note], self.former, self.directory) if self.former else [note]
        return list(dict.fromkeys(key for one in notes for key in self.entry_names.named(one)))


def district_mapping(run: Run, district: District) -> DistrictMapping:
    """Raises UserError where the round was not matched yet, and for a bad columns.csv or waivers.csv."""
    root, everyone = run.workspace.root, run.workspace.districts
    called = district.name if sum(one.name == district.name for one in everyone) == 1 else district.id
    written = [note for note in read_column_notes(root / "columns.csv", everyone) if note.district == district.id]
    waivers = tuple(one for one in read_waivers(root / "waivers.csv", everyone) if one.district == district.id)
    with read_round(run.workspace.store_path(run.round, district.id)) as store:
        if not store.count(Coverage):
            raise UserError(f"{district.name}在批次“{run.round}”还没有对应结果，请先运行 xuncha inspect {root}。")
        said = said_of_columns(run, store, district.id)
        return _mapping(store, district, called, run.workspace.office.name, written, waivers, said)


def entry_words(key: EntryKey) -> str:
    """An entry as messages and lists call it: 养老服务—养老机构备案."""
    return "—".join(dict.fromkeys(name for name in key if name))


def _mapping(
    store: RoundStore,
    district: District,
    called: str,
    office: str,
    written: list[ColumnNote],
    waivers: tuple[Waiver, ...],
    said: Mapping[tuple[str, EntryKey], MatchWord],
) -> DistrictMapping:
    entries = directory_order(store.read(Entry), store.read(GuideDomain))
    keys = {code: entry.key for code, entry in entries.items()}
    columns = store.read(Column)
    asked = [column for column in columns if column.leaf or column.kind != "node"]
    names, entry_names = ColumnNames(columns), EntryNames(keys.values())
    former = read_former(store.fact("former_names"))
    notes = under_new_names(written, former, entries.values())
    round_ = _Round(store, asked, {note: entry_names.named(note) for note in notes}, names, said)
    as_of = date.fromisoformat(store.fact("as_of"))
    excused = _in_force([one for one in waivers if one.kind == "不涉及"], entry_names, as_of)
    table = MappingTable(
        district=district.id,
        name=district.name,
        office=office,
        round=store.fact("round"),
        as_of=as_of,
        rows=tuple(round_.row(code, entry, excused.get(entry.key)) for code, entry in entries.items()),
        columns=round_.columns(),
    )
    return DistrictMapping(
        district=district,
        called=called,
        table=table,
        entries=keys,
        columns=round_.by_code,
        nodes=tuple(column for column in columns if column not in asked),
        names=names,
        entry_names=entry_names,
        directory=tuple(entries.values()),
        former=former,
        noted=round_.noted,
        excused=frozenset(_in_force(waivers, entry_names, as_of)),
        refused={key: frozenset(columns) for key, columns in round_.refused.items()},
        said=said,
        proposed={key: round_.likely(key) for key in keys.values()},
    )


def directory_order(entries: Iterable[Entry], domains: Iterable[GuideDomain]) -> dict[str, Entry]:
    """Entries by code, one for each name, as a reader of the directory meets them: domains as the guides count them,
    then file, sheet and row."""
    place: dict[str, int] = {}
    for domain in sorted(domains, key=lambda one: one.order):
        for name in (domain.name, *domain.aliases):
            place.setdefault(name, len(place))
    ordered = sorted(
        entries,
        key=lambda one: (
            place.get(one.domain, len(place)), _counted(one.file), _counted(one.sheet or ""), _counted(one.cells or ""),
        ),
    )  # fmt: skip
    found: dict[str, Entry] = {}
    for entry in ordered:
        found.setdefault(short_code(*entry.key), entry)
    return found


def _counted(text: str) -> list[tuple[int, str]]:
    """A text as people sort it: A5 before A12."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d{1,9})", text)]


def _in_force(waivers: Iterable[Waiver], names: EntryNames, as_of: date) -> dict[EntryKey, Waiver]:
    """The entries that a waiver in force excuses as a whole."""
    found: dict[EntryKey, Waiver] = {}
    for one in waivers:
        whole = one.column is None and one.rule is None
        if whole and (one.since is None or one.since <= as_of) and as_of <= one.until:
            found = dict.fromkeys(names.named(one), one) | found
    return found


class _Round:
    """What a round found, by entry."""

    def __init__(
        self,
        store: RoundStore,
        asked: Sequence[Column],
        notes: Mapping[ColumnNote, Sequence[EntryKey]],
        names: ColumnNames,
        said: Mapping[tuple[str, EntryKey], MatchWord],
    ) -> None:
        self._said = said
        self.by_code = {short_code(column.portal, column.id, *column.path): column for column in asked}
        self._code = {column.id: code for code, column in self.by_code.items()}
        self._labels = _labels(self.by_code)
        self._listings = {listing.column: listing for listing in store.read(Listing)}
        self._coverage = {one.key: one for one in store.read(Coverage)}
        self._matches: dict[EntryKey, list[Match]] = defaultdict(list)
        self.refused: dict[EntryKey, set[str]] = defaultdict(set)
        for match in store.each(Match):
            if match.decision != "reject":
                self._matches[match.key].append(match)
            elif match.kind == "column" and match.decided_by == "person":
                self.refused[match.key].add(match.subject)
        for (column, key), word in said.items():
            if word.word == "reject":
                self.refused[key].add(column)
            else:
                self.refused[key].discard(column)
        self._published, self._columns_of = _listed(store)
        self.noted = self._noted(notes, names)
        self._settled = self._with_words()

    def _noted(
        self, notes: Mapping[ColumnNote, Sequence[EntryKey]], names: ColumnNames
    ) -> dict[EntryKey, tuple[str, ...]]:
        found: dict[EntryKey, dict[str, None]] = defaultdict(dict)
        for note, keys in notes.items():
            codes = [self._code[column.id] for column in names.meant(note.column) if column.id in self._code]
            for key in keys if codes else ():
                found[key].update(dict.fromkeys(codes))
        return {key: tuple(codes) for key, codes in found.items()}

    def _with_words(self) -> dict[EntryKey, tuple[str, ...]]:
        """What columns.csv and people's words of matches say."""
        found = {key: dict.fromkeys(codes) for key, codes in self.noted.items()}
        for key, matches in self._matches.items():
            for match in matches:
                if match.kind == "column" and match.decided_by == "person" and match.subject in self._code:
                    found.setdefault(key, {}).setdefault(self._code[match.subject])
        return {key: tuple(codes) for key, codes in found.items()}

    def row(self, code: str, entry: Entry, excused: Waiver | None) -> TableRow:
        """The row of an entry."""
        key = entry.key
        coverage = self._coverage.get(key)
        certainty, columns, others = self._proposed(key)
        if certainty == NOT_FOUND and coverage and coverage.state in ("not_applicable", "waived"):
            certainty = NOT_NEEDED
        pages = [match for match in self._matches[key] if match.kind == "page" and match.decision == "accept"]
        newest = max(pages, key=lambda one: (self._published.get(one.subject, date.min), one.subject), default=None)
        unread = coverage is not None and coverage.state == "unverifiable" and not coverage.pages
        answer = NO_BUSINESS if excused else CONFIRMED if certainty == SETTLED else ""
        none = self._said.get((EVERY_COLUMN, key))
        if none is not None and certainty not in (SETTLED, _SURE):
            # what is only likely stays beside it
            certainty, answer, columns, others = SETTLED, NO_COLUMN, (), (*columns, *others)[:_OTHERS]
        return TableRow(
            code=code,
            domain=key[0],
            level1=key[1],
            level2=key[2],
            unit=(coverage.unit if coverage else None) or "、".join(entry.publisher),
            columns=columns,
            certainty=certainty,
            others=others,
            pages=None if unread else coverage.pages if coverage else 0,
            newest=coverage.newest if coverage else None,
            title=newest.title if newest else "",
            title_url=newest.subject if newest else "",
            answer=answer,
            remark=excused.reason if excused else "",
        )

    def _proposed(self, key: EntryKey) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        """How sure, the columns that a 属实 would confirm, and what else is likely: columns.csv and people's words,
        else every column that the machine accepted, else the likeliest one alone."""
        sure, perhaps, remote = self._graded(key)
        every = list(dict.fromkeys((*sure, *perhaps, *remote)))
        if settled := self._settled.get(key):
            chosen, certainty = list(settled), SETTLED
        elif sure:
            chosen, certainty = list(dict.fromkeys(sure)), _SURE
        else:
            chosen, certainty = every[:1], "中" if perhaps else "低" if every else NOT_FOUND
        others = [code for code in every if code not in chosen][:_OTHERS]
        return certainty, tuple(chosen), tuple(others)

    def likely(self, key: EntryKey) -> tuple[str, ...]:
        """The codes of all columns that the machine accepted or thinks likely."""
        return tuple(dict.fromkeys(code for codes in self._graded(key) for code in codes))

    def _graded(self, key: EntryKey) -> tuple[list[str], list[str], list[str]]:
        """The columns that the machine accepted, those that it asks about or that hold pages of the entry, and those
        that are only called alike; without what people refused."""
        matches = [match for match in self._matches[key] if match.kind == "column" and match.subject in self._code]
        matches = sorted(matches, key=lambda one: -one.confidence)
        sure = [self._code[match.subject] for match in matches if match.decision == "accept"]
        perhaps = [self._code[match.subject] for match in matches if match.decision == "review"]
        perhaps += self._holding(key)
        near = self._coverage[key].near if key in self._coverage else ()
        remote = [self._code[one.subject] for one in near if one.subject in self._code]
        refused = {self._code.get(column) for column in self.refused.get(key, ())}
        return (
            [code for code in sure if code not in refused],
            [code for code in perhaps if code not in refused],
            [code for code in remote if code not in refused],
        )

    def _holding(self, key: EntryKey) -> list[str]:
        """The columns in which pages of the entry were found one by one, the one with the most first."""
        counts: dict[str, int] = defaultdict(int)
        for match in self._matches[key]:
            if match.kind == "page" and match.decision == "accept":
                for column in self._columns_of.get(match.subject, ()):
                    counts[column] += 1
        held = sorted(counts, key=lambda column: (-counts[column], column))
        return [self._code[column] for column in held if column in self._code]

    def columns(self) -> tuple[TableColumn, ...]:
        """Every column with what it answers: for columns.csv or a person, else for the machine."""
        answered: dict[str, list[str]] = defaultdict(list)
        for key in self._coverage:
            certainty, codes, _ = self._proposed(key)
            for code in codes if certainty in (SETTLED, _SURE) else ():
                answered[code].append(entry_words(key))
        return tuple(self._column(code, column, answered[code]) for code, column in self.by_code.items())

    def _column(self, code: str, column: Column, entries: Sequence[str]) -> TableColumn:
        listing = self._listings.get(column.id)
        return TableColumn(
            code=code,
            label=self._labels[code],
            url=column.url,
            kind=column.kind,
            seen=listing.seen if listing else None,
            newest=listing.newest if listing else None,
            entries=tuple(entries),
        )


def _labels(columns: Mapping[str, Column]) -> dict[str, str]:
    """A name for each column that no other has: its path, numbered where another has the same."""
    found: dict[str, str] = {}
    taken: dict[str, int] = defaultdict(int)
    for code, column in columns.items():
        path = told(path_words(column.path)).replace("\n", " ")
        taken[path] += 1
        found[code] = path if taken[path] == 1 else f"{path}〔{taken[path]}〕"
    return found


def _listed(store: RoundStore) -> tuple[dict[str, date], dict[str, tuple[str, ...]]]:
    """When each page was published, and the columns that list it, by address; pages may be many, so one by one."""
    published: dict[str, date] = {}
    columns: dict[str, tuple[str, ...]] = {}
    for item in store.each(ListedItem):
        columns[item.url] = (*columns.get(item.url, ()), item.column)
        if item.published:
            published[item.url] = item.published
    for page in store.each(Page):
        columns[page.url] = tuple(dict.fromkeys((*columns.get(page.url, ()), *page.columns)))
        if page.published:
            published[page.url] = page.published
    return published, columns
