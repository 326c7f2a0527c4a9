"""Points of a round: items, units, classes of units, the district (docs/scores.md).

What is not due leaves the denominator; what could not be verified, or is not decided, makes the points a range and
never a deduction. Faults that were put right count as put right; vetoes and red lines stand apart, in no average.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from audits.names import resolve_unit
from audits.score_items import DECIDED, Item, items_of, points_off
from inspection.rule_values import RulePack
from inspection.telling import may_be_told
from inspection.types.directory import Entry
from inspection.types.judgement import Coverage, EntryKey, Finding, Unit
from inspection.types.page_facts import ElementsFound
from inspection.types.score import Score
from inspection.unit_names import unit_names

_OWN_ENDINGS = ("人民政府", "人民政府办公室", "政府办公室", "政府办", "政务公开办公室")
# Bodies that are not the district's to answer for (vertical ones, utilities through their department, the city's own).
_OUTSIDE = ("垂直", "公共企事业", "市直")
_OWN, _UNLISTED = "本级", "未列入名册"
_NOBODY = "未明确责任单位"
_RED, _VETO = 1, "C06"
# What was leaked stays leaked when it is taken down.
_HAPPENED = (*DECIDED, "fixed", "closed")


@dataclass(frozen=True)
class Scored:
    """What one district's round is scored from. `findings` come with what became of them; `drawn` are the units of a
    recorded sample (None: none was drawn), `sample` says how it was drawn; `pack_print` and `directories` name the
    versions that were frozen; `unfit` says why the round is not fit for scoring; `renamed` are the keys that matters
    of the earlier round to compare with bear now, by those that they bore then, where they differ."""

    round: str
    district: str
    district_name: str
    pack: RulePack
    pack_print: str
    directories: str
    entries: tuple[Entry, ...]
    coverage: tuple[Coverage, ...]
    findings: tuple[Finding, ...]
    elements: tuple[ElementsFound, ...] = ()
    units: tuple[Unit, ...] = ()
    drawn: frozenset[str] | None = None
    sample: str | None = None
    unfit: tuple[str, ...] = ()
    renamed: Mapping[EntryKey, EntryKey] = field(default_factory=dict)


class Range(NamedTuple):
    """Points at least and at most."""

    low: float
    high: float


def scores(now: Scored, before: Scored | None = None) -> list[Score]:
    """All scores of a district's round: the district's, its classes', its units', its items', in that order.

    `before` is the earlier round to compare with, on the items that both have, under whatever name.
    """
    return _Count(now, before).all()


class _Count:
    def __init__(self, now: Scored, before: Scored | None) -> None:
        self._now = now
        self._units = tuple(unit for unit in now.units if _in_force(unit, now.pack.on))
        self._items = _items(now)
        keys = frozenset(item.key for item in self._items)
        self._earlier = _under_new_names(_items(before), now.renamed) if before else {}
        self._class_of = {unit.name: self._class(unit) for unit in self._units}
        self._names: dict[str, str] = {}
        self._off: dict[str, Range] = {}
        for name, (decided, doubtful) in points_off(_outside_items(now.findings, keys), now.pack).items():
            unit = self._named(name)
            before_ = self._off.get(unit, Range(0.0, 0.0))
            self._off[unit] = Range(before_.low + decided, before_.high + doubtful)

    def all(self) -> list[Score]:
        """In the order of levels, then of names."""
        by_unit: dict[str, list[Item]] = {name: [] for name in self._off}
        for item in self._items:
            for name in dict.fromkeys(map(self._named, unit_names(item.unit) or (_NOBODY,))):
                by_unit.setdefault(name, []).append(item)
        units = {name: self._unit(name, items) for name, items in sorted(by_unit.items())}
        classes = self._classes(units, by_unit)
        return [self._district(classes, units, by_unit), *classes, *units.values(), *map(self._item, self._items)]

    def _named(self, name: str) -> str:
        """A unit as units.csv calls it."""
        if name not in self._names:
            found = resolve_unit(name, self._units, self._now.district_name, self._now.pack.on)
            self._names[name] = found.name if found else name
        return self._names[name]

    def _class_named(self, name: str) -> str:
        """The class that a unit counts in; for what names nobody the district's own offices answer."""
        return _OWN if name == _NOBODY else self._class_of.get(name, _UNLISTED)

    def _item(self, item: Item) -> Score:
        made = self._score("item", [item], Range(item.low, item.high) if item.due else None, item.reason)
        of = {self._class_of.get(self._named(name)) for name in unit_names(item.unit)}
        return replace(
            made, unit=item.unit, unit_class=next(iter(of)) if len(of) == 1 else None, deducted=item.deducted,
            domain=item.key[0], level1=item.key[1] or None, level2=item.key[2] or None,
        )  # fmt: skip

    def _unit(self, name: str, items: list[Item]) -> Score:
        due = [item for item in items if item.due]
        decided, doubtful = self._off.get(name, (0.0, 0.0))
        points, reason = None, "没有应公开的事项"
        if due:
            points = Range(
                max(0.0, _mean([item.low for item in due]) - decided - doubtful),
                max(0.0, _mean([item.high for item in due]) - decided),
            )
            reason = f"另扣不属于具体事项的问题{decided:g}分" if decided else ""
        elif decided:
            reason += f"，所扣{decided:g}分未计入任何得分"
        made = self._score("unit", items, points, reason)
        taken = math.fsum([decided, *(item.deducted for item in due)])
        return replace(made, unit=name, unit_class=self._class_of.get(name), deducted=round(taken, 2))

    def _classes(self, units: Mapping[str, Score], by_unit: Mapping[str, list[Item]]) -> list[Score]:
        if not self._units:
            return []
        members: dict[str, list[str]] = defaultdict(list)
        for name in units:
            members[self._class_named(name)].append(name)
        found = []
        for name, names in sorted(members.items()):
            drawn = self._drawn(names)
            scored = [units[one] for one in drawn if units[one].low is not None]
            reason = f"{len(scored)} 个单位的平均" if scored else "没有应公开的事项"
            if name in _OUTSIDE:
                reason += "（不计入区得分）"
            if name == _UNLISTED:
                reason += f"（不计入区得分：{'、'.join(names)}不在 units.csv 中，请补充名册）"
            if name == _OWN and _NOBODY in drawn:
                reason += "（含没有明确责任单位的事项）"
            made = self._score("class", _together(by_unit[one] for one in drawn), _mean_range(scored), reason)
            found.append(replace(made, unit_class=name, deducted=_sum(scored)))
        return found

    def _drawn(self, names: Iterable[str]) -> list[str]:
        """Of units those that count: of classes that were drawn from the drawn ones, of others all; the district's own
        offices always."""
        drawn = self._now.drawn or frozenset()
        sampled = {self._class_named(one) for one in drawn} - {_OWN}
        return [one for one in names if one in drawn or self._class_named(one) not in sampled]

    def _district(
        self, classes: Sequence[Score], units: Mapping[str, Score], by_unit: Mapping[str, list[Item]]
    ) -> Score:
        weights = self._now.pack.score_weights
        groups: dict[str, list[str]] = {}
        for key, weight in weights.items() if classes else ():
            names = [one for one in units if self._class_named(one) in weight.classes and units[one].low is not None]
            if drawn := self._drawn(names):
                groups[key] = drawn
        if groups:
            parts = [(weights[key].percent, _mean_range([units[one] for one in of])) for key, of in groups.items()]
            points: Range | None = _weighted(parts)
            said = "、".join(f"{'与'.join(weights[key].classes)} {weights[key].percent}%" for key in groups)
            whole = sum(weights[key].percent for key in groups) == sum(one.percent for one in weights.values())
            reason = f"按单位类别加权：{said}" + ("" if whole else "（没有的类别，权重由现有的分担）")
            counted = [one for of in groups.values() for one in of]
        else:
            counted = list(units)
            points = _mean_range([units[one] for one in counted if units[one].low is not None], by_items=True)
            reason = "没有可计分的单位" if self._units else "没有单位名册（units.csv），按事项平均"
        if any(one.unit_class == _UNLISTED for one in classes):
            reason += "；有单位未列入名册，没有计入"
        if self._now.unfit:
            reason += f"；本批次不宜用于评分：{'；'.join(self._now.unfit)}"
        made = self._score("district", _together(by_unit[one] for one in counted), points, reason)
        taken = _sum(units[one] for one in counted)
        return replace(made, deducted=taken, vetoes=self._vetoes(), red_lines=self._red())

    def _score(self, level: str, items: Sequence[Item], points: Range | None, reason: str) -> Score:
        due = [item for item in items if item.due]
        low, high = (round(points.low, 2), round(points.high, 2)) if points else (None, None)
        change, compared = self._change(due)
        return Score(
            level=level,  # type: ignore[arg-type]  # one of the four, given above
            round=self._now.round, district=self._now.district, unit_class=None, unit=None, domain=None, level1=None,
            level2=None, items=len(due), points=low if low == high else None, low=low, high=high,
            deducted=round(math.fsum(item.deducted for item in due), 2),
            unverifiable=sum(item.unverifiable for item in due), undecided=sum(item.undecided for item in due),
            change=change, compared=compared, vetoes=(), red_lines=0, reason=reason, pack=self._now.pack_print,
            directories=self._now.directories, sample=self._now.sample,
        )  # fmt: skip

    def _change(self, due: Iterable[Item]) -> tuple[float | None, int]:
        """The mean change on items of which both rounds are sure."""
        pairs = [(item, self._earlier.get(item.key)) for item in due]
        sure = [(a.low, b.low) for a, b in pairs if b is not None and b.due and a.low == a.high and b.low == b.high]
        return (round(_mean([a - b for a, b in sure]), 2) if sure else None), len(sure)

    def _vetoes(self) -> tuple[str, ...]:
        told = [one.message for one in self._now.findings if one.rule == _VETO and one.state in DECIDED]
        return tuple(sorted(set(told)))

    def _red(self) -> int:
        # what is handled by telephone alone is in nobody's numbers either
        told = [one for one in self._now.findings if may_be_told(one, "own")]
        return sum(one.severity == _RED and one.rule != _VETO and one.state in _HAPPENED for one in told)

    def _class(self, unit: Unit) -> str:
        own = unit.kind == "区属" and unit.name.endswith(_OWN_ENDINGS) and self._is_districts_own(unit.name)
        return _OWN if own else unit.kind

    def _is_districts_own(self, name: str) -> bool:
        return name.startswith(self._now.district_name) or not any(mark in name for mark in ("镇", "乡", "街道"))


