"""The names of a directory's entries, found by their characters and by what is written alike."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process

from matchers.folding import grams
from matchers.target import Targets

# from here on two names count as written alike, in rapidfuzz's 0..100
ALIKE = 70
# the share of the rarity of its pairs from which a text has much of a name
MUCH = 0.125


class Masses(NamedTuple):
    """The rarity of those character pairs that a text shares with names: `of` by number of the name; `told` are, for
    every such pair, the numbers of the names that it tells."""

    of: Sequence[float]
    told: Sequence[Sequence[int]]

    def much(self) -> set[int]:
        """The numbers of all names of which MUCH is shared, and of some of which less is."""
        return set().union(*self.told)


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
        having: dict[str, list[int]] = defaultdict(list)
        told: dict[str, list[int]] = defaultdict(list)
        for name, number in numbers.items():
            common = MUCH * self.mass[number] - 1e-9
            for pair in sorted(grams(name), key=lambda pair: (targets.rarity(pair), pair)):
                having[pair].append(number)
                # much of a name is not shared by its commonest pairs alone
                common -= targets.rarity(pair)
                if common <= 0:
                    told[pair].append(number)
        self._of_pair = {pair: (targets.rarity(pair), tuple(having[pair]), tuple(told[pair])) for pair in having}
        self._pairs = frozenset(having)

    def masses(self, pairs: frozenset[str]) -> Masses:
        """What these character pairs are of every name."""
        found = [0.0] * len(self.mass)
        known = [self._of_pair[pair] for pair in pairs & self._pairs]
        for rarity, having, _ in known:
            for number in having:
                found[number] += rarity
        return Masses(found, [told for _, _, told in known])

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
    """The entries' own names, their first levels, the names of their domains and their elements; an element is `met` by
    a text with at least such a share of its character pairs."""

    def __init__(self, targets: Targets, met: float) -> None:
        self.own = Names(targets, [target.name for target in targets.items])
        self.above = Names(targets, [target.level1 for target in targets.items])
        self.domains = Names(targets, [targets.folder.name(domain) for domain in targets.domains])
        bearers: dict[frozenset[str], list[int]] = defaultdict(list)
        for target in targets.items:
            for element in target.element_grams:
                bearers[element].append(target.index)
        self._elements = [
            (element, _least(len(element), met), tuple(indexes)) for element, indexes in bearers.items()
        ]  # fmt: skip
        having = Counter(pair for element in bearers for pair in element)
        self._of_element: dict[str, list[int]] = defaultdict(list)
        for number, (element, least, _) in enumerate(self._elements):
            # whoever has enough of the pairs has one of the rarest ones
            rarest = sorted(element, key=lambda pair: (having[pair], pair))[: len(element) - least + 1]
            for pair in rarest:
                self._of_element[pair].append(number)
        self._pairs = frozenset(self._of_element)
        self._holding: dict[str, list[int]] = {}

    def holding(self, name: str) -> list[int]:
        """The entries whose longer names hold an entry's, in the directory's order."""
        if name not in self._holding:
            self._holding[name] = self.own.holding(name)
        return self._holding[name]

    def elements_met(self, pairs: frozenset[str]) -> Iterator[int]:
        """The entries with an element that is met by these pairs; one for each element."""
        for number in set().union(*[self._of_element[pair] for pair in pairs & self._pairs]):
            element, least, indexes = self._elements[number]
            if len(element & pairs) >= least:
                yield from indexes


def _least(size: int, share: float) -> int:
    """The least whole number that is such a share of a size."""
    return next(number for number in range(size + 1) if number >= share * size)
