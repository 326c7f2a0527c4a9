"""K03: guidance of village affairs on the spot, of which no report was handed in or which leaves out towns."""

from collections.abc import Iterator

from audits.case import Case
from audits.names import fold
from audits.reports_wanted import report_answer, report_wordings
from audits.rule import Answer, fail, rule, unknown
from audits.subjects import DistrictAsWhole
from audits.submitted_reports import IN_A_PICTURE, look_for, reports_of
from inspection.openness_values import SubmittedReport
from inspection.types.submitted import HandedInFile

_TOWN = "镇街"
_SHORTEST = 2


@rule(
    "K03",
    name="村（居）务公开指导情况未报送或者不全",
    severity=4,
    mode="C",
    subject="district",
    wordings=report_wordings("请报送"),
)
def guidance_not_reported(case: Case) -> Iterator[Answer]:
    """对村（居）务公开开展全覆盖现场指导并报送情况，所有镇街都有记载。只在检查口径列明须报送时核对。

    为什么: 村（社区）公开得怎样，要到现场看。
    怎样整改: 报送指导情况，补充未写到的镇街。
    依据: 国办发〔2019〕54号；所用检查口径的规定。
    """
    for report in reports_of(case, "K03"):
        seen = look_for(case, report)
        yield _with_towns(case, report, seen.files) or report_answer(case, report, seen)


def _with_towns(case: Case, report: SubmittedReport, files: tuple[HandedInFile, ...]) -> Answer | None:
    """What there is to say of towns that a report does not name; None where it names all, or none was found."""
    plain = fold("".join(f"{file.title}{file.text}" for file in files))
    towns = [
        unit.name
        for unit in case.units
        if unit.kind == _TOWN
        and (unit.since is None or unit.since <= case.as_of)
        and (unit.until is None or case.as_of <= unit.until)
        and not any(name in plain for name in _called(case, unit.name, unit.short))
    ]
    if not files or not towns:
        return None
    subject = DistrictAsWhole(case.district.name, report.name)
    if not all(file.text for file in files):
        return unknown(subject, "报送材料的正文没有读到，不能认定缺少内容")
    if any(file.pictures for file in files):
        return unknown(subject, IN_A_PICTURE)
    clause, missed = report.source.clause, "、".join(towns)
    district = case.district.name
    return fail(
        subject, "incomplete", suspected=True, clause=clause, district=district, names=report.name, missed=missed
    )


def _called(case: Case, name: str, short: str | None) -> tuple[str, ...]:
    names = (name, short or "", name.removeprefix(case.district.name))
    bare = (fold(one.removesuffix("办事处").removesuffix("人民政府")) for one in names)
    # 望湖街道 may be called 望湖 in a table of towns
    return tuple(one for full in bare for one in (full, full.removesuffix("街道")) if len(one) >= _SHORTEST)
