"""M08: the yearly report on disclosure: there in time, with its six parts, with tables that add up."""

import re
from collections.abc import Iterator
from datetime import date

from audits.annual_report_sums import sums_of
from audits.annual_reports import (
    GOVERNMENT,
    AnnualReport,
    annual_reports,
    departments,
    is_of_office,
    kept_elsewhere,
    moved_together,
    report_documents,
)
from audits.case import Case
from audits.documents import documents_of
from audits.front_page import front_page_unread
from audits.parts_found import is_of, missing_parts, unread_beside, whole_text
from audits.published_directories import listings_searched
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import DistrictAsWhole
from inspection.openness_values import PartList, SiteDocument
from inspection.types.portal import Page

_YEAR = re.compile(r"20\d{2}年?(?!度报告)")


@rule(
    "M08",
    name="政府信息公开工作年度报告不规范",
    severity=3,
    mode="A",
    subject="district",
    yields_to=("B04", "B10"),
    wordings={
        "missing": Wording("截至{as_of}，未查找到{unit}{year}年{names}", "请补发；已发布的，请提供链接"),
        "late": Wording("{unit}{year}年{names}于{published}发布，晚于{due}", "请说明情况，今后按时发布"),
        "parts": Wording("《{title}》未见{names}部分", "请更正并说明"),
        "sums": Wording("《{title}》表格数据不一致：{problem}", "请核实更正并说明"),
    },
)
def annual_report(case: Case) -> Iterator[Answer]:
    """政府部门每年1月31日前、县级以上地方人民政府每年3月31日前公布上一年度政府信息公开工作年度报告，六个部分齐全，表格数据勾稽一致。

    为什么: 年度报告是政府信息公开工作的法定答卷。
    怎样整改: 补发或者更正，并说明；已发布的，提供链接。
    依据: 中华人民共和国政府信息公开条例第四十九条；中华人民共和国政府信息公开条例第五十条；国办公开办函〔2021〕30号。
    """
    if case.district.kind == "市直":
        return
    for document in report_documents(case, "district"):
        yield from _timely(case, document, GOVERNMENT, case.district.name)
    for document in report_documents(case, "departments"):
        yield from _of_departments(case, document)
    parts = case.pack.part_lists.get("annual_report")
    if parts is not None:
        yield from _contents(case, parts)


def _of_departments(case: Case, document: SiteDocument) -> Iterator[Answer]:
    year, _ = _asked(case, document)
    names = {unit.name for unit in departments(case)}
    if not names:
        return
    seen = {one.unit for one in annual_reports(case) if one.unit in names and one.year == year}
    if 2 * len(seen) < len(names):
        # Departments' reports are then kept elsewhere: on sites of their own, in a column that was not read.
        reason = f"门户上只查到{len(seen)}个部门的年度报告" if seen else "门户上没有查到任何部门的年度报告"
        yield unknown(DistrictAsWhole(case.district.name, "部门年度报告"), reason)
        return
    for unit in departments(case):
        yield from _timely(case, document, unit.name, unit.name)


def _timely(case: Case, document: SiteDocument, unit: str, name: str) -> Iterator[Answer]:
    year, due = _asked(case, document)
    if document.source.valid_from is not None and due < document.source.valid_from:
        return
    subject = DistrictAsWhole(case.district.name, f"{name}{document.name}", unit or None)
    clause, kind = document.source.clause, document.name
    of_year = [one for one in annual_reports(case) if one.year in (year, None)]
    own = [one for one in of_year if one.unit == unit and one.year == year]
    if own:
        late = _late(case, own, due)
        if late is None:
            yield passed(subject)
        elif moved_together(case, late):
            yield unknown(subject, "多个年度的年报同日发布，疑似迁移补录")
        else:
            yield fail(
                subject,
                "late",
                suspected=True,
                clause=clause,
                published=late,
                due=due,
                unit=name,
                year=year,
                names=kind,
            )
    elif reason := _unclear(case, of_year, unit):
        yield unknown(subject, reason)
    else:
        yield fail(
            subject,
            "missing",
            suspected=True,
            listings=listings_searched(case),
            clause=clause,
            as_of=case.as_of,
            unit=name,
            year=year,
            names=kind,
        )


def _asked(case: Case, document: SiteDocument) -> tuple[int, date]:
    """The last year whose report is due, and by when it was."""
    month, day = map(int, (document.yearly_by or "03-31").split("-"))
    due = date(case.as_of.year, month, day)
    due = due if due < case.as_of else due.replace(year=due.year - 1)
    return due.year - 1, due


def _late(case: Case, own: list[AnnualReport], due: date) -> date | None:
    """The day of a unit's report where every one of them says that it came after its day."""
    days = [one.published for one in own if one.published is not None]
    return min(days) if len(days) == len(own) and min(days) > due and min(days) <= case.as_of else None


def _unclear(case: Case, of_year: list[AnnualReport], unit: str) -> str | None:
    if any(one.unit in (unit, None) for one in of_year):
        return "查到的年报没有写明是哪个单位或者年度的"
    if unit == GOVERNMENT and any(is_of_office(case, one.unit) for one in of_year):
        return "查到以政府办公室名义发布的年报，是否为本级政府的年报须人工核对"
    if kept_elsewhere(case):
        return "年报栏目链接到其他网站，没有采集"
    if documents_of(case).unread_lists():
        return "门户的列表没有全部读完，不能认定未公开"
    return front_page_unread(case)


def _contents(case: Case, parts: PartList) -> Iterator[Answer]:
    """The reports on the last year, in the form that was in force for it."""
    year = case.as_of.year - 1
    if parts.source.valid_from is not None and year < parts.source.valid_from.year:
        return
    for one in annual_reports(case):
        page = one.page
        if page is None or one.year != year or page.state != "ok" or not case.is_own(page):
            continue
        # 政务公开工作报告 are bound to no form; the year may stand within the words: 信息公开工作2025年度报告.
        called = _YEAR.sub("", "".join((*page.column[-1:], case.title_of(page))))
        if is_of(parts, called):
            yield _content(case, parts, page)


def _content(case: Case, parts: PartList, page: Page) -> Answer:
    text = whole_text(case, page)
    title, lacking = case.title_of(page), missing_parts(parts, text)
    unread = unread_beside(case, page)
    if lacking and (unread or len(lacking) == len(parts.parts)):
        return unknown(page, unread or "页面没有年报的正文，须人工查看")
    if lacking:
        names = "、".join(f"“{name}”" for name in lacking)
        return fail(page, "parts", suspected=True, clause=parts.source.clause, title=title, names=names)
    sums = sums_of(text)
    if not sums.read:
        return unknown(page, "年报的表格没有读成数字，不能核对")
    if not sums.faults:
        return passed(page)
    first, *others = sums.faults
    problem = f"{first}（另有{len(others)}处）" if others else first
    return fail(page, "sums", suspected=True, clause=parts.source.clause, title=title, problem=problem)
