"""What the pages of a column say of the entry that the column answers.

A few pages of it are seen one by one without the column's own name, so that what they say is not an echo of it. A page
of a sort that answers nothing (news, replies) speaks for no entry, one whose title tells nothing does not speak.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from inspection.types.portal import Column, Page
from matchers.candidates import CandidateIndex
from matchers.decide import Candidate, compare, ranked
from matchers.subject import Subject
from matchers.target import Target, Targets

# pages of one column that are asked: work grows with columns and not with pages × columns
ASKED = 16
# entries of one place that every page is compared with, whatever the index brings up
_ALWAYS = 12
# log odds from which a page speaks for an entry at all
_SPEAKS = 0.0
# the share of an entry's name from which a title speaks for it
TITLED = 0.3
# the share of an entry's name from which news may be what the entry asks for
NAMED = 0.8
# the strength of a wording that only a title can have
_TITLE_WORDING = 0.85
# what is left to every entry whatever a page says: a misfiled page must not rule out the true one
_LEFT = 0.03
# how much more a title counts among the few entries of one place, in log odds: there the words of a domain tell nothing
_TITLE = 5.0
# how much more the elements that a text lists count there: neighbours share the words of texts, not their elements
_ELEMENTS = 2.0
# pages of one column are not independent: n of them count for n ** this
_TEMPER = 0.7
# what a page that speaks may give to another entry before it may be that one's, and how many times likelier a silent
# page has to be one entry's than another's to be told from it
RIVAL = 0.15
_TOLD_FROM = 3.0
# the share of an entry's elements from which a text lists them
_LISTS = 0.25


@dataclass(frozen=True)
class PageVote:
    """One page's probabilities: by entry's index, and `none` for no entry. `weight` is 1 for a page that speaks, less
    for one that only hints; `titles` are the shares of entries' names that its title has, `listed` the entries whose
    elements its text lists."""

    shares: Mapping[int, float]
    none: float
    weight: float
    titles: Mapping[int, float] = field(default_factory=dict)
    listed: frozenset[int] = frozenset()

    @property
    def speaks(self) -> bool:
        """Whether it speaks for an entry, or for none."""
        return self.weight >= 1.0

    def rather(self, index: int, others: Collection[int]) -> bool:
        """Whether it may well be an entry's rather than one of others."""
        own = self.shares.get(index, 0.0)
        if self.speaks:
            return own >= RIVAL
        return index in self.listed and own >= _TOLD_FROM * self._most(others)

    def told_from(self, index: int, others: Collection[int]) -> bool:
        """Whether it is plainly not an entry's: it speaks for others or for none, or is far rather one of others."""
        if self.speaks:
            return self.shares.get(index, 0.0) < RIVAL
        return index in self.shares and self._most(others) >= _TOLD_FROM * self.shares[index]

    def _most(self, indexes: Collection[int]) -> float:
        return max((self.shares.get(index, 0.0) for index in indexes), default=0.0)


@dataclass(frozen=True)
class Votes:
    """The votes of the asked pages of one column."""

    pages: tuple[PageVote, ...]

    @property
    def telling(self) -> int:
        """How many pages speak."""
        return sum(page.speaks for page in self.pages)

    @property
    def news(self) -> int:
        """How many pages speak for no entry."""
        return sum(page.speaks and page.none >= 0.5 for page in self.pages)

    def plainly(self, index: int) -> int:
        """How many pages speak for one entry rather than for all others together."""
        return sum(page.speaks and page.shares.get(index, 0.0) >= 0.6 for page in self.pages)

    def titled(self, index: int) -> int:
        """How many pages have a title that speaks for an entry, whatever else speaks for others."""
        return sum(page.titles.get(index, 0.0) >= TITLED for page in self.pages)

    def named(self, index: int) -> int:
        """How many pages have a title that names an entry."""
        return sum(page.titles.get(index, 0.0) >= NAMED for page in self.pages)

    def rivals(self, index: int, others: Collection[int]) -> int:
        """How many pages may well be an entry's rather than one of others."""
        return sum(page.rather(index, others) for page in self.pages)

    def spare(self, index: int, others: Collection[int]) -> int:
        """How many pages nobody can tell from an entry's."""
        return sum(not page.told_from(index, others) for page in self.pages)

    def entries(self) -> list[int]:
        """The entries that a page speaks for, in the directory's order."""
        return sorted({index for page in self.pages for index, share in page.shares.items() if share >= 0.1})

    def weighed(self, before: Mapping[int | None, float]) -> dict[int | None, float]:
        """How likely each entry of `before` (None: no entry) is the column's, when it was as likely as `before` says:
        every page counts, none decides alone. Sums to 1; empty for nothing."""
        said: dict[int | None, float] = {}
        temper = len(self.pages) ** (_TEMPER - 1.0) if self.pages else 1.0
        for index, likely in before.items():
            told = [
                page.weight * math.log((page.none if index is None else page.shares.get(index, 0.0)) + _LEFT)
                for page in self.pages
            ]
            said[index] = math.log(max(likely, 1e-6)) + temper * math.fsum(told)
        if not said:
            return {}
        most = max(said.values())
        raised = {index: math.exp(value - most) for index, value in said.items()}
        whole = math.fsum(raised.values())
        return {index: value / whole for index, value in raised.items()}


