"""Whether title, columns, publisher and text speak of the entry's domain rather than of another."""

from matchers.subject import Subject
from matchers.target import Target

NAME = "领域用词"


def score(subject: Subject, target: Target) -> float | None:
    """0..1, the domain's share of the strongest domain's evidence; None when nothing speaks of any domain."""
    evidence = subject.domain_evidence
    standard = subject.within.domain_words(target.domain)
    if not evidence or standard is None:
        return None
    strongest = max(evidence.values())
    if strongest < 1.5:
        return None
    sure = min(strongest / 6, 1.0)
    return 0.45 + (evidence.get(standard, 0.0) / strongest - 0.45) * sure
