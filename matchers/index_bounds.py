"""What a page's evidence for entries can be at most: for whole groups, for entries that share something with the page,
and scorer by scorer."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping

from matchers.folding import grams, unbracket
from matchers.index_entries import EntryIndex
from matchers.index_scores import BY_DOMAIN, TITLE_TOGETHER
from matchers.scorers.elements import MET
from matchers.subject import Subject

# scores are taken to four places
_ROUNDING = 1e-4
# sums taken in another order differ by less; evidence is compared to six places
SUM_ROUNDING = 2e-6
# a share of an entry's names from which a text has much of them, and of its name from which a title has
_MUCH = 0.25
_MUCH_TITLED = 0.2
# a share of a name from which the title may hold all of it
_WHOLE = 0.999
# scorers whose most is known entry by entry
_KNOWN = ("wording", "opening", "title", "body", "elements", "path")
# the order in which scorers are asked: what costs little or rules out most comes first
_ORDER = {"wording": 0, "title": 1, "body": 2}


class Bounds:
    """One page's bounds. `near` are the entries that share much with the page, `asked` the scorers that must be asked
    about an entry before its evidence is known."""

    def __init__(self, index: EntryIndex, subject: Subject) -> None:
        self._index, self._subject, self._scores = index, subject, index.scores
        self.asked = sorted(
            (key for key in index.open if index.scores.speaks(key, subject)), key=lambda key: _ORDER.get(key, 3)
        )
        self._most = {key: index.scores.most(key) for key in self.asked}
        self._groups = index.groups.evidence(subject)
        self._path, self._published = index.paths.evidence(subject), index.publishers.evidence(subject)
        self._title, self._text = self._slope("title"), self._slope("body")
        self._loose = self._title * (TITLE_TOGETHER + (1 - TITLE_TOGETHER) * _MUCH_TITLED) + self._text * _MUCH
        self._unworded, self._unmet = index.groups.unworded(subject), index.groups.unmet(subject)
        names, text = index.names, subject.text_grams if self._text else frozenset[str]()
        title = subject.within.folder.same(unbracket(subject.folded_title))
        self._in_title = names.own.masses(subject.title_grams | grams(title))
        self._own_text, self._above_text = names.own.masses(text), names.above.masses(text)
        self._signs = index.signs_of(subject.plain_title)
        around = subject.title_grams | subject.path_grams
        self._above_around = names.above.masses(around)
        self._domain_around = [index.mass(own & around) if own & around else 0.0 for own in index.domain_pairs]
        self._worded = self._strengths(subject.wordings)
        opening = subject.opening if "opening" in self._most else {}
        self._opened = self._strengths({number: strength for number, (strength, _) in opening.items()})
        self._elements = self._elements_met()
        self._domains = self._by_domain()
        # what the title's scorer and the text's were thought to say at most
        self._titled: dict[int, float] = {}
        self._held: dict[int, float] = {}
        self._more = self._more_than_groups(self._bearers(_WHOLE))
        much_titled = self._bearers(_MUCH_TITLED) if self._title else set[int]()
        self.near = self._more.keys() | much_titled | self._much_in_text()

    def apart(self, least: float) -> list[int]:
        """The entries that are not near and of whose groups the evidence may reach `least`."""
        of_group, members, near = self._groups.of_group, self._index.groups.members, self.near
        found: list[int] = []
        for domain, alone in enumerate(self._domains):
            most = alone + self._loose + SUM_ROUNDING
            for group in self._groups.likeliest(domain):
                if most + of_group[group] < least:
                    break
                found += [index for index in members[group] if index not in near]
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
            apart = self._path.apart[self._index.facts[index].domain]
            return self._added(key, index) - apart - self._path.more.get(index, 0.0)
        elif key == "elements":
            if index not in self._elements:
                return 0.0
            said = self._elements[index]
        else:
            return self._added(key, index) - self._most[key]
        return self._added(key, index) - self._scores.worth(key, said)

    def _added(self, key: str, index: int) -> float:
        return self._scores.added(key, self._subject, self._index.items[index])

    def _slope(self, key: str) -> float:
        """What a score of 1 adds beside one of 0; 0 where the scorer says nothing of any entry."""
        return self._scores.worth(key, 1.0) - self._scores.worth(key, 0.0) if key in self._most else 0.0

    def _by_domain(self) -> list[float]:
        """For each domain what the evidence is at most but for what its group, title, text and its being near add."""
        worth, most = self._scores.worth, self._most
        rest = [self._index.bias, *(most[key] for key in most if key not in _KNOWN)]
        rest += [worth(key, _ROUNDING) for key in ("title", "body") if key in most]
        rest += [worth("opening", 0.0)] if "opening" in most else []
        asked = [key for key in BY_DOMAIN if self._scores.speaks(key, self._subject)]
        alone, added, subject = math.fsum(rest), self._scores.added, self._subject
        return [
            alone + path + published + sum([added(key, subject, first) for key in asked])
            for first, path, published in zip(self._index.firsts, self._path.apart, self._published.least, strict=True)
        ]

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

    def _bearers(self, share: float) -> set[int]:
        """The entries of whose name the title has at least such a share."""
        own, of = self._index.names.own, self._in_title.of
        mass, bearers = own.mass, own.bearers
        named = [bearers[number] for number in self._in_title.met if of[number] >= share * mass[number]]
        return set().union(*named)

    def _much_in_text(self) -> set[int]:
        """The entries of whose names the text has much."""
        near: set[int] = set()
        for names, found in ((self._index.names.own, self._own_text), (self._index.names.above, self._above_text)):
            of, mass, bearers = found.of, names.mass, names.bearers
            # what is enough of both names together is half of it in one
            near.update(*[bearers[number] for number in found.met if of[number] >= _MUCH / 2 * mass[number]])
        facts, in_own, in_above = self._index.facts, self._own_text.of, self._above_text.of
        return {
            index
            for index in near
            if in_own[facts[index].own] + in_above[facts[index].above] >= _MUCH * facts[index].whole
        }

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
        met = self._index.names.elements_met(self._subject.text_grams | self._subject.title_grams, MET)
        items = self._index.items
        return {
            index: min(2 * times / len(items[index].element_names), 1.0) + _ROUNDING
            for index, times in Counter(met).items()
        }
