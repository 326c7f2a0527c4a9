"""Portals of plain HTML, whatever made them: columns, lists and pages are told by structure."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urljoin

from lxml.html import HtmlElement

from crawler.answers import Answer
from crawler.family import FoundColumn, FoundItem, ListPage, Place
from crawler.reading.fields import PageFields
from crawler.reading.nature import is_note
from crawler.requests import Wanted, authority, folder, identity
from crawler.structure.menus import MenuLink, belongs, block_columns, breadcrumb, leads_up, menu_links
from crawler.structure.pagers import read_pager
from crawler.structure.rows import Group, groups, is_article, with_more, words

_ASIDE = re.compile(
    r"\bhot\b|rank|right|side|aside|recommend|tuijian|related|xgxw|xgyd|xglj|phb|\btop\d|header|nav|menu", re.I
)
_FOOTER = re.compile(r"foot|copyright|friend|yqlj|\bbottom", re.I)
_CRUMB = re.compile(r"crumb|position|location|\bpath\b", re.I)
_FURNITURE = re.compile(r"header|menu|nav\b|logo|search|pag(?:e|er|ing)\b", re.I)
_EMPTY = re.compile(
    r"暂无(?:相关)?(?:内容|信息|数据|文章|记录|资料)|没有(?:找到)?(?:相关|符合条件的)?(?:内容|信息|数据|记录)|共有?\s*0\s*(?:条|篇|项)|"
    r"栏目(?:正在)?建设中|内容(?:正在)?(?:更新|完善|建设)中"
)
_LIST_PLACE = re.compile(r"list|news|content|main|\bcon\b|zfxxgk|gkml|right|ul", re.I)
_HIDING = re.compile(
    r"dataproxy|<datastore|queryList|common/search|jpaas-publish-server|queryData=|EWB-FRONT|unitbuild|"
    r"ng-repeat|v-for=|ms-for|ms-repeat",
    re.I,
)
_ASKING = re.compile(
    r"\$\.(?:ajax|get|post|getJSON)\s*\(|XMLHttpRequest|\bfetch\s*\(|axios|\.jsonp?[\"']|new\s+Vue|\{\{[^}]+\}\}", re.I
)
_SCRIPT = re.compile(r"<script\b[^>]*>(.*?)</script>", re.I | re.S)
_COMMENT = re.compile(r"<!--(.*?)-->", re.S)
_HIDDEN_ROW = re.compile(
    r"<(?:li|tr|record|a)\b[^>]*>(?:(?!</(?:li|tr)>).)*?href=|[\"'](?:url|linkurl|docpuburl|infourl)[\"']\s*:",
    re.I | re.S,
)
_NO_TEXT = ("script", "style", "nav", "header", "footer", "noscript", "select", "button", "template")
_LEAST_TEXT = 40


def recognise(answer: Answer) -> float:
    """0.5 for any HTML page with links or dated rows: every other family knows its own pages better."""
    if "html" not in (answer.content_type or "html") and not answer.text.lstrip().startswith("<"):
        return 0.0
    seen = _look(answer)
    return 0.5 if seen.taken or seen.links else 0.0


def columns(answer: Answer, place: Place) -> tuple[FoundColumn, ...]:
    """At the portal: the portal's page itself, as the root that all other columns are found from. At a column: what its
    menus and preview blocks name, nested as the menus nest it."""
    if place.column is None:
        name = _own_name(answer)
        request = Wanted(place.portal, "portal")
        return (FoundColumn(identity(place.portal), name, place.portal, "node", request, explore=True),)
    seen = _look(answer)
    if seen.main is not None and place.number != 1:
        return ()
    portal = place.portal
    links = [*block_columns(seen.taken, answer.final_url), *seen.links]
    own = [link for link in links if _acceptable(link, answer.final_url, portal)]
    return _nested(own, portal)


def _acceptable(link: MenuLink, page: str, portal: str) -> bool:
    if "#" in link.url:
        return True
    if leads_up(link.url, portal) or identity(link.url) == identity(page):
        return False
    if authority(link.url) != authority(portal):
        return link.hinted
    return link.hinted or folder(link.url).startswith(folder(portal))


def _nested(links: list[MenuLink], portal: str) -> tuple[FoundColumn, ...]:
    """The links as a forest; an entry whose parent was not accepted moves up."""
    accepted = {link.url: link for link in links}
    for link in links:
        if link.above is not None and "#" in link.above.url and link.above.url not in accepted:
            accepted = {link.above.url: link.above, **accepted}
    below: dict[str, list[MenuLink]] = {}
    roots: list[MenuLink] = []
    for link in accepted.values():
        parent = link.above
        while parent is not None and parent.url not in accepted:
            parent = parent.above
        if parent is None or identity_of(parent) == identity_of(link) or _loops(parent, link):
            roots.append(link)
        else:
            below.setdefault(parent.url, []).append(link)
    return tuple(_column(link, below, portal) for link in roots)


def _loops(parent: MenuLink, link: MenuLink) -> bool:
    above: MenuLink | None = parent
    while above is not None:
        if above.url == link.url:
            return True
        above = above.above
    return False


def identity_of(link: MenuLink) -> str:
    """The key of a column: its page's identity; headings without a link keep theirs apart by name."""
    address, _, name = link.url.partition("#")
    return f"{identity(address)}#{name}" if name else identity(address)


