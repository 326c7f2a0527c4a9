"""G06: the front page shows no entry to interaction, or none to services."""

from collections.abc import Iterator

from audits.case import Case
from audits.front_page import front_links, menu_unread
from audits.names import fold, fold_path
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.site_documents import is_city_bureau
from audits.subjects import DistrictAsWhole


@rule(
    "G06",
    name="未提供统一的互动、办事入口",
    severity=3,
    mode="A",
    subject="district",
    wordings={
        "missing": Wording(
            "{district}门户网站首页未见统一的{names}入口",
            "请在首页开设统一入口；已开设的，请提供链接",
        ),
    },
)
def entries_on_front_page(case: Case) -> Iterator[Answer]:
    """门户网站首页提供统一的互动交流入口和在线办事入口。

    为什么: 看信息、问问题、办事情，应当从一个网站进得去。
    怎样整改: 在首页开设统一入口。
    依据: 国办发〔2019〕54号；所用检查口径的规定。
    """
    parts = case.pack.part_lists.get("front_entries")
    if parts is None or is_city_bureau(case):
        return
    shown = [fold(link.text) for link in front_links(case)]
    # the first step below the front page; deeper down 办事指南 is a matter of some domain
    shown += [path[0] for column in case.columns if (path := fold_path(column.path))]
    for name, words in parts.parts.items():
        subject = DistrictAsWhole(case.district.name, name)
        if any(fold(word) in text for word in words for text in shown):
            yield passed(subject)
        elif reason := menu_unread(case):
            yield unknown(subject, reason)
        else:
            yield fail(
                subject,
                "missing",
                # a picture without a name may be the way in
                suspected=True,
                clause=parts.source.clause,
                district=case.district.name,
                names=name,
            )
