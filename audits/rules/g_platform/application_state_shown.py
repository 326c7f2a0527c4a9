"""G16: the pages that take applications offer no way to ask what became of one."""

from collections.abc import Iterator

from audits.application_entry import application_entry
from audits.case import Case
from audits.front_page import front_links
from audits.names import fold
from audits.parts_found import missing_parts
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import DistrictAsWhole


@rule(
    "G16",
    name="申请办理状态不能查询",
    severity=4,
    mode="A",
    subject="district",
    wordings={
        "missing": Wording("{district}依申请公开栏目未见申请办理状态的查询入口", "请增设查询入口；已有的，请提供链接"),
    },
)
def application_state_shown(case: Case) -> Iterator[Answer]:
    """依申请公开栏目提供申请办理状态的查询入口，受理件可查询、可追溯。

    为什么: 申请人能随时看到办到哪一步，少跑路、少打电话。
    怎样整改: 在依申请公开栏目增设查询入口。
    依据: 所用检查口径的规定。
    """
    parts = case.pack.part_lists.get("application_query")
    if parts is None:
        return
    subject, entry = DistrictAsWhole(case.district.name), application_entry(case)
    words = [word for group in parts.parts.values() for word in group]
    on_front_page = [fold(link.text) for link in front_links(case) if "申请" in link.text]
    on_pages = bool(entry.columns) and not missing_parts(parts, *entry.texts)
    if on_pages or any(fold(word) in text for word in words for text in on_front_page):
        yield passed(subject)
    elif entry.unread is not None:
        yield unknown(subject, entry.unread)
    else:
        yield fail(
            subject,
            "missing",
            suspected=True,
            listings=tuple(one.id for column in entry.columns if (one := case.listing_of.get(column.id))),
            clause=parts.source.clause,
            district=case.district.name,
        )
