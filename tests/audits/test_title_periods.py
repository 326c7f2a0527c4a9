"""Periods that titles name."""

from datetime import date

import pytest

from audits.title_periods import named_months

DAY = date(2026, 10, 12)


def _months(year: int, *months: int) -> frozenset[int]:
    return frozenset(year * 12 + month - 1 for month in months)


@pytest.mark.parametrize(
    ("title", "months"),
    [
        ("临江区2026年9月低保发放情况", _months(2026, 9)),
        ("临江区2026年九月份低保发放情况", _months(2026, 9)),
        ("9月低保发放情况", _months(2026, 9)),
        ("11月低保发放情况", _months(2025, 11)),
        ("2026年第三季度低保公示", _months(2026, 7, 8, 9)),
        ("第3季度低保公示", _months(2026, 7, 8, 9)),
        ("2026年1-9月经济运行情况", _months(2026, 1, 2, 3, 4, 5, 6, 7, 8, 9)),
        ("2026年1月至3月财政收支", _months(2026, 1, 2, 3)),
        ("2026年前三季度经济运行", _months(2026, *range(1, 10))),
        ("2026年上半年工作总结", _months(2026, *range(1, 7))),
        ("2025年度部门决算", _months(2025, *range(1, 13))),
        ("2026年7月、8月低保发放情况", _months(2026, 7, 8)),
        ("关于2026年9月5日停水的通知", frozenset()),
        ("临江区养老服务办法", frozenset()),
        ("2026年统计公报", frozenset()),
    ],
)
def test_periods_named(title: str, months: frozenset[int]) -> None:
    assert named_months(title, DAY) == months


def test_without_year_and_date_nothing_is_named() -> None:
    assert named_months("9月低保发放情况", None) == frozenset()
