"""The schedules of rest days by year: those of the calendar package, and those that an office adds in `holidays.toml`.

The format of `holidays.toml` is described in config/holidays/README.md.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

import chinese_calendar
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from inspection.festivals import RegionalDays, RegionalHolidays, festival_names, festivals_of, new_year_reach
from inspection.toml_faults import Fault, refuse, sentence, told
from inspection.toml_text import parse_toml, read_toml


@dataclass(frozen=True)
class YearSchedule:
    """One year's days of rest (weekends only where a notice names them) and make-up working days; the last days of the
    December before may be among them. `regional` are the days of the office's region where the office gave them."""

    year: int
    rest: frozenset[date]
    work: frozenset[date]
    notice: str
    link: str | None = None
    regional: RegionalDays | None = None


class _Rest(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    first: date = Field(alias="from")
    last: date = Field(alias="to")

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(i) for i in range((self.last - self.first).days + 1)]

    @property
    def festivals(self) -> list[str]:
        """The festivals it is for: 国庆节、中秋节 are two, 清明 is 清明节."""
        names = [name.strip() for name in re.split(r"[、，,和]", self.name)]
        return [known for known in festival_names() if known in names or known.removesuffix("节") in names]


class _Year(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    notice: str
    link: str | None = None
    rest: list[_Rest]
    work: list[date]
    regional_rest: list[date] | None = None
    regional_work: list[date] = []


@cache
def packaged_schedules() -> dict[int, YearSchedule]:
    """The schedules of the calendar package for every year that it has whole, whatever its newest year is."""
    by_year: dict[int, tuple[set[date], set[date]]] = {}
    for kind, days in enumerate((chinese_calendar.holidays, chinese_calendar.workdays)):
        for day in days:
            by_year.setdefault((day + new_year_reach()).year, (set(), set()))[kind].add(day)
    found = {}
    for year, (rest, work) in sorted(by_year.items()):
        legal = [day for festival in festivals_of(year) or () for day in festival.legal]
        legal += [date(year, 1, 1), date(year, 5, 1), date(year, 10, 1)]
        if all(day in rest or day.weekday() >= 5 for day in legal):
            found[year] = YearSchedule(
                year, frozenset(rest), frozenset(work), f"国务院办公厅关于{year}年部分节假日安排的通知"
            )
    return found


def read_holidays(path: Path, region: RegionalHolidays | None = None) -> dict[int, YearSchedule]:
    """The schedules of an office's `holidays.toml`. Raises UserError with every fault at once, each with its line."""
    values, text = read_toml(path)
    return _schedules_in(values, text, path, region)


def parse_holidays(text: str, name: Path, region: RegionalHolidays | None = None) -> dict[int, YearSchedule]:
    """The schedules of the text of such a file, as a round has frozen it; `name` is what messages call it."""
    return _schedules_in(parse_toml(text, name), text, name, region)


def _schedules_in(
    values: Mapping[str, object], text: str, path: Path, region: RegionalHolidays | None
) -> dict[int, YearSchedule]:
    faults: list[Fault] = []
    found: dict[int, YearSchedule] = {}
    for key, table in values.items():
        schedule, wrong = _read_year(key, table, region)
        faults += [((key, *place), message) for place, message in wrong]
        if schedule is not None:
            found[schedule.year] = schedule
    refuse(path, told(faults, text))
    return found


def _read_year(key: str, table: object, region: RegionalHolidays | None) -> tuple[YearSchedule | None, list[Fault]]:
    if not re.fullmatch(r"20\d\d", key) or not isinstance(table, dict):
        return None, [((), f"“{key}”不是年份，每年一节，表头应写成 [2027]")]
    try:
        given = _Year.model_validate(table)
    except ValidationError as error:
        return None, [(detail["loc"], sentence(detail, _known_at(detail["loc"]))) for detail in error.errors()]
    year = int(key)
    faults = [*_day_faults(year, given), *_whole_year_faults(year, given)]
    regional = None
    if given.regional_rest is not None:
        regional = RegionalDays(tuple(given.regional_rest), tuple(given.regional_work))
        if region is None:
            faults.append((("regional_rest",), "检查口径没有地方假日，不应写 regional_rest"))
    rest = frozenset(day for entry in given.rest for day in entry.days)
    return YearSchedule(year, rest, frozenset(given.work), given.notice, given.link, regional), faults


def _known_at(place: tuple[int | str, ...]) -> list[str]:
    return ["name", "from", "to"] if place[0] == "rest" and len(place) > 2 else list(_Year.model_fields)


def _day_faults(year: int, given: _Year) -> Iterator[Fault]:
    """Days that cannot be: outside the year, from after to, written twice, make-up days in mid-week or in a rest."""
    dated = [("rest", day) for entry in given.rest for day in (entry.first, entry.last)]
    dated += [("work", day) for day in given.work]
    dated += [("regional_rest", day) for day in given.regional_rest or ()]
    dated += [("regional_work", day) for day in given.regional_work]
    for key, day in dated:
        if not date(year - 1, 12, 20) <= day <= date(year, 12, 31):
            yield (key,), f"{day} 不在 {year} 年内（上年12月20日以后的可以写）"
    for entry in given.rest:
        if entry.first > entry.last:
            yield ("rest",), f"“{entry.name}”的起止日期颠倒：from 应不晚于 to"
    days = sorted(day for entry in given.rest for day in entry.days)
    for day in sorted({day for day, after in pairwise(days) if day == after}):
        yield ("rest",), f"{day} 在 rest 中写了两次"
    for day in given.work:
        if day.weekday() < 5:
            yield ("work",), f"{day} 不是周六、周日，work 只写调休上班的周末"
        if day in days:
            yield ("work",), f"{day} 同时写在 rest 和 work 中"


def _whole_year_faults(year: int, given: _Year) -> Iterator[Fault]:
    """What shows that a year is not written to its end: a partial schedule would be taken for the whole one."""
    named = {name for entry in given.rest for name in entry.festivals}
    for name in festival_names():
        if name not in named:
            yield ("rest",), f"缺少“{name}”的放假安排，请把全年七个节日写全"
    rest = {day for entry in given.rest for day in entry.days}
    festivals = festivals_of(year)
    if festivals is None or not named.issuperset(festival_names()):
        return
    legal = {day: festival.name for festival in festivals for day in festival.legal}
    for day in sorted(legal.keys() - rest):
        yield ("rest",), f"{day}（{legal[day]}法定假日）未写在 rest 中"
    lost = sum(day.weekday() < 5 for day in rest) - len(given.work)
    least = len(legal)
    most = sum(festival.loses for festival in festivals) + sum(
        len(entry.days) for entry in given.rest if not entry.festivals
    )
    if legal.keys() <= rest and not least <= lost <= most:
        yield ("work",), f"全年放假调休后净休 {lost} 个工作日，与法定的 {most} 天不符，请核对 rest 和 work 是否写全"
