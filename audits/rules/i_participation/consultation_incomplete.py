"""I01: a call for opinions that lacks the draft, its explanation, the days, or the way to answer."""

import re
from collections.abc import Iterator

from audits.case import Case
from audits.consultations import own_calls, titles_with
from audits.names import fold
from audits.parts_found import missing_parts, unread_beside, whole_text
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.titles import consulted_names, even_text
from inspection.openness_values import PartList
from inspection.types.portal import Page

_DAYS, _DRAFT = "时间", "草案"
# A draft that stands in the page itself, or as a file, need not be called one.
_ARTICLES = re.compile("第[一1]条|第一章|一、.+二、")


@rule(
    "I01",
    name="意见征集要素不全",
    severity=2,
    mode="B",
    subject="page",
    yields_to=("B04", "B10"),
    wordings={"parts": Wording("《{title}》未见{names}", "请补充{names}；已在其他页面公布的，请提供链接")},
)
def consultation_incomplete(case: Case) -> Iterator[Answer]:
    """征求意见时公布草案、起草说明（依据、背景）、征集起止时间和反馈渠道。

    为什么: 要素不全，群众看不明白、来不及说、没处说。
    怎样整改: 补充缺少的内容；已经截止的，说明情况。
    依据: 重大行政决策程序暂行条例第十五条；国办发〔2019〕54号；所用检查口径的规定。
    """
    parts = case.pack.part_lists.get("consultation")
    if parts is None:
        return
    for page in own_calls(case):
        yield _judge(case, parts, page)


def _judge(case: Case, parts: PartList, page: Page) -> Answer:
    facts = case.facts_of(page)
    links = [link.text for link in (facts.links if facts else ()) if not link.hidden]
    lacking = missing_parts(parts, case.title_of(page), whole_text(case, page), *links)
    if facts is not None and facts.closes is not None:
        lacking = [name for name in lacking if _DAYS not in name]
    if case.attachments_of.get(page.url) or _ARTICLES.search(even_text(case.text_of(page))):
        lacking = [name for name in lacking if _DRAFT not in name]
    lacking = [name for name in lacking if not _is_told_elsewhere(case, page, parts.parts[name])]
    if not lacking:
        return passed(page)
    if reason := unread_beside(case, page):
        return unknown(page, reason)
    return fail(
        page,
        "parts",
        suspected=True,
        clause=parts.source.clause,
        title=case.title_of(page),
        names="、".join(lacking),
    )


def _is_told_elsewhere(case: Case, page: Page, words: tuple[str, ...]) -> bool:
    """Whether something else on the portal that names the draft is called what is lacking: 《…》起草说明."""
    names = consulted_names(case.title_of(page))
    told = [one for word in words for one in titles_with(case, word)]
    own = fold(case.title_of(page))
    return any(name in title for title in told if title != own for name in names)
