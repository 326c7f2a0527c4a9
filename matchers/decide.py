"""Weighted scores into an order of entries, and the trained answer into accept, review or none."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from inspection.plugins import modules_in
from matchers.answer import probability, traits
from matchers.candidates import CandidateIndex
from matchers.settings import MatchSettings
from matchers.subject import Subject
from matchers.target import Target

# what columns add to the scorers: where a page lies, what a column's pages, its neighbours and the directory's order
# say of it, how sure it is that a page or column is another entry's, and the page's own confidence without its column
OTHER_REASONS = {
    "column": "所在栏目", "pages": "栏目内信息", "siblings": "相邻栏目", "order": "目录顺序",
    "elsewhere": "更像另一事项", "alone": "不计栏目",
}  # fmt: skip
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
    """An entry that may be answered: the probability that it is right (`confidence`, 0..1), the score of every scorer
    that could say, and their weighted sum (`evidence`), which orders the entries of one page."""

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
    return {scorer.key: scorer.name for scorer in scorers()} | OTHER_REASONS


def compare(subject: Subject, target: Target, settings: MatchSettings) -> Candidate:
    """One entry's candidate as if no other stood before or behind it. Raises KeyError for a scorer without a weight in
    config/matching.toml."""
    scored = _scored(subject, target, settings, {})
    return _with(scored, scored.evidence, 0.0, subject, settings)


def _scored(subject: Subject, target: Target, settings: MatchSettings, known: Mapping[str, float | None]) -> Candidate:
    """An entry with what scorers say of it, some of which is known; how sure it is shows beside the others."""
    reasons: dict[str, float] = {}
    for scorer in scorers():
        said = known[scorer.key] if scorer.key in known else scorer.score(subject, target)
        if said is not None:
            reasons[scorer.key] = round(said, 4)
    return Candidate(target, 0.0, reasons, weighed(reasons, settings))


def weighed(reasons: Mapping[str, float], settings: MatchSettings) -> float:
    """The log odds that scores add up to: a scorer that cannot say leaves them where they were."""
    told = (settings.scorers[key].weight * (said - settings.scorers[key].neutral) for key, said in reasons.items())
    return round(settings.bias + math.fsum(told), 6)


def ranked(subject: Subject, index: CandidateIndex, limit: int | None = None) -> list[Candidate]:
    """The entries compared with a page, the likeliest first, each with the probability that it is right; equal ones in
    the directory's order. The first `limit` (else the setting) are those that comparing all entries gives."""
    settings = subject.within.settings
    found = index.asked(subject, limit or settings.decision.candidates)
    return ordered(subject, [_scored(subject, target, settings, known) for target, known in found], settings)


def ordered(subject: Subject, compared: Sequence[Candidate], settings: MatchSettings) -> list[Candidate]:
    """Compared entries, the likeliest first, with their confidence beside each other and beside an entry of which
    nothing is known; none is surer than one before it.

    A name that stands inside a longer name which the title has as well is not named by it (出生登记 in
    港澳台地区出生登记): its entry comes after the other.
    """
    told = [(_behind(candidate, compared, subject, settings), candidate) for candidate in compared]
    told.sort(key=lambda pair: (-pair[0], pair[1].target.index))
    found: list[Candidate] = []
    for place, (evidence, candidate) in enumerate(told):
        best = max((other for at, (other, _) in enumerate(told[:2]) if at != place), default=settings.bias)
        beside = _with(candidate, evidence, evidence - max(best, settings.bias), subject, settings)
        most = found[-1].confidence if found else 1.0
        found.append(beside if beside.confidence <= most else replace(beside, confidence=most))
    return found


def in_longer_names(candidate: Candidate, compared: Sequence[Candidate], subject: Subject) -> list[Candidate]:
    """The entries whose longer names hold the candidate's and stand in the title themselves."""
    name, domain = candidate.target.name, candidate.target.domain
    return [
        other
        for other in compared
        if other.target.name != name
        and name in other.target.name
        and (other.target.domain == domain or "path" not in other.reasons)
        and subject.names(other.target) == 1.0
    ]


def _behind(candidate: Candidate, compared: Sequence[Candidate], subject: Subject, settings: MatchSettings) -> float:
    least = min((other.evidence for other in in_longer_names(candidate, compared, subject)), default=math.inf)
    return candidate.evidence if candidate.evidence < least else round(least - settings.decision.margin, 6)


def _with(candidate: Candidate, evidence: float, gap: float, subject: Subject, settings: MatchSettings) -> Candidate:
    found = traits(subject, candidate.target, evidence, gap)
    return Candidate(candidate.target, round(probability(found, settings), 4), candidate.reasons, evidence)


def verdict(subject: Subject, candidates: Sequence[Candidate]) -> Verdict:
    """Accept when the likeliest entry is right so probably that the machine may answer for itself, review when a person
    should look; none where scorers speak against it. News, questions, papers that answer nothing and papers whose
    title's head is of a sort that the entry does not want are never accepted by the machine alone."""
    if not candidates or candidates[0].evidence < subject.within.settings.bias:
        return "none"
    limits = subject.within.settings.decision
    first = candidates[0]
    fits = not subject.decisive or bool(subject.decisive & first.target.kinds)
    if first.confidence >= limits.accept and fits and not subject.needs_person:
        return "accept"
    return "review" if first.confidence >= limits.review else "none"
