"""Portals of plain HTML, whatever made them: columns, lists and pages are told by structure."""

import re
from collections.abc import Mapping
from functools import partial
from typing import Any, Literal

from crawler.answers import Answer, json_of
from crawler.family import FoundColumn, FoundItem, ListPage, Place
from crawler.reading.fields import PageFields
from crawler.reading.nature import is_note
from crawler.requests import Wanted, absolute, authority, folder, identity
from crawler.structure.crumbs import belongs, breadcrumb, leads_up, passes_through, scope
from crawler.structure.filling import around_list, is_unseen, menu_by_script, shows_loading, without_comments
from crawler.structure.forest import forest
from crawler.structure.look import Look, look
from crawler.structure.menus import MenuLink, block_columns
from crawler.structure.own_text import main_text, opened_rows
from crawler.structure.pagers import read_pager
from crawler.structure.rows import Group, Row, words

# Sections of a website that publish no items of the directories; they count only outside the portal's folder.
_SITE_SECTION = re.compile(
    r"(?:.{0,6}(?:新闻|要闻)(?:中心|动态|资讯|发布|聚焦)?|今日.+|.{0,4}动态|走[进近].+|认识.+|魅力.+|(?:互动|政民|公众|交流)(?:交流|互动|参与)|(?:网上|我要)?办事(?:服务|大厅|中心|指引)?|"
    r"政务服务(?:网|大厅|中心)?|便民服务|网上.{2,4}|我要.+|专题(?:专栏|集锦|报道)?|图片.*|视频.*|.*旅游.*|招商.*|投资.*|数据(?:开放|发布)|.*热线|12345.*|(?:友情|相关)链接.*|.{1,4}信箱|.{2,}政府|.*(?:政府网|门户网站|政务网))",
)
# Names that sections of websites share with items of directories: in a menu of the page itself they are columns.
_ALSO_COLUMN = re.compile(r".{0,4}动态|招商.*|投资.*|.*旅游.*|数据发布|便民服务|办事指引")
_TOPIC = re.compile(r"基层政务公开|标准化规范化|重点领域|试点领域|法定主动公开|政府?信息公开|政务公开|公开专[栏区题]")
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar|txt|jpe?g|png)(?:\?|$)|downfile|download", re.I)
_NARROWING = re.compile(r"(?:^|&)\w*(?:sort|order|page|month|day|date|year|type|key)\w*=|(?:^|&)[qm]=", re.I)
_STUB = re.compile(r"location(?:\.href|\.replace|\.assign)?\s*(?:=|\()\s*[\"']([^\"']+)[\"']", re.I)
_REFRESH = re.compile(r"url\s*=\s*[\"']?\s*([^\"'\s;]+)", re.I)
_LEAST_TEXT = 20
_PROSE_TEXT = 80
_WHOLE_TEXT = 200
LOST = "条目由脚本打开，页面中没有其地址"
SENT_UP = "打开后转回首页或上级栏目"
_HIDDEN_TREE = "栏目导航由脚本生成，可能还有未读出的栏目"
_UNSEEN_ROWS = "页面未见条目，不能排除由脚本加载"


def recognise(answer: Answer) -> float:
    """0.5 for any HTML page with links or dated rows: every other family knows its own pages better. 0.1 for HTML that
    shows nothing, which some script may fill."""
    if "html" not in (answer.content_type or "html").lower() and not answer.text.lstrip().startswith("<"):
        return 0.0
    seen = look(answer)
    return 0.5 if seen.taken or seen.links else 0.1


def columns(answer: Answer, place: Place) -> tuple[FoundColumn, ...]:
    """At the portal: the portal's page itself, as the root that all other columns are found from. At a column: what its
    menus and preview blocks name, nested as the menus nest it. A column that lies beside the portal's folder names only
    what a menu nests under itself, unless its breadcrumb leads over the portal or it is the head of a topic."""
    if place.column is None:
        request = Wanted(place.portal, "portal")
        return (FoundColumn(identity(place.portal), _own_name(answer), place.portal, "node", request, explore=True),)
    seen = look(answer)
    topic = place.context.get("topic")
    links = [*block_columns(seen.tree, seen.taken, seen.base), *seen.links]
    if place.context.get("beside") and not topic and not _explored(answer, place, seen):
        links = [link for link in seen.links if _is_under(link, answer) and not _leads_out(link, place)]
    sorted_out = [(link, _role(link, answer, place, topic)) for link in links]
    return forest(sorted_out, place)


def _explored(answer: Answer, place: Place, seen: Look) -> bool:
    return folder(answer.final_url).startswith(scope(place.portal)) or passes_through(place.portal, seen.crumbs)


