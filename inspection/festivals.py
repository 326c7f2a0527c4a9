"""Where days of rest can lie in a year whose schedule is not known: festivals by law, and festivals of a region.

Source of the days: 全国年节及纪念日放假办法 (config/holidays/festivals.toml names the version for each year). A day
of rest that falls on a weekend is made up for, and a day moved for a longer holiday is worked on another day; so the
number of working days lost around a festival is known even where the days themselves are not.
"""

import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from inspection.errors import UserError
from inspection.shipped import CONFIG

HOLIDAYS = CONFIG / "holidays"


@dataclass(frozen=True)
class Festival:
    """One festival of one year. `legal` are its days of rest by law.

    A weekday from `rest[0]` to `rest[1]` may be a day of rest, a Saturday or Sunday from `work[0]` to `work[1]` may be
    worked; no other day is touched. `loses` working days are lost to it, up to `extra` more where a notice gives more.
    """

    name: str
    legal: tuple[date, ...]
    rest: tuple[date, date]
    work: tuple[date, date]
    loses: int
    extra: int = 0

    @property
    def first(self) -> date:
        """The first day that the festival may touch."""
        return min(self.rest[0], self.work[0])

    @property
    def last(self) -> date:
        """The last day that the festival may touch."""
        return max(self.rest[1], self.work[1])


@dataclass(frozen=True)
class RegionalDays:
    """Where a region differs from the national schedule of one year."""

    rest: tuple[date, ...]
    work: tuple[date, ...] = ()


@dataclass(frozen=True)
class RegionalHolidays:
    """A holiday that one region adds: its windows by year, and its exact days for the years in which they are known."""

    key: str
    name: str
    source: str
    festivals: dict[int, Festival] = field(default_factory=dict)
    exact: dict[int, RegionalDays] = field(default_factory=dict)


def festivals_of(year: int) -> tuple[Festival, ...] | None:
    """The seven festivals of a year; None where the days of the moon festivals or the law are not on record."""
    data = _festival_data()
    moving = data["year"].get(str(year))
    laws = [law for law in data["legal"] if law["since"] <= year]
    if moving is None or not laws:
        return None
    legal = max(laws, key=lambda law: int(law["since"]))["days"]
    found = []
    for name, rule in data["festival"].items():
        day = moving[name] if name in moving else date.fromisoformat(f"{year}-{rule['day']}")
        days = tuple(day + timedelta(offset) for offset in legal[name])
        quiet = day.isoweekday() in rule.get("quiet", [])
        rest, work = ([0, rule["rest"][1]], [0, 0]) if quiet else (rule["rest"], rule["work"])
        found.append(Festival(name, days, _window(day, rest), _window(day, work), len(days), rule["extra"]))
    return tuple(sorted(found, key=lambda festival: festival.first))


def festival_names() -> tuple[str, ...]:
    """The names of the seven festivals, in the order of the law."""
    return tuple(_festival_data()["festival"])


def new_year_reach() -> timedelta:
    """How far before New Year's Day a schedule may touch days: these belong to the year that follows them."""
    rule = _festival_data()["festival"]["元旦"]
    return -timedelta(min(rule["rest"][0], rule["work"][0]))


def last_year_on_record() -> int:
    """The last year whose festivals are on record."""
    return max(int(year) for year in _festival_data()["year"])


@cache
def regional_holidays(key: str) -> RegionalHolidays:
    """The holiday that a rule pack names (`calendar.region`). Raises UserError for a name without a file."""
    path = HOLIDAYS / f"{key}.toml"
    if key == "festivals" or not path.is_file():
        known = "、".join(sorted(p.stem for p in HOLIDAYS.glob("*.toml") if p.stem != "festivals"))
        raise UserError(f"没有名为“{key}”的地方假日，请改用已有的名称：{known}。")
    data = _read(path)
    festivals = {
        int(year): Festival(data["name"], (), _window(day, data["rest"]), _window(day, data["work"]), data["days"])
        for year, day in data["festival"].items()
        if int(year) >= data["since"]
    }
    exact = {int(year): RegionalDays(tuple(days["rest"]), tuple(days["work"])) for year, days in data["exact"].items()}
    return RegionalHolidays(key, data["name"], data["source"], festivals, exact)


@cache
def _festival_data() -> dict[str, Any]:
    return _read(HOLIDAYS / "festivals.toml")


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def _window(day: date, reach: list[int]) -> tuple[date, date]:
    return day + timedelta(reach[0]), day + timedelta(reach[1])
