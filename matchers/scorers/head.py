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


def reason(subject: Subject, target: Target) -> str:
    """The sort of paper, and whether the entry wants it."""
    if not subject.decisive:
        return "标题末尾看不出是哪一种文件"
    sort = "、".join(sorted(subject.decisive))
    wanted = "正是该事项要公开的" if subject.decisive & target.kinds else "不是该事项要公开的"
    return f"从标题看这是“{sort}”类文件，{wanted}"
