"""I02: a call for opinions that was open for fewer days than it must be."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from audits.case import Case
from audits.consultations import consultations, own_calls
from audits.page_dates import formations, publications
from audits.parts_found import is_of
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.titles import consulted_names
from inspection.openness_values import Threshold
from inspection.types.page_facts import PageFacts
from inspection.types.portal import Page

# The law lets urgent ones be shorter where the call says why.
_REASON = re.compile("情况紧急|缩短|时间紧|紧急")
_PROLONGED = re.compile("(?:延长|延期|顺延)(?!.{0,4}(?:不予|无效))")
_LONGER = re.compile("延长|延期|再次|第二次|二次")
_DEMAND = "请依法延长征求意见期限；因情况紧急等原因缩短的，请予以说明"


@rule(
    "I02",
    name="意见征集期过短",
    severity=3,
    mode="A",
    subject="page",
    yields_to=("B04", "B10"),
    wordings={
        "days": Wording("《{title}》征集期为{start}至{closes}，共{n}天，少于{limit}", _DEMAND),
        "workdays": Wording("《{title}》征集期为{start}至{closes}，共{n}个工作日，少于{limit}", _DEMAND),
    },
)
def consultation_too_short(case: Case) -> Iterator[Answer]:
    """重大行政决策和与市场主体生产经营活动密切相关的文件，公开征求意见不少于30日；其他文件不少于7个工作日。因紧急等原因缩短的，予以说明。

    为什么: 时间太短，群众和企业来不及研究、提意见。
    怎样整改: 延长期限；已经截止的，说明原因。
    依据: 重大行政决策程序暂行条例第十五条；优化营商环境条例第六十二条；所用检查口径的规定。
    """
    for page in own_calls(case):
        title = case.title_of(page)
        major = case.pack.part_lists.get("consultation_major")
        is_major = major is not None and is_of(major, title)
        limit = case.pack.thresholds.get("consultation_days" if is_major else "consultation_days_other")
        if limit is not None:
            yield _judge(case, limit, page, case.facts_of(page))


def _judge(case: Case, limit: Threshold, page: Page, facts: PageFacts | None) -> Answer:
    opens = _first_day(page, facts)
    if facts is None or facts.closes is None or opens is None:
        return unknown(page, "征集的起止日期没有读到")
    if facts.closes < opens:
        return unknown(page, "征集的起止日期互相矛盾")
    most = _days(case, limit, opens, facts.closes)
    if most >= limit.n:
        return passed(page)
    if _REASON.search(case.text_of(page)):
        return unknown(page, "页面说明了缩短期限的原因，须人工核对")
    if _PROLONGED.search(case.text_of(page)) or _is_prolonged(case, page):
        return unknown(page, "另有页面延长或者再次征集，须人工核对")
    in_workdays = limit.unit == "workday"
    return fail(
        page,
        "workdays" if in_workdays else "days",
        suspected=True,
        clause=limit.source.clause,
        title=case.title_of(page),
        start=opens,
        closes=facts.closes,
        n=most,
        limit=f"{limit.n}个工作日" if in_workdays else f"{limit.n}日",
    )


def _first_day(page: Page, facts: PageFacts | None) -> date | None:
    """The first day of a call: the earliest of all that the page says, the days of publication and writing among
    them."""
    said = [facts.opens if facts else None, page.first_published, *publications(page), *formations(page)]
    return min((day for day in said if day is not None), default=None)


def _days(case: Case, limit: Threshold, opens: date, closes: date) -> int:
    """The most days that a call can have been open, its first and last day among them."""
    if limit.unit == "workday":
        return case.calendar.elapsed(opens - timedelta(1), closes).most
    return (closes - opens).days + 1


def _is_prolonged(case: Case, page: Page) -> bool:
    """Whether another call on the same draft prolongs this one or asks again."""
    found = consultations(case)
    others = [one for name in consulted_names(case.title_of(page)) for one in found.calls_on.get(name, ())]
    return any(one.url != page.url and (_LONGER.search(one.title) or one.page is None) for one in others)
