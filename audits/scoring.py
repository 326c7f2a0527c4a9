"""Points of a round: items, units, classes of units, the district (docs/scores.md).

What is not due leaves the denominator; what could not be verified, or is not decided, makes the points a range and
never a deduction. Faults that were put right count as put right; vetoes and red lines stand apart, in no average.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from audits.score_items import DECIDED, Item, items_of, points_off
from inspection.rule_values import RulePack
from inspection.types.directory import Entry
from inspection.types.judgement import Coverage, EntryKey, Finding, Unit
from inspection.types.page_facts import ElementsFound
from inspection.types.score import Score

_OWN_ENDINGS = ("人民政府", "人民政府办公室", "政府办公室", "政府办", "政务公开办公室")
# Bodies that are not the district's to answer for (vertical ones, utilities through their department, the city's own).
_OUTSIDE = ("垂直", "公共企事业", "市直")
_OWN = "本级"
_NOBODY = "未明确责任单位"
_RED, _VETO = 1, "C06"


@dataclass(frozen=True)
class Scored:
    """What one district's round is scored from. `findings` come with what became of them; `drawn` are the units of a
    recorded sample (None: all), `sample` says how it was drawn; `pack_print` and `directories` name the versions that
    were frozen."""

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


class Range(NamedTuple):
    """Points at least and at most."""

    low: float
    high: float


def scores(now: Scored, before: Scored | None = None) -> list[Score]:
    """All scores of a district's round: the district's, its classes', its units', its items', in that order.

    `before` is the earlier round to compare with, on the items that both have.
    """
    return _Count(now, before).all()


class _Count:
    def __init__(self, now: Scored, before: Scored | None) -> None:
        self._now = now
        self._items = _items(now)
        keys = frozenset(item.key for item in self._items)
        self._earlier = {item.key: item for item in _items(before)} if before else {}
        self._class_of = {unit.name: self._class(unit) for unit in now.units}
        self._off = points_off([one for one in now.findings if not _is_of_item(one, keys)], now.pack)

    def all(self) -> list[Score]:
        """In the order of levels, then of names."""
        by_unit: dict[str, list[Item]] = defaultdict(list)
        for item in self._items:
            by_unit[item.unit or _NOBODY].append(item)
        units = {name: self._unit(name, items) for name, items in sorted(by_unit.items())}
        classes = self._classes(units, by_unit)
        return [self._district(classes, units), *classes, *units.values(), *map(self._item, self._items)]

    def _item(self, item: Item) -> Score:
        made = self._score("item", [item], Range(item.low, item.high) if item.due else None, item.reason)
        return replace(
            made, unit=item.unit, unit_class=self._class_of.get(item.unit or ""), deducted=item.deducted,
            domain=item.key[0], level1=item.key[1] or None, level2=item.key[2] or None,
        )  # fmt: skip

    def _unit(self, name: str, items: list[Item]) -> Score:
        due = [item for item in items if item.due]
        decided, doubtful = self._off.get(name, (0.0, 0.0))
        points = None
        if due:
            points = Range(
                max(0.0, _mean([item.low for item in due]) - decided - doubtful),
                max(0.0, _mean([item.high for item in due]) - decided),
            )
        made = self._score("unit", items, points, "" if due else "没有应公开的事项")
        taken = math.fsum([decided, *(item.deducted for item in due)])
        return replace(made, unit=name, unit_class=self._class_of.get(name), deducted=round(taken, 2))

    def _classes(self, units: Mapping[str, Score], by_unit: Mapping[str, list[Item]]) -> list[Score]:
        if not self._now.units:
            return []
        members: dict[str, list[str]] = defaultdict(list)
        for name in units:
            # the district's own office answers for items that name nobody
            members[self._class_of.get(name) or _OWN].append(name)
        found = []
        for name, names in sorted(members.items()):
            drawn = [one for one in names if self._now.drawn is None or one in self._now.drawn or name == _OWN]
            scored = [units[one] for one in drawn if units[one].low is not None]
            items = [item for one in drawn for item in by_unit[one]]
            reason = f"{len(scored)} 个单位的平均" if scored else "没有应公开的事项"
            reason += "（不计入区得分）" if name in _OUTSIDE else ""
            made = self._score("class", items, _mean_range(scored), reason)
            found.append(replace(made, unit_class=name, deducted=_sum(scored)))
        return found

    def _district(self, classes: Sequence[Score], units: Mapping[str, Score]) -> Score:
        weights = self._now.pack.score_weights
        groups: dict[str, list[Score]] = defaultdict(list)
        for one in classes:
            for key, weight in weights.items():
                if one.unit_class in weight.classes and one.low is not None:
                    groups[key].append(one)
        if groups:
            points: Range | None = _weighted([(weights[key].percent, _mean_range(of)) for key, of in groups.items()])
            said = "、".join(f"{'与'.join(weights[key].classes)} {weights[key].percent}%" for key in groups)
            reason = f"按单位类别加权：{said}"
        else:
            points = _mean_range([one for one in units.values() if one.low is not None], by_items=True)
            reason = "没有可计分的单位" if self._now.units else "没有单位名册（units.csv），按事项平均"
        counted = [one for found in groups.values() for one in found]
        outside = {name for name, kind in self._class_of.items() if kind in _OUTSIDE}
        items = [item for item in self._items if item.unit not in outside]
        made = self._score("district", items, points, reason)
        taken = _sum(counted or list(units.values()))
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
        return sum(one.severity == _RED and one.rule != _VETO and one.state in DECIDED for one in self._now.findings)

    def _class(self, unit: Unit) -> str:
        own = unit.kind == "区属" and unit.name.endswith(_OWN_ENDINGS) and self._is_districts_own(unit.name)
        return _OWN if own else unit.kind

    def _is_districts_own(self, name: str) -> bool:
        return name.startswith(self._now.district_name) or not any(mark in name for mark in ("镇", "乡", "街道"))


def _items(given: Scored) -> list[Item]:
    return items_of(given.coverage, given.entries, given.findings, given.elements, given.pack)


def _is_of_item(finding: Finding, keys: frozenset[EntryKey]) -> bool:
    key = (finding.domain or "", finding.level1 or "", finding.level2 or "")
    return not finding.rule.startswith("A") and finding.mode != "C" and key in keys


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
