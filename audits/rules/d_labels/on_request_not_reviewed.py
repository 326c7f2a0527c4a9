"""D10: the yearly self-review, which must cover what is public on application only."""

from collections.abc import Iterator

from audits.case import Case
from audits.reports_wanted import report_answers, report_wordings
from audits.rule import Answer, rule


@rule(
    "D10",
    name="依申请公开信息未评估",
    severity=3,
    mode="C",
    subject="district",
    wordings=report_wordings("请对依申请公开信息开展评估并报送；已开展的，请补报"),
)
def on_request_not_reviewed(case: Case) -> Iterator[Answer]:
    """每年评估时一并评估依申请公开的信息，报送结果。只在检查口径列明须报送时核对。

    为什么: 多次申请、情势变化的信息，可以转为主动公开。
    怎样整改: 对依申请公开信息开展评估并报送。
    依据: 中华人民共和国政府信息公开条例第四十四条；所用检查口径的规定。
    """
    yield from report_answers(case, "D10")
