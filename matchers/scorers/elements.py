"""How many of the entry's own elements (公开内容要素) title and text mention."""

from matchers.subject import Subject
from matchers.target import Target

NAME = "公开要素"
# the share of an element's character pairs from which it is mentioned
MET = 0.8


def score(subject: Subject, target: Target) -> float | None:
    """The share of telling elements mentioned, full from a half on; None without elements or without a text."""
    if not target.element_names or not subject.text:
        return None
    return min(2 * len(_met(subject, target)) / len(target.element_names), 1.0)


def reason(subject: Subject, target: Target) -> str:
    """The elements met."""
    if not target.element_names:
        return "目录没有为该事项列出有区别的公开要素"
    if not subject.text:
        return "没有可读的正文，未核对公开要素"
    met = _met(subject, target)
    if not met:
        return "正文没有说到目录列出的公开要素"
    return f"正文说到目录列出的公开要素：{'、'.join(met[:3])}"


def _met(subject: Subject, target: Target) -> list[str]:
    pairs = subject.text_grams | subject.title_grams
    named = zip(target.element_names, target.element_grams, strict=True)
    return [name for name, own in named if len(own & pairs) >= MET * len(own)]
