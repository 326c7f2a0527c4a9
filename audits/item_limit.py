"""The item clock: by when one page had to be published, and how late it was.

条例第二十六条 asks for publication within 20 working days of formation; a directory may ask for less, only law for
more.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from audits.case import Case
from inspection.types.directory import Limit
from inspection.types.portal import Page
from inspection.workdays import months_after

_OTHER_CLOCKS = ("on_request", "before_event", "fixed_date", "reference", "unreadable")
_LONGEST_REST = 15


@dataclass(frozen=True)
class Lateness:
    """How many working days after its last day (`due`, the latest that it can have been) a page was published.

    `clause` is what sets the limit where it is not the law.
    """

    due: date
    least: int
    most: int
    clause: str | None = None


def item_limits(case: Case, page: Page) -> tuple[Limit, ...] | None:
    """The limits that a page must all keep; None where they cannot be told (counted from a decision, an approval, an
    application; set as a date; unreadable; a pack without an item limit).

    Without an entry it is the law's limit alone. A directory's limit counts only where it is one for the whole entry
    and all entries that the page answers agree on it: then the stricter of it and the law holds.
    """
    given = case.pack.item_limit
    if given is None:
        return None
    statutory = Limit("deadline", given.n, given.unit, "created_or_changed")
    read = [
        limit for key in case.entries_of_page(page) for entry in case.entries_of.get(key, ()) for limit in entry.limits
    ]
    unreadable = [
        entry
        for key in case.entries_of_page(page)
        for entry in case.entries_of.get(key, ())
        if entry.time_limit and not entry.limits
    ]
    if unreadable or any(limit.kind in _OTHER_CLOCKS for limit in read):
        return None
    deadlines = {limit for limit in read if limit.kind == "deadline"}
    if any(limit.anchor not in ("created_or_changed", "issued", None) or not limit.n for limit in deadlines):
        return None
    in_parts = any(limit.applies_to for limit in read)
    own = {(limit.n, limit.unit, limit.anchor == "issued") for limit in deadlines}
    not_shown = page.issued is None and any(limit.anchor == "issued" for limit in deadlines)
    if len(own) != 1 or in_parts or not_shown:
        return (statutory,)
    return (statutory, *sorted(deadlines, key=repr)[:1])


def lateness(case: Case, start: date, published: date, limits: tuple[Limit, ...]) -> Lateness:
    """How late a page is by the strictest of its limits, counted from the day after `start`."""
    counted = [late_by(case, start, published, limit.n or 0, limit.unit) for limit in limits]
    strictest = max(counted, key=lambda late: (late.least, late.most))
    return strictest if strictest is counted[0] else replace(strictest, clause="标准目录规定的公开时限")


def late_by(case: Case, start: date, published: date, n: int, unit: str | None) -> Lateness:
    """How late a page is by one limit of n working days, days or months, counted from the day after `start`; a last
    day that is none of work moves on."""
    if unit in ("workday", None):
        taken = case.calendar.elapsed(start, published)
        return Lateness(case.calendar.due(start, n)[1], taken.least - n, taken.most - n)
    last = months_after(start, n) if unit == "month" else start + timedelta(n)
    due, soonest = _next_workday(case, last, sure=True), _next_workday(case, last, sure=False)
    return Lateness(due, case.calendar.elapsed(due, published).least, case.calendar.elapsed(soonest, published).most)


def _next_workday(case: Case, day: date, *, sure: bool) -> date:
    """The day itself, or the first day after it that certainly (else possibly) is worked: a last day on a holiday moves
    on."""
    days = (day + timedelta(i) for i in range(_LONGEST_REST))
    worked = ((later, case.calendar.is_workday(later)) for later in days)
    found = (later for later, known in worked if known or (known is None and not sure))
    return next(found, day + timedelta(_LONGEST_REST))
