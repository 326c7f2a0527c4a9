"""Working days from the official schedules; where a schedule is not known, a range that certainly holds the number.

Known are the years of the calendar package and of the office's `holidays.toml`. In other years up to the last one in
config/holidays/festivals.toml a day may only differ from Monday-to-Friday near a festival, and around each festival the
number of working days lost is fixed by law; beyond that every day may be either. Counting starts on the day after
(条例第二十六条). A one-off national closure (2015-09-03) is known only once it stands in a schedule.
"""

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

from inspection.errors import UserError
from inspection.festivals import (
    Festival,
    RegionalDays,
    RegionalHolidays,
    festivals_of,
    last_year_on_record,
    new_year_reach,
    regional_holidays,
)
from inspection.holiday_schedules import YearSchedule, packaged_schedules, parse_holidays, read_holidays
from inspection.types.judgement import WorkdayRange


@dataclass(frozen=True)
class _Cluster:
    """Days around festivals whose schedule is not known, by place in the calendar: `least` to `most` are worked."""

    first: int
    last: int
    least: int
    most: int


@dataclass(frozen=True)
class WorkCalendar:
    """Counts working days.

    `sure[i]` and `possible[i]` are the numbers of days before the i-th from `start` that certainly and that possibly
    are worked; `gained[k]` and `spared[k]` are what the first k whole clusters add to the one and take from the other.
    """

    start: date
    sure: list[int]
    possible: list[int]
    clusters: tuple[_Cluster, ...]
    firsts: list[int]
    lasts: list[int]
    gained: list[int]
    spared: list[int]

    def is_workday(self, day: date) -> bool | None:
        """Whether a day is worked; None where that is not known."""
        place = (day - self.start).days
        if not 0 <= place < len(self.sure) - 1:
            return None
        if self.sure[place + 1] > self.sure[place]:
            return True
        return False if self.possible[place + 1] == self.possible[place] else None

    def elapsed(self, start: date, end: date) -> WorkdayRange:
        """The working days after `start` up to and including `end`; none when `end` is not after `start`."""
        if end <= start:
            return WorkdayRange(0, 0)
        first, last = (start - self.start).days + 1, (end - self.start).days
        return WorkdayRange(self._least(first, last), self._most(first, last))

    def due(self, start: date, n: int) -> tuple[date, date]:
        """The earliest and latest day that can be the n-th working day after `start`; `date.max` where none is sure."""
        if n < 0:
            raise ValueError(f"a number of working days cannot be negative: {n}")
        if n == 0:
            return start, start
        first, days = (start - self.start).days + 1, len(self.sure) - 1
        # Beyond the calendar every day may be worked, so this far on the number is reached.
        earliest = _first_reaching(n, first, max(first, days) + n, self._most)
        latest = _first_reaching(n, first, days, self._least)
        return self._day(earliest), self._day(latest) if latest < days else date.max

    def after(self, day: date, n: int) -> date:
        """The day by which n working days after `day` have passed for certain: for deadlines that we set ourselves."""
        latest = self.due(day, n)[1]
        if latest == date.max:
            raise UserError(
                f"{day.year} 年以后的放假安排不明，无法推算期限，请在 holidays.toml 中补充该年度的放假安排。"
            )
        return latest

    def _day(self, place: int) -> date:
        return self.start + timedelta(place)

    def _least(self, first: int, last: int) -> int:
        first, last = max(first, 0), min(last, len(self.sure) - 2)
        if first > last:
            return 0
        whole, touched = self._clusters_in(first, last)
        found = self.sure[last + 1] - self.sure[first] + self.gained[whole.stop] - self.gained[whole.start]
        for cluster in touched:
            inside = _worked(self.sure, max(first, cluster.first), min(last, cluster.last))
            outside = _worked(self.possible, cluster.first, first - 1) + _worked(self.possible, last + 1, cluster.last)
            found += max(0, cluster.least - outside - inside)
        return found

    def _most(self, first: int, last: int) -> int:
        days = last - first + 1
        first, last = max(first, 0), min(last, len(self.sure) - 2)
        if first > last:
            return days
        unrecorded = days - (last - first + 1)
        whole, touched = self._clusters_in(first, last)
        found = self.possible[last + 1] - self.possible[first] - self.spared[whole.stop] + self.spared[whole.start]
        for cluster in touched:
            inside = _worked(self.possible, max(first, cluster.first), min(last, cluster.last))
            outside = _worked(self.sure, cluster.first, first - 1) + _worked(self.sure, last + 1, cluster.last)
            found -= max(0, inside - (cluster.most - outside))
        return unrecorded + found

    def _clusters_in(self, first: int, last: int) -> tuple[range, list[_Cluster]]:
        """The places of the clusters that lie wholly in a span, and the clusters that reach over its ends."""
        begin, end = bisect_left(self.lasts, first), bisect_right(self.firsts, last)
        touched = []
        if begin < end and self.clusters[begin].first < first:
            touched.append(self.clusters[begin])
            begin += 1
        if begin < end and self.clusters[end - 1].last > last:
            touched.append(self.clusters[end - 1])
            end -= 1
        return range(begin, max(begin, end)), touched


