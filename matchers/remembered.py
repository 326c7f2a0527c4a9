"""What people said of matches in earlier rounds, found again in this one: which page or column each word is of now.

A word is of a document, not of an address. It holds where it was said while the content there is alike; it follows the
content that moved; where it is doubtful a person is asked once more; where nothing is found it sleeps. One word never
speaks of two pages or columns.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from inspection.masking import mask
from inspection.short_ids import short_id
from inspection.types.judgement import EntryKey, MatchWord
from inspection.types.portal import Column, ListedItem, Page
from matchers.folding import NameFolder
from matchers.same_subject import ColumnGround, Ground, Near, PageGround, Spoken, rows_of
from matchers.text_marks import marks_of, marks_of_list

Kind = Literal["page", "column"]
At = tuple[str, str, EntryKey]

# The subject of a rejection that speaks of every column: the district has none for the entry.
EVERY_COLUMN = ""
# Two that are both so near are not told apart.
_GAP = 0.05
_ID_LENGTH = 9


@dataclass(frozen=True)
class Asked:
    """A word that a person is asked to say again, or a proposal from another district: it makes a match of `review` at
    most. `key` is what the match's reasons call it, `score` (0..1) how like it is; `reason` one Chinese sentence;
    `before` the page or column that the word was said of."""

    word: Literal["confirm", "reject"]
    key: Literal["remembered", "elsewhere"]
    score: float
    reason: str
    before: str | None = None


@dataclass(frozen=True)
class Moved:
    """The words on one page or column (`subject`) are surely those of another one now (`now`), or of the same one with
    another title or text."""

    kind: Kind
    subject: str
    now: str


@dataclass(frozen=True)
class Recalled:
    """What people's words are worth in this round: `said` outrank scores, `asked` go to a person, `moved` tell which
    have another subject now, `asleep` are those of which nothing was found. `without_column` are the entries for which
    the district says that its portal has no column."""

    said: Mapping[At, str]
    asked: Mapping[At, Asked]
    moved: tuple[Moved, ...]
    asleep: tuple[MatchWord, ...]
    without_column: frozenset[EntryKey] = frozenset()


NOTHING_SAID = Recalled({}, {}, (), ())


@dataclass(frozen=True)
class Place:
    """A page or a column as a word keeps it, to be found again: see `MatchWord`."""

    kind: Kind
    subject: str
    title: str
    path: tuple[str, ...]
    digest: str


def match_id(district: str, kind: str, subject: str, key: EntryKey) -> str:
    """The short id of a match: M and signs that cannot be mistaken for one another, the same in every round."""
    return short_id("M", "|".join((district, kind, *key, subject)), _ID_LENGTH)


def page_place(page: Page) -> Place:
    """How a page is kept; of one that was not read only its address, title and path."""
    digest = marks_of(page.body).digest if page.state == "ok" else ""
    return Place("page", page.url, mask(page.title or ""), page.column, digest)


def column_place(column: Column, columns: Iterable[Column], items: Iterable[ListedItem]) -> Place:
    """How a column is kept: with the titles that it lists and the names of the columns in it."""
    rows = rows_of(column, [one for one in columns if one.parent == column.id], items)
    return Place("column", column.id, " > ".join(column.path), column.path, marks_of_list(rows).digest)


def recall(
    words: Sequence[MatchWord],
    pages: Sequence[Page],
    columns: Sequence[Column],
    items: Mapping[str, Sequence[ListedItem]],
    folder: NameFolder,
    as_of: date,
) -> Recalled:
    """Finds the pages and columns again of which people spoke, in a round as of a date. `words` are the district's own,
    one for each subject and entry; their order does not matter."""
    said: dict[At, str] = {}
    asked: dict[At, Asked] = {}
    moved: list[Moved] = []
    asleep: list[MatchWord] = []
    grounds: dict[Kind, Ground] = {"column": ColumnGround(columns, items, folder), "page": PageGround(pages, as_of)}
    for kind, ground in grounds.items():
        groups: dict[str, list[MatchWord]] = defaultdict(list)
        for word in sorted(words, key=lambda one: (one.subject, one.key)):
            if word.kind == kind and word.subject != EVERY_COLUMN:
                groups[word.subject].append(word)
        spoken = [Spoken(subject, tuple(group)) for subject, group in groups.items()]
        found = _Settling(ground, spoken).found
        for one in spoken:
            now = found.get(one.subject)
            if now is None:
                asleep += one.words
            elif now.sure and not now.same:
                moved.append(Moved(kind, one.subject, now.subject))
            for word in one.words:
                if now is not None and now.sure:
                    said[(kind, now.subject, word.key)] = word.word
                elif now is not None:
                    asked[(kind, now.subject, word.key)] = _question(word, now)
                if not ground.shown(one.subject) and (now is None or word.word == "reject"):
                    # what was refused is not to be missed where it was
                    said[(kind, one.subject, word.key)] = word.word
    none = frozenset(one.key for one in words if one.subject == EVERY_COLUMN and one.word == "reject")
    return Recalled(said, asked, tuple(moved), tuple(asleep), none)


@dataclass(frozen=True)
class _Now:
    """Where words are in this round. `same`: nothing about it has changed."""

    subject: str
    sure: bool
    score: float
    same: bool = False


class _Settling:
    """Gives every group of words its page or column, none to two groups: first to those that are where they were, then
    to what moved unchanged, what changed where it is, what moved and changed; last to those that a person is asked
    about."""

    def __init__(self, ground: Ground, groups: Sequence[Spoken]) -> None:
        self.found: dict[str, _Now] = {}
        self._ground = ground
        self._taken: set[str] = set()
        for spoken in groups:
            if ground.shown(spoken.subject) and ground.same(spoken):
                self._give(spoken, _Now(spoken.subject, True, 1.0, same=True))
        for spoken in self._left(groups):
            exact = [subject for subject in ground.exactly(spoken) if subject not in self._taken]
            if exact:
                self._give(spoken, _Now(exact[0], True, 1.0))
        for spoken in self._at_home(groups):
            if ground.still(spoken):
                self._give(spoken, _Now(spoken.subject, True, 1.0))
        left = self._left(groups)
        near = {subject: _clear(found) for subject, found in ground.alike(left, self._taken).items()} if left else {}
        self._best(left, near, sure=True)
        for spoken in self._at_home(left):
            self._give(spoken, _Now(spoken.subject, False, 0.0))
        self._best(left, near, sure=False)

    def _give(self, spoken: Spoken, now: _Now) -> None:
        self.found[spoken.subject] = now
        self._taken.add(now.subject)

    def _left(self, groups: Sequence[Spoken]) -> list[Spoken]:
        return [spoken for spoken in groups if spoken.subject not in self.found]

    def _at_home(self, groups: Sequence[Spoken]) -> list[Spoken]:
        """Those left whose own page or column is shown, and nobody else's by now."""
        return [s for s in self._left(groups) if self._ground.shown(s.subject) and s.subject not in self._taken]

    def _best(self, groups: Sequence[Spoken], near: Mapping[str, Sequence[Near]], *, sure: bool) -> None:
        """Gives the likest pairs away first."""
        owners = {spoken.subject: spoken for spoken in groups}
        wishes = [
            (-score, subject, owner)
            for owner in owners
            for grade, score, subject in near.get(owner, ())
            if (grade == "sure") == sure
        ]
        for score, subject, owner in sorted(wishes):
            if owner not in self.found and subject not in self._taken:
                self._give(owners[owner], _Now(subject, sure, -score))


def _clear(near: Sequence[Near]) -> list[Near]:
    """The likeliest ones; where the two first are hardly told apart, none of them is sure."""
    surest = [score for grade, score, _ in near if grade == "sure"]
    if len(surest) > 1 and surest[0] - surest[1] < _GAP:
        return [("perhaps", score, subject) for _, score, subject in near]
    return list(near)


def _question(word: MatchWord, now: _Now) -> Asked:
    entry = "—".join(dict.fromkeys(name for name in word.key if name))
    verb = "对应" if word.word == "confirm" else "不对应"
    here = now.subject == word.subject
    if word.kind == "column":
        what = "该栏目已改作他用" if here else f"原栏目“{word.title}”本次未见，此栏目与其相近"
    else:
        what = "该网址的内容已更换" if here else f"原网页《{word.title}》本次未见或网址已变，此网页与其相近"
    reason = f"曾核定{verb}“{entry}”，{what}，请核对"
    return Asked(word.word, "remembered", round(now.score, 4), reason, word.subject)
