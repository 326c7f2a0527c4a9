"""Which rows of a directory are items of the national guide under a changed name."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from audits.names import fold
from inspection.types.directory import Entry, GuideItem

# Below this two names say different things; 60 of 100 is where a person is asked.
_ALIKE = 60.0
_SAME = 99.5
Names = tuple[str, str, str]


def renamed_items(rows: Sequence[Entry], items: Sequence[GuideItem]) -> dict[Names, GuideItem]:
    """Rows of one domain by folded names, each with the item that its name resembles most.

    Only items that no row repeats are asked about, only rows that repeat no item; each item goes to one row, within the
    same first level.
    """
    held = {_names(row): row for row in rows}
    asked = {_names(item): item for item in items}
    last_held = {_last(names) for names in held}
    last_asked = {_last(names) for names in asked}
    strange = [names for names in held if _last(names) not in last_asked and _last(names) != names[0]]
    absent = [names for names in asked if _last(names) not in last_held and _last(names) != names[0]]
    if not strange or not absent:
        return {}
    scores = process.cdist([_last(n) for n in strange], [_last(n) for n in absent], scorer=fuzz.ratio)
    pairs = [
        (-float(scores[i][j]), i, j)
        for i in range(len(strange))
        for j in range(len(absent))
        if _ALIKE <= scores[i][j] < _SAME and _same_place(strange[i], absent[j])
    ]
    found: dict[Names, GuideItem] = {}
    taken: set[int] = set()
    for _, i, j in sorted(pairs):
        if strange[i] not in found and j not in taken:
            found[strange[i]] = asked[absent[j]]
            taken.add(j)
    return found


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


def _same_place(row: Names, item: Names) -> bool:
    """Whether both stand at the same level and below the same first level, as far as both have one."""
    return bool(row[2]) == bool(item[2]) and (not row[2] or row[1] == item[1] or not row[1] or not item[1])


def _names(row: Entry | GuideItem) -> Names:
    return (fold(row.domain), fold(row.level1), fold(row.level2))


def _last(names: Names) -> str:
    return names[2] or names[1] or names[0]
