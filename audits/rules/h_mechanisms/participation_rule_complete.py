"""H03: the rule by which the public takes part in decisions does not say in what, or how."""

import re
from collections.abc import Iterator

from audits.case import Case
from audits.parts_found import missing_parts, unread_beside, whole_text
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.site_documents import seek, wanted
from inspection.openness_values import PartList
from inspection.types.portal import Page

# A rule, not the year's list of decisions, a law of above, nor news of a rule.
_RULE = re.compile("办法|制度|规定|规则|程序|细则|公众参与.{0,12}清单")
_ENDED = re.compile("废止|失效|停止执行")
_NO_RULE = re.compile("条例|年度|目录|解读|图解|征求|公示|会议|培训|工作动态|报告")


@rule(
    "H03",
    name="公众参与制度要素不全",
    severity=4,
    mode="B",
    subject="page",
    yields_to=("B04", "B10"),
    wordings={"parts": Wording("《{title}》未见{names}", "请完善制度，明确{names}；另有文件规定的，请提供链接")},
)
def participation_rule_complete(case: Case) -> Iterator[Answer]:
    """公众参与行政决策的制度明确参与的事项范围、方式和渠道。

    为什么: 范围、方式不写明，公众不知道何时可以参与、怎样参与。
    怎样整改: 完善制度；另有文件规定的，提供链接。
    依据: 国办发〔2019〕54号（八）；所用检查口径的规定。
    """
    parts = case.pack.part_lists.get("participation_rule")
    if parts is None:
        return
    found = {page.url: page for document in wanted(case, "H02") for page in seek(case, document).pages}
    rules = [page for page in found.values() if page.state == "ok" and _is_rule(case, page)]
    whole = [page for page in rules if not missing_parts(parts, whole_text(case, page))]
    # One rule that says all is enough, whatever others say.
    for page in whole or rules:
        yield _judge(case, parts, page)


def _is_rule(case: Case, page: Page) -> bool:
    title = case.title_of(page)
    if _ENDED.search(f"{page.validity or ''} {title}"):
        return False
    return bool(_RULE.search(title)) and not _NO_RULE.search(title) and case.is_own(page)


def _judge(case: Case, parts: PartList, page: Page) -> Answer:
    lacking = missing_parts(parts, whole_text(case, page))
    if not lacking:
        return passed(page)
    if reason := unread_beside(case, page):
        return unknown(page, reason)
    if len(lacking) == len(parts.parts):
        return unknown(page, "页面没有制度的正文，须人工查看")
    return fail(
        page,
        "parts",
        suspected=True,
        clause=parts.source.clause,
        title=case.title_of(page),
        names="、".join(lacking),
    )
