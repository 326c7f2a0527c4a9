"""What the lists of columns show over time: dates of rows, columns of past years, periods that are missing."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from audits.case import Case
from audits.page_dates import publications
from audits.subjects import ColumnAnswer
from audits.title_periods import month_of, named_months
from inspection.types.directory import Period
from inspection.types.judgement import EntryKey
from inspection.types.portal import Column, ListedItem
from inspection.workdays import months_after

_ARCHIVE = re.compile(r"历史|往期|往年|归档|旧版|历年")
_MONTHS = {"month": 1, "quarter": 3, "half_year": 6}
# So many rows of a list, and so great a share of them, must name their periods for one to be called missing.
_NAMED, _SHARE = 3, 0.8
_LOOKED_BACK = 12


class Row(NamedTuple):
    """One row of a list: its title, the newest date that it shows or its page states, the months it names."""

    title: str
    day: date | None
    months: frozenset[int]


class ColumnRows:
    """The rows of the lists of a case, each list read once."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._of: dict[str, list[Row]] = {}
        self._of_entry: dict[EntryKey, list[Row]] = {}

    def of(self, column: Column) -> list[Row]:
        """The rows of a column's list."""
        if column.id not in self._of:
            self._of[column.id] = [_row(self._case, item) for item in self._case.items_of.get(column.id, ())]
        return self._of[column.id]

    def of_entry(self, entry: EntryKey) -> list[Row]:
        """Everything that answers an entry, in whatever column."""
        if entry not in self._of_entry:
            rows = [row for column in self._case.columns_of_entry(entry) for row in self.of(column)]
            for page in self._case.pages_of_entry(entry):
                day = max(publications(page), default=None)
                rows.append(Row(self._case.title_of(page), day, named_months(self._case.title_of(page), day)))
            self._of_entry[entry] = rows
        return self._of_entry[entry]


def _row(case: Case, item: ListedItem) -> Row:
    page = case.page_by_url.get(item.url)
    stated = publications(page) if page is not None else ()
    day = max((day for day in (item.published, *stated) if day is not None), default=None)
    title = max((item.title, (page.title if page else None) or ""), key=len)
    return Row(title, day, named_months(title, day))


def is_of_an_earlier_year(case: Case, answer: ColumnAnswer) -> bool:
    """Whether a column holds one past year, or what is past, beside another of the same entry that is not so old."""
    own = year_of(answer.column)
    if own is None or answer.entry is None:
        return False
    beside = [c for c in case.columns_of_entry(answer.entry) if c.path[:-1] == answer.column.path[:-1]]
    years = [year_of(column) for column in beside if column.id != answer.column.id]
    return any(year is None or year > own for year in years)


def year_of(column: Column) -> int | None:
    """The last year that a column's name says it is for; 0 for an archive; None where it says neither."""
    name = column.path[-1]
    years = [int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d{2}(?!\d)", name)]
    return max(years) if years else 0 if _ARCHIVE.search(name) else None


def unnamed_periods(period: Period | None, rows: Iterable[Row], as_of: date) -> list[date]:
    """The first days of the periods of the last twelve months that no row names although the titles name periods.

    A period counts once another one of its length has passed since its end. Nothing is missing where few rows name
    periods, nor where a row that names none may be it.
    """
    told = list(rows)
    length = _MONTHS.get(period or "")
    known = _named(told)
    if length is None or known is None:
        return []
    open_days = [row.day for row in told if not row.months]
    found = []
    for start in _periods(max(min(known), month_of(as_of) - _LOOKED_BACK), length):
        if months_after(start, 2 * length) >= as_of:
            break
        until = months_after(start, 3 * length)
        may_be = any(day is None or start <= day < until for day in open_days)
        if not may_be and not known.intersection(range(month_of(start), month_of(start) + length)):
            found.append(start)
    return found


def periods_since_named(period: Period | None, rows: Iterable[Row], as_of: date) -> list[date] | None:
    """The first days of the whole periods after the last one that titles name; None where they name too few."""
    length, known = _MONTHS.get(period or ""), _named(list(rows))
    if length is None or known is None:
        return None
    found = []
    for start in _periods(max(known) + 1, length):
        if months_after(start, length) > as_of:
            break
        if max(known) < month_of(start):
            found.append(start)
    return found


def _named(rows: list[Row]) -> frozenset[int] | None:
    """All months that titles name; None where too few of them name any."""
    named = [row for row in rows if row.months]
    if len(named) < _NAMED or len(named) < _SHARE * len(rows):
        return None
    return frozenset[int]().union(*(row.months for row in named))


def _periods(month: int, length: int) -> Iterator[date]:
    """The first days of the periods of a length from the one on that holds a month."""
    start = date(month // 12, (month % 12) // length * length + 1, 1)
    while True:
        yield start
        start = months_after(start, length)
