"""What a page's evidence for entries can be at most: for whole groups, for entries that share something with the page,
and scorer by scorer."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from functools import cached_property
from operator import add

from matchers.folding import grams, unbracket
from matchers.index_entries import EntryIndex
from matchers.index_groups import FarGroups
from matchers.index_names import MUCH
from matchers.index_scores import BY_DOMAIN, TITLE_TOGETHER
from matchers.subject import Subject
from matchers.target import Target

# scores are taken to four places
_ROUNDING = 1e-4
# sums taken in another order differ by less; evidence is compared to six places
SUM_ROUNDING = 2e-6
# a share of an entry's names from which a text has much of them (what is enough of both together is half of it in one),
# and of its name from which a title has
_MUCH = 2 * MUCH
_MUCH_TITLED = 0.2
# log odds that an entry has beside others of its group from which it is near
_MUCH_MORE = 3.0
# so many far entries are first told apart by their names alone
_MANY = 300
# a share of a name from which the title may hold all of it
_WHOLE = 0.999
# scorers whose most is known entry by entry
_KNOWN = ("wording", "opening", "title", "body", "elements", "path")
# the order in which scorers are asked: what costs little or rules out most comes first
_ORDER = {"wording": 0, "title": 1, "body": 2}


class Bounds:
    """One page's bounds. `near` are the entries that share much with the page but for their text, `asked` the scorers
    that must be asked about an entry before its evidence is known, `said` what they said of entries."""

    def __init__(self, index: EntryIndex, subject: Subject) -> None:
        self._index, self._subject, self._scores = index, subject, index.scores
        self.asked = sorted(
            (key for key in index.open if index.scores.speaks(key, subject)), key=lambda key: _ORDER.get(key, 3)
        )
        self._most = {key: index.scores.most(key) for key in self.asked}
        self._groups = index.groups.evidence(subject)
        self._path, self._published = index.paths.evidence(subject), index.publishers.evidence(subject)
        self._title, self._text = self._slope("title"), self._slope("body")
        self._unworded, self._unmet = index.groups.unworded(subject), index.groups.unmet(subject)
        names, text = index.names, subject.text_grams if self._text else frozenset[str]()
        bare = subject.within.folder.same(unbracket(subject.folded_title))
        self._in_title = names.own.masses(subject.title_grams.union(grams(subject.folded_title), grams(bare)))
        self._own_text, self._above_text = names.own.masses(text), names.above.masses(text)
        self._signs = index.signs_of(subject.plain_title)
        around = subject.title_grams | subject.path_grams
        self._above_around = names.above.masses(around)
        in_domains = names.domains.masses(around).of
        self._domain_around = [in_domains[number] for number in names.domains.number_of]
        self._worded = self._strengths(subject.wordings)
        opening = subject.opening if "opening" in self._most else {}
        self._opened = self._strengths({number: strength for number, (strength, _) in opening.items()})
        self._elements = self._elements_met()
        self._domains = self._by_domain()
        self.said: dict[int, dict[str, float | None]] = defaultdict(dict)
        # what the title's scorer and the text's were thought to say at most
        self._titled: dict[int, float] = {}
        self._held: dict[int, float] = {}
        much, whole = self._named_in_title()
        self._named = {index for index in whole if subject.names(self._index.items[index]) == 1.0}
        self._more = self._more_than_groups(whole)
        self.near = {index for index, added in self._more.items() if added >= _MUCH_MORE}
        self.near |= much if self._title else set()
        self._loose = self._title * (TITLE_TOGETHER + (1 - TITLE_TOGETHER) * _MUCH_TITLED) + self._text * _MUCH
        self._loose += SUM_ROUNDING
        self._far: FarGroups | None = None

    def _named_in_title(self) -> tuple[set[int], set[int]]:
        """The entries of whose names the title has much, and those of whose names it may have all."""
        own, of = self._index.names.own, self._in_title.of
        much = [number for number in self._in_title.much() if of[number] >= _MUCH_TITLED * own.mass[number]]
        whole = [number for number in much if of[number] >= _WHOLE * own.mass[number]]
        return set().union(*(own.bearers[number] for number in much)), set().union(*(own.bearers[n] for n in whole))

    def longer(self, index: int) -> list[int]:
        """The entries that the title names by a longer name, which holds the name of this one."""
        if not self._named:
            return []
        return [other for other in self._index.names.holding(self._index.items[index].name) if other in self._named]

    def apart(self, least: float) -> Collection[int]:
        """Entries that are not near, of those whose evidence may reach `least`: some that no call before this one gave;
        none when none is left."""
        if self._far is None:
            self._far = FarGroups([alone + self._loose for alone in self._domains], self._groups)
            if rest := self._less_near(self._far, least):
                return rest
        members, near = self._index.groups.members, self.near
        while groups := self._far.next(least):
            found = [index for group in groups for index in members[group] if index not in near]
            if found := self._reaching(found, least) if len(found) > _MANY else found:
                return found
        return ()

    def _less_near(self, far: FarGroups, least: float) -> list[int]:
        """Those that share something with the page, or only their text does; `near` from now on."""
        domain_of, group_of = self._index.domain_of, self._index.groups.of_entry
        domains, of_group, near = self._domains, self._groups.of_group, self.near
        unread = (1 - _MUCH) * self._text
        enough = least - self._loose - unread
        found = [
            index
            for index, more in self._more.items()
            if domains[domain_of[index]] + of_group[group_of[index]] + more >= enough and index not in near
        ]
        near.update(self._more)
        if far.most() + unread >= least:
            texted = self._much_in_text() - near
            near.update(texted)
            found += texted
        return found

    def _reaching(self, indexes: Iterable[int], least: float) -> list[int]:
        """Those of far entries that may reach `least` with what the title has of their names."""
        domains, domain_of = self._domains, self._index.domain_of
        of_group, group_of = self._groups.of_group, self._index.groups.of_entry
        by_name, own_of = self._by_name, self._index.names.own.number_of
        enough = least - self._text * _MUCH - SUM_ROUNDING
        return [
            index
            for index in indexes
            if domains[domain_of[index]] + of_group[group_of[index]] + by_name[own_of[index]] >= enough
        ]

    @cached_property
    def _by_name(self) -> list[float]:
        """What the title's scorer adds at most for each name that the title has not much of."""
        pairs, signs = self._title * (1 - TITLE_TOGETHER), self._title * TITLE_TOGETHER
        there, size_there, of = self._signs, len(self._subject.plain_title), self._in_title.of
        found = []
        for (size, known, again), part, mass in zip(self._index.written, of, self._index.names.own.mass, strict=True):
            together = 0.0
            if both := (known & there).bit_count():
                both += again
                if size > size_there:
                    size = size_there
                together = 2 * both / (size + both) if both < size else 1.0
            found.append(pairs * part / mass + signs * together)
        return found

    def at_most(self, indexes: Iterable[int], least: float) -> list[tuple[float, int]]:
        """What the evidence for each of these entries is at most, of those only for which it may reach `least`.

        The title's scorer: rapidfuzz counts characters that title and name both have, in a piece of the longer one; a
        name that tells little by itself counts as far as what stands around it is named too. The text's: a pair that is
        in both names counts twice.
        """
        facts, domains, of_group, more = self._index.facts, self._domains, self._groups.of_group, self._more.get
        in_title, own_text, above_text = self._in_title.of, self._own_text.of, self._above_text.of
        above_around, domain_around = self._above_around.of, self._domain_around
        signs_there, size_there = self._signs, len(self._subject.plain_title)
        by_title, by_text, titled_at, held_at = self._title, self._text, self._titled, self._held
        found: list[tuple[float, int]] = []
        for index in indexes:
            domain, group, own, above, size, signs, again, tells, mass, whole, context = facts[index]
            around = above_around[above] + domain_around[domain]
            if around < context:
                tells += (1 - tells) * around / context
            else:
                tells = 1.0
            share = (1 - TITLE_TOGETHER) * tells * (in_title[own] / mass if in_title[own] < mass else 1.0)
            tells *= TITLE_TOGETHER
            held = own_text[own] + above_text[above]
            held = held / whole if held < whole else 1.0
            bound = domains[domain] + of_group[group] + more(index, 0.0) + by_text * held + SUM_ROUNDING
            if bound + by_title * (share + tells) < least:
                continue
            if both := (signs & signs_there).bit_count():
                both += again
                if size > size_there:
                    size = size_there
                share += tells * (2 * both / (size + both) if both < size else 1.0)
            bound += by_title * share
            if bound >= least:
                titled_at[index], held_at[index] = share, held
                found.append((bound, index))
        return found

    def change(self, key: str, index: int) -> float:
        """How what a scorer adds for an entry differs from what it was thought to add at most."""
        if key == "title":
            said = self._titled[index] + _ROUNDING
        elif key == "body":
            said = self._held[index] + _ROUNDING
        elif key == "wording":
            if index not in self._wordings:
                return 0.0
            return self._added(key, index) - self._unworded_of(index) - self._wordings[index]
        elif key == "opening":
            if index not in self._opened:
                return 0.0
            said = self._opened[index]
        elif key == "path":
            apart = self._path.apart[self._index.domain_of[index]]
            return self._added(key, index) - apart - self._path.more.get(index, 0.0)
        elif key == "elements":
            if index not in self._elements:
                return 0.0
            said = self._elements[index]
        else:
            return self._added(key, index) - self._most[key]
        return self._added(key, index) - self._scores.worth(key, said)

    def _added(self, key: str, index: int) -> float:
        said = self._scores.said(key, self._subject, self._index.items[index])
        self.said[index][key] = said
        return 0.0 if said is None else self._scores.worth(key, said)

    def _slope(self, key: str) -> float:
        """What a score of 1 adds beside one of 0; 0 where the scorer says nothing of any entry."""
        return self._scores.worth(key, 1.0) - self._scores.worth(key, 0.0) if key in self._most else 0.0

    def _by_domain(self) -> list[float]:
        """For each domain what the evidence is at most but for what its group, title, text and its being near add."""
        worth, most = self._scores.worth, self._most
        rest = [self._index.bias, *(most[key] for key in most if key not in _KNOWN)]
        rest += [worth(key, _ROUNDING) for key in ("title", "body") if key in most]
        rest += [worth("opening", 0.0)] if "opening" in most else []
        alone = math.fsum(rest)
        found = [
            alone + path + published for path, published in zip(self._path.apart, self._published.least, strict=True)
        ]
        for key, read in BY_DOMAIN.items():
            if self._scores.speaks(key, self._subject):
                found = list(map(add, found, self._said_of_domains(key, read)))
        return found

    def _said_of_domains(self, key: str, read: Callable[[Subject, Target], Hashable]) -> Iterator[float]:
        """What a scorer adds in each domain."""
        known: dict[Hashable, float] = {}
        for first in self._index.firsts:
            told = read(self._subject, first)
            if told not in known:
                known[told] = self._scores.added(key, self._subject, first)
            yield known[told]

    def _more_than_groups(self, whole: set[int]) -> dict[int, float]:
        """What entries get at most beside others of their group, by anything but title and text."""
        more = dict(self._path.more)
        self._wordings = {index: self._by_wording(index, index in whole) for index in whole | self._worded.keys()}
        closed = self._scores.worth("opening", 0.0) if self._opened else 0.0
        opened = {index: self._scores.worth("opening", said) - closed for index, said in self._opened.items()}
        met = {index: self._scores.worth("elements", said) - self._unmet for index, said in self._elements.items()}
        for told in (self._published.more, self._wordings, opened, met):
            for index, added in told.items():
                more[index] = more.get(index, 0.0) + added
        return more

    def _by_wording(self, index: int, whole: bool) -> float:
        """For an entry that the title may name (`whole`) or of whose wordings one is met: what that scorer adds at
        most, beside what it adds where none is."""
        if "wording" not in self._most:
            return 0.0
        most = self._most["wording"] if whole else self._scores.worth("wording", self._worded[index])
        return most - self._unworded_of(index)

    def _unworded_of(self, index: int) -> float:
        return self._unworded if self._index.items[index].wordings else 0.0

    def _much_in_text(self) -> set[int]:
        """The entries of whose names the text has much."""
        near: set[int] = set()
        for names, found in ((self._index.names.own, self._own_text), (self._index.names.above, self._above_text)):
            of, mass, bearers = found.of, names.mass, names.bearers
            near.update(*[bearers[number] for number in found.much() if of[number] >= MUCH * mass[number]])
        own_of, above_of, whole = self._index.names.own.number_of, self._index.names.above.number_of, self._index.whole
        in_own, in_above = self._own_text.of, self._above_text.of
        return {index for index in near if in_own[own_of[index]] + in_above[above_of[index]] >= _MUCH * whole[index]}

    def _strengths(self, met: Mapping[int, float]) -> dict[int, float]:
        """The strength of the strongest wording met, for every entry that has one."""
        found: dict[int, float] = {}
        for number, strength in met.items():
            for index in self._index.of_wording.get(number, ()):
                found[index] = max(found.get(index, 0.0), strength + _ROUNDING)
        return found

    def _elements_met(self) -> dict[int, float]:
        """For entries of whose elements title or text speak, the share of them as their scorer takes it."""
        if "elements" not in self._most:
            return {}
        met = self._index.names.elements_met(self._subject.text_grams | self._subject.title_grams)
        items = self._index.items
        return {
            index: min(2 * times / len(items[index].element_names), 1.0) + _ROUNDING
            for index, times in Counter(met).items()
        }
