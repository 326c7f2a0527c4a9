"""G03: a guide to disclosure that does not say how to reach the body, or that rests on the old regulation."""

import re
from collections import Counter
from collections.abc import Iterator

from audits.case import Case
from audits.cited_texts import repealed_in
from audits.names import fold, resolve_unit
from audits.page_dates import publications
from audits.parts_found import is_of, missing_words, unread_beside, whole_text
from audits.publishing_bodies import abolished_body
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.titles import even_text
from inspection.openness_values import PartList
from inspection.rule_values import RepealedText
from inspection.types.portal import Page

# News of a guide, rules for writing one, and guides to something else.
_NO_GUIDE = re.compile(
    "通知|公告|解读|图解|征求|办事|申请|标准|编制|修订|更新|说明|培训|会议|检查|模板|范本"
    # Public institutions and utilities follow the rules of their ministries.
    "|学校|[中小]学|幼儿园|医院|卫生院|公司|集团|供水|供电|供气|公交|村委会|居委会|村民委员会|居民委员会"
)
_NUMBER = re.compile("第[0-9]+号")
_OF_THE_PAST = re.compile("历史|往期|往年|归档|旧版|历年|失效|废止")


@rule(
    "G03",
    name="公开指南未更新或要素不全",
    severity=3,
    mode="B",
    subject="page",
    yields_to=("B04", "B10"),
    wordings={
        "parts": Wording("《{title}》未写明{names}", "请修订指南，补充{names}"),
        "old": Wording("《{title}》仍引用{printed}，未按{guide}更新", "请按现行规定修订指南"),
        "body": Wording("《{title}》写有已经调整的机构“{printed}”", "请核对并更新指南"),
    },
)
def guide_current(case: Case) -> Iterator[Answer]:
    """政府信息公开指南写明机构名称、办公地址、办公时间、联系电话、传真和互联网联系方式，依据现行条例，及时更新。

    为什么: 群众照着指南找不到人、打不通电话，就无从申请。
    怎样整改: 核对指南的内容并修订；正文在附件中的，同时提供文字。
    依据: 中华人民共和国政府信息公开条例第十二条；所用检查口径的规定。
    """
    parts = case.pack.part_lists.get("guide")
    if parts is None:
        return
    newest: dict[object, Page] = {}
    for page in case.judged_pages():
        if _is_guide(case, parts, page):
            # An earlier guide of the same body may stand beside the present one.
            key = (page.column, fold(page.publisher), fold(case.title_of(page)) if not page.published else "")
            before = newest.get(key)
            if before is None or publications(page) > publications(before):
                newest[key] = page
    places = Counter((page.column, fold(page.publisher)) for page in newest.values())
    for page in newest.values():
        if not page.published and places[page.column, fold(page.publisher)] > 1:
            yield unknown(page, "同一栏目另有公开指南，哪一份现行须人工核对")
        else:
            yield _judge(case, parts, page)


def _is_guide(case: Case, parts: PartList, page: Page) -> bool:
    title = case.title_of(page)
    if not is_of(parts, title) or _NO_GUIDE.search(title) or not case.is_own(page):
        return False
    unit = resolve_unit(page.publisher, case.units, case.district.name, case.as_of)
    if unit is not None and unit.kind == "公共企事业":
        return False
    return not any(_OF_THE_PAST.search(name) for name in (title, page.validity or "", *page.column))


def _judge(case: Case, parts: PartList, page: Page) -> Answer:
    text = whole_text(case, page)
    old = _old_basis(case, text)
    facts = case.facts_of(page)
    stated = [contact.name for contact in facts.contacts] if facts else []
    gone = next((name for name in stated if abolished_body(name, case.pack, case.as_of, case.district.name)), None)
    lacking = missing_words(parts.parts, text)
    title, clause = case.title_of(page), parts.source.clause
    if old is not None:
        word, successor = old
        return fail(
            page,
            "old",
            suspected=True,
            clause=clause,
            span=word,
            title=title,
            printed=word,
            guide=successor.successor,
        )
    if gone is not None:
        return fail(page, "body", suspected=True, clause=clause, span=gone, title=title, printed=gone)
    if not lacking:
        return passed(page)
    if reason := unread_beside(case, page):
        return unknown(page, reason)
    if 2 * len(lacking) > len(parts.parts):
        return unknown(page, "页面只有少量文字，指南的正文可能在别处")
    return fail(page, "parts", suspected=True, clause=clause, title=title, names="、".join(lacking))


def _old_basis(case: Case, text: str) -> tuple[str, RepealedText] | None:
    """A repealed text that the guide rests on, and what took its place; a guide that names both tells the history."""
    plain = even_text(text)
    for word, one in repealed_in((text,), case.pack, case.as_of):
        present = _NUMBER.search(even_text(one.successor))
        if present is not None and present[0] not in plain:
            return word, one
    return None
