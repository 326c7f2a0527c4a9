"""Whether the title or a column speaks of the entry in its own whole name or in the field's usual words
(config/matching/wordings.toml).
"""

from matchers.subject import Subject
from matchers.target import Target

NAME = "习惯表述"


def score(subject: Subject, target: Target) -> float | None:
    """The strength of the best wording met, 0 when other entries' wordings are met, None when none is or none is
    known for the entry."""
    named = subject.names(target)
    found = subject.wordings
    if not found:
        return named or None
    best = max((subject.told(number, target) for number in target.wordings if number in found), default=0.0)
    best = max(best, named)
    return best if best or target.wordings else None
