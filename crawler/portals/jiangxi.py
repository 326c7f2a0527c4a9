"""江西集约化平台: tree, first rows and texts are data in scripts of a page; more rows come from `POST /queryList`."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape
from itertools import islice
from typing import Any
from urllib.parse import urlencode, urljoin

from crawler.answers import Answer, json_of
from crawler.family import FoundColumn, FoundItem, ListPage, Place
from crawler.portals import static
from crawler.reading.dates import read_date
from crawler.reading.fields import AttachmentLink, PageFields
from crawler.requests import Wanted, absolute, authority, identity
from crawler.script_object import assigned, literal, members
from crawler.structure.crumbs import belongs
from crawler.structure.interface_values import count, plain
from crawler.structure.look import base_of

SIGN = "websiteCode"

_STAMP = re.compile(r"\d{13}(?=\.\w{2,5}$)")
_ARGUMENT = re.compile(r"[=(,]\s*(?=\{\s*[\"'])")
_SCRIPT = re.compile(r"<script\b[^>]*>(.*?)</script>", re.I | re.S)
_FORM = (("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"),)
_PER_PAGE = 15
_MOST_PER_PAGE = 100
_DEEPEST = 12
_MOST_VALUES = 20


def recognise(answer: Answer) -> float:
    """0.95 with the platform's description of the column, 0.9 with its rows, in a script of the page."""
    if "channelsTagSelf" in answer.text and members(answer.text, "channelsTagSelf"):
        return 0.95
    return 0.9 if "articleList" in answer.text and _articles(answer) is not None else 0.0


def columns(answer: Answer, place: Place) -> tuple[FoundColumn, ...]:
    """What the page's data name below its own column, hidden ones left out; then what its menus name as plain HTML. A
    portal that opens as one of its columns shows what stands beside that one."""
    if json_of(answer.text) is not None:
        return ()
    tree = _Tree(answer)
    if place.column is None:
        return tuple(replace(root, name=_name(tree.own) or root.name) for root in static.columns(answer, place))
    below = tree.below_own()
    if (
        not below
        and identity(answer.final_url) != identity(answer.url)
        and identity(answer.url) == identity(place.portal)
    ):
        below = tree.top()
    known = tree.keys_of(tree.nodes)
    shown = tuple(_column(node, tree, place) for node in below if not _is_hidden(node))
    others = (one for one in static.columns(answer, place) if one.key not in known)
    return (*shown, *others)


class _Tree:
    """The columns that a page names: its own and those above it, with what hangs below them."""

    def __init__(self, answer: Answer) -> None:
        self.base, self.page = base_of(answer), answer.final_url
        own = members(answer.text, "channelsTagSelf")
        above = assigned(answer.text, "channelsTagParent")
        self.above = [node for node in above if isinstance(node, dict)] if isinstance(above, list) else []
        self.nodes = [node for top in (own, *self.above) for node in _branch(top, 0)]
        self.here = [node for node in self.nodes if self.address(node) and self.key(node) == identity(self.page)]
        self.own: Mapping[str, Any] = own or next(iter(self.here), own)

    def below_own(self) -> list[Mapping[str, Any]]:
        """The children of the page's own column: named in it, or elsewhere as belonging to it."""
        number = self.own.get("id")
        found = [child for node in (self.own, *self.here) for child in _children(node)]
        found += [one for one in self.nodes if number and one.get("parentId") == number]
        return list({self.key(one): one for one in reversed(found)}.values())[::-1]

    def top(self) -> list[Mapping[str, Any]]:
        """The columns below the ones above the page."""
        return [child for node in self.above for child in _children(node)]

    def address(self, node: Mapping[str, Any]) -> str | None:
        return _address_of(node.get("urls"), self.base)

    def key(self, node: Mapping[str, Any]) -> str:
        address = self.address(node)
        return identity(address) if address else f"{authority(self.page)}#{node.get('code') or node.get('id')}"

    def keys_of(self, nodes: list[Mapping[str, Any]]) -> set[str]:
        return {self.key(node) for node in nodes}


