"""F08: a column of responses to what people ask (回应关切) in which nothing new appeared for long."""

import re
from collections.abc import Iterator
from datetime import timedelta

from audits.case import Case
from audits.column_clock import clocked_columns
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import ColumnAnswer
from inspection.openness_values import Threshold
from inspection.types.portal import Column
from inspection.workdays import months_after

_RESPONSE = re.compile("回应关切|热点回应|关切回应|舆情回应|民生关切|社会关切|回应社会")


@rule(
    "F08",
    name="回应关切栏目长期不更新",
    severity=4,
    mode="B",
    subject="column",
    yields_to=("B02", "B03", "C03", "B08"),
    wordings={
        "quiet": Wording(
            "“{column}”{days}天未更新，最新信息发布于{newest}",
            "请更新；确无需要回应的事项，在栏目页面作出说明",
        ),
    },
)
def response_column_quiet(case: Case) -> Iterator[Answer]:
    """回应关切类栏目及时更新，期限以检查口径为准；没有规定期限的，不作判定。

    为什么: 群众关心的问题长期没有回应，会引起误解。
    怎样整改: 及时回应并更新；确无需要回应的，作出说明。
    依据: 国办发〔2019〕54号；所用检查口径的规定。
    """
    limit = case.pack.thresholds.get("response_column")
    if limit is None:
        return
    clocked = {answer.column.id for answer, _ in clocked_columns(case)}
    for column in case.columns:
        listed = column.leaf and column.kind == "list" and column.id not in clocked
        if listed and column.path and _RESPONSE.search(column.path[-1]):
            yield _judge(case, limit, column)


def _judge(case: Case, limit: Threshold, column: Column) -> Answer:
    listing = case.listing_of.get(column.id)
    subject = ColumnAnswer(column, listing, next(iter(case.entries_of_column(column.id)), None))
    since = months_after(case.as_of, -limit.n) if limit.unit == "month" else case.as_of - timedelta(limit.n)
    if listing is None:
        return unknown(subject, "栏目列表未能采集")
    if listing.note or (listing.newest is not None and since <= listing.newest):
        return passed(subject)
    if listing.state != "complete" or listing.newest is None:
        return unknown(subject, listing.reason or "列表中的信息没有可判读的日期")
    undated = any(item.published is None for item in case.items_of.get(column.id, ()))
    if undated:
        return unknown(subject, "列表中有信息没有可判读的日期")
    return fail(
        subject,
        "quiet",
        suspected=True,
        listings=(listing.id,),
        clause=limit.source.clause,
        column=column.path,
        days=(case.as_of - listing.newest).days,
        newest=listing.newest,
    )
