"""G13: a special topic of the portal that has been quiet for long and is not called archived."""

import re
from collections.abc import Iterator

from audits.case import Case
from audits.names import fold
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import ColumnAnswer
from inspection.openness_values import Threshold
from inspection.types.portal import Column
from inspection.workdays import months_after

_TOPICS = re.compile("专题(?!会|询问|讲座|调研|研究|研讨|党课|报告|协商|培训|学习|审议|视察)")
_ARCHIVE = re.compile(r"历史|往期|往年|归档|旧版|历年|已结束|回顾|^(?:19|20)\d{2}年?度?$")
# What stands in a column for topics and is none: it is kept up as long as the law asks for it.
_STANDING = re.compile("公开|目录|年报|清单|指南|服务|标准化|规范化|领域")


@rule(
    "G13",
    name="专题停更未归档",
    severity=4,
    mode="A",
    subject="column",
    yields_to=("B03", "C03"),
    wordings={
        "quiet": Wording(
            "“{column}”专题{newest}以后没有更新，未注明归档",
            "请归档并注明；仍在开展的，请更新",
        ),
    },
)
def topic_not_archived(case: Case) -> Iterator[Answer]:
    """已经结束的专题及时归档并注明，不作为在办专题展示。

    为什么: 多年没有更新的专题混在正在开展的工作中，会误导群众。
    怎样整改: 归档并注明；仍在开展的，更新内容。
    依据: 国办发〔2017〕47号（专题栏目归档）；所用检查口径的规定。
    """
    limit = case.pack.thresholds.get("topic_quiet")
    if limit is None or limit.unit != "month":
        return
    for topic in case.columns:
        if _is_topic(topic):
            below = [one for one in case.columns if one.path[: len(topic.path)] == topic.path]
            if not any(_has_own_clock(case, one) for one in below):
                yield _judge(case, topic, below, limit)


def _is_topic(column: Column) -> bool:
    """Whether a column is one topic: the step below the column that gathers them."""
    above = column.path[:-1]
    if not above or not _TOPICS.search(above[-1]) or any(_TOPICS.search(name) for name in above[:-1]):
        return False
    named = fold(column.path[-1])
    return not any(_ARCHIVE.search(name) for name in column.path) and not _STANDING.search(named)


def _has_own_clock(case: Case, column: Column) -> bool:
    """Whether something else says how often the column must be new, or what it holds."""
    return bool(
        case.entries_of_column(column.id)
        or case.note_of(column)
        or case.pack.column_clock(column.path)
        or _ARCHIVE.search(column.path[-1])
    )


def _judge(case: Case, topic: Column, below: list[Column], limit: Threshold) -> Answer:
    subject = ColumnAnswer(topic, case.listing_of.get(topic.id), None)
    if any(one.kind in ("link_out", "page") for one in below):
        return unknown(subject, "专题是单独的页面或者链接到其他网站，是否更新须人工查看")
    listings = [case.listing_of.get(one.id) for one in below if one.kind == "list" and one.leaf]
    read = [one for one in listings if one is not None]
    newest = max((one.newest for one in read if one.newest), default=None)
    if newest is not None and months_after(newest, limit.n) >= case.as_of:
        return passed(subject)
    if len(read) < len(listings) or any(one.state != "complete" for one in read):
        return unknown(subject, "专题的列表没有读完")
    if newest is None or any(one.note for one in read) or any(one.seen and one.newest is None for one in read):
        return unknown(subject, "专题没有可判读的日期，或者另有说明")
    return fail(
        subject,
        "quiet",
        # that it is archived may be said in a picture or on the front page of the topic
        suspected=True,
        listings=tuple(one.id for one in read),
        clause=limit.source.clause,
        column=topic.path,
        newest=newest,
    )
