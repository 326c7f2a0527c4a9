"""The names of a directory's entries, found by their characters and by what is written alike."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process

from matchers.folding import grams
from matchers.target import Targets

# from here on two names count as written alike, in rapidfuzz's 0..100
ALIKE = 70
# so many column names are remembered; a portal has some thousands
_REMEMBERED = 20_000


class Names:
    """Every different name of one level once, with the entries that bear it."""

    def __init__(self, targets: Targets, named: Mapping[int, str]) -> None:
        self._targets = targets
        bearers: dict[str, list[int]] = defaultdict(list)
        for index, name in named.items():
            bearers[name].append(index)
        self.bearers = {name: tuple(indexes) for name, indexes in bearers.items()}
        self._of_pair: dict[str, list[str]] = defaultdict(list)
        self.mass: dict[str, float] = {}
        for name in self.bearers:
            self.mass[name] = max(targets.mass(grams(name)), 1e-9)
            for pair in grams(name):
                self._of_pair[pair].append(name)

    def masses(self, pairs: Iterable[str]) -> dict[str, float]:
        """Of every name that has one of these character pairs, their rarity together."""
        found: dict[str, float] = defaultdict(float)
        for pair in pairs:
            named = self._of_pair.get(pair)
            if named:
                rarity = self._targets.rarity(pair)
                for name in named:
                    found[name] += rarity
        return found

    def holding(self, name: str) -> list[int]:
        """The entries with a longer name that holds this one, in the directory's order."""
        rarest = min(sorted(grams(name)), key=lambda pair: len(self._of_pair.get(pair, ())), default="")
        near = self._of_pair.get(rarest, ()) if len(name) > 1 else self.bearers
        return sorted(index for other in near if name != other and name in other for index in self.bearers[other])

    def alike(self, segment: str) -> set[int]:
        """The entries with a name that is written like a column's, holds it or is held by it."""
        like = process.extract(segment, self.bearers.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None)
        names = {name for name, _, _ in like}
        names.update(name for name in self.bearers if segment in name or name in segment)
        return {index for name in names for index in self.bearers[name]}


class NameIndex:
    """The entries' own names and their first levels."""

    def __init__(self, targets: Targets) -> None:
        self.own = Names(targets, {target.index: target.name for target in targets.items})
        self.above = Names(targets, {target.index: target.level1 for target in targets.items if target.level1})
        bearers: dict[frozenset[str], list[int]] = defaultdict(list)
        for target in targets.items:
            for element in target.element_grams:
                bearers[element].append(target.index)
        self._elements = [(len(element), tuple(indexes)) for element, indexes in bearers.items()]
        self._of_element: dict[str, list[int]] = defaultdict(list)
        for number, element in enumerate(bearers):
            for pair in element:
                self._of_element[pair].append(number)
        self._alike: dict[str, frozenset[int]] = {}
        self._holding: dict[str, list[int]] = {}

    def alike(self, segment: str) -> frozenset[int]:
        """The entries of which a name is written like a column's."""
        if segment not in self._alike:
            if len(self._alike) >= _REMEMBERED:
                self._alike.clear()
            self._alike[segment] = frozenset(self.own.alike(segment) | self.above.alike(segment))
        return self._alike[segment]

    def holding(self, name: str) -> list[int]:
        """The entries whose longer names hold an entry's, in the directory's order."""
        if name not in self._holding:
            self._holding[name] = self.own.holding(name)
        return self._holding[name]

    def elements_near(self, pairs: frozenset[str]) -> set[int]:
        """The entries with an element of which a text has at least half the character pairs."""
        met: dict[int, int] = defaultdict(int)
        for pair in pairs:
            for number in self._of_element.get(pair, ()):
                met[number] += 1
        found: set[int] = set()
        for number, times in met.items():
            size, indexes = self._elements[number]
            if 2 * times >= size:
                found.update(indexes)
        return found
