"""C03: a column in which nothing new appeared in time."""

import re
from collections.abc import Iterator
from datetime import date

from audits.case import Case
from audits.column_clock import Clock, clocked_columns, missed_periods
from audits.page_dates import publications
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import ColumnAnswer
from inspection.types.judgement import EntryKey
from inspection.types.portal import Column

_ARCHIVE = re.compile(r"历史|往期|往年|归档|旧版|历年")
_DEMAND = "请限期更新；确无相关信息的，在栏目页面作出说明"


@rule(
    "C03",
    name="栏目更新不及时",
    severity=3,
    mode="A",
    subject="column",
    yields_to=("B02", "B03"),
    wordings={
        "overdue": Wording("“{column}”应{limit}更新，最新信息发布于{newest}，已{days}天未更新", _DEMAND),
        "periods": Wording(
            "“{column}”应{limit}更新，最新信息发布于{newest}，已{days}天未更新，缺{missed}信息", _DEMAND
        ),
    },
)
def column_overdue(case: Case) -> Iterator[Answer]:
    """定期更新的栏目按目录规定的周期更新；目录未规定的，按本地栏目表和国家对动态、通知公告、政策文件类栏目的要求。

    为什么: 栏目长期不更新，群众看到的就是过时的信息。
    怎样整改: 补充应公开的信息；本期确无信息的，在栏目页面作出说明。
    依据: 中华人民共和国政府信息公开条例第六条；所用检查口径的规定。
    """
    for answer, clock in clocked_columns(case):
        coverage = case.coverage_of.get(answer.entry) if answer.entry else None
        if coverage is not None and coverage.state == "note":
            yield passed(answer)
        elif coverage is not None and coverage.state == "unverifiable":
            yield unknown(answer, coverage.reason or "采集不完整，无法核验")
        elif clock.by_entry and answer.entry and _is_new_elsewhere(case, answer.entry, clock):
            yield passed(answer)
        elif clock.by_entry and _is_of_an_earlier_year(case, answer):
            continue
        elif answer.listing is None:
            yield unknown(answer, "栏目列表未能采集")
        elif answer.listing.seen and not answer.listing.note:
            yield _judge(case, answer, clock)


def _judge(case: Case, answer: ColumnAnswer, clock: Clock) -> Answer:
    listing = answer.listing
    if listing is None:
        raise ValueError("a column without a listing has no newest item")
    days = _item_dates(case, answer.column)
    newest = max((day for day in [*days, listing.newest] if day is not None), default=None)
    if newest is not None and clock.in_time <= newest <= case.as_of:
        return passed(answer)
    if listing.state != "complete":
        return unknown(answer, listing.reason or "栏目列表未读到末尾")
    if newest is None or None in days or len(days) < listing.seen:
        return unknown(answer, "列表中有信息没有可判读的日期")
    if newest > case.as_of:
        return unknown(answer, "列表中有信息的日期晚于巡查日期，无法确定最新信息")
    if newest > clock.overdue:
        return unknown(answer, "最新信息可能是上一期的逾期补发，无法确定")
    missed = missed_periods(clock.period, newest, case.as_of)
    return fail(
        answer,
        "periods" if missed else "overdue",
        listings=(listing.id,),
        clause=clock.clause,
        column=answer.column.path,
        limit=clock.words,
        newest=newest,
        days=(case.as_of - newest).days,
        missed=missed,
    )


def _is_new_elsewhere(case: Case, entry: EntryKey, clock: Clock) -> bool:
    """Whether anything that answers the entry, in whatever column, is in time: the limit is the entry's own."""
    days = [day for column in case.columns_of_entry(entry) for day in _item_dates(case, column)]
    days += [day for page in case.pages_of_entry(entry) for day in publications(page)]
    return any(day is not None and clock.in_time <= day <= case.as_of for day in days)


def _is_of_an_earlier_year(case: Case, answer: ColumnAnswer) -> bool:
    """Whether a column holds one past year, or what is past, beside another of the same entry that is not so old."""
    own = _year_of(answer.column)
    if own is None or answer.entry is None:
        return False
    beside = [c for c in case.columns_of_entry(answer.entry) if c.path[:-1] == answer.column.path[:-1]]
    years = [_year_of(column) for column in beside if column.id != answer.column.id]
    return any(year is None or year > own for year in years)


def _year_of(column: Column) -> int | None:
    """The last year that a column's name says it is for; 0 for an archive; None where it says neither."""
    name = column.path[-1]
    years = [int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d{2}(?!\d)", name)]
    return max(years) if years else 0 if _ARCHIVE.search(name) else None


def _item_dates(case: Case, column: Column) -> list[date | None]:
    """The newest date that each row of a list shows or its page states; None where neither does."""
    found: list[date | None] = []
    for item in case.items_of.get(column.id, ()):
        page = case.page_by_url.get(item.url)
        stated = publications(page) if page is not None else ()
        found.append(max((day for day in (item.published, *stated) if day is not None), default=None))
    return found
