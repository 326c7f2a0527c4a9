"""Whether the page comes from a department that keeps the entry's domain, or that the entry itself names."""

from matchers.folding import fold
from matchers.subject import Subject
from matchers.target import Target

NAME = "公开主体"
_TOO_GENERAL = frozenset({"人民政府", "各部门", "相关审批部门"})


def score(subject: Subject, target: Target) -> float | None:
    """1 or 0; None where the publisher is not a known department (governments, towns, media) or every department
    keeps the domain (预决算)."""
    publisher = fold(subject.publisher or "")
    for named in target.entry.publisher:
        body = fold(named)
        if len(body) >= 4 and body not in _TOO_GENERAL and publisher.endswith(body):
            return 1.0
    standard = subject.within.domain_words(target.domain)
    if standard is None or (not subject.departments and not subject.elsewhere):
        return None
    if standard in subject.departments:
        return 1.0
    return None if standard in subject.within.settings.everybody else 0.0
