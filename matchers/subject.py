"""What is compared with entries: a page or a column, folded and looked through once."""

import re
from dataclasses import dataclass
from functools import cached_property

from matchers.folding import fold, fold_title, grams, strip_places, unbracket
from matchers.settings import DomainWords
from matchers.target import TELLING, Target, Targets

_SEPARATOR = re.compile(r"[>＞»›/\\|｜]+|[-—]+>|→|所属(?:主题|栏目|分类)[:：]|(?:当前|您)的?位置[:：]")


def split_breadcrumb(text: str) -> tuple[str, ...]:
    """The names of a printed breadcrumb from the top."""
    return tuple(part for part in (piece.strip(" \u3000\xa0:：-") for piece in _SEPARATOR.split(text)) if part)


@dataclass(frozen=True)
class Subject:
    """A page (or a column, whose last name is its title) seen against a directory's entries.

    `path` are names of columns from the top; `text` is the body as text or as a bag of words, cut to what is read.
    """

    within: Targets
    title: str
    path: tuple[str, ...]
    publisher: str | None
    doc_number: str | None
    text: str

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
        same = self.within.folder.same
        return frozenset().union(*(grams(same(fold(word))) for word in self.text.split()))

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The sorts of paper the title shows it to be; where it shows none or a weak one, the path's as well."""
        kinds = self.within.settings.kinds
        by_title = [kind for kind in kinds if any(kind.page.search(text) for text in self.titles)]
        first = [kind for kind in by_title if kind.entry is None or kind.name in self.decisive]
        strong = first or [kind for kind in by_title if not kind.weak]
        if not strong:
            by_path = [kind for kind in kinds if any(kind.path.search(fold(part)) for part in self.path)]
            strong = by_title + by_path
        return frozenset(kind.name for kind in strong)

    @cached_property
    def decisive(self) -> frozenset[str]:
        """The sorts that the title's own head shows: the decision, the notice, the reading aid that the paper is."""
        kinds = self.within.settings.kinds
        return frozenset(kind.name for kind in kinds if any(kind.decisive.search(text) for text in self.titles))

    @cached_property
    def needs_person(self) -> bool:
        """Whether it is of a sort (news, questions) that may touch an entry's matter without answering it, or of one
        that answers none."""
        own = [kind for kind in self.within.settings.kinds if kind.name in self.kinds]
        return any(kind.ask or kind.entry is None for kind in own)

    @cached_property
    def wordings(self) -> dict[int, float]:
        """Numbers of the wordings that the title has (1 × strength) or only a column's name (0.8 × strength)."""
        return {number: strength for number, (strength, _) in self._met.items()}

    def told(self, number: int, target: Target) -> float:
        """How far a wording that is met tells of an entry: words that other domains use as well (处罚决定, 验收) tell
        of it only as far as the page speaks of its domain."""
        strength, text = self._met.get(number, (0.0, ""))
        standard = self.within.domain_words(target.domain)
        words = self.within.words_of(standard) if standard else ()
        return strength if any(word in text for word in words) else strength * self.spoken(target.domain)

    def names(self, target: Target) -> float:
        """1 when the title has the entry's whole name and the name, by a word of the domain or by its length, is nobody
        else's; as far as the page speaks of the domain where the name alone does not tell of it; 0 otherwise."""
        if not target.telling or not any(target.name in text for text in self._named_in):
            return 0.0
        standard = self.within.domain_words(target.domain)
        words = self.within.words_of(standard) if standard else ()
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

    @cached_property
    def _met(self) -> dict[int, tuple[float, str]]:
        found: dict[int, tuple[float, str]] = {}
        for number, wording in enumerate(self.within.settings.wordings):
            if wording.unless and any(wording.unless.search(text) for text in self.titles):
                continue
            met = next((met for met in map(wording.title.search, self.titles) if met), None)
            if met:
                found[number] = (wording.strength, met.group())
            elif self.path_text and (met := wording.title.search(self.path_text)):
                found[number] = (0.8 * wording.strength, met.group())
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
        for domain in self.within.settings.domains:
            told = self._told(domain)
            if told > 0:
                found[domain.name] = told
        return found

    @cached_property
    def _by_its_maker(self) -> bool:
        # whoever decides a penalty keeps the domain, whatever the offence is called after
        return any(kind.made_by for kind in self.within.settings.kinds if kind.name in self.decisive)

    def _told(self, domain: DomainWords) -> float:
        in_title = [word for word in domain.words if any(word in text for text in self.titles)]
        longest = [word for word in in_title if not any(word != other and word in other for other in in_title)]
        title = sum(min(len(word), 6) for word in longest)
        names = (fold(name) for name in (domain.name, *domain.also))
        folded_path = [fold(part) for part in self.path]
        named = any(name in part for name in names for part in folded_path)
        in_path = any(word in part for word in domain.words for part in folded_path)
        text = fold(self.text)
        in_text = sum(min(len(word), 6) for word in domain.words if word in text)
        department = (8.0 if self._by_its_maker else 1.5) if domain.name in self.departments else 0.0
        return title + (8.0 if named else 3.0 if in_path else 0.0) + min(in_text * 0.25, 2.5) + department
