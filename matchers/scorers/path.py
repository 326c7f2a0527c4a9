"""How well the columns above a page name the entry: its own name, its first level, its domain.

The deepest telling column counts most. Frame columns (首页, 政务公开) say nothing.
"""

from rapidfuzz import fuzz

from matchers.subject import Subject
from matchers.target import Target

NAME = "栏目路径"
# how far the last column and those above it are believed to name the entry
DEEPEST, HIGHER = 1.0, 0.9


def score(subject: Subject, target: Target) -> float | None:
    """0..1; None when no column of the path says anything about an entry, a domain or a first level. A column that the
    title contradicts is believed no more than half."""
    segments = subject.segments
    if not segments:
        return None
    within = subject.within
    domain = any(within.is_domain(segment, target.domain) for segment in segments)
    other = not domain and any(within.domain_words(segment) for segment in segments)
    level1 = max(alike(segment, target.level1) for segment in segments) if target.level1 else 0.0
    own = max(
        alike(segment, target.name) * (DEEPEST if place == 0 else HIGHER)
        for place, segment in enumerate(reversed(segments))
    )
    return named(own, level1, domain, other, other or subject.contradicts(target))


def named(own: float, level1: float, domain: bool, other: bool, doubted: bool) -> float | None:
    """The score of columns that are so much like the entry's name and first level (0..1), of which one is its domain's,
    or one another's, and which are believed or half believed."""
    if not domain and own < 0.8 and level1 < 0.9:
        return 0.1 if other else None
    told = 0.5 * own + 0.2 * level1 + (0.3 if domain else 0.0)
    if own >= 0.88:
        told = max(told, 0.95 if domain else 0.8)
    return told * 0.5 if doubted else told


def alike(segment: str, name: str) -> float:
    """How much a column's name is like another: 0..1, and 0 where it is not."""
    ratio: float = fuzz.ratio(segment, name, score_cutoff=70) / 100
    if ratio:
        return ratio
    shorter, longer = sorted((segment, name), key=len)
    return 0.8 * len(shorter) / len(longer) if len(shorter) >= 4 and shorter in longer else 0.0


def reason(subject: Subject, target: Target) -> str:
    """The column that names the entry, its first level or its domain."""
    if not subject.segments:
        return "没有可比较的栏目路径"
    within = subject.within
    for wanted, said in ((target.name, "事项"), (target.level1, "一级事项")):
        best = max(subject.segments, key=lambda segment: alike(segment, wanted))
        if wanted and alike(best, wanted) >= 0.8:
            return f"所在栏目“{best}”与{said}“{wanted}”一致"
    if any(within.is_domain(segment, target.domain) for segment in subject.segments):
        return f"栏目属于“{target.domain}”领域，但没有写明具体事项"
    other = next((segment for segment in subject.segments if within.domain_words(segment)), None)
    return f"栏目“{other}”属于别的领域" if other else f"栏目“{subject.segments[-1]}”与该事项没有明显关系"
