"""H08: the rule by which outsiders attend the government's meetings is not on the portal."""

from collections.abc import Iterator

from audits.case import Case
from audits.documents_wanted import document_answers, wanted_wordings
from audits.rule import Answer, rule


@rule(
    "H08",
    name="列席会议制度未公开",
    severity=4,
    mode="A",
    subject="district",
    wordings=wanted_wordings("请公开；已公开的，请提供链接"),
)
def attendance_rule_public(case: Case) -> Iterator[Answer]:
    """制定利益相关方、群众代表、专家、媒体等列席政府有关会议的制度，向社会公开。

    为什么: 有制度，列席才能经常。
    怎样整改: 公开制度；已公开的，提供链接。
    依据: 国办发〔2019〕54号（八）；所用检查口径的规定。
    """
    yield from document_answers(case, "H08")
