"""How much of the entry's name, its first level and its domain the text holds."""

from matchers.subject import Subject
from matchers.target import Target

NAME = "正文用词"


def score(subject: Subject, target: Target) -> float | None:
    """0..1 by rarity of character pairs; None without a text."""
    if not subject.text:
        return None
    within = subject.within
    pairs = target.name_grams | target.level1_grams
    return within.mass(pairs & subject.text_grams) / within.mass(pairs)


def reason(subject: Subject, target: Target) -> str:
    """How far the text speaks of it."""
    said = score(subject, target)
    if said is None:
        return "没有可读的正文，未比较正文用词"
    if said >= 0.6:
        return f"正文多处说到“{target.written}”"
    return f"正文只说到“{target.written}”的一部分" if said >= 0.3 else f"正文很少说到“{target.written}”"
