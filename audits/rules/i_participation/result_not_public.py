"""I03: a call for opinions whose result was not published in time. Judged only where a pack sets the time."""

from collections.abc import Iterator

from audits.case import Case
from audits.consultations import PLACES, asked_out_of_sight, consultations, own_calls, tells_result
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.searched import searched_among
from inspection.openness_values import Threshold
from inspection.types.portal import Page


@rule(
    "I03",
    name="意见采纳情况未公开",
    severity=3,
    mode="A",
    subject="page",
    yields_to=("B04", "B10"),
    wordings={
        "none": Wording(
            "《{title}》于{closes}截止，截至{as_of}未查找到意见采纳情况",
            "请公开意见采纳情况及不采纳的理由；没有收到意见的，也请说明",
        ),
    },
)
def result_not_public(case: Case) -> Iterator[Answer]:
    """征求意见截止后公开意见采纳情况，期限以检查口径为准；没有规定期限的，不作判定。

    为什么: 提了意见没有回音，以后就没有人提。
    怎样整改: 公开采纳情况和不采纳的理由；已公开的，提供链接。
    依据: 国办发〔2019〕54号；所用检查口径的规定。
    """
    limit = case.pack.thresholds.get("consultation_result")
    if limit is None:
        return
    for page in own_calls(case):
        yield _judge(case, limit, page)


def _judge(case: Case, limit: Threshold, page: Page) -> Answer:
    facts = case.facts_of(page)
    if consultations(case).results_of(case, page) or tells_result(case, page):
        return passed(page)
    if facts is None or facts.closes is None:
        return unknown(page, "征集的截止日期没有读到")
    taken = case.calendar.elapsed(facts.closes, case.as_of)
    if facts.closes >= case.as_of or taken.most <= limit.n:
        return passed(page)
    if taken.least <= limit.n:
        return unknown(page, "放假安排尚未公布，工作日数无法确定")
    if reason := asked_out_of_sight(case):
        return unknown(page, reason)
    return fail(
        page,
        "none",
        suspected=True,
        listings=searched_among(case, PLACES),
        clause=limit.source.clause,
        title=case.title_of(page),
        closes=facts.closes,
        as_of=case.as_of,
    )
