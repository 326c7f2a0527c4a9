"""B08: an entry due every year of which nothing is of the year."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from audits.case import Case
from audits.column_items import ColumnRows, Row, is_of_an_earlier_year
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import ColumnAnswer
from inspection.types.judgement import EntryKey
from inspection.workdays import months_after

_YEAR = re.compile(r"(?<!\d)20\d{2}(?!\d)")


@rule(
    "B08",
    name="无本年度信息",
    severity=3,
    mode="A",
    subject="column",
    yields_to=("B02", "B03", "B04", "C03"),
    wordings={
        "none": Wording("“{column}”{year}以来未更新", "请补充{year}信息；确无相关信息的，在栏目页面作出说明"),
    },
)
def current_year(case: Case) -> Iterator[Answer]:
    """每年（或者更短周期）应公开的事项，在应公开的日期过后，有该年度的信息。

    为什么: 年度信息缺失，群众看到的是往年情况，也无从了解当年工作。
    怎样整改: 补充该年度的信息；确无相关信息的，在栏目页面作出说明。
    依据: 中华人民共和国政府信息公开条例第六条、第十九条；标准目录规定的公开时限。
    """
    lists = ColumnRows(case)
    for answer in case.columns_that_answer_entries():
        coverage = case.coverage_of.get(answer.entry) if answer.entry else None
        if coverage is None or answer.entry is None or coverage.trigger != "periodic":
            continue
        if coverage.state in ("waived", "not_due", "not_applicable", "withdrawn", "missing", "blank"):
            continue
        if is_of_an_earlier_year(case, answer):
            continue
        if coverage.state == "unverifiable":
            yield unknown(answer, coverage.reason or "采集不完整，无法核验")
        elif coverage.state == "note":
            yield passed(answer)
        elif answer.listing is None:
            yield unknown(answer, "栏目列表未能采集")
        elif answer.listing.seen:
            yield _judge(case, lists, answer, answer.entry)


def _judge(case: Case, lists: ColumnRows, answer: ColumnAnswer, entry: EntryKey) -> Answer:
    year, by_date = _inspected_year(case, entry)
    rows, everywhere = lists.of(answer.column), lists.of_entry(entry)
    if any(_is_of(row, year, case.as_of) for row in everywhere):
        return passed(answer)
    listing = answer.listing
    if listing is None or listing.state != "complete":
        return unknown(answer, (listing.reason if listing else "") or "栏目列表未读到末尾")
    if listing.note:
        return passed(answer)
    if len(rows) < listing.seen or any(row.day is None for row in everywhere):
        return unknown(answer, "列表中有信息没有可判读的日期")
    newest = max(row.day for row in rows if row.day is not None)
    if newest > case.as_of:
        return unknown(answer, "列表中有信息的日期晚于巡查日期，无法确定最新信息")
    return fail(
        answer,
        "none",
        # what appeared late in the year before may be this year's, published early
        suspected=by_date and newest.year == year - 1,
        listings=(listing.id,),
        column=answer.column.path,
        year=f"{year}年",
    )


def _inspected_year(case: Case, entry: EntryKey) -> tuple[int, bool]:
    """The last year whose due date has passed, and whether a date in the year sets it: without one it ends with the
    year itself."""
    limits = [limit for row in case.entries_of.get(entry, ()) for limit in row.limits]
    months = [(limit.month, limit.day) for limit in limits if limit.kind == "fixed_date" and limit.month]
    if months and len(months) == len(limits):
        last = max(_day(case.as_of.year, month or 12, day) for month, day in months)
        return (case.as_of.year if last < case.as_of else case.as_of.year - 1), True
    return case.as_of.year - 1, False


def _day(year: int, month: int, day: int | None) -> date:
    last = months_after(date(year, month, 1), 1) - timedelta(1)
    return last if day is None else date(year, month, min(day, last.day))


def _is_of(row: Row, year: int, as_of: date) -> bool:
    """Whether a row is of the year or later: by its date, by the periods or years that its title names."""
    if row.day is not None and date(year, 1, 1) <= row.day <= as_of:
        return True
    if any(month // 12 >= year for month in row.months):
        return True
    return any(int(found) >= year for found in _YEAR.findall(row.title))
