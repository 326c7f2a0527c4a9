"""A directory's entries in groups whose members get the same from every scorer that reads little of them."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence

from matchers.index_scores import READS, Scores, alike
from matchers.subject import Subject
from matchers.target import Targets

# so many different sorts of pages are remembered, with what they say of every group
_REMEMBERED = 1_000


class GroupEvidence:
    """What the sort of a page adds to each group (`of_group`, by number)."""

    def __init__(self, of_group: Sequence[float], in_domain: Sequence[Sequence[int]]) -> None:
        self.of_group = of_group
        self._in_domain = in_domain
        self._likeliest: dict[int, list[int]] = {}

    def likeliest(self, domain: int) -> list[int]:
        """The groups of a domain, from the most added on."""
        if domain not in self._likeliest:
            self._likeliest[domain] = sorted(self._in_domain[domain], key=self.of_group.__getitem__, reverse=True)
        return self._likeliest[domain]


class Groups:
    """The groups: `members` of each, `of_entry` has the number of each entry's."""

    def __init__(self, targets: Targets, scores: Scores) -> None:
        self._scores = scores
        items = targets.items
        sorts = {key: alike(items, reads.target) for key, reads in READS.items() if key in scores.functions}
        groups: dict[Hashable, list[int]] = defaultdict(list)
        for target in items:
            read = (sort.number_of[target.index] for sort in sorts.values())
            key = (target.domain, bool(target.wordings), bool(target.element_names), *read)
            groups[key].append(target.index)
        self.members = tuple(map(tuple, groups.values()))
        self.of_entry = [0] * len(items)
        in_domain: dict[str, list[int]] = {domain: [] for domain in targets.domains}
        for number, members in enumerate(self.members):
            in_domain[items[members[0]].domain].append(number)
            for index in members:
                self.of_entry[index] = number
        self._in_domain = tuple(in_domain.values())
        self._firsts = [items[members[0]] for members in self.members]
        self._different = {key: sort.first for key, sort in sorts.items()}
        self._numbers = {
            key: [sort.number_of[first.index] for first in self._firsts] for key, sort in sorts.items()
        }  # fmt: skip
        self._known: dict[Hashable, GroupEvidence] = {}
        self._said: dict[tuple[str, Hashable], list[float]] = {}

    def evidence(self, subject: Subject) -> GroupEvidence:
        """What the scorers that read little add, with what those of wordings and elements add where an entry has some
        and none is met."""
        sort = {key: READS[key].subject(subject) for key in self._numbers}
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
            if any(said):
                added = [sum_ + said[number] for sum_, number in zip(added, self._numbers[key], strict=True)]
        return GroupEvidence(added, self._in_domain)

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
            self._said[key, read] = [self._scores.added(key, subject, first) for first in self._different[key]]
        return self._said[key, read]
