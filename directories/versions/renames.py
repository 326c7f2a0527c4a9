"""Which matter of a newer directory is a matter of the older one under another name.

A wrong answer gives one matter the history of another, so a rename is certain only where the names differ in nothing
that tells matters apart, or where all else says so, and where no other matter comes near.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import fuzz

from directories.cells import SEEN
from directories.versions.likeness import bare, likeness
from inspection.types.directory import Entry

EntryKey = tuple[str, str, str]
Names = tuple[str, str, str]
_LIKE, _NEAR, _MARGIN = 0.62, 0.7, 0.08
_RICH = 4


@dataclass(frozen=True)
class Pair:
    """One row of the older and one of the newer directory that are the same matter, or (not `certain`) may be.

    `score` is 0..1; 1.0 with names that are equal but for signs."""

    old: Entry
    new: Entry
    score: float
    certain: bool


@dataclass(frozen=True)
class Rename:
    """A matter's key in the older directory and in the newer one."""

    old: EntryKey
    new: EntryKey
    score: float
    certain: bool


def renames(old: Iterable[Entry], new: Iterable[Entry]) -> list[Rename]:
    """The keys that changed from one directory to the other, in the order of the newer one.

    A key that is still there was not renamed, and a key that was there before is no new name; of rows that share a key
    all that were found go to one new key, or none does.
    """
    before, after = list(old), list(new)
    kept, there = {folded_key(entry) for entry in after}, {folded_key(entry) for entry in before}
    going: dict[EntryKey, list[Pair]] = defaultdict(list)
    coming: dict[EntryKey, set[EntryKey]] = defaultdict(set)
    for pair in pairs(before, after):
        if folded_key(pair.old) not in kept and folded_key(pair.new) not in there:
            going[pair.old.key].append(pair)
            coming[pair.new.key].add(pair.old.key)
    found = []
    for key, own in going.items():
        aims = {pair.new.key for pair in own}
        alone = len(aims) == 1 and len(coming[own[0].new.key]) == 1
        for aim in aims:
            to = [pair for pair in own if pair.new.key == aim]
            score = min(pair.score for pair in to)
            found.append(Rename(key, aim, score, alone and all(pair.certain for pair in to)))
    order = {entry.key: place for place, entry in reversed(list(enumerate(after)))}
    return sorted(found, key=lambda one: (order[one.new], one.old))


def certain_renames(old: Iterable[Entry], new: Iterable[Entry]) -> list[Rename]:
    """Those of the renames that need nobody's confirmation."""
    return [one for one in renames(old, new) if one.certain]


def pairs(old: Sequence[Entry], new: Sequence[Entry]) -> list[Pair]:
    """The rows that belong together: of equal names first, then certain renames, then possible ones; each row once."""
    found: list[Pair] = []
    for domain in dict.fromkeys(entry.domain for entry in new):
        before = [entry for entry in old if entry.domain == domain]
        if before:
            found += _Domain(before, [entry for entry in new if entry.domain == domain]).pairs()
    return found


def folded_key(entry: Entry) -> EntryKey:
    """An entry's key as it is compared: without blanks, width and signs."""
    return (bare(entry.domain), bare(entry.level1), bare(entry.level2))


