"""Whether the title or a column speaks of the entry in the field's usual words (config/matching/wordings.toml)."""

from matchers.subject import Subject
from matchers.target import Target

NAME = "习惯表述"


def score(subject: Subject, target: Target) -> float | None:
    """The strength of the best wording met, 0 when other entries' wordings are met, None when none is or none is
    known for the entry."""
    found = subject.wordings
    if not found:
        return None
    best = max((found[number] for number in target.wordings if number in found), default=0.0)
    return best if best or target.wordings else None
