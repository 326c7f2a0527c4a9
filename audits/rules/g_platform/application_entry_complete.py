"""G08: the pages that take applications do not say how, or where to."""

from collections.abc import Iterator

from audits.application_entry import application_entry
from audits.case import Case
from audits.parts_found import missing_parts
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import DistrictAsWhole


@rule(
    "G08",
    name="依申请公开渠道不全",
    severity=3,
    mode="A",
    subject="district",
    wordings={
        "parts": Wording(
            "{district}依申请公开栏目未见{names}",
            "请补充公布{names}；已公布的，请提供链接",
        ),
    },
)
def application_entry_complete(case: Case) -> Iterator[Answer]:
    """依申请公开栏目公布申请方式、邮寄地址或者电子邮箱；检查口径要求公布流程图的，同时公布流程图。

    为什么: 申请的路不通，群众依法获取信息的权利就落空。
    怎样整改: 补充公布，并保证入口可用。
    依据: 中华人民共和国政府信息公开条例第二十九条；所用检查口径的规定。
    """
    parts = case.pack.part_lists.get("application")
    if parts is None:
        return
    subject, entry = DistrictAsWhole(case.district.name), application_entry(case)
    lacking = missing_parts(parts, *entry.texts)
    if not lacking and entry.columns:
        yield passed(subject)
    elif entry.unread is not None:
        yield unknown(subject, entry.unread)
    elif len(lacking) == len(parts.parts):
        yield unknown(subject, "栏目的页面没有写到申请事宜，具体说明可能在别处")
    else:
        yield fail(
            subject,
            "parts",
            suspected=True,
            listings=tuple(one.id for column in entry.columns if (one := case.listing_of.get(column.id))),
            clause=parts.source.clause,
            district=case.district.name,
            names="、".join(lacking),
        )
