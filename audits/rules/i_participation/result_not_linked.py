"""I04: a call for opinions and its result that do not lead to one another."""

from collections.abc import Iterator

from audits.case import Case
from audits.consultations import consultations, leads_to, own_calls, tells_result
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from inspection.types.portal import Page


@rule(
    "I04",
    name="征集公告与结果未关联",
    severity=4,
    mode="A",
    subject="page",
    yields_to=("B04", "B10", "I03"),
    wordings={"apart": Wording("《{title}》与结果反馈《{other}》未相互关联", "请在两个页面上建立双向关联链接")},
)
def result_not_linked(case: Case) -> Iterator[Answer]:
    """征求意见的公告与结果反馈一一对应、相互关联。

    为什么: 看到公告的人找得到结果，看到结果的人找得到原来的草案。
    怎样整改: 在两个页面上建立双向关联链接。
    依据: 国办发〔2017〕47号《政府网站发展指引》；所用检查口径的规定。
    """
    for page in own_calls(case):
        told = [one.page for one in consultations(case).named_results(case.title_of(page)) if one.url != page.url]
        results = [one for one in told if one is not None and one.state == "ok" and case.is_own(one)]
        if results:
            yield _judge(case, page, results, whole=all(one is not None and one.state == "ok" for one in told))


def _judge(case: Case, page: Page, results: list[Page], *, whole: bool) -> Answer:
    if any(leads_to(case, page, one) for one in results) and any(leads_to(case, one, page) for one in results):
        return passed(page)
    if any(case.facts_of(one) is None for one in (page, *results)):
        return unknown(page, "页面上的关联链接没有读到，不能认定未关联")
    if tells_result(case, page):
        return passed(page)
    if not whole:
        return unknown(page, "结果反馈的页面没有全部读到，不能认定未关联")
    # A box of related pages may be filled by a script, which we do not run everywhere.
    other = case.title_of(results[0]).replace("《", "〈").replace("》", "〉")
    return fail(page, "apart", suspected=True, title=case.title_of(page), other=other)
