"""A directory's entries in groups whose members get the same from every scorer that reads little of them."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from matchers.index_scores import READS, Scores, alike
from matchers.subject import Subject
from matchers.target import Target

# so many different sorts of pages are remembered, with what they say of every group
_REMEMBERED = 1_000


@dataclass(frozen=True)
class GroupEvidence:
    """What the sort of a page adds to each group (by number), and each domain's groups from the most added on."""

    of_group: Sequence[float]
    of_domain: Mapping[str, Sequence[int]]


class Groups:
    """The groups; `of_entry` has the number of each entry's."""

    def __init__(self, items: Sequence[Target], scores: Scores) -> None:
        self._scores = scores
        self._sorts = {key: alike(items, reads.target) for key, reads in READS.items() if key in scores.functions}
        numbers = [sort.number_of for sort in self._sorts.values()]
        groups: dict[Hashable, list[int]] = defaultdict(list)
        for target in items:
            read = (number[target.index] for number in numbers)
            key = (target.domain, bool(target.wordings), bool(target.element_names), *read)
            groups[key].append(target.index)
        self.members = tuple(map(tuple, groups.values()))
        self.of_entry = [0] * len(items)
        for number, members in enumerate(self.members):
            for index in members:
                self.of_entry[index] = number
        self.domain_of = [items[members[0]].domain for members in self.members]
        self._firsts = [items[members[0]] for members in self.members]
        self._known: dict[Hashable, GroupEvidence] = {}
        self._said: dict[tuple[str, Hashable], list[float]] = {}

    def evidence(self, subject: Subject) -> GroupEvidence:
        """What the scorers that read little add, with what those of wordings and elements add where an entry has some
        and none is met."""
        sort = {key: READS[key].subject(subject) for key in self._sorts}
        known = (*sort.values(), bool(subject.wordings), bool(subject.text))
        if known not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[known] = self._evidence(subject, sort)
        return self._known[known]

    def _evidence(self, subject: Subject, sort: Mapping[str, Hashable]) -> GroupEvidence:
        unworded, unmet = self.unworded(subject), self.unmet(subject)
        added = [
            (unworded if first.wordings else 0.0) + (unmet if first.element_names else 0.0) for first in self._firsts
        ]
        for key, read in sort.items():
            said = self._said_of(key, read, subject)
            number_of = self._sorts[key].number_of
            added = [sum_ + said[number_of[members[0]]] for sum_, members in zip(added, self.members, strict=True)]
        of_domain: dict[str, list[int]] = defaultdict(list)
        for number in sorted(range(len(added)), key=lambda number: (-added[number], number)):
            of_domain[self.domain_of[number]].append(number)
        return GroupEvidence(added, of_domain)

    def unworded(self, subject: Subject) -> float:
        """What the scorer of wordings adds for an entry with wordings of which none is met."""
        speaks = self._scores.speaks("wording", subject) and subject.wordings
        return self._scores.worth("wording", 0.0) if speaks else 0.0

    def unmet(self, subject: Subject) -> float:
        """What the scorer of elements adds for an entry with elements of which none is met."""
        return self._scores.worth("elements", 0.0) if self._scores.speaks("elements", subject) else 0.0

    def _said_of(self, key: str, read: Hashable, subject: Subject) -> list[float]:
        if (key, read) not in self._said:
            if len(self._said) >= _REMEMBERED:
                self._said.clear()
            self._said[key, read] = [self._scores.added(key, subject, first) for first in self._sorts[key].first]
        return self._said[key, read]
