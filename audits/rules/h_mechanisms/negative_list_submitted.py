"""H07: the list of what is not to be made public, which was not handed in."""

from collections.abc import Iterator

from audits.case import Case
from audits.reports_wanted import report_answers, report_wordings
from audits.rule import Answer, rule


@rule(
    "H07",
    name="负面清单未报送",
    severity=4,
    mode="C",
    subject="district",
    wordings=report_wordings("请制定并动态调整；已制定的，请补报"),
)
def negative_list_submitted(case: Case) -> Iterator[Answer]:
    """制定政务公开负面清单，动态调整并报送。只在检查口径列明须报送时核对。

    为什么: 不予公开的范围事先列明，才不会随意不公开。
    怎样整改: 制定或者更新负面清单并报送。
    依据: 所用检查口径的规定。
    """
    yield from report_answers(case, "H07")
