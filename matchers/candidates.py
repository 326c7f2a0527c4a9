"""The few entries worth comparing with a page, so that work grows with pages and not with pages × entries.

They are no guess: the first answers are those that comparing every entry gives (matchers/index_search.py).
"""

from collections.abc import Mapping

from matchers.index_entries import EntryIndex
from matchers.index_search import Search
from matchers.subject import Subject
from matchers.target import Target, Targets


class CandidateIndex:
    """What is found once in a directory for the search of every page."""

    def __init__(self, targets: Targets) -> None:
        self._index = EntryIndex(targets)

    def candidates(self, subject: Subject, limit: int) -> list[Target]:
        """Entries among which are the `limit` surest of all, by their evidence; equal ones in the directory's order.
        None for a page that says nothing.

        With an entry come those that the title names by a longer name, behind which it falls (matchers/decide.py).
        """
        return [target for target, _ in self.asked(subject, limit)]

    def asked(self, subject: Subject, limit: int) -> list[tuple[Target, Mapping[str, float | None]]]:
        """The same entries, each with the scores of those scorers that were asked about it on the way."""
        if not (subject.folded_title or subject.segments or subject.text):
            return []
        search = Search(self._index, subject)
        found = search.surest(limit)
        longer = {other for index in found for other in search.bounds.longer(index)}
        told = search.bounds.said
        return [(self._index.items[index], told[index]) for index in (*found, *sorted(longer - set(found)))]
