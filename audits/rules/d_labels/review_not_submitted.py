"""D08: the regular review of what is not made public, of which no report was handed in."""

from collections.abc import Iterator

from audits.case import Case
from audits.reports_wanted import report_answers, report_wordings
from audits.rule import Answer, rule


@rule(
    "D08",
    name="不予公开信息未定期评估",
    severity=3,
    mode="C",
    subject="district",
    wordings=report_wordings("请开展评估并报送结果；已开展的，请补报"),
)
def review_not_submitted(case: Case) -> Iterator[Answer]:
    """定期对不予公开的政府信息进行评估审查，报送结果。只在检查口径列明须报送时核对。

    为什么: 情势变化后可以公开的信息应当及时公开。
    怎样整改: 开展评估并报送结果。
    依据: 中华人民共和国政府信息公开条例第十八条；所用检查口径的规定。
    """
    yield from report_answers(case, "D08")
