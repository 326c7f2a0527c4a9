"""What is known of one district's standard directories, beside what the national guides ask."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from audits.guide_names import Renamed, renamed_first_levels, renamed_items
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
TableKey = tuple[str, str | None, str]
BASELINE_FILE = "baseline"
PART_ONLY = "目录文件可能没有放全（不足试点领域的一半），不能判断全区目录缺什么"
DOMAIN_UNKNOWN = "有的表判断不出是哪个领域，不能判断全区目录缺什么"
# Titles, sheets and files of lists that are a town's or one department's own: they keep only their own items.
_OF_A_TOWN = re.compile(r"(?<!城)(?<!乡)[镇乡](?!村|级|镇|振兴|规划|.?[市县区])|乡镇|镇街|街道|办事处")
_TOWNS_FOLDER = re.compile(r"(?:[镇乡]|街道|街道办事处|[镇乡]人民?政府)$")
_OF_A_BODY = re.compile(
    r"[\u4e00-\u9fff]{2}(?:局|委员会|派出所)(?!域)|部门(?:目录|版|清单)|(?:目录|清单|版)[（(]部门|[^、，]部分"
)
# Words of a header that say which element a column is for, also where its cells could not be read.
_HEADER_WORDS = {
    "name": re.compile("事项|目录"),
    "elements": re.compile("内容|要素"),
    "basis": re.compile("依据"),
    "time_limit": re.compile("时限|期限|更新"),
    "publisher": re.compile("主体|责任(?:单位|部门)"),
    "channels": re.compile("渠道|载体"),
    "method": re.compile("公开方|^主动|^依申请"),
    "audience": re.compile("公开对|公开范围|^全社|^特定群"),
    "level": re.compile("层级|^[市县区旗乡镇村街].{0,6}[级村]$"),
}
_ROW = re.compile(r"[A-Z]{0,3}(\d+)")
# A list with less than this share of the guide's items is a part of the directory, not the directory with gaps; one
# that names its department (which mostly answers for the whole domain) must have more of them.
_PART, _PART_OF_A_BODY = 0.5, 0.8
# A name of fewer signs may begin another's by chance.
_TOLD = 4


@dataclass(frozen=True)
class DirectoryCase:
    """The rows and tables of a district's own directories and the guides as far as the baseline holds them.

    `rows` are empty where the district has no directory of its own (it is then judged by the built-in guides).
    `whole` says whether the files are all that the district has; where nobody says so (None), they are taken for all
    from half of the pilot domains on. Of what a part does not hold nothing may be said: an office that has loaded
    three volumes has not shown that the district lacks the others.
    """

    rows: tuple[Entry, ...] = ()
    tables: tuple[DirectoryTable, ...] = ()
    files: tuple[DirectoryFile, ...] = ()
    guide: tuple[GuideItem, ...] = ()
    guide_domains: tuple[GuideDomain, ...] = ()
    departments: tuple[DomainDepartment, ...] = ()
    whole: bool | None = None

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
    def _table_keys(self) -> dict[int, TableKey]:
        """The table that each row (by its id) stands in. Rows on later pages than their table's beginning go to the
        last table of their file and domain."""
        known = {(table.file, table.sheet, table.domain) for table in self.tables}
        begun: dict[tuple[str, str], TableKey] = {}
        for table in reversed(self.tables):
            if table.domain:
                begun[table.file, table.domain] = (table.file, table.sheet, table.domain)
        found: dict[int, TableKey] = {}
        for row in self.rows:
            own = (row.file, row.sheet, row.domain)
            if own in known or (row.file, row.domain) not in begun:
                begun[row.file, row.domain] = own
            found[id(row)] = begun[row.file, row.domain]
        return found

    def table_key(self, row: Entry) -> TableKey:
        """File, sheet and domain of the table that a row of the case stands in."""
        return self._table_keys[id(row)]

    @cached_property
    def rows_of_table(self) -> dict[TableKey, tuple[Entry, ...]]:
        """The rows of the tables that stand in one sheet and belong to one domain, by (file, sheet, domain)."""
        return _grouped(self.rows, [self.table_key(row) for row in self.rows])

    @cached_property
    def folded_domains(self) -> tuple[str, ...]:
        """The folded names of the domains that the directories hold."""
        return tuple(fold(domain) for domain in self.domains)

    def holds(self, domain: str) -> bool:
        """Whether a domain is among those that the directories hold, alone or within a joint one (就业和社会保险)."""
        aliases = next((one.aliases for one in self.guide_domains if one.name == domain), ())
        names = [fold(name) for name in (domain, *aliases)]
        return any(name in held for name in names for held in self.folded_domains)

    def blind(self) -> str:
        """Why nothing may be said of what the directories do not hold; '' where it may."""
        if not self.rows:
            return "没有本区自己的标准目录"
        pilots = [one.name for one in self.guide_domains if one.pilot]
        enough = 2 * sum(self.holds(name) for name in pilots) >= len(pilots)
        if not self.whole and (self.whole is False or not enough):
            return PART_ONLY
        return DOMAIN_UNKNOWN if any(table.domain is None for table in self.tables) else ""

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
        return self._fields.get(self.table_key(row), frozenset())

    @cached_property
    def items_of(self) -> dict[str, tuple[GuideItem, ...]]:
        """The items of each domain's national guide, as far as the baseline holds them; no names that were cut."""
        national = [item for item in self.guide if item.scope == "national" and not item.is_cut]
        return _grouped(national, [item.domain for item in national])

    @cached_property
    def _by_names(self) -> dict[Names, tuple[GuideItem, ...]]:
        items = [item for of_domain in self.items_of.values() for item in of_domain]
        return _grouped(items, [folded_names(item) for item in items])

    @cached_property
    def _by_last_name(self) -> dict[tuple[str, str], tuple[GuideItem, ...]]:
        items = [item for of_domain in self.items_of.values() for item in of_domain]
        return _grouped(items, [(fold(item.domain), last_name(item)) for item in items])

    def guide_items(self, row: Entry) -> tuple[GuideItem, ...]:
        """The items of the national guide that a row repeats by its three names; where none has them, those of the
        domain with the same last name (tables without first levels), else the item that it seems to rename or to be a
        part of: 企业投资项目核准办事指南 beside 企业投资项目核准."""
        names = folded_names(row)
        own = self._by_names.get(names) or self._by_last_name.get((fold(row.domain), last_name(row)), ())
        if own or names in self.renamed:
            return own or (self.renamed[names].item,)
        return self._refined.get(names, ())

    @cached_property
    def _refined(self) -> dict[Names, tuple[GuideItem, ...]]:
        """Rows (by folded names) whose name begins with the whole name of an item of the same first level, with it."""
        found: dict[Names, tuple[GuideItem, ...]] = {}
        places = _grouped(self._by_names, [names[:2] for names in self._by_names])
        for row in self.rows:
            names = folded_names(row)
            wholes = [one for one in places.get(names[:2], ()) if len(one[2]) >= _TOLD and names[2].startswith(one[2])]
            if wholes:
                found[names] = self._by_names[max(wholes, key=lambda one: len(one[2]))]
        return found

    def knows_guide(self, row: Entry, element: str) -> bool:
        """Whether the baseline lets us know what the guide says of an element of a row: it holds the domain's whole
        guide, or the row's item with that element. Else the row may repeat the guide without our seeing it."""
        return self.is_complete(row.domain) or any(getattr(item, element) for item in self.guide_items(row))

    @cached_property
    def guides_limits(self) -> frozenset[str]:
        """The folded time limits that the guides use anywhere."""
        return frozenset(fold(item.time_limit) for items in self.items_of.values() for item in items)

    @cached_property
    def guides_publishers(self) -> frozenset[str]:
        """The folded publishers that the guides name anywhere."""
        items = [item for of_domain in self.items_of.values() for item in of_domain]
        return frozenset(fold(name) for item in items for name in item.publisher)

    def guide_leaves_blank(self, row: Entry, element: str) -> bool:
        """Whether the guide itself, held whole, says nothing of an element of the row's item."""
        if not self.is_complete(row.domain):
            return False
        items = self.guide_items(row)
        return bool(items) and not any(getattr(item, element) for item in items)

    def guide_item(self, row: Entry) -> GuideItem | None:
        """The first item of the national guide that a row repeats by name; None where the baseline has none."""
        return next(iter(self._by_names.get(folded_names(row), ())), None)

    @cached_property
    def renamed(self) -> dict[Names, Renamed]:
        """Rows (by folded names) that seem to be items of the guide under a changed name, or parts of them. Lists of
        towns are left out."""
        found: dict[Names, Renamed] = {}
        for domain, rows in self.own_rows_of.items():
            if domain in self.items_of:
                found |= renamed_items(rows, self.items_of[domain])
        return found

    @cached_property
    def renamed_first_levels(self) -> dict[tuple[str, str], str]:
        """First levels (by folded domain and name) that seem to be the guide's under a changed name, with that name."""
        found: dict[tuple[str, str], str] = {}
        for domain, rows in self.own_rows_of.items():
            changed = renamed_first_levels(rows, self.items_of.get(domain, ()))
            found |= {(fold(domain), own): guide for own, guide in changed.items()}
        return found

    @cached_property
    def _towns_tables(self) -> frozenset[TableKey]:
        """The tables that are a town's: by what they, their file or its folder are called, by all their publishers, or
        because all their rows are ticked for towns only."""
        named = {
            (table.file, table.sheet, table.domain or "")
            for table in self.tables
            if _says(table, _OF_A_TOWN) or any(map(_TOWNS_FOLDER.search, table.file.split("/")[:-1]))
        }
        return frozenset(key for key, rows in self.rows_of_table.items() if key in named or _are_a_towns(rows))

    @cached_property
    def own_rows_of(self) -> dict[str, tuple[Entry, ...]]:
        """The rows of each domain that stand in the district's own tables, not in a town's list beside them."""
        rows = [row for row in self.rows if self.table_key(row) not in self._towns_tables]
        return _grouped(rows, [row.domain for row in rows])

    def own_tables(self, domain: str) -> tuple[DirectoryTable, ...]:
        """The tables of a domain without those of towns; all where there are no others."""
        tables = self.tables_of.get(domain, ())
        own = [one for one in tables if (one.file, one.sheet, domain) not in self._towns_tables]
        return tuple(own) or tables

    def is_of_a_town(self, domain: str) -> bool:
        """Whether all that the directories have of a domain are lists of towns."""
        return domain in self.rows_of and domain not in self.own_rows_of

    def share_of_guide(self, domain: str) -> float:
        """How much of a domain's guide stands in the district's own tables, under its own or a changed name: 0 to 1."""
        asked = {folded_names(item) for item in self.items_of.get(domain, ())}
        rows = self.own_rows_of.get(domain, ())
        held = {folded_names(item) for row in rows for item in self.guide_items(row)}
        return len(held & asked) / len(asked) if asked else 1.0

    def is_part(self, domain: str) -> bool:
        """Whether a domain's volume is a part of a directory, by what it says or by how little of the guide it has."""
        if self.is_of_a_town(domain):
            return True
        of_a_body = any(_says(table, _OF_A_BODY) for table in self.own_tables(domain))
        return self.share_of_guide(domain) < (_PART_OF_A_BODY if of_a_body else _PART)

    @cached_property
    def _complete(self) -> frozenset[str]:
        return frozenset(one.name for one in self.guide_domains if one.completeness == "full")

    def is_complete(self, domain: str) -> bool:
        """Whether the baseline holds the whole guide of a domain: only then is what it lacks no part of the guide."""
        return domain in self._complete

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


