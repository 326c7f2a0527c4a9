"""Weighted scores into a confidence, and a confidence into accept, review or none."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from inspection.plugins import modules_in
from matchers.candidates import CandidateIndex
from matchers.settings import DecisionLimits, MatchSettings
from matchers.subject import Subject
from matchers.target import Target

Score = Callable[[Subject, Target], float | None]
Verdict = Literal["accept", "review", "none"]
# scorers that speak for an entry; domain and publisher speak for all entries of a domain alike
GROUNDS = ("title", "path", "wording", "kind", "elements", "body")


@dataclass(frozen=True)
class Scorer:
    """One comparison: its key in settings and rows, its Chinese name, its function."""

    key: str
    name: str
    score: Score


@dataclass(frozen=True)
class Candidate:
    """An entry that may be answered, with its confidence of 0..1 (`evidence` is its log odds) and the score of every
    scorer that could say."""

    target: Target
    confidence: float
    reasons: dict[str, float]
    evidence: float = 0.0


@cache
def scorers() -> tuple[Scorer, ...]:
    """Every scorer in matchers/scorers, by name of its file."""
    return tuple(
        Scorer(module.__name__.rpartition(".")[2], module.NAME, module.score)
        for module in modules_in("matchers.scorers")
    )


def scorer_names() -> dict[str, str]:
    """The Chinese name of every key that `reasons` may hold."""
    return {scorer.key: scorer.name for scorer in scorers()} | {"column": "所在栏目"}


def compare(subject: Subject, target: Target, settings: MatchSettings) -> Candidate:
    """One entry's candidate. Raises KeyError for a scorer without a weight in config/matching.toml."""
    reasons: dict[str, float] = {}
    evidence = settings.bias
    for scorer in scorers():
        said = scorer.score(subject, target)
        if said is not None:
            weight = settings.scorers[scorer.key]
            reasons[scorer.key] = round(said, 4)
            evidence += weight.weight * (said - weight.neutral)
    return Candidate(target, _confidence(evidence), reasons, round(evidence, 6))


def ranked(subject: Subject, index: CandidateIndex) -> list[Candidate]:
    """All compared entries, the surest first; equal ones in the directory's order.

    A name that stands inside a longer name which the title has as well is not named by it (出生登记 in
    港澳台地区出生登记): its entry comes after the other.
    """
    settings = subject.within.settings
    found = index.candidates(subject, settings.decision.candidates)
    compared = [compare(subject, target, settings) for target in found]
    compared = [_behind(candidate, compared, subject) for candidate in compared]
    return sorted(compared, key=lambda candidate: (-candidate.evidence, candidate.target.index))


def _behind(candidate: Candidate, compared: Sequence[Candidate], subject: Subject) -> Candidate:
    name, domain = candidate.target.name, candidate.target.domain
    longer = [
        other.evidence
        for other in compared
        if other.target.name != name
        and name in other.target.name
        and (other.target.domain == domain or "path" not in other.reasons)
        and subject.names(other.target) == 1.0
    ]
    if not longer or candidate.evidence < min(longer):
        return candidate
    evidence = round(min(longer) - subject.within.settings.decision.margin, 6)
    return replace(candidate, evidence=evidence, confidence=_confidence(evidence))


def _grounded(candidate: Candidate, limits: DecisionLimits) -> bool:
    """Whether more than one thing speaks for the entry itself, not only for its domain: one word that a pattern knows
    is not enough when the title shares next to nothing with the entry's name."""
    grounds = [key for key in GROUNDS if candidate.reasons.get(key, 0.0) >= limits.ground]
    return len(grounds) > 1 or (bool(grounds) and candidate.reasons.get("title", 0.0) >= limits.lone)


def _confidence(evidence: float) -> float:
    return round(1 / (1 + math.exp(-evidence)), 4)


def verdict(subject: Subject, candidates: Sequence[Candidate]) -> Verdict:
    """Accept when the surest entry is sure enough, stands clear of the next, wants the sort of paper that the title's
    head shows, and the page speaks of its domain rather than of another; review when it is at least likely."""
    if not candidates:
        return "none"
    limits = subject.within.settings.decision
    first = candidates[0].confidence
    clear = len(candidates) == 1 or candidates[0].evidence - candidates[1].evidence >= limits.margin
    target = candidates[0].target
    fits = not subject.decisive or bool(subject.decisive & target.kinds)
    fits = fits and subject.spoken(target.domain) >= limits.spoken and _grounded(candidates[0], limits)
    if first >= limits.accept and clear and fits and not subject.needs_person:
        return "accept"
    return "review" if first >= limits.review else "none"
