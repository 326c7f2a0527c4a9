"""J03: a service guide that does not say what people need to know (a sample of each unit's guides)."""

from collections.abc import Iterator

from audits.case import Case
from audits.parts_found import missing_words, unread_beside
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.service_guides import drawn_guides, guide_texts, lacking_of, leads_away
from audits.subjects import DistrictAsWhole
from inspection.openness_values import PartList
from inspection.types.portal import Page

# A page that speaks of fewer is no guide: a list of links, a picture, a form.
_TELLING = 3


@rule(
    "J03",
    name="办事指南要素不全",
    severity=3,
    mode="B",
    subject="page",
    yields_to=("B04", "B10"),
    wordings={
        "parts": Wording("《{title}》未见{names}", "请补全；在政务服务网写明的，请提供链接"),
        "many": Wording(
            "抽查的办事指南中有{n}件缺少多类要素（按19号文口径提示，待人工核定）",
            "请核实并限期补全",
        ),
    },
)
def service_guide_complete(case: Case) -> Iterator[Answer]:
    """办事指南写明事项名称、设定依据、申请条件、办理材料、办理地点、办理机构、收费标准、办理时间、联系电话和办理流程。按单位抽查。

    为什么: 少一项，群众就可能多跑一趟；缺得多的，国家抽查可据此单项否决。
    怎样整改: 补全要素；在政务服务网写明的，提供链接。
    依据: 国办秘函〔2019〕19号（服务不实用）；所用检查口径的规定。
    """
    parts, size = case.pack.part_lists.get("service_guide"), case.pack.thresholds.get("service_guide_sample")
    if parts is None or size is None:
        return
    missing, items = case.pack.thresholds.get("service_guide_missing"), case.pack.thresholds.get("service_guide_items")
    poor, texts = 0, guide_texts(case)
    for page in drawn_guides(case, size.n):
        lacking = lacking_of(parts.parts, missing_words(parts.parts, texts[page.url]), case.title_of(page))
        answer = _judge(case, parts, page, lacking)
        poor += answer.verdict == "fail" and missing is not None and len(lacking) >= missing.n
        yield answer
    if items is not None and poor >= items.n:
        subject = DistrictAsWhole(case.district.name, "办事指南要素")
        yield fail(subject, "many", suspected=True, severity=2, clause=items.source.clause, n=poor)


def _judge(case: Case, parts: PartList, page: Page, lacking: list[str]) -> Answer:
    if not lacking:
        return passed(page)
    if reason := unread_beside(case, page):
        return unknown(page, reason)
    if len(parts.parts) - len(lacking) < _TELLING:
        return unknown(page, "页面没有办事指南的正文，须人工查看")
    if leads_away(case, page):
        return unknown(page, "办事指南另有链接到其他网站，须人工查看")
    names, clause = "、".join(lacking), parts.source.clause
    return fail(page, "parts", suspected=True, clause=clause, title=case.title_of(page), names=names)
