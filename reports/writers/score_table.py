"""得分表: what a round is worth in points, for the office: districts, classes of units, units, items, and what stands
apart. Ranks are among districts or units of one class only, by rounds that are fit for scoring; points that are a range
give a range of ranks. Nothing is ranked that was counted by different rules. Beside the round before stand what rose
and fell on the same items (较上批次), which items are new or bear another name (事项变动), and the course of a year of
rounds (走势, reports/score_trend.py).
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, time
from pathlib import Path
from typing import TypeVar

from inspection.types.score import Score
from reports.output import put
from reports.score_trend import item_changes, month_on_month, trend
from reports.sheets import Cell, Table, book_of
from reports.view import RoundView
from reports.words import day, round_words, told

Key = TypeVar("Key", str, int)

# Ranks need all districts: a part of the round is no score table.
OF_ROUND = True
_POINTS = (
    ("得分", 9), ("最低", 9), ("最高", 9), ("应公开事项", 9), ("无法核验", 9), ("待核实", 8), ("较上批次", 9),
    ("可比事项", 9),
)  # fmt: skip
DISTRICT_COLUMNS = (
    ("类别", 10), ("区", 14), ("名次", 8), *_POINTS, ("单项否决（待核定）", 30), ("重大问题", 9), ("说明", 44),
)  # fmt: skip
CLASS_COLUMNS = (("区", 14), ("单位类别", 14), *_POINTS, ("说明", 44))
UNIT_COLUMNS = (("区", 14), ("单位类别", 12), ("责任单位", 26), ("名次", 8), *_POINTS, ("扣分", 8), ("说明", 36))
ITEM_COLUMNS = (
    ("区", 12), ("领域", 14), ("一级事项", 18), ("二级事项", 24), ("责任单位", 22), ("得分", 9), ("最低", 9),
    ("最高", 9), ("扣分", 8), ("较上批次", 9), ("说明", 40),
)  # fmt: skip
BASIS_COLUMNS = (("区", 14), ("检查口径", 36), ("标准目录", 30), ("抽样", 44))
_UNFIT, _APART = "不参加", "—"


def write(view: RoundView, folder: Path) -> list[Path]:
    """Writes one table for the round; none where nothing was scored."""
    if not view.scores:
        return []
    path = folder / "得分表.xlsx"
    title = f"{told(view.office.name)}{round_words(view.round)}得分表"
    tables = [
        _districts(view), *month_on_month(view), _classes(view), _units(view), _items(view), *item_changes(view),
        _basis(view), *trend(view),
    ]  # fmt: skip
    put(path, book_of(tables, title=title, author=told(view.office.name), made=datetime.combine(view.as_of, time())))
    return [path]


def ranks(scored: Mapping[Key, Score], group: Callable[[Score], object]) -> dict[Key, str]:
    """The rank of each that has points, within its group: 1, or 1–3 where doubts leave it open. Equal points share a
    rank; who is alone in its group has none."""
    members: dict[object, list[Key]] = defaultdict(list)
    for key, one in scored.items():
        if one.low is not None:
            members[group(one)].append(key)
    found = {}
    for keys in members.values():
        for key in keys if len(keys) > 1 else ():
            others, own = [scored[other] for other in keys if other != key], scored[key]
            best = 1 + sum((one.low or 0.0) > (own.high or 0.0) for one in others)
            worst = 1 + sum((one.high or 0.0) > (own.low or 0.0) for one in others)
            found[key] = str(best) if best == worst else f"{best}–{worst}"
    return found


def _districts(view: RoundView) -> Table:
    kinds = {one.district.id: one.district.kind for one in view.districts}
    unfit = {one.district.id for one in view.districts if one.unfit}
    rows = [one for one in view.scores if one.level == "district"]
    fit = {one.district: one for one in rows if one.district not in unfit}
    places = ranks(fit, lambda one: (kinds[one.district], one.pack))
    rows.sort(key=lambda one: (kinds[one.district], one.low is None, -(one.high or 0), -(one.low or 0), one.district))
    cells: list[Sequence[Cell]] = [
        (
            told(kinds[one.district]), _name(view, one),
            places.get(one.district, _UNFIT if one.district in unfit else _APART),
            *_points(one), told("\n".join(one.vetoes)), one.red_lines or "", told(one.reason),
        )
        for one in rows
    ]  # fmt: skip
    remark = (
        f"内部掌握，对外使用前请核定。数据截止{day(view.as_of)}。名次只在本表所列同一类别、同一检查口径、宜于评分的区之间排；无法核验、待核实的事项使得分"
        "成为区间，名次随之为区间。单项否决、重大问题另列，不折算进得分。"
    )
    return Table("区得分", f"{round_words(view.round)}区得分", DISTRICT_COLUMNS, cells, remark)


def _classes(view: RoundView) -> Table:
    rows = [one for one in view.scores if one.level == "class"]
    cells = [(_name(view, one), told(one.unit_class), *_points(one), told(one.reason)) for one in rows]
    remark = "区得分按各类别的权重合成；各类别之间不比较、不排名。没有 units.csv 的区没有本表。"
    return Table("单位类别", f"{round_words(view.round)}各类单位得分", CLASS_COLUMNS, cells, remark)


def _units(view: RoundView) -> Table:
    unfit = {one.district.id for one in view.districts if one.unfit}
    rows = [one for one in view.scores if one.level == "unit"]
    fit = {place: one for place, one in enumerate(rows) if one.district not in unfit and one.unit_class}
    places = ranks(fit, lambda one: (one.district, one.unit_class))
    cells: list[Sequence[Cell]] = [
        (
            _name(view, one), told(one.unit_class), told(one.unit),
            places.get(place, _UNFIT if one.district in unfit else _APART), *_points(one), one.deducted,
            told(one.reason),
        )
        for place, one in enumerate(rows)
    ]  # fmt: skip
    remark = "名次只在本区同一类别的单位之间排；未列入名册（units.csv）的单位、本批次不宜用于评分的区不排名。"
    return Table("单位", f"{round_words(view.round)}单位得分", UNIT_COLUMNS, cells, remark)


def _items(view: RoundView) -> Table:
    rows = [one for one in view.scores if one.level == "item"]
    cells = [
        (
            _name(view, one), told(one.domain), told(one.level1), told(one.level2), told(one.unit),
            _number(one.points), _number(one.low), _number(one.high), one.deducted, _number(one.change),
            told(one.reason),
        )
        for one in rows
    ]  # fmt: skip
    remark = "每个事项满分100；没有分数的不计入（说明中写明原因）。算法见 docs/scores.md。"
    return Table("事项", f"{round_words(view.round)}事项得分", ITEM_COLUMNS, cells, remark)


def _basis(view: RoundView) -> Table:
    rows = [one for one in view.scores if one.level == "district"]
    cells = [(_name(view, one), told(one.pack), told(one.directories), told(one.sample) or "未抽样") for one in rows]
    remark = "得分所依据的检查口径、标准目录和抽样，均已随批次固定；版本标记不同的，分数不宜直接比较。"
    return Table("计分依据", f"{round_words(view.round)}计分依据", BASIS_COLUMNS, cells, remark)


def _points(one: Score) -> tuple[Cell, ...]:
    return (
        _number(one.points), _number(one.low), _number(one.high), one.items, one.unverifiable, one.undecided,
        _number(one.change), one.compared,
    )  # fmt: skip


def _number(value: float | None) -> Cell:
    return "" if value is None else value


def _name(view: RoundView, one: Score) -> str:
    names = {district.district.id: district.district.name for district in view.districts}
    return told(names.get(one.district, one.district))
