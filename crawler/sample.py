"""Which rows of a list a survey looks at: a few, from its newest to its oldest."""

from collections.abc import Collection, Sequence


def sampled(places: Sequence[int], most: int) -> Collection[int]:
    """So many of the places of a list, evenly from the first to the last; all where there are no more."""
    if len(places) <= most:
        return frozenset(places)
    if most == 1:
        return frozenset(places[:1])
    last = len(places) - 1
    return frozenset(places[round(step * last / (most - 1))] for step in range(most))
