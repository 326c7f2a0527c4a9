"""China Standard Time, in which every hour of ours is told."""

from datetime import date, datetime, time, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "CST")
# Until when a deadline runs that names a day and no hour.
END_OF_DAY = time(23, 59)


def start_of(day: date) -> datetime:
    """A day as a moment: what is known to the day only stands at its midnight."""
    return datetime.combine(day, time(), CHINA)


def moment_words(at: datetime) -> str:
    """2026年11月20日16时30分; without what is not known: midnight is a day alone, 23:59 its end."""
    day = f"{at.year}年{at.month}月{at.day}日"
    if at.time() == time():
        return day
    if at.time() == END_OF_DAY:
        return f"{day}24时"
    return f"{day}{at.hour}时{f'{at.minute}分' if at.minute else ''}"
