"""What pages, neighbours and the directory's order say of columns whose names do not say it.

Names come first (matchers/columns.py). A column that they leave open is asked of its pages, of the columns beside it
and of the entries that nobody has claimed: beside columns that answer one first level in the directory's order, an odd
name is likely what stands between them. What is plain is accepted, what is thin goes to a person, so that an entry
whose column was renamed or merged is never called missing. A column whose name its pages plainly belie is asked about.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from inspection.types.judgement import MatchDecision
from inspection.types.portal import Column, Page
from matchers.column_votes import Ballot, Votes
from matchers.columns import ColumnAnswer, is_news_column, of_every_portal
from matchers.folding import grams
from matchers.seen import Said
from matchers.target import Target, Targets

# how likely it is, before its pages are read, that an open column answers …
_ALIGNED = 0.75  # the one unclaimed entry that stands in its place in the directory's order
_GAP = 0.5  # one of the unclaimed entries between its neighbours
_NAMED = 0.5  # an entry that its name hints at
_VOTED = 0.05  # an entry of its domain that only its pages speak of
_FOREIGN = 0.02  # an entry of another domain that only its pages speak of
_NOBODY = 0.15  # no entry at all
_EVERYWHERE = 9.0  # no entry at all, where every portal has a column of its name (动态, 要闻, 通知公告)
_ORDERED = 0.8  # share of neighbouring columns that follow the directory from which its order is believed
_LIKELY = 0.12  # from which an entry is shown to a person
_RULED_OUT = 0.06  # below which an entry of its gap is not the column's
_FADED = 0.5  # share of what each of a large gap has by number alone, below which it is not either
_MOST_ASKED = 12  # entries shown to a person for one column, beside those of its gap
_PART = 0.2  # share of the telling pages from which an entry has a part of a column
_DARK = 0.3  # share of the pages that may be silent in a column of one entry
_RIVAL = 0.15  # what one page may give to an unclaimed neighbour before the column may be its own as well
_MISLEADING = 0.75  # share of the telling pages that make a name a misleading one
_PLAIN_PAGES = 3  # telling pages from which that can be said
_ROW = re.compile(r"\d+")


@dataclass(frozen=True)
class _Place:
    """Where a column stands: its domain and first level (None where nothing tells), how many of its neighbours with
    an entry share them (0..1), the unclaimed entries that may be its own with how likely that is, and which of these
    the directory's order puts between its neighbours."""

    domain: str | None
    level1: str | None
    siblings: float
    likely: dict[int, float]
    within: frozenset[int]


