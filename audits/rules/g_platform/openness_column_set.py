"""G01: the front page leads to no column called 政府信息公开 or 政务公开."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from audits.case import Case
from audits.front_page import front_links, menu_unread
from audits.names import fold
from audits.published_directories import listings_searched
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import DistrictAsWhole
from inspection.openness_values import SetColumn

# The platform for disclosure by law is that column by itself, whatever its own columns are called.
_PLATFORM = "gkmlpt"
_NEAR = 4


@rule(
    "G01",
    name="未设置政府信息公开栏目",
    severity=2,
    mode="A",
    subject="district",
    wordings={
        "missing": Wording(
            "{district}门户网站首页未见“{names}”栏目",
            "请按国办公开办函〔2019〕61号规范设置；已设置的，请提供链接",
        ),
        "near": Wording("{district}门户网站的“{column}”栏目名称与规定的“{names}”不一致", "请核对并规范栏目名称"),
    },
)
def openness_column_set(case: Case) -> Iterator[Answer]:
    """门户网站设置“政府信息公开”（或者“政务公开”）栏目，建在门户网站之内，不另设网站。

    为什么: 这是群众查找政府信息的统一入口。
    怎样整改: 在门户网站首页设置规范的栏目入口。
    依据: 国办公开办函〔2019〕61号。
    """
    for wanted in case.pack.set_columns.values():
        if wanted.rule == "G01":
            yield _judge(case, wanted)


def _judge(case: Case, wanted: SetColumn) -> Answer:
    district, names = DistrictAsWhole(case.district.name), {fold(name) for name in wanted.names}
    if any(column.family == _PLATFORM or names & set(map(fold, column.path)) for column in case.columns):
        return passed(district)
    exact = [link.url for link in front_links(case) if fold(link.text) in names]
    if exact:
        own = {urlsplit(home.url).hostname for home in case.homes}
        elsewhere = sorted({str(urlsplit(url).hostname) for url in exact} - {str(one) for one in own})
        if len({urlsplit(url).hostname for url in exact} & own):
            return passed(district)
        return unknown(district, f"栏目链接到{'、'.join(elsewhere)}，是否另设网站须人工核对")
    if reason := menu_unread(case):
        return unknown(district, reason)
    near = _near_name(case, wanted)
    return fail(
        district,
        "missing" if near is None else "near",
        # a picture without a name may be the way in
        suspected=True,
        severity=None if near is None else _NEAR,
        listings=listings_searched(case),
        district=case.district.name,
        names=wanted.names[0],
        column=near,
    )


def _near_name(case: Case, wanted: SetColumn) -> str | None:
    """A column or a link of a front page that is called almost so."""
    near = {fold(name) for name in wanted.near}
    told = [*(name for column in case.columns for name in column.path), *(link.text for link in front_links(case))]
    return next((name for name in told if fold(name) in near), None)
