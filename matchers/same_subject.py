"""Whether a page or a column is what people spoke of: at its own address, unchanged elsewhere, or alike elsewhere.

Texts and lists are compared by their marks (`matchers/text_marks.py`), and only where words have lost what they were
of. What is short tells little: then the title must be the same too.
"""

import re
import unicodedata
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from rapidfuzz import fuzz

from inspection.masking import mask
from inspection.types.judgement import MatchWord
from inspection.types.portal import Column, ListedItem, Page
from matchers.folding import NameFolder, fold, strip_places
from matchers.text_marks import Marks, hashes_of, numbers_of, pieces_of, read_digest, whole_of

Grade = Literal["sure", "perhaps"]
Near = tuple[Grade, float, str]

# Pieces (characters, about) from which a text tells by itself; rows from which a list does; signs of a telling title.
_LONG, _SHORT, _ROWS, _TITLE = 100, 20, 5, 8
# Resemblance from which two texts are one that was edited; from which they may be; from which an address still shows
# the same. Of lists it is the share of the earlier rows, since lists grow.
_SAME, _ALIKE, _STILL = 0.8, 0.5, 0.3
_TITLES_ALIKE = 75.0
# The same of a short text, and the rows of a short list that must all be there.
_SHORT_SAME, _FEW = 0.9, 2
# Resemblance from which the title may be any: guides to two benefits share most of their text.
_NEARLY = 0.95
# Share of the earlier numbers below which a paper of the same form is another one.
_OTHER_NUMBERS = 0.2
_NUMBERS = re.compile(r"\d+|[一二三四五六七八九十]+(?=季度|批|期|号|次|[)])")


@dataclass(frozen=True)
class Spoken:
    """All words on one page or column; its marks are those of the word that was said last."""

    subject: str
    words: tuple[MatchWord, ...]

    @cached_property
    def last(self) -> MatchWord:
        return max(self.words, key=lambda word: (word.decided_on, word.round, word.key))

    @cached_property
    def marks(self) -> Marks:
        return read_digest(self.last.digest)

    @cached_property
    def title(self) -> str:
        return fold(self.last.title)


class Ground(ABC):
    """The pages or the columns of a round."""

    @abstractmethod
    def shown(self, subject: str) -> bool:
        """Whether the round shows it: what was taken down is not shown."""

    @abstractmethod
    def same(self, spoken: Spoken) -> bool:
        """Whether what the words' own address shows is what it showed."""

    @abstractmethod
    def exactly(self, spoken: Spoken) -> list[str]:
        """Everything that is what the words are of, unchanged."""

    @abstractmethod
    def still(self, spoken: Spoken) -> bool:
        """Whether the words' own address shows something that is alike, or cannot be told to be another."""

    @abstractmethod
    def alike(self, several: Sequence[Spoken], taken: set[str]) -> dict[str, list[Near]]:
        """For the subject of each the likeliest that are not taken: how sure, how like (0..1), which; best first."""


