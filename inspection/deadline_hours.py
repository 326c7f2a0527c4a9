"""Deadlines of the rule pack as a day and an hour, counted from the moment at which somebody was told."""

import re
from datetime import datetime, time, timedelta

from inspection.china_time import CHINA, END_OF_DAY
from inspection.rule_values import Deadline
from inspection.workdays import WorkCalendar

_HOUR = re.compile(r"(\d{1,2})时(?:(\d{1,2})分)?")
_MIDNIGHT = time()


def due_at(deadline: Deadline, told: datetime, calendar: WorkCalendar) -> datetime:
    """By when what was told at a moment must be done. Hours run from the end of the day where only the day is known.

    Raises UserError where the working days until then are not known.
    """
    if deadline.unit == "hour":
        start = told if told.time() != _MIDNIGHT else datetime.combine(told.date(), END_OF_DAY, CHINA)
        return start + timedelta(hours=deadline.n)
    day = told.date()
    last = day + timedelta(deadline.n) if deadline.unit == "day" else calendar.after(day, deadline.n)
    return datetime.combine(last, hour_of(deadline), CHINA)


def hour_of(deadline: Deadline) -> time:
    """The hour until which a day of a deadline runs: its end where the pack names none."""
    found = _HOUR.search(deadline.before or "")
    if found is None or int(found[1]) > 23:
        return END_OF_DAY
    return time(int(found[1]), int(found[2] or 0))
