"""What the memory learns of a judged round, and what a round is told of those before it: what findings are of."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from audits.followed import known_fact, read_known
from audits.ledger import Memory
from audits.waivers import TOLD
from inspection.round_store import RoundStore
from inspection.types.judged_before import KNOWN_SUBJECTS, SUBJECTS
from inspection.types.judgement import Finding


def known_before(memory: Memory, district: str, round_: str, as_of: date) -> dict[str, Any]:
    """The fact of what earlier rounds' findings were of, by which a round knows the same pages and columns again."""
    return {KNOWN_SUBJECTS: known_fact(memory.subjects.known(district, round_, as_of))}


def remember_judged(memory: Memory, store: RoundStore, round_: str, district: str, as_of: date) -> list[str]:
    """Records what a district's round found, in place of what it had recorded before. Returns in Chinese which waivers
    are past or were not needed."""
    with memory.together():
        memory.record_round(round_, district, store.read(Finding), as_of)
        memory.subjects.remember(district, round_, as_of, read_known(store.fact(SUBJECTS)))
    return [*(store.fact(TOLD) or ()), *memory.acts.waivers_told(district, round_, as_of)]


def forget_subjects(store: RoundStore, addresses: Iterable[str]) -> bool:
    """Takes pages that may not be named out of what earlier rounds knew. Returns whether any was there."""
    named, found = set(addresses), False
    for name in (KNOWN_SUBJECTS, SUBJECTS):
        known = read_known(store.fact(name))
        kept = [one for one in known if one.url not in named]
        if len(kept) < len(known):
            store.set_fact(name, known_fact(kept))
            found = True
    return found