def months_after(day: date, n: int) -> date:
    """The same day n months later (earlier when n is negative), or the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def work_calendar(holidays_toml: Path | None = None, region: RegionalHolidays | None = None) -> WorkCalendar:
    """The calendar of an office: the packaged years, its own `holidays.toml` where there is one, its region's holiday.

    Raises UserError with every fault of the file, each with its line.
    """
    schedules = dict(packaged_schedules())
    if holidays_toml is not None:
        schedules |= read_holidays(holidays_toml, region)
    return assemble(schedules, region)


@lru_cache(32)
def frozen_work_calendar(holidays: str | None, region: str | None) -> WorkCalendar:
    """The calendar that follows from the text of a round's frozen `holidays.toml` and the name of its region's holiday.

    Made once for all districts that are judged by it.
    """
    days = regional_holidays(region) if region is not None else None
    schedules = dict(packaged_schedules())
    if holidays is not None:
        schedules |= parse_holidays(holidays, Path("holidays.toml"), days)
    return assemble(schedules, days)


def assemble(schedules: Mapping[int, YearSchedule], region: RegionalHolidays | None = None) -> WorkCalendar:
    """The calendar that follows from the schedules which are known, by year."""
    start, end = date(min(schedules), 1, 1), date(max(*schedules, last_year_on_record()), 12, 31)
    days = [start + timedelta(i) for i in range((end - start).days + 1)]
    usual = [int(day.weekday() < 5) for day in days]
    sure, possible = list(usual), list(usual)
    plain = _Days(start, usual, sure, possible)
    festivals: list[Festival] = []
    years = range(start.year, end.year + 2)
    for year in years:
        if year in schedules:
            plain.follow(schedules[year])
        elif (unknown := festivals_of(year)) is not None:
            festivals += unknown
            plain.loosen(unknown)
        else:
            plain.give_up(year)
    if region is not None:
        festivals += _lay_region(plain, schedules, region, years)
    return _counted(plain, _clusters(plain, festivals))


@dataclass(frozen=True)
class _Days:
    """The days of a calendar while it is built: worked as the week has it, certainly worked, possibly worked."""

    start: date
    usual: list[int]
    sure: list[int]
    possible: list[int]

    def place(self, day: date) -> int:
        return (day - self.start).days

    def set(self, day: date, worked: int) -> None:
        """What a schedule says of a day; days outside the calendar are left."""
        place = self.place(day)
        if 0 <= place < len(self.usual):
            self.usual[place] = self.sure[place] = self.possible[place] = worked

    def follow(self, schedule: YearSchedule | RegionalDays) -> None:
        for day in schedule.rest:
            self.set(day, 0)
        for day in schedule.work:
            self.set(day, 1)

    def loosen(self, festivals: Sequence[Festival]) -> None:
        """Lets the days around festivals be either, but for the days of rest by law."""
        for festival in festivals:
            for place in self._between(*festival.rest):
                self.sure[place] = 0
            for place in self._between(*festival.work):
                if self.place_is_weekend(place):
                    self.possible[place] = 1
        for day in (day for festival in festivals for day in festival.legal):
            self.possible[self.place(day)] = 0

    def give_up(self, year: int) -> None:
        """Lets every day be either that the schedule of a year settles."""
        for place in self._between(date(year, 1, 1) - new_year_reach(), date(year, 12, 31)):
            self.sure[place], self.possible[place] = 0, 1

    def place_is_weekend(self, place: int) -> bool:
        return (self.start + timedelta(place)).weekday() >= 5

    def _between(self, first: date, last: date) -> range:
        return range(max(0, self.place(first)), min(len(self.usual), self.place(last) + 1))


def _lay_region(
    days: _Days, schedules: Mapping[int, YearSchedule], region: RegionalHolidays, years: range
) -> list[Festival]:
    """Sets a region's days where they are known; elsewhere loosens the days around its festival, and returns it."""
    open_festivals = []
    for year in years:
        schedule = schedules.get(year)
        exact = (schedule.regional if schedule else None) or region.exact.get(year)
        if schedule is not None and exact is not None:
            days.follow(exact)
        elif year in region.festivals:
            open_festivals.append(region.festivals[year])
            days.loosen([region.festivals[year]])
        elif year > min(region.festivals):
            days.give_up(year)
    return open_festivals


