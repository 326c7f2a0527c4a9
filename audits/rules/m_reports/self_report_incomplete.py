"""M04: the yearly report on one's own work, not handed in or not on what it must say."""

from collections.abc import Iterator

from audits.case import Case
from audits.reports_wanted import report_answers, report_wordings
from audits.rule import Answer, rule


@rule(
    "M04",
    name="年度自查报告未报送或者不全",
    severity=4,
    mode="C",
    subject="district",
    wordings=report_wordings("请补报"),
)
def self_report_incomplete(case: Case) -> Iterator[Answer]:
    """每年按时报送政务公开自查报告，写明规定的各项内容。只在检查口径列明须报送时核对。

    为什么: 自查报告是年终核对各项工作的依据。
    怎样整改: 补报自查报告，或者补充所缺内容。
    依据: 所用检查口径的规定。
    """
    yield from report_answers(case, "M04")
