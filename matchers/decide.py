"""Weighted scores into a confidence, and a confidence into accept, review or none."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from inspection.plugins import modules_in
from matchers.candidates import CandidateIndex
from matchers.settings import MatchSettings
from matchers.subject import Subject
from matchers.target import Target

Score = Callable[[Subject, Target], float | None]
Verdict = Literal["accept", "review", "none"]


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
    return Candidate(target, round(1 / (1 + math.exp(-evidence)), 4), reasons, round(evidence, 6))


def ranked(subject: Subject, index: CandidateIndex) -> list[Candidate]:
    """All compared entries, the surest first; equal ones in the directory's order."""
    settings = subject.within.settings
    found = index.candidates(subject, settings.decision.candidates)
    compared = [compare(subject, target, settings) for target in found]
    return sorted(compared, key=lambda candidate: (-candidate.evidence, candidate.target.index))


def verdict(subject: Subject, candidates: Sequence[Candidate]) -> Verdict:
    """Accept when the surest entry is sure enough and stands clear of the next; review when it is at least likely."""
    if not candidates:
        return "none"
    limits = subject.within.settings.decision
    first = candidates[0].confidence
    clear = len(candidates) == 1 or candidates[0].evidence - candidates[1].evidence >= limits.margin
    if first >= limits.accept and clear and not subject.needs_person:
        return "accept"
    return "review" if first >= limits.review else "none"
