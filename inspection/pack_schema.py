"""What a rule pack's file may hold: its sections, their types, and how a value is read."""

import json
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from typing import Any, get_args, get_type_hints

from pydantic import TypeAdapter

from inspection.pack_source import Source
from inspection.rule_values import RulePack
from inspection.toml_text import KeyPath

Place = tuple[str, ...]


def _sections() -> tuple[dict[str, type], dict[str, type]]:
    """The sections that hold one value, and those that hold many: every field of a pack whose values name a source."""
    single: dict[str, type] = {}
    groups: dict[str, type] = {}
    for name, hint in get_type_hints(RulePack).items():
        kinds = [kind for kind in (hint, *get_args(hint)) if "source" in getattr(kind, "__dataclass_fields__", {})]
        if kinds:
            (single, groups)[dict in (hint, getattr(hint, "__origin__", None))][name] = kinds[0]
    return single, groups


# Sections that hold one value, and sections that hold many, each under a name of its own.
SINGLE, GROUPS = _sections()
# The keys of a group that every pack must end up with; the other groups name their values freely.
FIXED: dict[str, tuple[str, ...]] = {
    "periods": ("day", "week", "month", "quarter", "half_year", "year"),
    "deadlines": ("ordinary", "veto", "directory", "leak", "objection"),
    "document_kinds": ("one_case", "party"),
}
HEAD = ("title", "extends", "off")
SOURCE_KEYS = tuple(f.name for f in fields(Source))


def leaves(table: dict[str, Any]) -> Iterator[tuple[Place, type, list[tuple[KeyPath, dict[str, Any]]]]]:
    """Every value of a pack file: its place, its type, and its versions, each with where it stands."""
    for key, value in table.items():
        if key in SINGLE:
            yield (key,), SINGLE[key], _versions((key,), value)
        elif key in GROUPS and isinstance(value, dict):
            for name, member in value.items():
                yield (key, name), GROUPS[key], _versions((key, name), member)


def read_value(kind: type, given: dict[str, Any]) -> Any:
    """One typed value; pydantic's ValidationError where it is none.

    JSON is the mode in which strict types still let tables and lists become values.
    """
    source = {key: given[key] for key in SOURCE_KEYS if key in given}
    rest = {key: item for key, item in given.items() if key not in SOURCE_KEYS}
    text = json.dumps({**rest, "source": source}, default=str, ensure_ascii=False)
    return _adapter(kind).validate_json(text, strict=True)


def _versions(place: Place, value: Any) -> list[tuple[KeyPath, dict[str, Any]]]:
    if isinstance(value, list):
        return [((*place, number), version) for number, version in enumerate(value)]
    return [(place, value)]


@cache
def _adapter(kind: type) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
