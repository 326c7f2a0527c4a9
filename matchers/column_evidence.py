"""What pages, neighbours and the directory's order say of columns whose names do not say it.

Names come first (matchers/columns.py). A column that they leave open is asked of its pages, of the columns beside it
and of the entries that nobody has claimed: beside columns that answer one first level in the directory's order, an odd
name is likely what stands between them. What is plain is accepted, what is thin goes to a person, so that an entry
whose column was renamed or merged is never called missing. A column whose name its pages plainly belie is asked about.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from inspection.types.judgement import MatchDecision
from inspection.types.portal import Column, Page
from matchers.column_doubts import Doubts
from matchers.column_places import ALIGNED, VOTED, Place, Places
from matchers.column_votes import Ballot, Votes
from matchers.columns import ColumnAnswer, is_news_column, joined, of_every_portal, tells
from matchers.folding import grams
from matchers.seen import Said
from matchers.target import Target, Targets

# how likely it is, before its pages are read, that an open column answers …
_NAMED = 0.5  # an entry that its name hints at
_FOREIGN = 0.02  # an entry of another domain that only its pages speak of
_NOBODY = 0.15  # no entry at all
_EVERYWHERE = 9.0  # no entry at all, where every portal has a column of its name (动态, 要闻, 通知公告)
_LIKELY = 0.12  # from which an entry is shown to a person
_RULED_OUT = 0.06  # below which an entry of its gap is not the column's
_FADED = 0.5  # share of what each of a large gap has by number alone, below which it is not either
_MOST_ASKED = 12  # entries shown to a person for one column, beside those of its gap
_PART = 0.2  # share of the telling pages from which an entry has a part of a column
_MISLEADING = 0.75  # share of the telling pages that make a name a misleading one
_TELLING = 2  # pages from which they rule out an entry that none of them can be
_PLAIN_PAGES = 3  # telling pages from which that can be said


@dataclass(frozen=True)
class _Open:
    """A column that its name leaves open, with what its name hints at, where it stands and what its pages say."""

    column: Column
    own: list[ColumnAnswer]
    place: Place
    votes: Votes

    @property
    def hinted(self) -> list[int]:
        """The entries that its name may mean."""
        return [answer.target.index for answer in self.own if answer.decision == "review"]


class ColumnEvidence:
    """Weighs the columns of one district, once names have been asked."""

    def __init__(self, targets: Targets, columns: Sequence[Column], pages: Sequence[Page], said: Said) -> None:
        self._targets = targets
        self._limits = targets.settings.column
        self._ballot = Ballot(targets)
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
        by_column |= {column.id: self._asked_of_pages(column, believed[column.id]) for column in self._asked}
        places = Places(self._targets, self._groups, believed, self._refused)
        unnamed = [column for column in self._asked if self._is_open(column, believed[column.id])]
        opened = [self._open(column, believed[column.id], places.of(column)) for column in unnamed]
        merges = any(map(_shares, believed.values())) or any(len(self._parts(one)) > 1 for one in opened)
        for one in opened:
            by_column[one.column.id] = self._answered(one, self._doubts_of(one, merges=merges))
        found = [answer for column in self._asked for answer in by_column[column.id]]
        return sorted(found, key=lambda answer: (answer.column.portal, answer.column.order, answer.target.index))

    def _is_open(self, column: Column, own: list[ColumnAnswer]) -> bool:
        """Whether a column's name leaves it open; what has no name stands nowhere."""
        known = not column.path or column.kind == "node" or column.id in self._led
        return not known and not _settled(own)

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

    def _asked_of_pages(self, column: Column, own: list[ColumnAnswer]) -> list[ColumnAnswer]:
        """The column's answers; of a name that several entries have, those are left that its pages do not rule out
        where they plainly answer the entry that it is accepted for."""
        accepted = [answer.target.index for answer in own if answer.decision == "accept"]
        asked = [answer.target.index for answer in own if answer.decision == "review"]
        if not accepted or not asked or not _by_machine(own) or any("pages" in answer.reasons for answer in own):
            return own
        votes = self._ballot.votes(column, self._pages[column.id], [answer.target for answer in own])
        doubts = Doubts(hinted=asked)
        if not any(votes.plainly(index) for index in accepted):
            return own
        left = [i for i in asked if doubts.may_hold(i, {*accepted, *asked} - {i}, votes)]
        return [_dropped(a) if a.target.index in asked and a.target.index not in left else a for a in own]

    # ------------------------------------------------------------------ open columns

    def _open(self, column: Column, own: list[ColumnAnswer], place: Place) -> _Open:
        near = {*place.likely, *(answer.target.index for answer in own if answer.decision == "review")}
        between = [self._targets.items[index] for index in sorted(near)]
        return _Open(column, own, place, self._ballot.votes(column, self._pages[column.id], between))

    def _doubts_of(self, one: _Open, *, merges: bool) -> Doubts:
        group = self._groups[(one.column.portal, one.column.path[:-1])]
        beside = [other for other in group if other.id != one.column.id and other.path]
        alone = all(of_every_portal(self._targets, other.path[-1]) for other in beside)
        return Doubts(merges, alone, frozenset(one.hinted))

    def _answered(self, one: _Open, doubts: Doubts) -> list[ColumnAnswer]:
        """What is to be said of a column that its name leaves open."""
        place, votes, refused = one.place, one.votes, self._refused[one.column.id]
        before: dict[int | None, float] = {None: _EVERYWHERE if self._everywhere(one) else _NOBODY}
        for index in sorted({*place.likely, *one.hinted, *votes.entries()} - refused):
            target = self._targets.items[index]
            alone = VOTED if target.domain == place.domain else _FOREIGN
            named = _NAMED if index in one.hinted else 0.0
            before[index] = max(place.likely.get(index, 0.0), named, alone) * self._alike(one.column, target)
        after = votes.weighed(before)
        parts = self._parts(one)
        if len(parts) > 1:
            return self._merged(one, parts, after, doubts)
        best = max((i for i in after if i is not None), key=lambda i: (after[i], -i), default=None)
        if best is not None and self._plain(one, best, after[best]):
            answer = self._answer(one, best, after[best], "accept")
            several = joined(one.column.path[-1], self._targets.items[best])
            rest = self._beside(one, [best], replace(doubts, named=best in one.hinted, joined=several))
            asked = [self._answer(one, index, after[index], "review") for index in rest]
            return [answer, *asked, *(_dropped(old) for old in one.own if old.target.index not in (best, *rest))]
        return self._asked_about(one, after, doubts)

    def _plain(self, one: _Open, index: int, sure: float) -> bool:
        """Whether an open column may be accepted: likely enough, and more than one thing says so."""
        votes, place, hinted = one.votes, one.place, index in one.hinted
        plain = votes.plainly(index)
        inside = votes.telling and self._spoken(one, index) / votes.telling > 0.5
        known = place.likely.get(index, 0.0) > 0 or hinted
        # an entry that is claimed, or of another place, wants plainer pages
        known = known or (plain >= _PLAIN_PAGES and plain >= _MISLEADING * votes.telling)
        more = hinted + (place.likely.get(index, 0.0) >= ALIGNED or index in place.within)
        return bool(sure >= self._limits.accept and inside and known and plain + more > 1)

    def _spoken(self, one: _Open, index: int) -> int:
        """How many pages speak plainly for an entry; among news, of those that name it."""
        plain = one.votes.plainly(index)
        return min(plain, self._named(one, index)) if is_news_column(one.column.path[-1]) else plain

    def _named(self, one: _Open, index: int) -> int:
        """How many pages name an entry by a name that means it."""
        return one.votes.named(index) if tells(self._targets, self._targets.items[index]) else 0

    def _parts(self, one: _Open) -> list[int]:
        """The entries of one domain that each have a plain part of the pages."""
        votes, place = one.votes, one.place
        counted = {index: self._spoken(one, index) for index in votes.entries()}
        least = max(_PART * votes.telling, 1)
        parts = [
            index
            for index, count in counted.items()
            if self._targets.items[index].domain == place.domain
            and (count >= least or (count and index in place.likely))
        ]
        together = sum(counted[index] for index in parts)
        told = votes.telling and together >= 0.6 * votes.telling
        return [index for index in parts if index not in self._refused[one.column.id]] if told else []

    def _merged(
        self, one: _Open, parts: list[int], after: Mapping[int | None, float], doubts: Doubts
    ) -> list[ColumnAnswer]:
        """The entries that share the column; a person is asked about those whose pages may be the ones that nobody can
        tell."""
        found = []
        for index in parts:
            share = one.votes.plainly(index) / one.votes.telling
            several = one.votes.plainly(index) > 1
            sure = self._limits.domain if several else self._limits.accept - 0.05
            found.append(
                ColumnAnswer(
                    one.column, self._targets.items[index], sure, "accept" if several else "review", True, "machine",
                    {"pages": round(share, 4)},
                )
            )  # fmt: skip
        rest = [index for index in self._beside(one, parts, doubts) if index not in one.hinted]
        found += [self._answer(one, index, after[index], "review") for index in rest]
        return found + [old for old in one.own if old.target.index not in (*parts, *rest)]

    def _beside(self, one: _Open, answered: Sequence[int], doubts: Doubts) -> list[int]:
        """The entries of its gap, and those that its name may mean, that a column may hold beside those it answers."""
        near = {*one.place.likely, *one.hinted} - self._refused[one.column.id]
        others = {*near, *answered}
        return [i for i in sorted(near - {*answered}) if doubts.may_hold(i, others - {i}, one.votes)]

    def _asked_about(self, one: _Open, after: dict[int | None, float], doubts: Doubts) -> list[ColumnAnswer]:
        """What a person is asked: the likeliest entries, and every entry of the gap that is not ruled out by others.
        That its pages answer nothing clears a column only where its name says so as well: no entry of its gap is called
        missing while it is open."""
        place, votes = one.place, one.votes
        # in a large gap none is likely, and none is ruled out by that
        least = min(_RULED_OUT, _FADED / max(len(place.likely), 1)) * (1.0 - after.get(None, 0.0))
        several = not any(not joined(one.column.path[-1], self._targets.items[index]) for index in one.hinted)
        doubts = replace(doubts, named=bool(one.hinted) and not several)
        near = {*place.likely, *one.hinted}
        held = {index for index in near if doubts.may_hold(index, near - {index}, votes)}
        # where a person refused what the pages speak for, they rule out nothing
        read = len(votes.pages) >= _TELLING and not self._refused[one.column.id]
        told = {index for index in near if read and not votes.spare(index, near - {index})}
        if self._everywhere(one):
            news = is_news_column(one.column.path[-1])
            shown = [i for i in after if i is not None and after[i] >= _LIKELY and (self._named(one, i) or not news)]
        else:
            shown = [
                index
                for index, sure in after.items()
                if index is not None
                and (
                    sure >= _LIKELY
                    or (index in place.likely and (sure >= least or index in held) and index not in told)
                )
            ]
        shown.sort(key=lambda index: (-after[index], index))
        shown = [index for number, index in enumerate(shown) if number < _MOST_ASKED or index in place.likely]
        fresh = [index for index in shown if index not in one.hinted]
        asked = [self._answer(one, index, after[index], "review") for index in fresh]
        out = {i for i in told.intersection(one.hinted) if i not in held and after.get(i, 0.0) < _RULED_OUT}
        kept = [_dropped(old) if old.target.index in out else old for old in one.own]
        return [old for old in kept if old.target.index not in fresh] + asked

    def _answer(self, one: _Open, index: int, sure: float, decision: MatchDecision) -> ColumnAnswer:
        place, votes = one.place, one.votes
        reasons = {key: value for old in one.own if old.target.index == index for key, value in old.reasons.items()}
        if votes.telling:
            reasons["pages"] = round(votes.plainly(index) / votes.telling, 4)
        if index in place.likely:
            reasons["siblings"] = round(place.siblings, 4)
            if index in place.within:
                reasons["order"] = round(min(place.likely[index], 1.0), 4)
        ceiling = 0.95 if decision == "accept" else self._limits.accept - 0.05
        sure = round(min(max(sure, self._limits.review), ceiling), 4)
        return ColumnAnswer(one.column, self._targets.items[index], sure, decision, False, "machine", reasons)

    def _everywhere(self, one: _Open) -> bool:
        """Whether a column's name is one that every portal has and that no entry asks for; below a first level a
        column 公告, 公示 or 其他 is where that one's entries lie."""
        name = one.column.path[-1]
        return is_news_column(name) or (one.place.level1 is None and of_every_portal(self._targets, name))

    def _alike(self, column: Column, target: Target) -> float:
        """How much likelier an entry is for what its name and the column's have in common: 1..12."""
        name = self._targets.folder.name(column.path[-1])
        own = grams(name)
        mass = self._targets.mass(own)
        likelier = 1.0 + 3.0 * (self._targets.mass(own & target.name_grams) / mass if mass else 0.0)
        return likelier * (3.0 if len(name) >= self._limits.specific and name in target.name else 1.0)


def _by_machine(own: Iterable[ColumnAnswer]) -> bool:
    return all(answer.decided_by == "machine" for answer in own)


def _settled(own: Iterable[ColumnAnswer]) -> bool:
    return any(answer.decision == "accept" for answer in own)


def _dropped(answer: ColumnAnswer) -> ColumnAnswer:
    return replace(answer, decision="reject") if answer.decided_by == "machine" else answer


def _shares(own: Sequence[ColumnAnswer]) -> bool:
    """Whether a column's name puts entries together (A、B); a first level's name does not."""
    shared = [answer.target for answer in own if answer.decision == "accept" and answer.shared]
    last = own[0].column.path[-1] if own else ""
    return len(shared) > 1 and all(joined(last, target) for target in shared)
