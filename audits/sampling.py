"""Drawing lots: units, domains, columns by class, and passes for people to look at.

Anyone can repeat a draw: the order is that of the SHA-256 of seed, class and name, whatever the order of what is drawn
from. What was drawn in the rounds before comes last.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from audits.audit import title_of, url_of
from audits.case import Case
from audits.identity import identities
from audits.rule import Rule
from inspection.short_ids import short_id

_SIGNS = 8


@dataclass(frozen=True)
class Lot:
    """One thing that may be drawn: its class, and its name, which tells it from the others of its class."""

    stratum: str
    name: str


@dataclass(frozen=True)
class Pass:
    """Something that a rule found in order. `id` follows from its identity, `title` and `url` are what to look at."""

    id: str
    rule: str
    rule_name: str
    requirement: str
    district: str
    unit: str | None
    title: str
    url: str


def draw(lots: Iterable[Lot], counts: Mapping[str, int], seed: str, recently: Iterable[Lot] = ()) -> list[Lot]:
    """So many of each class, those not drawn lately first, in order of class and lot.

    A class of which there are fewer gives all it has; one that `counts` does not name gives none.
    """
    late = set(recently)
    by_class: dict[str, set[Lot]] = defaultdict(set)
    for lot in lots:
        by_class[lot.stratum].add(lot)
    found = []
    for stratum in sorted(by_class):
        order = sorted(by_class[stratum], key=lambda lot: (lot in late, _rank(seed, lot), lot.name))
        found += order[: counts.get(stratum, 0)]
    return found


def shares(sizes: Mapping[str, int], count: int) -> dict[str, int]:
    """How many of each class when so many are to be drawn in all: at least one of each as far as that goes, the rest in
    proportion to their sizes (largest remainders)."""
    there = {name: size for name, size in sizes.items() if size}
    count = min(count, sum(there.values()))
    if count <= len(there):
        largest = sorted(there, key=lambda name: (-there[name], name))
        return {name: int(name in largest[:count]) for name in sorted(there)}
    rest, whole = count - len(there), sum(there.values()) - len(there)
    exact = {name: rest * (size - 1) / whole for name, size in there.items()} if whole else dict.fromkeys(there, 0.0)
    given = {name: 1 + math.floor(share) for name, share in exact.items()}
    by_remainder = sorted(there, key=lambda name: (math.floor(exact[name]) - exact[name], name))
    for name in by_remainder[: count - sum(given.values())]:
        given[name] += 1
    return {name: given[name] for name in sorted(given)}


def passes(case: Case, rules: Sequence[Rule]) -> list[Pass]:
    """Everything that rules found in order in a district's round, in order of rule."""
    identity = identities(case)
    found = []
    for rule in rules:
        for answer in rule.ask(case):
            if answer.verdict != "pass":
                continue
            title, url = title_of(case, answer.subject) or case.district.name, url_of(case, answer.subject)
            id_ = short_id("P", identity(rule.code, answer.subject), _SIGNS)
            unit = case.unit_of(answer.subject)
            found.append(Pass(id_, rule.code, rule.name, rule.requirement, case.district.id, unit, title, url))
    return found


def _rank(seed: str, lot: Lot) -> str:
    return sha256(f"{seed}\n{lot.stratum}\n{lot.name}".encode()).hexdigest()
