"""What changed from one version of a directory to the next: matters, names, limits, publishers, methods, levels."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from directories.versions.likeness import bare
from directories.versions.renames import Pair, pairs
from inspection.types.directory import Entry

ChangeKind = Literal[
    "domain_added", "domain_removed", "domain_renamed", "added", "removed", "renamed", "possible_rename", "limit",
    "publisher", "method", "level", "elements", "basis",
]  # fmt: skip
CHANGES: tuple[ChangeKind, ...] = (
    "domain_added", "domain_removed", "domain_renamed", "added", "removed", "renamed", "possible_rename", "limit",
    "publisher", "method", "level", "elements", "basis",
)  # fmt: skip
# Of a domain under another name at least so many of its rows, and so much of both tables, are known again.
_KNOWN_AGAIN, _SHARE = 3, 0.5
_METHODS = {"proactive": "主动", "on_request": "依申请", "both": "主动、依申请"}
_LEVELS = {"county": "县级", "township": "乡级", "village": "村级"}


@dataclass(frozen=True)
class Change:
    """One difference. `old` and `new` are the rows it is seen on; the values are what changed, as printed: of elements
    and basis only what the other lacks, for a whole domain how many rows it has, or both names where it may only be
    renamed. `score` (0..1) says how sure a rename is, for a domain how much of both tables is the same."""

    change: ChangeKind
    domain: str
    old: Entry | None = None
    new: Entry | None = None
    old_value: str | None = None
    new_value: str | None = None
    score: float | None = None

    def row(self) -> dict[str, Any]:
        """The change as plain JSON."""
        return {
            "change": self.change, "domain": self.domain, "old": _standing(self.old), "new": _standing(self.new),
            "old_value": self.old_value, "new_value": self.new_value, "score": self.score,
        }  # fmt: skip


def differences(old: Sequence[Entry], new: Sequence[Entry]) -> list[Change]:
    """All changes, by domain (in the order of the newer directory, then what it lacks), kind and place.

    Of a domain that only one of them has its rows are not told one by one, unless the other has a domain that holds
    the same matters under another name. A rename that is only possible stands for the removed and the added row as
    well.
    """
    before, after = _by_domain(old), _by_domain(new)
    former = _former_names(before, after)
    found: list[Change] = []
    for domain in dict.fromkeys((*after, *before)):
        if domain in former.values():
            continue
        if domain in former:
            was, score = former[domain], _share(before[former[domain]], after[domain])
            found.append(Change("domain_renamed", domain, old_value=was, new_value=domain, score=round(score, 2)))
        elif domain not in before:
            found.append(Change("domain_added", domain, new_value=str(len(after[domain]))))
            continue
        elif domain not in after:
            found.append(Change("domain_removed", domain, old_value=str(len(before[domain]))))
            continue
        changes = list(_within(domain, before[former.get(domain, domain)], after[domain]))
        found += [change for kind in CHANGES for change in changes if change.change == kind]
    return found


def named_in(entry: Entry | None) -> str:
    """A matter's names as people read them: 一级—二级—三级."""
    names = (entry.level1, entry.level2, entry.level3) if entry else ()
    return "—".join(name for name in names if name)


def _by_domain(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.domain, []).append(entry)
    return found


def _former_names(before: dict[str, list[Entry]], after: dict[str, list[Entry]]) -> dict[str, str]:
    """New domains, and the dropped ones whose matters they hold; the likest pairs first, each domain once."""
    likely = [
        (share, name, was)
        for name in after.keys() - before.keys()
        for was in before.keys() - after.keys()
        if (share := _share(before[was], after[name])) >= _SHARE
    ]
    found: dict[str, str] = {}
    for _, name, was in sorted(likely, key=lambda one: (-one[0], one[1], one[2])):
        if name not in found and was not in found.values():
            found[name] = was
    return found


def _share(before: list[Entry], after: list[Entry]) -> float:
    """How much of two tables is the same whatever their domains are called: rows of equal own names, 0..1."""
    names = [Counter(bare(entry.level3 or entry.level2 or entry.level1) for entry in rows) for rows in (before, after)]
    same = (names[0] & names[1]).total()
    return 2 * same / (len(before) + len(after)) if same >= _KNOWN_AGAIN else 0.0


def _within(domain: str, before: list[Entry], after: list[Entry]) -> Iterator[Change]:
    """The changes of one domain; what it was called in the older directory tells nothing here."""
    before = [replace(entry, domain=domain) for entry in before]
    after = [replace(entry, domain=domain) for entry in after]
    paired = pairs(before, after)
    old = {id(pair.old) for pair in paired}
    new = {id(pair.new) for pair in paired}
    for entry in after:
        if id(entry) not in new:
            yield Change("added", domain, new=entry)
    for entry in before:
        if id(entry) not in old:
            yield Change("removed", domain, old=entry)
    # a column that one of the tables lacks, or whose cells were not read, has not changed
    shown = [{kind for entry in rows for kind, value in _values(entry).items() if value} for rows in (before, after)]
    for pair in paired:
        yield from _of_pair(domain, pair, shown[0] & shown[1])


def _of_pair(domain: str, pair: Pair, shown: set[ChangeKind]) -> Iterator[Change]:
    first, second = pair.old, pair.new
    if not pair.certain:
        yield Change("possible_rename", domain, first, second, score=pair.score)
        return
    if bare(named_in(first)) != bare(named_in(second)):
        yield Change("renamed", domain, first, second, score=pair.score)
    old_values, new_values = _values(first), _values(second)
    for kind, old in old_values.items():
        new = new_values[kind]
        # ticks are damaged more easily than they are left out
        unknown = kind not in shown or (kind in ("method", "level") and not (old and new))
        if unknown or {bare(text) for text in old} == {bare(text) for text in new}:
            continue
        if kind == "limit" and _is_one_limit(first, second):
            continue
        if kind in ("elements", "basis"):
            old, new = _without(old, new), _without(new, old)
        joint = "；" if kind in ("elements", "basis") else "、"
        yield Change(kind, domain, first, second, joint.join(old) or None, joint.join(new) or None)


def _values(entry: Entry) -> dict[ChangeKind, tuple[str, ...]]:
    """What is compared of a row, as printed; nothing for a blank cell."""
    return {
        "limit": (entry.time_limit,) if entry.time_limit else (),
        "publisher": entry.publisher,
        "method": (_METHODS[entry.method],) if entry.method else (),
        "level": tuple(_LEVELS[level] for level in entry.level),
        "elements": entry.elements,
        "basis": entry.basis,
    }


def _is_one_limit(old: Entry, new: Entry) -> bool:
    """Whether two wordings are read as the same limits."""
    return bool(old.limits) and old.limits == new.limits and all(one.kind != "unreadable" for one in old.limits)


def _without(texts: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    known = {bare(text) for text in others}
    return tuple(text for text in texts if bare(text) not in known)


def _standing(entry: Entry | None) -> dict[str, str | None] | None:
    if entry is None:
        return None
    place = " ".join(
        part for part in (entry.file, f"“{entry.sheet}”" if entry.sheet else "", entry.cells or "") if part
    )
    return {"level1": entry.level1, "level2": entry.level2, "level3": entry.level3, "place": place}