def _role(link: MenuLink, answer: Answer, place: Place, topic: str | None) -> Mapping[str, Any] | None:
    """What a link is to the portal: the context of its column's request; None for what is no column of it."""
    portal, page = place.portal, answer.final_url
    if link.url is None:
        return {} if link.scripted else None
    if leads_up(link.url, portal) or _is_same(link, answer, place) or _is_facet(link, page):
        return None
    at_portal = identity(page) == identity(portal)
    if link.document and not at_portal:
        return None
    nested = _nested(link, answer, place, topic)
    section = _SITE_SECTION.fullmatch(link.name) is not None and not nested
    section = section and not (link.local and _ALSO_COLUMN.fullmatch(link.name))
    if authority(link.url) != authority(portal):
        known = link.local or (at_portal and not link.site and not link.chosen and link.name)
        return {} if known and not section else None
    if folder(link.url).startswith(scope(portal)):
        return {}
    if topic and folder(link.url).startswith(topic):
        return {"topic": topic, "beside": True}
    if _TOPIC.search(link.name) and not topic:
        return {"topic": folder(link.url), "beside": True}
    if section or link.site or not (link.local or link.block or at_portal or nested) or topic:
        return None
    return {"beside": True}


def _nested(link: MenuLink, answer: Answer, place: Place, topic: str | None) -> bool:
    """Whether a menu of the page nests a link under the page itself or under another of its columns: what hangs there
    is no section of the website, whatever its name (社会救助 > 工作动态)."""
    above = link.above
    if above is None or above.url is None or link.site or not link.name:
        return False
    return _is_under(link, answer) or (link.local and _role(above, answer, place, topic) is not None)


def _is_under(link: MenuLink, answer: Answer) -> bool:
    """Whether a menu nests a link directly under the page itself."""
    above = link.above
    if above is None or above.url is None or link.url is None or link.site or link.document or not link.name:
        return False
    return identity(above.url) in (identity(answer.final_url), identity(answer.url))


def _leads_out(link: MenuLink, place: Place) -> bool:
    return link.url is not None and authority(link.url) != authority(place.portal)


def _is_same(link: MenuLink, answer: Answer, place: Place) -> bool:
    """The page itself. A column that redirects to another one's page, as to the first of its children, is not that."""
    target = identity(link.url or "")
    if target == identity(answer.url):
        return True
    return target == identity(answer.final_url) and (not link.name or link.name in place.path[-1:])


def _is_facet(link: MenuLink, page: str) -> bool:
    """The page itself, narrowed by one more question: a filter, a calendar, an order."""
    path, _, query = (link.url or "").partition("?")
    own_path, _, own_query = page.partition("?")
    if identity(path) != identity(own_path) or not query:
        return False
    asked, own = set(query.split("&")), {part for part in own_query.split("&") if part}
    return own < asked and (bool(own) or (not link.local and _NARROWING.search(query) is not None))


def listed(answer: Answer, place: Place) -> ListPage:
    """What a column's page shows: rows and the way on, one page of text, only further columns, or nothing."""
    if json_of(answer.text) is not None:
        return ListPage(problem="unreadable", reason="返回的是数据而不是网页，其中没有可读的列表")
    seen = look(answer)
    kept = place.context.get("beside") or belongs(answer.final_url, place.portal, seen.crumbs)
    if place.number == 1 and not kept:
        return ListPage(kind="elsewhere", ended=True)
    if sent_up(answer, place):
        return ListPage(problem="unreadable", reason=SENT_UP, crumbs=seen.crumbs)
    if seen.main is not None and _stand_beside_unfilled(seen.main, answer, seen, place):
        return ListPage(problem="script_only", reason=_UNSEEN_ROWS, crumbs=seen.crumbs, name=_own_name(answer))
    if seen.main is not None and not (place.number == 1 and _are_attachments(seen.main, seen)):
        return _list_page(answer, seen, place)
    if place.number > 1:
        return ListPage(problem="unreadable", reason="页面上没有读出列表", crumbs=seen.crumbs)
    return _without_rows(answer, seen, place)


def sent_up(answer: Answer, place: Place) -> bool:
    """Whether a column redirects to the front page or to what lies above the portal: it was not seen itself."""
    return identity(answer.url) != identity(answer.final_url) and leads_up(answer.final_url, place.portal)


