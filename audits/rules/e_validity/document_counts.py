"""E07: the number of normative documents in their column and the one that the annual report states."""

import re
from collections.abc import Iterator

from audits.case import Case
from audits.page_dates import formations, number_year
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import ColumnAnswer
from inspection.types.portal import Column, Page

_COLUMN = re.compile("^(?:本级|区级|县级|区政府|县政府)?(?:行政)?规范性文件(?:库)?$")
_REPORT = re.compile(r"((?:19|20)\d{2})年?(?:度)?政府信息公开(?:工作)?(?:年度)?报告")
# Units of a district report for themselves.
_OF_A_UNIT = re.compile("[局委办院站所](?!公)|街道|镇|乡|公司|中心|学校")
# 第二十条第（一）项 of the prescribed table: made, abolished, in force.
_ROW = re.compile(r"(?:行政)?规范性文件\s*(\d{1,5})\s+(\d{1,5})\s+(\d{1,5})(?!\d)")


@rule(
    "E07",
    name="规范性文件件数不一致",
    severity=4,
    mode="B",
    subject="column",
    yields_to=("B03",),
    wordings={
        "differs": Wording(
            "“{column}”中{year}年制发的文件{n}件，政府信息公开年度报告所列本年制发{reported}件",
            "请核实底数；确有差异的，说明原因",
        ),
    },
)
def document_counts(case: Case) -> Iterator[Answer]:
    """规范性文件栏目的件数与政府信息公开年度报告所列件数一致。

    为什么: 件数对不上，说明有文件没有上网，或者底数不清。
    怎样整改: 核实底数，漏公开的补公开；口径不同的，说明原因。
    依据: 中华人民共和国政府信息公开条例第二十条、第五十条。
    """
    columns = [
        column for column in case.columns if column.leaf and _COLUMN.match(column.path[-1] if column.path else "")
    ]
    reports = {year: page for page in case.judged_pages() if (year := _year_of_report(case, page)) is not None}
    if not columns or not reports:
        return
    year = max(reports)
    subject = ColumnAnswer(columns[0], case.listing_of.get(columns[0].id), None)
    yield _judge(case, subject, columns, reports[year], year)


def _judge(case: Case, subject: ColumnAnswer, columns: list[Column], report: Page, year: int) -> Answer:
    rows = list(_ROW.finditer(" ".join(case.text_of(report).split())))
    if len({row.groups() for row in rows}) != 1:
        return unknown(subject, "年度报告中的规范性文件件数没有读到")
    if len(columns) > 1:
        return unknown(subject, "有多个规范性文件栏目，须人工核对件数")
    if subject.listing is None or subject.listing.state != "complete":
        return unknown(subject, "栏目列表未读到末尾")
    years = [_year_made(case, item.url) for item in case.items_of.get(columns[0].id, ())]
    if None in years:
        return unknown(subject, "栏目中有文件的成文日期无法判读")
    listed, reported = years.count(year), int(rows[0][1])
    if listed == reported:
        return passed(subject)
    return fail(
        subject,
        "differs",
        suspected=True,
        span=rows[0][0],
        listings=(subject.listing.id,),
        column=columns[0].path,
        year=year,
        n=listed,
        reported=reported,
    )


def _year_of_report(case: Case, page: Page) -> int | None:
    """The year of the district's own annual report; None for every other page."""
    title = "".join(case.title_of(page).split())
    found = _REPORT.search(title)
    if found is None or _OF_A_UNIT.search(title.replace(case.district.name, "")) or not case.is_own(page):
        return None
    year = int(found[1])
    return year if year < case.as_of.year else None


def _year_made(case: Case, url: str) -> int | None:
    page = case.page_by_url.get(url)
    if page is None:
        return None
    days = formations(page)
    return days[0].year if days else number_year(page.doc_number)
