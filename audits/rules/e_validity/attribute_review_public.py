"""E04: the yearly result of reviewing the openness attributes of documents, which must be published."""

from collections.abc import Iterator

from audits.case import Case
from audits.documents_wanted import document_answers, wanted_wordings
from audits.rule import Answer, rule


@rule(
    "E04",
    name="公开属性评估调整情况未公开",
    severity=3,
    mode="A",
    subject="district",
    wordings=wanted_wordings("请公开评估调整情况；已公开的，请提供链接"),
)
def attribute_review_public(case: Case) -> Iterator[Answer]:
    """每年对所印发文件的公开属性进行评估调整，并公开评估调整情况。

    为什么: 情势变化后可以公开的文件应当公开，评估了没有、调整了什么，要让群众看到。
    怎样整改: 在政府门户网站公开评估调整情况；已公开的，提供链接。
    依据: 中华人民共和国政府信息公开条例第十八条；所用检查口径的规定。
    """
    yield from document_answers(case, "E04")
