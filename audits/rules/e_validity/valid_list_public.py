"""E05: the list of the documents in force, and the yearly result of cleaning them up."""

from collections.abc import Iterator

from audits.case import Case
from audits.documents_wanted import document_answers, wanted_wordings
from audits.rule import Answer, rule


@rule(
    "E05",
    name="规范性文件目录、清理结果未公开",
    severity=3,
    mode="A",
    subject="district",
    wordings=wanted_wordings("请公开{names}；已公开的，请提供链接"),
)
def valid_list_public(case: Case) -> Iterator[Answer]:
    """集中公开现行有效的规范性文件目录（汇编），每年清理并公开清理结果。

    为什么: 群众和企业要查得到哪些文件管用、哪些已经作废。
    怎样整改: 公开现行有效文件目录和当年清理结果。
    依据: 国办发〔2019〕54号；所用检查口径的规定。
    """
    yield from document_answers(case, "E05")
