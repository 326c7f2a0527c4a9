"""Whether the page is the sort of paper that the entry asks for: a decision, a list, a guide, a plan.

Some sorts (answers to deputies, disclosure reports, news, minutes) answer no entry of the domains at all.
"""

from matchers.subject import Subject
from matchers.target import Target

NAME = "信息类型"


def score(subject: Subject, target: Target) -> float | None:
    """1 for the same sort, 0.35 where the entry's sort is unknown, 0 for another, for a sort that answers none, and for
    a page that shows none where the entry's name asks for one alone (处罚, 预案)."""
    if not subject.kinds:
        return 0.0 if target.insists else None
    if subject.kinds & target.kinds:
        return 1.0
    if not target.kinds and any(kind.name in subject.kinds and kind.entry for kind in subject.within.settings.kinds):
        return 0.35
    return 0.0
