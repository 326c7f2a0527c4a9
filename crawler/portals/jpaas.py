"""大汉 jpaas: the list of a column's page is a unit that a script asks `jpaas-publish-server` for."""

import json
import re
from ast import literal_eval
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from crawler.answers import Answer, answer_of, json_of
from crawler.family import FoundColumn, FoundItem, ListPage, Place
from crawler.portals import static
from crawler.reading.fields import PageFields
from crawler.requests import Wanted, identity, joined
from crawler.structure.crumbs import leads_up
from crawler.structure.look import Look, look
from crawler.structure.rows import Group, groups, is_document, words

_UNIT = "jpaas-publish-server/front/page/build/unit"
_PAGE_TYPE = re.compile(r"<meta[^>]+(?:id|name)=[\"']pagetype[\"'][^>]+content=[\"']?(\d)", re.I)
_LIST = re.compile(r"列表|list|分页|信息|文章|内容|新闻", re.I)
_OTHER = re.compile(
    r"导航|菜单|栏目名|面包屑|当前位置|位置|头部|底部|页头|页尾|轮播|图片|logo|nav|menu|head|foot|banner", re.I
)
_BESIDE = re.compile(r"推荐|热点|热门|相关|排行|右侧|最新|专题", re.I)
_PROSE = 80


def recognise(answer: Answer) -> float:
    """0.95 with a unit in the page, 0.65 with the platform's own metas or files, which leave it a plain page."""
    text = answer.text
    if "<" not in text[:2_000] or text.lstrip()[:1] in "{[":
        return 0.0
    if _UNIT in text and re.search(r"querydata\s*=", text, re.I):
        return 0.95
    if _PAGE_TYPE.search(text) and "/cms_files/" in text:
        return 0.65
    return 0.55 if "/api-gateway/jpaas-" in text else 0.0


def columns(answer: Answer, place: Place) -> tuple[FoundColumn, ...]:
    """The columns of menus and headings, by their structure; the interface names none."""
    return () if _is_unit(answer) else static.columns(answer, place)


@dataclass(frozen=True)
class _Unit:
    """One unit of a page: the interface's address and what it is asked with."""

    url: str
    query: tuple[tuple[str, str], ...]

    @property
    def tag(self) -> str:
        return dict(self.query).get("tagId", "")


def listed(answer: Answer, place: Place) -> ListPage:
    """A column's page, which leads to its unit, or one page of the unit."""
    if _is_unit(answer):
        return _unit_page(answer, place)
    if json_of(answer.text) is not None:
        return ListPage(problem="unreadable", reason="栏目页面返回的是数据，不是页面")
    shown = static.listed(answer, place)
    up = identity(answer.url) != identity(answer.final_url) and leads_up(answer.final_url, place.portal)
    if shown.kind == "elsewhere" or up or place.number > 1:
        return shown
    kind = _PAGE_TYPE.search(answer.text)
    units = _units(answer)
    if not units or (kind is not None and kind[1] == "1"):
        return shown
    if shown.kind == "list" and shown.items and not any(_LIST.search(unit.tag) for unit in units):
        return shown
    asked = _request(units[0], answer.final_url, 1, 0, units[1:])
    return ListPage(instead=asked, crumbs=shown.crumbs, name=shown.name)


def _units(answer: Answer) -> tuple[_Unit, ...]:
    """The units that can be the list, the likeliest first."""
    found = []
    for script in answer.tree.iter("script"):
        told = _query(str(script.get("querydata") or ""))
        url = joined(answer.final_url, str(script.get("url") or ""))
        if told and _UNIT in url and not _OTHER.search(told.get("tagId", "")):
            found.append(_Unit(url, tuple(told.items())))
    ranked = sorted(dict.fromkeys(found), key=lambda unit: (bool(_BESIDE.search(unit.tag)), not _LIST.search(unit.tag)))
    return tuple(ranked)


