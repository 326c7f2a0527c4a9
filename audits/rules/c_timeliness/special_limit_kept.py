"""C10: published later than another law allows (budgets after their approval, permits and penalties)."""

from collections.abc import Iterator
from datetime import date

from audits.case import Case
from audits.item_limit import Lateness, late_by
from audits.page_dates import first_publications
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.same_day import is_asked_of_time, told_apart_from_migration
from audits.special_limits import limit_by_other_law, special_limit, start_of_limit
from inspection.rule_values import SpecialLimit
from inspection.types.portal import Page

_DEMAND = "请说明逾期公开原因；今后按法定期限公开"


@rule(
    "C10",
    name="未按法定期限公开",
    severity=2,
    mode="A",
    subject="page",
    kind="explain",
    yields_to=("B04", "B05", "C07"),
    wordings={
        "approved": Wording(
            "《{title}》于{start}批复，应于{due}前公开，于{published}公开，逾期{days}个工作日", _DEMAND
        ),
        "decided": Wording(
            "《{title}》于{start}作出决定，应于{due}前公开，于{published}公开，逾期{days}个工作日", _DEMAND
        ),
        "issued": Wording("《{title}》于{start}印发，应于{due}前公开，于{published}公开，逾期{days}个工作日", _DEMAND),
    },
)
def special_limit_kept(case: Case) -> Iterator[Answer]:
    """法律、法规对公开期限另有规定的信息，按其规定公开：预算、决算自批复之日起，行政许可、行政处罚自作出决定之日起。

    为什么: 这些信息直接关系公共资金和当事人权利，法律规定了更短的期限。
    怎样整改: 说明原因；今后按法定期限公开。
    依据: 中华人民共和国政府信息公开条例第二十六条；所用检查口径的规定。
    """
    answers = [
        _judge(case, page)
        for page in case.judged_pages()
        if is_asked_of_time(case, page) and limit_by_other_law(case, page)
    ]
    yield from told_apart_from_migration(case, answers)


def _judge(case: Case, page: Page) -> Answer:
    limit, published = special_limit(case, page), first_publications(page)
    if limit is None:
        return unknown(page, "所用检查口径没有规定该类信息的公开期限")
    if not published:
        return unknown(page, "发布日期无法判读")
    start = start_of_limit(page, limit, case.text_of(page))
    if start is None:
        return unknown(page, "页面没有写明批复或者作出决定的日期")
    if start > published[0]:
        return unknown(page, "页面所载批复或者决定的日期晚于发布日期，无法确定以哪个为准")
    late, clause = _strictest(case, page, limit, start, published[0])
    if late.least > 0:
        return fail(
            page,
            limit.anchor,
            suspected=limit.suspected,
            clause=clause,
            title=case.title_of(page),
            start=start,
            due=late.due,
            published=published[0],
            days=late.least,
        )
    return passed(page) if late.most <= 0 else unknown(page, "放假安排尚未公布，工作日数无法确定")


def _strictest(case: Case, page: Page, limit: SpecialLimit, start: date, published: date) -> tuple[Lateness, str]:
    """How late by law and, where the directory asks for less from the same day on, by the directory."""
    by_law = late_by(case, start, published, limit.n, limit.unit)
    rows = [row for key in case.entries_of_page(page) for row in case.entries_of.get(key, ())]
    given = {
        (one.n, one.unit)
        for row in rows
        for one in row.limits
        if one.kind == "deadline" and one.anchor == limit.anchor and one.n and not one.applies_to
    }
    if len(given) != 1:
        return by_law, limit.source.clause
    (n, unit) = next(iter(given))
    by_row = late_by(case, start, published, n or 0, unit)
    if by_row.due < by_law.due:
        return by_row, "标准目录规定的公开时限"
    return by_law, limit.source.clause
