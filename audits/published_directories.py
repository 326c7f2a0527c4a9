"""What a portal shows of the district's standard directories: pages, files and columns that are, or gather, them."""

import re
from dataclasses import dataclass
from functools import lru_cache

from audits.case import Case
from audits.names import fold
from inspection.types.directory import GuideDomain
from inspection.types.portal import Column, Page

_DIRECTORY = re.compile(
    "政务公开(?:事项)?(?:标准化?)?(?:规范化)?(?:基本)?目录|公开事项(?:标准)?目录|公开标准目录|政务公开事项(?:标准)?清单"
    "|领域目录|领域.{0,12}(?:标准化?|规范化|(?<!信息)公开|事项)目录|标准目录"
)
# Lists of other things, unless the title says 政务公开 or names a domain.
_OTHER_LIST = re.compile("许可|处罚|执法|政务服务|公共服务|权责|权力|收费|村.{0,2}务公开|信息公开目录")
_OWN_WORDS = re.compile("政务公开|领域")
_TALK = re.compile(
    "会议?$|召开|培训|部署|解读|答疑|推进|座谈|调研|征求意见|征集|督查|考核|开展|举办|推动|工作方案|实施方案|动态|情况"
    "|做好|完成|编制(?:工作|说明|指南|任务|进度)|通报|总结|台账"
)
_NOTICE = re.compile("^关于|的?(?:通知|通告|公告|公示|函)$")
# What another body asks of all districts, or a district's own directory under the name of what it follows.
_GUIDE = re.compile("标准指引")
_COLUMN = re.compile(
    "标准化规范化|政务公开标准化|基层政务公开|政务公开专[题栏]|试点领域|两化建设|26个|(?<!信息)(?:标准|事项|公开|领域)目录"
)
_COMPILED = re.compile("汇编|合集|26个|二十六个|各领域|试点领域|全领域")
# The platform for disclosure by law is a site of its own: special topics do not stand on it.
_PLATFORM = "gkmlpt"
FILES = frozenset(["pdf", "doc", "docx", "wps", "xls", "xlsx", "et", "ofd", "zip", "rar", "7z"])
# Pages in these states may hold what nobody could see.
_UNSEEN = ("failed", "protected", "unread", "sealed")


@dataclass(frozen=True)
class PublishedDirectory:
    """A page that is, or carries, a standard directory; `files` are the names of its files that hold text."""

    page: Page
    files: tuple[str, ...]


def published_directories(case: Case) -> tuple[PublishedDirectory, ...]:
    """The pages whose title, or a file of which, is a standard directory, and those with files or of a domain in a
    column for directories; pages that could not be opened are left out, and notices that carry nothing."""
    columns = {column.id for column in case.columns if any(map(_is_for_directories, column.path[-2:]))}
    found = []
    for page in case.pages:
        if page.state != "ok":
            continue
        files, title = _files_of(case, page), case.title_of(page)
        titled = is_directory(title) and (not _NOTICE.search(fold(title)) or bool(files) or _is_long(case, page))
        in_column = not columns.isdisjoint(page.columns) and not _TALK.search(fold(title))
        placed = in_column and (bool(files) or any(_names(one, fold(title)) for one in case.guide_domains))
        if titled or placed or any(map(is_directory, files)):
            found.append(PublishedDirectory(page, files))
    return tuple(found)


def may_be_elsewhere(case: Case) -> str | None:
    """Why a directory that was not met may be there all the same, in Chinese; None where nothing hints at it."""
    for page in case.pages:
        title = fold(case.title_of(page))
        told = _GUIDE.search(title) or (_DIRECTORY.search(title) and (_NOTICE.search(title) or _files_of(case, page)))
        if told and (not _TALK.search(title) or _files_of(case, page)):
            return f"见到“{case.title_of(page)}”，目录是否在其中须人工查看"
    return outside_reach(case)


def outside_reach(case: Case) -> str | None:
    """Why special columns may stand where nobody crawled, in Chinese; None where the crawl would have met them."""
    if any(column.kind == "link_out" for column in directory_columns(case)):
        return "专栏链接到其他网站，没有采集"
    if all(column.family == _PLATFORM for column in case.columns):
        return "只采集了政府信息公开平台，门户网站的专题专栏不在其中"
    return None


@lru_cache(65536)
def is_directory(title: str) -> bool:
    """Whether a title is that of a standard directory, or of a notice that issues one, and not of a meeting, a report
    or another list. 政府信息公开目录 is the platform's own catalogue, another thing."""
    bare = fold(title)
    own = _OWN_WORDS.search(bare) and "信息公开目录" not in bare
    return bool(_DIRECTORY.search(bare)) and not _TALK.search(bare) and bool(own or not _OTHER_LIST.search(bare))


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


def domains_of_one_page(case: Case) -> set[str]:
    """The domains whose directories one page shows together: by its title and files, all where it is a compilation."""
    shown: set[str] = set()
    for one in published_directories(case):
        texts = [fold(text) for text in (case.title_of(one.page), *one.files)]
        if any(map(_COMPILED.search, texts)):
            return {domain.name for domain in case.guide_domains}
        here = {domain.name for domain in case.guide_domains if any(_names(domain, text) for text in texts)}
        shown = max(shown, here, key=len)
    return shown


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


def _files_of(case: Case, page: Page) -> tuple[str, ...]:
    """The names of a page's files that hold text."""
    return tuple(f.name for f in case.attachments_of.get(page.url, ()) if _has_text(f.name, f.extension))


def _is_for_directories(column: str) -> bool:
    """Whether a column is for standard directories; 政务公开目录 is what many portals call all their columns."""
    return is_directory(column) and any(word in column for word in ("标准", "领域", "事项"))


def _is_long(case: Case, page: Page) -> bool:
    """Whether a page's own text may be a whole directory."""
    return page.body_chars >= 10 * case.pack.body_text.min_chars


def _names(domain: GuideDomain, text: str) -> bool:
    return any(fold(name) in text for name in (domain.name, *domain.aliases))


def _has_text(name: str, extension: str | None) -> bool:
    return (extension or name.rpartition(".")[2]).lower().lstrip(".") in FILES
