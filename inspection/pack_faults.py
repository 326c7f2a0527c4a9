"""What is wrong in a rule pack's file: every fault with its place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date
from itertools import combinations
from typing import Any

from pydantic import ValidationError

from inspection.festivals import HOLIDAYS
from inspection.openness_values import (
    Deduction,
    InterpretationDuty,
    NoteScore,
    PartList,
    RecurringTask,
    ScoreWeight,
    SetColumn,
    SiteDocument,
    SubmittedReport,
    Threshold,
)
from inspection.pack_schema import FIXED, GROUPS, HEAD, SINGLE, SOURCE_KEYS, leaves, read_value
from inspection.rule_values import CalendarValue
from inspection.toml_faults import Fault, sentence, unknown_key
from inspection.toml_text import KeyPath, nearest

# Where 0 says something: the same day, no limit, no points. All other numbers are 1 or more.
_MAY_BE_ZERO: dict[type, tuple[str, ...]] = {
    Threshold: ("n",),
    PartList: ("least",),
    SiteDocument: ("months",),
    SetColumn: ("clicks",),
    InterpretationDuty: ("within_workdays",),
    NoteScore: ("percent",),
    ScoreWeight: ("percent",),
    Deduction: ("points", "cap"),
}
_CODE = re.compile(r"[A-M](?:\d\d)?")
# Each day of the year that every year has.
_DAYS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def pack_faults(table: dict[str, Any], parents: Sequence[str]) -> Iterator[Fault]:
    """Every fault of a pack file; `parents` are the packs that it may extend."""
    yield from _head_faults(table, parents)
    yield from _unknown_faults(table)
    yield from _value_faults(table)


def _head_faults(table: dict[str, Any], parents: Sequence[str]) -> Iterator[Fault]:
    title, extends = table.get("title"), table.get("extends")
    if title is None or title == "":
        yield ("title",), "缺少“title”，请写上检查口径的中文名称"
    elif not isinstance(title, str):
        yield ("title",), f"“title”应是加引号的文字，现在是“{title}”"
    if extends is not None and not isinstance(extends, str):
        yield ("extends",), '“extends”应是加引号的一个口径名称，如 extends = "national"'
    elif extends is not None and extends not in parents:
        like = nearest(extends, list(parents))
        hint = f"，是不是“{like}”？" if like else ""
        yield ("extends",), f"extends 引用的“{extends}”不存在{hint}（可用：{'、'.join(parents)}）"
    yield from _off_faults(table.get("off", []))


def _off_faults(off: Any) -> Iterator[Fault]:
    """`off` names what the pack takes out of those that it extends: a section, or one value of a group."""
    if not isinstance(off, list):
        yield ("off",), '“off”应是 [ ] 括起的列表，如 off = ["validity_duty", "site_documents.push_rule"]'
        return
    for place in off:
        section, dot, name = str(place).partition(".")
        if section not in (SINGLE if not dot else GROUPS) or (dot and not name):
            like = nearest(str(place), list(SINGLE)) if not dot else None
            hint = f"，是不是“{like}”？" if like else ""
            shown = "、".join(list(SINGLE)[-3:])
            yield ("off",), f"off 中的“{place}”应写成 {shown} 这样的节名，或 site_documents.名称{hint}"


def _unknown_faults(table: dict[str, Any]) -> Iterator[Fault]:
    for key, value in table.items():
        if key not in (*HEAD, *SINGLE, *GROUPS):
            yield (key,), unknown_key(key, (*HEAD, *SINGLE, *GROUPS))
        elif key in GROUPS and not isinstance(value, dict):
            yield (key,), f"“{key}”应写成 [{key}.名称] 这样的一节"
        elif key in FIXED and isinstance(value, dict):
            for name in value:
                if name not in FIXED[key]:
                    yield (key, name), unknown_key(name, FIXED[key])


def _value_faults(table: dict[str, Any]) -> Iterator[Fault]:
    for place, kind, versions in leaves(table):
        spans: list[tuple[KeyPath, date, date]] = []
        for where, given in versions:
            if not isinstance(given, dict):
                yield where, f"“{'.'.join(place)}”应是一节 [ ] 或 {{ }} 表"
                continue
            yield from _key_faults(where, kind, given)
            try:
                value = read_value(kind, given)
            except ValidationError as error:
                for detail in error.errors():
                    loc = tuple(part for part in detail["loc"] if part != "source")
                    yield (*where, *loc), sentence({**detail, "loc": loc}, ())
            else:
                yield from _sense_faults(where, value)
                source = value.source
                spans.append((where, source.valid_from or date.min, source.valid_to or date.max))
        yield from _span_faults(spans)


def _key_faults(where: KeyPath, kind: type, given: dict[str, Any]) -> Iterator[Fault]:
    """Keys that a value of this kind does not have, and what its type alone does not refuse."""
    known = [*(f.name for f in fields(kind) if f.name != "source"), *SOURCE_KEYS]
    for key, item in given.items():
        zero = key in _MAY_BE_ZERO.get(kind, ())
        if key not in known:
            yield (*where, key), unknown_key(key, known)
        elif isinstance(item, int) and not isinstance(item, bool) and item < (0 if zero else 1):
            yield (*where, key), f"“{key}”{'不能小于' if zero else '应大于'} 0，现在是“{item}”"
        elif item in ("", [], {}):
            yield (*where, key), f"“{key}”不能为空，不需要时请删去这一行"
        elif _holds_nothing(item):
            # An empty word is in every text: whoever is asked for it always passes, whoever is excused by it always is.
            yield (*where, key), f"“{key}”中有空的词或空的列表，请补上或删去"


def _holds_nothing(item: Any) -> bool:
    """Whether a list or table holds, however deep, a word of blanks, or nothing at all."""
    if isinstance(item, dict):
        return any(_holds_nothing(inner) or inner in ([], {}) for inner in item.values())
    if isinstance(item, list):
        return any(_holds_nothing(inner) or inner in ([], {}) for inner in item)
    return isinstance(item, str) and not item.strip()


def _sense_faults(where: KeyPath, value: Any) -> Iterator[Fault]:
    """What each key allows by itself and the value as a whole does not."""
    for key in ("rule", "rules"):
        codes = getattr(value, key, ())
        for code in (codes,) if isinstance(codes, str) else codes:
            if not _CODE.fullmatch(code):
                yield (*where, key), f"“{key}”应是检查项代码，如 E04，现在是“{code}”"
    if getattr(value, "percent", 0) > 100:
        yield (*where, "percent"), f"“percent”是百分比，不能大于 100，现在是“{value.percent}”"
    if isinstance(value, CalendarValue) and value.region not in (regions := _regions()):
        yield (*where, "region"), f"没有“{value.region}”的放假资料（可用：{'、'.join(regions)}）"
    if isinstance(value, PartList) and value.least > len(value.parts):
        yield (*where, "least"), f"“least”是 {value.least}，而 parts 只有 {len(value.parts)} 项"
    if isinstance(value, Deduction) and value.points > value.cap:
        yield (*where, "cap"), f"“cap”（{value.cap}）小于一处所扣的“points”（{value.points}）"
    yield from _day_faults(where, value)


def _regions() -> list[str]:
    """The regions whose own holidays ship."""
    return sorted(path.stem for path in HOLIDAYS.glob("*.toml") if path.stem != "festivals")


def _day_faults(where: KeyPath, value: Any) -> Iterator[Fault]:
    """Days of the year (MM-DD) and of the month (DD) that are none."""
    if isinstance(value, SiteDocument) and value.yearly_by is not None and not _is_day_of_year(value.yearly_by):
        yield (*where, "yearly_by"), _of_year("yearly_by", value.yearly_by)
    if isinstance(value, SubmittedReport | RecurringTask) and value.due is not None:
        if value.every not in ("month", "quarter", "half_year"):
            if not _is_day_of_year(value.due):
                yield (*where, "due"), _of_year("due", value.due)
        elif not re.fullmatch(r"0[1-9]|[12]\d|3[01]", value.due):
            yield (*where, "due"), f"“due”应写成 05 这样的日（31 为月末），现在是“{value.due}”"


def _of_year(key: str, given: str) -> str:
    return f"“{key}”应写成 03-31 这样每年都有的月日，现在是“{given}”"


def _is_day_of_year(text: str) -> bool:
    found = re.fullmatch(r"(0[1-9]|1[0-2])-(\d\d)", text)
    return found is not None and 1 <= int(found[2]) <= _DAYS[int(found[1])]


def _span_faults(spans: list[tuple[KeyPath, date, date]]) -> Iterator[Fault]:
    for where, first, last in spans:
        if first > last:
            yield (*where, "valid_from"), "valid_from 晚于 valid_to"
    for (_, first, last), (where, other_first, other_last) in combinations(spans, 2):
        if first <= other_last and other_first <= last:
            yield where, "同一项的两个版本有效期重叠，请用 valid_from、valid_to 分开"
