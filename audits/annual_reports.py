"""The yearly reports on disclosure (政府信息公开工作年度报告) that a portal shows: whose they are and of which year."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from audits.case import Case
from audits.names import fold, resolve_unit
from audits.once import once_a_case
from audits.page_dates import first_publications
from inspection.openness_values import SiteDocument
from inspection.types.judgement import Unit
from inspection.types.portal import Page

RULE = "M08"
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")
_GONE = ("gone", "soft_404")
_BEFORE = r"^(?:20\d{2}年?度?)?(?:.{1,8}[省市州])?"
_BEHIND = r"(?:人民政府|管理委员会|管委会)?(?:关于)?(?:20\d{2}年?度?)?(?:政府|政务)?信息公开"
_TOWN = re.compile(r"^.{1,12}?(?:镇|乡|街道)(?=人民政府|办事处|20\d{2}|政府信息公开)")
_SHORTEST = 3
# Departments of a government end so; bodies of the Party and of a congress do not report under the regulation.
_DEPARTMENT = re.compile("(?:局|委员会)$")
_NO_DEPARTMENT = re.compile("纪律检查|监察委|政法委|编制委|工作委员会|管理委员会|人大|政协|居民委|村民委")
_OFFICE = re.compile("^(?:区|县|市)?(?:人民)?政府(?:办公室|办)$")
GOVERNMENT = ""


@dataclass(frozen=True)
class AnnualReport:
    """One report as the portal shows it. `year` is the year that it is on, `unit` whose it is (GOVERNMENT: the
    district's government); None where it cannot be told. `page` is None for a row of a list that leads elsewhere."""

    title: str
    year: int | None
    unit: str | None
    published: date | None
    page: Page | None


def report_documents(case: Case, who: str) -> Iterator[SiteDocument]:
    """What the pack says of the reports of the government (district) or of its departments."""
    for one in case.pack.site_documents.values():
        if one.rule == RULE and (one.who or "district") == who:
            yield one


@once_a_case
def annual_reports(case: Case) -> tuple[AnnualReport, ...]:
    """Every yearly report that the portal shows, of whatever unit and year, as a page, a row or a file of a page."""
    documents = _documents(case)
    found = []
    for page in case.pages:
        title = case.title_of(page)
        if page.state not in _GONE and _is_report(documents, title, page.column):
            day = min(first_publications(page), default=None)
            found.append(AnnualReport(title, _year(title, day), _whose(case, title, page.column, page), day, page))
            found += _attached(case, documents, page, day)
    urls = {page.url for page in case.pages}
    for item in case.items:
        column = case.column_by_id.get(item.column)
        path = column.path if column else ()
        if item.url not in urls and _is_report(documents, item.title, path):
            year = _year(item.title, item.published)
            found.append(AnnualReport(item.title, year, _whose(case, item.title, path, None), item.published, None))
    return tuple(found)


def kept_elsewhere(case: Case) -> bool:
    """Whether a column for such reports leads to another site, of which nothing was read."""
    documents = _documents(case)
    return any(column.kind == "link_out" and _is_report(documents, "", column.path) for column in case.columns)


def is_of_office(case: Case, unit: str | None) -> bool:
    """Whether a report is called after the government's own office, which publishes that of the government."""
    return unit is not None and bool(_OFFICE.search(unit.removeprefix(case.district.name)))


def _documents(case: Case) -> list[SiteDocument]:
    return [one for one in case.pack.site_documents.values() if one.rule == RULE]


def _attached(case: Case, documents: list[SiteDocument], page: Page, day: date | None) -> Iterator[AnnualReport]:
    """The reports of units that are files of one page (各部门年报汇总)."""
    title = case.title_of(page)
    for file in case.attachments_of.get(page.url, ()):
        unit = _named(case, file.name)
        if unit is not None and _is_report(documents, file.name, (title,)):
            yield AnnualReport(file.name, _year(file.name, None) or _year(title, day), unit, day, None)


def departments(case: Case) -> list[Unit]:
    """The district's own departments that owe a report, as far as their names say."""
    return [
        unit
        for unit in case.units
        if unit.kind == "区属"
        and (unit.since is None or unit.since <= case.as_of)
        and (unit.until is None or case.as_of <= unit.until)
        and _DEPARTMENT.search(unit.name)
        and not _NO_DEPARTMENT.search(unit.name)
    ]


def moved_together(case: Case, day: date) -> bool:
    """Whether reports on several years share a day of publication: they were moved here on it, not published late."""
    return len({one.year for one in annual_reports(case) if one.published == day}) > 1


def _is_report(documents: list[SiteDocument], title: str, path: tuple[str, ...]) -> bool:
    own, whole = fold(title), fold("".join((title, *path[-2:])))
    for document in documents:
        if any(fold(word) in own for word in document.never):
            continue
        if all(any(fold(word) in whole for word in group) for group in document.words):
            return True
    return False


def _year(title: str, day: date | None) -> int | None:
    told = [int(year) for year in _YEAR.findall(title)]
    return told[0] if told else day.year - 1 if day else None


def _whose(case: Case, title: str, path: tuple[str, ...], page: Page | None) -> str | None:
    plain = fold(title)
    if (named := _named(case, title)) is not None:
        return named
    if re.search(f"{_BEFORE}{re.escape(fold(case.district.name))}{_BEHIND}", plain):
        return GOVERNMENT
    if town := _TOWN.match(plain):
        return town[0]
    if (named := _named(case, "\n".join(path))) is not None:
        return named
    unit = resolve_unit(page.publisher, case.units, case.district.name, case.as_of) if page else None
    # The portal's keeper publishes for others too.
    return unit.name if unit and _DEPARTMENT.search(unit.name) else None


def _named(case: Case, text: str) -> str | None:
    """The unit that a title or a column names; the longest name, as one may be part of another."""
    plain, government = fold(text), fold(f"{case.district.name}人民政府")
    named = [
        unit
        for unit in case.units
        if fold(unit.name) != government
        for name in (unit.name, unit.short or "", unit.name.removeprefix(case.district.name))
        if len(fold(name)) >= _SHORTEST and fold(name) in plain
    ]
    return max(named, key=lambda unit: (len(unit.name), unit.name)).name if named else None
