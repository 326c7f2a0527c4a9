"""J01: the book of services (办事一本通) is not on the portal."""

from collections.abc import Iterator

from audits.case import Case
from audits.documents_wanted import document_answers, wanted_wordings
from audits.rule import Answer, rule


@rule(
    "J01",
    name="办事一本通未公开",
    severity=3,
    mode="A",
    subject="district",
    wordings=wanted_wordings("请编制并公开；在政务服务网公开的，请提供链接"),
)
def service_book_public(case: Case) -> Iterator[Answer]:
    """汇总编制办事一本通，向社会公开。

    为什么: 办一件事要什么、找谁、怎么办，一本看得全。
    怎样整改: 编制并公开；已在政务服务网等处公开的，提供链接。
    依据: 国办发〔2019〕54号；所用检查口径的规定。
    """
    yield from document_answers(case, "J01")
