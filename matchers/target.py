"""Entries prepared for comparison, and what is known of all of them together."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from inspection.types.directory import Entry
from matchers.folding import NameFolder, fold, fold_title, grams
from matchers.literals import pattern_index
from matchers.settings import Kind, MatchSettings, NameRules, Wording

# characters from which a name that is not a general one is told by itself when a title holds it whole
TELLING = 5
# so many columns' names are remembered; a portal has some thousands
_REMEMBERED = 20_000
# so many characters a word of a body has at most
_WORD = 12


@dataclass(frozen=True)
class Target:
    """One entry with everything scorers ask of it, folded once. `index` is its place in the directory.

    `context_grams` are those of its first level and its domain, a mass is the rarity of all pairs together; `standard`
    is its domain's name in config/matching/domains.toml; `levels` and `periods` are those that its own name tells,
    `limits` the periods of its time limits.
    """

    index: int
    entry: Entry
    domain: str
    level1: str
    level2: str
    name: str
    written: str
    names_text: str
    name_grams: frozenset[str]
    name_mass: float
    level1_grams: frozenset[str]
    context_grams: frozenset[str]
    context_mass: float
    standard: str | None
    element_names: tuple[str, ...]
    element_grams: tuple[frozenset[str], ...]
    kinds: frozenset[str]
    insists: bool
    levels: frozenset[str]
    periods: frozenset[str]
    limits: frozenset[str]
    wordings: tuple[int, ...]
    specificity: float
    telling: bool


class PartTold(NamedTuple):
    """What a column's name says: the domains that it has by their own or another of their names, the sorts of paper
    that it shows, the words of all domains that it holds."""

    domains: frozenset[str]
    kinds: frozenset[str]
    words: frozenset[str]


class Targets:
    """All entries of a directory, prepared. Order is the directory's and breaks every tie."""

    def __init__(self, entries: Sequence[Entry], settings: MatchSettings) -> None:
        self.settings = settings
        self.folder = NameFolder(settings.names)
        self._standard = {self.folder.name(name): d.name for d in reversed(settings.domains) for name in d.also}
        self._standard |= {self.folder.name(d.name): d.name for d in settings.domains}
        self._standard_of: dict[str, str | None] = {}
        self._words = {domain.name: domain.words for domain in settings.domains}
        self._aliases = {
            domain.name: frozenset(self.folder.name(name) for name in (domain.name, *domain.also))
            for domain in settings.domains
        }
        unique = list({entry.key: entry for entry in entries}.values())
        self.wording_index = pattern_index(tuple(wording.title.pattern for wording in settings.wordings))
        self.kind_index = pattern_index(tuple(kind.page.pattern for kind in settings.kinds))
        self.head_index = pattern_index(tuple(kind.decisive.pattern for kind in settings.kinds))
        self.word_sets = {domain.name: frozenset(domain.words) for domain in settings.domains}
        self.folded_names = {d.name: tuple(fold(name) for name in (d.name, *d.also)) for d in settings.domains}
        self._using: dict[str, set[str]] = defaultdict(set)
        for name, words in self.word_sets.items():
            for word in words:
                self._using[word].add(name)
        self._told_by: dict[str, PartTold] = {}
        self._by_start = _by_start(settings)
        self._starts = frozenset(self._by_start)
        self._word_grams: dict[str, frozenset[str]] = {}
        self._kept_by: dict[str, frozenset[str]] = {}
        self._names_of: dict[str, frozenset[str]] = {}
        counts = Counter(pair for entry in unique for pair in grams(self.folder.name(_own_name(entry))))
        total = max(len(unique), 1)
        self._rarity = {pair: math.log(1 + total / count) for pair, count in counts.items()}
        self._unseen = math.log(1 + total)
        self.items = tuple(self._prepare(index, entry) for index, entry in enumerate(unique))
        self.domains = tuple(dict.fromkeys(target.domain for target in self.items))
        self.by_key = {target.entry.key: target for target in self.items}
        self.of_domain: dict[str, list[Target]] = defaultdict(list)
        for target in self.items:
            self.of_domain[target.domain].append(target)

    def rarity(self, pair: str) -> float:
        """How much a character pair tells: high when few entries have it."""
        return self._rarity.get(pair, self._unseen)

    def mass(self, pairs: frozenset[str]) -> float:
        """The rarity of all pairs together; summed in order so that it is the same in every run."""
        return math.fsum(self.rarity(pair) for pair in pairs)

    def domain_words(self, domain: str) -> str | None:
        """The name in config/matching/domains.toml of a domain as a directory or a column calls it."""
        if domain not in self._standard_of:
            self._standard_of[domain] = self._standard.get(self.folder.name(domain))
        return self._standard_of[domain]

    def words_of(self, standard: str) -> tuple[str, ...]:
        """The words of a domain by its name in config/matching/domains.toml."""
        return self._words[standard]

    def words_in(self, texts: Iterable[str]) -> frozenset[str]:
        """The words of all domains that one of the texts holds."""
        found: set[str] = set()
        for text in texts:
            starts = self._starts.intersection([text[place : place + 2] for place in range(len(text))])
            found.update(word for start in starts for word in self._by_start[start] if word in text)
        return frozenset(found)

    def using(self, words: Iterable[str]) -> set[str]:
        """The domains of which one of the words is one."""
        return set[str]().union(*[self._using[word] for word in words if word in self._using])

    def told_by(self, part: str) -> PartTold:
        """What a column's folded name says."""
        if part not in self._told_by:
            if len(self._told_by) >= _REMEMBERED:
                self._told_by.clear()
            named = self.folded_names.items()
            self._told_by[part] = PartTold(
                domains=frozenset(domain for domain, names in named if any(name in part for name in names)),
                kinds=frozenset(kind.name for kind in self.settings.kinds if kind.path.search(part)),
                words=self.words_in((part,)),
            )
        return self._told_by[part]

    def word_grams(self, word: str) -> frozenset[str]:
        """The character pairs of a word of a body, folded, with synonyms unified."""
        known = self._word_grams.get(word)
        if known is None:
            known = grams(self.folder.same(fold(word)))
            # what runs on without blanks is no word that comes again
            if len(word) <= _WORD:
                if len(self._word_grams) >= _REMEMBERED:
                    self._word_grams.clear()
                self._word_grams[word] = known
        return known

    def kept_by(self, code: str) -> frozenset[str]:
        """Domains of the agency that signs its document numbers with this code (江民发: 民); empty for governments and
        unknown ones."""
        if code not in self._kept_by:
            self._kept_by[code] = _kept_by(code, self.settings)
        return self._kept_by[code]

    def is_domain(self, segment: str, domain: str) -> bool:
        """Whether a folded column name is the domain's own or another of its names."""
        if domain not in self._names_of:
            folded = self.folder.name(domain)
            standard = self._standard.get(folded)
            aliases = self._aliases[standard] if standard is not None else ()
            self._names_of[domain] = frozenset((folded, *aliases))
        return segment in self._names_of[domain]

    def _prepare(self, index: int, entry: Entry) -> Target:
        domain, level1 = self.folder.name(entry.domain), self.folder.name(entry.level1 or "")
        level2 = self.folder.name(entry.level2 or "")
        name = level2 or level1 or domain
        plain = f"{fold_title(entry.level1 or '')}/{fold_title(entry.level2 or '')}"
        text = f"{plain}\n{self.folder.same(plain)}"
        pairs, context = grams(name), grams(level1) | grams(domain)
        elements = _elements(entry, self.folder, self.settings.names.general_elements)
        own, names = fold(_own_name(entry)), self.settings.names
        return Target(
            index=index,
            entry=entry,
            domain=entry.domain,
            level1=level1,
            level2=level2,
            name=name,
            written=_own_name(entry),
            names_text=text,
            name_grams=pairs,
            name_mass=self.mass(pairs),
            level1_grams=grams(level1),
            context_grams=context,
            context_mass=self.mass(context),
            standard=self.domain_words(entry.domain),
            element_names=elements,
            element_grams=tuple(map(grams, elements)),
            kinds=_kinds(text, own, entry, self.settings.kinds),
            insists=any(kind.insists.search(own) for kind in self.settings.kinds),
            levels=frozenset(level.name for level in names.levels if level.entry.search(own)),
            periods=frozenset(period.name for period in names.periods if period.entry.search(own)),
            limits=_limits(entry, names),
            wordings=_wordings(self.domain_words(entry.domain), text, self.settings.wordings),
            specificity=min(self.mass(pairs) / max(len(pairs), 1) / self._unseen, 1.0),
            telling=len(name) >= TELLING and not self.folder.is_general(name),
        )


