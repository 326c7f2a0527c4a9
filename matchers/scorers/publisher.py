"""Whether the page comes from a department that keeps the entry's domain, or that the entry itself names."""

from matchers.folding import fold
from matchers.subject import Subject
from matchers.target import Target

NAME = "公开主体"
_TOO_GENERAL = frozenset({"人民政府", "各部门", "相关审批部门"})


def score(subject: Subject, target: Target) -> float | None:
    """1 or 0; None where the publisher is not a known department (governments, towns, media) or every department
    keeps the domain (预决算)."""
    if _named(subject, target):
        return 1.0
    standard = target.standard
    if standard is None or (not subject.departments and not subject.elsewhere):
        return None
    if standard in subject.departments:
        return 1.0
    return None if standard in subject.within.settings.everybody else 0.0


def reason(subject: Subject, target: Target) -> str:
    """Who published, and whether the domain is theirs."""
    said, body = score(subject, target), subject.publisher or "标题所示单位"
    if said is None:
        return f"从“{subject.publisher}”看不出属于哪个领域" if subject.publisher else "没有写明发布单位"
    if _named(subject, target):
        return f"发布单位“{body}”就是目录写明的公开主体"
    return f"“{body}”{'主管' if said else '不主管'}“{target.domain}”领域"


def _named(subject: Subject, target: Target) -> bool:
    publisher = fold(subject.publisher or "")
    bodies = (fold(named) for named in target.entry.publisher) if publisher else ()
    return any(len(body) >= 4 and body not in _TOO_GENERAL and publisher.endswith(body) for body in bodies)
