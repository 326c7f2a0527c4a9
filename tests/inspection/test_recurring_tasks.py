"""The tasks of the year: the days on which they are due, and which rows of tasks.csv say that they were done."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from inspection.errors import UserError
from inspection.openness_values import RecurringTask
from inspection.pack_source import Source
from inspection.recurring_tasks import TaskDone, due_days, idle_rows, read_tasks_done, tasks_due, worked_until
from inspection.workdays import work_calendar


def _task(
    every: Any, due: str, since: date | None = None, until: date | None = None, name: str = "自查"
) -> RecurringTask:
    return RecurringTask(Source("办法", "S", since, until), name, "各区", every, due)


def _days(task: RecurringTask, first: str, last: str) -> list[str]:
    return [day.isoformat() for day in due_days(task, date.fromisoformat(first), date.fromisoformat(last))]


@pytest.mark.parametrize(
    ("task", "first", "last", "days"),
    [
        (_task("year", "01-31"), "2026-01-01", "2027-12-31", ["2026-01-31", "2027-01-31"]),
        (_task("year", "02-29"), "2026-01-01", "2028-12-31", ["2026-02-28", "2027-02-28", "2028-02-29"]),
        (_task("month", "31"), "2026-02-01", "2026-04-30", ["2026-02-28", "2026-03-31", "2026-04-30"]),
        (_task("quarter", "31"), "2026-01-01", "2026-07-31", ["2026-03-31", "2026-06-30"]),
        (_task("half_year", "15"), "2026-01-01", "2026-12-31", ["2026-06-15", "2026-12-15"]),
        (_task("two_years", "12-31", date(2020, 6, 10)), "2024-01-01", "2026-12-31", ["2024-12-31", "2026-12-31"]),
        (_task("year", "07-31", date(2026, 8, 1)), "2026-01-01", "2027-12-31", ["2027-07-31"]),
        (_task("year", "07-31", None, date(2026, 12, 31)), "2026-01-01", "2027-12-31", ["2026-07-31"]),
        (_task("year", "07-31"), "2026-08-01", "2026-12-31", []),
    ],
)
def test_days_on_which_tasks_are_due(task: RecurringTask, first: str, last: str, days: list[str]) -> None:
    assert _days(task, first, last) == days


def test_a_task_is_done_when_a_row_of_its_day_has_a_date() -> None:
    tasks = {"self_report": _task("year", "01-05"), "sampling": _task("quarter", "31", name="抽查")}
    done = [
        TaskDone("自查", date(2026, 1, 5), date(2026, 1, 9), None, None),
        TaskDone("sampling", date(2026, 3, 31), date(2026, 3, 30), None, None),
        TaskDone("抽查", date(2026, 6, 30), None, None, None),
    ]
    found = tasks_due(tasks, done, date(2026, 1, 1), date(2026, 6, 30))
    assert [(one.key, one.due.month, one.done is not None) for one in found] == [
        ("self_report", 1, True), ("sampling", 3, True), ("sampling", 6, False)
    ]  # fmt: skip


def test_rows_that_say_nothing_are_told_with_the_nearest() -> None:
    rows = [
        TaskDone("自察", date(2026, 1, 5), None, None, None),
        TaskDone("自查", date(2026, 1, 6), None, None, None),
        TaskDone("自查", date(2026, 1, 5), None, None, None),
    ]
    assert idle_rows({"self_report": _task("year", "01-05")}, rows) == [
        "tasks.csv 中的任务“自察”不在检查口径中，是不是“自查”，该行不起作用。",
        "tasks.csv 中“自查”的期限 2026-01-06 不是该任务的期限，最近的期限是 2026-01-05，该行不起作用。",
    ]


def test_the_last_working_day_before_a_day_of_rest() -> None:
    calendar = work_calendar()
    assert worked_until(date(2026, 1, 31), calendar) == date(2026, 1, 30)
    assert worked_until(date(2026, 3, 31), calendar) == date(2026, 3, 31)
    assert worked_until(date(2099, 1, 31), calendar) is None


def test_wrong_rows_are_named(tmp_path: Path) -> None:
    path = tmp_path / "tasks.csv"
    path.write_text("任务,期限,日期\n自查,2026-01-05,一月\n自查,,2026-01-05\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"(?s)第 2 行：“日期”应写成.*第 3 行：“期限”不能空"):
        read_tasks_done(path)
    assert read_tasks_done(tmp_path / "none.csv") == []
