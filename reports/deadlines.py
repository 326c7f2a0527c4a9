"""By when something is asked for: deadlines of the rule pack, counted in the office's own calendar."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from inspection.china_time import moment_words
from inspection.rule_values import Deadline
from inspection.types.judgement import Finding
from inspection.workdays import WorkCalendar
from reports.view import RoundView
from reports.words import day

_UNITS = {"workday": "个工作日", "day": "日", "hour": "小时"}
# A deadline is printed with its hour; where a pack names none, the whole day may be used.
_END_OF_DAY = "24时前"


@dataclass(frozen=True)
class Due:
    """A deadline in words, and its day where one can be named."""

    text: str
    day: date | None


def due_of(finding: Finding, view: RoundView) -> Due:
    """By when a finding must be put right: the day that the memory holds, else what the pack gives."""
    deadline = view.pack.deadline(finding.rule, finding.severity)
    if finding.due_at is not None:
        return due_on(finding.due_at)
    if finding.due is not None:
        return _on(finding.due, deadline)
    return due_after(view.counted_from, deadline, view.calendar)


def due_on(at: datetime) -> Due:
    """A deadline that was set, with its hour."""
    return Due(f"{moment_words(at)}前", at.date())


def due_after(start: date, deadline: Deadline, calendar: WorkCalendar) -> Due:
    """A deadline that runs from a day; in words alone where it is of hours or the calendar is not known."""
    if deadline.unit == "hour":
        return _in_words(deadline)
    if deadline.unit == "day":
        return _on(start + timedelta(deadline.n), deadline)
    last = calendar.due(start, deadline.n)[1]
    return _in_words(deadline) if last == date.max else _on(last, deadline)


def recheck_on(due: Due, view: RoundView) -> date | None:
    """The day on which the office looks again after a deadline; None where it cannot be named."""
    if due.day is None:
        return None
    recheck = view.pack.recheck
    if recheck.unit == "day":
        return due.day + timedelta(recheck.n)
    last = view.calendar.due(due.day, recheck.n)[1]
    return None if last == date.max else last


def _on(last: date, deadline: Deadline) -> Due:
    return Due(f"{day(last)}{deadline.before or _END_OF_DAY}", last)


def _in_words(deadline: Deadline) -> Due:
    return Due(f"收到通知后{deadline.n}{_UNITS[deadline.unit]}内", None)
