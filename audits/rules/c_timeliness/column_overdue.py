"""C03: a column in which nothing new appeared in time."""

from collections.abc import Iterator
from datetime import date

from audits.case import Case
from audits.column_clock import Clock, clocked_columns, missed_periods, period_names
from audits.column_items import ColumnRows, Row, is_of_an_earlier_year, periods_since_named, unnamed_periods
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import ColumnAnswer
from inspection.types.judgement import EntryKey
from inspection.types.portal import Listing

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
        "gap": Wording("“{column}”应{limit}更新，缺{missed}信息", "请补充所缺时段的信息；确无相关信息的，作出说明"),
    },
)
def column_overdue(case: Case) -> Iterator[Answer]:
    """定期更新的栏目按目录规定的周期更新；目录未规定的，按本地栏目表和国家对动态、通知公告、政策文件类栏目的要求。

    为什么: 栏目长期不更新，群众看到的就是过时的信息。
    怎样整改: 补充应公开的信息；本期确无信息的，在栏目页面作出说明。
    依据: 中华人民共和国政府信息公开条例第六条；所用检查口径的规定。
    """
    lists = ColumnRows(case)
    for answer, clock in clocked_columns(case):
        coverage = case.coverage_of.get(answer.entry) if answer.entry else None
        if coverage is not None and coverage.state == "note":
            yield passed(answer)
        elif coverage is not None and coverage.state == "unverifiable":
            yield unknown(answer, coverage.reason or "采集不完整，无法核验")
        elif clock.by_entry and is_of_an_earlier_year(case, answer):
            continue
        elif gap := _gap(case, lists, answer, clock):
            yield gap
        elif clock.by_entry and answer.entry and _is_in_time(lists.of_entry(answer.entry), clock, case.as_of):
            yield passed(answer)
        elif answer.listing is None:
            yield unknown(answer, "栏目列表未能采集")
        elif answer.listing.seen and not answer.listing.note:
            yield _judge(case, lists, answer, clock)


def _judge(case: Case, lists: ColumnRows, answer: ColumnAnswer, clock: Clock) -> Answer:
    listing = answer.listing
    if listing is None:
        raise ValueError("a column without a listing has no newest item")
    days = [row.day for row in lists.of(answer.column)]
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
    since = periods_since_named(clock.period, lists.of(answer.column), case.as_of)
    by_titles = period_names(clock.period, since) if since is not None else None
    missed = missed_periods(clock.period, newest, case.as_of) if by_titles is None else by_titles
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


def _gap(case: Case, lists: ColumnRows, answer: ColumnAnswer, clock: Clock) -> Answer | None:
    """A fault where something new appeared in time, but periods before it are named by no title: of an entry's columns
    the one that names most of them is told."""
    listing = answer.listing
    if clock.period is None or listing is None or listing.note or not _is_whole(case, listing):
        return None
    rows = lists.of(answer.column)
    if clock.by_entry and answer.entry:
        if _widest(case, lists, answer.entry) != answer.column.id:
            return None
        rows = lists.of_entry(answer.entry)
    if not _is_in_time(rows, clock, case.as_of):
        return None
    missed = unnamed_periods(clock.period, rows, case.as_of)
    if not missed:
        return None
    return fail(
        answer,
        "gap",
        # what the titles do not name the texts may hold
        suspected=True,
        listings=(listing.id,),
        clause=clock.clause,
        column=answer.column.path,
        limit=clock.words,
        missed=period_names(clock.period, missed),
    )


def _widest(case: Case, lists: ColumnRows, entry: EntryKey) -> str | None:
    """Of the columns of an entry the one whose titles name most periods; None where a list was not read whole."""
    columns = case.columns_of_entry(entry)
    listed = [case.listing_of.get(column.id) for column in columns if column.leaf and column.kind == "list"]
    if not all(one is not None and _is_whole(case, one) for one in listed):
        return None
    return max(columns, key=lambda column: sum(bool(row.months) for row in lists.of(column))).id if columns else None


def _is_whole(case: Case, listing: Listing) -> bool:
    return listing.state == "complete" and len(case.items_of.get(listing.column, ())) >= listing.seen


def _is_in_time(rows: list[Row], clock: Clock, as_of: date) -> bool:
    return any(row.day is not None and clock.in_time <= row.day <= as_of for row in rows)
