"""The names of a directory's entries, found by their characters and by what is written alike."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from rapidfuzz import fuzz, process

from matchers.folding import grams
from matchers.target import Targets

# from here on two names count as written alike, in rapidfuzz's 0..100
ALIKE = 70


class Masses(NamedTuple):
    """The rarity of those character pairs that a text shares with names: `of` by number of the name, `met` the numbers
    of names with any."""

    of: Sequence[float]
    met: set[int]


class Names:
    """Every different name of one level once, numbered, with the entries that bear it; '' is the number of those that
    have none and is never met."""

    def __init__(self, targets: Targets, named: Sequence[str]) -> None:
        numbers = {name: number for number, name in enumerate(dict.fromkeys(named))}
        self._numbers = numbers
        self.number_of = [numbers[name] for name in named]
        bearers: list[list[int]] = [[] for _ in numbers]
        for index, number in enumerate(self.number_of):
            bearers[number].append(index)
        self.bearers = tuple(map(tuple, bearers))
        self.written = tuple(numbers)
        self.mass = [max(targets.mass(grams(name)), 1e-9) for name in numbers]
        of_pair: dict[str, list[int]] = defaultdict(list)
        for name, number in numbers.items():
            for pair in grams(name):
                of_pair[pair].append(number)
        self._of_pair = {pair: (targets.rarity(pair), tuple(having)) for pair, having in of_pair.items()}

    def masses(self, pairs: frozenset[str]) -> Masses:
        """What these character pairs are of every name."""
        found = [0.0] * len(self.mass)
        known = [self._of_pair[pair] for pair in pairs & self._of_pair.keys()]
        for rarity, having in known:
            for number in having:
                found[number] += rarity
        return Masses(found, set().union(*(having for _, having in known)))

    def holding(self, name: str) -> list[int]:
        """The entries with a longer name that holds this one, in the directory's order."""
        return sorted(index for number in self._around(name) for index in self.bearers[number])

    def alike(self, segment: str) -> set[int]:
        """The numbers of names that are written like a column's, hold it or are held by it."""
        like = process.extract(segment, self.written, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None)
        pieces = {segment[a:b] for a in range(len(segment)) for b in range(a + 1, len(segment) + 1)}
        held = (self._numbers[piece] for piece in pieces & self._numbers.keys())
        return {*(number for _, _, number in like), *held, *self._around(segment)}

    def _around(self, name: str) -> list[int]:
        """The numbers of the longer names that hold one."""
        rarest = min(sorted(grams(name)), key=lambda pair: len(self._having(pair)), default="")
        near = self._having(rarest) if len(name) > 1 else range(len(self.written))
        return [number for number in near if name != self.written[number] and name in self.written[number]]

    def _having(self, pair: str) -> Sequence[int]:
        return self._of_pair[pair][1] if pair in self._of_pair else ()


class NameIndex:
    """The entries' own names, their first levels and their elements."""

    def __init__(self, targets: Targets) -> None:
        self.own = Names(targets, [target.name for target in targets.items])
        self.above = Names(targets, [target.level1 for target in targets.items])
        bearers: dict[frozenset[str], list[int]] = defaultdict(list)
        for target in targets.items:
            for element in target.element_grams:
                bearers[element].append(target.index)
        self._elements = [(len(element), tuple(indexes)) for element, indexes in bearers.items()]
        self._of_element: dict[str, list[int]] = defaultdict(list)
        for number, element in enumerate(bearers):
            for pair in element:
                self._of_element[pair].append(number)
        self._holding: dict[str, list[int]] = {}

    def holding(self, name: str) -> list[int]:
        """The entries whose longer names hold an entry's, in the directory's order."""
        if name not in self._holding:
            self._holding[name] = self.own.holding(name)
        return self._holding[name]

    def elements_met(self, pairs: frozenset[str], share: float) -> Iterable[int]:
        """The entries with an element of which a text has at least such a share of the character pairs; one for each
        element."""
        near = chain.from_iterable(self._of_element[pair] for pair in pairs & self._of_element.keys())
        for number, times in Counter(near).items():
            size, indexes = self._elements[number]
            if times >= share * size:
                yield from indexes
