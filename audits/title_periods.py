"""The periods that a title or a note names (2026年9月, 第三季度, 1—9月, 上半年, 2025年度), as months counted through.

A month is year × 12 + month − 1, so that periods of any length are compared as sets of them.
"""

import re
import unicodedata
from datetime import date
from functools import lru_cache

_NUMERALS = {
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
    "十一": 11,
    "十二": 12,
}
_N = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_TO = r"[-—–~～至到]+"
_YEAR = r"(?:(?P<year>(?:19|20)\d{2})\s*年?度?\s*(?:的)?)?"
_RANGE = re.compile(rf"{_YEAR}(?<![\d.])(?P<first>{_N})月?份?{_TO}(?P<last>{_N})月(?!\d{{1,2}}[日号])")
_QUARTERS = re.compile(
    rf"{_YEAR}(?:(?P<upto>前)(?P<n>[二三23])个?季度|第?(?P<first>[一二三四1-4]){_TO}第?(?P<last>[一二三四1-4])季度)"
)
_QUARTER = re.compile(rf"{_YEAR}第?(?P<n>[一二三四1-4])季度")
_HALF = re.compile(rf"{_YEAR}(?P<half>[上下])半年")
_MONTH = re.compile(rf"{_YEAR}(?<![\d.])(?P<n>{_N})月(?:份)?(?!\d{{1,2}}[日号]|\d)")
_WHOLE_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})\s*年度|(?<!\d)(?P<other>(?:19|20)\d{2})\s*年全年")


def month_of(day: date) -> int:
    """The month of a day, counted through."""
    return day.year * 12 + day.month - 1


@lru_cache(maxsize=65536)
def named_months(text: str, published: date | None) -> frozenset[int]:
    """The months of all periods that a text names; empty where it names none.

    Without a year the last such period that had begun when it was published is meant; without that date either,
    nothing is.
    """
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    found: set[int] = set()
    year: int | None = None
    for kind, pattern in (
        ("range", _RANGE),
        ("quarters", _QUARTERS),
        ("quarter", _QUARTER),
        ("half", _HALF),
        ("month", _MONTH),
    ):
        for hit in pattern.finditer(plain):
            year = int(hit["year"]) if hit["year"] else year or _stated_year(plain)
            first, last = _span(kind, hit)
            if last < first:
                continue
            of = year if year is not None else _year_by(published, first)
            if of is not None:
                found.update(range(of * 12 + first - 1, of * 12 + last))
        plain = pattern.sub("/", plain)  # what a wider form took is no month of its own
    for hit in _WHOLE_YEAR.finditer(plain) if not found else ():
        of = int(hit["year"] or hit["other"])
        found.update(range(of * 12, of * 12 + 12))
    return frozenset(found)


def _span(kind: str, hit: re.Match[str]) -> tuple[int, int]:
    """The first and last month (1..12) of a period."""
    if kind == "range":
        return _number(hit["first"]), _number(hit["last"])
    if kind == "quarters":
        first = 1 if hit["upto"] else _number(hit["first"]) * 3 - 2
        return first, _number(hit["n"] if hit["upto"] else hit["last"]) * 3
    if kind == "quarter":
        return _number(hit["n"]) * 3 - 2, _number(hit["n"]) * 3
    if kind == "half":
        return (1, 6) if hit["half"] == "上" else (7, 12)
    return _number(hit["n"]), _number(hit["n"])


def _number(text: str) -> int:
    return _NUMERALS.get(text) or int(text)


def _stated_year(plain: str) -> int | None:
    """The one year that a text states."""
    years = set(re.findall(r"(?<!\d)((?:19|20)\d{2})年", plain))
    return int(years.pop()) if len(years) == 1 else None


def _year_by(published: date | None, first: int) -> int | None:
    if published is None:
        return None
    return published.year if first <= published.month else published.year - 1
