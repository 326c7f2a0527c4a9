"""广东省政府信息公开平台 (`/gkmlpt/`): tree and details in `window._CONFIG`, lists from a JSON interface."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from html import unescape
from typing import Any
from urllib.parse import urlencode, urlsplit

from crawler.answers import Answer, json_of
from crawler.family import FoundColumn, FoundItem, ListPage, Place
from crawler.reading.dates import from_epoch, read_date
from crawler.reading.fields import AttachmentLink, PageFields
from crawler.requests import Wanted, absolute
from crawler.script_object import members
from crawler.structure.interface_values import count, plain

PAST_THE_END = frozenset({"gone", "soft_404"})
SIGN = "_CONFIG"
PER_PAGE = 100

_BASE = re.compile(r"^(https?://[^/]+(?:/[^/?#]+)*?)/gkmlpt(?:/|$)")
_CONFIG = "_CONFIG"


def recognise(answer: Answer) -> float:
    """1.0 with the platform's configuration in the page, 0.3 by the address alone."""
    if _CONFIG in answer.text and isinstance(members(answer.text, _CONFIG).get("TREE"), list):
        return 1.0
    return 0.3 if _BASE.match(answer.final_url) else 0.0


def columns(answer: Answer, place: Place) -> tuple[FoundColumn, ...]:
    """The tree of `_CONFIG.TREE`. A node that jumps is a link-out and never asked; where all children of a node jump,
    the node's own list is the source; other nodes are asked too when the platform counts articles in them."""
    config = members(answer.text, _CONFIG)
    tree = config.get("TREE")
    if place.column is not None or not isinstance(tree, list):
        return ()
    base = _BASE.match(answer.final_url)
    root = base[1] if base else answer.final_url.rpartition("/gkmlpt")[0] or _origin(answer.final_url)
    interface = _Interface(root, str(config.get("SID", "")), answer.final_url)
    return tuple(_column(node, interface) for node in tree if _is_node(node))


@dataclass(frozen=True)
class _Interface:
    """What requests of one portal have in common: `index` is the page whose cookie some deployments ask for."""

    base: str
    sid: str
    index: str


def _is_node(node: object) -> bool:
    return isinstance(node, dict) and node.get("id") is not None and bool(node.get("name"))


def _column(node: Mapping[str, Any], interface: _Interface) -> FoundColumn:
    number = str(node["id"])
    name = plain(str(node["name"]))
    jump = str(node.get("jump_url") or "").strip()
    if jump:
        return FoundColumn(number, name, absolute(interface.index, jump) or jump, "link_out")
    children = tuple(_column(child, interface) for child in node.get("children") or () if _is_node(child))
    claimed = count(node.get("post_count"))
    only_jumps = all(child.kind == "link_out" for child in children)
    url = f"{interface.base}/gkmlpt/index#{number}"
    # A node above other columns counts their articles too on some sites; its list is read all the same: articles filed
    # directly under it are shown nowhere else.
    if only_jumps or claimed:
        request = _list_request(interface, number, 1, claimed if not children else None)
        return FoundColumn(number, name, url, "list", request, None, children)
    return FoundColumn(number, name, url, "node", None, claimed, children)


def _list_request(interface: _Interface, category: str, page: int, in_tree: int | None, seen: int = 0) -> Wanted:
    """`in_tree` is what the tree counts for a leaf: an empty answer against it is no empty column."""
    query = urlencode({"page": page, "sid": interface.sid})
    context = {**asdict(interface), "category": category, "in_tree": in_tree, "seen": seen}
    # Beyond the first page anything may stand for the end; the first page is a list of articles or nothing at all.
    holds = "articles" if page == 1 else ""
    url = f"{interface.base}/gkmlpt/api/all/{category}?{query}"
    return Wanted(url, "list", context=context, holds=holds, session=interface.index, interface="gkmlpt")


