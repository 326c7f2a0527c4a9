"""A18: the district has no directory of the environment domain."""

from collections.abc import Iterator

from audits.case import Case
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import DistrictAsWhole

_ENVIRONMENT = "生态环境"


@rule(
    "A18",
    name="未编制生态环境领域目录",
    severity=3,
    mode="A",
    subject="district",
    files_alone=True,
    wordings={"missing": Wording("{district}未编制生态环境领域目录", "请会同生态环境分局按指引编制本级目录")},
)
def environment_directory(case: Case) -> Iterator[Answer]:
    """区一级编制生态环境领域标准目录，公开主体为市生态环境部门派出机构的也不例外。

    为什么: 生态环境分局由市级垂直管理，区里往往以为不必编，群众便查不到本地的环境信息。
    怎样整改: 会同生态环境分局按指引编制；已经编制而没有报送的，补送文件。
    依据: 国办发〔2019〕54号；国务院部门印发的试点领域基层政务公开标准指引。
    """
    district = DistrictAsWhole(case.district.name)
    if blind := case.directory.blind():
        yield unknown(district, blind)
    elif case.directory.holds(_ENVIRONMENT) or case.is_waived_domain("A18", _ENVIRONMENT):
        yield passed(district)
    else:
        yield fail(district, "missing", suspected=True, district=case.district.name)
