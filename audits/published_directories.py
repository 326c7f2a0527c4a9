"""What a portal shows of the district's standard directories: pages, files and columns that are, or gather, them."""

import re
from dataclasses import dataclass
from functools import lru_cache

from audits.case import Case
from audits.names import fold
from inspection.types.directory import GuideDomain
from inspection.types.portal import Column, Page

_DIRECTORY = re.compile(
    "政务公开(?:事项)?(?:标准)?(?:基本)?目录|公开事项(?:标准)?目录|公开标准目录|领域.{0,12}(?:标准|公开|事项)目录|(?:事项)?标准目录"
)
_TALK = re.compile(
    "会议?$|召开|培训|部署|解读|答疑|推进|座谈|调研|征求意见|征集|督查|考核|开展|举办|推动|工作方案|动态"
)
_COLUMN = re.compile("标准化规范化|基层政务公开|试点领域|(?:标准|事项|公开)目录")
FILES = frozenset(["pdf", "doc", "docx", "wps", "xls", "xlsx", "et", "ofd", "zip", "rar", "7z"])
# Pages in these states may hold what nobody could see.
_UNSEEN = ("failed", "protected", "unread", "sealed")


@dataclass(frozen=True)
class PublishedDirectory:
    """A page that is, or carries, a standard directory; `files` are the names of its files that hold text."""

    page: Page
    files: tuple[str, ...]


def published_directories(case: Case) -> tuple[PublishedDirectory, ...]:
    """The pages whose title, or a file of which, is a standard directory; those that could not be opened left out."""
    found = []
    for page in case.pages:
        files = [file for file in case.attachments_of.get(page.url, ()) if _has_text(file.name, file.extension)]
        named = any(is_directory(file.name) for file in files)
        if page.state == "ok" and (named or is_directory(case.title_of(page))):
            found.append(PublishedDirectory(page, tuple(file.name for file in files)))
    return tuple(found)


@lru_cache(65536)
def is_directory(title: str) -> bool:
    """Whether a title is that of a standard directory, and not of a meeting, a notice or a report about one."""
    return bool(_DIRECTORY.search(fold(title))) and not _TALK.search(fold(title))


def directory_columns(case: Case) -> list[Column]:
    """The columns that gather the standard directories or what is published by them, the topmost first."""
    named = [column for column in case.columns if _COLUMN.search(fold(column.path[-1]))]
    return sorted(named, key=lambda column: (len(column.path), column.order))


def domains_shown(case: Case, column: Column) -> set[str]:
    """The domains named by a column's sub-columns and by the items of its own and their lists."""
    below = [one for one in case.columns if one.path[: len(column.path)] == column.path]
    texts = [fold(name) for one in below for name in one.path[len(column.path) :]]
    texts += [fold(item.title) for one in below for item in case.items_of.get(one.id, ())]
    return {one.name for one in case.guide_domains if any(_names(one, text) for text in texts)}


def unread_part(case: Case) -> str | None:
    """Why an absence cannot be claimed of the portal, in Chinese; None where every list was read to its end."""
    if not case.columns:
        return "没有采集门户栏目"
    if any(incident.what in ("portal", "tree") for incident in case.incidents):
        return "门户或栏目树未能读取"
    lists = [column for column in case.columns if column.kind == "list"]
    unread = [c for c in lists if (listing := case.listing_of.get(c.id)) is None or listing.state != "complete"]
    if unread:
        return f"有{len(unread)}个栏目的列表没有读完"
    pages = sum(page.state in _UNSEEN and not case.listed_title.get(page.url) for page in case.pages)
    return f"有{pages}个页面没有读到" if pages else None


def listings_searched(case: Case) -> tuple[str, ...]:
    """The ids of all listings, which together prove an absence."""
    return tuple(listing.id for listing in case.listings)


def _names(domain: GuideDomain, text: str) -> bool:
    return any(fold(name) in text for name in (domain.name, *domain.aliases))


def _has_text(name: str, extension: str | None) -> bool:
    return (extension or name.rpartition(".")[2]).lower().lstrip(".") in FILES
