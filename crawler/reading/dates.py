"""Dates in the forms that portals write. A date that cannot be read for certain is None; nothing is guessed.

Two-digit years, months without a day and `MM-DD` give None: the reader never fills in what is not written.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

CHINA = timezone(timedelta(hours=8))
_EARLIEST, _LATEST = 1949, 2100
_ZEROS = "〇○◯零０OＯoоО"
_FOLD = str.maketrans("０１２３４５６７８９－．／：∶︰–—‐‑‒―−﹣", "0123456789-./:::--------")
# One page is looked through for dates several times.
_REMEMBERED = 256
# Every form holds a digit or the sign of the year.
_MAYBE = re.compile(r"[\d年]")
_BLANK = r"[ \t\xa0\u2000-\u200b\u3000\n]*"
_CHINESE_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_YEAR_SIGN = rf"[\d一二三四五六七八九{_ZEROS}]"
_PART_SIGN = rf"[\d一二三四五六七八九十廿卅{_ZEROS}]"
_WORDED = re.compile(
    rf"(?<!\d)(?P<y>{_YEAR_SIGN}(?:{_BLANK}{_YEAR_SIGN}){{3}}){_BLANK}年"
    rf"{_BLANK}(?P<m>元|{_PART_SIGN}(?:{_BLANK}{_PART_SIGN}){{0,2}}){_BLANK}月"
    rf"{_BLANK}(?P<d>{_PART_SIGN}(?:{_BLANK}{_PART_SIGN}){{0,2}}){_BLANK}[日号]"
)
_SIGNED = re.compile(
    r"(?<!\d)(?<!\d[-./])(?P<y>\d{4}) ?(?P<s>[-/.]) ?(?P<m>\d{1,2}) ?(?P=s) ?(?P<d>\d{2}|\d)"
    r"(?:(?=\d{2}:\d{2})|(?=-\d{1,2}:\d{2})|(?!\d)(?![-/.]\d))"
)
_COMPACT = re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:\d{4}|\d{6})?")
_ENGLISH = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? "
    r"(?P<m>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* (?P<d>\d{1,2})"
    r"(?: \d{1,2}:\d{2}:\d{2})?(?: (?:CST|GMT\+08:00))? (?P<y>\d{4})"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_UTC = re.compile(r"\d{4}-\d{2}-\d{2}T(?P<h>\d{2}):\d{2}(?::\d{2}(?:\.\d+)?)?Z")


@dataclass(frozen=True)
class FoundDate:
    """A date in a text; `start` and `end` are offsets of its signs, without a time of day."""

    value: date
    start: int
    end: int


def find_dates(text: str) -> list[FoundDate]:
    """Every whole date in a text, in order; impossible ones (2024-02-30) are left out."""
    return list(_dates_in(text)) if _MAYBE.search(text) is not None else []


@lru_cache(maxsize=_REMEMBERED)
def _dates_in(text: str) -> tuple[FoundDate, ...]:
    folded = text.translate(_FOLD)
    found = []
    for pattern in (_WORDED, _SIGNED, _ENGLISH):
        for hit in pattern.finditer(folded):
            value = _value(hit)
            if value is not None:
                found.append(FoundDate(value, hit.start(), hit.end()))
    return tuple(sorted(found, key=lambda one: one.start))


def read_date(text: str | None) -> date | None:
    """The one date that a value states; None for none, for several different ones, and where the zone leaves two
    days open.
    """
    if not text:
        return None
    folded = text.strip().translate(_FOLD)
    compact = _COMPACT.fullmatch(folded)
    if compact:
        return _value(compact)
    utc = _UTC.search(folded)
    if utc and int(utc.group("h")) >= 16:
        # Portals write Z behind local time too: from 16:00 on the day in China depends on whom one believes.
        return None
    values = {one.value for one in find_dates(folded)}
    return values.pop() if len(values) == 1 else None


def from_epoch(value: int | float | str | None) -> date | None:
    """The day in China of a time stamp in seconds or milliseconds; 0 and anything outside 1973–2100 is None."""
    try:
        number = float(value) if value is not None else 0.0
    except ValueError:
        return None
    seconds = number / 1000 if number >= 1e11 else number
    if not 1e8 <= seconds < 4.1e9:
        return None
    return datetime.fromtimestamp(seconds, CHINA).date()


def _value(hit: re.Match[str]) -> date | None:
    month_text = hit.group("m")
    year = _number(hit.group("y"), digits_only=True)
    named = "Jan" if month_text == "元" else month_text
    month = _MONTHS.index(named) + 1 if named in _MONTHS else _number(month_text)
    day = _number(hit.group("d"))
    if year is None or month is None or day is None or not _EARLIEST <= year <= _LATEST:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _number(text: str, *, digits_only: bool = False) -> int | None:
    """Arabic or Chinese digits, also mixed (`二0二四`); month and day also with 十, 廿, 卅."""
    signs = [sign for sign in text if not sign.isspace() and sign != "\u200b"]
    if not digits_only and any(sign in "十廿卅" for sign in signs):
        return _tens("".join(signs))
    digits = [_digit(sign) for sign in signs]
    if any(digit is None for digit in digits):
        return None
    return int("".join(str(digit) for digit in digits))


def _tens(text: str) -> int | None:
    for sign, value in (("廿", "二十"), ("卅", "三十")):
        text = text.replace(sign, value)
    head, _, tail = text.partition("十")
    tens = 1 if head == "" else _CHINESE_DIGITS.get(head)
    ones = 0 if tail == "" else _CHINESE_DIGITS.get(tail)
    return None if tens is None or ones is None else tens * 10 + ones


def _digit(sign: str) -> int | None:
    if sign.isascii() and sign.isdigit():
        return int(sign)
    return 0 if sign in _ZEROS else _CHINESE_DIGITS.get(sign)
