"""F05: an important policy that is interpreted in words alone. A suggestion."""

from collections.abc import Iterator

from audits.case import Case
from audits.documents import printed_name
from audits.interpretations import PLACES, Policy, Told, interpretations, interpreted_elsewhere, policies, unread_near
from audits.parts_found import missing_parts
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.searched import unread_among
from inspection.openness_values import PartList


@rule(
    "F05",
    name="解读形式单一",
    severity=4,
    mode="A",
    subject="page",
    yields_to=("F01",),
    wordings={
        "words_only": Wording(
            "{document}仅作文字解读，形式单一",
            "建议采用图解、问答、音视频等群众容易理解的方式解读",
        ),
    },
)
def one_form_only(case: Case) -> Iterator[Answer]:
    """重要政策用两种以上方式解读。只供领导参考，不作整改要求。

    为什么: 图解、问答、音视频更容易看懂、便于传播。
    怎样整改: 补充文字以外的解读方式。
    依据: 国办发〔2019〕54号；所用检查口径的规定。
    """
    forms, duty = case.pack.part_lists.get("interpretation_forms"), case.pack.interpretation
    if forms is None or duty is None:
        return
    hidden = unread_among(case, PLACES) or interpreted_elsewhere(case)
    for policy in policies(case):
        in_force = policy.made is not None and (duty.documents_from is None or policy.made >= duty.documents_from)
        told = [one for copy in policy.copies for one in interpretations(case).mentioning(case, copy)]
        if in_force and told:
            yield _judge(case, forms, policy, told, hidden)


def _judge(case: Case, forms: PartList, policy: Policy, told: list[Told], hidden: bool) -> Answer:
    page = policy.page
    names = [one.title for one in told]
    names += [file.name for one in told for file in case.attachments_of.get(one.url, ())]
    names += [link.text for copy in policy.copies if (facts := case.facts_of(copy)) for link in facts.links]
    if len(missing_parts(forms, *names)) < len(forms.parts):
        return passed(page)
    read = [case.facts_of(one.page) for one in told if one.page is not None and one.page.state == "ok"]
    if any(facts is not None and facts.media for facts in read) or any(one.page and one.page.images for one in told):
        return passed(page)
    if len(read) < len(told) or None in read:
        return unknown(page, "有解读材料未能读取，不能认定只有文字")
    if hidden or unread_near(case, policy):
        return unknown(page, "可能另有图解、视频等解读未能读取，须人工核对")
    return fail(
        page,
        "words_only",
        suspected=True,
        clause=forms.source.clause,
        document=printed_name(page.doc_number, case.title_of(page)),
    )
