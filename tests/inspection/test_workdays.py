"""Working days against the official schedules, an independent calendar, and years that are made unknown."""

import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import holidays
import pytest

from inspection.errors import UserError
from inspection.festivals import HOLIDAYS, festivals_of, regional_holidays
from inspection.holiday_schedules import packaged_schedules, read_holidays
from inspection.types.judgement import WorkdayRange
from inspection.workdays import WorkCalendar, assemble, months_after, work_calendar

CALENDAR = work_calendar()
GUANGXI = regional_holidays("guangxi_sanyuesan")
YEAR_TOTALS = {2020: 249, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 248, 2026: 248}


def exactly(n: int) -> WorkdayRange:
    return WorkdayRange(n, n)


def days_between(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(i) for i in range((last - first).days + 1))


def readme_example() -> str:
    found = re.search(r"```toml\n(.*?)```", (HOLIDAYS / "README.md").read_text("utf-8"), re.DOTALL)
    assert found
    return found.group(1)


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "holidays.toml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(("year", "total"), YEAR_TOTALS.items())
def test_a_year_has_the_working_days_of_its_schedule(year: int, total: int) -> None:
    assert CALENDAR.elapsed(date(year - 1, 12, 31), date(year, 12, 31)) == exactly(total)


@pytest.mark.parametrize("year", YEAR_TOTALS)
def test_every_day_agrees_with_an_independent_calendar(year: int) -> None:
    other = holidays.country_holidays("CN", years=[year])
    wrong = [
        day
        for day in days_between(date(year, 1, 1), date(year, 12, 31))
        if CALENDAR.is_workday(day) != other.is_working_day(day)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("days", "worked"),
    [
        (["2020-01-19", "2021-02-07", "2023-01-28", "2023-01-29", "2024-02-04", "2025-01-26"], True),
        (["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"], True),
        (["2020-01-31", "2020-02-01", "2026-01-02", "2026-02-23", "2026-04-06", "2026-05-05", "2026-10-07"], False),
    ],
)
def test_days_that_the_notices_name(days: list[str], worked: bool) -> None:
    assert [CALENDAR.is_workday(date.fromisoformat(day)) for day in days] == [worked] * len(days)


def test_counting_starts_on_the_day_after() -> None:
    friday, monday = date(2026, 11, 6), date(2026, 11, 9)
    assert CALENDAR.elapsed(friday, friday) == exactly(0)
    assert CALENDAR.elapsed(monday, friday) == exactly(0)
    assert CALENDAR.elapsed(friday, monday) == exactly(1)
    assert CALENDAR.elapsed(friday, date(2026, 11, 8)) == exactly(0)


def test_spring_festival_counts_make_up_days() -> None:
    assert CALENDAR.elapsed(date(2026, 1, 30), date(2026, 3, 5)) == exactly(20)
    assert CALENDAR.due(date(2026, 1, 30), 20) == (date(2026, 3, 5), date(2026, 3, 5))
    assert CALENDAR.due(date(2026, 1, 30), 0) == (date(2026, 1, 30), date(2026, 1, 30))


def test_due_is_the_first_day_on_which_the_number_is_reached() -> None:
    draw = random.Random(20)
    for _ in range(300):
        start, n = date(2004, 6, 1) + timedelta(draw.randrange(11_000)), draw.randrange(1, 30)
        earliest, latest = CALENDAR.due(start, n)
        assert CALENDAR.elapsed(start, earliest).most >= n > CALENDAR.elapsed(start, earliest - timedelta(1)).most
        assert CALENDAR.elapsed(start, latest).least >= n > CALENDAR.elapsed(start, latest - timedelta(1)).least


