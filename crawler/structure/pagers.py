"""How a list page leads on: links, numbered links, selects, and the calls of pager scripts."""

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.requests import absolute, identity
from crawler.structure.rows import words

_NEXT = re.compile(r"^[\s\[【]*(?:下一?页|后一?页|下页|next(?: ?page)?|>|›|»|&gt;)[\s>›»\]】]*$", re.I)
# createPageHTML(total, current, "stem", "ext"[, rows]) and its kin; some begin with the id of the pager's element.
_CALL = re.compile(
    r"(?<!function )\bcreatePage\w*\s*\(\s*(?:[\"'][\w$-]*[\"']\s*,\s*)?[\"']?(\d+)[\"']?\s*,\s*[\"']?(\d+)[\"']?\s*,"
    r"\s*[\"']([\w$./-]+)[\"']\s*,\s*[\"'](\w+)[\"']\s*(?:,\s*[\"']?(\d+))?",
    re.I,
)
_PAGES = re.compile(r"共\s*(\d+)\s*页|(?:页次|页码|第)\s*[:：]?\s*\d+\s*/\s*(\d+)\s*页?|总页数\s*[:：]?\s*(\d+)")
_ROWS = re.compile(
    r"(?:共有?|总共|总计|合计|总数|记录数)\s*[:：]?\s*(\d+)\s*(?:条|篇|项|个记录|记录)|(?:总记录数|总条数)\s*[:：]?\s*(\d+)"
)
_VARIABLE = re.compile(r"\b(?:countPage|pageCount|totalPages?|_nPageCount|nPageCount|maxPage)\s*[=:]\s*[\"']?(\d+)\b")
_PAGER = re.compile(r"\b(?:page|pages|pager|paging|pagination|fenye|turnpage|page[-_]\w+|\w+[-_]page)\b", re.I)
_CAPS = (100, 500)


@dataclass(frozen=True)
class Pager:
    """`next` is the address of the following page; `ended` says that this is the last; when neither is known `reason`
    says why. `pages` and `rows` are what the page states."""

    next: str | None = None
    pages: int | None = None
    rows: int | None = None
    ended: bool = False
    reason: str | None = None


def read_pager(tree: HtmlElement, text: str, url: str, number: int) -> Pager:
    """The pager of list page `number` (from 1) at `url`."""
    shown = tree.text_content()
    rows = _first_number(_ROWS, shown)
    call = _CALL.search(text)
    if call:
        return _called(call, url, number, rows)
    pages = _first_number(_PAGES, shown) or _first_number(_VARIABLE, text)
    following = _next_link(tree, url, number)
    if following is not None:
        return Pager(following, pages, rows)
    if pages is not None and pages > number:
        return Pager(None, pages, rows, reason=f"列表共 {pages} 页，第 {number + 1} 页的地址只由脚本给出")
    if _scripted(tree) and pages is None and rows is None:
        return Pager(None, None, None, reason="翻页由脚本生成，无法确认是否还有后续页")
    return Pager(None, pages, rows, ended=True)


def _called(call: re.Match[str], url: str, number: int, rows: int | None) -> Pager:
    """A pager script's call. Its current page counts from 0 or, in some, from 1: on the first page one sees which; from
    there on the file of page n is `stem_{n-1}` or `stem_{n}`."""
    pages, current, stem, extension = int(call[1]), int(call[2]), call[3], call[4]
    rows = int(call[5]) if call[5] else rows
    first = current - number + 1
    if number >= pages or pages <= 1:
        capped = pages in _CAPS
        reason = f"列表恰为 {pages} 页，可能是发布上限，更早的内容无法核验" if capped else None
        return Pager(None, pages or None, rows, ended=True, reason=reason)
    name = f"{stem}_{number + (1 if first == 1 else 0)}.{extension}"
    return Pager(absolute(url, name), pages, rows)


def _next_link(tree: HtmlElement, url: str, number: int) -> str | None:
    numbered: str | None = None
    for link in tree.iter("a"):
        shown = words(link)
        named = str(link.get("title") or "")
        target = absolute(url, str(link.get("href") or ""))
        if target is None or (identity(target) == identity(url) and "?" not in target):
            continue
        if _NEXT.match(shown) or (not shown and _NEXT.match(named)):
            closed = re.search(r"disabled|\bnone\b", str(link.get("class") or ""))
            return None if closed or target == url else target
        if shown.strip("[]【】 ") == str(number + 1) and _in_pager(link):
            numbered = numbered or target
    return numbered or _from_select(tree, url, number)


def _from_select(tree: HtmlElement, url: str, number: int) -> str | None:
    """A page chooser: an option for every page whose value is its address."""
    for option in tree.iter("option"):
        target = absolute(url, str(option.get("value") or ""))
        shown = re.sub(r"\D", "", words(option))
        if target and shown == str(number + 1) and re.search(r"[./?]", str(option.get("value"))):
            return target
    return None


def _in_pager(link: HtmlElement) -> bool:
    """True among neighbours that are numbers too, or inside something called a pager."""
    for parent in list(link.iterancestors())[:3]:
        if _PAGER.search(f"{parent.get('class') or ''} {parent.get('id') or ''}"):
            return True
        if sum(words(one).strip("[]【】 ").isdigit() for one in parent.iter("a", "span", "em", "b", "strong")) >= 2:
            return True
    return False


def _scripted(tree: HtmlElement) -> bool:
    """A pager's place that only a script fills: empty, or with links that only call functions."""
    for element in tree.iter("div", "ul", "p", "td"):
        if (
            _PAGER.search(f"{element.get('class') or ''} {element.get('id') or ''}")
            and len(list(element.iter("a"))) < 12
        ):
            if any(_NEXT.match(words(link)) for link in element.iter("a")):
                hrefs = [str(link.get("href") or "") for link in element.iter("a") if _NEXT.match(words(link))]
                return any(href.lower().startswith("javascript") and _is_call(href) for href in hrefs)
            if not words(element) and next(element.iter("script"), None) is not None:
                return True
    return False


def _is_call(href: str) -> bool:
    return bool(re.search(r"\w\s*\(\s*[^)0\s]", href)) and "void" not in href


def _first_number(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    return next((int(part) for part in found.groups() if part), None) if found else None
