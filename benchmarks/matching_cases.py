"""Labelled pages as numbers: what scorers say of each page beside each compared entry, taken once, so that weights can
be fitted and judged many times without matching again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.labelled import Row, answers_one_of, golds, names_of, read_rows, sure
from inspection.types.directory import Entry
from matchers.answer import clear_trait, evidence_trait, traits
from matchers.candidates import CandidateIndex
from matchers.decide import Candidate, compare, in_longer_names
from matchers.pages import page_subject
from matchers.settings import MatchSettings
from matchers.target import Targets

# numpy arrays; checked without numpy's own types, which only the extra `bench` installs
Numbers = Any
# traits that depend on the weights; the others are the page's and the entry's alone
MOVING = ("evidence", "clear")


@dataclass(frozen=True)
class Case:
    """One labelled page and the entries compared with it, in the directory's order.

    `scores` (entries × scorers) is 0 where a scorer could not say, else score − neutral; `traits` (entries × traits)
    has nothing in the columns of `MOVING`; `longer` names for an entry those whose longer names hold its own; `right`
    says which entries are acceptable, `has_entry` whether any of the directory is. `groups` are the domains of its gold
    entries, or for a page without one the domain it seems to speak of. `weight` is what it counts in fitting,
    `copied` whether it was made from another case.
    """

    source: str
    row: Row
    names: tuple[tuple[str, str, str], ...]
    scores: Numbers
    traits: Numbers
    longer: Mapping[int, tuple[int, ...]]
    right: Numbers
    has_entry: bool
    groups: frozenset[str]
    weight: float = 1.0
    copied: bool = False


@dataclass(frozen=True)
class First:
    """What an order of entries makes of a case: the places of the first three and the first's traits."""

    case: Case
    places: tuple[int, ...]
    traits: Numbers

    @property
    def right(self) -> bool:
        """Whether the first entry is an acceptable one."""
        return bool(self.places) and bool(self.case.right[self.places[0]])


def read_cases(
    path: Path, entries: Sequence[Entry], settings: MatchSettings, weight: float = 1.0, silenced: Sequence[str] = ()
) -> list[Case]:
    """The rows of sure labels against a directory, as if the silenced scorers did not exist."""
    targets = Targets(entries, settings)
    index = CandidateIndex(targets)
    return [_case(row, path.stem, targets, index, weight, silenced) for row in sure(read_rows(path))]


def firsts(cases: Iterable[Case], weights: Numbers, settings: MatchSettings) -> list[First]:
    """The order that weights give, with the traits of the entry that comes first, as `matchers.decide.ordered`."""
    return [_first(case, weights, settings) for case in cases]


def words_hidden(case: Case, wording: int) -> Case:
    """The case as if nobody had written down the words by which its title tells its entry: what a page of an unseen
    portal looks like more often than one of the rows that were in view when the words were written. `wording` is the
    number of that scorer."""
    told_others = bool((case.scores[~case.right, wording] > 0).any())
    scores = case.scores.copy()
    # an entry with words of its own scores 0 when only others' are met
    scores[case.right, wording] = min(float(case.scores[:, wording].min()), 0.0) if told_others else 0.0
    return replace(case, scores=scores, copied=True)


def entry_removed(case: Case) -> Case:
    """The case as if the directory lacked its entries: then no answer is right."""
    keep = np.flatnonzero(~case.right)
    at = {int(place): number for number, place in enumerate(keep)}
    longer = {
        at[place]: tuple(at[other] for other in others if other in at)
        for place, others in case.longer.items()
        if place in at
    }
    names = tuple(case.names[place] for place in keep)
    return replace(
        case, names=names, scores=case.scores[keep], traits=case.traits[keep], right=case.right[keep],
        longer={place: others for place, others in longer.items() if others}, has_entry=False, copied=True,
    )  # fmt: skip


def _case(
    row: Row, source: str, targets: Targets, index: CandidateIndex, weight: float, silenced: Sequence[str]
) -> Case:
    settings = targets.settings
    subject = page_subject(row, targets)
    found = sorted(index.candidates(subject, settings.decision.candidates), key=lambda target: target.index)
    compared = [_without(compare(subject, target, settings), silenced) for target in found]
    gold = golds(row)
    told = [traits(subject, candidate.target, 0.0, 0.0) | dict.fromkeys(MOVING, 0.0) for candidate in compared]
    place = {candidate.target.index: number for number, candidate in enumerate(compared)}
    longer = {
        number: tuple(place[other.target.index] for other in in_longer_names(candidate, compared, subject))
        for number, candidate in enumerate(compared)
    }
    names = tuple(names_of(candidate.target.entry) for candidate in compared)
    keys = list(settings.answer.traits)
    first = max(compared, key=lambda candidate: candidate.evidence).target.domain if compared else ""
    domains = {one[0] for one in gold} or {first}
    return Case(
        source, row, names,
        np.array([_scores(candidate, settings) for candidate in compared]).reshape(-1, len(settings.scorers)),
        np.array([[one[key] for key in keys] for one in told]).reshape(-1, len(keys)),
        {number: others for number, others in longer.items() if others},
        np.array([answers_one_of(one, gold) for one in names], dtype=bool),
        bool(gold),
        frozenset(targets.domain_words(domain) or domain for domain in domains),
        weight,
    )  # fmt: skip


def _without(candidate: Candidate, silenced: Sequence[str]) -> Candidate:
    left = {key: said for key, said in candidate.reasons.items() if key not in silenced}
    return replace(candidate, reasons=left) if silenced else candidate


def _scores(candidate: Candidate, settings: MatchSettings) -> list[float]:
    return [
        candidate.reasons[key] - weight.neutral if key in candidate.reasons else 0.0
        for key, weight in settings.scorers.items()
    ]


def _first(case: Case, weights: Numbers, settings: MatchSettings) -> First:
    told = np.round(case.scores @ weights + settings.bias, 6)
    evidence = told.copy()
    for place, others in case.longer.items():
        least = min(told[other] for other in others)
        if told[place] >= least:
            evidence[place] = least - settings.decision.margin
    order = np.lexsort((np.arange(len(evidence)), -evidence))[:3]
    keys = list(settings.answer.traits)
    if not len(order):
        return First(case, (), np.zeros(len(keys)))
    gap = evidence[order[0]] - max(evidence[order[1]] if len(order) > 1 else settings.bias, settings.bias)
    found = case.traits[order[0]].copy()
    found[keys.index("evidence")] = evidence_trait(float(evidence[order[0]]))
    found[keys.index("clear")] = clear_trait(float(gap))
    return First(case, tuple(int(place) for place in order), found)
