"""Whether the entry that fits a page best is answered by it: a trained answer, so that "no entry" is one too.

The order of entries says which is likeliest; it does not say that any is right. That is told by a few traits of the
page beside that entry, weighed by numbers that benchmarks/matching_fit.py fits on labelled pages: the result is the
probability that the entry is right, as often as it is said (benchmarks/matching.md shows how well that holds).
"""

import math
from collections.abc import Mapping

from matchers.settings import MatchSettings
from matchers.subject import Subject
from matchers.target import Target

# log odds are cut here: what is beyond is as sure as this
_MOST_EVIDENCE = 8.0
_MOST_GAP = 3.0


def evidence_trait(evidence: float) -> float:
    """Log odds against a quarter of the most that counts: -4..4 of them are -1..1."""
    return max(min(evidence, _MOST_EVIDENCE), -_MOST_EVIDENCE) / 4


def clear_trait(gap: float) -> float:
    """How far an entry stands before the best other one: -1..1."""
    return max(min(gap, _MOST_GAP), -_MOST_GAP) / _MOST_GAP


def traits(subject: Subject, target: Target, evidence: float, gap: float) -> dict[str, float]:
    """What speaks for the entry's being right, each 0..1 but `evidence` and `clear`, which may be negative.

    `evidence` is its log odds against a quarter of the most that counts; `clear` how far it stands before the best
    other one or one of which nothing is known (`gap`, in log odds, negative where it stands behind); `spoken` how far
    the page speaks of its domain; `titled` how far the title alone does, 1 where it speaks of none; `head` whether the
    title's head is of a sort it wants, a half without a head; `paper` 0 for news, questions and sorts that answer
    nothing.
    """
    # of an office's own domain nothing is known but its name
    named = target.standard is None and any(subject.within.is_domain(name, target.domain) for name in subject.segments)
    return {
        "evidence": evidence_trait(evidence),
        "clear": clear_trait(gap),
        "spoken": 1.0 if named else subject.spoken(target.domain),
        "titled": 1.0 if named else subject.titled(target.standard),
        "head": 0.5 if not subject.decisive else 1.0 if subject.decisive & target.kinds else 0.0,
        "paper": 0.0 if subject.needs_person else 1.0,
    }


def probability(found: Mapping[str, float], settings: MatchSettings) -> float:
    """The probability (0..1) that the entry is right. Raises KeyError for a trait without a weight."""
    weights = settings.answer.traits
    log_odds = settings.answer.bias + math.fsum(weights[name] * value for name, value in found.items())
    return 1 / (1 + math.exp(-max(min(log_odds, 30.0), -30.0)))
