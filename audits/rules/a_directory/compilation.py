"""A03: the standard directory is there as pictures only."""

from collections.abc import Iterator

from audits.case import Case
from audits.published_directories import PublishedDirectory, published_directories
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import DistrictAsWhole


@rule(
    "A03",
    name="标准目录未以文件汇编形式公开",
    severity=4,
    mode="A",
    subject="district",
    yields_to=("A01",),
    wordings={
        "pictures": Wording(
            "{district}标准目录未以文件汇编形式公开，仅有图片",
            "请以文件汇编形式集中公开，并提供可检索、可下载文本",
        ),
    },
)
def compilation(case: Case) -> Iterator[Answer]:
    """标准目录以文件汇编形式集中公开，能够检索和下载。

    为什么: 图片不能检索、复制，群众难以查找，也无法对照检查。
    怎样整改: 提供文字版或可下载的文件。
    依据: 国办发〔2019〕54号；所用检查口径的规定。
    """
    form = case.pack.directory_form
    if form is None or not form.published:
        return
    district = DistrictAsWhole(case.district.name)
    found = published_directories(case)
    if not found:
        yield unknown(district, "采集范围内没有见到标准目录")
    elif any(one.files or _in_words(case, one) for one in found):
        yield passed(district)
    elif all(one.page.images for one in found):
        # Viewers and scripts may hold a file that nobody sees in the page.
        yield fail(district, "pictures", suspected=True, clause=form.source.clause, district=case.district.name)
    else:
        yield unknown(district, "目录页面上没有读到文字、文件或图片")


def _in_words(case: Case, one: PublishedDirectory) -> bool:
    return one.page.body_chars >= 10 * case.pack.body_text.min_chars
