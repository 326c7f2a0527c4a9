"""What changed from one version of a directory to the next: matters, names, limits, publishers, methods, levels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from directories.versions.likeness import bare
from directories.versions.renames import Pair, pairs
from inspection.types.directory import Entry

ChangeKind = Literal[
    "domain_added", "domain_removed", "added", "removed", "renamed", "possible_rename", "limit", "publisher", "method",
    "level",
]  # fmt: skip
CHANGES: tuple[ChangeKind, ...] = (
    "domain_added", "domain_removed", "added", "removed", "renamed", "possible_rename", "limit", "publisher", "method",
    "level",
)  # fmt: skip
_METHODS = {"proactive": "主动", "on_request": "依申请", "both": "主动、依申请"}
_LEVELS = {"county": "县级", "township": "乡级", "village": "村级"}


@dataclass(frozen=True)
class Change:
    """One difference. `old` and `new` are the rows it is seen on; the values are what changed, as printed, or for a
    whole domain how many rows it has. `score` (0..1) says how sure a rename is."""

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

    Of a domain that only one of them has its rows are not told one by one. A rename that is only possible stands for
    the removed and the added row as well.
    """
    found: list[Change] = []
    for domain in dict.fromkeys(entry.domain for entry in (*new, *old)):
        before = [entry for entry in old if entry.domain == domain]
        after = [entry for entry in new if entry.domain == domain]
        if not before:
            found.append(Change("domain_added", domain, new_value=str(len(after))))
        elif not after:
            found.append(Change("domain_removed", domain, old_value=str(len(before))))
        else:
            changes = list(_within(domain, before, after))
            found += [change for kind in CHANGES for change in changes if change.change == kind]
    return found


def named_in(entry: Entry | None) -> str:
    """A matter's names as people read them: 一级—二级—三级."""
    names = (entry.level1, entry.level2, entry.level3) if entry else ()
    return "—".join(name for name in names if name)


def _within(domain: str, before: list[Entry], after: list[Entry]) -> Iterator[Change]:
    paired = pairs(before, after)
    old = {id(pair.old) for pair in paired}
    new = {id(pair.new) for pair in paired}
    for entry in after:
        if id(entry) not in new:
            yield Change("added", domain, new=entry)
    for entry in before:
        if id(entry) not in old:
            yield Change("removed", domain, old=entry)
    for pair in paired:
        yield from _of_pair(domain, pair)


def _of_pair(domain: str, pair: Pair) -> Iterator[Change]:
    first, second = pair.old, pair.new
    if not pair.certain:
        yield Change("possible_rename", domain, first, second, score=pair.score)
        return
    if bare(named_in(first)) != bare(named_in(second)):
        yield Change("renamed", domain, first, second, score=pair.score)
    values: tuple[tuple[ChangeKind, str | None, str | None], ...] = (
        ("limit", first.time_limit, second.time_limit),
        ("publisher", "、".join(first.publisher) or None, "、".join(second.publisher) or None),
        ("method", _METHODS.get(first.method or ""), _METHODS.get(second.method or "")),
        ("level", _level(first), _level(second)),
    )
    for kind, old_value, new_value in values:
        # what one table does not let us know has not changed
        unknown = kind in ("method", "level") and (old_value is None or new_value is None)
        if bare(old_value) != bare(new_value) and not unknown:
            yield Change(kind, domain, first, second, old_value, new_value)


def _level(entry: Entry) -> str | None:
    return "、".join(_LEVELS[level] for level in entry.level) or None


def _standing(entry: Entry | None) -> dict[str, str | None] | None:
    if entry is None:
        return None
    place = " ".join(
        part for part in (entry.file, f"“{entry.sheet}”" if entry.sheet else "", entry.cells or "") if part
    )
    return {"level1": entry.level1, "level2": entry.level2, "level3": entry.level3, "place": place}
