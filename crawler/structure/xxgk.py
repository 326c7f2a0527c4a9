"""The directory module `/module/xxgk/`: the shell in a column's page, its tree of directory codes, one code's rows."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

from lxml.html import HtmlElement

from crawler.answers import Answer
from crawler.family import FoundColumn, FoundItem, ListPage, Place
from crawler.requests import Wanted, absolute, authority, identity, joined
from crawler.structure.look import look
from crawler.structure.pagers import read_pager
from crawler.structure.rows import Group, words

TREE, SEARCH = "/module/xxgk/tree.jsp", "/module/xxgk/search.jsp"

# A frame or a script brings the tree into the page; a mere link leads to a page of its own.
_TREE_LINK = re.compile(r"(?<!href=)(?<!href =)[\"']([^\"'\s]*/xxgk/tree\.jsp[^\"'\s]*)[\"']", re.I)
# Only what loads rows into the page: the search box of a website sends its form to the same address.
_SEARCH_CALL = re.compile(
    r"(?:loadDynamic|\.post|\.get|\.load|\burl)\s*[(:=]\s*[\"'][^\"'\s]*/xxgk/search\.jsp(\?[^\"'\s]*)?[\"'](.{0,400})",
    re.I | re.S,
)
_CODE = r"[A-Za-z]{0,12}\d[A-Za-z0-9]*|[A-Za-z]{2,20}"
_CHOSEN = re.compile(
    rf"(?:funclick|showInfo\w*|getInfo\w*)\(\s*\\?[\"']({_CODE})\\?[\"']|infotypeId(?:=|[\"']?\s*:\s*[\"'])({_CODE})",
    re.I,
)
_ADDED = re.compile(
    r"\.add\(\s*[\"']?(-?\w+)[\"']?\s*,\s*[\"']?(-?\w+)[\"']?\s*,\s*"
    r"('(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")\s*((?:,\s*(?:'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"))*)"
)
_NODE = re.compile(r"\{[^{}]*\bname[\"']?\s*:[^{}]*\}")
_MEMBER = re.compile(r"[\"']?(\w+)[\"']?\s*:\s*(?:\"([^\"]*)\"|'([^']*)'|([\w.-]+))")
_COUNT = re.compile(r"\s*[(（\[]\s*(\d+)\s*[)）\]]\s*$")
_EMPTY = re.compile(r"暂无|没有(?:找到|查询到|符合|相关)|共\s*0\s*(?:条|页)")
_ITEMS = re.compile(r"<(?:ul|ol|table|dl|tbody)\b|zfxxgk_list", re.I)
_NO_COLUMNS = re.compile(r"index\.html\?(?:.*&)?number=([A-Za-z]*\d\w*)", re.I)
_MOST_NODES = 3_000
_REPEATED = "第 2 页与第 1 页相同，接口没有说明总数"
_WHOLE_AREA = "目录接口返回整个地区的条目，本栏目的条目未逐页读全"


@dataclass(frozen=True)
class Shell:
    """What a page says of the directory on it: `tree` is the address of its tree, `code` the directory code of the rows
    that it shows itself ('' for none)."""

    tree: str
    code: str
    area: str
    divid: str
    jdid: str
    sort: str
    standard: bool
    page: str


def shell_of(answer: Answer) -> Shell | None:
    """The directory of a page; None where the page has none."""
    text = unescape(answer.text)
    link = _TREE_LINK.search(text)
    call = _SEARCH_CALL.search(text)
    if link is None and call is None:
        return None
    tree = joined(answer.final_url, link[1]) if link else ""
    told = f"{tree} {call[0] if call else ''}"
    number = _NO_COLUMNS.search(answer.final_url)
    literal = re.search(rf"infotypeId=({_CODE})", call[1] or "") if call else None
    asked = parse_qs(urlsplit(answer.final_url).query)
    area = _told("area", told, r"[0-9A-Za-z-]+") or next(iter(asked.get("vc_xxgkarea", asked.get("area", []))), "")
    return Shell(
        tree=f"{tree}{area}" if tree.endswith("area=") else tree,
        code=number[1] if number else literal[1] if literal else "",
        area=area,
        divid=_told("divid", told, r"\w+") or _said(text, r"[\"'](div\d+)[\"']"),
        jdid=_told("jdid", told, r"\d+") or _said(text, r"\bjdid\W{1,4}(\d+)") or _web(answer),
        sort=_told("sortfield", told, r"[\w:,]+"),
        standard="standardXxgk=1" in text,
        page=answer.final_url,
    )


def _told(name: str, text: str, value: str) -> str:
    return _said(text, rf"[?&]{name}=({value})")


def _said(text: str, pattern: str) -> str:
    found = re.search(pattern, text)
    return found[1] if found else ""


def _web(answer: Answer) -> str:
    return next((str(one.get("content") or "") for one in answer.tree.iter("meta") if one.get("name") == "WebId"), "")


def tree_column(shell: Shell, family: str) -> FoundColumn:
    """The directory as a column of its own, whose page is the tree."""
    request = Wanted(
        shell.tree,
        "list",
        headers=(("Referer", shell.page),),
        context={**asdict(shell), "beside": True},
        interface=family,
    )
    return FoundColumn(identity(shell.tree), "信息公开目录", shell.tree, "node", request, explore=True)


def rows_request(shell: Shell, code: str, family: str, number: int = 1, before: str = "") -> Wanted:
    """Asks for one page of the rows of a directory code, in the form that the shell uses."""
    if shell.standard:
        told = [("divid", shell.divid), ("infotypeId", code), ("jdid", shell.jdid), ("area", shell.area)]
        told += [("sortfield", shell.sort or "compaltedate:0"), ("currpage", str(number))]
        told += [("requestUrl", shell.page), ("standardXxgk", "1")]
    else:
        told = [("infotypeId", code), ("vc_title", ""), ("vc_number", ""), ("area", shell.area)]
        told += [("divid", shell.divid), ("jdid", shell.jdid), ("sortfield", shell.sort), ("currpage", str(number))]
    # The code stands in the address too, as in the platform's own calls: two columns never have one address.
    url = f"{urljoin(shell.page, SEARCH)}?{urlencode({'infotypeId': code, 'area': shell.area})}"
    return Wanted(
        url,
        "list",
        "POST",
        urlencode(told),
        (("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"), ("Referer", shell.page)),
        {**asdict(shell), "asked": code, "before": before},
        interface=family,
    )


def shell_again(context: Mapping[str, Any]) -> Shell | None:
    """The shell that a request's context carries."""
    names = Shell.__dataclass_fields__
    return Shell(**{name: context[name] for name in names}) if all(name in context for name in names) else None


