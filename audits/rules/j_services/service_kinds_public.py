"""J07: a kind of service information of which the portal shows nothing."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from audits.case import Case
from audits.documents import documents_of
from audits.front_page import front_links, front_page_unread
from audits.names import fold
from audits.parts_found import missing_words
from audits.published_directories import listings_searched
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.service_guides import guide_texts
from audits.subjects import DistrictAsWhole
from inspection.types.portal import Column

_SERVICES = re.compile("政务服务|办事|服务大厅|网上办|一网通办|便民服务|公共服务")
# Sites that a reason names.
_MOST = 3


@rule(
    "J07",
    name="办事服务信息类别不全",
    severity=3,
    mode="B",
    subject="district",
    wordings={
        "missing": Wording(
            "截至{as_of}，未查找到{district}公开的{names}",
            "请补充；在政务服务网公开的，请提供链接",
        ),
    },
)
def service_kinds_public(case: Case) -> Iterator[Answer]:
    """全面公开政务服务事项、办事指南、办事流程、办事机构等信息，以及检查口径列出的其他类别。

    为什么: 缺了一类，群众就要打电话或者跑一趟才问得到。
    怎样整改: 补充公开；在政务服务网公开的，提供链接。
    依据: 国办发〔2019〕54号；所用检查口径的规定。
    """
    parts = case.pack.part_lists.get("service_kinds")
    if parts is None or not case.columns:
        return
    subject = DistrictAsWhole(case.district.name)
    lacking = missing_words(parts.parts, *_shown(case))
    if lacking:
        # A kind without a place of its own is public where the portal's own guides tell it.
        lacking = missing_words({name: parts.parts[name] for name in lacking}, *guide_texts(case).values())
    away = _away(case) if lacking else None
    names = "、".join(lacking)
    if not lacking:
        yield passed(subject)
    elif away:
        yield unknown(subject, f"门户上未见{names}；办事服务信息另在{away}公开，没有采集，请到该处查看")
    elif reason := _unclear(case):
        yield unknown(subject, reason)
    else:
        yield fail(
            subject,
            "missing",
            suspected=True,
            listings=listings_searched(case),
            clause=parts.source.clause,
            as_of=case.as_of,
            district=case.district.name,
            names=names,
        )


def _shown(case: Case) -> Iterator[str]:
    """Names of columns and of what the front pages lead to; the titles of what services' columns show."""
    yield from (name for column in case.columns for name in column.path)
    yield from (link.text for link in front_links(case))
    ids = {column.id for column in case.columns if _is_of_services(column.path)}
    yield from (item.title for item in case.items if item.column in ids)
    for page in case.pages:
        if not ids.isdisjoint(page.columns):
            yield case.title_of(page)


def _away(case: Case) -> str | None:
    """The other sites to which services lead and of which nothing was read: most districts publish services on the
    province's own site."""
    read = {urlsplit(portal.url).hostname for portal in case.district.portals}
    read |= {urlsplit(column.url).hostname for column in case.columns if _is_read(case, column)}
    links: list[tuple[tuple[str, ...], str]] = [((link.text,), link.url) for link in front_links(case)]
    links += [(column.path, column.url) for column in case.columns if column.kind == "link_out"]
    hosts = {urlsplit(url).hostname or "" for path, url in links if _is_of_services(path) or _is_service_site(url)}
    return "、".join(sorted(host for host in hosts if host and host not in read)[:_MOST]) or None


def _is_read(case: Case, column: Column) -> bool:
    listing = case.listing_of.get(column.id)
    return column.kind == "list" and listing is not None and listing.state == "complete"


def _unclear(case: Case) -> str | None:
    """Why it may be where nobody looked."""
    if not any(_is_of_services(column.path) for column in case.columns):
        return "没有读到办事服务栏目"
    if documents_of(case).unread_lists():
        return "门户的列表没有全部读完，不能认定未公开"
    return front_page_unread(case)


def _is_of_services(path: tuple[str, ...]) -> bool:
    return any(_SERVICES.search(fold(name)) for name in path)


def _is_service_site(url: str) -> bool:
    """Whether an address is that of a service site, as they are called throughout the country (zwfw.…, …zwfw.gov.cn):
    pictures that lead there have no name."""
    return "zwfw" in (urlsplit(url).hostname or "")
