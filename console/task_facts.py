"""What is due in the year's work: by the office's pack, its calendar, and what tasks.csv says was done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from audits.case import frozen_calendar
from inspection.errors import UserError
from inspection.recurring_tasks import (
    HEADS,
    TASKS,
    TaskDone,
    TaskDue,
    idle_rows,
    read_tasks_done,
    tasks_due,
    worked_until,
)
from inspection.rule_pack import load_pack
from inspection.rule_values import RulePack
from inspection.table_files import changed_table, open_table, put_whole
from inspection.workdays import WorkCalendar
from inspection.workspace import Workspace

_AHEAD = "tasks_ahead"
_JULY = 7


@dataclass(frozen=True)
class TaskList:
    """The tasks of a month as they stand on a day: `past` are due before it, in this half of the year or the one
    before, without a record that they were done; `month` those of the month; `soon` those of the days to come that the
    pack wants to be told ahead; `idle` are sentences about rows of tasks.csv that say nothing."""

    on: date
    pack: RulePack
    calendar: WorkCalendar
    past: tuple[TaskDue, ...]
    month: tuple[TaskDue, ...]
    soon: tuple[TaskDue, ...]
    idle: tuple[str, ...]


def task_list(workspace: Workspace, month: date, on: date) -> TaskList:
    """The tasks of a month (its first day) on a day. Raises UserError where tasks.csv or holidays.toml is wrong."""
    pack = load_pack(workspace.office.rule_pack, on, workspace.packs)
    holidays = workspace.root / "holidays.toml"
    calendar = frozen_calendar(holidays.read_text(encoding="utf-8-sig") if holidays.exists() else None, pack)
    done = read_tasks_done(workspace.root / TASKS)
    last = (month + timedelta(31)).replace(day=1) - timedelta(1)
    past = tasks_due(pack.tasks, done, _two_halves(on), on - timedelta(1))
    of_month = tasks_due(pack.tasks, done, month, last)
    soon = tasks_due(pack.tasks, done, on, on + timedelta(_ahead(pack)))
    return TaskList(
        on, pack, calendar,
        tuple(one for one in past if one.done is None),
        tuple(one for one in of_month if one.done is not None or one.due >= on),
        tuple(one for one in soon if one.done is None and not month <= one.due <= last),
        tuple(idle_rows(pack.tasks, done)),
    )  # fmt: skip


def _two_halves(on: date) -> date:
    """The first day of the half-year before the one of a day."""
    return date(on.year, 1, 1) if on.month >= _JULY else date(on.year - 1, _JULY, 1)


def task_lines(found: TaskList, month: date) -> list[str]:
    """The list for the screen, what is past first."""
    lines: list[str] = []
    for head, tasks in (
        (f"已到期，{TASKS} 中没有办结记录：", found.past),
        (f"{month:%Y-%m} 到期：", found.month),
        ("此外即将到期：", found.soon),
    ):
        if tasks:
            lines += [head, *(f"  {_line(one, found)}" for one in tasks)]
    return lines or [f"{month:%Y-%m} 没有到期的工作，也没有到期而未记录办结的。"]


def soon_lines(workspace: Workspace, on: date) -> list[str]:
    """What a round's summary says of tasks that are due shortly; what is wrong with tasks.csv is said and stops
    nothing."""
    try:
        found = task_list(workspace, on.replace(day=1), on)
    except UserError as error:
        return [f"每年的工作没有列出：{error}"]
    until = on + timedelta(_ahead(found.pack))
    near = [one for one in (*found.month, *found.soon) if one.done is None and one.due <= until]
    near.sort(key=lambda one: (one.due, one.key))
    return [f"{_ahead(found.pack)} 天内到期的工作：", *(f"  {_line(one, found)}" for one in near)] if near else []


def tasks_of_year(workspace: Workspace, year: int, on: date) -> tuple[list[TaskDue], int]:
    """The tasks of a year that are not done, and how many days ahead they are told."""
    pack = load_pack(workspace.office.rule_pack, on, workspace.packs)
    done = read_tasks_done(workspace.root / TASKS)
    due = tasks_due(pack.tasks, done, date(year, 1, 1), date(year, 12, 31))
    return [one for one in due if one.done is None], _ahead(pack)


def prepare_rows(workspace: Workspace, tasks: Sequence[TaskDue]) -> int:
    """Adds a row for each task that tasks.csv does not name yet, for people to fill in; returns how many."""
    path = workspace.root / TASKS
    known = {(one.task, one.due) for one in read_tasks_done(path)}
    new = [one for one in tasks if not known & {(one.task.name, one.due), (one.key, one.due)}]
    if new:
        rows = [{"task": one.task.name, "due": one.due.isoformat()} for one in new]
        put_whole(path, changed_table(open_table(path, HEADS), rows))
    return len(new)


def days_left(one: TaskDue, found: TaskList) -> str:
    """How much time there is, in working days where the schedule is known."""
    if one.due < found.on:
        return f"已过 {(found.on - one.due).days} 天"
    if one.due == found.on:
        return "今天到期"
    span = found.calendar.elapsed(found.on, one.due)
    left = f"{span.least}" if span.least == span.most else f"{span.least}至{span.most}"
    last = worked_until(one.due, found.calendar)
    early = f"，期限当天休息，宜在 {last} 前办结" if last is not None and last != one.due else ""
    unknown = "，当天是否上班以放假安排为准" if last is None else ""
    return f"还有 {left} 个工作日{early}{unknown}"


def _line(one: TaskDue, found: TaskList) -> str:
    said = _done(one.done) if one.done else days_left(one, found)
    note = f"（{one.task.source.note}）" if one.task.source.note else ""
    return f"{one.due}  {one.task.name}；{one.task.owner}；{said}；依据：{one.task.source.clause}{note}"


def _done(done: TaskDone) -> str:
    late = "（晚于期限）" if done.done and done.done > done.due else ""
    more = "，".join(filter(None, (done.remark, done.link)))
    return f"已于 {done.done} 办结{late}" + (f"：{more}" if more else "")


def _ahead(pack: RulePack) -> int:
    value = pack.thresholds.get(_AHEAD)
    return value.n if value else 0
