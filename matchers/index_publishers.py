"""What who published a page adds for every entry: the same in a whole domain, but for entries that name the body."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple

from matchers.folding import fold
from matchers.index_scores import BY_PUBLISHER, PUBLISHER, Scores, alike
from matchers.subject import Subject
from matchers.target import Targets

# so many different publishers are remembered, with what they say of every entry
_REMEMBERED = 5_000


class PublisherEvidence(NamedTuple):
    """What a publisher adds: by number of the domain at least, and for entries that get more, how much more."""

    least: Sequence[float]
    more: Mapping[int, float]


class PublisherIndex:
    """Entries by what the scorer of publishers reads of them."""

    def __init__(self, targets: Targets, scores: Scores) -> None:
        self._scores = scores
        sorts = alike(targets.items, PUBLISHER.target)
        self._first = sorts.first
        self._bearers: list[list[int]] = [[] for _ in sorts.first]
        for index, number in enumerate(sorts.number_of):
            self._bearers[number].append(index)
        self._of_domain: dict[str, list[int]] = {domain: [] for domain in targets.domains}
        self._named: dict[str, list[int]] = defaultdict(list)
        for number, first in enumerate(sorts.first):
            self._of_domain[first.domain].append(number)
            for body in dict.fromkeys(map(fold, first.entry.publisher)):
                self._named[body].append(number)
        self._known: dict[Hashable, PublisherEvidence] = {}

    def evidence(self, subject: Subject) -> PublisherEvidence:
        """What the page's publisher adds."""
        known = PUBLISHER.subject(subject)
        if known not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[known] = self._evidence(subject)
        return self._known[known]

    def _evidence(self, subject: Subject) -> PublisherEvidence:
        if not self._scores.speaks(BY_PUBLISHER, subject):
            return PublisherEvidence([0.0] * len(self._of_domain), {})
        body = fold(subject.publisher or "")
        named = {number for place in range(len(body)) for number in self._named.get(body[place:], ())}
        least: list[float] = []
        more: dict[int, float] = {}
        for numbers in self._of_domain.values():
            # entries that do not name the body get the same in one domain
            other = next((number for number in numbers if number not in named), None)
            asked = [number for number in numbers if number in named or number == other]
            said = [self._scores.added(BY_PUBLISHER, subject, self._first[number]) for number in asked]
            least.append(min(said))
            for number, added in zip(asked, said, strict=True):
                if added > least[-1]:
                    above = [one for one in numbers if one not in named] if number == other else [number]
                    more.update({index: added - least[-1] for one in above for index in self._bearers[one]})
        return PublisherEvidence(least, more)
