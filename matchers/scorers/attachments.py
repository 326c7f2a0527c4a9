"""Whether the names of the files on the page speak of the entry: a notice is often only the cover of the list that
hangs on it.
"""

from matchers.subject import Subject
from matchers.target import Target

NAME = "附件名称"


def score(subject: Subject, target: Target) -> float | None:
    """0..1, how much of the entry's name the best file's name holds, by rarity of character pairs, at least 0.8 for a
    whole element; None without attachments whose names say more than the title."""
    if not subject.attachment_grams:
        return None
    mass = subject.within.mass
    name = max(mass(target.name_grams & own) for own in subject.attachment_grams) / target.name_mass
    return max(name, 0.8) if _elements(subject, target) else name


def reason(subject: Subject, target: Target) -> str:
    """The file's name that tells most."""
    said = score(subject, target)
    if said is None:
        return "没有附件，或附件名称与标题相同"
    element = _elements(subject, target)
    if element:
        return f"附件名称写明了公开要素“{element[0]}”"
    return f"附件名称说到“{target.written}”" if said >= 0.5 else f"附件名称没有说到“{target.written}”"


def _elements(subject: Subject, target: Target) -> list[str]:
    named = zip(target.element_names, target.element_grams, strict=True)
    return [name for name, own in named if len(name) >= 4 and any(own <= pairs for pairs in subject.attachment_grams)]