def _branch(node: Mapping[str, Any], depth: int) -> Iterator[Mapping[str, Any]]:
    if node and depth <= _DEEPEST:
        yield node
        for child in _children(node):
            yield from _branch(child, depth + 1)


def _children(node: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    given = node.get("children")
    return [child for child in given if isinstance(child, dict)] if isinstance(given, list) else []


def _is_hidden(node: Mapping[str, Any]) -> bool:
    return str(node.get("showOrNot", 1)) == "0"


def _column(node: Mapping[str, Any], tree: _Tree, place: Place) -> FoundColumn:
    key, name, address = tree.key(node), _name(node), tree.address(node)
    children = tuple(_column(child, tree, place) for child in _children(node) if not _is_hidden(child))
    if address is None:
        kind: Any = "node" if children or count(node.get("childCount")) else "list"
        return FoundColumn(key, name, f"{place.portal}#{name}", kind, None, None, children)
    if authority(address) != authority(place.portal):
        return FoundColumn(key, name, address, "link_out", None, None, children)
    request = Wanted(address, "list", context={**place.context, "beside": True})
    return FoundColumn(key, name, address, "list", request, None, children, explore=True)


def _name(node: Mapping[str, Any]) -> str:
    return plain(node.get("name")) or plain(node.get("showName"))


def _address_of(urls: object, base: str) -> str | None:
    """The desktop address: `urls` is an object, often written as a text once more."""
    given = json_of(urls) if isinstance(urls, str) else urls
    desktop = given.get("pc") if isinstance(given, dict) else None
    return absolute(base, desktop) if isinstance(desktop, str) and desktop.strip() else None


def listed(answer: Answer, place: Place) -> ListPage:
    """The rows in the page's script, whole pages of them, and the request for the next page; or an answer to that."""
    if "queried" in place.context:
        return _queried(answer, place)
    tree, articles = _Tree(answer), _articles(answer)
    crumbs = _crumbs(tree)
    if not (place.context.get("beside") or belongs(answer.final_url, place.portal, crumbs)):
        return ListPage(kind="elsewhere", ended=True)
    if place.number == 1 and static.sent_up(answer, place):
        return ListPage(problem="unreadable", reason=static.SENT_UP, crumbs=crumbs)
    own = tree.own
    query = _query(answer, own)
    gathers = str(own.get("aggregationChannel") or 0) != "0" or (query is not None and not query.own)
    claimed = None if gathers else count(own.get("articleCount"))
    if articles is None and (query is None or claimed == 0):
        return _plain_page(answer, place, own)
    request = _first_request(answer, query, place) if query else None
    articles = articles or []
    items = tuple(item for item in (_item(article, tree.base) for article in articles) if item is not None)
    made = ListPage(items=items, crumbs=crumbs, name=_name(own) or crumbs[-1][0] if crumbs else _name(own))
    if len(items) < len(articles):
        return replace(made, claimed=claimed, reason="列表中有无法读取的行")
    too_low = claimed is not None and len(articles) > claimed and request is not None
    if claimed is not None and len(articles) >= claimed and not too_low:
        leads_on = not articles and (_children(own) or count(own.get("childCount")))
        return replace(made, claimed=claimed, ended=True, kind="node" if leads_on else "list")
    if request is None:
        return replace(made, claimed=claimed, reason="页面中没有后续页的参数，无法确认列表是否已读完")
    return _onward(made, claimed, request)


def _onward(made: ListPage, claimed: int | None, request: Wanted) -> ListPage:
    """The page ends with the last of its rows that fills a page of the interface; the interface goes on behind it."""
    per_page = int(request.context["queried"]["per_page"])
    pages = len(made.items) // per_page
    if pages == 0:
        return replace(made, items=(), instead=request)
    return replace(made, items=made.items[: pages * per_page], claimed=claimed, next=_page_of(request, pages + 1))


def _plain_page(answer: Answer, place: Place, own: Mapping[str, Any]) -> ListPage:
    """A page of the platform that shows its rows or its text as plain HTML."""
    seen = static.listed(answer, place)
    if seen.items or seen.kind != "list":
        return seen
    if count(own.get("childCount")) and count(own.get("articleCount")) == 0:
        return ListPage(kind="node", ended=True, crumbs=seen.crumbs, name=seen.name)
    return seen


def _crumbs(tree: _Tree) -> tuple[tuple[str, str], ...]:
    given = tree.own.get("crumbs")
    steps = [step for step in given if isinstance(step, dict)] if isinstance(given, list) else []
    return tuple((_name(step), _address_of(step.get("urls"), tree.base) or "") for step in steps if _name(step))


def _articles(answer: Answer) -> list[Any] | None:
    """The rows of the page's script; None where it has none at all."""
    given = members(answer.text, "listData").get("articleList") if "listData" in answer.text else None
    return given if isinstance(given, list) else None


def _item(article: object, base: str) -> FoundItem | None:
    if not isinstance(article, dict):
        return None
    metadata = json_of(article["metadata"]) if isinstance(article.get("metadata"), str) else article.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    # The external address of a link; migrated pages keep their old one here beside their own.
    linked = str(metadata.get("LinkTitle") or "")
    address = _address_of(article.get("urls"), base) or (absolute(base, linked) if linked else None)
    title = plain(article.get("title")) or plain(article.get("showTitle"))
    if not address or not title:
        return None
    files = article.get("articleFiles")
    files = json_of(files) if isinstance(files, str) else files
    row = {"files": files if isinstance(files, list) else [], "topic": plain(metadata.get("xxgk_ztfl"))}
    return FoundItem(address, title, read_date(str(article.get("pubDate") or "")), row)


@dataclass(frozen=True)
class _Query:
    """What is posted for one page of rows; `own` tells the column's own rows from those of others it gathers."""

    pairs: tuple[tuple[str, str], ...]
    per_page: int
    own: bool


def _first_request(answer: Answer, query: _Query, place: Place) -> Wanted:
    """The request for the first page of rows."""
    queried = {"pairs": query.pairs, "per_page": query.per_page, "page": 1, "base": base_of(answer)}
    context = {**place.context, "queried": queried}
    url = urljoin(answer.final_url, "/queryList")
    return _page_of(Wanted(url, "list", "POST", "", _FORM, context, "data.results", "", "jiangxi"), 1)


def _query(answer: Answer, own: Mapping[str, Any]) -> _Query | None:
    """The parameters that the page gives its list; those of the column's own list where there are several."""
    mine = {str(own[name]) for name in ("code", "id") if own.get(name)}
    given = [one for one in _parameters(answer.text) if "channelCode" in one or "channelId" in one]
    chosen = next((one for one in given if _channels(one) <= mine), given[0] if given else None)
    website = re.search(r"\bwebsiteCode\s*=\s*[\"']([\w-]+)[\"']", answer.text)
    if chosen is None and website is not None and own.get("code"):
        chosen = {"webSiteCode": [website[1]], "channelCode": [str(own["code"])]}
    if chosen is None:
        return None
    per_page = min(count(chosen.get("perPage")) or count(chosen.get("pageSize")) or _PER_PAGE, _MOST_PER_PAGE)
    # Whole texts in a list of rows would be a needless load.
    asked = {"current": 1, **chosen, "perPage": per_page, "pageSize": per_page, "notReturnContent": "true"}
    return _Query(tuple(_pairs(asked)), per_page, _channels(chosen) <= mine)


def _channels(given: Mapping[str, Any]) -> set[str]:
    return {*_values(given.get("channelCode")), *_values(given.get("channelId"))}


def _parameters(text: str) -> Iterator[Mapping[str, Any]]:
    for script in _SCRIPT.finditer(text):
        if "channelCode" in script[1] or "channelId" in script[1]:
            for hit in islice(
                re.finditer(r"\b\w*[pP]aram\w*\s*=\s*(?=\{)|loadPageData\s*\(\s*(?=\{)", script[1]), _MOST_VALUES
            ):
                try:
                    value = literal(script[1], hit.end())[0]
                except ValueError:
                    continue
                if isinstance(value, dict):
                    yield value


def _values(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)] if value else []


