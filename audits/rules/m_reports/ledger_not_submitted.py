"""M01: the ledger of the month, which was not handed in by its day."""

from collections.abc import Iterator

from audits.case import Case
from audits.reports_wanted import report_answers, report_wordings
from audits.rule import Answer, rule


@rule(
    "M01",
    name="月度工作台账未报送",
    severity=3,
    mode="C",
    subject="district",
    wordings=report_wordings("请补报"),
)
def ledger_not_submitted(case: Case) -> Iterator[Answer]:
    """每月按时报送上月工作台账。只在检查口径列明须报送时核对。

    为什么: 台账按月报，进度才看得见。
    怎样整改: 补报工作台账。
    依据: 所用检查口径的规定。
    """
    yield from report_answers(case, "M01")
