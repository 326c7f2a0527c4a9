"""Deadlines as a day and an hour; units' names together and one by one."""

from datetime import datetime

import pytest

from inspection.china_time import CHINA, moment_words
from inspection.deadline_hours import due_at
from inspection.errors import UserError
from inspection.pack_source import Source
from inspection.rule_values import Deadline
from inspection.unit_names import joined_units, unit_names
from inspection.workdays import work_calendar

CALENDAR = work_calendar()


def deadline(n: int, unit: str, before: str | None = None) -> Deadline:
    return Deadline(Source("条例第四十七条", "M"), n, unit, before)  # type: ignore[arg-type]  # one of three


@pytest.mark.parametrize(
    ("given", "told", "due"),
    [
        (deadline(5, "workday", "18时前"), "2026-11-23T16:00", "2026-11-30T18:00"),
        (deadline(5, "workday", "17时30分前"), "2026-11-20T09:00", "2026-11-27T17:30"),
        (deadline(5, "workday"), "2026-11-20T09:00", "2026-11-27T23:59"),
        (deadline(1, "workday", "18时前"), "2026-09-30T16:00", "2026-10-08T18:00"),  # after National Day
        (deadline(3, "day", "12时前"), "2026-11-20T09:00", "2026-11-23T12:00"),
        (deadline(24, "hour"), "2026-11-20T16:30", "2026-11-21T16:30"),
        (deadline(24, "hour"), "2026-11-20T00:00", "2026-11-21T23:59"),  # only the day is known
    ],
)
def test_deadlines_have_their_hour(given: Deadline, told: str, due: str) -> None:
    assert due_at(given, _at(told), CALENDAR) == _at(due)


def test_working_days_that_nobody_knows_are_not_counted() -> None:
    with pytest.raises(UserError, match="放假安排不明"):
        due_at(deadline(5, "workday"), _at("2099-11-20T09:00"), CALENDAR)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2026-11-20T00:00", "2026年11月20日"),
        ("2026-11-20T09:00", "2026年11月20日9时"),
        ("2026-11-20T16:05", "2026年11月20日16时5分"),
        ("2026-11-20T23:59", "2026年11月20日24时"),
    ],
)
def test_moments_are_told_as_far_as_they_are_known(at: str, words: str) -> None:
    assert moment_words(_at(at)) == words


def test_units_together_and_one_by_one() -> None:
    assert joined_units(["民政局", "财政局", "民政局", ""]) == "民政局、财政局"
    assert joined_units([]) is None
    assert unit_names("民政局、财政局") == ("民政局", "财政局")
    assert unit_names(None) == ()


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)
