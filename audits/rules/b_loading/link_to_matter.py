"""B05: a link that leads to a front page, a login, a search or another list instead of to the matter."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from audits.case import Case
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import ColumnAnswer
from inspection.types.portal import Column, Page

_WORDS = {"home": "网站首页", "search": "搜索页面", "list": "栏目列表页面"}
_LOGIN = "登录页面"
_DEMAND = "请链接到具体信息页面"


@rule(
    "B05",
    name="链接未指向具体信息",
    severity=3,
    mode="A",
    subject="page",
    wordings={
        "page": Wording("《{title}》的链接指向{other}，未指向具体信息", _DEMAND),
        "column": Wording("“{column}”的链接指向{other}，未指向具体信息", _DEMAND),
    },
)
def link_to_matter(case: Case) -> Iterator[Answer]:
    """栏目和列表中的链接直接指向该事项的具体信息，不指向网站首页、登录页面或者搜索页面。

    为什么: 链接到首页或者登录页，群众还得自己再找一遍，等于没有公开。
    怎样整改: 改为具体信息页面的地址；信息已依法撤下的，撤下条目。
    依据: 中华人民共和国政府信息公开条例第六条；国办秘函〔2019〕19号（链接可用性）。
    """
    asked_on: dict[str, set[date]] = defaultdict(set)
    for incident in case.incidents:
        if incident.kind == "login" and incident.what == "page":
            asked_on[incident.url].update(incident.days)
    for page in case.pages:
        if page.state in ("ok", "soft_404", "login", "external", "unread"):
            yield from _judge(case, page, len(asked_on[page.url]))
    for column in case.columns:
        if column.kind == "link_out" and case.entries_of_column(column.id):
            yield _judge_column(case, column)


def _judge(case: Case, page: Page, asked_days: int) -> Iterator[Answer]:
    # where a link landed has a title of its own
    title = (case.listed_title.get(page.url) if page.landed else None) or case.title_of(page)
    if page.landed:
        # a list that a link opens may hold the matter alone
        suspected = page.landed != "home"
        yield fail(page, "page", suspected=suspected, title=title, other=_WORDS[page.landed])
    elif page.state == "ok":
        yield passed(page)
    elif page.state == "login" and asked_days < case.pack.dead_link.days:
        yield unknown(page, "须登录才能查看，须在另一日再次访问后才能判定")
    elif page.state == "login":
        # what we are asked a password for others may see without one
        yield fail(page, "page", suspected=True, title=title, other=_LOGIN)
    elif page.state == "external" and _is_front_page(page.url) and case.entries_of_page(page):
        yield fail(page, "page", suspected=True, title=title, other=f"其他{_WORDS['home']}")
    elif page.state == "unread":
        yield unknown(page, "页面未能采集")


def _judge_column(case: Case, column: Column) -> Answer:
    subject = ColumnAnswer(column, case.listing_of.get(column.id), case.entries_of_column(column.id)[0])
    if _is_front_page(column.url):
        return fail(subject, "column", suspected=True, column=column.path, other=_WORDS["home"])
    return passed(subject)


def _is_front_page(url: str) -> bool:
    parts = urlsplit(url)
    path = parts.path.strip("/").lower()
    return not parts.query and not parts.fragment and (not path or path in ("index.html", "index.htm", "index.shtml"))
