"""The column clock: how often something new must appear in a column, and since when nothing did.

It is fed by the entry's periodic or fixed-date limit, else by the office's table (columns.csv), else by the pack's
default for columns of news, notices and policy (国办秘函〔2019〕19号). A limit that counts from creation never does.
The default is of the column itself: it holds as well where people gave the column an entry, not where the column is an
entry's own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from audits.case import Case
from audits.names import same_name
from audits.subjects import ColumnAnswer
from inspection.types.directory import Limit, Period
from inspection.types.portal import Column
from inspection.workdays import WorkCalendar, months_after

_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
_WORDS = {
    "day": "每个工作日", "week": "每周", "month": "每月", "quarter": "每季度", "half_year": "每半年", "year": "每年",
}  # fmt: skip
_LONGEST_REST = 30
_DIRECTORY = "标准目录规定的公开时限"
_TABLE = "本级规定的栏目更新周期"
_NO_CLOCK = ("waived", "not_due", "not_applicable", "withdrawn")


@dataclass(frozen=True)
class Clock:
    """A column is in time when its newest item is dated `in_time` or later, overdue when it is `overdue` or earlier;
    between the two it cannot be told. `words` is the limit as officials say it; `period` only for periodic limits;
    `by_entry`: the limit is an entry's, kept wherever the entry is answered; `reach` how far it looks back, `by_date`
    the day of each year (month, day) that it is for instead."""

    words: str
    in_time: date
    overdue: date
    clause: str
    period: Period | None = None
    by_entry: bool = False
    reach: tuple[int, str] | None = None
    by_date: tuple[int, int | None] | None = None

    def due(self, calendar: WorkCalendar, newest: date, as_of: date) -> date | None:
        """The last day on which a column whose newest item is of that date is in time, counted from a day on which it
        is; None where that cannot be told."""
        if self.by_date is not None:
            due = _day_of(as_of.year, *self.by_date)
            due = due if due >= as_of else _day_of(as_of.year + 1, *self.by_date)
            return due if newest.year < due.year else None
        if self.reach is None:
            return None
        n, unit = self.reach
        if unit == "workday":
            return calendar.due(newest, n + 1)[0] - timedelta(1)
        last = months_after(newest, n) if unit == "month" else newest + timedelta(n)
        while unit == "month" and months_after(last + timedelta(1), -n) <= newest:
            last += timedelta(1)
        return last


def clocked_columns(case: Case) -> Iterator[tuple[ColumnAnswer, Clock]]:
    """Every leaf column that has a clock: once for each entry whose limit sets one, else once by table or default."""
    entries_own = _entries_own(case)
    for column in case.columns:
        if not column.leaf or column.kind != "list":
            continue
        listing = case.listing_of.get(column.id)
        keys = case.entries_of_column(column.id)
        lively = [key for key in keys if key not in case.coverage_of or case.coverage_of[key].state not in _NO_CLOCK]
        own = [(key, clock) for key in sorted(lively) if (clock := _by_entry(case, key)) is not None]
        for key, clock in own:
            yield ColumnAnswer(column, listing, key), clock
        if own:
            continue
        if (stated := _by_table(case, column)) is not None:
            if lively or not keys:
                yield ColumnAnswer(column, listing, lively[0] if lively else None), stated
        elif column.id not in entries_own and (default := _by_default(case, column)) is not None:
            # of no entry: it stays the same fault when the column is given one
            yield ColumnAnswer(column, listing, None), default


def missed_periods(period: Period | None, newest: date, as_of: date) -> str:
    """The whole calendar periods between the newest item and the day of judgement, by name; '' where there is none."""
    months = _MONTHS.get(period or "")
    if not months:
        return ""
    found = []
    start = date(newest.year, (newest.month - 1) // months * months + 1, 1)
    while months_after(start := months_after(start, months), months) <= as_of:
        found.append(start)
    return period_names(period, found)


def period_names(period: Period | None, starts: Sequence[date]) -> str:
    """Periods by name, given by their first days in order; more than three that follow one another from first to
    last."""
    months = _MONTHS[period or "month"]
    in_row = all(months_after(one, months) == other for one, other in pairwise(starts))
    names = [_period_name(start, months) for start in starts]
    return f"{names[0]}至{names[-1]}" if len(names) > 3 and in_row else "、".join(names)


def _by_entry(case: Case, key: tuple[str, str, str]) -> Clock | None:
    """The most lenient clock among the entry's limits; none where a limit is for a part only."""
    limits = [limit for entry in case.entries_of.get(key, ()) for limit in entry.limits]
    if len(limits) > 1 and any(limit.applies_to for limit in limits):
        return None
    clocks = [clock for limit in limits if (clock := _by_limit(case, limit)) is not None]
    lenient = min(clocks, key=lambda clock: (clock.overdue, clock.in_time), default=None)
    return replace(lenient, by_entry=True) if lenient else None