def _own_name(entry: Entry) -> str:
    return entry.level2 or entry.level1 or entry.domain


def _elements(entry: Entry, folder: NameFolder, general: frozenset[str]) -> tuple[str, ...]:
    names = (folder.same(fold(element)) for element in entry.elements)
    return tuple(dict.fromkeys(name for name in names if 2 < len(name) <= 12 and name not in general))


def _kinds(text: str, name: str, entry: Entry, kinds: tuple[Kind, ...]) -> frozenset[str]:
    insisted = frozenset(kind.name for kind in kinds if kind.insists.search(name))
    if insisted:
        return insisted
    elements = ";".join(fold(element) for element in entry.elements)
    named = frozenset(kind.name for kind in kinds if kind.entry and kind.entry.search(text))
    return named | frozenset(kind.name for kind in kinds if kind.elements.search(elements))


def _limits(entry: Entry, names: NameRules) -> frozenset[str]:
    asked = {limit.period for limit in entry.limits if limit.kind == "periodic"}
    return frozenset(period.name for period in names.periods if asked & period.limits)


def _kept_by(code: str, settings: MatchSettings) -> frozenset[str]:
    """Domains by the longest known code at the end, taking away one ending (发, 罚, 审) after the other."""
    while code:
        known = [(own, d.name) for d in settings.domains for own in d.codes if code.endswith(own)]
        known += [(own, "") for own in settings.code_none if code.endswith(own)]
        if known:
            longest = max(len(own) for own, _ in known)
            return frozenset(name for own, name in known if len(own) == longest and name)
        ending = next((ending for ending in settings.code_endings if code.endswith(ending)), None)
        if ending is None:
            return frozenset()
        code = code.removesuffix(ending)
    return frozenset()


def _by_start(settings: MatchSettings) -> dict[str, tuple[str, ...]]:
    """All words of all domains by their first two characters."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for domain in settings.domains:
        for word in domain.words:
            found[word[:2]][word] = None
    return {start: tuple(words) for start, words in found.items()}


def _wordings(domain: str | None, text: str, wordings: tuple[Wording, ...]) -> tuple[int, ...]:
    return tuple(
        number
        for number, wording in enumerate(wordings)
        if wording.domain in (domain, "*") and any(wording.entry.search(line) for line in text.split("\n"))
    )
