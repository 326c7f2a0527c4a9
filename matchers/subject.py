"""What is compared with entries: a page or a column, folded and looked through once."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from matchers.folding import fold, fold_title, grams, leading_places, strip_places, unbracket
from matchers.settings import DomainWords
from matchers.target import TELLING, Target, Targets

# characters at the beginning of a text in which it says what it is about
OPENING = 160
# a document's number: the code of who made it, then the year in brackets
_NUMBER = re.compile(r"([\u4e00-\u9fffa-z]{1,12})[〔\[(【](?:19|20)\d{2}[〕\])】]")
_EXTENSION = re.compile(r"\.[a-z]{2,5}$")
_NUMBERED = re.compile(r"^(?:附件|附表|附)?[\d一二三四五六七八九十]{0,3}[:、.\-]?")
_SEPARATOR = re.compile(r"[>＞»›/\\|｜]+|[-—]+>|→|所属(?:主题|栏目|分类)[:：]|(?:当前|您)的?位置[:：]")


def split_breadcrumb(text: str) -> tuple[str, ...]:
    """The names of a printed breadcrumb from the top."""
    return tuple(part for part in (piece.strip(" \u3000\xa0:：-") for piece in _SEPARATOR.split(text)) if part)


@dataclass(frozen=True)
class Subject:
    """A page (or a column, whose last name is its title) seen against a directory's entries.

    `path` are names of columns from the top; `text` is the body as text or as a bag of words, cut to what is read;
    `attachments` are the names under which files hang on it; `published` is the day it states.
    """

    within: Targets
    title: str
    path: tuple[str, ...]
    publisher: str | None
    doc_number: str | None
    text: str
    attachments: tuple[str, ...] = ()
    published: date | None = None

    @cached_property
    def folded_title(self) -> str:
        """The title, folded, with places and years."""
        return fold_title(self.title)

    @cached_property
    def plain_title(self) -> str:
        """The title without place, unit and years, synonyms unified."""
        return self.within.folder.same(strip_places(self.folded_title))

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """The title as folded, and with its synonyms unified where that differs: for patterns."""
        return tuple(dict.fromkeys((self.folded_title, self.within.folder.same(self.folded_title))))

    @cached_property
    def title_grams(self) -> frozenset[str]:
        """Character pairs of the whole title with synonyms unified."""
        return grams(self.titles[-1]) | grams(self.plain_title)

    @cached_property
    def segments(self) -> tuple[str, ...]:
        """The names of the path that say something of an entry, folded, from the top."""
        folder = self.within.folder
        told = (folder.name(part) for part in self.path if not folder.is_frame(part))
        return tuple(part for part in told if part)

    @cached_property
    def path_grams(self) -> frozenset[str]:
        """Character pairs of the telling names."""
        return frozenset().union(*(grams(part) for part in self.segments))

    @cached_property
    def path_text(self) -> str:
        """The telling names joined, for patterns."""
        return "/".join(self.segments)

    @cached_property
    def text_grams(self) -> frozenset[str]:
        """Character pairs inside the words of the body."""
        return frozenset[str]().union(*map(self.within.word_grams, self.text.split()))

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The sorts of paper the title shows it to be; where it shows none or a weak one, the path's as well."""
        kinds = self.within.settings.kinds
        near = [kinds[number] for number in self.within.kind_index.near(self.titles)]
        by_title = [kind for kind in near if any(kind.page.search(text) for text in self.titles)]
        first = [kind for kind in by_title if kind.entry is None or kind.name in self.decisive]
        strong = first or [kind for kind in by_title if not kind.weak]
        if strong:
            return frozenset(kind.name for kind in strong)
        by_path = [self.within.told_by(part).kinds for part in self._folded_path]
        return frozenset(kind.name for kind in by_title).union(*by_path)

    @cached_property
    def decisive(self) -> frozenset[str]:
        """The sorts that the title's own head shows: the decision, the notice, the reading aid that the paper is."""
        kinds = self.within.settings.kinds
        near = [kinds[number] for number in self.within.head_index.near(self.titles)]
        return frozenset(kind.name for kind in near if any(kind.decisive.search(text) for text in self.titles))

    @cached_property
    def needs_person(self) -> bool:
        """Whether it is of a sort (news, questions) that may touch an entry's matter without answering it, or of one
        that answers none."""
        own = [kind for kind in self.within.settings.kinds if kind.name in self.kinds]
        return any(kind.ask or kind.entry is None for kind in own)

    @cached_property
    def wordings(self) -> dict[int, float]:
        """Numbers of the wordings that the title has (1 × strength) or only a column's name (0.8 × strength)."""
        return {number: strength for number, (strength, _, _) in self._met.items()}

    def told(self, number: int, target: Target) -> float:
        """How far a wording that is met tells of an entry: words that other domains use as well (处罚决定, 验收) tell
        of it only as far as the page speaks of its domain."""
        strength, text, by_column = self._met.get(number, (0.0, "", False))
        if by_column and self.contradicts(target):
            strength *= 0.3
        if self.only_about(target):
            strength *= 0.5
        return self._own(strength, text, target)

    def opened(self, number: int, target: Target) -> float:
        """How far a wording that the beginning of the text has tells of an entry."""
        return self._own(*self.opening.get(number, (0.0, "")), target)

    def _own(self, strength: float, text: str, target: Target) -> float:
        words = self.within.words_of(target.standard) if target.standard else ()
        return strength if any(word in text for word in words) else strength * self.spoken(target.domain)

    def only_about(self, target: Target) -> bool:
        """Whether the title's head is of a sort that the entry does not want: what stands before the head is then only
        what the paper is about."""
        return bool(self.decisive) and not self.decisive & target.kinds

    def contradicts(self, target: Target) -> bool:
        """Whether the title speaks of another domain and not at all of the entry's, so that a column of the entry's
        domain is not to be believed."""
        told = self._titled
        return bool(told) and target.standard is not None and target.standard not in told

    @cached_property
    def opening(self) -> dict[int, tuple[float, str]]:
        """Wordings that only the beginning of the text has, with their strength and what was met."""
        text = fold(self.text[:OPENING])
        found: dict[int, tuple[float, str]] = {}
        known = self.within.settings.wordings
        for number in self.within.wording_index.near((text,)) if text else ():
            wording = known[number]
            if number in self._met or not (met := wording.title.search(text)):
                continue
            if not (wording.unless and any(map(wording.unless.search, (text, *self.titles)))):
                found[number] = (wording.strength, met.group())
        return found

    def names(self, target: Target) -> float:
        """1 when the title has the entry's whole name and the name, by a word of the domain or by its length, is nobody
        else's; as far as the page speaks of the domain where the name alone does not tell of it; 0 otherwise."""
        if not target.telling or not any(_stands(target.name, text) for text in self._named_in):
            return 0.0
        words = self.within.words_of(target.standard) if target.standard else ()
        own = len(target.name) >= 2 * TELLING or any(word in target.name for word in words)
        return 1.0 if own else self.spoken(target.domain)

    @cached_property
    def _named_in(self) -> tuple[str, ...]:
        same = self.within.folder.same
        return tuple(dict.fromkeys((*self.titles, self.plain_title, same(unbracket(self.folded_title)))))

    def spoken(self, domain: str) -> float:
        """How far the page speaks of a domain beside the domain it speaks of most, 0..1; a half when of none, less
        where only the body that made it could tell and does not."""
        evidence = self.domain_evidence
        standard = self.within.domain_words(domain)
        strongest = max(evidence.values(), default=0.0)
        if self._by_its_maker and (self.elsewhere or not self.departments):
            return 0.25
        if not strongest or standard is None:
            return 0.5
        return 0.5 + (evidence.get(standard, 0.0) / strongest - 0.5) * min(strongest / 4, 1.0)

    def met(self, target: Target) -> tuple[str, ...]:
        """What the title or a column says of the entry in the words of config/matching/wordings.toml, the strongest
        first."""
        found = [(self.told(number, target), self._met[number][1]) for number in target.wordings if number in self._met]
        return tuple(dict.fromkeys(text for told, text in sorted(found, key=lambda one: -one[0]) if told > 0))

    @cached_property
    def _met(self) -> dict[int, tuple[float, str, bool]]:
        """By number of the wordings met: their strength, the words, whether only a column has them."""
        found: dict[int, tuple[float, str, bool]] = {}
        known = self.within.settings.wordings
        texts = (*self.titles, self.path_text) if self.path_text else self.titles
        for number in self.within.wording_index.near((*self.titles, self.path_text)):
            wording = known[number]
            place, met = next(((at, met) for at, met in enumerate(map(wording.title.search, texts)) if met), (0, None))
            if not met or (wording.unless and any(map(wording.unless.search, self.titles))):
                continue
            by_column = place == len(self.titles)
            found[number] = (0.8 * wording.strength if by_column else wording.strength, met.group(), by_column)
        return found

    @cached_property
    def departments(self) -> frozenset[str]:
        """Domains (as in domains.toml) kept by the department that published; empty when it is not a known one."""
        # 人民政府 is no 民政 department
        for text in (named.replace("人民政府", "") for named in (fold(self.publisher or ""), self.folded_title[:26])):
            bureau = re.search(
                r"[\u4e00-\u9fff]{2,}?(?:局|委员会|中心|厅|分局|大队|支队|办公室|办|委|所|站|馆|院|学校)", text
            )
            if bureau:
                kept = [d.name for d in self.within.settings.domains if d.departments.search(bureau.group())]
                if kept:
                    return frozenset(kept)
        return frozenset()

    @cached_property
    def elsewhere(self) -> bool:
        """Whether it was published by a body that keeps no domain of the directories (交警, 烟草, 审计 …)."""
        body = fold(self.publisher or "")
        found = self.within.settings.elsewhere
        return not self.departments and bool(found.search(body) or found.search(self.folded_title[:16]))

    @cached_property
    def domain_evidence(self) -> dict[str, float]:
        """What speaks for each domain of the directory, from 0; only domains with something are named."""
        found: dict[str, float] = {}
        words = frozenset[str]().union(*self._words)
        near = self.within.using(words) | self._named_in_path | self.departments | self.agencies
        for domain in self.within.settings.domains:
            told = self._told(domain) if domain.name in near else 0.0
            if told > 0:
                found[domain.name] = told
        return found

    @cached_property
    def agencies(self) -> frozenset[str]:
        """Domains kept by the agency whose code the document number has, in its own field or in the title; empty for
        a government's number, which may be about anything."""
        numbered = (fold(self.doc_number or ""), self.folded_title)
        codes = [found.group(1) for text in numbered if (found := _NUMBER.search(text))]
        return self.within.kept_by(codes[0]) if codes else frozenset()

    @cached_property
    def maker_level(self) -> str | None:
        """The level of government of who published: village, township, county or above; None when it does not show."""
        body = fold(self.publisher or "")
        levels = self.within.settings.names.levels
        return next((level.name for level in levels if body and level.maker.search(body)), None)

    @cached_property
    def level(self) -> str | None:
        """The level that the page is about: that of the title, else of who published."""
        levels, place = self.within.settings.names.levels, leading_places(self.folded_title)
        told = (lv.name for lv in levels if lv.title.search(self.folded_title) or (place and lv.place.search(place)))
        return next(told, self.maker_level)

    @cached_property
    def period(self) -> str | None:
        """The stretch of time that the title names: years, month, quarter, half_year or year."""
        periods = self.within.settings.names.periods
        return next((period.name for period in periods if period.title.search(self.folded_title)), None)

    @cached_property
    def attachment_grams(self) -> tuple[frozenset[str], ...]:
        """Character pairs of each attachment's name that says more than the title does."""
        folder = self.within.folder
        names = (folder.same(_NUMBERED.sub("", _EXTENSION.sub("", fold(name)))) for name in self.attachments)
        return tuple(grams(name) for name in dict.fromkeys(names) if len(name) > 2 and name not in self.titles)

    @cached_property
    def _by_its_maker(self) -> bool:
        # whoever decides a penalty keeps the domain, whatever the offence is called after
        return any(kind.made_by for kind in self.within.settings.kinds if kind.name in self.decisive)

    @cached_property
    def _words(self) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """The words of all domains that the title, a column and the text hold."""
        told = self.within.words_in
        by_path = [self.within.told_by(part).words for part in self._folded_path]
        return told(self.titles), frozenset[str]().union(*by_path), told((fold(self.text),))

    @cached_property
    def _folded_path(self) -> tuple[str, ...]:
        return tuple(fold(part) for part in self.path)

    def domain_words(self, standard: str) -> tuple[str, ...]:
        """The words of a domain that the title, else a column, else the text holds, the longest first."""
        known = set(self.within.words_of(standard))
        here = next((words & known for words in self._words if words & known), frozenset[str]())
        longest = [word for word in here if not any(word != other and word in other for other in here)]
        return tuple(sorted(longest, key=lambda word: (-len(word), word)))

    def titled(self, standard: str | None) -> float:
        """How far the title alone speaks of a domain beside the one it speaks of most, 0..1; 1 when it speaks of none
        and so contradicts nothing."""
        strongest = max(self._titled.values(), default=0)
        return self._titled.get(standard or "", 0) / strongest if strongest else 1.0

    @cached_property
    def _titled(self) -> dict[str, int]:
        """How much of each domain's own words the title holds, in characters; only domains with some."""
        found: dict[str, int] = {}
        for name, known in self.within.word_sets.items():
            held = known & self._words[0]
            if held:
                longest = [word for word in held if not any(word != other and word in other for other in held)]
                found[name] = sum(min(max(len(word), 3), 6) for word in longest)
        return found

    @cached_property
    def _named_in_path(self) -> frozenset[str]:
        """The domains that a column's name has by their own or another of their names."""
        return frozenset[str]().union(*[self.within.told_by(part).domains for part in self._folded_path])

    def _told(self, domain: DomainWords) -> float:
        _, by_path, by_text = self._words
        known = self.within.word_sets[domain.name]
        title = self._titled.get(domain.name, 0)
        in_text = sum(min(len(word), 6) for word in known & by_text)
        kept = self.departments or self.agencies
        department = (8.0 if self._by_its_maker else 1.5) if domain.name in kept else 0.0
        path = 8.0 if domain.name in self._named_in_path else 3.0 if known & by_path else 0.0
        if self._titled and not title:
            # a page may lie in a column where it does not belong
            path *= 0.4
        return title + path + min(in_text * 0.25, 2.5) + department


def _stands(name: str, text: str) -> bool:
    """Whether a name stands in a text and is not made another one by what precedes it (拟征收土地公告, 未按…)."""
    place = text.find(name)
    return place >= 0 and (place == 0 or text[place - 1] not in "拟预未不无非")
