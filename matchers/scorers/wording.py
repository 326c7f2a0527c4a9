"""Whether the title or a column speaks of the entry in its own whole name or in the field's usual words
(config/matching/wordings.toml).
"""

from matchers.subject import Subject
from matchers.target import Target

NAME = "习惯表述"


def score(subject: Subject, target: Target) -> float | None:
    """The strength of the best wording met, 0 when other entries' wordings are met, None when none is or none is
    known for the entry. Half where the title's head is of a sort that the entry does not want."""
    named = subject.names(target) * (0.5 if subject.only_about(target) else 1.0)
    found = subject.wordings
    if not found:
        return named or None
    best = max((subject.told(number, target) for number in target.wordings if number in found), default=0.0)
    best = max(best, named)
    return best if best or target.wordings else None


def reason(subject: Subject, target: Target) -> str:
    """The words met."""
    met = subject.met(target)
    if met and met[0] in target.name:
        return f"写有“{met[0]}”"
    if met:
        return f"“{met[0]}”是说“{target.written}”的习惯说法"
    if subject.names(target):
        return f"标题写明了“{target.written}”"
    return "标题是别的事项的习惯说法" if subject.wordings else "标题没有已知的习惯说法"
