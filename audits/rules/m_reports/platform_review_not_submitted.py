"""M10: the assessment of the platform, which was not handed in."""

from collections.abc import Iterator

from audits.case import Case
from audits.reports_wanted import report_answers, report_wordings
from audits.rule import Answer, rule


@rule(
    "M10",
    name="平台评估情况未报送",
    severity=4,
    mode="C",
    subject="district",
    wordings=report_wordings("请补报"),
)
def platform_review_not_submitted(case: Case) -> Iterator[Answer]:
    """每年评估政府信息公开平台的使用情况并报送。只在检查口径列明须报送时核对。

    为什么: 平台好不好用，要听用的人说。
    怎样整改: 补报评估情况。
    依据: 所用检查口径的规定。
    """
    yield from report_answers(case, "M10")
