"""J05: the quarterly bulletin on how service information is published, which was not handed in."""

from collections.abc import Iterator

from audits.case import Case
from audits.reports_wanted import report_answers, report_wordings
from audits.rule import Answer, rule


@rule(
    "J05",
    name="办事公开抽查通报未抄送",
    severity=4,
    mode="C",
    subject="district",
    wordings=report_wordings("请抄送；未开展抽查的，请说明"),
)
def service_sampling_not_submitted(case: Case) -> Iterator[Answer]:
    """每季度抽查办事服务信息的公开情况，通报并抄送政务公开主管部门。只在检查口径列明须报送时核对。

    为什么: 办事信息变动多，隔一季就要看一遍。
    怎样整改: 抄送抽查通报。
    依据: 所用检查口径的规定。
    """
    yield from report_answers(case, "J05")
