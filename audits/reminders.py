"""Early warnings (C04): columns that will be overdue soon. No finding and no score: they go out as a reminder slip."""

from audits.case import Case
from audits.column_clock import Clock, clocked_columns
from audits.column_items import ColumnRows, is_of_an_earlier_year
from audits.subjects import ColumnAnswer
from inspection.types.page_facts import Reminder

_WARNING = "early_warning"


def reminders(case: Case) -> list[Reminder]:
    """The columns that are in time and whose last day comes within the pack's warning; one for each column and last
    day, the earliest first. None where the pack gives no warning."""
    warning = case.pack.thresholds.get(_WARNING)
    if warning is None:
        return []
    lists = ColumnRows(case)
    found: dict[tuple[object, ...], Reminder] = {}
    for answer, clock in clocked_columns(case):
        one = _reminder(case, lists, answer, clock, warning.n)
        if one is not None:
            found.setdefault((one.column, one.url, one.due), one)
    return sorted(found.values(), key=lambda one: (one.due, one.column, one.url))


def _reminder(case: Case, lists: ColumnRows, answer: ColumnAnswer, clock: Clock, days: int) -> Reminder | None:
    coverage = case.coverage_of.get(answer.entry) if answer.entry else None
    listing = answer.listing
    if listing is None or listing.note or (coverage is not None and coverage.state != "content"):
        return None
    if is_of_an_earlier_year(case, answer):
        return None
    rows = lists.of_entry(answer.entry) if clock.by_entry and answer.entry else lists.of(answer.column)
    shown = [row.day for row in rows if row.day is not None and row.day <= case.as_of]
    if len(shown) < len(rows) or not shown or max(shown) < clock.in_time:
        return None  # what shows no date may be newer; what is overdue already is a finding
    newest = max(shown)
    due = clock.due(case.calendar, newest, case.as_of)
    if due is None or due < case.as_of or case.calendar.elapsed(case.as_of, due).most > days:
        return None
    path = " > ".join(answer.column.path)
    return Reminder(
        round=case.round,
        district=case.district.id,
        unit=case.unit_of(answer),
        column=answer.column.path,
        url=answer.column.url,
        newest=newest,
        due=due,
        message=f"“{path}”应{clock.words}更新，将于{due.year}年{due.month}月{due.day}日后超期，请及时更新",
    )
