"""What makes an entry due (RULINGS 1): standing, periodic, event, on_request, group, offline.

Read conservatively: whatever is not plainly standing or periodic is an event, whose absence is asked about and never
asserted. The office's own word (triggers.csv) comes before all of it.
"""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from inspection.trigger_notes import NAME
from inspection.types.directory import Entry, Limit, Trigger
from inspection.types.judged_before import TriggerNote
from matchers.folding import NameFolder, fold
from matchers.settings import MatchSettings, TriggerRules


@dataclass(frozen=True)
class Due:
    """A trigger, and in one Chinese clause what it was taken from."""

    trigger: Trigger
    reason: str


def due_as_told(
    entry: Entry, notes: Sequence[TriggerNote], settings: MatchSettings, folder: NameFolder | None = None
) -> Due:
    """The entry's trigger: as the first note that speaks of it says (the narrowest comes first), else as its table and
    its names tell it."""
    if notes:
        names = folder or NameFolder(settings.names)
        own = [names.name(name or "") for name in entry.key]
        for note in notes:
            given = (note.domain, note.level1, note.level2)
            if all(name is None or names.name(name) == mine for name, mine in zip(given, own, strict=True)):
                return Due(note.trigger, f"本单位在 {NAME} 中写明：{note.reason.rstrip('。')}")
    return due_of(entry, settings.triggers)


def due_of(entry: Entry, rules: TriggerRules) -> Due:
    """The entry's trigger as its table and its names tell it."""
    if entry.method == "on_request":
        return Due("on_request", "目录中公开方式为依申请公开")
    if entry.limits and all(limit.kind == "on_request" for limit in entry.limits):
        return Due("on_request", "目录中的公开时限自收到申请之日起算")
    if entry.audience == "group":
        return Due("group", "目录中公开对象为特定群体")
    if offline := _offline(entry, rules):
        return Due("offline", offline)
    # a period that is for one part of several says nothing of the rest
    whole = [limit for limit in entry.limits if not limit.applies_to or len(entry.limits) == 1]
    if any(limit.kind in ("periodic", "fixed_date") for limit in whole):
        return Due("periodic", "目录中的公开时限写明了周期或日期")
    if rules.periodic_limit.search(fold(entry.time_limit or "")):
        return Due("periodic", "目录中的公开时限写明了更新周期")
    return _by_names(entry, rules)


def due_ahead(entry: Entry, as_of: date) -> date | None:
    """The nearest fixed date of the as-of year that has not passed, when every limit of the entry is such a date. The
    day itself belongs to the time allowed."""
    dates = [_fixed(limit, as_of.year) for limit in entry.limits]
    fixed = [day for day in dates if day is not None]
    if not fixed or len(fixed) < len(dates) or any(day < as_of for day in fixed):
        return None
    return min(fixed)


def _offline(entry: Entry, rules: TriggerRules) -> str:
    """Why an entry is published off the web, in Chinese; '' where that is not plain."""
    if any(word in channel for channel in entry.channels for word in rules.web_channels):
        return ""
    known = [channel for channel in entry.channels if any(word in channel for word in rules.offline_channels)]
    if entry.channels:
        return "目录中只列了线下公开渠道" if len(known) == len(entry.channels) else ""
    if entry.level == ("village",):
        return "目录中公开层级仅为村级"
    wording = fold(entry.time_limit or "")
    if any(fold(word) in wording for word in rules.web_channels):
        return ""
    return "目录中的公开时限写明在线下公开" if rules.offline_limit.search(wording) else ""


def _by_names(entry: Entry, rules: TriggerRules) -> Due:
    names = [fold(name) for name in (entry.level2, entry.level1) if name]
    elements = [fold(element) for element in entry.elements]
    if names and rules.periodic.search(names[0]):
        return Due("periodic", "预算、决算依法每年公开")
    if elements and all(rules.contact_elements.search(element) for element in elements):
        return Due("standing", "公开内容为联系方式，应常年公开")
    joined = ";".join(elements)
    guide = rules.standing_elements.search(joined) if not rules.event_elements.search(joined) else None
    for name in names:
        if event := rules.event.search(name):
            return Due("event", f"事项名称中的“{event[0]}”视情况发生")
        if standing := rules.standing.search(name):
            return Due("standing", f"事项名称中的“{standing[0]}”应常年公开")
        if (service := rules.service.search(name)) and (guide or not elements):
            return Due("standing", f"“{service[0]}”为常设服务事项，应常年公开办事指南")
        if guide:
            return Due("standing", f"公开内容中的“{guide[0]}”应常年公开")
    return Due("event", "从名称和公开内容看不出应常年或定期公开")


def _fixed(limit: Limit, year: int) -> date | None:
    if limit.kind != "fixed_date" or limit.month is None:
        return None
    last = calendar.monthrange(year, limit.month)[1]
    return date(year, limit.month, min(limit.day or last, last))
