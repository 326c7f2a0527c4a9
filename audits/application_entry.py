"""Where a portal takes applications for disclosure: the columns and pages of 依申请公开, and what they say."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from audits.case import Case
from audits.front_page import front_links, front_page_unread
from audits.names import fold
from audits.once import once_a_case
from audits.parts_found import unread_beside, whole_text
from inspection.types.portal import Column, Page

_NAME, _ASK = "依申请公开", "申请"


@dataclass(frozen=True)
class ApplicationEntry:
    """What was read there. `texts` are its texts with the names of columns, rows, files and links; `unread` says in
    Chinese why more may stand there (None: all of it was read)."""

    columns: tuple[Column, ...]
    pages: tuple[Page, ...]
    texts: tuple[str, ...]
    unread: str | None


@once_a_case
def application_entry(case: Case) -> ApplicationEntry:
    """The columns called so, those below them, and their pages; none where the portal shows no such column."""
    columns = tuple(column for column in case.columns if any(_NAME in fold(name) for name in column.path))
    ids = {column.id for column in columns}
    pages = tuple(page for page in case.pages if not ids.isdisjoint(page.columns))
    read = [page for page in pages if page.state == "ok"]
    texts = [name for column in columns for name in column.path]
    texts += [item.title for column in columns for item in case.items_of.get(column.id, ())]
    texts += [text for page in read for text in (case.title_of(page), whole_text(case, page))]
    texts += [link.text for page in read if (facts := case.facts_of(page)) for link in facts.links if not link.hidden]
    return ApplicationEntry(columns, pages, tuple(texts), _unread(case, columns, pages))


def _unread(case: Case, columns: tuple[Column, ...], pages: tuple[Page, ...]) -> str | None:
    if not columns or not any(page.state == "ok" for page in pages):
        return "没有读到依申请公开栏目的页面"
    if any(column.kind == "link_out" for column in columns):
        return "依申请公开栏目链接到其他网站，没有采集"
    lists = [column for column in columns if column.kind == "list" and column.leaf]
    if any((listing := case.listing_of.get(one.id)) is None or listing.state != "complete" for one in lists):
        return "依申请公开栏目的列表没有读完"
    if any(page.state != "ok" for page in pages):
        return "依申请公开栏目有页面没有读到"
    if any(unread_beside(case, page) for page in pages):
        return "依申请公开栏目的页面有图片或者附件没有读取文字"
    if _leads_on(case, columns, pages):
        return "在线申请在另外的系统办理，没有采集"
    # The way to apply, and to ask what became of it, often begins there.
    return front_page_unread(case)


def _leads_on(case: Case, columns: tuple[Column, ...], pages: tuple[Page, ...]) -> bool:
    """Whether an application is made on pages that were not read: links to apply that lead away from what was."""
    known = {*(page.url for page in case.pages), *(column.url for column in case.columns)}
    files = {file.url for page in pages for file in case.attachments_of.get(page.url, ())}
    shown = [link for page in pages if (facts := case.facts_of(page)) for link in facts.links if not link.hidden]
    shown += [link for link in front_links(case) if _NAME in fold(link.text)]
    own = {column.url.rstrip("/") for column in columns}
    return any(
        _ASK in link.text
        and link.url not in known | files
        and link.url.rstrip("/") not in own
        and not urlsplit(link.url).path.lower().endswith((".doc", ".docx", ".pdf", ".wps", ".xls", ".xlsx"))
        for link in shown
    )
