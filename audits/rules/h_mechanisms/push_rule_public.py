"""H05: a named city bureau has not published its rule for sending policies to those whom they are for."""

from collections.abc import Iterator

from audits.case import Case
from audits.documents_wanted import document_answers, wanted_wordings
from audits.rule import Answer, rule


@rule(
    "H05",
    name="政策定向推送制度未公开",
    severity=4,
    mode="A",
    subject="district",
    wordings=wanted_wordings("请公开；已公开的，请提供链接"),
)
def push_rule_public(case: Case) -> Iterator[Answer]:
    """列名的市级部门制定政策类信息定向推送制度，在本单位网站公开。

    为什么: 政策找得到人，才落得了地。
    怎样整改: 公开制度；已公开的，提供链接。
    依据: 所用检查口径的规定。
    """
    yield from document_answers(case, "H05")
