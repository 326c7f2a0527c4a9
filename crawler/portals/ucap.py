"""开普 UCAP: plain HTML whose rows may lie in a comment for a script to show, or behind `/common/search/{channel}`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from crawler.answers import Answer, json_of
from crawler.family import FoundColumn, FoundItem, ListPage, Place
from crawler.portals import static
from crawler.reading.dates import from_epoch, read_date
from crawler.reading.fields import PageFields
from crawler.requests import Wanted, absolute
from crawler.structure.filling import without_comments
from crawler.structure.interface_values import count, parameter, plain, with_parameter
from crawler.structure.look import look
from crawler.structure.rows import words

_SEARCH = r"(?:(?:common/search|searchList|es-search/search|search)/([0-9a-f]{32})|(?:wh)?manuscriptList/(n\d+))"
_PATH = re.compile(rf"/{_SEARCH}/?$", re.I)
_ADDRESS = re.compile(rf"[\"'(]((?:https?:)?[^\"'\s()<>]*/{_SEARCH})(\?[^\"'\s()<>]*)?[\"')]", re.I)
_STEM = re.compile(r"[\"']((?:https?:)?[^\"'\s()<>]*/(?:common/search|searchList|es-search/search)/)[\"']\s*\+", re.I)
_CHANNEL_TAG = re.compile(r"<meta\s+name=[\"']channelId[\"']\s+content=[\"']([0-9a-f]{32})[\"']", re.I)
_MARK = re.compile(
    r"<ucap(?:content|title)\b|UCAP-CONTENT|<meta\s+name=[\"']channelId[\"']\s+content=[\"'][0-9a-f]{32}[\"']|/doc/ucap/|"
    r"<meta\s+name=[\"']template(?:group)?[\"']|\bwebsiteCode\s*=\s*[\"']",
    re.I,
)
_PAGER = re.compile(
    r"createPageHTML\s*\(\s*[\"'][\w$-]+[\"']\s*,\s*\d+\s*,\s*\d+\s*,\s*[\"'][\w$]+[\"']\s*,\s*[\"']shtml[\"']\s*,\s*\d+",
    re.I,
)
_COMMENTED_ROW = re.compile(r"<(?:li|tr|dd)\b", re.I)
_COMMENTED_LINK = re.compile(r"<a\b[^>]{0,300}?\bhref\s*=", re.I)
_SHOWN_BY_SCRIPT = re.compile(r"createPageHTML\s*\(|id=[\"']page(?:Size)?[\"']|xxgkPage|page_list", re.I)
_QUERY = "?_isAgg=true&_isJson=true&_pageSize=20&_template=index&_rangeTimeGte=&_channelName=&page=1"
_PER_PAGE = 20
_FIELDS = {
    "refno": "doc_number",
    "indexnumber": "index_number",
    "writedate": "written",
    "pubdate": "published",
    "theme": "topic",
}


def recognise(answer: Answer) -> float:
    """0.95 with the address of the column's list in the page, or for such a list itself; 0.9 with the platform's
    elements and marks, 0.7 by its pager, which others have too."""
    if _PATH.search(urlsplit(answer.final_url).path) and "_template=" in answer.final_url:
        return 0.95
    if _interface(answer)[0]:
        return 0.95
    if _MARK.search(answer.text):
        return 0.9
    return 0.7 if _PAGER.search(answer.text) else 0.0


def columns(answer: Answer, place: Place) -> tuple[FoundColumn, ...]:
    """What the menus of a page name; answers of the interface name none."""
    if "channel" in place.context or json_of(answer.text) is not None:
        return ()
    return static.columns(answer, place)


def listed(answer: Answer, place: Place) -> ListPage:
    """The rows of a page, also those that its script takes out of a comment; where there are none or no way on, the way
    to the interface; or one answer of that, JSON or a fragment."""
    if place.context.get("channel"):
        return _from_json(answer, place) if json_of(answer.text) is not None else _from_fragment(answer, place)
    seen = static.listed(answer, place)
    if not seen.items and seen.kind in ("list", "node"):
        uncovered = _uncovered(answer)
        if uncovered is not None:
            shown = static.listed(uncovered, place)
            # The rows stand in the comment; nothing tells of the place that a script fills with them.
            seen = replace(shown, places=(), suspect=True, otherwise=None) if shown.items else seen
    address, own = _interface(answer) if place.number == 1 else ("", False)
    whole = seen.next is not None or (not own and (seen.kind != "list" or (bool(seen.items) and seen.ended)))
    if not address or seen.kind == "elsewhere" or whole:
        return seen
    return ListPage(instead=_request(address, place), crumbs=seen.crumbs, name=seen.name)


def _uncovered(answer: Answer) -> Answer | None:
    """The page with the rows that its script takes out of a comment: the longest one with rows, in a page made so."""
    text = answer.text
    covered = [
        one for one in _comments(text) if _COMMENTED_ROW.search(text, *one) and _COMMENTED_LINK.search(text, *one)
    ]
    if not covered or not _SHOWN_BY_SCRIPT.search(text):
        return None
    start, end = max(covered, key=lambda one: one[1] - one[0])
    rows = text[start + len("<!--") : end]
    shown = f"{without_comments(text[:start])}{rows}{without_comments(text[end + len('-->') :])}"
    return replace(
        answer, content_type="text/html; charset=utf-8", payload=lambda: (shown.encode("utf-8", "replace"), None)
    )


def _comments(text: str) -> Iterator[tuple[int, int]]:
    """Where comments begin and end."""
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start)
        if end < 0:
            return
        yield start, end
        start = text.find("<!--", end)


def _interface(answer: Answer) -> tuple[str, bool]:
    """The first page of the list that a script of the page loads, and whether that is certainly the column's own: the
    page names the channel. Of several lists none is taken for the column's unless it is. '' where there is none."""
    text = without_comments(answer.text) if re.search(r"search|manuscriptList", answer.text, re.I) else ""
    given = _CHANNEL_TAG.search(text)
    hits = {(hit[2] or hit[3]).lower(): hit for hit in reversed(list(_ADDRESS.finditer(text)))}
    mine = hits.get(given[1].lower()) if given else None
    chosen = mine or (next(iter(hits.values())) if len(hits) == 1 else None)
    if chosen is not None:
        return absolute(answer.final_url, chosen[1] + (_whole(chosen[4]) or _QUERY)) or "", mine is not None
    stem = _STEM.search(text)
    if stem is None or given is None:
        return "", False
    return absolute(answer.final_url, f"{stem[1]}{given[1]}{_QUERY}") or "", True


