"""All that is known of one district in one round, gathered once from the round's store."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from audits.departments import department_unit
from audits.directory_case import BASELINE_FILE, DirectoryCase
from audits.names import fold_path, is_foreign, is_national_number, issued_by, resolve_unit, same_name, same_path
from audits.publishing_bodies import is_vague
from audits.subjects import ColumnAnswer, Subject, key_of, printed_unit
from inspection.rule_values import RulePack
from inspection.types.directory import (
    DirectoryFile,
    DirectoryTable,
    DomainDepartment,
    Entry,
    GuideDomain,
    GuideItem,
)
from inspection.types.judged_before import KnownSubject
from inspection.types.judgement import ColumnNote, Coverage, Decision, EntryKey, Match, Unit, Waiver
from inspection.types.office import District, Office
from inspection.types.page_facts import EarlierAbsence, EarlierDate, ElementsFound, HomePage, PageFacts
from inspection.types.portal import Attachment, Column, Incident, ListedItem, Listing, Page, Snapshot
from inspection.types.renames import FormerNames
from inspection.types.submitted import Application, CheckResult, HandedInFile, ListedDocument, RegisterRow, VillageItem
from inspection.unit_names import joined_units
from inspection.workdays import WorkCalendar, frozen_work_calendar


@dataclass(frozen=True)
class Case:
    """What the rules are asked of. All of it was frozen in the round's store; nothing reads a clock or the network."""

    round: str
    as_of: date
    district: District
    office: Office
    pack: RulePack
    calendar: WorkCalendar
    entries: tuple[Entry, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    columns: tuple[Column, ...] = ()
    listings: tuple[Listing, ...] = ()
    items: tuple[ListedItem, ...] = ()
    pages: tuple[Page, ...] = ()
    matches: tuple[Match, ...] = ()
    incidents: tuple[Incident, ...] = ()
    notes: tuple[ColumnNote, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    decisions: tuple[Decision, ...] = ()
    units: tuple[Unit, ...] = ()
    snapshots: tuple[Snapshot, ...] = ()
    tables: tuple[DirectoryTable, ...] = ()
    files: tuple[DirectoryFile, ...] = ()
    guide: tuple[GuideItem, ...] = ()
    guide_domains: tuple[GuideDomain, ...] = ()
    departments: tuple[DomainDepartment, ...] = ()
    register: tuple[RegisterRow, ...] = ()
    listed_documents: tuple[ListedDocument, ...] = ()
    village_items: tuple[VillageItem, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    former_names: tuple[FormerNames, ...] = ()
    whole_directory: bool | None = None
    facts: tuple[PageFacts, ...] = ()
    homes: tuple[HomePage, ...] = ()
    earlier_absences: tuple[EarlierAbsence, ...] = ()
    earlier_dates: tuple[EarlierDate, ...] = ()
    elements_found: tuple[ElementsFound, ...] = ()
    known_subjects: tuple[KnownSubject, ...] = ()
    read_text: Callable[[str], str] | None = None
    read_file_text: Callable[[str, int], str] | None = None
    handed_in: tuple[HandedInFile, ...] = ()
    check_results: tuple[CheckResult, ...] = ()
    applications: tuple[Application, ...] = ()
    earlier_pictures: tuple[str, ...] = ()

    # the directory itself

    @cached_property
    def directory(self) -> DirectoryCase:
        """The district's own directories beside the guides."""
        rows = tuple(entry for entry in self.entries if entry.file != BASELINE_FILE)
        return DirectoryCase(
            rows, self.tables, self.files, self.guide, self.guide_domains, self.departments, self.whole_directory
        )

    # what is listed where

    @cached_property
    def column_by_id(self) -> dict[str, Column]:
        """Columns by id."""
        return {column.id: column for column in self.columns}

    @cached_property
    def page_by_url(self) -> dict[str, Page]:
        """Pages by address."""
        return {page.url: page for page in self.pages}

    @cached_property
    def _facts_by_url(self) -> dict[str, PageFacts]:
        return {one.url: one for one in self.facts}

    def facts_of(self, page: Page) -> PageFacts | None:
        """What was computed of a page's text when it was read; None where it could not be judged by its text."""
        return self._facts_by_url.get(page.url)

    def text_of(self, page: Page) -> str:
        """A page's plain text. Read one by one out of the store: only for the few pages that a rule must read."""
        return page.body or (self.read_text(page.url) if self.read_text else "")

    def text_of_file(self, file: Attachment) -> str:
        """What could be read of an attachment. Read one by one out of the store, like the texts of pages."""
        return file.text or (self.read_file_text(file.page, file.position) if self.read_file_text else "")

    @cached_property
    def snapshot_by_id(self) -> dict[str, Snapshot]:
        """Snapshots by id."""
        return {snapshot.id: snapshot for snapshot in self.snapshots}

    @cached_property
    def snapshots_of_url(self) -> dict[str, tuple[Snapshot, ...]]:
        """The answers that an address gave, oldest first."""
        found: dict[str, list[Snapshot]] = defaultdict(list)
        for snapshot in sorted(self.snapshots, key=lambda s: (s.fetched_at, s.id)):
            found[snapshot.url].append(snapshot)
        return {url: tuple(snapshots) for url, snapshots in found.items()}

    @cached_property
    def decisions_on(self) -> dict[str, tuple[Decision, ...]]:
        """What people said of each fault in earlier rounds, by its identity."""
        found: dict[str, list[Decision]] = defaultdict(list)
        for decision in self.decisions:
            found[decision.identity].append(decision)
        return {identity: tuple(given) for identity, given in found.items()}

    @cached_property
    def listing_of(self) -> dict[str, Listing]:
        """The listing of each column that was listed."""
        return {listing.column: listing for listing in self.listings}

    @cached_property
    def items_of(self) -> dict[str, tuple[ListedItem, ...]]:
        """The rows that each column's list showed."""
        found: dict[str, list[ListedItem]] = defaultdict(list)
        for item in self.items:
            found[item.column].append(item)
        return {column: tuple(items) for column, items in found.items()}

    @cached_property
    def attachments_of(self) -> dict[str, tuple[Attachment, ...]]:
        """The files that each page carries, by the page's address."""
        found: dict[str, list[Attachment]] = defaultdict(list)
        for attachment in self.attachments:
            found[attachment.page].append(attachment)
        return {page: tuple(files) for page, files in found.items()}

    @cached_property
    def listed_title(self) -> dict[str, str]:
        """The longest title under which an address was listed."""
        found: dict[str, str] = {}
        for item in self.items:
            if len(item.title) > len(found.get(item.url, "")):
                found[item.url] = item.title
        return found

    @cached_property
    def was_looked_at_before(self) -> bool:
        """Whether an earlier round had met any of the district's pages."""
        return any(page.first_seen is not None and page.first_seen < self.as_of for page in self.pages)

    def title_of(self, page: Page) -> str:
        """What a page is called: by itself, else by the list that shows it."""
        return page.title or self.listed_title.get(page.url) or "无标题"

    # what answers what

    @cached_property
    def coverage_of(self) -> dict[EntryKey, Coverage]:
        """Coverage by entry."""
        return {one.key: one for one in self.coverage}

    @cached_property
    def entries_of(self) -> dict[EntryKey, tuple[Entry, ...]]:
        """The rows of the directory by the key they share."""
        found: dict[EntryKey, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            found[entry.key].append(entry)
        return {key: tuple(entries) for key, entries in found.items()}

    @cached_property
    def _answered(self) -> dict[tuple[str, str], tuple[EntryKey, ...]]:
        found: dict[tuple[str, str], list[Match]] = defaultdict(list)
        for match in self.matches:
            if match.decision == "accept":
                found[match.kind, match.subject].append(match)
        return {
            subject: tuple(m.key for m in sorted(matches, key=lambda m: (-m.confidence, m.key)))
            for subject, matches in found.items()
        }

    def entries_of_column(self, column: str) -> tuple[EntryKey, ...]:
        """The entries that a column was accepted for, surest first."""
        return self._answered.get(("column", column), ())

    def entries_of_page(self, page: Page) -> tuple[EntryKey, ...]:
        """The entries that a page was accepted for, surest first; else those of the columns that list it."""
        own = self._answered.get(("page", page.url), ())
        return own or tuple(dict.fromkeys(key for c in page.columns for key in self.entries_of_column(c)))

    @cached_property
    def _answering(self) -> dict[tuple[str, EntryKey], tuple[str, ...]]:
        found: dict[tuple[str, EntryKey], list[str]] = defaultdict(list)
        for match in self.matches:
            if match.decision == "accept":
                found[match.kind, match.key].append(match.subject)
        return {key: tuple(subjects) for key, subjects in found.items()}

    def columns_of_entry(self, key: EntryKey) -> list[Column]:
        """The columns that were accepted for an entry."""
        subjects = self._answering.get(("column", key), ())
        return [self.column_by_id[one] for one in subjects if one in self.column_by_id]

    def pages_of_entry(self, key: EntryKey) -> list[Page]:
        """The pages that were accepted for an entry, by themselves or through their column."""
        subjects = self._answering.get(("page", key), ())
        return [self.page_by_url[one] for one in subjects if one in self.page_by_url]

    def judged_pages(self) -> list[Page]:
        """Pages that were read and may be judged by their text. Sealed, unread and failed pages are not among them."""
        return [page for page in self.pages if page.state == "ok"]

    def pages_that_answer_entries(self) -> list[Page]:
        """Judged pages that were accepted for at least one entry."""
        return [page for page in self.judged_pages() if self.entries_of_page(page)]

    def columns_that_answer_entries(self) -> list[ColumnAnswer]:
        """Leaf columns with lists, once for each entry that they answer."""
        return [
            ColumnAnswer(column, self.listing_of.get(column.id), key)
            for column in self.columns
            if column.leaf and column.kind == "list"
            for key in self.entries_of_column(column.id)
        ]

    # whose it is

    def note_of(self, column: Column) -> ColumnNote | None:
        """What columns.csv says of a column."""
        path = fold_path(column.path)
        near = self._notes_at.get(path[-1] if path else "", ())
        exact = [note for note in near if fold_path(note.column) == path]
        return next((note for note in (*exact, *near) if same_path(note.column, column.path)), None)

    @cached_property
    def _notes_at(self) -> dict[str, list[ColumnNote]]:
        """The rows of columns.csv by the end of their path, which paths that are the same have in common."""
        found: dict[str, list[ColumnNote]] = defaultdict(list)
        for note in self.notes:
            path = fold_path(note.column)
            found[path[-1] if path else ""].append(note)
        return found

    def is_own(self, page: Page) -> bool:
        """Whether a page was made by the district's own units: not forwarded, not published nor issued by a higher
        body. Portals name themselves as publisher of what they repost, so title and number are asked too."""
        title = page.title or ""
        if page.forwarded or "转发" in title or "转载" in title or is_national_number(page.doc_number):
            return False
        return not self._is_foreign(page.publisher) and not self._is_foreign(issued_by(title))

    def _is_foreign(self, body: str | None) -> bool:
        known = self._foreign.get(body)
        if known is None:
            known = is_foreign(body, self.units, self.district.name, self.office.region, self.as_of)
            self._foreign[body] = known
        return known

    @cached_property
    def _foreign(self) -> dict[str | None, bool]:
        """What was asked already: the pages of a district have few publishers."""
        return {}

    def unit_of(self, subject: Subject) -> str | None:
        """The unit responsible: by columns.csv, else the publisher, else by the entry; where neither column nor page
        says whose it is, all that the entry names, with 、 between them.

        With units.csv names come from it alone; without it they are given as printed. Where a directory names nobody
        the city's department for the domain says whose it is.
        """
        names = self._unit_names(subject)
        for name in names:
            if found := self._named_unit(name):
                return self._with_others(subject, found)
        return self._unit_by_department(key_of(subject), names)

    def _named_unit(self, name: str) -> str | None:
        if not self.units:
            return name
        unit = resolve_unit(name, self.units, self.district.name, self.as_of)
        return unit.name if unit else None

    def _with_others(self, subject: Subject, found: str) -> str:
        """A unit, and the others that the entry names beside it where it was only the entry that named it."""
        columns = [subject.column] if isinstance(subject, ColumnAnswer) else self._columns_of(subject)
        own = [subject.publisher if isinstance(subject, Page) else None, *self._keepers(columns)]
        if found in (self._named_unit(name) for name in own if name):
            return found
        key = next(iter(self.entries_of_page(subject)), None) if isinstance(subject, Page) else key_of(subject)
        rows = self.entries_of.get(key, ()) if key else ()
        printed = dict.fromkeys(name for row in rows for name in row.publisher if not is_vague(name, self.pack))
        named = [unit for name in printed if (unit := self._named_unit(name))]
        return joined_units(named) or found if found in named else found

    def _unit_by_department(self, key: EntryKey | None, names: list[str]) -> str | None:
        rows = self.entries_of.get(key, ()) if key else ()
        printed = [*names, *(name for row in rows for name in row.publisher)]
        if key is None or not all(is_vague(name, self.pack) for name in printed):
            return None
        bodies = self.directory.departments_of(key[0], self.as_of)
        unit = department_unit(bodies, self.units, self.district.name, self.office.region, self.as_of)
        return unit.name if unit else None

    def _unit_names(self, subject: Subject) -> list[str]:
        if isinstance(subject, Page):
            columns = self._columns_of(subject)
            entry = next(iter(self.entries_of_page(subject)), None)
            names = [
                None if self._is_foreign(subject.publisher) else subject.publisher,
                *self._keepers(columns),
                self._entry_unit(entry),
            ]
        elif isinstance(subject, ColumnAnswer):
            names = [*self._keepers([subject.column]), self._entry_unit(subject.entry)]
        else:
            # matching has asked for the keepers already, and knows which columns hold other matters too
            names = [printed_unit(subject), *self._keepers(self._columns_of(subject))]
        return [name for name in names if name]

    def _columns_of(self, subject: Subject) -> list[Column]:
        ids = subject.columns if isinstance(subject, Coverage | Page) else ()
        return [self.column_by_id[one] for one in ids if one in self.column_by_id]

    def _keepers(self, columns: list[Column]) -> list[str | None]:
        return [note.unit for column in columns if (note := self.note_of(column))]

    def _entry_unit(self, key: EntryKey | None) -> str | None:
        return self.coverage_of[key].unit if key in self.coverage_of else None

    # what was agreed

    def waiver_of(self, rule: str, subject: Subject, *, by_name: bool = False) -> Waiver | None:
        """The waiver that covers a subject under a rule on the day of judgement; `by_name`: only one that names it."""
        key = key_of(subject)
        keys = self.entries_of_page(subject) if isinstance(subject, Page) else (key,) if key else ()
        paths = [column.path for column in self._columns_of(subject)]
        if isinstance(subject, Page):
            paths.append(subject.column)
        elif isinstance(subject, ColumnAnswer):
            paths.append(subject.column.path)
        given = [w for w in self.waivers if (w.rule.strip().upper() == rule if w.rule else not by_name)]
        return next((waiver for waiver in given if self._covers(waiver, keys, paths)), None)

    def is_waived_domain(self, rule: str, domain: str) -> bool:
        """Whether a whole domain was agreed to be no business of the district, or to be left out of a rule."""
        waivers = (w for w in self.waivers if w.domain and not (w.level1 or w.level2 or w.column))
        return any(
            (w.rule.strip().upper() == rule if w.rule else w.kind == "不涉及")
            and self._covers(w, ((domain, "", ""),), [])
            for w in waivers
        )

    def _covers(self, waiver: Waiver, keys: tuple[EntryKey, ...], paths: list[tuple[str, ...]]) -> bool:
        if waiver.district != self.district.id or waiver.until < self.as_of:
            return False
        if waiver.since is not None and self.as_of < waiver.since:
            return False
        column = waiver.column
        if column is not None and not any(same_path(column, path) for path in paths):
            return False
        wanted = (waiver.domain, waiver.level1, waiver.level2)
        return not any(wanted) or any(
            all(not name or same_name(name, given) for name, given in zip(wanted, key, strict=True)) for key in keys
        )


def frozen_calendar(holidays: str | None, pack: RulePack) -> WorkCalendar:
    """The working days that a round is judged by: its frozen holidays.toml (text) and the region of its pack."""
    return frozen_work_calendar(holidays, pack.calendar.region if pack.calendar else None)
