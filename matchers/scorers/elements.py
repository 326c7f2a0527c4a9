"""How many of the entry's own elements (公开内容要素) title and text mention."""

from matchers.folding import grams
from matchers.subject import Subject
from matchers.target import Target

NAME = "公开要素"


def score(subject: Subject, target: Target) -> float | None:
    """The share of telling elements mentioned, full from a half on; None without elements or without a text."""
    if not target.element_names or not subject.text:
        return None
    pairs = subject.text_grams | subject.title_grams
    met = 0
    for name in target.element_names:
        own = grams(name)
        met += len(own & pairs) >= 0.8 * len(own)
    return min(2 * met / len(target.element_names), 1.0)