def _whole(query: str | None) -> str:
    """The query where the page writes it down; '' where a script adds to it."""
    if not query or "_pageSize=" not in query:
        return ""
    return "?" + with_parameter(f"http://x/{query}", "page", "1").partition("?")[2].replace("&amp;", "&")


def _request(address: str, place: Place, seen: int = 0) -> Wanted:
    holds = "data.results" if parameter(address, "_isJson") == "true" else ""
    context = {**place.context, "channel": True, "seen": seen}
    return Wanted(address, "list", context=context, holds=holds, interface="ucap")


def _onward(answer: Answer, place: Place, seen: int = 0) -> Wanted:
    page = count(parameter(answer.url, "page")) or place.number
    return _request(with_parameter(answer.url, "page", str(page + 1)), place, seen)


def _from_json(answer: Answer, place: Place) -> ListPage:
    """`data.results[]` and `data.total`."""
    said = json_of(answer.text)
    data = said.get("data") if isinstance(said, dict) else None
    results = data.get("results") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(results, list):
        return ListPage(problem="unreadable", reason="列表接口返回的不是条目列表")
    total = count(data.get("total"))
    if not results and place.number == 1 and total != 0:
        return ListPage(problem="unreadable", reason="列表接口没有返回条目，也没有说明栏目为空")
    items = tuple(item for item in (_item(result, answer.final_url) for result in results) if item is not None)
    if len(items) < len(results):
        return ListPage(items=items, claimed=total, reason="列表中有无法读取的行")
    seen = int(place.context.get("seen") or 0) + len(results)
    full = len(results) >= (count(data.get("rows")) or _PER_PAGE)
    more = bool(results) and (full or total is None or seen < total)
    return ListPage(items=items, claimed=total, next=_onward(answer, place, seen) if more else None, ended=not more)


def _item(result: object, page: str) -> FoundItem | None:
    if not isinstance(result, dict):
        return None
    address, title = absolute(page, str(result.get("url") or "")), plain(result.get("title"))
    published = read_date(str(result.get("publishedTimeStr") or ""))
    if published is None and isinstance(result.get("publishedTime"), int):
        published = from_epoch(result["publishedTime"])
    return FoundItem(address, title, published, _row(result)) if address and title else None


def _row(result: Mapping[str, Any]) -> dict[str, str]:
    """The fields of a document, which hang below it as pairs of key and value."""
    found: dict[str, str] = {}
    for group in _objects(result.get("domainMetaList")):
        for pair in _objects(group.get("resultList")):
            name = _FIELDS.get(str(pair.get("key") or "").lower())
            if name is not None and plain(pair.get("value")):
                found.setdefault(name, plain(pair.get("value")))
    return found


def _objects(value: object) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _from_fragment(answer: Answer, place: Place) -> ListPage:
    """A piece of HTML with the rows of one page. It states no number: a page that is not full is the last."""
    shown = look(answer)
    main = shown.main
    if main is None:
        # Behind the last page comes a frame without rows; a sentence that says anything else may be an error.
        if place.number > 1 and "<a " not in answer.text and (shown.filling.said or not words(shown.tree)):
            return ListPage(ended=True)
        return ListPage(problem="unreadable", reason="列表接口没有返回可读的条目，也没有说明栏目为空")
    items = tuple(FoundItem(row.url, row.title, row.published) for row in main.rows)
    reason = f"有 {main.lost} 个条目由脚本打开，页面中没有其地址" if main.lost else None
    full = len(items) + main.lost >= (count(parameter(answer.url, "_pageSize")) or _PER_PAGE)
    return ListPage(items=items, next=_onward(answer, place) if full else None, ended=not full, reason=reason)


def details(answer: Answer, row: Mapping[str, Any]) -> PageFields | None:
    """What the interface's row says of a document; the page itself is read like any other."""
    del answer
    known = {name: str(value) for name, value in row.items() if name in _FIELDS.values()}
    if not known:
        return None
    return PageFields(
        published=read_date(known.get("published")),
        written=read_date(known.get("written")),
        doc_number=known.get("doc_number"),
        index_number=known.get("index_number"),
        topic=known.get("topic"),
        of_row=True,
    )
