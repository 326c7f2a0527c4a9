"""What the columns above a page add for every entry, found from the few names that are written like one of theirs."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from matchers.index_names import NameIndex, Names
from matchers.index_scores import Scores
from matchers.scorers.path import DEEPEST, HIGHER, alike, named
from matchers.subject import Subject
from matchers.target import Target, Targets

_BY_PATH = "path"
# so many different paths and columns' names are remembered; a portal has some thousands
_REMEMBERED = 20_000


class PathEvidence(NamedTuple):
    """What a path adds at most: by number of the domain for entries whose names are not like its columns', and for
    others how much more."""

    apart: Sequence[float]
    more: Mapping[int, float]


class _Column(NamedTuple):
    """What one column's name says: how like it names are, by their number; the domains whose name it is; whether it is
    the name of any domain that is known."""

    own: Mapping[int, float]
    above: Mapping[int, float]
    domains: frozenset[int]
    domain: bool


class PathIndex:
    """The evidence of paths: once for all pages below the same columns."""

    def __init__(self, targets: Targets, names: NameIndex, scores: Scores, firsts: Sequence[Target]) -> None:
        self._targets, self._names, self._scores = targets, names, scores
        self._domains = [first.domain for first in firsts]
        numbers = {domain: number for number, domain in enumerate(self._domains)}
        self._domain_of = [numbers[target.domain] for target in targets.items]
        self._silent = PathEvidence([0.0] * len(firsts), {})
        self._known: dict[tuple[str, ...], PathEvidence] = {}
        self._columns: dict[str, _Column] = {}

    def evidence(self, subject: Subject) -> PathEvidence:
        """What the subject's path adds at most, as if the page said nothing else: a title that contradicts its columns
        makes them tell less."""
        if not self._scores.speaks(_BY_PATH, subject):
            return self._silent
        if subject.segments not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[subject.segments] = self._evidence([self._column(name) for name in subject.segments])
        return self._known[subject.segments]

    def _evidence(self, columns: Sequence[_Column]) -> PathEvidence:
        known = any(column.domain for column in columns)
        here = frozenset[int]().union(*(column.domains for column in columns))
        apart = [self._added(0.0, 0.0, number in here, known) for number in range(len(self._domains))]
        own: dict[int, float] = {}
        above: dict[int, float] = {}
        for column in columns:
            like = HIGHER if column is not columns[-1] else DEEPEST
            for number, share in column.own.items():
                own[number] = max(own.get(number, 0.0), like * share)
            for number, share in column.above.items():
                above[number] = max(above.get(number, 0.0), share)
        names, first_levels = self._names.own, self._names.above
        near = {index for number in own for index in names.bearers[number]}
        near.update(index for number in above for index in first_levels.bearers[number])
        more: dict[int, float] = {}
        for index in sorted(near):
            number = self._domain_of[index]
            level1 = above.get(first_levels.number_of[index], 0.0)
            added = self._added(own.get(names.number_of[index], 0.0), level1, number in here, known) - apart[number]
            if added > 0:
                more[index] = added
        return PathEvidence(apart, more)

    def _added(self, own: float, level1: float, domain: bool, known: bool) -> float:
        other = known and not domain
        said = named(own, level1, domain, other, other)
        return 0.0 if said is None else self._scores.worth(_BY_PATH, round(said, 4))

    def _column(self, name: str) -> _Column:
        if name not in self._columns:
            if len(self._columns) >= _REMEMBERED:
                self._columns.clear()
            is_domain = self._targets.is_domain
            self._columns[name] = _Column(
                _like(self._names.own, name),
                _like(self._names.above, name),
                frozenset(number for number, domain in enumerate(self._domains) if is_domain(name, domain)),
                self._targets.domain_words(name) is not None,
            )
        return self._columns[name]


def _like(names: Names, column: str) -> dict[int, float]:
    told = {number: alike(column, names.written[number]) for number in names.alike(column)}
    return {number: share for number, share in told.items() if share > 0}
