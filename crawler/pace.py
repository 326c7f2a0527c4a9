"""How fast one machine may be asked: never faster than the office and its robots.txt say, slower when it has trouble.

The delay between two requests grows with slow answers, doubles with every failing one and comes back by halves with
good ones, as Scrapy's AutoThrottle does it; unlike there it is never shorter than what was asked for, and `Retry-After`
(RFC 9110, 10.2.3) is kept.
"""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# The delay grows to so many times the least one, and to so many seconds, whichever comes first.
_MOST_TIMES = 60
_LONGEST = 60.0


class Pace:
    """The pace of one machine. All times are seconds of one clock that only counts. `delay` is the time between the
    beginnings of two requests; with a least delay of 0 there is none whatever happens: the office wants it so."""

    def __init__(self, least: float) -> None:
        self.least = least
        self.delay = least
        self._next = 0.0
        self._began = 0.0

    def at_least(self, seconds: float) -> None:
        """Takes up what robots.txt says (Crawl-delay), up to a minute."""
        self.least = max(self.least, min(seconds, _LONGEST))
        self.delay = max(self.delay, self.least)

    def wait(self, now: float) -> float:
        """Books the next request. Returns the seconds to wait before it."""
        self._began = max(now, self._next)
        self._next = self._began + self.delay
        return self._began - now

    def answered(self, began: float, now: float) -> None:
        """A good answer came: half-way back to twice the time that it took, at least to the least delay."""
        aim = max(self.least, 2 * (now - began))
        self.delay = self._bounded((self.delay + aim) / 2)
        self._next = max(self._next, began + self.delay)

    def failed(self, now: float) -> None:
        """The machine failed or said that it is asked too much: twice the delay, counted from now."""
        self.delay = self._bounded(2 * self.delay)
        self._next = max(self._next, now + self.delay)

    def hold(self, until: float) -> None:
        """Nothing is asked before a moment (Retry-After)."""
        self._next = max(self._next, until)

    def _bounded(self, delay: float) -> float:
        return max(self.least, min(delay, self.least * _MOST_TIMES, _LONGEST))


def retry_after(value: str | None, now: datetime) -> float | None:
    """The seconds from now that a Retry-After header asks for: a number or an HTTP date; None for none that is one."""
    said = (value or "").strip()
    if said.isascii() and said.isdigit():
        return float(said[:9])
    try:
        moment = parsedate_to_datetime(said)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