def _list_page(answer: Answer, seen: Look, place: Place) -> ListPage:
    assert seen.main is not None
    # Rows that stand twice, for computers and for telephones, are one: else they would fill up the stated total.
    rows: dict[str, Row] = {}
    for row in seen.main.rows:
        rows.setdefault(identity(row.url), row)
    items = tuple(FoundItem(row.url, row.title, row.published) for row in rows.values())
    pager = read_pager(seen.tree, without_comments(answer.text), answer.final_url, place.number, seen.main)
    # Rows lost on one page are missing from the list, however far it is read.
    lost = int(place.context.get("lost") or 0) + seen.lost
    following = None
    if pager.next and authority(pager.next) == authority(place.portal):
        context = {**place.context, "lost": lost} if lost else place.context
        following = Wanted(pager.next, "list", context=context)
    # Rows beside a place that says it is empty do not show how the page's own list would look if it had any.
    anywhere = () if seen.filling.said or seen.filling.empty else ("",)
    built = (*anywhere, *around_list(seen.main.element)) if place.number == 1 else ()
    reason = f"有 {lost} 个{LOST}" if lost else pager.reason
    return ListPage(
        items=items,
        claimed=pager.rows,
        pages=pager.pages,
        next=following,
        ended=pager.ended,
        reason=reason,
        crumbs=seen.crumbs,
        name=_own_name(answer),
        places=seen.filling.places(built) if built else (),
        suspect=seen.filling.hidden or seen.filling.asks or bool(seen.filling.empty),
        otherwise=_without_rows(answer, seen, place) if _may_stand_beside(seen.main, answer, place) else None,
    )


def _are_attachments(main: Group, seen: Look) -> bool:
    """Whether the rows are the files of a text that the page itself is."""
    files = all(_FILE.search(row.url) for row in main.rows)
    return files and not main.dated and len(main_text(seen)) >= _PROSE_TEXT


def _may_stand_beside(main: Group, answer: Answer, place: Place) -> bool:
    """Whether the rows could be a side list that all pages show: they do not lie in the page's own folder."""
    near = sum(folder(row.url).startswith(folder(answer.final_url)) for row in main.rows)
    return place.number == 1 and near < 0.5 * len(main.rows)


def _stand_beside_unfilled(main: Group, answer: Answer, seen: Look, place: Place) -> bool:
    """Whether the rows are others' beside a list that says it is empty until a script has filled it."""
    filled = seen.filling.hidden or seen.filling.asks
    return seen.filling.said and filled and _may_stand_beside(main, answer, place)


def _without_rows(answer: Answer, seen: Look, place: Place) -> ListPage:
    """What a page without a list is. A list is not empty whose own pager states rows or further pages."""
    made = _other_than_rows(answer, seen, place)
    introduced = made.kind == "page" and not made.note and bool(seen.filling.empty)
    if not (introduced or made.kind == "list") or made.problem is not None or made.instead is not None:
        return made
    pager = read_pager(seen.tree, without_comments(answer.text), answer.final_url, place.number, Group(seen.tree, ()))
    if pager.rows:
        reason = f"列表称共 {pager.rows} 条，页面上没有条目"
    elif not introduced and (pager.next or (pager.pages or 0) > 1):
        reason = "列表还有后续页，页面上没有条目"
    else:
        return made
    problem: Literal["unreadable", "script_only"] = "script_only" if made.doubt == "script_only" else "unreadable"
    return ListPage(problem=problem, reason=reason, crumbs=made.crumbs, name=made.name)


def _other_than_rows(answer: Answer, seen: Look, place: Place) -> ListPage:
    """What a page without rows is: a way on, a head of columns, a text, or a list with nothing in it."""
    made = partial(ListPage, crumbs=seen.crumbs, name=_own_name(answer))
    at_portal = identity(answer.final_url) == identity(place.portal)
    onward = _leads_on_to(answer) or _framed(answer, place, seen)
    if onward is not None and authority(onward) == authority(place.portal):
        return made(instead=Wanted(onward, "list", context=place.context))
    below = any(
        _below(link, answer, place.portal) for link in (*seen.links, *block_columns(seen.tree, seen.taken, seen.base))
    )
    if at_portal and below:
        hidden = menu_by_script(seen.tree, answer.text)
        return (
            made(kind="node", problem="script_only", reason=_HIDDEN_TREE) if hidden else made(kind="node", ended=True)
        )
    if any(_below(link, answer, place.portal) for link in block_columns(seen.tree, seen.taken, seen.base)):
        return made(kind="node", ended=True)
    called, text = place.path[-1] if place.path else "", main_text(seen)
    item = FoundItem(answer.final_url, called, None)
    if is_note(called, text, 0, None):
        return made(kind="page", items=(item,), ended=True, note=True)
    if seen.lost:
        return made(problem="script_only", reason=LOST)
    if seen.filling.said and not at_portal and len(text) >= _WHOLE_TEXT:
        # What is empty then is a part beside the text: interpretations, attachments.
        return made(kind="page", items=(item,), ended=True)
    if seen.filling.said and any(opened_rows(seen)):
        return made(problem="script_only", reason=LOST)
    if seen.filling.said:
        return _blank(seen, made, "script_only" if seen.filling.hidden or seen.filling.asks else None, ("",))
    if not at_portal and _is_text(text, seen):
        return made(kind="page", items=(item,), ended=True)
    return _nothing_shown(seen, made, at_portal=at_portal, below=below)


