"""Whether the beginning of the text speaks of the entry in the field's usual words where title and columns do not: many
titles (公示, 第三批名单) only the text explains.
"""

from matchers.subject import Subject
from matchers.target import Target

NAME = "正文开头"


def score(subject: Subject, target: Target) -> float | None:
    """The strength of the best wording met, 0 when only other entries' are met; None when none is."""
    found = subject.opening
    if not found:
        return None
    return max((subject.opened(number, target) for number in target.wordings if number in found), default=0.0)


def reason(subject: Subject, target: Target) -> str:
    """The words met."""
    found = [number for number in target.wordings if number in subject.opening]
    if not found:
        return "正文开头说的是别的事项" if subject.opening else "正文开头没有已知的习惯说法"
    best = max(found, key=lambda number: (subject.opened(number, target), -number))
    return f"正文开头的“{subject.opening[best][1]}”是说“{target.written}”的习惯说法"
