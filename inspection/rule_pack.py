"""Rule packs: config/packs/*.toml, read for one day and frozen with the round.

A pack is a table of values; each names its `clause` and `certainty` and may say `valid_from` and `valid_to`. A value
may be given in several versions (an array of tables) that hold one after another. What a pack does not say, or not for
the day, is taken from the pack that it `extends`; what none says is not judged.
"""

import json
from collections.abc import Iterator
from dataclasses import MISSING, fields
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from inspection.errors import UserError
from inspection.masked_words import MaskForms
from inspection.openness_values import (
    Deduction,
    FirstRound,
    Hosts,
    InterpretationDuty,
    NoteScore,
    PartList,
    RecurringTask,
    ScoreWeight,
    SetColumn,
    SiteDocument,
    SubmittedReport,
    Threshold,
    ValidityDuty,
    VetoLine,
)
from inspection.pack_source import Source
from inspection.rule_values import (
    AbolishedBody,
    BodyText,
    CalendarValue,
    CatalogueDue,
    ColumnClock,
    Deadline,
    DeadLink,
    DirectoryForm,
    DomainTerms,
    ItemLimit,
    LabelDuty,
    LabelForms,
    LabelSet,
    LaterGuide,
    Masking,
    Migration,
    NoticeText,
    PeriodClock,
    Recheck,
    RepealedText,
    RulePack,
    SpecialLimit,
    SpecialPlatform,
    VagueBodies,
    VillageMatter,
)
from inspection.shipped import CONFIG
from inspection.toml_faults import Fault, refuse, sentence, told, unknown_key
from inspection.toml_text import KeyPath, nearest, read_toml

PACKS = CONFIG / "packs"
Place = tuple[str, ...]

_SINGLE: dict[str, type] = {
    "labels": LabelSet,
    "label_forms": LabelForms,
    "label_duty": LabelDuty,
    "item_limit": ItemLimit,
    "recheck": Recheck,
    "migration": Migration,
    "body_text": BodyText,
    "dead_link": DeadLink,
    "notice": NoticeText,
    "calendar": CalendarValue,
    "directory_form": DirectoryForm,
    "vague_bodies": VagueBodies,
    "catalogue_due": CatalogueDue,
    "masking": Masking,
    "interpretation": InterpretationDuty,
    "validity_duty": ValidityDuty,
    "link_hosts": Hosts,
    "first_round": FirstRound,
}
_GROUPS: dict[str, type] = {
    "special_limits": SpecialLimit,
    "column_clocks": ColumnClock,
    "periods": PeriodClock,
    "deadlines": Deadline,
    "domain_terms": DomainTerms,
    "later_guides": LaterGuide,
    "abolished_bodies": AbolishedBody,
    "repealed_texts": RepealedText,
    "special_platforms": SpecialPlatform,
    "village_matters": VillageMatter,
    "thresholds": Threshold,
    "part_lists": PartList,
    "site_documents": SiteDocument,
    "submitted_reports": SubmittedReport,
    "set_columns": SetColumn,
    "note_scores": NoteScore,
    "score_weights": ScoreWeight,
    "deductions": Deduction,
    "veto_lines": VetoLine,
    "tasks": RecurringTask,
}
# The keys of a group that every pack must end up with; the other groups name their values freely.
_FIXED: dict[str, tuple[str, ...]] = {
    "periods": ("day", "week", "month", "quarter", "half_year", "year"),
    "deadlines": ("ordinary", "veto", "directory", "leak", "objection"),
}
_HEAD = ("title", "extends")
_SOURCE_KEYS = tuple(f.name for f in fields(Source))
_PACK = TypeAdapter(RulePack)


def load_pack(name: str, on: date, folder: Path = PACKS) -> RulePack:
    """The pack of that name as it holds on a day. Raises UserError for an unknown name or a pack with faults."""
    chain = _chain(name, folder)
    values: dict[str, Any] = {group: {} for group in _GROUPS}
    for _, table in reversed(chain):
        for place, kind, versions in _leaves(table):
            for value in (_value(kind, version) for _, version in versions):
                if value.source.holds(on):
                    _put(values, place, value)
    missing = [".".join(place) for place in _required() if _get(values, place) is None]
    if missing:
        names = "、".join(missing)
        raise UserError(f'检查口径“{name}”在 {on} 没有可用的 {names}，请补上，或在首行写 extends = "national"。')
    return RulePack(
        name=name, title=chain[0][1]["title"], on=on, extends=tuple(earlier for earlier, _ in chain[1:]), **values
    )


def mask_forms(pack: RulePack) -> MaskForms:
    """How the pack wants personal data masked."""
    given = pack.masking
    return MaskForms(given.mobile, given.id_number, given.bank_card, given.name) if given else MaskForms()


def pack_names(folder: Path = PACKS) -> list[str]:
    """The names of the packs in a folder."""
    return sorted(path.stem for path in folder.glob("*.toml"))


def check_pack(path: Path) -> list[str]:
    """Every fault of a pack file in Chinese, in the order of its lines; none when the pack can be used.

    Raises UserError only where the file cannot be read as TOML at all.
    """
    table, text = read_toml(path)
    return told([*_head_faults(table, path), *_unknown_faults(table), *_value_faults(table)], text)


def to_json(pack: RulePack) -> str:
    """A pack as JSON, the same for the same pack."""
    return _PACK.dump_json(pack).decode("utf-8")


def from_json(text: str) -> RulePack:
    """The pack that `to_json` wrote."""
    return _PACK.validate_json(text, strict=True)


