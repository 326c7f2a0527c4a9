"""Where columns stand that their names leave open: between which neighbours, and so for which unclaimed entries."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from inspection.types.portal import Column
from matchers.columns import ColumnAnswer
from matchers.target import Target, Targets

# how likely it is, before its pages are read, that an open column answers …
ALIGNED = 0.75  # the one unclaimed entry that stands in its place in the directory's order
_GAP = 0.5  # one of the unclaimed entries between its neighbours
VOTED = 0.05  # an entry of its domain that only its pages speak of
_ORDERED = 0.8  # share of neighbouring columns that follow the directory from which its order is believed
_ROW = re.compile(r"\d+")
Believed = Mapping[str, Sequence[ColumnAnswer]]


@dataclass(frozen=True)
class Place:
    """Where a column stands: its domain and first level (None where nothing tells), how many of its neighbours with
    an entry share them (0..1), the unclaimed entries that may be its own with how likely that is, and which of these
    the directory's order puts between its neighbours."""

    domain: str | None
    level1: str | None
    siblings: float
    likely: dict[int, float]
    within: frozenset[int]


class Places:
    """Finds the places of one district's columns. `groups` are columns side by side in the menu's order, by portal and
    the path above; `believed` are answers by column; `refused` what people refused of columns."""

    def __init__(
        self,
        targets: Targets,
        groups: Mapping[tuple[str, tuple[str, ...]], Sequence[Column]],
        believed: Believed,
        refused: Mapping[str, set[int]],
    ) -> None:
        self._targets = targets
        self._groups = groups
        self._believed = believed
        self._refused = refused
        rows = sorted(targets.items, key=lambda target: (_row(target), target.index))
        self._rank = {target.index: rank for rank, target in enumerate(rows)}
        accepted = [answer for own in believed.values() for answer in own if answer.decision == "accept"]
        self._claimed = {answer.target.index for answer in accepted}
        self._homes: dict[str, set[str]] = defaultdict(set)
        for answer in accepted:
            self._homes[answer.target.domain].add(" > ".join(answer.column.path[:-1]))

    def of(self, column: Column) -> Place:
        """Where one column stands."""
        group = self._groups[(column.portal, column.path[:-1])]
        held = [[a.target for a in self._believed.get(one.id, ()) if a.decision == "accept"] for one in group]
        at = next(number for number, one in enumerate(group) if one.id == column.id)
        known = [targets[0] for targets in held if targets]
        domain = self._domain_above(column) or _agreed([target.domain for target in known])
        level1 = self._level1_above(column, domain)
        if level1 is None and len(self._homes.get(domain or "", ())) > 1:
            # Neighbours tell the first level only where the portal keeps first levels apart at all.
            level1 = _agreed([t.level1 for t in known if t.domain == domain])
        near = [t for t in known if t.domain == domain and (level1 is None or t.level1 == level1)]
        siblings = len(near) / len(known) if known else 0.0
        if domain is None:
            return Place(None, None, siblings, {}, frozenset())
        rank = self._rank
        free = sorted(
            (
                t
                for t in self._targets.of_domain[domain]
                if t.index not in self._claimed
                and t.index not in self._refused.get(column.id, ())
                and (level1 is None or t.level1 == level1)
            ),
            key=lambda t: rank[t.index],
        )
        ordered, strictly = self._follows(held, domain)
        left = [rank[t.index] for targets in held[:at] for t in targets if t.domain == domain]
        right = [rank[t.index] for targets in held[at + 1 :] for t in targets if t.domain == domain]
        run = _run(held, at)
        low, high = max(left, default=-1), min(right, default=len(rank))
        between = [t for t in free if low < rank[t.index] < high]
        if strictly:
            free = between
        within = frozenset(t.index for t in between) if ordered and (left or right) else frozenset()
        likely = {t.index: _GAP * min(len(run) / len(free), 1.0) / len(free) * 1.5 for t in free}
        if within:
            likely = {index: share if index in within else min(share, VOTED) for index, share in likely.items()}
        if ordered and len(run) == len(free) == len(between):
            likely = {t.index: (1 - ALIGNED) / len(free) for t in free}
            likely[free[run.index(at)].index] = ALIGNED
        return Place(domain, level1, siblings, likely, within)

    def _follows(self, held: Sequence[Sequence[Target]], domain: str) -> tuple[bool, bool]:
        """Whether columns side by side follow the directory; and whether so strictly that an entry is between those of
        its column's neighbours: a single one has no order, and one out of its place draws the bounds wrong."""
        places = [self._rank[targets[0].index] for targets in held if targets and targets[0].domain == domain]
        steps = [second > first for first, second in pairwise(places)]
        return not steps or sum(steps) >= _ORDERED * len(steps), bool(steps) and all(steps)

    def _domain_above(self, column: Column) -> str | None:
        for name in reversed(column.path[:-1]):
            folded = self._targets.folder.name(name)
            for domain in self._targets.domains:
                if self._targets.is_domain(folded, domain):
                    return domain
        return None

    def _level1_above(self, column: Column, domain: str | None) -> str | None:
        if domain is None or len(column.path) < 2:
            return None
        above = self._targets.folder.name(column.path[-2])
        return above if any(t.level1 == above and t.level2 for t in self._targets.of_domain[domain]) else None


def _agreed(names: Sequence[str]) -> str | None:
    """The name that all share, of at least two."""
    return names[0] if len(names) > 1 and len(set(names)) == 1 and names[0] else None


def _row(target: Target) -> tuple[str, str, int]:
    """Where an entry stands in the directory's files."""
    entry = target.entry
    row = _ROW.search(entry.cells or "")
    return entry.file, entry.sheet or "", int(row.group()) if row else 0


def _run(held: Sequence[Sequence[Target]], at: int) -> list[int]:
    """The places of the open columns side by side around one."""
    first = at
    while first > 0 and not held[first - 1]:
        first -= 1
    last = at
    while last + 1 < len(held) and not held[last + 1]:
        last += 1
    return list(range(first, last + 1))