def has_column(table: DirectoryTable, element: str, fields: Iterable[str]) -> bool:
    """Whether a table has a column for an element: one of the fields, or a word of its header that says so although the
    column could not be read (ticks that were lost)."""
    words = _HEADER_WORDS[element]
    return bool(set(fields) & set(table.fields)) or any(words.search(word) for word in table.header)


def may_lose_cells(row: Entry) -> bool:
    """Whether a row's file is of a kind in which a blank may be a merged cell or a sign that was not kept."""
    return row.file.lower().endswith((".csv", ".tsv", ".txt", ".pdf"))


def last_name(row: Entry | GuideItem) -> str:
    """The folded name of the last level that a row or item has."""
    return fold(row.level2 or row.level1 or row.domain)


def item_name(row: Entry | GuideItem) -> str:
    """An item as people are told of it: its levels joined, else its domain."""
    return "—".join(name for name in (row.level1, row.level2, row.level3) if name) or row.domain


def row_number(row: Entry) -> str | None:
    """The number of the row in its sheet (`A5:L5` → 5), else its 序号; None where it has neither."""
    found = _ROW.match(row.cells or "")
    return found[1] if found else row.seq


def _says(table: DirectoryTable, words: re.Pattern[str]) -> bool:
    """Whether a table's title, sheet or file name holds such words."""
    texts = (table.title, table.sheet, table.file.rpartition("/")[2])
    return any(words.search(text) for text in texts if text)


def _are_a_towns(rows: tuple[Entry, ...]) -> bool:
    towns = all(row.publisher and all(_OF_A_TOWN.search(body) for body in row.publisher) for row in rows)
    return towns or all(row.level and "county" not in row.level for row in rows)


def _holds(one: DomainDepartment, on: date) -> bool:
    return (one.since is None or one.since <= on) and (one.until is None or on <= one.until)


def _grouped(values: Iterable[V], keys: Iterable[K]) -> dict[K, tuple[V, ...]]:
    found: dict[K, list[V]] = defaultdict(list)
    for value, key in zip(values, keys, strict=True):
        found[key].append(value)
    return {key: tuple(kept) for key, kept in found.items()}
