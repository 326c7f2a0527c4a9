"""What is compared with entries: a page or a column, folded and looked through once."""

import re
from dataclasses import dataclass
from functools import cached_property

from matchers.folding import fold, fold_title, grams, strip_places
from matchers.settings import DomainWords
from matchers.target import Targets

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
        """The sorts of paper the title (or else the path) shows it to be; empty when nothing shows."""
        kinds = self.within.settings.kinds
        by_title = [kind for kind in kinds if any(kind.page.search(text) for text in self.titles)]
        first = [kind for kind in by_title if kind.entry is None or kind.alone]
        strong = first or [kind for kind in by_title if not kind.weak] or by_title
        if not strong:
            strong = [kind for kind in kinds if any(kind.path.search(fold(part)) for part in self.path)]
        return frozenset(kind.name for kind in strong)

    @cached_property
    def needs_person(self) -> bool:
        """Whether it is of a sort (news, questions) that may touch an entry's matter without answering it, or of one
        that answers none."""
        own = [kind for kind in self.within.settings.kinds if kind.name in self.kinds]
        return any(kind.ask or kind.entry is None for kind in own)

    @cached_property
    def wordings(self) -> dict[int, float]:
        """Numbers of the wordings that the title has (1 × strength) or only a column's name (0.8 × strength)."""
        found: dict[int, float] = {}
        for number, wording in enumerate(self.within.settings.wordings):
            if wording.unless and any(wording.unless.search(text) for text in self.titles):
                continue
            if any(wording.title.search(text) for text in self.titles):
                found[number] = wording.strength
            elif self.path_text and wording.title.search(self.path_text):
                found[number] = 0.8 * wording.strength
        return found

    @cached_property
    def departments(self) -> frozenset[str]:
        """Domains (as in domains.toml) kept by the department that published; empty when it is not a known one."""
        body = fold(self.publisher or "")
        for text in (body, self.folded_title[:26]):
            bureau = re.search(
                r"[\u4e00-\u9fff]{2,}?(?:局|委员会|中心|厅|分局|大队|支队|办公室|办|委|所|站|馆|院|学校)", text
            )
            if bureau:
                kept = [d.name for d in self.within.settings.domains if d.departments.search(bureau.group())]
                if kept:
                    return frozenset(kept)
        return frozenset()

    @cached_property
    def domain_evidence(self) -> dict[str, float]:
        """What speaks for each domain of the directory, from 0; only domains with something are named."""
        found: dict[str, float] = {}
        for domain in self.within.settings.domains:
            told = self._told(domain)
            if told > 0:
                found[domain.name] = told
        return found

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
        department = 1.5 if domain.name in self.departments else 0.0
        return title + (8.0 if named else 3.0 if in_path else 0.0) + min(in_text * 0.25, 2.5) + department
