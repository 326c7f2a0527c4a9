"""The dates a page states, with the other values it shows for a field: an accusation must hold for all of them."""

import re
from datetime import date

from inspection.types.portal import Page

_ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})")
_YEAR = re.compile(r"[〔\[【（(]\s*((?:19|20)\d{2})\s*[〕\]】）)]")


def publications(page: Page) -> tuple[date, ...]:
    """When a page says it was published, earliest first; the platform's own first time only where nothing is stated."""
    stated = _stated(page, "published", page.published)
    return stated or ((page.first_published,) if page.first_published else ())


def first_publications(page: Page) -> tuple[date, ...]:
    """When a page was first published: the platform's own first time where it keeps one, else what the page states."""
    return (page.first_published,) if page.first_published else publications(page)


def formations(page: Page) -> tuple[date, ...]:
    """When a page's text was signed or adopted, earliest first.

    Beside another date, one that is the date of publication is a platform's copy of that and says nothing.
    """
    stated = _stated(page, "written", page.written)
    return tuple(day for day in stated if day == page.written or day != page.published)


def number_year(doc_number: str | None) -> int | None:
    """The year in a document number's brackets."""
    found = _YEAR.search(doc_number or "")
    return int(found.group(1)) if found else None


def _stated(page: Page, field: str, value: date | None) -> tuple[date, ...]:
    if value is None:
        return ()
    others = [date(*map(int, found.groups())) for text in page.conflicts.get(field, ()) if (found := _ISO.match(text))]
    return tuple(sorted({value, *others}))
