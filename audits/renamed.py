"""Matters under their first known names: a fault keeps its identity when the directory calls its matter otherwise."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from audits.names import fold
from inspection.types.judgement import EntryKey
from inspection.types.renames import FormerNames


def former_fact(former: Iterable[FormerNames]) -> list[dict[str, Any]]:
    """Former names as a fact that a round's store can freeze."""
    return [
        {
            "now": list(one.now), "before": [list(key) for key in one.before], "since": one.since,
            "left": list(one.left),
        }
        for one in former
    ]  # fmt: skip


def read_former(fact: Any) -> tuple[FormerNames, ...]:
    """What such a fact says; nothing for a round that froze none."""
    return tuple(
        FormerNames(_key(one["now"]), tuple(map(_key, one["before"])), one["since"], tuple(one.get("left", ())))
        for one in fact or ()
    )


def entry_print(key: EntryKey) -> str:
    """What a matter's identity is made of: its folded names."""
    return "/".join(fold(name) for name in key)


def first_known(former: Iterable[FormerNames], keys: Iterable[EntryKey]) -> dict[EntryKey, str]:
    """The prints of a directory's matters by their present keys, and of the names that they gave up.

    A matter that bears a name which another one had before it is told apart by a number: it is not that matter.
    """
    by_key = {one.now: one for one in former}
    claims: dict[str, dict[str, list[EntryKey]]] = defaultdict(lambda: defaultdict(list))
    for key in dict.fromkeys(keys):
        one = by_key.get(key)
        # who left the name first is whom it is remembered for; who bears it now comes last
        since = one.since if one else "~"
        claims[entry_print(one.first if one else key)][f"{since}/{entry_print(key)}" if one else since].append(key)
    # an item of the guide that bears a name which the directory gave up is not the matter that bore it
    found = {key: f"{entry_print(key)}#0" for one in by_key.values() for key in one.before}
    for printed, claimants in claims.items():
        for place, claim in enumerate(sorted(claimants)):
            known = f"{printed}#{place + 1}" if place else printed
            found |= dict.fromkeys(claimants[claim], known)
    return found


def _key(names: Iterable[str]) -> EntryKey:
    domain, level1, level2 = names
    return (domain, level1, level2)
