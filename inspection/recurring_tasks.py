"""The tasks of the year: on which days they are due, and what tasks.csv says was done."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from inspection.office_tables import CellError, TableRow, read_table
from inspection.openness_values import RecurringTask
from inspection.toml_text import nearest
from inspection.workdays import WorkCalendar

TASKS = "tasks.csv"
HEADS = ("任务", "期限", "日期", "说明", "链接")
_MONTHS = {"month": tuple(range(1, 13)), "quarter": (3, 6, 9, 12), "half_year": (6, 12)}
_YEAR = 366


@dataclass(frozen=True)
class TaskDone:
    """A row of tasks.csv: the task (its name or key), the day it was due on, when it was done (None: not yet)."""

    task: str
    due: date
    done: date | None
    remark: str | None
    link: str | None


@dataclass(frozen=True)
class TaskDue:
    """A task on one of the days on which it is due. `done` is the row that says it was done."""

    key: str
    task: RecurringTask
    due: date
    done: TaskDone | None = None


def read_tasks_done(path: Path) -> list[TaskDone]:
    """tasks.csv; an absent file gives none. Raises UserError naming every bad row."""

    def done(row: TableRow) -> TaskDone:
        due, on = row.date("due"), row.date("done")
        if due is None:
            raise CellError("“期限”不能空，请照 xuncha tasks 列出的期限填写")
        return TaskDone(row.must("task"), due, on, row.text("remark"), row.text("link"))

    return read_table(path, (), done, ("task", "due", "done"))


def tasks_due(tasks: Mapping[str, RecurringTask], done: list[TaskDone], first: date, last: date) -> list[TaskDue]:
    """Every task on every day from `first` to `last` on which it is due, in order of day, then of key."""
    said = {(one.task, one.due): one for one in done if one.done is not None}
    found = [
        TaskDue(key, task, day, said.get((task.name, day)) or said.get((key, day)))
        for key, task in tasks.items()
        for day in due_days(task, first, last)
    ]
    return sorted(found, key=lambda one: (one.due, one.key))


def due_days(task: RecurringTask, first: date, last: date) -> Iterator[date]:
    """The days on which a task is due, as long as its value holds. What is due every two years is counted from the year
    in which the value began; where that is not known, every year is one in which it may be due."""
    for year in range(first.year, last.year + 1):
        for day in _days_of(task, year):
            if first <= day <= last and task.source.holds(day) and _is_turn(task, year):
                yield day


def _days_of(task: RecurringTask, year: int) -> Iterator[date]:
    if task.every in _MONTHS:
        for month in _MONTHS[task.every]:
            yield date(year, month, min(int(task.due), monthrange(year, month)[1]))
        return
    month, day = map(int, task.due.split("-"))
    yield date(year, month, min(day, monthrange(year, month)[1]))


def _is_turn(task: RecurringTask, year: int) -> bool:
    since = task.source.valid_from
    return task.every != "two_years" or since is None or (year > since.year and (year - since.year) % 2 == 0)


def idle_rows(tasks: Mapping[str, RecurringTask], done: list[TaskDone]) -> list[str]:
    """One sentence for each row that says nothing of any task: another name, or a day on which it is not due."""
    by_name = {name: task for key, task in tasks.items() for name in (key, task.name)}
    told = []
    for one in done:
        task = by_name.get(one.task)
        if task is None:
            like = nearest(one.task, list(by_name))
            hint = f"，是不是“{like}”" if like else ""
            told.append(f"{TASKS} 中的任务“{one.task}”不在检查口径中{hint}，该行不起作用。")
        elif one.due not in set(due_days(task, one.due, one.due)):
            near = min(
                due_days(task, one.due - timedelta(_YEAR), one.due + timedelta(_YEAR)),
                key=lambda day: (abs(day - one.due), day),
                default=None,
            )
            hint = f"，最近的期限是 {near}" if near else ""
            told.append(f"{TASKS} 中“{one.task}”的期限 {one.due} 不是该任务的期限{hint}，该行不起作用。")
    return told


def worked_until(due: date, calendar: WorkCalendar) -> date | None:
    """The last day up to a deadline that is certainly worked; None where the schedule of a day between is not known."""
    day = due
    while (worked := calendar.is_workday(day)) is False:
        day -= timedelta(1)
    return day if worked else None
