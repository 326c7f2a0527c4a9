"""Documents that a pack wants to be found on a district's portal: whether one is there, and new enough."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from audits.case import Case
from audits.documents import documents_of
from audits.front_page import front_page_unread
from audits.names import fold
from audits.once import once_a_case
from audits.page_dates import formations, publications
from inspection.openness_values import SiteDocument
from inspection.types.portal import Page
from inspection.workdays import months_after

# What the State Council publishes is nothing of the district's.
_OF_ABOVE = re.compile("国务院|中央|国家|上级|中国政府网")
_YEAR = re.compile(r"(?<!\d)20\d{2}(?=年)")
_NOT_THERE = ("gone", "soft_404")
_CITY = "市直"
# Columns that are one thing, and not a list of many.
_SINGLE = ("link_out", "page")


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


def is_city_bureau(case: Case) -> bool:
    """Whether what is inspected is the site of a bureau of the city: it owes nothing that only governments owe."""
    return case.district.kind == _CITY


def wanted(case: Case, rule: str) -> Iterator[SiteDocument]:
    """The documents that the pack wants of this district under a rule. What departments and towns owe each for itself
    is not told by the portal as a whole."""
    for one in case.pack.site_documents.values():
        city = one.who == "city"
        # A text that names the bureaus it binds binds no other.
        named = not one.units or any(word in case.district.name for word in one.units)
        if one.rule == rule and named and (is_city_bureau(case) if city else one.who in (None, "district")):
            yield one


def seek(case: Case, document: SiteDocument) -> Sought:
    """Whether the portal shows a document in time. It is absent only where every list was read to its end and the front
    pages were, and where nothing leads to it that nobody read."""
    first, year = _since(case, document)
    found = [one for one in _titles(case) if _is(one.text, document)]
    days = [one.day for one in found]
    newest = max((day for day in days if day is not None), default=None)
    pages = tuple(one.page for one in found if one.page is not None)
    if found and (first is None or (newest is not None and newest >= first) or _says_newer(case, found, first)):
        return Sought("found", year, newest, pages=pages)
    if found and None in days:
        return Sought("unclear", year, newest, "查到的页面没有可判读的日期", pages)
    if not _is_due(case, document, year):
        return Sought("unclear", year, newest, "尚未到规定的公开日期", pages)
    if documents_of(case).unread_lists():
        return Sought("unclear", year, newest, "门户的列表没有全部读完，不能认定未公开", pages)
    if reason := front_page_unread(case) or _may_be_elsewhere(case, document):
        return Sought("unclear", year, newest, reason, pages)
    return Sought("old" if found else "missing", year, newest, pages=pages)


def _says_newer(case: Case, found: list[_Title], first: date) -> bool:
    """Whether a title is of a year that is new enough: pages are kept, and their files changed."""
    years = (int(year) for one in found for year in _YEAR.findall(one.text))
    return any(first.year <= year <= case.as_of.year for year in years)


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


def _may_be_elsewhere(case: Case, document: SiteDocument) -> str | None:
    """Why a document may stand where nobody looked, in Chinese: a column for such documents that leads to another site,
    or a link on a page that is called as it is."""
    subject = document.words[0] if document.words else ()
    for column in case.columns:
        name = fold(column.path[-1]) if column.path else ""
        away = column.kind == "link_out" and not _OF_ABOVE.search(name)
        if away and any(fold(word) in name for word in subject):
            return f"可能公布的栏目“{column.path[-1]}”链接到其他网站，没有采集"
    if any(_is(text, document) for text in _linked(case)):
        return "有页面链接到名称相符的内容，没有采集，须人工查看"
    return None


@once_a_case
def _titles(case: Case) -> tuple[_Title, ...]:
    """Every title that the portal shows: of pages, rows, files, front pages, and columns that hold or are something."""
    found = []
    for page in case.pages:
        if page.state in _NOT_THERE:
            continue
        day = _day(case, page)
        names = [case.title_of(page), *(file.name for file in case.attachments_of.get(page.url, ()))]
        found += [_Title(fold(name), day, page) for name in names]
    for item in case.items:
        behind = case.page_by_url.get(item.url)
        if behind is None or behind.state not in _NOT_THERE:
            # a page may be called less than its row is: 附件, or the name of the site
            day = item.published or (_day(case, behind) if behind else None)
            found.append(_Title(fold(item.title), day, behind))
    found += [_Title(fold(link.text), None, None) for home in case.homes for link in home.links]
    for column in case.columns:
        listing = case.listing_of.get(column.id)
        if listing is not None and (listing.seen or listing.note):
            names = [*column.path, "".join(column.path[-2:])]
            found += [_Title(fold(name), listing.newest, None) for name in names]
        elif column.path and column.kind in _SINGLE:
            found.append(_Title(fold(column.path[-1]), None, None))
    return tuple(one for one in found if one.text)


def _day(case: Case, page: Page) -> date | None:
    """The newest day that a page states, none that is still to come."""
    days = (*publications(page), *formations(page))
    return max((one for one in days if one <= case.as_of), default=None)


@once_a_case
def _linked(case: Case) -> tuple[str, ...]:
    """The folded texts of the links on pages, each once, that lead to what is no page of this round."""
    links = (link for facts in case.facts for link in facts.links if not link.hidden)
    texts = dict.fromkeys(link.text for link in links if link.url not in case.page_by_url)
    return tuple(dict.fromkeys(text for text in map(fold, texts) if text))
