"""B09: the district's own inspection of what it has loaded, of which no report was handed in."""

from collections.abc import Iterator

from audits.case import Case
from audits.reports_wanted import report_answers, report_wordings
from audits.rule import Answer, rule


@rule(
    "B09",
    name="信息加载自查巡查情况未报送",
    severity=3,
    mode="C",
    subject="district",
    wordings=report_wordings("请报送自查巡查情况及整改台账"),
)
def own_inspection_not_submitted(case: Case) -> Iterator[Answer]:
    """按要求自行巡查各部门、镇街的信息加载情况，报送巡查的单位、发现的问题和整改情况。只在检查口径列明须报送时核对。

    为什么: 区里先查一遍，问题才能早改。
    怎样整改: 报送自查巡查情况和整改台账。
    依据: 所用检查口径的规定。
    """
    yield from report_answers(case, "B09")