def _column(link: MenuLink, below: dict[str, list[MenuLink]], portal: str) -> FoundColumn:
    children = tuple(_column(child, below, portal) for child in below.get(link.url, ()))
    if "#" in link.url:
        return FoundColumn(identity_of(link), link.name, link.url, "node", None, None, children)
    if authority(link.url) != authority(portal):
        return FoundColumn(identity_of(link), link.name, link.url, "link_out", None, None, children)
    request = Wanted(link.url, "list")
    return FoundColumn(identity_of(link), link.name, link.url, "list", request, None, children, explore=True)


def listed(answer: Answer, place: Place) -> ListPage:
    """What a column's page shows: rows and the way on, one page of text, only further columns, or nothing."""
    seen = _look(answer)
    if place.number == 1 and not belongs(answer.final_url, place.portal, seen.crumbs):
        return ListPage(kind="elsewhere", ended=True)
    if seen.main is not None:
        return _list_page(answer, seen, place)
    if place.number > 1:
        return ListPage(problem="unreadable", reason="页面上没有读出列表")
    return _without_rows(answer, seen, place)


def _list_page(answer: Answer, seen: "_Look", place: Place) -> ListPage:
    assert seen.main is not None
    items = tuple(FoundItem(row.url, row.title, row.published) for row in seen.main.rows)
    pager = read_pager(answer.tree, _without_comments(answer.text), answer.final_url, place.number)
    following = Wanted(pager.next, "list") if pager.next and authority(pager.next) == authority(place.portal) else None
    return ListPage(
        items=items,
        claimed=pager.rows,
        pages=pager.pages,
        next=following,
        ended=pager.ended,
        reason=pager.reason,
        crumbs=seen.crumbs,
    )


def _without_rows(answer: Answer, seen: "_Look", place: Place) -> ListPage:
    crumbs = seen.crumbs
    leads_on = any(group.more is not None for group in seen.taken)
    if leads_on:
        return ListPage(kind="node", ended=True, crumbs=crumbs)
    text = _main_text(answer.tree)
    if is_note(place.path[-1] if place.path else None, text, 0, None):
        item = FoundItem(answer.final_url, place.path[-1] if place.path else "", None)
        return ListPage(kind="page", items=(item,), ended=True, note=True, crumbs=crumbs)
    if _EMPTY.search(text) and len(text) < 200:
        return ListPage(claimed=0, ended=True, crumbs=crumbs)
    if len(text) >= _LEAST_TEXT and place.column is not None and not _only_preview(seen, answer, place):
        item = FoundItem(answer.final_url, place.path[-1] if place.path else "", None)
        return ListPage(kind="page", items=(item,), ended=True, crumbs=crumbs)
    scripted = ListPage(problem="script_only", reason="列表内容只由脚本生成，页面中没有可读的列表", crumbs=crumbs)
    at_portal = identity(answer.final_url) == identity(place.portal)
    if _rows_hidden(answer.text) and not at_portal:
        return scripted
    children = columns(answer, Place(place.portal, place.column or "", answer.final_url))
    if any(_below(child, answer.final_url, place.portal) for child in children):
        return ListPage(kind="node", ended=True, crumbs=crumbs)
    if _asks_for_more(answer.text):
        return scripted
    if _has_empty_list(answer.tree):
        return ListPage(claimed=0, ended=True, crumbs=crumbs)
    if at_portal:
        return ListPage(kind="node", ended=True, crumbs=crumbs)
    return ListPage(problem="unreadable", reason="页面上没有读出列表、正文或下级栏目", crumbs=crumbs)


def _only_preview(seen: "_Look", answer: Answer, place: Place) -> bool:
    """The portal's own page is never one published page."""
    return identity(answer.final_url) == identity(place.portal) and bool(seen.links)


def _below(column: FoundColumn, page: str, portal: str) -> bool:
    if identity(page) == identity(portal):
        return True
    address = column.url.partition("#")[0]
    return folder(address).startswith(folder(page)) and folder(address) != folder(page)


def details(answer: Answer, row: Mapping[str, Any]) -> PageFields | None:
    """Plain pages have no data of their own."""
    del answer, row
    return None


class _Look:
    """What the structure of one answer shows: groups of rows, the main list among them, links that name columns."""

    def __init__(self, answer: Answer) -> None:
        tree, base = answer.tree, _base(answer)
        found = [group for group in with_more(groups(tree, base)) if _in_place(group)]
        dated = [group for group in found if group.dated]
        self.crumbs = breadcrumb(tree, base)
        self.main = _main(dated) or _main(_undated_lists(found, answer.final_url))
        self.taken = [group for group in found if group.dated or group is self.main or _articles(group)]
        self.links = menu_links(tree, base, self.taken)


