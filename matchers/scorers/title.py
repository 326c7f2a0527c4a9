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
    own = within.mass(target.name_grams & subject.title_grams) / target.name_mass
    together = fuzz.partial_ratio(target.name, subject.plain_title) / 100
    name = 0.6 * own + 0.4 * together
    if target.name == subject.plain_title:
        name = 1.0
    around = within.mass(target.context_grams & (subject.title_grams | subject.path_grams))
    told = target.specificity
    return told * name + (1 - told) * name * around / max(target.context_mass, 1e-9)


def reason(subject: Subject, target: Target) -> str:
    """What title and name have in common."""
    if not subject.folded_title:
        return "网页没有标题，无法与事项名称比较"
    if target.name in subject.plain_title:
        known = [pair for pair in subject.within.folder.meant(subject.folded_title) if pair[1] in target.name]
        said = "".join(f"，其中“{word}”即{_full(target, meant)}" for word, meant in known[:1])
        return f"标题含事项名称“{target.written}”{said}"
    known = [pair for pair in subject.within.folder.meant(subject.folded_title) if pair[1] in target.name]
    if known:
        return f"标题含“{known[0][0]}”，即{_full(target, known[0][1])}"
    shared = _longest(target.name, subject.plain_title)
    if len(shared) < 2:
        return f"标题与事项名称“{target.written}”没有相同的词"
    return f"标题与事项名称“{target.written}”都有“{shared}”"


def _full(target: Target, meant: str) -> str:
    """The synonym as the entry itself writes it."""
    return target.written if target.name == meant else meant


def _longest(one: str, other: str) -> str:
    """The longest piece of one name that the other has."""
    pieces = (one[a:b] for size in range(len(one), 1, -1) for a in range(len(one) - size + 1) for b in (a + size,))
    return next((piece for piece in pieces if piece in other), "")
