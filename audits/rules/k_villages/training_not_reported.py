"""K06: the yearly training in disclosure, of which neither the portal nor what was handed in tells."""

from collections.abc import Iterator
from datetime import date

from audits.case import Case
from audits.names import fold
from audits.reports_wanted import report_answer, report_wordings
from audits.rule import Answer, passed, rule
from audits.subjects import DistrictAsWhole
from audits.submitted_reports import look_for, reports_of

_WORDS = (("政务公开", "信息公开"), ("培训", "专题讲座", "业务讲座"))


@rule(
    "K06",
    name="政务公开培训情况未报送",
    severity=4,
    mode="C",
    subject="district",
    wordings=report_wordings("请开展培训；已开展的，请补报或者提供链接"),
)
def training_not_reported(case: Case) -> Iterator[Answer]:
    """每年至少开展一次政务公开培训并报送。门户上有培训报道的，不再要求报送。只在检查口径列明须报送时核对。

    为什么: 经办人员换得勤，不培训就做不对。
    怎样整改: 开展培训；已开展的，补报或者提供报道链接。
    依据: 国办发〔2019〕54号；所用检查口径的规定。
    """
    for report in reports_of(case, "K06"):
        seen = look_for(case, report)
        year = seen.period.year if seen.period else case.as_of.year
        if seen.state != "found" and _told_on_portal(case, year):
            yield passed(DistrictAsWhole(case.district.name, report.name))
        else:
            yield report_answer(case, report, seen)


def _told_on_portal(case: Case, year: int) -> bool:
    rows: list[tuple[str, date | None]] = [(case.title_of(page), page.published) for page in case.pages]
    rows += [(item.title, item.published) for item in case.items]
    return any(
        day is not None and day.year >= year and all(any(word in fold(title) for word in group) for group in _WORDS)
        for title, day in rows
    )