class ColumnEvidence:
    """Weighs the columns of one district, once names have been asked."""

    def __init__(self, targets: Targets, columns: Sequence[Column], pages: Sequence[Page], said: Said) -> None:
        self._targets = targets
        self._limits = targets.settings.column
        self._ballot = Ballot(targets)
        rows = sorted(targets.items, key=lambda target: (_row(target), target.index))
        self._rank = {target.index: rank for rank, target in enumerate(rows)}
        self._asked = [column for column in columns if column.leaf or column.kind != "node"]
        # what leads to a column of this portal is asked there
        at = {column.url for column in columns if column.kind != "link_out"}
        self._led = {column.id for column in columns if column.kind == "link_out" and column.url in at}
        self._refused: dict[str, set[int]] = defaultdict(set)
        for (kind, subject, key), word in said.items():
            target = targets.by_key.get(key)
            if kind == "column" and word == "reject" and target is not None:
                self._refused[subject].add(target.index)
        self._pages: dict[str, list[Page]] = defaultdict(list)
        for page in pages:
            for place in page.columns:
                self._pages[place].append(page)
        self._groups: dict[tuple[str, tuple[str, ...]], list[Column]] = defaultdict(list)
        for column in sorted(self._asked, key=lambda column: column.order):
            self._groups[(column.portal, column.path[:-1])].append(column)

    def weighed(self, answers: Sequence[ColumnAnswer]) -> list[ColumnAnswer]:
        """The answers, with what pages and neighbours add to them, in the order of columns and directory."""
        by_column: dict[str, list[ColumnAnswer]] = defaultdict(list)
        for answer in answers:
            by_column[answer.column.id].append(answer)
        believed: dict[str, list[ColumnAnswer]] = {}
        for column in self._asked:
            own = by_column[column.id]
            believed[column.id] = self._belied(column, own) if _by_machine(own) and _settled(own) else own
        claimed = {a.target.index for own in believed.values() for a in own if a.decision == "accept"}
        homes: dict[str, set[str]] = defaultdict(set)
        for own in believed.values():
            for answer in own:
                if answer.decision == "accept":
                    homes[answer.target.domain].add(" > ".join(answer.column.path[:-1]))
        for group in self._groups.values():
            for column in group:
                own = believed[column.id]
                # what has no name stands nowhere
                if column.path and not _settled(own) and column.kind != "node" and column.id not in self._led:
                    place = self._place(column, group, believed, claimed, homes)
                    by_column[column.id] = self._opened(column, own, place)
                else:
                    by_column[column.id] = own
        found = [answer for column in self._asked for answer in by_column[column.id]]
        return sorted(found, key=lambda answer: (answer.column.portal, answer.column.order, answer.target.index))

    # ------------------------------------------------------------------ names that pages belie

    def _belied(self, column: Column, own: list[ColumnAnswer]) -> list[ColumnAnswer]:
        """The column's answers, put to a person where its pages plainly answer another entry, which is accepted."""
        accepted = [answer for answer in own if answer.decision == "accept"]
        if any(answer.shared for answer in accepted) or len(self._pages[column.id]) < _PLAIN_PAGES:
            return own
        indexes = {answer.target.index for answer in accepted}
        votes = self._ballot.votes(column, self._pages[column.id], [answer.target for answer in accepted])
        if votes.telling < _PLAIN_PAGES or any(votes.plainly(index) or votes.titled(index) for index in indexes):
            return own
        known = indexes | self._refused[column.id]
        other = [i for i in votes.entries() if votes.plainly(i) >= _MISLEADING * votes.telling and i not in known]
        # neighbours of one first level speak alike: there the name is surer than the pages
        beside = {(answer.target.domain, answer.target.level1) for answer in accepted}
        if len(other) != 1 or (self._targets.items[other[0]].domain, self._targets.items[other[0]].level1) in beside:
            return own
        share = votes.plainly(other[0]) / votes.telling
        asked = [
            replace(
                a,
                decision="review",
                confidence=self._limits.review,
                reasons={**a.reasons, "pages": 0.0, "elsewhere": round(share, 4)},
            )
            if a.decision == "accept"
            else a
            for a in own
        ]
        said = round(min(share, 0.95), 4)
        return [
            *(answer for answer in asked if answer.target.index != other[0]),
            ColumnAnswer(
                column, self._targets.items[other[0]], said, "accept" if said >= self._limits.accept else "review",
                False, "machine", {"pages": said},
            ),
        ]  # fmt: skip

    # ------------------------------------------------------------------ open columns

    def _place(
        self, column: Column, group: Sequence[Column], answers: dict[str, list[ColumnAnswer]], claimed: set[int],
        homes: Mapping[str, set[str]],
    ) -> _Place:  # fmt: skip
        held = [[a.target for a in answers[one.id] if a.decision == "accept"] for one in group]
        at = next(number for number, one in enumerate(group) if one.id == column.id)
        known = [targets[0] for targets in held if targets]
        domain = self._domain_above(column) or _agreed([target.domain for target in known])
        level1 = self._level1_above(column, domain)
        if level1 is None and len(homes.get(domain or "", ())) > 1:
            # Neighbours tell the first level only where the portal keeps first levels apart at all.
            level1 = _agreed([t.level1 for t in known if t.domain == domain])
        near = [t for t in known if t.domain == domain and (level1 is None or t.level1 == level1)]
        siblings = len(near) / len(known) if known else 0.0
        if domain is None:
            return _Place(None, None, siblings, {}, frozenset())
        rank = self._rank
        free = sorted(
            (
                t
                for t in self._targets.of_domain[domain]
                if t.index not in claimed
                and t.index not in self._refused[column.id]
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
            likely = {index: share if index in within else min(share, _VOTED) for index, share in likely.items()}
        if ordered and len(run) == len(free) == len(between):
            likely = {t.index: (1 - _ALIGNED) / len(free) for t in free}
            likely[free[run.index(at)].index] = _ALIGNED
        return _Place(domain, level1, siblings, likely, within)

    def _opened(self, column: Column, own: list[ColumnAnswer], place: _Place) -> list[ColumnAnswer]:
        """What is to be said of a column that its name leaves open."""
        hinted = {a.target.index: a for a in own if a.decision == "review"}
        refused = self._refused[column.id]
        between = [self._targets.items[index] for index in sorted({*place.likely, *hinted})]
        votes = self._ballot.votes(column, self._pages[column.id], between)
        everywhere = self._everywhere(column, place)
        before: dict[int | None, float] = {None: _EVERYWHERE if everywhere else _NOBODY}
        for index in sorted({*place.likely, *hinted, *votes.entries()} - refused):
            target = self._targets.items[index]
            alone = _VOTED if target.domain == place.domain else _FOREIGN
            named = _NAMED if index in hinted else 0.0
            before[index] = max(place.likely.get(index, 0.0), named, alone) * self._alike(column, target)
        after = votes.weighed(before)
        parts = [index for index in self._parts(votes, place) if index not in refused]
        if len(parts) > 1:
            return self._merged(column, own, parts, after, votes, place)
        best = max((i for i in after if i is not None), key=lambda i: (after[i], -i), default=None)
        if best is not None and self._plain(best, after[best], votes, place, hinted):
            answer = self._answer(column, best, after[best], "accept", votes, place, own)
            rest = _beside([best], votes, place)
            asked = [self._answer(column, i, after[i], "review", votes, place, own) for i in rest]
            return [answer, *asked, *(_dropped(one) for one in own if one.target.index not in (best, *rest))]
        return self._asked_about(column, own, after, votes, place)

    def _plain(self, index: int, sure: float, votes: Votes, place: _Place, hinted: Container[int]) -> bool:
        """Whether an open column may be accepted: likely enough, and more than one thing says so."""
        plain = votes.plainly(index)
        inside = votes.telling and plain / votes.telling > 0.5
        known = place.likely.get(index, 0.0) > 0 or index in hinted
        # an entry that is claimed, or of another place, wants plainer pages
        known = known or (plain >= _PLAIN_PAGES and plain >= _MISLEADING * votes.telling)
        more = (index in hinted) + (place.likely.get(index, 0.0) >= _ALIGNED or index in place.within)
        return bool(sure >= self._limits.accept and inside and known and plain + more > 1)

    def _parts(self, votes: Votes, place: _Place) -> list[int]:
        """The entries of one domain that each have a plain part of the pages."""
        counted = {index: votes.plainly(index) for index in votes.entries()}
        least = max(_PART * votes.telling, 1)
        parts = [
            index
            for index, count in counted.items()
            if self._targets.items[index].domain == place.domain
            and (count >= least or (count and index in place.likely))
        ]
        together = sum(counted[index] for index in parts)
        return parts if votes.telling and together >= 0.6 * votes.telling else []

    def _merged(
        self, column: Column, own: list[ColumnAnswer], parts: list[int], after: Mapping[int | None, float],
        votes: Votes, place: _Place,
    ) -> list[ColumnAnswer]:  # fmt: skip
        """The entries that share the column; a person is asked about those whose pages may be the ones that nobody can
        tell."""
        found = []
        for index in parts:
            share = votes.plainly(index) / votes.telling
            several = votes.plainly(index) > 1
            sure = self._limits.domain if several else self._limits.accept - 0.05
            found.append(
                ColumnAnswer(
                    column, self._targets.items[index], sure, "accept" if several else "review", True, "machine",
                    {"pages": round(share, 4)},
                )
            )  # fmt: skip
        known = {one.target.index for one in own if one.decision == "review"}
        rest = [index for index in _beside(parts, votes, place) if index not in known]
        found += [self._answer(column, index, after[index], "review", votes, place, own) for index in rest]
        return found + [one for one in own if one.target.index not in (*parts, *rest)]

    def _asked_about(
        self, column: Column, own: list[ColumnAnswer], after: dict[int | None, float], votes: Votes, place: _Place
    ) -> list[ColumnAnswer]:
        """What a person is asked: the likeliest entries, and every entry of the gap that is not ruled out by others.
        That its pages answer nothing clears a column only where its name says so as well: no entry of its gap is called
        missing while it is open."""
        if self._everywhere(column, place):
            shown = [i for i in after if i is not None and after[i] >= _LIKELY]
        else:
            # in a large gap none is likely, and none is ruled out by that
            least = min(_RULED_OUT, _FADED / max(len(place.likely), 1)) * (1.0 - after.get(None, 0.0))
            least = 0.0 if _mixed(votes) else least
            shown = [
                index
                for index, sure in after.items()
                if index is not None and (sure >= _LIKELY or (index in place.likely and sure >= least))
            ]
        shown.sort(key=lambda index: (-after[index], index))
        known = {one.target.index for one in own if one.decision == "review"}
        shown = [index for number, index in enumerate(shown) if number < _MOST_ASKED or index in place.likely]
        fresh = [index for index in shown if index not in known]
        asked = [self._answer(column, index, after[index], "review", votes, place, own) for index in fresh]
        return [one for one in own if one.target.index not in fresh] + asked

    def _answer(
        self, column: Column, index: int, sure: float, decision: MatchDecision, votes: Votes, place: _Place,
        own: list[ColumnAnswer],
    ) -> ColumnAnswer:  # fmt: skip
        reasons = {key: value for one in own if one.target.index == index for key, value in one.reasons.items()}
        if votes.telling:
            reasons["pages"] = round(votes.plainly(index) / votes.telling, 4)
        if index in place.likely:
            reasons["siblings"] = round(place.siblings, 4)
            if index in place.within:
                reasons["order"] = round(min(place.likely[index], 1.0), 4)
        ceiling = 0.95 if decision == "accept" else self._limits.accept - 0.05
        sure = round(min(max(sure, self._limits.review), ceiling), 4)
        return ColumnAnswer(column, self._targets.items[index], sure, decision, False, "machine", reasons)

    def _everywhere(self, column: Column, place: _Place) -> bool:
        """Whether a column's name is one that every portal has and that no entry asks for; below a first level a
        column 公告, 公示 or 其他 is where that one's entries lie."""
        name = column.path[-1]
        return is_news_column(name) or (place.level1 is None and of_every_portal(self._targets, name))

    def _follows(self, held: Sequence[Sequence[Target]], domain: str) -> tuple[bool, bool]:
        """Whether columns side by side follow the directory; and whether so strictly that an entry is between those of
        its column's neighbours: a single one has no order, and one out of its place draws the bounds wrong."""
        places = [self._rank[targets[0].index] for targets in held if targets and targets[0].domain == domain]
        steps = [second > first for first, second in pairwise(places)]
        return not steps or sum(steps) >= _ORDERED * len(steps), bool(steps) and all(steps)

    def _alike(self, column: Column, target: Target) -> float:
        """How much likelier an entry is for what its name and the column's have in common: 1..12."""
        name = self._targets.folder.name(column.path[-1])
        own = grams(name)
        mass = self._targets.mass(own)
        likelier = 1.0 + 3.0 * (self._targets.mass(own & target.name_grams) / mass if mass else 0.0)
        return likelier * (3.0 if len(name) >= self._limits.specific and name in target.name else 1.0)

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


def _by_machine(own: Iterable[ColumnAnswer]) -> bool:
    return all(answer.decided_by == "machine" for answer in own)


def _settled(own: Iterable[ColumnAnswer]) -> bool:
    return any(answer.decision == "accept" for answer in own)


def _dropped(answer: ColumnAnswer) -> ColumnAnswer:
    return replace(answer, decision="reject") if answer.decided_by == "machine" else answer


def _beside(answered: Sequence[int], votes: Votes, place: _Place) -> list[int]:
    """The entries of its gap that a column may hold beside those that it answers."""
    mixed = _mixed(votes)
    return [i for i in sorted(place.likely) if i not in answered and (mixed or votes.most(i) >= _RIVAL)]


def _mixed(votes: Votes) -> bool:
    """Whether so many pages speak for nobody that they may be those of a neighbour that was merged into the column."""
    dark = len(votes.pages) - sum(votes.plainly(index) for index in votes.entries())
    return dark >= _PLAIN_PAGES and dark > _DARK * len(votes.pages)


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
