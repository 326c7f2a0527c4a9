"""The search for the entries that one page answers most likely: best-first branch and bound.

The evidence for an entry is a sum, so that what it can be at most is known before it is. Entries are looked at from the
highest such bound on, one scorer after the other taking the place of what it could say at most, until those that are
known stand before everything that is left.
"""

import math
from collections.abc import Collection, Iterator, Sequence
from heapq import heapify, heappop, heappush

from matchers.index_bounds import SUM_ROUNDING, Bounds
from matchers.index_entries import EntryIndex
from matchers.subject import Subject

# (what an entry's evidence is at most, negative; how many scorers were asked about it; its place)
Item = tuple[float, int, int]


class Search:
    """One page's search by its `bounds`."""

    def __init__(self, index: EntryIndex, subject: Subject) -> None:
        self.bounds = Bounds(index, subject)
        self._heap: list[Item] = []

    def surest(self, limit: int) -> list[int]:
        """Places of entries by their evidence, until `limit` of them stand before all others for good.

        Those whose name the title has inside a longer one are not counted: they may yet fall behind.
        """
        least = -math.inf
        entries: Collection[int] = self.bounds.near
        while True:
            self._add(entries, least)
            found = list(self._known(limit))
            # what is known leaves few of the others to be looked at
            least = self._least(found, limit)
            entries = self.bounds.apart(least)
            if not entries:
                return [number for _, _, number in found]
            self._heap += found

    def _add(self, indexes: Collection[int], least: float) -> None:
        """Entries that may reach `least`."""
        self._heap += [(-bound, 0, index) for bound, index in self.bounds.at_most(indexes, least)]
        heapify(self._heap)

    def _known(self, limit: int) -> Iterator[Item]:
        """The entries of the heap from the surest on, until `limit` stand before all that is left there."""
        heap, known = self._heap, len(self.bounds.asked)
        sure, least = 0, -math.inf
        while heap and (sure < limit or -heap[0][0] >= least - SUM_ROUNDING):
            negative, asked, number = heappop(heap)
            if asked <= known:
                heappush(heap, self._asked(negative, asked, number))
            elif sure < limit or -negative > least:
                yield negative, asked, number
                if self._counts(number):
                    sure, least = sure + 1, -negative

    def _least(self, found: Sequence[Item], limit: int) -> float:
        """What evidence an entry must reach beside those that are found; anything where they are too few."""
        sure = [-negative for negative, _, number in found if self._counts(number)]
        return sure[limit - 1] - SUM_ROUNDING if len(sure) >= limit else -math.inf

    def _counts(self, number: int) -> bool:
        return not self.bounds.longer(number)

    def _asked(self, negative: float, stage: int, number: int) -> Item:
        """An entry after scorers were asked about it until another stands before it or its evidence is known."""
        asked, change = self.bounds.asked, self.bounds.change
        before = self._heap[0][0] if self._heap else math.inf
        while stage < len(asked):
            negative -= change(asked[stage], number)
            stage += 1
            if negative > before:
                return negative, stage, number
        return -round(-negative - SUM_ROUNDING, 6), stage + 1, number