@lru_cache(maxsize=8)
def _look_at(url: str, text: str) -> _Look:
    return _Look(Answer(url, url, 200, "text/html; charset=utf-8", lambda: (text.encode("utf-8", "replace"), None)))


def _look(answer: Answer) -> _Look:
    return _look_at(answer.final_url, answer.text)


def _in_place(group: Group) -> bool:
    """Not in a footer; nor in what is called a breadcrumb, unless it has the rows of a list."""
    labels = [_label(one) for one in _with_ancestors(group.element)]
    if any(_FOOTER.search(label) for label in labels):
        return False
    return (group.dated and len(group.rows) > 2) or not any(_CRUMB.search(label) for label in labels)


def _main(found: list[Group]) -> Group | None:
    """The list of the page: no preview block, nothing at the side, the one with most rows."""
    whole = [group for group in found if group.more is None]
    central = [group for group in whole if not _aside(group)]
    return max(central or whole, key=lambda group: len(group.rows), default=None)


def _aside(group: Group) -> bool:
    return any(_ASIDE.search(_label(one)) for one in _with_ancestors(group.element)[:3])


def _undated_lists(found: list[Group], url: str) -> list[Group]:
    """Groups of links without dates that lead to single documents: two or more, or one in the page's own folder."""
    lists = []
    for group in found:
        documents = [row for row in group.rows if is_article(row.url)]
        near = any(folder(row.url).startswith(folder(url)) for row in documents)
        if documents and len(documents) >= 0.8 * len(group.rows) and (len(documents) > 1 or near):
            lists.append(group)
    return lists


def _articles(group: Group) -> bool:
    return sum(is_article(row.url) for row in group.rows) > 0.5 * len(group.rows)


def _with_ancestors(element: HtmlElement) -> list[HtmlElement]:
    return [element, *(one for one in element.iterancestors() if one.tag not in ("html", "body"))]


def _base(answer: Answer) -> str:
    """The address that relative links start from."""
    for element in answer.tree.iter("base"):
        if element.get("href"):
            return urljoin(answer.final_url, str(element.get("href")))
    return answer.final_url


def _own_name(answer: Answer) -> str:
    """What the portal's page calls itself: end of its breadcrumb, else the first part of its title."""
    crumbs = breadcrumb(answer.tree, answer.final_url)
    if crumbs:
        return crumbs[-1][0]
    title = next((words(one) for one in answer.tree.iter("title")), "")
    return re.split(r"\s*[-_—|–]+\s*", title)[0].strip() or "门户首页"


def _main_text(tree: HtmlElement) -> str:
    """The text that is neither link nor navigation nor footer, in one line."""
    body = tree.find("body")
    text = " ".join(_main_texts(tree if body is None else body))
    return re.sub(r"[\s>|»]+", " ", text).strip()


def _main_texts(element: HtmlElement) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in (*_NO_TEXT, "head"):
        return
    label = _label(element)
    if element.tag != "body" and any(kind.search(label) for kind in (_FOOTER, _CRUMB, _FURNITURE)):
        return
    if element.tag != "a" and element.text:
        yield element.text
    for child in element:
        yield from _main_texts(child)
        if child.tail:
            yield child.tail


def _label(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _without_comments(text: str) -> str:
    """The text without commented-out markup; scripts keep theirs, since old pages wrap their code in comments."""
    kept = [(hit.start(), hit.end()) for hit in _SCRIPT.finditer(text)]
    return _COMMENT.sub(lambda hit: hit[0] if any(start <= hit.start() < end for start, end in kept) else "", text)


def _rows_hidden(text: str) -> bool:
    """Rows lie in a script, a comment or CDATA, or in a platform's own unit that a script fills."""
    hidden = " ".join([*(hit[1] for hit in _SCRIPT.finditer(text)), *(hit[1] for hit in _COMMENT.finditer(text))])
    return bool(_HIDDEN_ROW.search(hidden) or _HIDING.search(text))


def _asks_for_more(text: str) -> bool:
    """Some script of the page fetches something, for whatever it may be."""
    return bool(_ASKING.search(text))


def _has_empty_list(tree: HtmlElement) -> bool:
    """A list's place with nothing in it, which no script of its own fills."""
    for element in tree.iter("ul", "ol", "tbody", "table", "div"):
        label = _label(element)
        if words(element) or next(element.iter("a", "img", "script", "iframe"), None) is not None:
            continue
        in_menu = any(_ASIDE.search(str(one.get("class") or "")) for one in _with_ancestors(element))
        if (element.tag != "div" and not in_menu) or (element.tag == "div" and _LIST_PLACE.search(label)):
            return True
    return False
