"""From when to when a consultation (征求意见) is open, as its announcement says."""

import re
from datetime import date, timedelta

from crawler.reading.dates import FoundDate, find_dates

_TITLED = re.compile(r"征求|征集.*(?:意见|建议)|(?:意见|建议).*征集|意见稿|听取|听证|问卷")
_PERIOD = re.compile(r"征[求集]|意见|期限|时间|反馈|公示期|截止|为期|提出|报送|之前|前")
_RESULT = re.compile(r"(?:采纳|反馈|结果|情况)(?:的)?(?:情况|公告|公示|说明|反馈|通报)?$|结果|采纳")
_TO = re.compile(r"^\s*(?:起)?\s*[）)]?\s*(?:至|到|—+|－|-|–|～|~)\s*$")
_PART = re.compile(r"(?<![\d年])(?P<m>1[0-2]|0?[1-9])\s*月\s*(?P<d>[12]\d|3[01]|0?[1-9])\s*日")
_BY = re.compile(r"^\s*(?:[（(][^）)]*[）)])?\s*(?:\d{1,2}[:：]\d{2}|\d{1,2}时)?\s*(?:之?前|截止|止|以前|内)")
_CLOSING = re.compile(r"(?:截止|截至|反馈时限|截止时间|截止日期|结束时间)[^。；\n]{0,8}$")
_OPENING = re.compile(r"(?:开始时间|起始时间|起始日期|发布时间)[：:\s]*$")
_DAYS = re.compile(
    r"(?:自|从)?[^。；\n]{0,12}?(?:发布|公告|公布|公示|刊登|即)之?日起[^。；\n]{0,6}?(?P<n>\d{1,3})\s*(?:个)?(?:自然|日历)?(?P<unit>日|天)(?!.{0,3}工作)"
)


def consultation_days(title: str, text: str, published: date | None) -> tuple[date | None, date | None]:
    """First and last day; None for each that is not said, for other pages, and where two announcements differ."""
    if _TITLED.search(title) is None or _RESULT.search(title) is not None:
        return None, None
    opens: list[date] = []
    closes: list[date] = []
    for sentence in re.split(r"[。；\n]", text):
        if _PERIOD.search(sentence):
            _look(sentence, opens, closes)
    if not closes and published is not None and (hit := _DAYS.search(text)):
        return published, published + timedelta(int(hit.group("n")))
    first = opens[0] if len(set(opens)) == 1 else None
    last = closes[0] if len(set(closes)) == 1 else None
    return (None, last) if first and last and last < first else (first, last)


def _look(sentence: str, opens: list[date], closes: list[date]) -> None:
    dates = _all_dates(sentence)
    for place, one in enumerate(dates):
        before, behind = sentence[: one.start], sentence[one.end :]
        following = dates[place + 1] if place + 1 < len(dates) else None
        if following and _TO.match(sentence[one.end : following.start]):
            opens.append(one.value)
            closes.append(following.value)
        elif _OPENING.search(before):
            opens.append(one.value)
        elif (_BY.match(behind) or _CLOSING.search(before)) and not _ends_span(dates, place, sentence):
            closes.append(one.value)


def _ends_span(dates: list[FoundDate], place: int, sentence: str) -> bool:
    return place > 0 and _TO.match(sentence[dates[place - 1].end : dates[place].start]) is not None


def _all_dates(sentence: str) -> list[FoundDate]:
    """Whole dates, and days of a month whose year the date before them says."""
    whole = find_dates(sentence)
    found = list(whole)
    for hit in _PART.finditer(sentence):
        earlier = [one for one in whole if one.end <= hit.start()]
        if any(one.start <= hit.start() < one.end for one in whole) or not earlier:
            continue
        try:
            value = date(earlier[-1].value.year, int(hit.group("m")), int(hit.group("d")))
        except ValueError:
            continue
        found.append(FoundDate(value, hit.start(), hit.end()))
    return sorted(found, key=lambda one: one.start)
