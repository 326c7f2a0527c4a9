"""B01: the portal lacks the column for grassroots openness under its set name."""

from collections.abc import Iterator

from audits.case import Case
from audits.names import fold, fold_path
from audits.published_directories import listings_searched
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import DistrictAsWhole
from inspection.openness_values import SetColumn
from inspection.types.portal import Column


@rule(
    "B01",
    name="未按规定设置专栏",
    severity=2,
    mode="A",
    subject="district",
    wordings={
        "missing": Wording("{district}门户网站未设置“{names}”栏目", "请按要求设置栏目，并在门户网站显著位置提供入口"),
        "near": Wording(
            "{district}门户网站的“{column}”栏目名称与规定的“{names}”不一致",
            "请规范栏目名称",
        ),
    },
)
def special_column_named(case: Case) -> Iterator[Answer]:
    """门户网站按规定的名称设置基层政务公开标准化规范化栏目，从首页不超过规定的点击次数即可到达。

    为什么: 栏目没有设置或者名称各异，群众找不到，各地也无法集中展示。
    怎样整改: 按规定名称设置栏目，并从门户首页提供入口。
    依据: 所用检查口径的规定。
    """
    for wanted in case.pack.set_columns.values():
        if wanted.rule == "B01":
            yield _judge(case, wanted)


def _judge(case: Case, wanted: SetColumn) -> Answer:
    district = DistrictAsWhole(case.district.name)
    names = [fold(name) for name in wanted.names]
    there = [column for column in case.columns if fold(column.path[-1]) in names]
    shown = {fold(link.text) for home in case.homes for link in home.links}
    if any(name in shown for name in names):
        return passed(district)
    if there:
        return _by_clicks(case, wanted, there)
    if reason := _unseen(case):
        return unknown(district, reason)
    near = _near_name(case, wanted)
    return fail(
        district,
        "near" if near is not None else "missing",
        # a picture without a name may be the way in
        suspected=True,
        listings=listings_searched(case),
        clause=wanted.source.clause,
        district=case.district.name,
        names=wanted.names[0],
        column=near,
    )


def _by_clicks(case: Case, wanted: SetColumn, there: list[Column]) -> Answer:
    """Whether the column is near enough to the front page: counted along the tree; other ways can only be shorter."""
    steps = min(len(fold_path(column.path)) for column in there)
    if wanted.clicks and steps > wanted.clicks:
        return unknown(DistrictAsWhole(case.district.name), "从首页到该栏目的点击次数须人工核对")
    return passed(DistrictAsWhole(case.district.name))


def _near_name(case: Case, wanted: SetColumn) -> str | None:
    """A column or a link of a front page that is called almost so."""
    like = [fold(name) for name in (*wanted.names, *wanted.near)]
    links = (link.text for home in case.homes for link in home.links)
    for name in (*(column.path[-1] for column in case.columns), *links):
        if any(one in fold(name) for one in like) and len(fold(name)) <= 2 * max(map(len, wanted.names)):
            return name
    return None


def _unseen(case: Case) -> str | None:
    """Why the column may be there all the same, in Chinese."""
    if not case.columns:
        return "没有采集门户栏目"
    if any(incident.what in ("portal", "tree") for incident in case.incidents):
        return "门户或者栏目树未能读取"
    if not case.homes or any(home.state != "ok" for home in case.homes):
        return "门户首页未能读取"
    return None
