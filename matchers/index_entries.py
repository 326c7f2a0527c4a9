"""A directory's entries as a search for the likeliest ones asks for them: once for all pages."""

from collections import defaultdict
from typing import NamedTuple

from matchers.index_groups import Groups
from matchers.index_names import NameIndex
from matchers.index_paths import PathIndex
from matchers.index_publishers import PublisherIndex
from matchers.index_scores import BY_DOMAIN, BY_PUBLISHER, READS, Scores
from matchers.scorers.elements import MET
from matchers.target import Target, Targets

_APART = (*READS, *BY_DOMAIN, BY_PUBLISHER)


class Facts(NamedTuple):
    """What bounds are taken from: the numbers of an entry's domain, group, name and first level, the name's length and
    characters (a bit for each) with how often any comes again, how far the name tells by itself (0..1), and the rarity
    of all pairs of its name, of its name and first level (`whole`), and of its first level and domain (`context`)."""

    domain: int
    group: int
    own: int
    above: int
    size: int
    signs: int
    again: int
    tells: float
    mass: float
    whole: float
    context: float


class Written(NamedTuple):
    """A name's length and characters (a bit for each), and how often any of them comes again."""

    size: int
    signs: int
    again: int


class EntryIndex:
    """Entries by place (`items`, `domain_of`, `whole`), by names, by wordings, and in groups of those that most scorers
    find equal.

    `firsts` is an entry of each domain, `open` are the scorers that must be asked about every entry,
    `written` are the different names.
    """

    def __init__(self, targets: Targets) -> None:
        self.items = targets.items
        self.bias = targets.settings.bias
        self.scores = Scores(targets.settings)
        self.names = NameIndex(targets, MET)
        self.groups = Groups(targets, self.scores)
        self.firsts = tuple(targets.of_domain[domain][0] for domain in targets.domains)
        self.paths = PathIndex(targets, self.names, self.scores, self.firsts)
        self.publishers = PublisherIndex(targets, self.scores)
        self.open = tuple(key for key in self.scores.functions if key not in _APART)
        self._bits = {sign: 1 << bit for bit, sign in enumerate(sorted({*"".join(self.names.own.written)}))}
        self.written = [
            Written(len(name), self.signs_of(name), len(name) - len(set(name))) for name in self.names.own.written
        ]
        domains = {domain: number for number, domain in enumerate(targets.domains)}
        self.facts = [self._facts(target, domains[target.domain], targets) for target in self.items]
        self.domain_of = [facts.domain for facts in self.facts]
        self.whole = [facts.whole for facts in self.facts]
        self.of_wording: dict[int, list[int]] = defaultdict(list)
        for target in self.items:
            for wording in target.wordings:
                self.of_wording[wording].append(target.index)

    def signs_of(self, text: str) -> int:
        """The characters of a text that any name has, a bit for each."""
        return sum(self._bits[sign] for sign in set(text) & self._bits.keys())

    def _facts(self, target: Target, domain: int, targets: Targets) -> Facts:
        own = self.names.own.number_of[target.index]
        return Facts(
            domain=domain,
            group=self.groups.of_entry[target.index],
            own=own,
            above=self.names.above.number_of[target.index],
            size=self.written[own].size,
            signs=self.written[own].signs,
            again=self.written[own].again,
            tells=target.specificity,
            mass=max(target.name_mass, 1e-9),
            whole=max(targets.mass(target.name_grams | target.level1_grams), 1e-9),
            context=max(target.context_mass, 1e-9),
        )
