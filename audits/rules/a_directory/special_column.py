"""A21: no column shows the standard directories of all domains together."""

from collections.abc import Iterator

from audits.case import Case
from audits.published_directories import (
    directory_columns,
    domains_of_one_page,
    domains_shown,
    listings_searched,
    outside_reach,
    unread_part,
)
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import DistrictAsWhole

# Portals merge neighbouring domains into one sub-column, so that a few names are never met.
_ENOUGH = 0.8


@rule(
    "A21",
    name="标准目录未集中展示",
    severity=4,
    mode="A",
    subject="district",
    yields_to=("A01", "A24"),
    wordings={
        "none": Wording("{district}未集中展示{n}个试点领域标准目录", "建议在门户网站专题专栏集中展示"),
        "some": Wording("{district}集中展示的标准目录中未见{names}等{n}个领域", "建议在门户网站专题专栏集中展示"),
    },
)
def special_column(case: Case) -> Iterator[Answer]:
    """门户网站以专题专栏形式集中展示各领域标准目录（鼓励性要求）。

    为什么: 目录分散在各部门栏目，群众和检查人员都难以找全。
    怎样整改: 在基层政务公开标准化规范化专栏集中展示各领域目录；确无该项业务的领域可不列。
    依据: 国办发〔2019〕54号。
    """
    form = case.pack.directory_form
    pilots = [one.name for one in case.guide_domains if one.pilot and not case.is_waived_domain("A21", one.name)]
    if form is None or not form.published or not pilots:
        return
    district = DistrictAsWhole(case.district.name)
    together = [domains_of_one_page(case), *(domains_shown(case, column) for column in directory_columns(case))]
    shown = max(together, key=len)
    missed = [name for name in pilots if name not in shown]
    if len(pilots) - len(missed) >= _ENOUGH * len(pilots):
        yield passed(district)
    elif reason := unread_part(case) or outside_reach(case):
        yield unknown(district, reason)
    else:
        few = len(shown) < len(pilots) / 4
        yield fail(
            district, "none" if few else "some", suspected=True, listings=listings_searched(case),
            district=case.district.name,
            names="、".join(missed[:3]), n=len(pilots) if few else len(missed),
        )  # fmt: skip
