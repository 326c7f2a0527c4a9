"""A directory's entries in groups whose members get the same from every scorer that reads little of them."""

import math
from collections import defaultdict
from collections.abc import Hashable, Sequence
from heapq import heapify, heappop, heapreplace
from operator import add

from matchers.index_scores import READS, Scores, alike
from matchers.subject import Subject
from matchers.target import Targets

# so many different sorts of pages are remembered, with what they say of every group
_REMEMBERED = 1_000
# so many far groups are looked at first
_FIRST = 16


class GroupEvidence:
    """What the sort of a page adds to each group (`of_group`, by number)."""

    def __init__(self, of_group: Sequence[float], in_domain: Sequence[Sequence[int]]) -> None:
        self.of_group = of_group
        self._in_domain = in_domain
        self._likeliest: dict[int, list[int]] = {}
        self._tops: list[float] = []

    def tops(self) -> Sequence[float]:
        """The most that any group of each domain gets."""
        if not self._tops:
            of_group = self.of_group.__getitem__
            self._tops = [max(map(of_group, groups)) for groups in self._in_domain]
        return self._tops

    def likeliest(self, domain: int) -> list[int]:
        """The groups of a domain, from the most added on."""
        if domain not in self._likeliest:
            self._likeliest[domain] = sorted(self._in_domain[domain], key=self.of_group.__getitem__, reverse=True)
        return self._likeliest[domain]


class FarGroups:
    """The groups from the one on whose members may get most, `most_of` being what the members of a domain's groups get
    at most beside what their group adds."""

    def __init__(self, most_of: Sequence[float], groups: GroupEvidence) -> None:
        self._most_of, self._groups = most_of, groups
        self._size = _FIRST
        # (what the members of a domain's next group get at most, negative; the domain; the group's place in it)
        tops = enumerate(zip(most_of, groups.tops(), strict=True))
        self._heap = [(-most - top, domain, 0) for domain, (most, top) in tops]
        heapify(self._heap)

    def most(self) -> float:
        """What a member of those that are left gets at most; -inf when none is."""
        return -self._heap[0][0] if self._heap else -math.inf

    def next(self, least: float) -> list[int]:
        """The next ones of which members may get `least`: with every call twice as many, until none is left."""
        heap, found = self._heap, list[int]()
        while heap and len(found) < self._size and -heap[0][0] >= least:
            _, domain, place = heap[0]
            likeliest = self._groups.likeliest(domain)
            found.append(likeliest[place])
            if place + 1 < len(likeliest):
                added = self._groups.of_group[likeliest[place + 1]]
                heapreplace(heap, (-self._most_of[domain] - added, domain, place + 1))
            else:
                heappop(heap)
        self._size *= 2
        return found


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
        self._sums: dict[Hashable, Sequence[float]] = {}

    def evidence(self, subject: Subject) -> GroupEvidence:
        """What the scorers that read little add, with what those of wordings and elements add where an entry has some
        and none is met."""
        sort = tuple((key, READS[key].subject(subject)) for key in self._numbers)
        bare = (self.unworded(subject), self.unmet(subject))
        known = (*sort, bare)
        if known not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            # sorts of papers and stretches of time come together in many ways, but each half in few
            half = len(sort) // 2
            halves = [self._sum(part, subject) for part in (sort[:half], sort[half:])]
            added = list(map(add, *halves))
            self._known[known] = GroupEvidence(list(map(add, added, self._bare(*bare))), self._in_domain)
        return self._known[known]

    def unworded(self, subject: Subject) -> float:
        """What the scorer of wordings adds for an entry with wordings of which none is met."""
        speaks = self._scores.speaks("wording", subject) and subject.wordings
        return self._scores.worth("wording", 0.0) if speaks else 0.0

    def unmet(self, subject: Subject) -> float:
        """What the scorer of elements adds for an entry with elements of which none is met."""
        return self._scores.worth("elements", 0.0) if self._scores.speaks("elements", subject) else 0.0

    def _bare(self, unworded: float, unmet: float) -> Sequence[float]:
        if (unworded, unmet) not in self._sums:
            self._sums[unworded, unmet] = [
                (unworded if first.wordings else 0.0) + (unmet if first.element_names else 0.0)
                for first in self._firsts
            ]  # fmt: skip
        return self._sums[unworded, unmet]

    def _sum(self, sort: tuple[tuple[str, Hashable], ...], subject: Subject) -> Sequence[float]:
        """What some of the scorers add to each group."""
        if sort not in self._sums:
            if len(self._sums) >= _REMEMBERED:
                self._sums.clear()
            added = [0.0] * len(self._firsts)
            for key, _ in sort:
                said = [self._scores.added(key, subject, first) for first in self._different[key]]
                added = [so_far + said[number] for so_far, number in zip(added, self._numbers[key], strict=True)]
            self._sums[sort] = added
        return self._sums[sort]
