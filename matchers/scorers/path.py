"""How well the columns above a page name the entry: its own name, its first level, its domain.

The deepest telling column counts most. Frame columns (首页, 政务公开) say nothing.
"""

from rapidfuzz import fuzz

from matchers.subject import Subject
from matchers.target import Target

NAME = "栏目路径"


def score(subject: Subject, target: Target) -> float | None:
    """0..1; None when no column of the path says anything about an entry, a domain or a first level."""
    segments = subject.segments
    if not segments:
        return None
    within = subject.within
    domain = any(within.is_domain(segment, target.domain) for segment in segments)
    other = not domain and any(within.domain_words(segment) for segment in segments)
    level1 = max(_alike(segment, target.level1) for segment in segments) if target.level1 else 0.0
    own = max(
        _alike(segment, target.name) * (1.0 if place == 0 else 0.9) for place, segment in enumerate(reversed(segments))
    )
    if not domain and own < 0.8 and level1 < 0.9:
        return 0.1 if other else None
    named = 0.5 * own + 0.2 * level1 + (0.3 if domain else 0.0)
    if own >= 0.88:
        named = max(named, 0.95 if domain else 0.8)
    if other:
        named *= 0.5
    return named


def _alike(segment: str, name: str) -> float:
    ratio: float = fuzz.ratio(segment, name, score_cutoff=70) / 100
    if ratio:
        return ratio
    shorter, longer = sorted((segment, name), key=len)
    return 0.8 * len(shorter) / len(longer) if len(shorter) >= 4 and shorter in longer else 0.0
