"""A20: the papers by which the directory was approved or filed, which were not handed in."""

from collections.abc import Iterator

from audits.case import Case
from audits.reports_wanted import report_answers, report_wordings
from audits.rule import Answer, rule


@rule(
    "A20",
    name="目录审核备案材料未报送",
    severity=4,
    mode="C",
    subject="district",
    wordings=report_wordings("请补报审核、备案材料"),
)
def approval_not_submitted(case: Case) -> Iterator[Answer]:
    """目录经审核同意后公布，并按规定报上一级备案，报送审核、备案材料。只在检查口径列明须报送时核对。

    为什么: 目录经过审核，才算本级政府对外的承诺。
    怎样整改: 补报审核、备案材料。
    依据: 所用检查口径的规定。
    """
    yield from report_answers(case, "A20")
