"""What a rule can be asked of: entries, columns and pages of a round, and what stands in tables, not on a portal."""

from dataclasses import dataclass

from inspection.types.directory import DirectoryTable, Entry
from inspection.types.judgement import Coverage, EntryKey
from inspection.types.portal import Column, Listing, Page
from inspection.types.submitted import Application, CheckResult, ListedDocument, RegisterRow, VillageItem


@dataclass(frozen=True)
class ColumnAnswer:
    """A column with its list and one entry that it answers (None: it answers none)."""

    column: Column
    listing: Listing | None
    entry: EntryKey | None


@dataclass(frozen=True)
class DirectoryRow:
    """One row of the district's directory, or an item of the guide that its volume lacks (then without cells)."""

    entry: Entry


@dataclass(frozen=True)
class DomainVolume:
    """The directory of one domain: the tables that hold it, none where the district has no such volume."""

    domain: str
    tables: tuple[DirectoryTable, ...] = ()


@dataclass(frozen=True)
class DistrictAsWhole:
    """The district itself: its directories taken together, its special column. `name` is the district's; `matter` what
    of several things that it owes is asked for, '' where a rule asks for one alone; `unit` which of its bodies owes it
    (None: the district)."""

    name: str
    matter: str = ""
    unit: str | None = None


@dataclass(frozen=True)
class SubmittedRow:
    """One row of what the district handed in."""

    row: RegisterRow | ListedDocument | CheckResult | Application


@dataclass(frozen=True)
class VillageList:
    """The list of village matters that one town handed in."""

    town: str
    items: tuple[VillageItem, ...]


Subject = Coverage | ColumnAnswer | Page | DirectoryRow | DomainVolume | DistrictAsWhole | SubmittedRow | VillageList


def key_of(subject: Subject) -> EntryKey | None:
    """The entry that a subject is or belongs to, by its names; a page may answer several, so it has none of its own."""
    if isinstance(subject, Coverage):
        return subject.key
    if isinstance(subject, ColumnAnswer):
        return subject.entry
    if isinstance(subject, DirectoryRow):
        return subject.entry.key
    return (subject.domain, "", "") if isinstance(subject, DomainVolume) else None


def file_of(subject: Subject) -> tuple[str, str] | None:
    """The handed-in file that a subject stands in, and its place for a person to look; None for what a portal shows."""
    if isinstance(subject, DirectoryRow):
        return (subject.entry.file, place_of(subject.entry))
    if isinstance(subject, DomainVolume) and subject.tables:
        return (subject.tables[0].file, place_of(subject.tables[0]))
    if isinstance(subject, SubmittedRow):
        return (subject.row.file, place_of(subject.row))
    if isinstance(subject, VillageList) and subject.items:
        return (subject.items[0].file, place_of(subject.items[0]))
    return None


def place_of(
    row: Entry | DirectoryTable | RegisterRow | ListedDocument | VillageItem | CheckResult | Application,
) -> str:
    """Where a row or table stands: file, sheet or page, cells, as far as they are known."""
    sheet = f"“{row.sheet}”" if row.sheet else ""
    return " ".join(part for part in (row.file, sheet, row.cells or "") if part)


def printed_unit(subject: Subject) -> str | None:
    """The unit that a subject names by itself, as printed."""
    if isinstance(subject, Coverage):
        return subject.unit
    if isinstance(subject, DirectoryRow):
        return next(iter(subject.entry.publisher), None)
    if isinstance(subject, SubmittedRow):
        return subject.row.unit
    if isinstance(subject, DistrictAsWhole):
        return subject.unit
    return subject.town if isinstance(subject, VillageList) else None