def test_a_page_of_december_2026_runs_into_a_year_without_a_schedule() -> None:
    # Without the notice a day more of rest cannot be ruled out, even though New Year's Day 2027 is a Friday.
    assert CALENDAR.elapsed(date(2026, 12, 10), date(2027, 1, 8)) == WorkdayRange(19, 20)
    assert CALENDAR.elapsed(date(2026, 12, 10), date(2027, 1, 11)) == WorkdayRange(20, 21)
    across = CALENDAR.elapsed(date(2027, 1, 20), date(2027, 2, 10))
    assert across.least < across.most
    earliest, latest = CALENDAR.due(date(2027, 1, 20), 20)
    assert earliest < latest == CALENDAR.after(date(2027, 1, 20), 20)
    assert CALENDAR.is_workday(date(2027, 2, 4)) is None
    assert CALENDAR.is_workday(date(2027, 2, 6)) is False
    assert CALENDAR.is_workday(date(2027, 3, 10)) is True
    assert CALENDAR.is_workday(date(2027, 3, 13)) is False


def test_beyond_all_data_every_day_may_be_either() -> None:
    assert CALENDAR.elapsed(date(2040, 1, 1), date(2040, 1, 11)) == WorkdayRange(0, 10)
    assert CALENDAR.elapsed(date(1999, 1, 1), date(1999, 1, 11)) == WorkdayRange(0, 10)
    assert CALENDAR.is_workday(date(2040, 1, 2)) is None
    assert CALENDAR.due(date(2040, 1, 1), 5) == (date(2040, 1, 6), date.max)
    with pytest.raises(UserError, match=r"holidays\.toml"):
        CALENDAR.after(date(2040, 1, 1), 5)
    with pytest.raises(ValueError, match="negative"):
        CALENDAR.due(date(2026, 1, 1), -1)


@cache
def without(year: int, region: bool = False) -> WorkCalendar:
    known = {other: schedule for other, schedule in packaged_schedules().items() if other != year}
    return assemble(known, GUANGXI if region else None)


@pytest.mark.parametrize("year", range(2010, 2027))
def test_the_true_number_lies_within_the_range_of_a_year_made_unknown(year: int) -> None:
    unknown, draw = without(year), random.Random(year)
    widths = []
    for _ in range(1500):
        start = date(year - 1, 12, 1) + timedelta(draw.randrange(380))
        end = start + timedelta(draw.randrange(1, 60))
        if start < date(2015, 9, 7) and end >= date(2015, 9, 3) and year == 2015:
            continue  # a closure for one year only, which no rule could foresee
        found, true = unknown.elapsed(start, end), CALENDAR.elapsed(start, end)
        assert true.least == true.most or end > date(2026, 12, 31)
        assert found.least <= true.least <= true.most <= found.most, (start, end)
        widths.append(found.most - found.least)
    assert 0 < sum(widths) / len(widths) < 3
    # Whole years are all but certain: only an emergency adds days of rest.
    whole = unknown.elapsed(date(year, 1, 12), date(year, 12, 20))
    assert whole.most - whole.least <= 8


@pytest.mark.parametrize("year", range(2010, 2027))
def test_no_schedule_ever_moved_a_day_outside_the_windows(year: int) -> None:
    for day in days_between(date(year, 1, 1), date(year, 12, 20)):
        if day in (date(2015, 9, 3), date(2015, 9, 4), date(2015, 9, 6)):
            continue
        assert without(year).is_workday(day) in (None, CALENDAR.is_workday(day)), day


def test_a_year_of_the_package_that_is_not_whole_is_not_taken() -> None:
    years = packaged_schedules()
    assert set(range(2010, 2027)) <= set(years)
    assert sorted(years) == list(range(min(years), max(years) + 1))
    for year, schedule in years.items():
        assert date(year, 10, 1) in schedule.rest


def test_festival_dates_agree_with_an_independent_almanac() -> None:
    for year in range(2010, 2036):
        festivals = festivals_of(year)
        assert festivals is not None
        legal = {day for festival in festivals for day in festival.legal}
        other = {
            day
            for day, name in holidays.country_holidays("CN", years=[year]).items()
            if "休" not in name and "observed" not in name
        }
        if year >= 2025:
            assert len(legal) == 13 - (year in (2028, 2031))
        assert legal <= other | {day for day in legal if day.weekday() >= 5}, year
    assert festivals_of(2036) is None


