"""C09: the district's inspection of updates in the first half-year, of which no report was handed in."""

from collections.abc import Iterator

from audits.case import Case
from audits.reports_wanted import report_answers, report_wordings
from audits.rule import Answer, rule


@rule(
    "C09",
    name="上半年信息更新巡查情况未报送",
    severity=3,
    mode="C",
    subject="district",
    wordings=report_wordings("请补报，列明巡查的部门、镇街和问题"),
)
def half_year_inspection_not_submitted(case: Case) -> Iterator[Answer]:
    """每年上半年巡查各部门、镇街的信息更新情况并报送。只在检查口径列明须报送时核对。

    为什么: 半年一查，栏目才不会长期不更新。
    怎样整改: 补报巡查情况，列明部门、镇街和问题。
    依据: 所用检查口径的规定。
    """
    yield from report_answers(case, "C09")