class Ballot:
    """Asks pages of columns."""

    def __init__(self, targets: Targets) -> None:
        self._targets = targets
        self._index = CandidateIndex(targets)

    def votes(self, column: Column, pages: Sequence[Page], always: Sequence[Target]) -> Votes:
        """What the column's pages say; `always` are entries that each is compared with."""
        above = column.path[:-1]
        return Votes(tuple(self._vote(page, above, always) for page in _spread(pages)))

    def _vote(self, page: Page, above: tuple[str, ...], always: Sequence[Target]) -> PageVote:
        settings = self._targets.settings
        subject = Subject(
            self._targets, page.title or "", above, page.publisher, page.doc_number,
            page.body[: settings.decision.text] if page.state == "ok" else "",
        )  # fmt: skip
        found: dict[int, Candidate] = {one.target.index: one for one in ranked(subject, self._index)}
        for target in always[:_ALWAYS]:
            if target.index not in found:
                found[target.index] = compare(subject, target, settings)
        if subject.needs_person:
            return _shared(found, none=3.0, weight=1.0)
        best = max(found.values(), key=lambda one: (leaning(one), -one.target.index), default=None)
        speaks = best is not None and leaning(best) >= _SPEAKS and says(best)
        none = 0.0 if speaks or best is None else min(leaning(best), 0.0)
        return _shared(found, none=none, weight=1.0 if speaks else 0.3)


def says(candidate: Candidate) -> bool:
    """Whether the page itself, not where it lies or what sort it is, speaks for the entry: by its title or its text."""
    told = candidate.reasons.get
    titled = told("title", 0.0) >= TITLED or told("wording", 0.0) >= _TITLE_WORDING
    return titled or (told("elements", 0.0) >= 0.5 and told("body", 0.0) >= 0.5)


def leaning(candidate: Candidate) -> float:
    """How far a page leans to an entry among the entries of one place, in log odds."""
    told = candidate.reasons.get
    return min(candidate.evidence, 12.0) + _TITLE * told("title", 0.0) + _ELEMENTS * told("elements", 0.0)


def _shared(found: Mapping[int, Candidate], none: float, weight: float) -> PageVote:
    raised = {index: math.exp(leaning(one)) for index, one in sorted(found.items())}
    nobody = math.exp(none)
    whole = math.fsum([*raised.values(), nobody])
    titles = {index: one.reasons.get("title", 0.0) for index, one in sorted(found.items())}
    listed = frozenset(index for index, one in found.items() if one.reasons.get("elements", 0.0) >= _LISTS)
    return PageVote({index: value / whole for index, value in raised.items()}, nobody / whole, weight, titles, listed)


def _spread(pages: Sequence[Page]) -> list[Page]:
    """At most ASKED pages that can be judged, from all over the list."""
    fit = [page for page in pages if page.state in ("ok", "unread") and page.title and not page.note]
    if len(fit) <= ASKED:
        return fit
    return [fit[place * len(fit) // ASKED] for place in range(ASKED)]
