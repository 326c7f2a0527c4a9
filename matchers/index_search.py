"""The search for the entries that one page answers most likely: best-first branch and bound.

The evidence for an entry is a sum, so that what it can be at most is known before it is. Entries are looked at from the
highest such bound on, one scorer after the other taking the place of what it could say at most, until those that are
known stand before everything that is left.
"""

import math
from heapq import heapify, heappop, heappush

from matchers.index_bounds import Bounds
from matchers.index_entries import EntryIndex
from matchers.subject import Subject

# sums taken in another order differ by less; evidence is compared to six places
_ROUNDING = 2e-6
# how far an item of the heap is known: a domain's next group only; an entry by what it shares with the page; closer
_GROUP, _SHARED, _CLOSER = -1, 0, 1

# (what an entry's evidence is at most, negative; how far it is known; the place of the entry or number of the domain)
Item = tuple[float, int, int]


class Search:
    """One page's search."""

    def __init__(self, index: EntryIndex, subject: Subject) -> None:
        self._index, self._subject = index, subject
        self._bounds = Bounds(index, subject)
        self._next_group = [0] * len(index.firsts)

    def surest(self, limit: int) -> list[int]:
        """Places of entries by their evidence, until `limit` of them stand before all others for good.

        Those whose name the title has inside a longer one are not counted: they may yet fall behind.
        """
        bounds = self._bounds
        heap: list[Item] = [(-(bound + _ROUNDING), _SHARED, index) for index, bound in bounds.near.items()]
        heapify(heap)
        for number in range(len(self._next_group)):
            self._push_group(heap, number)
        known = _CLOSER + len(bounds.asked)
        found: list[int] = []
        sure, least = 0, -math.inf
        while heap:
            negative, stage, number = heappop(heap)
            if sure >= limit and -negative < least - _ROUNDING:
                break
            if stage == _GROUP:
                self._open_group(heap, number)
            elif stage == _SHARED:
                heappush(heap, (negative - bounds.closer(number), _CLOSER, number))
            elif stage < known:
                change = bounds.change(bounds.asked[stage - _CLOSER], number)
                heappush(heap, (negative - change, stage + 1, number))
            elif stage == known:
                heappush(heap, (-round(-negative - _ROUNDING, 6), stage + 1, number))
            elif sure < limit or -negative > least:
                found.append(number)
                if next(self._index.longer(self._subject, number), None) is None:
                    sure, least = sure + 1, -negative
        return found

    def _push_group(self, heap: list[Item], number: int) -> None:
        """The domain's next group, as high as any entry may stand of which nothing but its group is known."""
        groups = self._bounds.groups_of[number]
        place = self._next_group[number]
        if place < len(groups):
            heappush(heap, (-(self._bounds.group_at_most(number, groups[place]) + _ROUNDING), _GROUP, number))

    def _open_group(self, heap: list[Item], number: int) -> None:
        """The entries of a domain's next group that are not near, each by itself."""
        group = self._bounds.groups_of[number][self._next_group[number]]
        for index, bound in self._bounds.apart(number, group):
            heappush(heap, (-(bound + _ROUNDING), _CLOSER, index))
        self._next_group[number] += 1
        self._push_group(heap, number)
