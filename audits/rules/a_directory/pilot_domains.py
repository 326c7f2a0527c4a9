"""A04: pilot domains without a directory."""

from collections.abc import Iterator

from audits.case import Case
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import DistrictAsWhole

_ENVIRONMENT = "生态环境"


@rule(
    "A04",
    name="标准目录缺少试点领域",
    severity=2,
    mode="A",
    subject="district",
    files_alone=True,
    wordings={
        "missing": Wording(
            "{district}目录缺少{names}等{n}个试点领域",
            "请对照国务院部门标准指引补编所缺领域目录；确无该项业务的提交书面说明",
        ),
        "one": Wording(
            "{district}目录缺少{names}领域",
            "请对照国务院部门标准指引补编{names}领域目录；确无该项业务的提交书面说明",
        ),
    },
)
def pilot_domains(case: Case) -> Iterator[Answer]:
    """区本级标准目录覆盖26个试点领域，确无该项业务并作出说明的除外。

    为什么: 缺一个领域，该领域应当公开什么就没有依据，群众和检查都无从对照。
    怎样整改: 对照国务院部门标准指引补编；已经编制而没有报送的，补送文件；确无该项业务的，书面说明并登记报备。
    依据: 国办发〔2019〕54号；国务院部门印发的试点领域基层政务公开标准指引。
    """
    district = DistrictAsWhole(case.district.name)
    pilots = [one.name for one in case.directory.guide_domains if one.pilot]
    if blind := case.directory.blind():
        yield unknown(district, blind)
    elif not pilots:
        yield unknown(district, "没有试点领域名单")
    else:
        optional = {terms.domain for terms in case.pack.domain_terms.values() if terms.optional}
        missing = [
            name
            for name in pilots
            if name != _ENVIRONMENT
            and name not in optional
            and not case.directory.holds(name)
            and not case.is_waived_domain("A04", name)
        ]
        if not missing:
            yield passed(district)
            return
        # Files that the office has not put into the folder are missing as well: only a person can tell.
        wording = "one" if len(missing) == 1 else "missing"
        names = "、".join(missing)
        yield fail(district, wording, suspected=True, district=case.district.name, names=names, n=len(missing))
