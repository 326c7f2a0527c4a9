"""What a page's evidence for entries can be at most: for whole groups, for entries that share something with the page,
and scorer by scorer."""

import math
from collections.abc import Iterator, Mapping

from matchers.folding import grams, unbracket
from matchers.index_entries import EntryIndex, Facts
from matchers.index_scores import BY_DOMAIN, TITLE_TOGETHER
from matchers.subject import Subject

# scores are taken to four places
_ROUNDING = 1e-4
# a share of an entry's names from which a text has much of them
_MUCH = 0.25
# a share of a name from which the title may hold all of it
_WHOLE = 0.999
# scorers whose most is known entry by entry
_KNOWN = ("wording", "opening", "title", "body", "elements", "path")
# the order in which scorers are asked: what costs little or rules out most comes first
_ORDER = {"wording": 0, "title": 1, "body": 2}


class Bounds:
    """One page's bounds. `near` has those of entries that share something with the page, `asked` the scorers that must
    be asked about an entry before its evidence is known, `groups_of` the groups of each domain, the likeliest first."""

    def __init__(self, index: EntryIndex, subject: Subject) -> None:
        self._index, self._subject, self._scores = index, subject, index.scores
        self.asked = sorted(
            (key for key in index.open if index.scores.speaks(key, subject)), key=lambda key: _ORDER.get(key, 3)
        )
        self._most = {key: index.scores.most(key) for key in self.asked}
        self._groups = index.groups.evidence(subject)
        self.groups_of = [self._groups.of_domain[first.domain] for first in index.firsts]
        self._path = index.path(subject)
        self._published = index.published(subject)
        self._title, self._text = self._slope("title"), self._slope("body")
        self._unworded, self._unmet = index.groups.unworded(subject), index.groups.unmet(subject)
        self._signs, self._size = frozenset(subject.plain_title), len(subject.plain_title)
        self._shares = self._title_shares()
        self._worded = self._strengths(subject.wordings)
        opening = subject.opening if "opening" in self._most else {}
        self._opened = self._strengths({number: strength for number, (strength, _) in opening.items()})
        self._own_text, self._above_text = self._in_text()
        self._much = self._much_in_text()
        self._elements = self._elements_met()
        self._around = self._around_name()
        self._domains = self._by_domain()
        self.near = self._near()

    def group_at_most(self, number: int, group: int) -> float:
        """What the evidence for any entry of a group is at most that is not near."""
        domain = self._index.firsts[number].domain
        return self._domains[number] + self._groups.of_group[group] + self._published.least[domain]

    def apart(self, number: int, group: int) -> Iterator[tuple[int, float]]:
        """The entries of a group that are not near, with what their evidence is at most after a closer look."""
        alone = self.group_at_most(number, group)
        for index in self._index.groups.members[group]:
            if index not in self.near:
                yield index, alone + self.closer(index)

    def closer(self, index: int) -> float:
        """By how much an entry's bound changes after a look at the characters of its name and what stands around it."""
        facts = self._index.facts[index]
        change = 0.0
        if self._title:
            share = self._shares.get(index, 0.0)
            loose = TITLE_TOGETHER + (1 - TITLE_TOGETHER) * share
            change = self._title * (self._titled(facts, share) - loose)
        if self._text:
            share = self._text_share(facts)
            if share < _MUCH:
                change += self._text * (share - _MUCH)
        return change

    def change(self, key: str, index: int) -> float:
        """How what a scorer adds for an entry differs from what it was thought to add at most."""
        facts = self._index.facts[index]
        if key == "title":
            said = self._titled(facts, self._shares.get(index, 0.0)) + _ROUNDING
        elif key == "body":
            said = self._text_share(facts) + _ROUNDING
        elif key == "wording":
            if index not in self._worded and self._shares.get(index, 0.0) < _WHOLE:
                return 0.0
            return self._added(key, index) - (self._unworded if facts.worded else 0.0) - self._by_wording(index)
        elif key == "opening":
            if index not in self._opened:
                return 0.0
            said = self._opened[index]
        elif key == "path":
            apart = self._path.apart.get(self._index.items[index].domain, 0.0)
            return self._added(key, index) - self._path.alike.get(index, apart)
        elif key == "elements":
            if index not in self._elements:
                return 0.0
            return self._added(key, index) - self._most[key]
        else:
            return self._added(key, index) - self._most[key]
        return self._added(key, index) - self._scores.worth(key, said)

    def _added(self, key: str, index: int) -> float:
        return self._scores.added(key, self._subject, self._index.items[index])

    def _slope(self, key: str) -> float:
        """What a score of 1 adds beside one of 0; 0 where the scorer says nothing of any entry."""
        return self._scores.worth(key, 1.0) - self._scores.worth(key, 0.0) if key in self._most else 0.0

    def _by_domain(self) -> list[float]:
        """For each domain what the evidence is at most but for what group, publisher and its being near add."""
        worth, most = self._scores.worth, self._most
        rest = [self._index.bias, *(most[key] for key in most if key not in _KNOWN)]
        rest += [worth("title", TITLE_TOGETHER + _ROUNDING)] if self._title else []
        rest += [worth("body", _MUCH + _ROUNDING)] if self._text else []
        rest += [worth("opening", 0.0)] if "opening" in most else []
        asked = [key for key in BY_DOMAIN if self._scores.speaks(key, self._subject)]
        alone = math.fsum(rest)
        return [
            alone
            + self._path.apart.get(first.domain, 0.0)
            + sum(self._scores.added(key, self._subject, first) for key in asked)
            for first in self._index.firsts
        ]

    def _near(self) -> dict[int, float]:
        """The bounds of entries that share something with title, columns or text."""
        facts, domains, of_group = self._index.facts, self._domains, self._groups.of_group
        of_entry, published, number_of = (
            self._index.groups.of_entry,
            self._published.said,
            self._index.publishers.number_of,
        )
        slope = self._title * (1 - TITLE_TOGETHER)
        alone = {
            index: domains[facts[index].domain] + of_group[of_entry[index]] + published[number_of[index]]
            for index in {
                *self._shares,
                *self._worded,
                *self._opened,
                *self._path.alike,
                *self._much,
                *self._elements,
                *self._published.above,
            }
        }
        for index, share in self._shares.items():
            alone[index] += slope * share
            if share >= _WHOLE and index not in self._worded:
                alone[index] += self._by_wording(index)
        for index in self._worded:
            alone[index] += self._by_wording(index)
        for index, strength in self._opened.items():
            alone[index] += self._scores.worth("opening", strength) - self._scores.worth("opening", 0.0)
        for index, added in self._path.alike.items():
            alone[index] += added - self._path.apart.get(self._index.items[index].domain, 0.0)
        for index, share in self._much.items():
            alone[index] += self._text * (share - _MUCH)
        for index in self._elements:
            alone[index] += self._most["elements"] - self._unmet
        return alone

    def _titled(self, facts: Facts, share: float) -> float:
        """What the title's scorer says at most: rapidfuzz counts characters that title and name both have, in a piece
        of the longer one; a name that tells little by itself counts as far as what stands around it is named too."""
        size = facts.size if facts.size < self._size else self._size
        both = len(facts.signs & self._signs) + facts.again
        together = 2 * both / (size + both) if both < size else 1.0
        above, domains = self._around
        around = min((above.get(facts.level1, 0.0) + domains[facts.domain]) / facts.context, 1.0)
        return (TITLE_TOGETHER * together + (1 - TITLE_TOGETHER) * share) * (facts.tells + (1 - facts.tells) * around)

    def _text_share(self, facts: Facts) -> float:
        """How much of an entry's names the text has at most: a pair that is in both names counts twice."""
        return min((self._own_text.get(facts.name, 0.0) + self._above_text.get(facts.level1, 0.0)) / facts.whole, 1.0)

    def _by_wording(self, index: int) -> float:
        """For an entry that the title may name or of whose wordings one is met: what that scorer adds at most, beside
        what it adds where none is."""
        if "wording" not in self._most:
            return 0.0
        unworded = self._unworded if self._index.facts[index].worded else 0.0
        if self._shares.get(index, 0.0) >= _WHOLE:
            return self._most["wording"] - unworded
        return self._scores.worth("wording", self._worded[index]) - unworded

    def _title_shares(self) -> dict[int, float]:
        """Of every entry with a pair of the title in its name, how much of the name they are; 0..1 by rarity."""
        title = self._subject.within.folder.same(unbracket(self._subject.folded_title))
        own, facts = self._index.names.own, self._index.facts
        found: dict[int, float] = {}
        for name, mass in own.masses(self._subject.title_grams | grams(title)).items():
            bearers = own.bearers[name]
            share = min(mass / facts[bearers[0]].mass, 1.0)
            for index in bearers:
                found[index] = share
        return found

    def _strengths(self, met: Mapping[int, float]) -> dict[int, float]:
        """The strength of the strongest wording met, for every entry that has one."""
        found: dict[int, float] = {}
        for number, strength in met.items():
            for index in self._index.of_wording.get(number, ()):
                found[index] = max(found.get(index, 0.0), strength + _ROUNDING)
        return found

    def _in_text(self) -> tuple[dict[str, float], dict[str, float]]:
        """The rarity of the pairs that the text has of names, and of first levels."""
        if not self._text:
            return {}, {}
        names, pairs = self._index.names, self._subject.text_grams
        return names.own.masses(pairs), names.above.masses(pairs)

    def _much_in_text(self) -> dict[int, float]:
        """The entries of whose names the text has much, with how much at most."""
        own, above = self._index.names.own, self._index.names.above
        # what is enough of both names together is half of it in one
        near = {i for n, mass in self._own_text.items() if mass >= _MUCH / 2 * own.mass[n] for i in own.bearers[n]}
        near |= {
            i for n, mass in self._above_text.items() if mass >= _MUCH / 2 * above.mass[n] for i in above.bearers[n]
        }
        facts, in_own, in_above = self._index.facts, self._own_text, self._above_text
        found: dict[int, float] = {}
        for index in near:
            entry = facts[index]
            share = (in_own.get(entry.name, 0.0) + in_above.get(entry.level1, 0.0)) / entry.whole
            if share >= _MUCH:
                found[index] = min(share, 1.0)
        return found

    def _elements_met(self) -> set[int]:
        """The entries of which title and text may speak of an element."""
        if "elements" not in self._most:
            return set()
        return self._index.names.elements_near(self._subject.text_grams | self._subject.title_grams)

    def _around_name(self) -> tuple[dict[str, float], list[float]]:
        """The rarity of the pairs that title and columns have of first levels, and of each domain's name."""
        pairs = self._subject.title_grams | self._subject.path_grams
        domains = [self._index.mass(own & pairs) if own & pairs else 0.0 for own in self._index.domain_pairs]
        return self._index.names.above.masses(pairs), domains
