"""What exactly a fault is said to be: the part of an answer that a person's decision is bound to.

Days that pass, counts that grow and names that change are no part of it. What is: the wording chosen, how sure and how
serious it is, what is known of the entry's publication, and the facts of the thing itself that it rests on.
"""

from audits.rule import Answer
from inspection.types.judgement import Coverage

_FACTS = ("field", "guide", "label", "limit", "number", "printed", "published", "written", "year")


def charge_of(answer: Answer, severity: int) -> str:
    """The charge of a fault of the given severity; equal ones are the same charge."""
    parts = [answer.wording, f"severity={severity}", "suspected" if answer.suspected else "certain"]
    if isinstance(answer.subject, Coverage):
        parts.append(f"{answer.subject.trigger}/{answer.subject.state}")
    parts += [f"{name}={answer.facts[name]}" for name in _FACTS if answer.facts.get(name) not in (None, "")]
    return "|".join(parts)