def _shell_of_tree(answer: Answer) -> Shell:
    """What the tree itself says, where a plain link led to it."""
    told = f"{answer.final_url} {answer.text}"
    return Shell(
        tree=answer.final_url,
        code="",
        area=_told("area", told, r"[0-9A-Za-z-]+"),
        divid=_told("divid", told, r"\w+"),
        jdid=_told("jdid", told, r"\d+") or _said(told, r"\bjdid\W{1,4}(\d+)"),
        sort=_told("sortfield", told, r"[\w:,]+"),
        standard="standardXxgk=1" in told,
        page=answer.final_url,
    )


def tree_columns(answer: Answer, place: Place, family: str) -> tuple[FoundColumn, ...]:
    """The columns of a tree, nested as it is: calls of a tree script, a list of nodes, or nested lists of links."""
    shell = shell_again(place.context) or _shell_of_tree(answer)
    nodes = list(_nodes(answer))[:_MOST_NODES]
    children: dict[str, list[_Node]] = {}
    known = {node.id for node in nodes}
    for node in nodes:
        children.setdefault(node.parent if node.parent in known and node.parent != node.id else "", []).append(node)
    return tuple(_column(node, children, shell, family, 0) for node in children.get("", []))


@dataclass(frozen=True)
class _Node:
    id: str
    parent: str
    name: str
    code: str
    count: int | None
    link: str = ""


def _column(node: _Node, children: Mapping[str, list[_Node]], shell: Shell, family: str, depth: int) -> FoundColumn:
    below = children.get(node.id, []) if depth < 10 else []
    inner = tuple(_column(child, children, shell, family, depth + 1) for child in below)
    at = f"{shell.tree or shell.page}#{node.code or node.name}"
    key = f"{urljoin(shell.page, SEARCH)}#{shell.area}/{node.code or node.name}"
    if node.code:
        request = rows_request(shell, node.code, family)
        # A node above others counts theirs too, and its own list may repeat them: only leaves are held to their count.
        return FoundColumn(key, node.name, at, "list", request, node.count if not inner else None, inner)
    address = absolute(shell.page, node.link) if node.link else None
    if address is not None and authority(address) != authority(shell.page):
        return FoundColumn(address, node.name, address, "link_out", None, None, inner)
    if address is not None:
        return FoundColumn(
            address, node.name, address, "list", Wanted(address, "list", context={"beside": True}), None, inner
        )
    return FoundColumn(key, node.name, at, "node", None, None, inner)


