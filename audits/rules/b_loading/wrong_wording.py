"""B14: a wording that the office's own list calls wrong."""

from collections.abc import Iterator

from audits.case import Case
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from inspection.types.page_facts import WordHit
from inspection.types.portal import Page

_SLIP = 3


@rule(
    "B14",
    name="表述错误",
    severity=1,
    mode="B",
    subject="page",
    wordings={
        "one": Wording("《{title}》存在表述错误：“{wrong}”", "请核实并更正为“{right}”"),
        "removed": Wording("《{title}》存在表述错误：“{wrong}”", "请核实并更正"),
        "several": Wording("《{title}》存在表述错误{n}处：{wrong}", "请核实并更正：{right}"),
    },
)
def wrong_wording(case: Case) -> Iterator[Answer]:
    """公开的信息表述规范，没有本单位错词表所列的错误表述和错别字。

    为什么: 严重表述错误损害政府公信力，错别字影响信息准确。
    怎样整改: 对照错词表核实并更正；引用原文确需保留的，作出说明。
    依据: 国办秘函〔2019〕19号（严重表述错误）；中华人民共和国政府信息公开条例第六条（准确）。
    """
    pages = [(page, case.facts_of(page)) for page in case.judged_pages()]
    if not any(facts and facts.wrong_words for _, facts in pages):
        return  # without a list of the office's own nothing was asked
    for page, facts in pages:
        if facts is None:
            yield unknown(page, "没有该页面的正文特征，不能判断")
        elif facts.wrong_words:
            yield _told(case, page, facts.wrong_words)
        else:
            yield passed(page)


def _told(case: Case, page: Page, hits: tuple[WordHit, ...]) -> Answer:
    """The words in their order of weight; a slip of the pen is less than a wording that touches the veto line."""
    ordered = sorted(hits, key=lambda hit: (not hit.serious, hits.index(hit)))
    first, many = ordered[0], len(ordered) > 1
    fixed = [hit for hit in ordered[:3] if hit.right]
    several = "、".join(f"“{hit.wrong}”" for hit in ordered[:3]) + ("等" if len(ordered) > 3 else "")
    return fail(
        page,
        "several" if many and fixed else "one" if first.right and not many else "removed",
        suspected=True,
        severity=None if first.serious else _SLIP,
        title=case.title_of(page),
        wrong=several if many and fixed else first.wrong,
        right="，".join(f"“{hit.wrong}”改为“{hit.right}”" for hit in fixed) if many else first.right,
        n=sum(hit.times for hit in hits),
        span=first.quoted,
    )
