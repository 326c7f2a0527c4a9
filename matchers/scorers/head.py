"""Whether the title's head (决定书, 采购公告, 解读, 征求意见稿) is of a sort that the entry asks for.

What stands before the head is only what the paper is about: a tender for health leaflets is a tender.
"""

from matchers.subject import Subject
from matchers.target import Target

NAME = "标题文种"


def score(subject: Subject, target: Target) -> float | None:
    """1 when the entry asks for the sort, 0 when it does not, None without a decisive head."""
    if not subject.decisive:
        return None
    return 1.0 if subject.decisive & target.kinds else 0.0