class _Domain:
    """The rows of one domain in both directories."""

    def __init__(self, old: list[Entry], new: list[Entry]) -> None:
        self._old, self._new = old, new
        self._same = self._of_equal_names()
        self._gone = [place for place in range(len(old)) if place not in self._same]
        taken = set(self._same.values())
        self._come = [place for place in range(len(new)) if place not in taken]

    def pairs(self) -> list[Pair]:
        """All pairs of the domain in the order of the newer directory."""
        found = {new: Pair(self._old[old], self._new[new], 1.0, certain=True) for old, new in self._same.items()}
        scored = [one for old in self._gone for new in self._come for one in self._scored(old, new)]
        best: dict[tuple[str, int], list[float]] = defaultdict(list)
        for score, _, old, new in scored:
            best["old", old].append(score)
            best["new", new].append(score)
        used: set[tuple[str, int]] = set()
        # sure ones first, so that a possible rename never takes the place of a certain one
        for score, certain, old, new in sorted(scored, key=lambda one: (not one[1], -one[0], one[2], one[3])):
            if ("old", old) in used or ("new", new) in used:
                continue
            used |= {("old", old), ("new", new)}
            rivals = [other for key in (("old", old), ("new", new)) for other in _others(best[key], score)]
            alone = all(score - other >= _MARGIN for other in rivals)
            found[new] = Pair(self._old[old], self._new[new], round(score, 2), certain=certain and alone)
        return [found[place] for place in sorted(found)]

    def _of_equal_names(self) -> dict[int, int]:
        places: dict[Names, list[int]] = defaultdict(list)
        for place, entry in enumerate(self._new):
            places[_names(entry)].append(place)
        found = {}
        for place, entry in enumerate(self._old):
            if waiting := places[_names(entry)]:
                found[place] = waiting.pop(0)
        return found

    @cached_property
    def _first_levels(self) -> dict[str, str]:
        """First levels that are gone, and the new ones that their matters stand under now."""
        before, after = _children(self._old), _children(self._new)
        found: dict[str, str] = {}
        for name in before.keys() - after.keys():
            counts = {
                other: len(before[name] & after[other])
                for other in after.keys() - before.keys()
                if before[name] & after[other]
            }
            top = max(counts.values(), default=0)
            best = [other for other, count in counts.items() if count == top]
            if len(best) != 1:
                continue
            like = likeness(name, best[0])
            if like.same or (top >= 2 and top * 2 >= len(before[name]) and not like.opposed):
                found[name] = best[0]
        # two that became one were merged: nobody can tell whose the new name is
        aims = Counter(found.values())
        return {name: aim for name, aim in found.items() if aims[aim] == 1}

    @cached_property
    def _contents(self) -> Counter[frozenset[str]]:
        return Counter(content for entries in (self._old, self._new) for content in {_content(e) for e in entries})

    @cached_property
    def _own_contents(self) -> set[frozenset[str]]:
        """Contents that only one row of each directory has."""
        each = [Counter(_content(entry) for entry in entries) for entries in (self._old, self._new)]
        return {content for content in self._contents if all(count[content] <= 1 for count in each)}

    @cached_property
    def _between(self) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """For each row of both directories the kept rows before and after it, by their places in the older one."""
        known = {new: old for old, new in self._same.items()}
        both = (
            [place if place in self._same else None for place in range(len(self._old))],
            [known.get(place) for place in range(len(self._new))],
        )
        return _neighbours(both[0], len(self._old)), _neighbours(both[1], len(self._old))

    def _slots(self, old: int, new: int) -> float:
        """1.0 where a row stands between the same rows in both directories, 0.5 beside one of them."""
        (before, after), (first, last) = self._between[0][old], self._between[1][new]
        return ((before == first) + (after == last)) / 2

    def _scored(self, old: int, new: int) -> Iterator[tuple[float, bool, int, int]]:
        """The score of two rows and whether it is certain; nothing where they are no likely pair."""
        first, second = self._old[old], self._new[new]
        if bool(first.level2) != bool(second.level2):
            return
        (group1, *rest1), (group2, *rest2) = _parts(first), _parts(second)
        same_content = bool(first.elements) and _content(first) == _content(second)
        if not same_content and not set(bare(rest1[0])) & set(bare(rest2[0])):
            return
        like = likeness(rest1[0], rest2[0])
        if like.opposed or (like.score < 0.3 and not same_content):
            return
        content = shared_content(first, second)
        own = content is not None and {_content(first), _content(second)} <= self._own_contents
        if like.score < 0.3 and not own:
            return
        slot, agreed = self._slots(old, new), _agreement(first, second)
        same_group = bare(group1) == bare(group2) or self._first_levels.get(bare(group1)) == bare(group2)
        known = 0.5 if content is None else content
        score = 0.55 * like.score + 0.2 * known + 0.1 * agreed + 0.1 * slot + 0.05 * same_group
        if score < _LIKE:
            return
        exact = bare(rest1[0]) == bare(rest2[0])
        if exact and not same_group:
            certain = own and (content or 0.0) >= 0.8 and self._is_single(rest1[0])
        elif exact or not same_group:
            certain = exact
        elif like.same:
            certain = (content is None and slot == 1.0) or (content is not None and content >= 0.5)
        elif like.shortened:
            certain = own and (content or 0.0) >= 0.75 and slot >= 0.5
        else:
            # a word in place of another (供水, 供气): only all that stands beside it can say that it is one matter
            certain = own and content == 1.0 and slot == 1.0 and like.score >= _NEAR and _is_alike(first, second)
        yield score, certain, old, new

    def _is_single(self, name: str) -> bool:
        return all(sum(bare(_parts(one)[1]) == bare(name) for one in rows) == 1 for rows in (self._old, self._new))


def shared_content(old: Entry, new: Entry) -> float | None:
    """How much of their elements two rows share, 0..1; None where one of them shows none."""
    if not old.elements or not new.elements:
        return None
    if _content(old) == _content(new):
        return 1.0
    first, second = sorted(_content(old)), sorted(_content(new))
    left, shared = list(second), 0
    for element in first:
        match = next((other for other in left if other == element or fuzz.ratio(element, other) >= 85), None)
        if match is not None:
            left.remove(match)
            shared += 1
    return 2 * shared / (len(first) + len(second))


def _agreement(old: Entry, new: Entry) -> float:
    """How many of limit, publisher and basis agree, of those that both rows show; one half where none is shown."""
    asked = [
        (bare(old.time_limit), bare(new.time_limit)),
        (_all(old.publisher), _all(new.publisher)),
        (_all(old.basis), _all(new.basis)),
    ]
    said = [one == other for one, other in asked if one and other]
    return sum(said) / len(said) if said else 0.5


def _is_alike(old: Entry, new: Entry) -> bool:
    """Whether two rows show much, and the same: at least four elements, limit, publisher and basis."""
    shown = len(old.elements) >= _RICH and bool(old.basis) and bool(old.time_limit)
    return shown and _agreement(old, new) == 1.0


def _neighbours(kept: list[int | None], end: int) -> list[tuple[int, int]]:
    before, found = -1, []
    for one in kept:
        found.append(before)
        before = before if one is None else one
    after, behind = end, []
    for one in reversed(kept):
        behind.append(after)
        after = after if one is None else one
    return list(zip(found, reversed(behind), strict=True))


def _others(scores: list[float], own: float) -> list[float]:
    rest = list(scores)
    rest.remove(own)
    return rest


def _names(entry: Entry) -> Names:
    return (bare(entry.level1), bare(entry.level2), bare(entry.level3))


def _parts(entry: Entry) -> tuple[str, str]:
    """What a row stands under, and its own name."""
    names = [name for name in (entry.level1, entry.level2, entry.level3) if name]
    return ("/".join(names[:-1]), names[-1]) if names else ("", "")


def _children(entries: list[Entry]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        group, name = _parts(entry)
        if group:
            found[bare(group)].add(bare(name))
    return {group: frozenset(names) for group, names in found.items()}


def _content(entry: Entry) -> frozenset[str]:
    return _folded_set(entry.elements)


@lru_cache(SEEN)
def _folded_set(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(bare(text) for text in texts)


def _all(texts: tuple[str, ...]) -> str:
    return "".join(sorted(bare(text) for text in texts))