class PageGround(Ground):
    """The pages of a round as of its date."""

    def __init__(self, pages: Sequence[Page], as_of: date) -> None:
        self._as_of = as_of
        # What carries a classification mark is compared with nothing; its own words stay with it.
        self._at = {page.url: page for page in pages}
        self._there = [page for page in pages if page.state in ("ok", "unread", "external")]

    def shown(self, subject: str) -> bool:
        return subject in self._at and self._at[subject].state not in ("gone", "soft_404")

    def same(self, spoken: Spoken) -> bool:
        page = self._at[spoken.subject]
        if page.state != "ok":
            # what could not be read speaks against nothing
            return page.state != "unread" or _titled(page) in ("", spoken.title)
        if not spoken.marks.count or not page.body.strip():
            return _titled(page) == spoken.title
        return whole_of(page.body) == spoken.marks.whole and _titled(page) == spoken.title

    def exactly(self, spoken: Spoken) -> list[str]:
        if not spoken.marks.count:
            return []
        one_text = [page for page in self._by_whole.get(spoken.marks.whole, []) if page.url != spoken.subject]
        one_title = [page.url for page in one_text if _titled(page) == spoken.title]
        if one_title and (len(spoken.title) >= _TITLE or spoken.marks.count >= _SHORT):
            return one_title
        # under another title the text must be long, nobody else's, and not have been there before: many pages are forms
        own = self._at.get(spoken.subject)
        told = spoken.marks.count >= _LONG and (own is None or _titled(own) != spoken.title)
        if not told or len(one_text) != 1 or not self._new(one_text[0]):
            return []
        return [page.url for page in one_text if not _numbers_differ(spoken.title, _titled(page))]

    def still(self, spoken: Spoken) -> bool:
        page = self._at[spoken.subject]
        like = fuzz.ratio(_titled(page), spoken.title) >= _TITLES_ALIKE
        other = _numbers_differ(spoken.title, _titled(page))
        pieces = self._pieces(page)
        shorter = min(spoken.marks.count, len(pieces))
        if shorter < _SHORT:
            return like and not other
        resemblance = spoken.marks.resemblance(pieces)
        if like and not other:
            return resemblance >= _STILL / 3 or shorter < _LONG
        return resemblance >= _ALIKE or (not other and spoken.marks.contained(pieces) >= _SAME)

    def alike(self, several: Sequence[Spoken], taken: set[str]) -> dict[str, list[Near]]:
        owners: dict[int, list[Spoken]] = defaultdict(list)
        titled: dict[str, list[Spoken]] = defaultdict(list)
        for spoken in several:
            titled[spoken.title].append(spoken)
            for piece in spoken.marks.least:
                owners[piece].append(spoken)
        found: dict[str, list[Near]] = defaultdict(list)
        for page in self._there:
            if page.url in taken:
                continue
            near = {spoken.subject: spoken for spoken in titled.get(_titled(page), ())}
            # what was there before this round has not moved here: its text counts only where the title is the same
            pieces = self._pieces(page) if near or self._new(page) else frozenset()
            hits: dict[str, int] = defaultdict(int)
            for piece in sorted(pieces & owners.keys()):
                for spoken in owners[piece]:
                    hits[spoken.subject] += 1
                    if 4 * hits[spoken.subject] >= len(spoken.marks.least):
                        near[spoken.subject] = spoken
            for subject, spoken in near.items():
                graded = _graded_page(spoken, page, pieces, new=self._new(page)) if subject != page.url else None
                if graded:
                    found[subject].append((*graded, page.url))
        return {subject: sorted(near, key=_best_first) for subject, near in found.items()}

    @cached_property
    def _by_whole(self) -> dict[str, list[Page]]:
        found: dict[str, list[Page]] = defaultdict(list)
        for page in self._there:
            if page.state == "ok" and page.body.strip():
                found[whole_of(page.body)].append(page)
        return found

    def _new(self, page: Page) -> bool:
        return page.first_seen is None or page.first_seen >= self._as_of

    def _pieces(self, page: Page) -> frozenset[int]:
        return pieces_of(page.body) if page.state == "ok" else frozenset()


def _graded_page(spoken: Spoken, page: Page, pieces: frozenset[int], *, new: bool) -> tuple[Grade, float] | None:
    """Whether a page at another address is what the words are of. Papers of another year, quarter or number are not,
    nor papers of the same form with other numbers in them; what was there before this round is no page that moved."""
    title = _titled(page)
    if _numbers_differ(spoken.title, title):
        return None
    one_title = title == spoken.title and len(title) >= _TITLE
    if not spoken.marks.count or not pieces:
        return ("perhaps", 0.5) if one_title else None
    kept = spoken.marks.numbers_kept(numbers_of(page.body))
    if kept is not None and kept < _OTHER_NUMBERS:
        return None
    resemblance = spoken.marks.resemblance(pieces)
    shorter = min(spoken.marks.count, len(pieces))
    names = fuzz.ratio(title, spoken.title)
    score = round(0.8 * min(resemblance, 1.0) + 0.2 * names / 100, 6)
    same_title = one_title or _one_in_other(title, spoken.title)
    tells = shorter >= _LONG and (same_title or resemblance >= _NEARLY)
    tells |= one_title and shorter >= _SHORT and resemblance >= _SHORT_SAME
    if resemblance >= _SAME and tells and new and (kept is None or kept >= _ALIKE):
        return "sure", score
    if one_title and (resemblance >= _STILL / 3 or shorter < _LONG):
        return "perhaps", score
    if resemblance >= _SAME and shorter >= _SHORT and names >= _TITLES_ALIKE:
        return "perhaps", score
    return ("perhaps", score) if shorter >= _LONG and resemblance >= _ALIKE else None