def test_guangxi_rests_two_days_more() -> None:
    calendar = work_calendar(region=GUANGXI)
    assert calendar.elapsed(date(2024, 4, 8), date(2024, 4, 15)) == exactly(3)
    assert calendar.is_workday(date(2017, 4, 1)) is False
    assert calendar.is_workday(date(2017, 4, 8)) is True
    for year in (2018, 2020, 2024, 2026):
        national = CALENDAR.elapsed(date(year, 1, 1), date(year, 12, 1)).most
        assert calendar.elapsed(date(year, 1, 1), date(year, 12, 1)) == exactly(national - 2)


def test_guangxi_days_that_are_not_known_are_a_range() -> None:
    calendar = work_calendar(region=GUANGXI)
    assert calendar.is_workday(date(2026, 4, 20)) is None
    assert calendar.is_workday(date(2026, 3, 20)) is True
    assert (
        calendar.elapsed(date(2026, 4, 10), date(2026, 4, 20)).least
        < 6
        <= CALENDAR.elapsed(date(2026, 4, 10), date(2026, 4, 20)).most
    )


@pytest.mark.parametrize("year", GUANGXI.exact)
def test_guangxi_days_lie_within_the_range_when_they_are_made_unknown(year: int) -> None:
    exact = work_calendar(region=GUANGXI)
    fewer = type(GUANGXI)(GUANGXI.key, GUANGXI.name, GUANGXI.source, GUANGXI.festivals, {})
    for unknown in (assemble(packaged_schedules(), fewer), without(year, region=True)):
        draw = random.Random(year)
        for _ in range(800):
            start = date(year, 2, 20) + timedelta(draw.randrange(90))
            end = start + timedelta(draw.randrange(1, 40))
            found, true = unknown.elapsed(start, end), exact.elapsed(start, end)
            assert found.least <= true.least == true.most <= found.most, (start, end)


def test_an_unknown_regional_holiday_names_the_known_ones() -> None:
    with pytest.raises(UserError, match="guangxi_sanyuesan"):
        regional_holidays("sanyuesan")


def test_the_example_of_the_format_is_the_schedule_of_2026(tmp_path: Path) -> None:
    path = written(tmp_path, readme_example())
    read = read_holidays(path)[2026]
    packaged = packaged_schedules()[2026]
    assert (read.rest, read.work) == (packaged.rest, packaged.work)
    assert read.notice == "国务院办公厅关于2026年部分节假日安排的通知"
    calendar = work_calendar(path)
    assert calendar.elapsed(date(2025, 12, 31), date(2026, 12, 31)) == exactly(248)


YEAR_2027 = """\
[2027]
notice = "试用的2027年安排"
rest = [
    { name = "元旦", from = 2027-01-01, to = 2027-01-03 },
    { name = "春节", from = 2027-02-05, to = 2027-02-12 },
    { name = "清明", from = 2027-04-03, to = 2027-04-05 },
    { name = "劳动节", from = 2027-05-01, to = 2027-05-05 },
    { name = "端午节", from = 2027-06-09, to = 2027-06-09 },
    { name = "中秋节", from = 2027-09-15, to = 2027-09-15 },
    { name = "国庆节", from = 2027-10-01, to = 2027-10-07 },
]
work = [2027-01-31, 2027-02-20, 2027-05-08, 2027-09-26, 2027-10-09]
"""


def test_holidays_toml_adds_a_year(tmp_path: Path) -> None:
    calendar = work_calendar(written(tmp_path, YEAR_2027))
    assert calendar.is_workday(date(2027, 2, 4)) is True
    assert calendar.is_workday(date(2027, 1, 31)) is True
    assert calendar.is_workday(date(2027, 2, 12)) is False
    assert calendar.elapsed(date(2026, 12, 31), date(2027, 12, 20)).least == (
        calendar.elapsed(date(2026, 12, 31), date(2027, 12, 20)).most
    )


