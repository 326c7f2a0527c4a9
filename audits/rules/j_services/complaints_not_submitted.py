"""J08: how complaints about service information were handled, of which no report was handed in."""

from collections.abc import Iterator

from audits.case import Case
from audits.reports_wanted import report_answers, report_wordings
from audits.rule import Answer, rule


@rule(
    "J08",
    name="办事公开投诉处理情况未报送",
    severity=4,
    mode="C",
    subject="district",
    wordings=report_wordings("请报送；没有投诉的，请报送零报告"),
)
def complaints_not_submitted(case: Case) -> Iterator[Answer]:
    """每年报送上年办事公开检举投诉的转办、核实和整改情况。只在检查口径列明须报送时核对。

    为什么: 投诉指出的问题，整改了没有要有交代。
    怎样整改: 报送处理情况，没有投诉的作零报告。
    依据: 所用检查口径的规定。
    """
    yield from report_answers(case, "J08")
