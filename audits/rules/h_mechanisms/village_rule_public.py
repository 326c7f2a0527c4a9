"""H04: the rule that joins disclosure by the government and by villages is not on the portal."""

from collections.abc import Iterator

from audits.case import Case
from audits.documents_wanted import document_answers, wanted_wordings
from audits.rule import Answer, rule


@rule(
    "H04",
    name="政务公开与村务公开协同制度未公开",
    severity=3,
    mode="A",
    subject="district",
    wordings=wanted_wordings("请印发并公开；已公开的，请提供链接"),
)
def village_rule_public(case: Case) -> Iterator[Answer]:
    """制定基层政务公开与村（居）务公开协同发展的制度，在门户网站公开。

    为什么: 县、乡、村三级公开的内容衔接得上，群众才对得上账。
    怎样整改: 印发并公开；已公开的，提供链接。
    依据: 国办发〔2019〕54号；所用检查口径的规定。
    """
    yield from document_answers(case, "H04")
