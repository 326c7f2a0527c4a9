"""What an office's own pack has wrong against the packs that it builds on: names that nothing there answers to."""

from collections.abc import Iterator, Sequence
from typing import Any

from rapidfuzz import fuzz, process

from inspection.pack_schema import GROUPS, SINGLE
from inspection.toml_faults import Fault

# Checks ask for these by name: under any other name a value would change nothing, silently.
_ASKED_BY_NAME = ("thresholds", "part_lists")
# Asked for by a check, and left to offices: no shipped pack settles them.
_LEFT_TO_OFFICES = {"thresholds": ("consultation_result", "message_workdays", "minimum_items", "response_column")}
_LIKE = 80


def own_faults(table: dict[str, Any], extended: Sequence[dict[str, Any]]) -> Iterator[Fault]:
    """Every such fault; `extended` are the tables of the packs that it builds on."""
    yield from _off_faults(table.get("off"), extended)
    for group in _ASKED_BY_NAME:
        known = sorted({*_names(extended, group), *_LEFT_TO_OFFICES.get(group, ())})
        for name in _names([table], group):
            # A name that is like none may be one that a check of the office's own asks for.
            like = process.extractOne(name, known, scorer=fuzz.ratio, score_cutoff=_LIKE)
            if like is not None and name not in known:
                yield (group, name), f"没有检查项用到“{name}”，是不是“{like[0]}”？"


def _off_faults(off: Any, extended: Sequence[dict[str, Any]]) -> Iterator[Fault]:
    """What is taken out must be there. (Places that are none at all are told of with the pack's other faults.)"""
    for place in off if isinstance(off, list) else ():
        section, dot, name = str(place).partition(".")
        if dot and name and section in GROUPS and name not in (known := _names(extended, section)):
            like = process.extractOne(name, sorted(known), scorer=fuzz.ratio, score_cutoff=_LIKE)
            hint = f"，是不是“{section}.{like[0]}”？" if like else "，请核对或删去"
            yield ("off",), f"off 中的“{place}”在所沿用的口径里没有{hint}"
        elif not dot and section in SINGLE and not any(section in one for one in extended):
            yield ("off",), f"off 中的“{place}”在所沿用的口径里没有，请核对或删去"


def _names(tables: Sequence[dict[str, Any]], group: str) -> set[str]:
    held = (table.get(group) for table in tables)
    return {name for one in held if isinstance(one, dict) for name in one}
