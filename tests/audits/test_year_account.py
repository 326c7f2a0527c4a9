"""A year's account: which rounds count, what is told and not counted, vetoes and red lines in no sum."""

from dataclasses import replace
from datetime import date
from typing import Any, Literal

import pytest

from audits.year_account import accounts
from inspection.types.year import Account, Period, RoundsCount, YearMark, YearRound


def _round(month: int, low: float | None, high: float | None = None, **more: Any) -> YearRound:
    given = YearRound(
        f"2026-{month:02}", date(2026, month, 28), "linjiang", None, low, low if high is None else high, pack="p"
    )
    return replace(given, **more)


def _mark(indicator: str, full: float, points: float, period: Period = "year", unit: str | None = None) -> YearMark:
    return YearMark(2026, period, "linjiang", unit, indicator, full, points, "", "江政办发〔2026〕1号", "台账")


def _year(
    marks: list[YearMark], rounds: list[YearRound], way: Literal["latest", "mean", "best"] | None = "latest"
) -> dict[Period, Account]:
    count = RoundsCount(way, 60, "办法") if way else None
    return {one.period: one for one in accounts(2026, ["linjiang"], marks, rounds, count) if one.unit is None}


@pytest.mark.parametrize(("way", "low", "high"), [("latest", 48.0, 54.0), ("mean", 49.0, 52.0), ("best", 54.0, 54.0)])
def test_rounds_count_as_the_office_says(way: Any, low: float, high: float) -> None:
    rounds = [_round(3, 75.0, 80.0), _round(10, 90.0), _round(11, 80.0, 90.0)]
    account = _year([], rounds, way)["year"]
    assert (account.full, account.low, account.high) == (60.0, low, high)


def test_all_points_are_added_and_every_round_is_told() -> None:
    marks = [_mark("培训", 10, 8), _mark("依申请公开", 30, 27.5), _mark("加分", 0, 2), _mark("扣分", 0, -1)]
    account = _year(marks, [_round(10, 50.0), _round(11, 80.0)])["year"]
    assert (account.full, account.low, account.high) == (100.0, 84.5, 84.5)
    assert [(one.indicator, one.why) for one in account.lines if not one.counted] == [
        ("网上巡查 2026-10（以2026-10-28为准）", "未取"),
        ("网上巡查 2026-11（以2026-11-28为准）", "已取，并入“网上巡查”")
    ]  # fmt: skip


def test_halves_hold_their_own_rounds_and_indicators() -> None:
    found = _year([_mark("培训", 10, 8, "first"), _mark("年报", 10, 10)], [_round(6, 50.0), _round(7, 90.0)])
    assert {period: (one.full, one.low) for period, one in found.items()} == {
        "first": (70.0, 38.0), "second": (60.0, 54.0), "year": (80.0, 72.0)
    }  # fmt: skip


def test_a_round_that_is_not_fit_is_told_and_not_counted() -> None:
    rounds = [_round(10, 80.0), _round(11, 20.0, unfit=("首页未能访问",))]
    account = _year([], rounds)["year"]
    assert account.low == 48.0 and "不宜用于评分，未计入：首页未能访问" in account.lines[-1].why
    none = _year([_mark("培训", 10, 8)], rounds[1:])["year"]
    assert (none.full, none.low) == (10.0, 8.0) and none.lines[0].why == "没有宜于评分的批次，未计入"


def test_without_a_word_on_rounds_they_are_only_listed() -> None:
    account = _year([_mark("培训", 10, 8)], [_round(11, 80.0)], None)["year"]
    assert (account.full, account.low) == (10.0, 8.0) and "没有规定批次如何计入" in account.lines[0].why


def test_vetoes_and_red_lines_of_all_rounds_stand_apart() -> None:
    rounds = [_round(10, 80.0, vetoes=("空白栏目6个",), red_lines=1), _round(11, 80.0)]
    account = _year([], rounds)["year"]
    assert (account.vetoes, account.red_lines, account.low) == (("2026-10：空白栏目6个",), ("2026-10：1个",), 48.0)


def test_units_have_their_own_account() -> None:
    marks, rounds = [_mark("培训", 10, 5, unit="教育局")], [_round(11, 80.0), _round(11, 40.0, unit="教育局")]
    found = accounts(2026, ["linjiang"], marks, rounds, RoundsCount("latest", 60, "办法"))
    assert [(one.unit, one.low) for one in found if one.period == "year"] == [(None, 48.0), ("教育局", 29.0)]