def _clusters(days: _Days, festivals: list[Festival]) -> tuple[_Cluster, ...]:
    """Festivals whose windows meet, taken together: days may be moved from one to the other."""
    groups: list[list[Festival]] = []
    for festival in sorted(festivals, key=lambda festival: festival.first):
        if groups and festival.first <= max(earlier.last for earlier in groups[-1]):
            groups[-1].append(festival)
        else:
            groups.append([festival])
    return tuple(_cluster(days, group) for group in groups)


def _cluster(days: _Days, group: list[Festival]) -> _Cluster:
    first, last = days.place(group[0].first), days.place(max(festival.last for festival in group))
    legal = [day for festival in group for day in festival.legal]
    worked = sum(days.usual[first : last + 1]) - sum(festival.loses for festival in group)
    # Two festivals on one day have each been made up for (2009, 2020), but no clause says so.
    most = worked + len(legal) - len(set(legal))
    least = worked - sum(festival.extra for festival in group)
    sure, possible = sum(days.sure[first : last + 1]), sum(days.possible[first : last + 1])
    return _Cluster(first, last, max(sure, least), min(possible, most))


def _counted(days: _Days, clusters: tuple[_Cluster, ...]) -> WorkCalendar:
    sure, possible = _sums(days.sure), _sums(days.possible)
    return WorkCalendar(
        days.start,
        sure,
        possible,
        clusters,
        firsts=[cluster.first for cluster in clusters],
        lasts=[cluster.last for cluster in clusters],
        gained=_sums(cluster.least - _worked(sure, cluster.first, cluster.last) for cluster in clusters),
        spared=_sums(_worked(possible, cluster.first, cluster.last) - cluster.most for cluster in clusters),
    )


def _sums(numbers: Iterable[int]) -> list[int]:
    return list(accumulate(numbers, initial=0))


def _worked(sums: list[int], first: int, last: int) -> int:
    return sums[last + 1] - sums[first] if first <= last else 0


def _first_reaching(n: int, first: int, end: int, count: Callable[[int, int], int]) -> int:
    """The first place up to which `count` from `first` on reaches n; `end` where none before it does."""
    return first + bisect_left(range(first, end), n, key=lambda last: count(first, last))