def _by_limit(case: Case, limit: Limit) -> Clock | None:
    if limit.kind == "periodic" and limit.period:
        return _by_period(case, limit.period, _DIRECTORY)
    if limit.kind == "fixed_date" and limit.month:
        return _by_fixed_date(case.as_of, limit.month, limit.day)
    if limit.kind == "fixed_date" and limit.period in _MONTHS:
        months = _MONTHS[limit.period]
        return Clock(
            f"{_WORDS[limit.period]}按期",
            months_after(case.as_of, -months),
            months_after(case.as_of, -2 * months) - timedelta(1),
            _DIRECTORY,
        )
    return None


def _by_period(case: Case, period: Period, clause: str) -> Clock:
    """How far back the pack looks; months are counted on the calendar from the day of judgement."""
    reach = case.pack.periods[period]
    return _by_reach(case, reach.n, reach.unit, _WORDS[period], clause, period)


def _by_reach(case: Case, n: int, unit: str, words: str, clause: str, period: Period | None = None) -> Clock:
    since = case.as_of
    if unit == "workday":
        reach = case.as_of - timedelta(n + _LONGEST_REST)
        while since > reach and case.calendar.elapsed(since - timedelta(1), case.as_of).least <= n:
            since -= timedelta(1)
    else:
        since = months_after(case.as_of, -n) if unit == "month" else case.as_of - timedelta(n)
    return Clock(words, since, since - timedelta(1), clause, period, reach=(n, unit))


def _by_fixed_date(as_of: date, month: int, day: int | None) -> Clock:
    """The last due date that has passed; what is newer than the one before it but of the year before may be
    that year's, published late, and is left open."""
    due = _day_of(as_of.year, month, day)
    if due >= as_of:
        due = _day_of(as_of.year - 1, month, day)
    before = _day_of(due.year - 1, month, day)
    shown = f"每年{month}月{day}日前" if day else f"每年{month}月底前"
    return Clock(shown, date(due.year, 1, 1), before, _DIRECTORY, by_date=(month, day))


def _day_of(year: int, month: int, day: int | None) -> date:
    last = months_after(date(year, month, 1), 1) - timedelta(1)
    return last if day is None else date(year, month, min(day, last.day))


def _by_table(case: Case, column: Column) -> Clock | None:
    note = case.note_of(column)
    if note is None:
        return None
    if note.limit_days:
        return _by_reach(case, note.limit_days, "day", f"每{note.limit_days}天", _TABLE)
    return _by_period(case, note.period, _TABLE) if note.period else None


def _entries_own(case: Case) -> frozenset[str]:
    """The ids of the columns that answer an entry by what they are, found by the machine or called as the entry is:
    the entry's limit is their only clock."""
    path_of = {column.id: column.path for column in case.columns}
    return frozenset(
        match.subject
        for match in case.matches
        if match.kind == "column" and match.decision == "accept" and match.subject in path_of
        if match.decided_by == "machine" or same_name(path_of[match.subject][-1], match.level2 or match.level1 or "")
    )


def _by_default(case: Case, column: Column) -> Clock | None:
    reach = case.pack.column_clock(column.path)
    if reach is None:
        return None
    words = f"每{reach.n}{'个月' if reach.unit == 'month' else '天'}"
    return _by_reach(case, reach.n, reach.unit, words, reach.source.clause)


def _period_name(start: date, months: int) -> str:
    if months == 1:
        return f"{start.year}年{start.month}月"
    if months == 3:
        return f"{start.year}年第{'一二三四'[(start.month - 1) // 3]}季度"
    if months == 6:
        return f"{start.year}年{'上' if start.month == 1 else '下'}半年"
    return f"{start.year}年"