def _pairs(given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in given.items():
        if isinstance(value, list):
            yield from ((f"{name}[]", plain(str(one))) for one in value)
        elif isinstance(value, bool):
            yield name, str(value).lower()
        elif isinstance(value, str | int | float):
            yield name, plain(str(value))


def _page_of(request: Wanted, number: int) -> Wanted:
    queried = {**request.context["queried"], "page": number}
    pairs = [(name, str(number) if name == "current" else value) for name, value in queried["pairs"]]
    return replace(request, body=urlencode(pairs), context={**request.context, "queried": queried})


def _queried(answer: Answer, place: Place) -> ListPage:
    """One page of the interface: `data.results[].source`, with the number of all rows in `data.total`."""
    said = json_of(answer.text)
    data = said.get("data") if isinstance(said, dict) else None
    results = data.get("results") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(results, list):
        return ListPage(problem="unreadable", reason="列表接口返回的不是条目列表")
    queried = place.context["queried"]
    total = next(
        (found for name in ("total", "totalCount", "count") if (found := count(data.get(name))) is not None), None
    )
    if not results and place.number == 1 and total != 0:
        return ListPage(problem="unreadable", reason="列表接口没有返回条目，也没有说明栏目为空")
    sources = [one.get("source", one) if isinstance(one, dict) else None for one in results]
    items = tuple(item for item in (_item(source, queried["base"]) for source in sources) if item is not None)
    if len(items) < len(results):
        return ListPage(items=items, claimed=total, reason="列表中有无法读取的行")
    page, per_page = int(queried["page"]), int(queried["per_page"])
    ended = not results or (len(results) < per_page and (total is None or page * per_page >= total))
    asked = Wanted(answer.url, "list", "POST", "", _FORM, place.context, "data.results", "", "jiangxi")
    return ListPage(items=items, claimed=total, next=None if ended else _page_of(asked, page + 1), ended=ended)


def details(answer: Answer, row: Mapping[str, Any]) -> PageFields | None:
    """The article that a script of the page holds, with the files and subject of its row; None for neither."""
    article = _article(answer)
    given = article.get("articleFiles") if article else None
    files = (given if isinstance(given, list) else None) or row.get("files") or []
    attachments = tuple(_attachments(files, base_of(answer)))
    if not article and not attachments and not row.get("topic"):
        return None
    return PageFields(
        title=plain(article.get("title")) or None,
        published=read_date(str(article.get("pubDate") or "")),
        topic=row.get("topic") or None,
        body_html=_body(str(article["content"])) if article else None,
        attachments=attachments or None,
        of_row=not article,
    )


def _body(content: str) -> str:
    return unescape(content) if "<" not in content and "&lt;" in content else content


def _article(answer: Answer) -> Mapping[str, Any]:
    """The one object with a title and a text among the values that scripts of the page assign or hand on."""
    found: dict[str, Mapping[str, Any]] = {}
    for script in _SCRIPT.finditer(answer.text):
        if '"content"' not in script[1] and "content:" not in script[1]:
            continue
        end = 0
        for hit in islice(_ARGUMENT.finditer(script[1]), _MOST_VALUES):
            if hit.end() < end:
                continue
            try:
                value, end = literal(script[1], hit.end())
            except ValueError:
                continue
            text = value.get("content")
            if isinstance(text, str) and text.strip() and plain(value.get("title")):
                found[json.dumps([value.get("id"), text])] = value
    return next(iter(found.values())) if len(found) == 1 else {}


def _attachments(files: object, base: str) -> Iterator[AttachmentLink]:
    """Files are named with the moment of their upload behind the name; a list with one empty object names none."""
    for entry in files if isinstance(files, list) else ():
        if not isinstance(entry, dict) or not entry.get("filePath") or str(entry.get("delFlag") or 0) == "1":
            continue
        start = f"{str(entry.get('domainName') or '').rstrip('/')}/" if entry.get("domainName") else base
        address = absolute(start, str(entry["filePath"]))
        if address is not None:
            last = address.rpartition("/")[2]
            name = _STAMP.sub("", plain(entry.get("fileName"))) or last
            yield AttachmentLink(address, name, last.rpartition(".")[2].lower() if "." in last else None)
