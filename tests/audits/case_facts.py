"""What case files say of pages' facts, of front pages, of earlier rounds, and of values beside the pack's own."""

from dataclasses import fields, replace
from datetime import date
from functools import cache
from typing import Any, get_args, get_type_hints

from pydantic import TypeAdapter

from inspection.pack_source import Source
from inspection.rule_values import RulePack
from inspection.types.page_facts import EarlierAbsence, EarlierDate, ElementsFound, HomePage, PageFacts

_SOURCE = {"clause": "江政办发〔2026〕1号", "certainty": "S"}
_ABSENCE = {
    "round": "2026-10", "looked_on": date(2026, 10, 28), "listing": "listing",
    "fetched_at": "2026-10-28T09:00:00+08:00", "snapshot_url": "https://www.linjiang.example/list/", "sha256": "0" * 64,
}  # fmt: skip


def page_facts(url: str, given: dict[str, Any]) -> PageFacts:
    """The facts of one page: what a case gives, the rest as of a page that shows nothing beside words."""
    return _read(PageFacts, {"url": url} | given)


def home_page(given: dict[str, Any]) -> HomePage:
    """A portal's front page."""
    return _read(HomePage, {"portal": "portal", "url": "https://www.linjiang.example/", "state": "ok"} | given)


def earlier_absence(given: dict[str, Any]) -> EarlierAbsence:
    """Proof of the round before that a page was not listed."""
    return _read(EarlierAbsence, _ABSENCE | given)


def earlier_date(given: dict[str, Any]) -> EarlierDate:
    """Proof of the round before that a page stated another date of publication."""
    shown = {
        "snapshot_url": given["url"],
        **{key: _ABSENCE[key] for key in ("round", "looked_on", "fetched_at", "sha256")},
    }
    return _read(EarlierDate, shown | given)


def elements_found(given: dict[str, Any]) -> ElementsFound:
    """What an entry's elements and a page's text have in common; `entry` is domain/level1/level2."""
    domain, level1, level2 = (*given["entry"].split("/"), "", "")[:3]
    rest = {key: value for key, value in given.items() if key != "entry"}
    names = {"domain": domain, "level1": level1, "level2": level2, "found": [], "missing": [], "read": True}
    return _read(ElementsFound, names | rest)


def with_values(pack: RulePack, given: dict[str, Any]) -> RulePack:
    """A pack with more values: a single one in its place, those of a group beside or in place of the pack's own."""
    hints = get_type_hints(RulePack)
    changed: dict[str, Any] = {}
    for name, value in given.items():
        if name not in {one.name for one in fields(RulePack)}:
            raise ValueError(f"packs have no {name}")
        kinds = [kind for kind in (*get_args(hints[name]), hints[name]) if hasattr(kind, "__dataclass_fields__")]
        if isinstance(getattr(pack, name), dict):
            kind = get_args(hints[name])[1]
            made = {key: _read(kind, {"source": Source(**_SOURCE)} | one) for key, one in value.items()}
            changed[name] = getattr(pack, name) | made
        else:
            changed[name] = _read(kinds[0], {"source": Source(**_SOURCE)} | value)
    return replace(pack, **changed)


def _read(kind: Any, given: dict[str, Any]) -> Any:
    return adapter(kind).validate_python(given)


@cache
def adapter(kind: Any) -> TypeAdapter[Any]:
    """What checks values of a kind; made once, since the making is what takes time."""
    return TypeAdapter(kind)
