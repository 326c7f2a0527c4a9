"""M09: a city bureau's report on the work in its domains, which was not handed in."""

from collections.abc import Iterator

from audits.case import Case
from audits.reports_wanted import report_answers, report_wordings
from audits.rule import Answer, rule


@rule(
    "M09",
    name="领域工作情况报告未报送",
    severity=4,
    mode="C",
    subject="district",
    wordings=report_wordings("请补报，附对各区的等级评价"),
)
def domain_work_not_submitted(case: Case) -> Iterator[Answer]:
    """市级部门每年报送所主管领域基层政务公开的工作情况。只在检查口径列明须报送时核对，只对市级部门。

    为什么: 各领域做得怎样，由主管部门说明。
    怎样整改: 补报工作情况报告。
    依据: 所用检查口径的规定。
    """
    yield from report_answers(case, "M09")
