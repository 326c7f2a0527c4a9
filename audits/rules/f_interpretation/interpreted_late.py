"""F02: an interpretation that came out after its document, where the province wants both at once."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from audits.case import Case
from audits.documents import printed_name
from audits.interpretations import Policy, Told, first_shown, interpretations, policies
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.same_day import is_new


@rule(
    "F02",
    name="解读不同步",
    severity=3,
    mode="A",
    subject="page",
    kind="explain",
    yields_to=("B04", "C07"),
    wordings={
        "late": Wording(
            "{document}于{published}公开，解读于{newest}发布，未同步",
            "请说明原因；今后落实解读方案、解读材料与政策文件同步组织、同步审签、同步发布",
        ),
    },
)
def interpreted_late(case: Case) -> Iterator[Answer]:
    """政策解读与政策文件同步发布，期限以检查口径为准；口径没有规定期限的，不作判定。

    为什么: 政策出台时最需要讲清楚。
    怎样整改: 说明原因；今后与文件同步发布解读。
    依据: 国办发〔2019〕54号；所用检查口径的规定。
    """
    duty = case.pack.interpretation
    if duty is None or duty.within_workdays is None:
        return
    found = [answer for policy in policies(case) if _is_asked(case, policy) for answer in _judge(case, policy)]
    shown_on = Counter(answer.facts.get("newest") for answer in found if answer.verdict == "fail")
    for answer in found:
        if answer.verdict == "fail" and shown_on[answer.facts["newest"]] >= case.pack.migration.same_day_pages:
            yield unknown(answer.subject, "多件解读为同一发布日期，疑似迁移补录")
        else:
            yield answer


def _is_asked(case: Case, policy: Policy) -> bool:
    """Documents first met in this round, or of the inspected year: old lateness cannot be repaired."""
    duty = case.pack.interpretation
    since = duty.documents_from if duty else None
    is_of_this_year = policy.shown is not None and policy.shown.year == case.as_of.year
    in_force = policy.made is not None and (since is None or policy.made >= since)
    return in_force and (is_new(case, policy.page) or is_of_this_year)


def _judge(case: Case, policy: Policy) -> Iterator[Answer]:
    duty = case.pack.interpretation
    told = interpretations(case).by_title(case.title_of(policy.page))
    own = [one for one in told if one.page is not None and one.page.state == "ok" and case.is_own(one.page)]
    if duty is None or duty.within_workdays is None or not own:
        return
    days = [_day(one) for one in own]
    at_odds = any(copy.conflicts.get("published") for copy in policy.copies)
    if len(own) < len(told) or policy.shown is None or None in days or at_odds:
        yield unknown(policy.page, "文件或者解读的发布日期无法判读，或另有未能读取的解读")
        return
    first = min(day for day in days if day is not None)
    taken = case.calendar.elapsed(policy.shown, first)
    if first <= policy.shown or taken.most <= duty.within_workdays:
        yield passed(policy.page)
    elif taken.least <= duty.within_workdays:
        yield unknown(policy.page, "放假安排尚未公布，工作日数无法确定")
    else:
        yield fail(
            policy.page,
            "late",
            suspected=True,
            clause=duty.source.clause,
            document=printed_name(policy.page.doc_number, case.title_of(policy.page)),
            published=policy.shown,
            newest=first,
        )


def _day(one: Told) -> date | None:
    """The day an interpretation came out; None where its page states several."""
    page = one.page
    if page is None or page.conflicts.get("published"):
        return None
    return first_shown(page)