def _items(given: Scored) -> list[Item]:
    return items_of(given.coverage, given.entries, given.findings, given.elements, given.pack)


def _under_new_names(items: Iterable[Item], renamed: Mapping[EntryKey, EntryKey]) -> dict[EntryKey, Item]:
    """The items of an earlier round by the keys that their matters bear now; a key that another matter has taken since
    is that one's."""
    found = {item.key: item for item in items}
    kept = {key: item for key, item in found.items() if key not in renamed}
    return kept | {renamed[key]: item for key, item in found.items() if key in renamed}


def _outside_items(findings: Iterable[Finding], keys: frozenset[EntryKey]) -> list[Finding]:
    """The findings that are of no item of the round: of columns without one, of the directory, of what is handed in."""
    return [one for one in findings if one.rule.startswith("A") or one.mode == "C" or _key(one) not in keys]


def _key(finding: Finding) -> EntryKey:
    return (finding.domain or "", finding.level1 or "", finding.level2 or "")


def _together(of_units: Iterable[Sequence[Item]]) -> list[Item]:
    """The items of several units, once each, in order of key."""
    by_key = {item.key: item for items in of_units for item in items}
    return [by_key[key] for key in sorted(by_key)]


def _in_force(unit: Unit, on: date) -> bool:
    return (unit.since is None or unit.since <= on) and (unit.until is None or on <= unit.until)


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)


def _mean_range(scored: Sequence[Score], *, by_items: bool = False) -> Range | None:
    weights = [one.items if by_items else 1 for one in scored]
    if not sum(weights):
        return None
    lows = math.fsum((one.low or 0.0) * weight for one, weight in zip(scored, weights, strict=True))
    highs = math.fsum((one.high or 0.0) * weight for one, weight in zip(scored, weights, strict=True))
    return Range(lows / sum(weights), highs / sum(weights))


def _weighted(parts: Sequence[tuple[int, Range | None]]) -> Range:
    given = [(share, part) for share, part in parts if part is not None]
    whole = sum(share for share, _ in given)
    return Range(
        math.fsum(share * part.low for share, part in given) / whole,
        math.fsum(share * part.high for share, part in given) / whole,
    )


def _sum(scored: Iterable[Score]) -> float:
    return round(math.fsum(one.deducted for one in scored), 2)
