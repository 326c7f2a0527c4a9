"""A year's account (docs/scores.md): the office's indicators and what its rounds were worth, point by point.

What cannot be said makes the sum a range; a round that is not fit for scoring, or that nobody said how to count, is
told and not counted. Vetoes and red lines are in no sum.
"""

import math
from collections.abc import Iterable, Sequence
from datetime import date

from inspection.types.year import Account, AccountLine, Period, RoundsCount, YearMark, YearRound

PERIODS: dict[Period, str] = {"first": "上半年", "second": "下半年", "year": "全年"}
ROUNDS = "网上巡查"
_JULY = 7
_MEANT = {"latest": "取最近一次", "mean": "取各次平均", "best": "取最好一次"}
_MEMORY = "巡查记录（xuncha export 工作区 scores --round {0}）"


def accounts(
    year: int, districts: Sequence[str], marks: Iterable[YearMark], rounds: Iterable[YearRound],
    count: RoundsCount | None,
) -> list[Account]:  # fmt: skip
    """The accounts of all districts, and of the units that the office marked, for the halves of the year of which
    anything is known, and for the year. `count` None: nobody said how rounds count."""
    marked, seen = list(marks), list(rounds)
    found = []
    for district in districts:
        units = sorted({one.unit for one in marked if one.district == district and one.unit})
        for unit in (None, *units):
            own = [one for one in marked if (one.district, one.unit) == (district, unit)]
            held = sorted(
                (one for one in seen if (one.district, one.unit) == (district, unit)),
                key=lambda one: (one.as_of, one.round),
            )
            for period in PERIODS:
                made = _account(year, period, district, unit, own, held, count)
                if made.lines or period == "year":
                    found.append(made)
    return found


def _account(
    year: int, period: Period, district: str, unit: str | None, marks: Sequence[YearMark], rounds: Sequence[YearRound],
    count: RoundsCount | None,
) -> Account:  # fmt: skip
    own = [one for one in marks if period in ("year", one.period)]
    held = [one for one in rounds if period in ("year", half_of(one.as_of))]
    lines = [*_round_lines(held, count), *map(_marked, own)]
    counted = [one for one in lines if one.counted]
    vetoes = [f"{one.round}：{told}" for one in held for told in one.vetoes]
    red = [f"{one.round}：{one.red_lines}个" for one in held if one.red_lines]
    return Account(
        year, period, district, unit, tuple(lines), _sum(one.full for one in counted),
        _sum(one.low or 0.0 for one in counted), _sum(one.high or 0.0 for one in counted), tuple(vetoes), tuple(red),
    )  # fmt: skip


def half_of(day: date) -> Period:
    """The half of the year in which a day lies."""
    return "first" if day.month < _JULY else "second"


def _marked(mark: YearMark) -> AccountLine:
    name = mark.indicator if mark.period == "year" else f"{mark.indicator}（{PERIODS[mark.period]}）"
    return AccountLine(name, mark.full, mark.points, mark.points, mark.why, mark.basis, mark.source)


def _round_lines(rounds: Sequence[YearRound], count: RoundsCount | None) -> list[AccountLine]:
    """What the rounds count for, and each round with why it counts or not."""
    if not rounds:
        return []
    fit = [one for one in rounds if not one.unfit and one.low is not None]
    taken = _taken(fit, count)
    lines = [_round_line(one, taken, count) for one in rounds]
    if count is None:
        return lines
    if not taken:
        return [AccountLine(ROUNDS, 0.0, None, None, "没有宜于评分的批次，未计入", count.clause, "", False), *lines]
    low, high = _points(taken)
    shown = f"{low:g}" if low == high else f"{low:g}至{high:g}"
    least, most = (round(count.full * one / 100, 2) for one in (low, high))
    why = f"{_MEANT[count.rounds]}：{shown}分（满分100），按满分{count.full}折合"
    return [AccountLine(ROUNDS, float(count.full), least, most, why, count.clause, "见以下批次"), *lines]


def _taken(fit: Sequence[YearRound], count: RoundsCount | None) -> list[YearRound]:
    """The rounds that count; of several the best is the one with most points for sure."""
    if count is None or not fit:
        return []
    if count.rounds == "mean":
        return list(fit)
    if count.rounds == "latest":
        return [fit[-1]]
    return [max(fit, key=lambda one: (one.low or 0.0, one.high or 0.0, one.as_of))]


def _points(taken: Sequence[YearRound]) -> tuple[float, float]:
    lows, highs = [one.low or 0.0 for one in taken], [one.high or 0.0 for one in taken]
    return round(math.fsum(lows) / len(lows), 2), round(math.fsum(highs) / len(highs), 2)


def _round_line(one: YearRound, taken: Sequence[YearRound], count: RoundsCount | None) -> AccountLine:
    if one.unfit:
        why = f"不宜用于评分，未计入：{'；'.join(one.unfit)}"
    elif one.low is None:
        why = "没有应公开的事项，未计入"
    elif count is None:
        why = "检查口径没有规定批次如何计入（year_score），未计入"
    else:
        why = f"已取，并入“{ROUNDS}”" if one in taken else "未取"
    name = f"{ROUNDS} {one.round}（以{one.as_of}为准）"
    parts = (one.pack, one.sample or "", _MEMORY.format(one.round))
    return AccountLine(name, 100.0, one.low, one.high, why, "；".join(filter(None, parts[:2])), parts[2], False)


def _sum(points: Iterable[float]) -> float:
    return round(math.fsum(points), 2)
