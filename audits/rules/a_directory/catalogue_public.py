"""A01: the district's standard directory is nowhere on its portal."""

from collections.abc import Iterator

from audits.case import Case
from audits.published_directories import listings_searched, may_be_elsewhere, published_directories, unread_part
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import DistrictAsWhole

BUREAU = "市直"


@rule(
    "A01",
    name="标准目录未公开",
    severity=2,
    mode="A",
    subject="district",
    wordings={
        "none": Wording(
            "{district}未在区政府门户网站公开政务公开事项标准目录",
            "请将经审核同意的标准目录在政府门户网站公开，并反馈公开链接",
        ),
        "none_of_county": Wording(
            "{district}未在政府门户网站公开政务公开事项标准目录",
            "请将经审核同意的标准目录在政府门户网站公开，并反馈公开链接",
        ),
    },
)
def catalogue_public(case: Case) -> Iterator[Answer]:
    """政务公开事项标准目录在政府门户网站公开，能够打开。

    为什么: 目录不公开，群众不知道哪些事项应当公开，也无从监督。
    怎样整改: 将审核同意的标准目录在门户网站公开；已在专题、文件栏目等处公开的，反馈链接。
    依据: 国办发〔2019〕54号；所用检查口径的规定。
    """
    form = case.pack.directory_form
    if form is None or not form.published or case.district.kind.startswith(BUREAU):
        return
    district = DistrictAsWhole(case.district.name)
    if published_directories(case):
        yield passed(district)
    elif reason := unread_part(case) or may_be_elsewhere(case):
        yield unknown(district, reason)
    else:
        # Special topics outside the openness columns are not searched, so a person must look.
        wording = "none" if case.district.kind == "区" else "none_of_county"
        yield fail(
            district, wording, suspected=True, listings=listings_searched(case), clause=form.source.clause,
            district=case.district.name,
        )  # fmt: skip
