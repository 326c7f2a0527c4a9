"""Which rows of a directory are items of the national guide under a changed name."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from audits.names import fold
from inspection.types.directory import Entry, GuideItem

# Below this two names say different things; 60 of 100 is where a person is asked.
_ALIKE = 60.0
_SAME = 99.5
_PARTS = re.compile("[、和与及]")
Names = tuple[str, str, str]


@dataclass(frozen=True)
class Renamed:
    """The guide's item that a row seems to be; `part` where several rows share it: it was split up, not renamed."""

    item: GuideItem
    part: bool = False


def renamed_items(rows: Sequence[Entry], items: Sequence[GuideItem]) -> dict[Names, Renamed]:
    """Rows of one domain by folded names, each with the item that its name resembles most.

    Only items that no row repeats are asked about, only rows that repeat no item, within the same first level; each
    item goes to one row and to those that are other parts of it. A row that holds the names of several items joins
    them and renames none.
    """
    held = {_names(row): row for row in rows}
    asked = {_names(item): item for item in items}
    last_held = {_last(names) for names in held}
    last_asked = {_last(names) for names in asked}
    strange = [names for names in held if _last(names) not in last_asked and _last(names) != names[0]]
    absent = [names for names in asked if _last(names) not in last_held and _last(names) != names[0]]
    strange = [row for row in strange if sum(_last(item) in _last(row) for item in absent) < 2]
    if not strange or not absent:
        return {}
    wanted = [_last(names) for names in absent]
    pairs = sorted(
        (-score, i, j)
        for i, row in enumerate(strange)
        for _, score, j in process.extract(_last(row), wanted, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None)
        if score < _SAME and _same_place(row, absent[j])
    )
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in pairs:
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    for _, i, j in pairs:
        if i not in found and _is_part(_last(strange[i]), asked[absent[j]]):
            found[i] = j
    shared = Counter(found.values())
    return {strange[i]: Renamed(asked[absent[j]], part=shared[j] > 1) for i, j in found.items()}


def renamed_first_levels(rows: Sequence[Entry], items: Sequence[GuideItem]) -> dict[str, str]:
    """First levels of one domain's rows by folded name, with the guide's first level that they resemble: one that no
    row has, of items whose second levels stand below the other name."""
    of_item: dict[str, str] = {}
    for item in items:
        if item.level1 and item.level2:
            of_item.setdefault(fold(item.level2), item.level1)
    held = {fold(row.level1) for row in rows}
    asked = {fold(item.level1) for item in items}
    found: dict[str, str] = {}
    for row in rows:
        own, guide = fold(row.level1), of_item.get(fold(row.level2))
        if own and guide and own not in asked and fold(guide) not in held and fuzz.ratio(own, fold(guide)) >= _ALIKE:
            found.setdefault(own, guide)
    return found


def _is_part(row: str, item: GuideItem) -> bool:
    """Whether a row's name begins with half of the item's, or holds one of the things that the item joins."""
    name = item.level2 or item.level1 or ""
    half = fold(name)[: (len(fold(name)) + 1) // 2]
    parts = [fold(part) for part in _PARTS.split(name)]
    return row.startswith(half) or (len(parts) > 1 and any(len(part) > 1 and part in row for part in parts))


def _same_place(row: Names, item: Names) -> bool:
    """Whether both stand at the same level and below the same first level, as far as both have one."""
    return bool(row[2]) == bool(item[2]) and (not row[2] or row[1] == item[1] or not row[1] or not item[1])


def _names(row: Entry | GuideItem) -> Names:
    return (fold(row.domain), fold(row.level1), fold(row.level2))


def _last(names: Names) -> str:
    return names[2] or names[1] or names[0]
