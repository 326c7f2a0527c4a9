"""What is known of scorers before they are asked about an entry, so that most entries need not be asked about.

Scorers that read little of an entry are asked once for all entries that are equal in it; of the others it is known what
they can say at most. A scorer that is not named here may say anything of every entry: it makes the search slower, never
wrong. tests/matchers/test_candidates.py holds all of it against the scorers themselves.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from inspection.plugins import modules_in
from matchers.settings import MatchSettings
from matchers.subject import Subject
from matchers.target import Target

Score = Callable[[Subject, Target], float | None]


@dataclass(frozen=True)
class Reads:
    """What a scorer reads of a subject and of an entry, at most: where both are equal, so is the score."""

    subject: Callable[[Subject], Hashable]
    target: Callable[[Target], Hashable]


READS: Mapping[str, Reads] = {
    "kind": Reads(lambda page: page.kinds, lambda entry: (entry.kinds, entry.insists)),
    "head": Reads(lambda page: page.decisive, lambda entry: entry.kinds),
    "level": Reads(lambda page: (page.level, page.maker_level), lambda entry: (entry.levels, entry.entry.level)),
    "period": Reads(lambda page: page.period, lambda entry: (entry.periods, entry.limits)),
}
# these read an entry's domain only, of which no more than this tells beside one page
BY_DOMAIN: Mapping[str, Callable[[Subject, Target], Hashable]] = {
    "domain": lambda page, entry: None if entry.standard is None else page.domain_evidence.get(entry.standard, 0.0),
    "number": lambda _page, entry: entry.standard,
}
# reads so many different things of entries that groups of those equal in it would hold one each
BY_PUBLISHER = "publisher"
PUBLISHER = Reads(
    lambda page: (page.publisher, page.departments, page.elsewhere), lambda entry: (entry.domain, entry.entry.publisher)
)
# without this a scorer cannot say anything of any entry
NEEDS: Mapping[str, Callable[[Subject], Any]] = {
    "title": lambda page: page.folded_title,
    "path": lambda page: page.segments,
    "body": lambda page: page.text,
    "elements": lambda page: page.text,
    "attachments": lambda page: page.attachment_grams,
    "opening": lambda page: page.opening,
    "domain": lambda page: page.domain_evidence,
    "number": lambda page: page.agencies,
}
# how much of the title's score of a name is how well it stands together there; the rest is how much of it is there
TITLE_TOGETHER = 0.4


class Scores:
    """All scorers with their weights, as what they add to an entry's evidence (log odds)."""

    def __init__(self, settings: MatchSettings) -> None:
        self.functions = scorer_functions()
        self._weights = {key: (settings.scorers[key].weight, settings.scorers[key].neutral) for key in self.functions}

    def added(self, key: str, subject: Subject, target: Target) -> float:
        """What a scorer adds for an entry: 0 where it cannot say."""
        said = self.said(key, subject, target)
        return 0.0 if said is None else self.worth(key, said)

    def said(self, key: str, subject: Subject, target: Target) -> float | None:
        """A scorer's score as it counts; None where it cannot say."""
        said = self.functions[key](subject, target)
        return None if said is None else round(said, 4)

    def worth(self, key: str, said: float) -> float:
        """What a score adds."""
        weight, neutral = self._weights[key]
        return weight * (said - neutral)

    def most(self, key: str) -> float:
        """What a scorer adds at most, silent or not."""
        return max(self.worth(key, 1.0), self.worth(key, 0.0), 0.0)

    def speaks(self, key: str, subject: Subject) -> bool:
        """Whether a scorer can say anything of any entry."""
        return key in self.functions and (key not in NEEDS or bool(NEEDS[key](subject)))


@cache
def scorer_functions() -> dict[str, Score]:
    """Every scorer in matchers/scorers by the name of its file."""
    return {module.__name__.rpartition(".")[2]: module.score for module in modules_in("matchers.scorers")}


@dataclass(frozen=True)
class Alike:
    """Entries numbered by what a scorer reads of them: a number for every entry, an entry for every number."""

    number_of: Sequence[int]
    first: Sequence[Target]


def alike(items: Sequence[Target], read: Callable[[Target], Hashable]) -> Alike:
    """The entries, numbered."""
    numbers: dict[Hashable, int] = {}
    first: list[Target] = []
    number_of: list[int] = []
    for target in items:
        key = read(target)
        if key not in numbers:
            numbers[key] = len(first)
            first.append(target)
        number_of.append(numbers[key])
    return Alike(number_of, first)