def _query(text: str) -> dict[str, str]:
    """The parameters of a unit: an object in single quotes, or JSON."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        try:
            told = literal_eval(text.strip())
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            return {}
    return {str(name): str(value) for name, value in told.items()} if isinstance(told, dict) else {}


def _request(unit: _Unit, page: str, number: int, size: int, others: tuple[_Unit, ...] = ()) -> Wanted:
    """The first page is asked for as the page itself does; later ones heed `paramJson` alone."""
    query = [*unit.query]
    if number > 1:
        query.append(("paramJson", json.dumps({"pageNo": number, "pageSize": size}, separators=(",", ":"))))
    url = f"{unit.url}{'&' if '?' in unit.url else '?'}{urlencode(query, quote_via=quote)}"
    context = {"url": unit.url, "query": unit.query, "page": page, "others": [(one.url, one.query) for one in others]}
    return Wanted(url, "list", headers=(("Referer", page),), context=context, interface="jpaas")


def _unit_page(answer: Answer, place: Place) -> ListPage:
    """One page of a unit: markup inside JSON, with a pager that states the number of rows."""
    said = json_of(answer.text)
    data = said.get("data") if isinstance(said, dict) else None
    markup = data.get("html") if isinstance(data, dict) else data
    if not isinstance(markup, str) or "url" not in place.context:
        return ListPage(problem="unreadable", reason="列表接口返回的不是页面片段")
    context = place.context
    page = str(context["page"])
    body = f"<body>{markup}</body>".encode("utf-8", "replace")
    seen = look(answer_of(page, body, content_type="text/html; charset=utf-8"))
    unit = _Unit(str(context["url"]), tuple((name, value) for name, value in context["query"]))
    claimed, size, paged = _pager(seen)
    main = seen.main or _few_rows(seen, page)
    if main is None:
        return _no_rows(seen, markup, claimed, place)
    items = tuple(FoundItem(row.url, row.title, row.published) for row in main.rows)
    size = size or len(items)
    claimed = claimed if claimed is not None and claimed >= len(items) else None  # one that the rows exceed is none
    # A total may be stated too low: behind a full page that reaches it there may be another.
    ended = not paged if claimed is None else place.number * size >= claimed and len(main.rows) + main.lost < size
    lost = f"有 {main.lost} 个条目由脚本打开，页面中没有其地址" if main.lost else None
    unsure = "列表没有给出总数，后续页与前一页相同" if claimed is None and not ended else None
    return ListPage(
        items=items,
        claimed=claimed,
        next=None if ended else _request(unit, page, place.number + 1, size),
        ended=ended,
        reason=lost or unsure,
        places=(f"jpaas {unit.tag}",),
    )


def _few_rows(seen: Look, page: str) -> Group | None:
    """Rows of single documents that are too few to be a list in a page of other things."""
    found = [one for one in groups(seen.tree, page) if one.rows and all(is_document(row.url) for row in one.rows)]
    return max(found, key=lambda one: len(one.rows), default=None)


def _pager(seen: Look) -> tuple[int | None, int, bool]:
    """The number of rows and of rows on a page that the pager states, and whether there is one."""
    for element in seen.tree.iter("table", "div", "ul", "p"):
        told = {name: str(element.get(name) or "") for name in ("count", "rows", "pageno")}
        if told["count"].isdigit():
            return int(told["count"]), int(told["rows"]) if told["rows"].isdigit() else 0, True
    paged = any(
        re.search(r"pagination|pgToolbar", str(one.get("class") or "")) for one in seen.tree.iter("table", "div")
    )
    return None, 0, paged


def _no_rows(seen: Look, markup: str, claimed: int | None, place: Place) -> ListPage:
    """Markup without rows: another unit may be the list; else a text, an empty list, or nothing that can be read."""
    others = [_Unit(str(url), tuple((name, value) for name, value in query)) for url, query in place.context["others"]]
    if place.number > 1:
        return ListPage(ended=claimed is None or claimed == 0, problem="unreadable" if claimed else None)
    page = str(place.context["page"])
    if claimed == 0:
        return ListPage(claimed=0, ended=True)
    if claimed:
        return ListPage(problem="unreadable", reason=f"列表称共 {claimed} 条，接口没有返回条目")
    if others:
        return ListPage(instead=_request(others[0], page, 1, 0, tuple(others[1:])))
    if seen.filling.said:
        return ListPage(claimed=0, ended=True)
    if len(words(seen.tree)) >= _PROSE:
        called = place.path[-1] if place.path else ""
        return ListPage(
            kind="page", items=(FoundItem(page, called, None, {"html": markup, "name": called}),), ended=True
        )
    if re.search(r"<(?:ul|ol|table|div)\b", markup):
        tag = dict(place.context["query"]).get("tagId", "")
        return ListPage(
            ended=True, doubt="unreadable", reason="接口没有返回条目，也没有给出条数", places=(f"jpaas {tag}",)
        )
    return ListPage(problem="unreadable", reason="列表接口返回空内容")


def _is_unit(answer: Answer) -> bool:
    return _UNIT in answer.url


def details(answer: Answer, row: Mapping[str, Any]) -> PageFields | None:
    """The text that a column's page has from its unit alone; other pages have no data of their own."""
    del answer
    return PageFields(title=row.get("name") or None, body_html=str(row["html"])) if row.get("html") else None