def test_holidays_toml_overrides_a_packaged_year_and_its_december(tmp_path: Path) -> None:
    text = readme_example().replace("from = 2026-01-01, to = 2026-01-03", "from = 2025-12-31, to = 2026-01-02")
    calendar = work_calendar(written(tmp_path, text.replace("2026-01-04, ", "2025-12-28, 2025-12-27, ")))
    assert calendar.is_workday(date(2025, 12, 31)) is False
    assert calendar.is_workday(date(2025, 12, 28)) is True
    assert calendar.is_workday(date(2026, 1, 4)) is False


def test_one_off_closures_and_regional_days_can_be_added(tmp_path: Path) -> None:
    text = YEAR_2027.replace("]\nwork", '    { name = "临时放假", from = 2027-11-04, to = 2027-11-05 },\n]\nwork')
    path = written(tmp_path, text + "regional_rest = [2027-04-08, 2027-04-09]\n")
    calendar = work_calendar(path, GUANGXI)
    assert calendar.is_workday(date(2027, 11, 4)) is False
    assert calendar.elapsed(date(2027, 4, 5), date(2027, 4, 12)) == exactly(3)
    with pytest.raises(UserError, match="第 14 行：检查口径没有地方假日"):
        read_holidays(path)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('    { name = "端午节", from = 2027-06-09, to = 2027-06-09 },\n', "", ["缺少“端午节”"]),
        ("to = 2027-10-07", "to = 2027-10-02", ["2027-10-03（国庆节法定假日）未写在 rest 中"]),
        ("work = [2027-01-31,", "work = [2027-02-01,", ["第 12 行：2027-02-01 不是周六、周日"]),
        ("work = [2027-01-31, 2027-02-20, 2027-05-08, 2027-09-26, 2027-10-09]", "work = []", ["净休 18 个工作日"]),
        ("from = 2027-05-01, to = 2027-05-05", "from = 2027-05-05, to = 2027-05-01", ["起止日期颠倒"]),
        ("from = 2027-05-01, to", "from = 2028-05-01, to", ["2028-05-01 不在 2027 年内"]),
        ("notice =", "notise =", ["第 2 行：不认识“notise”，是不是“notice”？", "缺少“notice”"]),
        ("work = [2027-01-31", 'work = ["一月"', ["第 12 行：“work”第 1 项应写成 2027-01-01 这样的日期"]),
        ("[2027]", "[二〇二七年]", ["格式有误"]),
        ("[2027]", "[202]", ["“202”不是年份"]),
        ("to = 2027-06-09", "to = 2027-06-09, until = 2027-06-10", ["不认识“until”（可用：name、from、to）"]),
        ("2027-05-08,", "2027-05-02,", ["2027-05-02 同时写在 rest 和 work 中"]),
        ("from = 2027-02-05", "from = 2027-01-02", ["2027-01-02 在 rest 中写了两次"]),
    ],
)
def test_every_fault_of_holidays_toml_is_named(tmp_path: Path, old: str, new: str, expected: list[str]) -> None:
    assert old in YEAR_2027
    with pytest.raises(UserError) as caught:
        read_holidays(written(tmp_path, YEAR_2027.replace(old, new)))
    for part in expected:
        assert part in str(caught.value)


def test_faults_of_several_years_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        read_holidays(written(tmp_path, YEAR_2027.replace("notice", "notise") + '\n[2028]\nnotice = "空"\nrest = []\n'))
    assert "有 3 处错误" in str(caught.value)
    assert "缺少“work”" in str(caught.value)


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        ("2026-11-21", -3, "2026-08-21"),
        ("2026-05-31", -3, "2026-02-28"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2024-02-29", -12, "2023-02-28"),
        ("2026-01-15", -1, "2025-12-15"),
    ],
)
def test_months_are_counted_by_the_calendar(day: str, n: int, expected: str) -> None:
    assert months_after(date.fromisoformat(day), n) == date.fromisoformat(expected)
