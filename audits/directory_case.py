"""What is known of one district's standard directories, beside what the national guides ask."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from audits.names import fold
from inspection.types.directory import (
    DirectoryFile,
    DirectoryTable,
    DomainDepartment,
    Entry,
    GuideDomain,
    GuideItem,
)

K = TypeVar("K")
V = TypeVar("V")
Names = tuple[str, str, str]
BASELINE_FILE = "baseline"


@dataclass(frozen=True)
class DirectoryCase:
    """The rows and tables of a district's own directories and the guides as far as the baseline holds them.

    `rows` are empty where the district has no directory of its own (it is then judged by the built-in guides).
    `whole` is False where only some files are looked at, so that nothing may be said of what they do not hold.
    """

    rows: tuple[Entry, ...] = ()
    tables: tuple[DirectoryTable, ...] = ()
    files: tuple[DirectoryFile, ...] = ()
    guide: tuple[GuideItem, ...] = ()
    guide_domains: tuple[GuideDomain, ...] = ()
    departments: tuple[DomainDepartment, ...] = ()
    whole: bool = True

    @cached_property
    def domains(self) -> tuple[str, ...]:
        """The domains that the directories hold, in their order."""
        named = [table.domain for table in self.tables if table.domain] + [row.domain for row in self.rows]
        return tuple(dict.fromkeys(named))

    @cached_property
    def rows_of(self) -> dict[str, tuple[Entry, ...]]:
        """The rows of each domain, in the order of their files."""
        return _grouped(self.rows, [row.domain for row in self.rows])

    @cached_property
    def tables_of(self) -> dict[str, tuple[DirectoryTable, ...]]:
        """The tables of each domain."""
        known = [table for table in self.tables if table.domain]
        return _grouped(known, [str(table.domain) for table in known])

    @cached_property
    def rows_of_table(self) -> dict[tuple[str, str | None, str], tuple[Entry, ...]]:
        """The rows that stand in one sheet and belong to one domain, by (file, sheet, domain)."""
        return _grouped(self.rows, [(row.file, row.sheet, row.domain) for row in self.rows])

    @cached_property
    def _fields(self) -> dict[tuple[str, str | None, str | None], frozenset[str]]:
        found: dict[tuple[str, str | None, str | None], frozenset[str]] = {}
        for table in self.tables:
            key = (table.file, table.sheet, table.domain)
            # of several tables of a domain on one sheet only what all of them have can be asked of a row
            found[key] = found[key] & frozenset(table.fields) if key in found else frozenset(table.fields)
        return found

    def fields_of(self, row: Entry) -> frozenset[str]:
        """The fields for which the row's table has a column; empty where that is not known (an export)."""
        return self._fields.get((row.file, row.sheet, row.domain), frozenset())

    @cached_property
    def items_of(self) -> dict[str, tuple[GuideItem, ...]]:
        """The items of each domain's national guide, as far as the baseline holds them; no names that were cut."""
        national = [item for item in self.guide if item.scope == "national" and not item.is_cut]
        return _grouped(national, [item.domain for item in national])

    @cached_property
    def _by_names(self) -> dict[Names, GuideItem]:
        return {folded_names(item): item for items in reversed(self.items_of.values()) for item in reversed(items)}

    def guide_item(self, row: Entry) -> GuideItem | None:
        """The item of the national guide that a row repeats by name; None where the baseline has none of that name."""
        return self._by_names.get(folded_names(row))

    def is_complete(self, domain: str) -> bool:
        """Whether the baseline holds the whole guide of a domain: only then is what it lacks no part of the guide."""
        return any(one.name == domain and one.completeness == "full" for one in self.guide_domains)

    def departments_of(self, domain: str, on: date) -> tuple[str, ...]:
        """The city's departments that answer for a domain on a day; empty where nobody has said."""
        return next((one.bodies for one in self.departments if one.domain == domain and _holds(one, on)), ())

    @cached_property
    def file_by_name(self) -> dict[str, DirectoryFile]:
        """The files by name."""
        return {file.file: file for file in self.files}


def folded_names(row: Entry | GuideItem) -> Names:
    """Domain, first and second level for comparing: width, blanks and brackets do not count."""
    return (fold(row.domain), fold(row.level1 or ""), fold(row.level2 or ""))


def _holds(one: DomainDepartment, on: date) -> bool:
    return (one.since is None or one.since <= on) and (one.until is None or on <= one.until)


def _grouped(values: Iterable[V], keys: Iterable[K]) -> dict[K, tuple[V, ...]]:
    found: dict[K, list[V]] = defaultdict(list)
    for value, key in zip(values, keys, strict=True):
        found[key].append(value)
    return {key: tuple(kept) for key, kept in found.items()}
