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
