"""For what time a report is asked, and for what time a handed-in file is."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from audits.titles import even
from inspection.openness_values import SubmittedReport
from inspection.types.submitted import HandedInFile

_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")
_QUARTER = re.compile("第?([一二三四1-4])季度?|([1-4])Q|Q([1-4])", re.IGNORECASE)
_HALF = re.compile("([上下])半年")
_MONTH = re.compile(r"(?<!\d)(\d{1,2})月(?!\d{1,2}日)")
_ORDINALS = "一二三四"
# A title stands in the first lines, below a red head (发文机关标志, 发文字号, 签发人) where there is one.
_FIRST, _HEAD, _LONGEST_TITLE = 12, 6, 50
_NO_TITLE = re.compile("。|[:：；;]$")
# The year of a document that is cited is not the report's.
_CITED = re.compile(r"[〔【\[(（]20\d{2}[〕】\])）]第?\d+号|《[^《》]*》")
_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12, "two_years": 12}
# A day for handing in as early in a year (month) or in a month (day) as this asks for the report on the one before.
_EARLY, _EARLY_DAY = 3, 15


@dataclass(frozen=True)
class Period:
    """The last time for which a report had to be there. It was to come by `due`, the one before it before `first`;
    `part` is the number of the month, quarter or half-year (None: a year); `label` names it in Chinese."""

    year: int
    part: int | None
    first: date
    due: date
    label: str


def last_period(report: SubmittedReport, on: date) -> Period | None:
    """The last period of a report whose day was over on a day; None for a report that is asked for once."""
    if report.every == "once":
        return None
    over = [(year, part, due) for year, part, due in _ends(report, on.year) if due < on]
    year, part, due = over[-1]
    before = over[-3 if report.every == "two_years" else -2][2]
    return Period(year, part, before + timedelta(days=1), due, _label(report, year, part, due))


def heading(file: HandedInFile) -> str:
    """The title inside a file: its first short lines."""
    return "|".join(title_lines(file.text, _FIRST)[:_HEAD])


def title_lines(text: str, first: int = -1) -> list[str]:
    """The lines that may be titles among the first so many (-1: all): short ones that are no sentence, and rows of a
    table with one cell filled in."""
    found = []
    lines = [line for line in text.split("\n") if line.strip()]
    for line in lines if first < 0 else lines[:first]:
        cells = dict.fromkeys(cell.strip() for cell in line.split("\t") if cell.strip())
        plain = next(iter(cells))
        if len(cells) == 1 and len(plain) <= _LONGEST_TITLE and not _NO_TITLE.search(plain):
            found.append(plain)
    return found


def is_for(file: HandedInFile, report: SubmittedReport, period: Period) -> bool | None:
    """Whether a file is a report for a period: as its name or title says, else as the day says on which it came. None
    where nothing tells."""
    came = None if file.received is None else file.received >= period.first
    title = file.title if _YEAR.search(even(file.title)) else f"{file.title}|{_CITED.sub('', heading(file))}"
    told = _told(title, report)
    years = [int(year) for year in _YEAR.findall(even(title))]
    year = max(years, default=None)
    if period.part is None:
        first = period.year - 1 if report.every == "two_years" else period.year
        if year is not None and (year >= first or year < first - 1):
            return year >= first
        # A report on the year before may be called after either year; the day tells, but one in its text only for it.
        written = file.written is not None and file.written >= period.first
        return came if came is not None else True if written else None
    if told is not None and _is_before(told, year, report, period):
        # A ledger of early November tells of October's work and is called after either.
        return came
    if told is not None:
        same = told == period.part and year in (None, period.year)
        return same if year is not None or not same else came
    return came if year in (None, period.year) else False


def _is_before(told: int, year: int | None, report: SubmittedReport, period: Period) -> bool:
    """Whether a title names the month before that in whose first days the report is due."""
    if report.every != "month" or int(report.due or "31") > _EARLY_DAY:
        return False
    of, part = (period.year, period.part - 1) if period.part and period.part > 1 else (period.year - 1, 12)
    return told == part and year in (None, of)


def is_late(file: HandedInFile, period: Period) -> bool:
    """Whether the office's list says that a file came after its day."""
    return file.received is not None and file.received > period.due


def _ends(report: SubmittedReport, year: int) -> Iterator[tuple[int, int | None, date]]:
    """The last days for handing in around a year, in their order."""
    months = _MONTHS[report.every]
    for y in range(year - 3, year + 1):
        if months == 12:
            month, day = map(int, (report.due or "12-31").split("-"))
            yield y, None, date(y, month, day)
            continue
        for part in range(1, 12 // months + 1):
            month = part * months
            yield y, part, date(y, month, min(int(report.due or "31"), monthrange(y, month)[1]))


def _told(title: str, report: SubmittedReport) -> int | None:
    """The number of the part of a year that a title names."""
    plain = even(title)
    if report.every == "quarter" and (found := _QUARTER.search(plain)):
        said = next(one for one in found.groups() if one)
        return _ORDINALS.index(said) + 1 if said in _ORDINALS else int(said)
    if report.every == "half_year" and (found := _HALF.search(plain)):
        return 1 if found[1] == "上" else 2
    if report.every == "month" and (found := _MONTH.search(plain)):
        return int(found[1])
    return None


def _label(report: SubmittedReport, year: int, part: int | None, due: date) -> str:
    if report.every == "quarter" and part:
        return f"{year}年第{_ORDINALS[part - 1]}季度"
    if report.every == "half_year" and part:
        return f"{year}年{'上' if part == 1 else '下'}半年"
    if report.every == "month":
        return f"{year}年{part}月"
    return f"应于{year}年{due.month}月{due.day}日前报送的" if report.due and due.month <= _EARLY else f"{year}年度"
