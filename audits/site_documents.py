"""Documents that a pack wants to be found on a district's portal: whether one is there, and new enough."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from audits.case import Case
from audits.documents import documents_of
from audits.names import fold
from audits.once import once_a_case
from audits.page_dates import formations, publications
from inspection.openness_values import SiteDocument
from inspection.types.portal import Page
from inspection.workdays import months_after

_NOT_THERE = ("gone", "soft_404")
_CITY = "市直"


@dataclass(frozen=True)
class Sought:
    """What looking for a document came to. `day` is the newest date of what was found, `year` the year that was asked
    for (None: any); `reason` says in Chinese why it cannot be told."""

    state: Literal["found", "old", "missing", "unclear"]
    year: int | None = None
    day: date | None = None
    reason: str = ""
    pages: tuple[Page, ...] = ()


@dataclass(frozen=True)
class _Title:
    """A title that the portal shows, folded, with its date and the page behind it where there is one."""

    text: str
    day: date | None
    page: Page | None


def wanted(case: Case, rule: str) -> Iterator[SiteDocument]:
    """The documents that the pack wants of this district under a rule. What departments and towns owe each for itself
    is not told by the portal as a whole."""
    for one in case.pack.site_documents.values():
        city = one.who == "city"
        # A text that names the bureaus it binds binds no other.
        named = not one.units or any(word in case.district.name for word in one.units)
        if one.rule == rule and named and (case.district.kind == _CITY if city else one.who in (None, "district")):
            yield one


def seek(case: Case, document: SiteDocument) -> Sought:
    """Whether the portal shows a document in time. It is absent only where every list was read to its end."""
    first, year = _since(case, document)
    found = [one for one in _titles(case) if _is(one.text, document)]
    days = [one.day for one in found]
    newest = max((day for day in days if day is not None), default=None)
    pages = tuple(one.page for one in found if one.page is not None)
    if found and (first is None or (newest is not None and newest >= first)):
        return Sought("found", year, newest, pages=pages)
    if found and None in days:
        return Sought("unclear", year, newest, "查到的页面没有可判读的日期", pages)
    if not _is_due(case, document, year):
        return Sought("unclear", year, newest, "尚未到规定的公开日期", pages)
    if documents_of(case).unread_lists():
        return Sought("unclear", year, newest, "门户的列表没有全部读完，不能认定未公开", pages)
    return Sought("old" if found else "missing", year, newest, pages=pages)


def _since(case: Case, document: SiteDocument) -> tuple[date | None, int | None]:
    """From when on a document is new enough, and the year that it must be of: this one where its day is over, else the
    one before."""
    if document.yearly_by:
        year = case.as_of.year if _yearly(document, case.as_of.year) < case.as_of else case.as_of.year - 1
        return date(year, 1, 1), year
    return (months_after(case.as_of, -document.months), None) if document.months else (None, None)


def _is_due(case: Case, document: SiteDocument, year: int | None) -> bool:
    """Whether the day for a document is over, and came when the demand for it was in force already."""
    since = document.source.valid_from
    if document.due is not None:
        return document.due < case.as_of
    return year is None or since is None or since <= _yearly(document, year)


def _yearly(document: SiteDocument, year: int) -> date:
    month, day = map(int, (document.yearly_by or "12-31").split("-"))
    return date(year, month, day)


def _is(title: str, document: SiteDocument) -> bool:
    if any(fold(word) in title for word in document.never):
        return False
    return all(any(fold(word) in title for word in group) for group in document.words)


@once_a_case
def _titles(case: Case) -> tuple[_Title, ...]:
    """Every title that the portal shows: of pages, rows, files, front pages, and columns that hold something."""
    found = []
    for page in case.pages:
        if page.state in _NOT_THERE:
            continue
        days = (*publications(page), *formations(page))
        day = max((one for one in days if one <= case.as_of), default=None)
        names = [case.title_of(page), *(file.name for file in case.attachments_of.get(page.url, ()))]
        found += [_Title(fold(name), day, page) for name in names]
    gone = {page.url for page in case.pages}
    found += [_Title(fold(item.title), item.published, None) for item in case.items if item.url not in gone]
    found += [_Title(fold(link.text), None, None) for home in case.homes for link in home.links]
    for listing in case.listings:
        column = case.column_by_id.get(listing.column)
        if column is not None and column.path and (listing.seen or listing.note):
            found.append(_Title(fold(column.path[-1]), listing.newest, None))
    return tuple(one for one in found if one.text)
