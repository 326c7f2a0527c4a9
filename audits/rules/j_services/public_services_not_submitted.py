"""J06: how a bureau oversees what public enterprises disclose, of which no report was handed in."""

from collections.abc import Iterator

from audits.case import Case
from audits.reports_wanted import report_answers, report_wordings
from audits.rule import Answer, rule


@rule(
    "J06",
    name="公共服务信息公开情况未报送",
    severity=4,
    mode="C",
    subject="district",
    wordings=report_wordings("请报送"),
)
def public_services_not_submitted(case: Case) -> Iterator[Answer]:
    """行业主管部门监督公共企事业单位公开信息，报送监管机制、公开情况、存在问题和工作计划。只在检查口径列明须报送时核对。

    为什么: 水电气、医院、学校的信息，群众天天要用。
    怎样整改: 报送公共服务信息公开情况。
    依据: 中华人民共和国政府信息公开条例第五十五条；所用检查口径的规定。
    """
    yield from report_answers(case, "J06")