def _nodes(answer: Answer) -> Iterator[_Node]:
    text = answer.text
    added = list(_ADDED.finditer(text))
    if added:
        for one in added:
            name, told = one[3][1:-1].replace("\\'", "'").replace('\\"', '"'), one[4].replace("\\'", "'")
            yield _node(one[1], one[2], name, f"{name} {told}", _first_link(f"{name} {told}"))
        return
    links = [link for link in answer.tree.iter("a") if _code_of(_source(link))]
    if links:
        yield from _linked(links)
        return
    for one in _NODE.finditer(text):
        told = {name: first or second or third for name, first, second, third in _MEMBER.findall(one[0])}
        parent = told.get("pId") or told.get("pid") or told.get("parentid") or ""
        code = told.get("infotypeId") or told.get("code") or _code_of(one[0])
        if told.get("id"):
            yield _node(told["id"], parent, told.get("name", ""), f"infotypeId={code}" if code else "", "")


def _linked(links: list[HtmlElement]) -> Iterator[_Node]:
    """Links in nested lists: the parent is the first link of the list item around the link's own."""
    known = {link: str(number) for number, link in enumerate(links)}
    for link, number in known.items():
        own = next(link.iterancestors("li"), None)
        above = next((item for item in own.iterancestors("li")), None) if own is not None else None
        first = next((one for one in above.iter("a") if one in known), None) if above is not None else None
        yield _node(number, known[first] if first is not None else "", words(link), _source(link), "")


def _node(number: str, parent: str, name: str, told: str, link: str) -> _Node:
    shown = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", unescape(name))).strip()
    count = _COUNT.search(shown)
    return _Node(number, parent, _COUNT.sub("", shown), _code_of(told), int(count[1]) if count else None, link)


def _code_of(text: str) -> str:
    found = _CHOSEN.search(text)
    return (found[1] or found[2]) if found else ""


def _first_link(text: str) -> str:
    return _said(text, r"[\"'\s]((?:https?:)?//?[^\"'\s<>]+\.html?[^\"'\s<>]*)")


def _source(link: HtmlElement) -> str:
    return f"{link.get('href') or ''} {link.get('onclick') or ''}"


def tree_shown(answer: Answer, place: Place, family: str) -> ListPage:
    """What the tree is as a page: the head of its columns."""
    if tree_columns(answer, place, family):
        return ListPage(kind="node", ended=True, name="信息公开目录")
    return ListPage(problem="unreadable", reason="信息公开目录中没有读出栏目")


def rows_shown(answer: Answer, place: Place, family: str) -> ListPage:
    """One page of the rows of a directory code."""
    shell, code = shell_again(place.context), str(place.context.get("asked", ""))
    if shell is None or answer.text.lstrip()[:1] in "{[" or (not answer.text.strip() and place.number == 1):
        return ListPage(problem="unreadable", reason="信息公开目录的接口没有返回列表")
    seen = look(answer)
    group = seen.main or Group(seen.tree, ())
    items = tuple(FoundItem(row.url, row.title, row.published) for row in group.rows)
    items = tuple(_of_column(items, shell, code))
    pager = read_pager(seen.tree, answer.text, answer.final_url, place.number, group)
    if not group.rows:
        return _no_rows(answer, place)
    last = pager.pages is not None and place.number >= pager.pages
    head = items[0].url if items else ""
    if last and not items and place.number == 1:
        return ListPage(problem="unreadable", reason="目录接口返回的条目都不属于本栏目")
    again = place.number == 2 and head and head == place.context.get("before") and pager.pages is None
    return ListPage(
        items=items,
        claimed=pager.rows if code else None,
        pages=pager.pages,
        next=None if last else rows_request(shell, code, family, place.number + 1, head),
        ended=last,
        reason=_REPEATED if again else _WHOLE_AREA if not code and not last else None,
        places=("xxgk",),
    )


def _of_column(items: tuple[FoundItem, ...], shell: Shell, code: str) -> Iterator[FoundItem]:
    """Without a code the older interface returns the rows of the whole area: the column's own are told by number."""
    column = re.search(r"/col/col(\d+)/", shell.page)
    for item in items:
        if code or column is None or f"art_{column[1]}_" in item.url:
            yield item


def _no_rows(answer: Answer, place: Place) -> ListPage:
    if place.number > 1:
        return ListPage(ended=True)
    if _EMPTY.search(words(answer.tree)):
        return ListPage(claimed=0, ended=True)
    if _ITEMS.search(answer.text):
        return ListPage(
            ended=True, doubt="unreadable", reason="目录接口没有返回条目，也没有说明没有内容", places=("xxgk",)
        )
    return ListPage(problem="unreadable", reason="信息公开目录的接口没有返回列表")