def listed(answer: Answer, place: Place) -> ListPage:
    """One page of the interface: `articles`, with the total in `classify.post_count` (or `total`)."""
    data = json_of(answer.text)
    articles = data.get("articles") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(articles, list):
        if place.number > 1:
            # What is no JSON is the end where the count is reached, which the walk tells.
            return ListPage(ended=True, reason="列表末页不是文章列表，接口也没有给出条数，无法确认已读完")
        return ListPage(problem="unreadable", reason="列表接口返回的不是文章列表")
    classify = data.get("classify")
    stated = classify.get("post_count") if isinstance(classify, dict) else None
    claimed = count(stated if stated is not None else data.get("total"))
    if not articles and place.number == 1 and claimed is None:
        return ListPage(problem="unreadable", reason="列表接口没有给出条数，无法判断栏目是否为空")
    in_tree = count(place.context.get("in_tree"))
    if not articles and place.number == 1 and in_tree:
        return ListPage(problem="unreadable", reason=f"栏目树称有 {in_tree} 条，列表接口没有返回文章")
    # Where tree and interface disagree the greater number counts: nothing is called complete that one of them doubts.
    claimed = max((known for known in (claimed, in_tree) if known is not None), default=None)
    if claimed is not None and claimed < len(articles):
        claimed = None  # a count that the first rows exceed says nothing of the end
    base = str(place.context.get("base") or _origin(answer.final_url))
    items = tuple(item for item in (_item(article, answer.final_url, base) for article in articles) if item is not None)
    if len(items) < len(articles):
        return ListPage(items=items, claimed=claimed, reason="列表中有无法读取的行")
    following = None
    # A short page is the last one where the count says so too; a full one may have more behind it whatever it says.
    seen = int(place.context.get("seen") or 0) + len(articles)
    full = len(articles) >= int(place.context.get("longest") or PER_PAGE)
    more = full or claimed is None or seen < claimed
    if articles and more and place.context.get("category"):
        given = place.context
        interface = _Interface(given["base"], given["sid"], given["index"])
        following = _list_request(interface, given["category"], place.number + 1, in_tree, seen)
        following = replace(following, context={**following.context, "longest": len(articles)})
    return ListPage(items=items, claimed=claimed, next=following, ended=not articles or not more)


def _item(article: object, page: str, base: str) -> FoundItem | None:
    """One article; where it names no address, its number does."""
    if not isinstance(article, dict):
        return None
    number = count(article.get("id"))
    own = f"{base}/gkmlpt/content/{number // 1_000_000}/{number // 1_000}/post_{number}.html" if number else ""
    link = str(article.get("url") or article.get("post_url") or own)
    address = absolute(page, link) if link else None
    title = plain(str(article.get("title") or ""))
    return FoundItem(address, title, _published(article), article) if address and title else None


def details(answer: Answer, row: Mapping[str, Any]) -> PageFields | None:
    """The page's own `_CONFIG.DETAIL`, completed from the article of the list; None where there is neither."""
    detail = members(answer.text, _CONFIG).get("DETAIL")
    own = detail if isinstance(detail, dict) else {}
    if not own and not row:
        return None
    article = {**row, **{name: value for name, value in own.items() if value not in (None, "")}}
    return PageFields(
        title=plain(str(article.get("title") or "")) or None,
        published=_published(article),
        first_published=_moment(article, "first_publish_time"),
        written=_moment(article, "date") or read_date(_text(article, "date")),
        doc_number=_text(article, "document_number"),
        index_number=_text(article, "identifier"),
        publisher=_text(article, "publisher") or _text(article, "publisher_src"),
        topic=_text(article, "classify_theme_name") or _text(article, "classify_main_name"),
        validity=_validity(article),
        body_html=_body(own),
        attachments=_attachments(article, answer.final_url),
        of_row=not own,
    )


def _body(own: Mapping[str, Any]) -> str | None:
    """The text of DETAIL; some deployments escape it once more."""
    content = own.get("content")
    if not isinstance(content, str):
        return None
    return unescape(content) if "<" not in content and "&lt;" in content else content


def _published(article: Mapping[str, Any]) -> date | None:
    shown = _moment(article, "display_publish_time") or _moment(article, "visible_publish_time")
    return shown or read_date(_text(article, "pub_time")) or _moment(article, "publish_time")


def _moment(article: Mapping[str, Any], name: str) -> date | None:
    """The day of a moment in seconds; 0 and anything that is no number mean that there is none."""
    value = article.get(name)
    return from_epoch(value) if isinstance(value, int | float | str) and value else None


def _validity(article: Mapping[str, Any]) -> str | None:
    if str(article.get("is_abolished") or 0) == "1":
        return "废止"
    if str(article.get("is_expired") or 0) == "1":
        return "失效"
    return "有效" if "is_expired" in article or "is_abolished" in article else None


def _attachments(article: Mapping[str, Any], page: str) -> tuple[AttachmentLink, ...] | None:
    """The attachments the platform lists; None where it lists none, since the text may still link to some."""
    given = article.get("attachment")
    found = []
    for entry in given if isinstance(given, list) else ():
        address = absolute(page, str(entry.get("url") or "")) if isinstance(entry, dict) else None
        if address is not None:
            name = str(entry.get("name") or entry.get("title") or "") or urlsplit(address).path.rpartition("/")[2]
            extension = urlsplit(address).path.rpartition(".")[2].lower() if "." in address.rpartition("/")[2] else None
            found.append(AttachmentLink(address, plain(name), extension))
    return tuple(found) or None


def _text(article: Mapping[str, Any], name: str) -> str | None:
    value = article.get(name)
    return plain(value) or None if isinstance(value, str) else None


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
