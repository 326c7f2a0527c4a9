"""A directory's entries as a search for the likeliest ones asks for them: once for all pages."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from matchers.folding import grams
from matchers.index_groups import Groups
from matchers.index_names import NameIndex
from matchers.index_scores import BY_DOMAIN, BY_PUBLISHER, PUBLISHER, READS, Scores, alike
from matchers.subject import Subject
from matchers.target import Target, Targets

_BY_PATH = "path"
_APART = (*READS, *BY_DOMAIN, BY_PUBLISHER)
# so many different paths and publishers are remembered, with what they say of every entry
_REMEMBERED = 5_000


@dataclass(frozen=True, slots=True)
class Facts:
    """What bounds are taken from: the number of an entry's domain, its names, the name's characters with how often any
    comes again, how far the name tells by itself (0..1), and the rarity of all pairs of its name, of its name and first
    level (`whole`), and of its first level and domain (`context`)."""

    domain: int
    name: str
    level1: str
    size: int
    signs: frozenset[str]
    again: int
    tells: float
    mass: float
    whole: float
    context: float
    worded: bool


@dataclass(frozen=True)
class PathEvidence:
    """What a path adds at most: for entries whose names are written like one of its columns', and for all others by
    domain."""

    alike: Mapping[int, float]
    apart: Mapping[str, float]


@dataclass(frozen=True)
class PublisherEvidence:
    """What a publisher adds: by number of what that scorer reads of an entry; at least in each domain; and the entries
    that get more."""

    said: Sequence[float]
    least: Mapping[str, float]
    above: Sequence[int]


class EntryIndex:
    """Entries by place (`items`), by names, by wordings, and in groups of those that most scorers find equal.

    `firsts` is an entry of each domain, `domain_pairs` the character pairs of its name, `open` the scorers that must be
    asked about every entry, `publishers` numbers what that of publishers reads of it, `mass` is the rarity of pairs.
    """

    def __init__(self, targets: Targets) -> None:
        self.items = targets.items
        self.bias = targets.settings.bias
        self.scores = Scores(targets.settings)
        self.names = NameIndex(targets)
        self.groups = Groups(targets.items, self.scores)
        self.firsts = tuple(targets.of_domain[domain][0] for domain in targets.domains)
        self.domain_pairs = [grams(targets.folder.name(first.domain)) for first in self.firsts]
        self.mass = targets.mass
        self.open = tuple(key for key in self.scores.functions if key not in _APART)
        self.publishers = alike(self.items, PUBLISHER.target)
        domains = {domain: number for number, domain in enumerate(targets.domains)}
        self.facts = [_facts(target, domains[target.domain], targets) for target in self.items]
        self.of_wording: dict[int, list[int]] = defaultdict(list)
        for target in self.items:
            for wording in target.wordings:
                self.of_wording[wording].append(target.index)
        self._paths: dict[tuple[str, ...], PathEvidence] = {}
        self._published: dict[Hashable, PublisherEvidence] = {}

    def path(self, subject: Subject) -> PathEvidence:
        """What the subject's path adds at most, as if the page said nothing else: a title that contradicts its columns
        makes them tell less. The same for all pages below the same columns."""
        if subject.segments not in self._paths:
            if len(self._paths) >= _REMEMBERED:
                self._paths.clear()
            self._paths[subject.segments] = self._path(Subject(subject.within, "", subject.path, None, None, ""))
        return self._paths[subject.segments]

    def published(self, subject: Subject) -> PublisherEvidence:
        """What who published the page adds."""
        known = PUBLISHER.subject(subject)
        if known not in self._published:
            if len(self._published) >= _REMEMBERED:
                self._published.clear()
            self._published[known] = self._publisher(subject)
        return self._published[known]

    def longer(self, subject: Subject, index: int) -> Iterator[int]:
        """The entries that the title names by a longer name, which holds the name of this one."""
        holding = self.names.holding(self.items[index].name)
        return (other for other in holding if subject.names(self.items[other]) == 1.0)

    def _publisher(self, subject: Subject) -> PublisherEvidence:
        if not self.scores.speaks(BY_PUBLISHER, subject):
            return PublisherEvidence([0.0] * len(self.publishers.first), dict.fromkeys(self.groups.domain_of, 0.0), ())
        said = [self.scores.added(BY_PUBLISHER, subject, first) for first in self.publishers.first]
        least: dict[str, float] = {}
        for added, first in zip(said, self.publishers.first, strict=True):
            least[first.domain] = min(added, least.get(first.domain, added))
        number_of = self.publishers.number_of
        above = [target.index for target in self.items if said[number_of[target.index]] > least[target.domain]]
        return PublisherEvidence(said, least, above)

    def _path(self, subject: Subject) -> PathEvidence:
        if not self.scores.speaks(_BY_PATH, subject):
            return PathEvidence({}, {})
        near = frozenset[int]().union(*(self.names.alike(segment) for segment in subject.segments))
        said = {index: self.scores.added(_BY_PATH, subject, self.items[index]) for index in sorted(near)}
        apart: dict[str, float] = {}
        for target in self.items:
            if target.domain not in apart and target.index not in near:
                apart[target.domain] = self.scores.added(_BY_PATH, subject, target)
        return PathEvidence(said, apart)


def _facts(target: Target, domain: int, targets: Targets) -> Facts:
    signs = frozenset(target.name)
    return Facts(
        domain=domain,
        name=target.name,
        level1=target.level1,
        size=len(target.name),
        signs=signs,
        again=len(target.name) - len(signs),
        tells=target.specificity,
        mass=max(target.name_mass, 1e-9),
        whole=max(targets.mass(target.name_grams | target.level1_grams), 1e-9),
        context=max(target.context_mass, 1e-9),
        worded=bool(target.wordings),
    )
