"""Whether the page covers the stretch of time that the entry asks for: a month, a quarter, a year, several years.

How old a page is says nothing of which entry it answers; whether this year's is there is asked by the coverage.
"""

from matchers.subject import Subject
from matchers.target import Target

NAME = "年份与周期"
_SAID = {"years": "多年", "month": "月份", "quarter": "季度", "half_year": "半年", "year": "年度"}


def score(subject: Subject, target: Target) -> float | None:
    """1 for the same stretch, 0.1 for several years where the entry's name tells another, 0.3 for another; None where
    the title or the entry tells none, and for a single year (of its making) where a plan of several is asked for."""
    page = subject.period
    if page is None:
        return None
    if target.periods:
        if page in target.periods:
            return 1.0
        if page == "years":
            return 0.1
        return None if target.periods == {"years"} else 0.3
    return 1.0 if page in target.limits else None


def reason(subject: Subject, target: Target) -> str:
    """The title's stretch of time beside the entry's."""
    if subject.period is None:
        return "标题没有写明年份或周期"
    asked = [name for key, name in _SAID.items() if key in (target.periods or target.limits)]
    if not asked:
        return "该事项不分年份和周期"
    same = subject.period in (target.periods or target.limits)
    tail = "与该事项一致" if same else f"该事项是{'、'.join(asked)}的"
    return f"标题是{_SAID[subject.period]}的内容，{tail}"