def _chain(name: str, folder: Path) -> list[tuple[str, dict[str, Any]]]:
    """The pack and those that it builds on, nearest first."""
    chain: list[tuple[str, dict[str, Any]]] = []
    wanted: str | None = name
    known = pack_names(folder)
    while wanted is not None:
        if wanted not in known:
            like = nearest(wanted, known)
            hint = f"，是不是“{like}”？" if like else "，"
            raise UserError(f"检查口径“{wanted}”不存在{hint}可用的检查口径：{'、'.join(known)}。")
        if wanted in [earlier for earlier, _ in chain]:
            ring = " → ".join([*(earlier for earlier, _ in chain), wanted])
            raise UserError(f"检查口径“{name}”的 extends 循环引用：{ring}，请改正。")
        path = folder / f"{wanted}.toml"
        refuse(path, check_pack(path))
        table, _ = read_toml(path)
        chain.append((wanted, table))
        wanted = table.get("extends")
    return chain


def _leaves(table: dict[str, Any]) -> Iterator[tuple[Place, type, list[tuple[KeyPath, dict[str, Any]]]]]:
    """Every value of a pack file: its place, its type, and its versions, each with where it stands."""
    for key, value in table.items():
        if key in _SINGLE:
            yield (key,), _SINGLE[key], _versions((key,), value)
        elif key in _GROUPS and isinstance(value, dict):
            for name, member in value.items():
                yield (key, name), _GROUPS[key], _versions((key, name), member)


def _versions(place: Place, value: Any) -> list[tuple[KeyPath, dict[str, Any]]]:
    if isinstance(value, list):
        return [((*place, number), version) for number, version in enumerate(value)]
    return [(place, value)]


def _value(kind: type, given: dict[str, Any]) -> Any:
    """One typed value. JSON is the mode in which strict types still let tables and lists become values."""
    source = {key: given[key] for key in _SOURCE_KEYS if key in given}
    rest = {key: item for key, item in given.items() if key not in _SOURCE_KEYS}
    text = json.dumps({**rest, "source": source}, default=str, ensure_ascii=False)
    return _adapter(kind).validate_json(text, strict=True)


@cache
def _adapter(kind: type) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _head_faults(table: dict[str, Any], path: Path) -> Iterator[Fault]:
    if not isinstance(table.get("title"), str) or not table["title"]:
        yield ("title",), "缺少“title”，请写上检查口径的中文名称"
    if "extends" in table and table["extends"] not in pack_names(path.parent):
        known = "、".join(pack_names(path.parent))
        yield ("extends",), f"extends 引用的“{table['extends']}”不存在（可用：{known}）"


def _unknown_faults(table: dict[str, Any]) -> Iterator[Fault]:
    for key, value in table.items():
        if key not in (*_HEAD, *_SINGLE, *_GROUPS):
            yield (key,), unknown_key(key, (*_HEAD, *_SINGLE, *_GROUPS))
        elif key in _GROUPS and not isinstance(value, dict):
            yield (key,), f"“{key}”应写成 [{key}.名称] 这样的一节"
        elif key in _FIXED:
            for name in value:
                if name not in _FIXED[key]:
                    yield (key, name), unknown_key(name, _FIXED[key])


def _value_faults(table: dict[str, Any]) -> Iterator[Fault]:
    for place, kind, versions in _leaves(table):
        spans: list[tuple[KeyPath, date, date]] = []
        for where, given in versions:
            if not isinstance(given, dict):
                yield where, f"“{'.'.join(place)}”应是一节 [ ] 或 {{ }} 表"
                continue
            yield from _key_faults(where, kind, given)
            try:
                source = _value(kind, given).source
            except ValidationError as error:
                for detail in error.errors():
                    loc = tuple(part for part in detail["loc"] if part != "source")
                    yield (*where, *loc), sentence({**detail, "loc": loc}, ())
            else:
                spans.append((where, source.valid_from or date.min, source.valid_to or date.max))
        yield from _span_faults(spans)


def _key_faults(where: KeyPath, kind: type, given: dict[str, Any]) -> Iterator[Fault]:
    """Keys that a value of this kind does not have, and what its type alone does not refuse."""
    known = [*(f.name for f in fields(kind) if f.name != "source"), *_SOURCE_KEYS]
    for key, item in given.items():
        if key not in known:
            yield (*where, key), unknown_key(key, known)
        elif isinstance(item, int) and not isinstance(item, bool) and item < 1:
            yield (*where, key), f"“{key}”应大于 0，现在是“{item}”"
        elif item in ("", []):
            yield (*where, key), f"“{key}”不能为空，不需要时请删去这一行"


def _span_faults(spans: list[tuple[KeyPath, date, date]]) -> Iterator[Fault]:
    for where, first, last in spans:
        if first > last:
            yield (*where, "valid_from"), "valid_from 晚于 valid_to"
    for (_, first, last), (where, other_first, other_last) in combinations(spans, 2):
        if first <= other_last and other_first <= last:
            yield where, "同一项的两个版本有效期重叠，请用 valid_from、valid_to 分开"


def _required() -> list[Place]:
    """The values without which nothing can be judged or sent."""
    optional = {f.name for f in fields(RulePack) if f.default is not MISSING}
    single = [(key,) for key in _SINGLE if key not in optional]
    return [*single, *((group, key) for group, keys in _FIXED.items() for key in keys)]


def _get(values: dict[str, Any], place: Place) -> Any:
    found: Any = values
    for part in place:
        found = found.get(part)
    return found


def _put(values: dict[str, Any], place: Place, value: Any) -> None:
    inner = values if len(place) == 1 else values[place[0]]
    inner[place[-1]] = value
