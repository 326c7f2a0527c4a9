"""H02: the rule by which the public takes part in decisions is not on the portal."""

from collections.abc import Iterator

from audits.case import Case
from audits.documents_wanted import document_answers, wanted_wordings
from audits.rule import Answer, rule


@rule(
    "H02",
    name="公众参与行政决策制度未公开",
    severity=3,
    mode="A",
    subject="district",
    wordings=wanted_wordings("请制定并公开；已公开的，请提供链接"),
)
def participation_rule_public(case: Case) -> Iterator[Answer]:
    """制定公众参与行政决策的制度（或者事项清单），向社会公开。

    为什么: 群众知道哪些事可以参与、怎样参与，参与才不是空话。
    怎样整改: 公开制度；名称不同的，提供链接。
    依据: 国办发〔2019〕54号（八）；所用检查口径的规定。
    """
    yield from document_answers(case, "H02")
