"""A23: guides issued after the 26 pilot ones that the district has no directory for."""

from collections.abc import Iterator
from datetime import date

from audits.case import Case
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import DistrictAsWhole


@rule(
    "A23",
    name="未编制后续领域目录",
    severity=2,
    mode="A",
    subject="district",
    files_alone=True,
    wordings={
        "missing": Wording(
            "{district}未编制公开{names}领域目录", "请对照已出台的指引补编{names}领域目录，确无该项业务的说明理由"
        ),
    },
)
def later_guides_followed(case: Case) -> Iterator[Answer]:
    """26个试点领域以外，国务院部门已经印发标准指引的领域，对照指引编制公开目录，确无该项业务的说明理由。

    为什么: 试点之后的领域同样有公开义务，指引出台一年仍无目录，工作就断了档。
    怎样整改: 对照已出台的指引补编；已经编制而没有报送的，补送文件。
    依据: 国办发〔2019〕54号；国务院部门印发的标准指引。
    """
    district = DistrictAsWhole(case.district.name)
    due = [one.domain for one in case.pack.later_guides.values() if _a_year_on(one.since) <= case.as_of]
    if blind := case.directory.blind():
        yield unknown(district, blind)
        return
    missing = [
        name for name in due if not case.directory.holds(name) and not case.is_waived_domain("A23", name)
    ]  # fmt: skip
    if missing:
        yield fail(district, "missing", suspected=True, district=case.district.name, names="、".join(missing))
    else:
        yield passed(district)


def _a_year_on(day: date) -> date:
    """The same day of the next year, 28 February for a leap day: the time that districts have to follow a guide."""
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
