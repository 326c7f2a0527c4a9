"""J02: the book of services is old, or not arranged by what people come for."""

import re
from collections.abc import Iterator

from audits.case import Case
from audits.documents import documents_of
from audits.front_page import front_links
from audits.page_dates import publications
from audits.parts_found import is_of, missing_parts, unread_beside, whole_text
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.titles import even
from inspection.openness_values import PartList
from inspection.types.portal import Page
from inspection.workdays import months_after

_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")
_ABOUT_A_BOOK = re.compile("通知|方案|动态|解读|召开|推出|上线|培训|征集|征求|新闻|推广|宣传")


@rule(
    "J02",
    name="办事一本通未更新",
    severity=4,
    mode="B",
    subject="page",
    yields_to=("B04",),
    wordings={
        "old": Wording("《{title}》自{published}以来未更新", "请核实更新；已更新的，请提供链接"),
        "parts": Wording("《{title}》未见{names}", "请按一件事归类；已归类的，请说明"),
    },
)
def service_book_current(case: Case) -> Iterator[Answer]:
    """办事一本通动态更新，按群众和企业要办的事归类。

    为什么: 一本通过了时，群众照着办就要白跑。
    怎样整改: 更新内容，按一件事归类；已更新的，提供链接。
    依据: 国办发〔2019〕54号；所用检查口径的规定。
    """
    parts, months = case.pack.part_lists.get("service_book"), case.pack.thresholds.get("service_book_months")
    if parts is None or months is None:
        return
    books = [page for page in case.judged_pages() if _is_book(parts, case.title_of(page)) and case.is_own(page)]
    if not books:
        return
    newest = max(books, key=lambda page: (max(publications(page), default=months_after(case.as_of, -1200)), page.url))
    days = [max(publications(page), default=None) for page in books]
    days += [item.published for item in case.items if _is_book(parts, item.title)]
    known = [day for day in days if day is not None and day <= case.as_of]
    reason = _unclear(case, parts) or (None if len(known) == len(days) else "办事一本通没有可判读的日期")
    if known and max(known) >= months_after(case.as_of, -months.n):
        yield _arranged(case, parts, newest)
    elif _is_edition_since(case, books, months_after(case.as_of, -months.n).year):
        yield unknown(newest, "办事一本通的版本年份晚于页面日期，须人工查看")
    elif reason or not known:
        yield unknown(newest, reason or "办事一本通没有可判读的日期")
    else:
        yield fail(
            newest,
            "old",
            suspected=True,
            clause=months.source.clause,
            title=case.title_of(newest),
            published=max(known),
        )


def _arranged(case: Case, parts: PartList, page: Page) -> Answer:
    lacking = missing_parts(parts, case.title_of(page), whole_text(case, page))
    if not lacking:
        return passed(page)
    if reason := unread_beside(case, page):
        return unknown(page, reason)
    if _leads_on(case, page):
        return unknown(page, "办事一本通的内容在其链接的页面上，须人工查看")
    clause, title = parts.source.clause, case.title_of(page)
    return fail(page, "parts", suspected=True, clause=clause, title=title, names="、".join(lacking))


def _unclear(case: Case, parts: PartList) -> str | None:
    """Why a newer book may be where nobody looked."""
    if documents_of(case).unread_lists():
        return "门户的列表没有全部读完，可能另有更新的版本"
    seen = {page.url for page in case.pages}
    led = [link for link in front_links(case) if _is_book(parts, link.text) and link.url not in seen]
    if led:
        return "首页的办事一本通链接到别处，须人工查看"
    away = any(
        column.kind == "link_out" and column.path and _is_book(parts, column.path[-1]) for column in case.columns
    )
    return "办事一本通栏目链接到别处，须人工查看" if away else None


def _is_edition_since(case: Case, books: list[Page], year: int) -> bool:
    """Whether a book's title or the name of its file is of a year after the last one that would do: pages keep their
    first date when the file is renewed."""
    names = [name for page in books for name in (case.title_of(page), *_files(case, page))]
    return any(int(found) > year for name in names for found in _YEAR.findall(even(name)))


def _files(case: Case, page: Page) -> list[str]:
    return [file.name for file in case.attachments_of.get(page.url, ())]


def _leads_on(case: Case, page: Page) -> bool:
    """Whether a page's own text leads on to its chapters."""
    facts = case.facts_of(page)
    return any(not link.around and not link.hidden for link in (facts.links if facts else ()))


def _is_book(parts: PartList, title: str) -> bool:
    return bool(parts.titles) and is_of(parts, title) and not _ABOUT_A_BOOK.search(even(title))
