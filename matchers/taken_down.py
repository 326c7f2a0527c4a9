"""What became of the pages that answered entries in earlier rounds: taken down, still there, or not to be told."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from inspection.earlier_answers import REMEMBERED
from inspection.masking import mask
from inspection.types.judged_before import EarlierAnswer
from inspection.types.judgement import EntryKey
from inspection.types.portal import Column, Page
from matchers.folding import fold
from matchers.seen import Seen
from matchers.target import Target

GONE = ("gone", "soft_404")
THERE = ("ok", "unread")
# Characters from which a title that is shown elsewhere tells that it is the same page.
_TELLING = 8


@dataclass(frozen=True)
class Fate:
    """The pages that answered one entry in earlier rounds, the latest first. `dead` cannot be opened any more
    (404, 410, soft 404), `unlisted` is in no list any more though all were read, `there` is still shown and does not
    answer the entry any more, `hidden` could not be looked for."""

    dead: tuple[EarlierAnswer, ...] = ()
    unlisted: tuple[EarlierAnswer, ...] = ()
    there: tuple[tuple[EarlierAnswer, Page], ...] = ()
    hidden: tuple[EarlierAnswer, ...] = ()

    @property
    def gone(self) -> tuple[EarlierAnswer, ...]:
        """What was taken down, the latest first."""
        return tuple(sorted((*self.dead, *self.unlisted), key=lambda one: (-one.seen_on.toordinal(), one.url)))


class EarlierPages:
    """Follows the pages of earlier rounds into this one. `was_read` says whether nothing can hide in a column."""

    def __init__(self, seen: Seen, was_read: Callable[[Column], bool]) -> None:
        self._seen = seen
        self._was_read = was_read
        self._pages = {page.url: page for page in seen.pages}
        self._columns = {column.id: column for column in seen.columns}
        self._of: dict[EntryKey, list[EarlierAnswer]] = defaultdict(list)
        for one in seen.earlier or ():
            refused = seen.said.get(("page", one.url, one.key)) == "reject"
            if one.seen_on < seen.as_of and seen.as_of - one.seen_on <= REMEMBERED and not refused:
                self._of[one.key].append(one)

    def of(self, target: Target, *, all_read: bool) -> Fate:
        """What became of an entry's pages; `all_read` says that every list that could hold it was read."""
        dead: list[EarlierAnswer] = []
        unlisted: list[EarlierAnswer] = []
        hidden: list[EarlierAnswer] = []
        there: list[tuple[EarlierAnswer, Page]] = []
        for one in self._of.get(target.entry.key, ()):
            page = self._pages.get(one.url) or self._of_title.get(fold(one.title))
            if page is not None and self._refused(page, one.key):
                continue
            if page is None:
                listed = [self._columns[id_] for id_ in one.columns if id_ in self._columns]
                (unlisted if all_read and all(map(self._was_read, listed)) else hidden).append(one)
            elif page.state in GONE:
                dead.append(one)
            elif page.state in THERE:
                there.append((one, page))
            else:
                hidden.append(one)
        return Fate(tuple(dead), tuple(unlisted), tuple(there), tuple(hidden))

    def _refused(self, page: Page, key: EntryKey) -> bool:
        return self._seen.said.get(("page", page.url, key)) == "reject"

    @cached_property
    def _of_title(self) -> dict[str, Page]:
        """The pages that are there, by their titles as earlier rounds are remembered; the first of several."""
        found: dict[str, Page] = {}
        for page in self._seen.pages:
            title = fold(mask(page.title or ""))
            if page.state in THERE and len(title) >= _TELLING:
                found.setdefault(title, page)
        return found
