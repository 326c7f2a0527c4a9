"""F06: an interpretation most of which is copied from its document. A suggestion."""

from collections.abc import Iterator

from audits.case import Case
from audits.documents import printed_name
from audits.interpretations import is_called_one, is_told_of_own, originals
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from inspection.openness_values import Threshold
from inspection.types.portal import Page

# Of fewer sentences no share says anything.
_FEW = 5


@rule(
    "F06",
    name="解读摘抄原文",
    severity=4,
    mode="B",
    subject="page",
    yields_to=("B04", "B10", "B12"),
    wordings={
        "copied": Wording(
            "《{title}》{n}句中有{missed}句与{document}相同，主要内容为原文摘抄",
            "建议重新解读，用群众听得懂的话说明政策背景、内容和办理方式",
        ),
    },
)
def copied(case: Case) -> Iterator[Answer]:
    """解读材料不简单摘抄政策原文。只供领导参考，不作整改要求。

    为什么: 照抄原文，等于没有解读。
    怎样整改: 重新解读。
    依据: 国办发〔2019〕54号；所用检查口径的规定。
    """
    limit = case.pack.thresholds.get("cited_share")
    if limit is None:
        return
    for page in case.judged_pages():
        if is_called_one(case, page) and is_told_of_own(case, page):
            documents = originals(case, page)
            if documents:
                yield _judge(case, limit, page, documents)


def _judge(case: Case, limit: Threshold, page: Page, documents: tuple[Page, ...]) -> Answer:
    facts = case.facts_of(page)
    texts = [own.sentences for document in documents if (own := case.facts_of(document)) and own.sentences]
    if facts is None or not texts or len(facts.sentences) < _FEW:
        return unknown(page, "解读或者政策原文的文字太少，或没有读到")
    shared = max(sum(one in set(text) for one in facts.sentences) for text in texts)
    if shared * 100 <= limit.n * len(facts.sentences):
        return passed(page)
    document = documents[0]
    return fail(
        page,
        "copied",
        suspected=True,
        clause=limit.source.clause,
        title=case.title_of(page),
        n=len(facts.sentences),
        missed=shared,
        document=printed_name(document.doc_number, case.title_of(document)),
    )
