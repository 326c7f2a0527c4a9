"""I06: a listed major decision that came out without any call for opinions before it."""

from collections.abc import Iterator

from rapidfuzz import fuzz

from audits.case import Case
from audits.consultations import PLACES, asked_out_of_sight, consultations, titles_with
from audits.decision_lists import Decision, listed_decisions
from audits.documents import printed_name
from audits.interpretations import documents_by_name
from audits.names import fold
from audits.page_dates import formations
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.searched import searched_among
from audits.titles import document_names
from inspection.types.portal import Page
from inspection.workdays import months_after

_ALIKE = 70
# A draft may be shown to the public without a word of opinions.
_SHOWN_AS = ("征求", "征集", "草案", "公示", "意见稿", "送审稿", "讨论稿", "听证", "初稿")


@rule(
    "I06",
    name="重大决策未公开征求意见",
    severity=2,
    mode="B",
    subject="page",
    yields_to=("B04", "D03"),
    wordings={
        "none": Wording(
            "{document}列入《{list}》，出台前未查找到公开征求意见信息",
            "请提供公开征求意见的链接；依法不公开征求意见的，请说明理由",
        ),
    },
)
def not_consulted(case: Case) -> Iterator[Answer]:
    """列入重大行政决策事项目录的文件，出台前公开征求意见，依法不予公开的除外。

    为什么: 关系群众切身利益的决策，出台前要让群众知道、听群众意见。
    怎样整改: 提供征求意见的链接；依法不公开征求意见的，说明理由。
    依据: 重大行政决策程序暂行条例第十四条；国办发〔2019〕54号。
    """
    for decision in listed_decisions(case):
        pages = {
            page.url: page for name in document_names(decision.name) for page in documents_by_name(case).get(name, ())
        }
        for page in sorted(pages.values(), key=lambda page: (str(page.published or ""), page.url))[:1]:
            yield _judge(case, decision, page)


def _judge(case: Case, decision: Decision, page: Page) -> Answer:
    made = formations(page)
    if not made:
        return unknown(page, "成文日期无法判读，不能确定征求意见在先")
    if made[-1] < months_after(case.as_of, -case.pack.periods["year"].n):
        return unknown(page, "往年的文件，征求意见信息可能已经撤下，不再提示")
    found = consultations(case)
    names = dict.fromkeys([*document_names(case.title_of(page)), *document_names(decision.name)])
    asked = [one for name in names for one in (*found.calls_on.get(name, ()), *found.results_on.get(name, ()))]
    if any(one.day is not None and one.day <= made[-1] for one in asked):
        return passed(page)
    if asked:
        return unknown(page, "查到的征求意见信息日期不明或者晚于成文日期，须人工核对")
    if reason := asked_out_of_sight(case):
        return unknown(page, reason)
    if any(name in title for word in _SHOWN_AS for title in titles_with(case, word) for name in names):
        return unknown(page, "有标题相近的草案、公示或者听证信息，须人工核对")
    shortest = min(names, key=len)
    if any(fuzz.partial_ratio(shortest, fold(one.title)) >= _ALIKE for one in (*found.calls, *found.results)):
        return unknown(page, "有标题相近的征求意见信息，须人工核对")
    return fail(
        page,
        "none",
        suspected=True,
        listings=searched_among(case, PLACES),
        document=printed_name(page.doc_number, case.title_of(page)),
        list=case.title_of(decision.page).strip("《》").replace("《", "〈").replace("》", "〉"),
    )
