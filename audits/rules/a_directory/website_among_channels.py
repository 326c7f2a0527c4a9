"""A16: the government website is not among the channels."""

import re
from collections.abc import Iterator

from audits.case import Case
from audits.directory_case import item_name
from audits.names import fold
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import DirectoryRow, DomainVolume
from inspection.types.directory import Entry

_WEBSITE = re.compile(r"网站|官网|门户|网址|政务网|公开网|https?:|www\.|gov\.cn", re.IGNORECASE)


@rule(
    "A16",
    name="公开渠道没有政府网站",
    severity=4,
    mode="A",
    subject="row",
    files_alone=True,
    wordings={
        "website": Wording("{domain}领域“{item}”未将政府网站列为公开渠道", "请补充政府网站渠道"),
        "platform": Wording("{domain}领域没有一项将{names}列为公开渠道", "请核对应在专门平台公开的事项，并补充该渠道"),
    },
)
def website_among_channels(case: Case) -> Iterator[Answer]:
    """主动公开的事项以政府网站为公开渠道，另有专门平台的一并列明；没有政府公报不是问题，与标准指引一致的不作为问题。

    为什么: 政府网站是主动公开的第一平台，不列网站，网上就查不到。
    怎样整改: 在公开渠道中补上政府网站。
    依据: 中华人民共和国政府信息公开条例第二十三条、第二十四条；国办发〔2019〕54号。
    """
    for row in case.directory.rows:
        if row.method == "on_request" or (row.method is None and row.channels == ()):
            continue
        if any(_WEBSITE.search(name) for name in row.channels):
            yield passed(DirectoryRow(row))
        elif row.method != "proactive":
            yield unknown(DirectoryRow(row), "不知是否主动公开")
        elif not row.channels:
            yield unknown(DirectoryRow(row), "没有读到公开渠道")
        elif _is_the_guides(case, row):
            yield passed(DirectoryRow(row))
        else:
            # The guides leave the website out of a few items; which, we know only of those that we hold.
            doubt = not case.directory.knows_guide(row, "channels")
            yield fail(DirectoryRow(row), "website", suspected=doubt, domain=row.domain, item=item_name(row))
    yield from _platforms(case)


def _is_the_guides(case: Case, row: Entry) -> bool:
    """Whether the guide itself leaves the website out of this item."""
    asked = [item.channels for item in case.directory.guide_items(row) if item.channels]
    own = {fold(name) for name in row.channels}
    return any(own == {fold(n) for n in names} or not any(map(_WEBSITE.search, names)) for names in asked)


def _platforms(case: Case) -> Iterator[Answer]:
    """A platform of its own that the guide's items of a domain name, and no row of the district's."""
    for platform in case.pack.special_platforms.values():
        for domain in platform.domains:
            rows = [row for row in case.directory.rows_of.get(domain, ()) if row.method == "proactive" and row.channels]
            items = case.directory.items_of.get(domain, ())
            asked = any(word in name for item in items for name in item.channels for word in platform.words)
            named = any(word in name for row in rows for name in row.channels for word in platform.words)
            if rows and asked and not named:
                yield fail(
                    DomainVolume(domain, case.directory.tables_of.get(domain, ())), "platform", suspected=True,
                    domain=domain, names=platform.words[0],
                )  # fmt: skip
