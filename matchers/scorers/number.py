"""Whether the agency that signed the document number keeps the entry's domain (江民发〔2026〕3号: 民政).

Numbers of governments (江政办) may be about anything and say nothing.
"""

from matchers.subject import Subject
from matchers.target import Target

NAME = "发文字号"


def score(subject: Subject, target: Target) -> float | None:
    """1 or 0; None without a number, for a code that is not known, and for domains that every body keeps."""
    if target.standard is None or not subject.agencies:
        return None
    if target.standard in subject.agencies:
        return 1.0
    return None if target.standard in subject.within.settings.everybody else 0.0


def reason(subject: Subject, target: Target) -> str:
    """Whose number it is."""
    said = score(subject, target)
    if said is None:
        return "没有文号，或从文号看不出是哪个部门"
    return f"文号的机关代字{'属于' if said else '不属于'}主管“{target.domain}”领域的部门"
