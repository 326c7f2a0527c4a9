"""Lateness of items (C01, C10): whose it is, and when many items on one day are a migration and nobody's lateness."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from audits.case import Case
from audits.page_dates import first_publications
from audits.rule import Answer, unknown
from audits.subjects import Subject
from inspection.types.portal import Page


def is_asked_of_time(case: Case, page: Page) -> bool:
    """Only what the district's own units made, first met in this round or formed in the inspected year."""
    is_of_this_year = page.written is not None and page.written.year == case.as_of.year
    return not page.note and case.is_own(page) and (is_of_this_year or is_new(case, page))


def is_new(case: Case, page: Page) -> bool:
    """Whether a page came since the last look. In a district's first round every page is met first, however old: there
    only what was published in the inspected year is new."""
    if page.first_seen not in (None, case.as_of):
        return False
    stated = page.first_published or page.published
    return case.was_looked_at_before or stated is None or stated.year == case.as_of.year


def told_apart_from_migration(case: Case, answers: Iterable[Answer]) -> Iterator[Answer]:
    """The answers on lateness; faults of a day on which so many items were published that they were moved are none."""
    given = list(answers)
    late_on = Counter(answer.facts["published"] for answer in given if answer.verdict == "fail")
    listed_on = Counter(place for page in case.judged_pages() for place in _places(page))
    # Pages that could not be read stand in the list all the same.
    shown_on = Counter((item.column, item.published) for item in case.items if item.published)
    many = case.pack.migration.same_day_pages
    for answer in given:
        same_day = [max(listed_on[place], shown_on[place]) for place in _places(answer.subject)]
        if answer.verdict == "fail" and max(late_on[answer.facts["published"]], *same_day, 0) >= many:
            yield unknown(answer.subject, "多件信息为同一发布日期，疑似迁移补录")
        else:
            yield answer


def _places(subject: Subject) -> list[tuple[str, date]]:
    """Where and on which day a page was published: each of its columns with its first publication."""
    if not isinstance(subject, Page):
        return []
    return [(column, day) for column in subject.columns for day in first_publications(subject)[:1]]
