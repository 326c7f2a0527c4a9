"""B15: a city bureau's review of its domain in the districts, which was not handed in."""

from collections.abc import Iterator

from audits.case import Case
from audits.reports_wanted import report_answers, report_wordings
from audits.rule import Answer, rule


@rule(
    "B15",
    name="领域分析评议报告未报送",
    severity=4,
    mode="C",
    subject="district",
    wordings=report_wordings("请补报，附对各区的等级评价"),
)
def domain_review_not_submitted(case: Case) -> Iterator[Answer]:
    """市级领域主管部门对各区本领域的公开情况分析评议，报送报告。只在检查口径列明须报送时核对，只对市级部门。

    为什么: 领域主管部门最了解本领域该公开什么。
    怎样整改: 补报分析评议报告。
    依据: 所用检查口径的规定。
    """
    yield from report_answers(case, "B15")
