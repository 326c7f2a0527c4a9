"""Whether title, columns, publisher and text speak of the entry's domain rather than of another."""

from matchers.subject import Subject
from matchers.target import Target

NAME = "领域用词"


def score(subject: Subject, target: Target) -> float | None:
    """0..1, the domain's share of the strongest domain's evidence; None when nothing speaks of any domain."""
    evidence = subject.domain_evidence
    if not evidence or target.standard is None:
        return None
    strongest = max(evidence.values())
    if strongest < 1.5:
        return None
    sure = min(strongest / 6, 1.0)
    return 0.45 + (evidence.get(target.standard, 0.0) / strongest - 0.45) * sure


def reason(subject: Subject, target: Target) -> str:
    """The words that tell of the domain, or the domain that is spoken of more."""
    if score(subject, target) is None:
        return "标题、栏目和正文都没有说明属于哪个领域"
    evidence = subject.domain_evidence
    words = "、".join(f"“{word}”" for word in subject.domain_words(target.standard or "")[:3])
    if evidence.get(target.standard or "", 0.0) < max(evidence.values()):
        other = max(sorted(evidence), key=lambda name: evidence[name])
        own = f"，也有{words}" if words else ""
        return f"用词更像“{other}”领域{own}"
    return f"{words}是“{target.domain}”领域的用词" if words else f"发布部门或栏目属于“{target.domain}”领域"
