"""A24: a city bureau's own directory is nowhere on its portal."""

from collections.abc import Iterator

from audits.case import Case
from audits.published_directories import listings_searched, may_be_elsewhere, published_directories, unread_part
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.rules.a_directory.catalogue_public import BUREAU
from audits.subjects import DistrictAsWhole


@rule(
    "A24",
    name="市级部门目录未公开",
    severity=2,
    mode="A",
    subject="district",
    wordings={
        "none": Wording("{district}未公开本部门政务公开事项目录", "请完善并公开本部门政务公开事项目录，反馈公开链接"),
    },
)
def bureau_catalogue(case: Case) -> Iterator[Answer]:
    """市级部门编制并公开本部门政务公开事项目录，按目录公开信息（逐项公开情况由“事项未公开”判定）。

    为什么: 区级部门对照上级部门公开，市级部门的目录和公开情况是样板。
    怎样整改: 完善并公开本部门目录；已公开的，反馈链接。
    依据: 国办发〔2019〕54号；所用检查口径的规定。
    """
    form = case.pack.directory_form
    if form is None or not form.published or not case.district.kind.startswith(BUREAU):
        return
    bureau = DistrictAsWhole(case.district.name)
    if published_directories(case):
        yield passed(bureau)
    elif reason := unread_part(case) or may_be_elsewhere(case):
        yield unknown(bureau, reason)
    else:
        yield fail(
            bureau, "none", suspected=True, listings=listings_searched(case), clause=form.source.clause,
            district=case.district.name,
        )  # fmt: skip
