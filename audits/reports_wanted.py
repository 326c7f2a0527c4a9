"""What there is to say of reports that a pack wants handed in, one answer each."""

from collections.abc import Iterator

from audits.case import Case
from audits.rule import Answer, Wording, fail, passed, unknown
from audits.subjects import DistrictAsWhole
from audits.submitted_reports import Submitted, look_for, reports_of
from inspection.openness_values import SubmittedReport


def report_wordings(demand: str) -> dict[str, Wording]:
    """The wordings of a rule that asks for reports: none came, one lacks something, one came late."""
    return {
        "missing": Wording("未收到{district}{period}{names}", demand),
        "incomplete": Wording("{district}报送的{names}未写明{missed}", "请补充后报送"),
        "late": Wording("{district}的{names}于{received}收到，晚于规定的{due}", "请说明情况，今后按时报送"),
    }


def report_answers(case: Case, code: str) -> Iterator[Answer]:
    """Of every report that the pack wants of this district under a rule. A report is known by its file's name, so a
    fault stays suspected."""
    for report in reports_of(case, code):
        yield report_answer(case, report, look_for(case, report))


def report_answer(case: Case, report: SubmittedReport, seen: Submitted) -> Answer:
    """What there is to say of one report."""
    subject = DistrictAsWhole(case.district.name, report.name)
    if seen.state == "found":
        return passed(subject)
    if seen.state == "unclear":
        return unknown(subject, seen.reason)
    return fail(
        subject,
        seen.state,
        suspected=True,
        clause=report.source.clause,
        district=case.district.name,
        period=seen.period.label if seen.period else "",
        year=seen.period.year if seen.period else None,
        names=report.name,
        missed="、".join(seen.lacking),
        received=seen.received,
        due=seen.period.due if seen.period else None,
    )