class ColumnGround(Ground):
    """The columns of a round with what they list."""

    def __init__(
        self, columns: Sequence[Column], items: Mapping[str, Sequence[ListedItem]], folder: NameFolder
    ) -> None:
        self._columns = columns
        self._items = items
        self._folder = folder
        self._at = {column.id: column for column in columns}
        self._names = {column.id: telling_names(column.path, folder) for column in columns}

    def shown(self, subject: str) -> bool:
        return subject in self._at

    def same(self, spoken: Spoken) -> bool:
        return self._names[spoken.subject] == self._named(spoken)

    def exactly(self, spoken: Spoken) -> list[str]:
        named = self._named(spoken)
        if not named:
            return []
        return [
            column.id for column in self._columns if self._names[column.id] == named and column.id != spoken.subject
        ]

    def still(self, spoken: Spoken) -> bool:
        own, before = self._names[spoken.subject], self._named(spoken)
        if own and before and (own[-1] == before[-1] or fuzz.ratio(own[-1], before[-1]) >= _TITLES_ALIKE):
            return True
        if not own or not before:
            return own == before
        rows = self._hashes[spoken.subject]
        return min(spoken.marks.count, len(rows)) >= 3 and spoken.marks.contained(rows) >= _ALIKE

    def alike(self, several: Sequence[Spoken], taken: set[str]) -> dict[str, list[Near]]:
        found: dict[str, list[Near]] = {}
        named: dict[str, list[Column]] = defaultdict(list)
        holding: dict[int, list[Column]] = defaultdict(list)
        for column in self._columns:
            if column.id not in taken and (column.leaf or column.kind != "node"):
                for name in self._names[column.id][-1:]:
                    named[name].append(column)
                for row in self._hashes[column.id]:
                    holding[row].append(column)
        for spoken in several:
            likely = {column.id: column for name in self._named(spoken)[-1:] for column in named.get(name, ())}
            likely |= {column.id: column for row in spoken.marks.least for column in holding.get(row, ())}
            graded = [
                (*how, column.id)
                for column in likely.values()
                if column.id != spoken.subject and (how := self._graded(spoken, column))
            ]
            found[spoken.subject] = sorted(graded, key=_best_first)
        return found

    def _graded(self, spoken: Spoken, column: Column) -> tuple[Grade, float] | None:
        before, now = self._named(spoken), self._names[column.id]
        if not before or not now:
            return None
        one_name = before[-1] == now[-1]
        one_parent = before[-2:-1] == now[-2:-1] and len(before) > 1
        rows = self._hashes[column.id]
        told = min(spoken.marks.count, len(rows)) >= _ROWS
        shared = min(spoken.marks.contained(rows), 1.0) if told else 0.0
        names = fuzz.ratio("/".join(before), "/".join(now)) / 100
        score = round(0.6 * shared + 0.3 * one_name + 0.1 * names, 6)
        if told and shared < _STILL / 3:
            # the same name over another list is another column
            return None
        by_rows = told and shared >= _ALIKE + 0.1 and (one_name or one_parent)
        by_rows |= told and shared >= _SAME and spoken.marks.count >= 2 * _ROWS
        by_rows |= one_name and spoken.marks.count >= _FEW and spoken.marks.contained(rows) == 1.0
        # only names above were taken out or put in: of two towns the same column is not the same
        nested = set(before) <= set(now) or set(now) <= set(before)
        if by_rows or (one_name and one_parent and nested):
            return "sure", score
        tells = one_name and not self._folder.is_general(now[-1])
        return ("perhaps", score) if tells or shared >= _STILL else None

    def _named(self, spoken: Spoken) -> tuple[str, ...]:
        return telling_names(spoken.last.path, self._folder)

    @cached_property
    def _hashes(self) -> dict[str, frozenset[int]]:
        inside: dict[str, list[Column]] = defaultdict(list)
        for column in self._columns:
            if column.parent:
                inside[column.parent].append(column)
        return {
            column.id: hashes_of(rows_of(column, inside.get(column.id, ()), self._items.get(column.id, ())))
            for column in self._columns
        }


def telling_names(path: Sequence[str], folder: NameFolder) -> tuple[str, ...]:
    """The folded names of a path from the top, without those that every portal has (首页, 政务公开)."""
    named = (folder.name(part) for part in path if not folder.is_frame(part))
    return tuple(name for name in named if name)


def rows_of(column: Column, columns: Iterable[Column], items: Iterable[ListedItem]) -> list[str]:
    names = ["▸" + fold(one.path[-1]) for one in columns if one.parent == column.id and one.path]
    return sorted({*names, *(title for item in items if (title := fold(mask(item.title))))})


def _titled(page: Page) -> str:
    return fold(mask(page.title or ""))


def _numbers_differ(first: str, second: str) -> bool:
    """Whether two titles name different years, quarters, issues: not where one only leaves out what the other names."""
    one, other = (set(_NUMBERS.findall(unicodedata.normalize("NFKC", title))) for title in (first, second))
    return not (one <= other or other <= one)


def _one_in_other(first: str, second: str) -> bool:
    """Whether two titles are the same but for words at their ends, places and years."""
    shorter, longer = sorted((strip_places(first), strip_places(second)), key=len)
    return len(shorter) >= _TITLE - 2 and shorter in longer


def _best_first(near: Near) -> tuple[bool, float, str]:
    grade, score, subject = near
    return (grade != "sure", -score, subject)
