"""What makes an entry due (RULINGS 1): standing, periodic, event, on_request, group, offline.

Read conservatively: whatever is not plainly standing or periodic is an event, whose absence is asked about and never
asserted.
"""

import calendar
from datetime import date

from inspection.types.directory import Entry, Limit, Trigger
from matchers.folding import fold
from matchers.settings import TriggerRules


def trigger_of(entry: Entry, rules: TriggerRules) -> Trigger:
    """The entry's trigger."""
    if entry.method == "on_request" or (entry.limits and all(limit.kind == "on_request" for limit in entry.limits)):
        return "on_request"
    if entry.audience == "group":
        return "group"
    if _offline(entry, rules):
        return "offline"
    # a period that is for one part of several says nothing of the rest
    whole = [limit for limit in entry.limits if not limit.applies_to or len(entry.limits) == 1]
    if any(limit.kind in ("periodic", "fixed_date") for limit in whole):
        return "periodic"
    return _by_names(entry, rules)


def due_ahead(entry: Entry, as_of: date) -> date | None:
    """The nearest fixed date of the as-of year that has not passed, when every limit of the entry is such a date. The
    day itself belongs to the time allowed."""
    dates = [_fixed(limit, as_of.year) for limit in entry.limits]
    fixed = [day for day in dates if day is not None]
    if not fixed or len(fixed) < len(dates) or any(day < as_of for day in fixed):
        return None
    return min(fixed)


def _offline(entry: Entry, rules: TriggerRules) -> bool:
    web = any(word in channel for channel in entry.channels for word in rules.web_channels)
    if web:
        return False
    known = [channel for channel in entry.channels if any(word in channel for word in rules.offline_channels)]
    if entry.channels:
        return len(known) == len(entry.channels)
    if entry.level == ("village",):
        return True
    return bool(rules.offline_limit.search(fold(entry.time_limit or "")))


def _by_names(entry: Entry, rules: TriggerRules) -> Trigger:
    elements = ";".join(fold(element) for element in entry.elements)
    for name in (fold(entry.level2 or ""), fold(entry.level1 or "")):
        if not name:
            continue
        if rules.periodic.search(name):
            return "periodic"
        event, standing = rules.event.search(name), rules.standing.search(name)
        if standing and not event:
            return "standing"
        if event:
            return "event"
        if rules.standing_elements.search(elements):
            return "standing"
    return "event"


def _fixed(limit: Limit, year: int) -> date | None:
    if limit.kind != "fixed_date" or limit.month is None:
        return None
    last = calendar.monthrange(year, limit.month)[1]
    return date(year, limit.month, min(limit.day or last, last))
