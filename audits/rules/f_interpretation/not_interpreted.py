"""F01: an important policy document that nothing on the portal interprets."""

from collections.abc import Iterator

from audits.case import Case
from audits.documents import printed_name, time_is_over
from audits.interpretations import (
    PLACES,
    Policy,
    column_addresses,
    interpretations,
    interpreted_elsewhere,
    plain_address,
    policies,
    unpaired_alike,
)
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.searched import searched_among, unread_among
from audits.titles import even
from audits.validity import is_marked
from inspection.openness_values import InterpretationDuty


@rule(
    "F01",
    name="政策文件未解读",
    severity=2,
    mode="A",
    subject="page",
    yields_to=("B04", "D03", "E02", "E03"),
    wordings={
        "none": Wording(
            "截至{as_of}，未查找到{document}的解读材料",
            "请发布解读材料并与原文关联；已解读的，请提供链接；不属于应当解读的文件，请说明",
        ),
    },
)
def not_interpreted(case: Case) -> Iterator[Answer]:
    """重要政策文件有解读材料。上级机关的解读，图解、视频、问答等各种形式的解读，都算。

    为什么: 政策只有读得懂，才用得上。
    怎样整改: 补发解读材料，与政策原文相互关联；已有解读的，提供链接。
    依据: 国办发〔2019〕54号；所用检查口径的规定。
    """
    duty = case.pack.interpretation
    if duty is None:
        return
    hidden = unread_among(case, PLACES) or interpreted_elsewhere(case)
    for policy in policies(case):
        if policy.made is None:
            yield unknown(policy.page, "成文日期无法判读，不能确定是否属于应当解读的文件")
        elif duty.documents_from is None or policy.made >= duty.documents_from:
            yield _judge(case, duty, policy, hidden)


def _judge(case: Case, duty: InterpretationDuty, policy: Policy, hidden: bool) -> Answer:
    page, limit = policy.page, case.pack.item_limit
    found = interpretations(case)
    if any(found.mentioning(case, copy) or _carries_one(case, copy.url) for copy in policy.copies):
        return passed(page)
    if any(case.facts_of(copy) is None for copy in policy.copies):
        return unknown(page, "页面上的关联链接没有读到，不能认定未解读")
    if limit is not None and (policy.shown is None or time_is_over(case, policy.shown, limit) is not True):
        return unknown(page, "文件公开不久，解读材料可能尚在制作")
    if is_marked(case, page):
        return unknown(page, "文件已标注失效，不再要求解读")
    if hidden:
        return unknown(page, "可能发布解读的栏目没有全部读完，不能认定未解读")
    if reason := unpaired_alike(case, policy):
        return unknown(page, reason)
    return fail(
        page,
        "none",
        suspected=True,
        listings=searched_among(case, PLACES),
        clause=duty.source.clause,
        as_of=case.as_of,
        document=printed_name(page.doc_number, case.title_of(page)),
    )


def _carries_one(case: Case, url: str) -> bool:
    """Whether the document's own page holds an interpretation: a file, or a link that is called one and leads on."""
    given = case.pack.part_lists.get("interpretation")
    words = [even(word) for word in given.titles] if given else []
    names = [file.name for file in case.attachments_of.get(url, ())]
    page = case.page_by_url[url]
    facts, columns = case.facts_of(page), column_addresses(case)
    names += [
        link.text
        for link in (facts.links if facts else ())
        if not link.hidden and plain_address(link.url) not in columns
    ]
    return any(word in even(name) for name in names for word in words)
