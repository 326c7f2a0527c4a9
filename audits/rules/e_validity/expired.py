"""E02: a document whose own term is over and whose page does not say so."""

import re
from collections.abc import Iterator
from datetime import date

from audits.case import Case
from audits.documents import printed_name, time_is_over
from audits.labels import is_official, settles_one_case
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.validity import continuing_words, is_marked, prolonged
from inspection.types.page_facts import Term
from inspection.types.portal import Page

# Without these words a span of days is that of a measure (traffic, works, applications), not of a document.
_OF_TERM = re.compile("有效期|有效期限|试行|暂行|实施期|执行期|施行期|失效|废止|延长|延期")
_OF_MEASURE = re.compile("(?:通知|通告|公告|令)(?:[（(].*)?$")
_DEMAND = "请标注失效；已延期或者继续有效的，请公布有关决定并提供链接"


@rule(
    "E02",
    name="有效期届满未标注",
    severity=2,
    mode="A",
    subject="page",
    yields_to=("B04", "D03", "E03"),
    wordings={
        "still_valid": Wording("{document}有效期至{due}，页面仍标注为“{label}”", _DEMAND),
        "unmarked": Wording("{document}有效期至{due}，页面未标注失效", _DEMAND),
    },
)
def expired(case: Case) -> Iterator[Answer]:
    """文件有效期届满而没有延期的，在原文页面标注失效。

    为什么: 过了有效期的文件仍标为有效，会误导办事群众和企业。
    怎样整改: 标注失效；已经决定延期或者继续有效的，公布该决定。
    依据: 国办发〔2019〕54号；所用检查口径的规定。
    """
    for page in case.judged_pages():
        facts = case.facts_of(page)
        if facts is not None and facts.terms and is_official(case, page) and case.is_own(page):
            if settles_one_case(case, page.title, page.doc_number):
                continue
            yield _judge(case, page, facts.terms)


def _judge(case: Case, page: Page, terms: tuple[Term, ...]) -> Answer:
    last = _last_day(terms)
    if any(term.open_ended for term in terms) or (last is not None and last >= case.as_of):
        return passed(page)
    if is_marked(case, page):
        return passed(page)
    if last is None:
        return unknown(page, "有效期的起止日期无法判读")
    if _tells_of_measure(case.title_of(page), terms):
        return unknown(page, "只写明有关措施的起止时间，不能认定是文件的有效期")
    limit = case.pack.item_limit
    if limit is not None and time_is_over(case, last, limit) is not True:
        return unknown(page, "有效期届满不久，尚在更新期限内")
    if prolonged(case).holds(page, case.title_of(page)):
        return unknown(page, "另有页面提到该文件延期或者继续有效，须人工核对")
    if any(word in case.text_of(page) for word in continuing_words(case)):
        return unknown(page, "页面提到延期或者继续有效，须人工核对")
    shows_valid = bool(page.validity and "有效" in page.validity)
    return fail(
        page,
        "still_valid" if shows_valid else "unmarked",
        suspected=True,
        span=next(term.quoted for term in terms if term.ends == last),
        clause=case.pack.validity_duty.source.clause if case.pack.validity_duty else None,
        document=printed_name(page.doc_number, case.title_of(page)),
        due=last,
        label=page.validity,
    )


def _tells_of_measure(title: str, terms: tuple[Term, ...]) -> bool:
    """Whether a notice only says from when to when something is done, and nothing of its own term."""
    return (
        _OF_MEASURE.search(title) is not None
        and "印发" not in title
        and not any(_OF_TERM.search(term.quoted) for term in terms)
    )


def _last_day(terms: tuple[Term, ...]) -> date | None:
    """The latest day to which any of a document's terms reaches; None where one of them cannot be told."""
    ends = [term.ends for term in terms]
    known = [day for day in ends if day is not None]
    return max(known) if known and len(known) == len(ends) else None