def _nothing_shown(seen: Look, made: "partial[ListPage]", *, at_portal: bool, below: bool) -> ListPage:
    """Neither rows nor text: rows that a script fills, a head of columns, an empty list, or nothing readable."""
    found = seen.filling
    scripted = made(problem="script_only", reason="列表内容只由脚本生成，页面中没有可读的列表")
    if at_portal:
        return scripted if found.asks else made(kind="node", ended=True)
    if found.hidden:
        return _blank(seen, made, "script_only", found.empty) if found.empty else scripted
    if found.empty and (found.list_like or not below):
        return _blank(seen, made, "script_only" if found.asks else "unreadable", found.empty)
    if below:
        return made(kind="node", ended=True)
    if found.bare:
        return _blank(seen, made, "script_only" if found.asks else "unreadable", found.bare)
    return scripted if found.asks else made(problem="unreadable", reason="页面上没有读出列表、正文或下级栏目")


def _is_text(text: str, seen: Look) -> bool:
    """Whether a page's own words make it one published page: an introduction over an empty list does not."""
    found = seen.filling
    if len(text) < _LEAST_TEXT or shows_loading(text) or (found.empty and (found.hidden or found.asks)):
        return False
    return len(text) >= _PROSE_TEXT or not (found.hidden or (found.empty and found.list_like))


def _blank(
    seen: Look, made: "partial[ListPage]", doubt: Literal["unreadable", "script_only"] | None, built: tuple[str, ...]
) -> ListPage:
    """A list without rows. Where the page does not say so itself, only another column of the portal whose rows stand in
    a place built in the same way, with the same scripts, can tell that nothing is missing."""
    if doubt is None:
        return made(claimed=0, ended=True)
    return made(ended=True, doubt=doubt, reason=_UNSEEN_ROWS, places=seen.filling.places(built))


def _below(link: MenuLink, answer: Answer, portal: str) -> bool:
    """Whether a link leads to a column under the page."""
    page = answer.final_url
    if link.url is None or authority(link.url) != authority(page) or identity(link.url) == identity(page):
        return False
    if identity(page) == identity(portal):
        return not leads_up(link.url, portal)
    under = (
        folder(page) if identity(page).endswith("/") or "." not in identity(page).rpartition("/")[2] else scope(page)
    )
    above = link.above
    nested = above is not None and above.url is not None and identity(above.url) == identity(page)
    return nested or (folder(link.url).startswith(under) and folder(link.url) != folder(page))


def details(answer: Answer, row: Mapping[str, Any]) -> PageFields | None:
    """Plain pages have no data of their own."""
    del answer, row
    return None


def _leads_on_to(answer: Answer) -> str | None:
    """Where a page without a text of its own sends its reader at once."""
    if len(words(answer.tree)) > 200 or next(answer.tree.iter("a"), None) is not None:
        return None
    given = [
        str(one.get("content") or "")
        for one in answer.tree.iter("meta")
        if str(one.get("http-equiv")).lower() == "refresh"
    ]
    hits = [_REFRESH.search(content) for content in given]
    hits += [_STUB.search(one.text or "") for one in answer.tree.iter("script")]
    target = next((absolute(answer.final_url, hit[1]) for hit in hits if hit), None)
    return target if target != answer.final_url else None


def _framed(answer: Answer, place: Place, seen: Look) -> str | None:
    """The one frame of this host that stands in the place of a list."""
    if len(main_text(seen)) >= _PROSE_TEXT:
        return None
    targets = [
        absolute(answer.final_url, str(one.get("src") or ""))
        for one in answer.tree.iter("iframe")
        if not is_unseen(one)
    ]
    own = [
        one
        for one in targets
        if one and authority(one) == authority(place.portal) and identity(one) != identity(answer.final_url)
    ]
    return own[0] if len(own) == 1 and len(targets) == 1 else None


def _own_name(answer: Answer) -> str:
    """What a page calls itself: end of its breadcrumb, else the first part of its title."""
    crumbs = breadcrumb(answer.tree, answer.final_url)
    if crumbs:
        return crumbs[-1][0]
    for one in answer.tree.iter("meta"):
        if str(one.get("name")).lower() == "columnname" and str(one.get("content") or "").strip():
            return str(one.get("content")).strip()
    title = next((words(one) for one in answer.tree.iter("title")), "")
    return re.split(r"\s*[-_—|–]+\s*", title)[0].strip() or "门户首页"
