"""How much of an entry's name the title holds.

The name is the deepest level; where that is a general word (办事指南, 政策文件) the first level is asked for as well,
the more so the less the name tells. Rare character pairs count most; rapidfuzz says how well they stand together.
"""

from rapidfuzz import fuzz

from matchers.subject import Subject
from matchers.target import Target

NAME = "标题与事项名称"


def score(subject: Subject, target: Target) -> float | None:
    """0..1; None without a title."""
    if not subject.folded_title:
        return None
    within = subject.within
    own = within.mass(target.name_grams & subject.title_grams) / within.mass(target.name_grams)
    together = fuzz.partial_ratio(target.name, subject.plain_title) / 100
    name = 0.6 * own + 0.4 * together
    if target.name == subject.plain_title:
        name = 1.0
    context = target.level1_grams | target.domain_grams
    around = within.mass(context & (subject.title_grams | subject.path_grams)) / max(within.mass(context), 1e-9)
    told = target.specificity
    return told * name + (1 - told) * name * around
