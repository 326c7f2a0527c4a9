"""Whether the page is the sort of paper that the entry asks for by its names and elements: a decision, a list, a guide,
a plan.

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


def reason(subject: Subject, target: Target) -> str:
    """The page's sort beside the entry's."""
    if not subject.kinds:
        return "看不出是哪一类信息" + ("，而该事项只要一类信息" if target.insists else "")
    same = sorted(subject.kinds & target.kinds)
    if same:
        return f"属于“{'、'.join(same)}”类信息，与该事项要求一致"
    idle = sorted(k.name for k in subject.within.settings.kinds if k.name in subject.kinds and k.entry is None)
    if idle:
        return f"属于“{'、'.join(idle)}”类信息，不对应领域目录中的任何事项"
    if not target.kinds:
        return f"属于“{'、'.join(sorted(subject.kinds))}”类信息，该事项对信息类型没有要求"
    return f"属于“{'、'.join(sorted(subject.kinds))}”类信息，该事项要的是“{'、'.join(sorted(target.kinds)[:3])}”"
