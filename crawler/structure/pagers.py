"""How a list page leads on: links, numbered links, selects, and the calls and variables of pager scripts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.requests import absolute, identity
from crawler.structure.links import address, label, short_text
from crawler.structure.rows import Group, words

_NEXT = re.compile(r"^[\s\[【]*(?:下一?页|后一?页|下页|next(?: ?page)?)[\s>›»\]】]*$", re.I)
_ARROW = re.compile(r"^\s*(?:>|›|»|&gt;)\s*$")
# createPageHTML(total, current, "stem", "ext"[, rows]) and its kin; some begin with the id of the pager's element.
_CALL = re.compile(
    r"(?<!function )\bcreatePage\w*\s*\(\s*(?:[\"'][\w$-]*[\"']\s*,\s*)?[\"']?(\d+)[\"']?\s*,\s*[\"']?(\d+)[\"']?\s*,"
    r"\s*[\"']([\w$./-]+)[\"']\s*,\s*[\"']\.?(\w+)[\"']\s*(?:,\s*[\"']?(\d+))?",
    re.I,
)
_PAGES = re.compile(
    r"共\s*(\d+)\s*页|(?:页次|页码|第)\s*[:：]?\s*\d+\s*/\s*(\d+)\s*页?|总页数\s*[:：]?\s*(\d+)|^\D{0,6}\d+\s*/\s*(\d+)\s*页?\D*$"
)
_ROWS = re.compile(
    r"(?:共有?|总共|总计|合计|总数|记录数)\s*[:：]?\s*(\d+)\s*(?:条|篇|项|个记录|记录)|(?:总记录数|总条数)\s*[:：]?\s*(\d+)"
)
_VARIABLE = re.compile(
    r"\b(?:countPage|pageCount|totalPages?|_nPageCount|nPageCount|maxPage|allPage)\s*[=:]\s*[\"']?(\d+)\b"
)
_CURRENT = re.compile(r"\b(?:currentPage|_nCurrIndex|nCurrIndex|curPage|pageIndex)\s*[=:]\s*[\"']?(\d+)\b")
_TOTAL = re.compile(
    r"\b(?:totalCount|totalRecords?|totalNum|recordCount|totalRow)\s*[=:]\s*[\"']?(\d+)\b|laypage\.render\s*\([^)]*?\bcount\s*:\s*(\d+)",
    re.S,
)
_TEMPLATE = re.compile(
    r"[\"'](?:[^\"'<>]*?href=\\?[\"'])?([\w-]+)_[\"']?\s*\+[^;]{1,60}?\+\s*[\"']\.(s?html?|jhtml)\b", re.I
)
_PAGER = re.compile(r"\b(?:page|pages|pager|paging|pagination|fenye|fy|turnpage|page[-_]\w+|\w+[-_]pages?)\b", re.I)
_ON_SCROLL = re.compile(r"(?:点击|上拉|下拉|滚动)?(?:加载|显示|展示)更多\S{0,4}|(?:上拉|下拉|滚动)加载\S{0,4}")
_CAPS = (100, 500)
_FULL_PAGE = 10
_SHORT = 160


@dataclass(frozen=True)
class Pager:
    """`next` is the address of the following page; `ended` says that this is the last; when neither is known `reason`
    says why. `pages` and `rows` are what the page states."""

    next: str | None = None
    pages: int | None = None
    rows: int | None = None
    ended: bool = False
    reason: str | None = None


def read_pager(tree: HtmlElement, text: str, url: str, number: int, group: Group) -> Pager:
    """The pager of list page `number` (from 1) at `url`, which shows the rows of `group`."""
    stated = list(_short_texts(tree, group))
    rows = _first_number(_ROWS, stated) or _set_once(_TOTAL, text)
    call = _CALL.search(text)
    if call:
        return _called(call, url, number, rows)
    pages, following = _first_number(_PAGES, stated), _next_link(tree, url, number)
    if pages is not None and number >= pages:
        return Pager(None, pages, rows, ended=True)
    if following is not None:
        return Pager(following, pages, rows)
    pages = pages or _set_once(_VARIABLE, text)
    if pages is not None and number >= pages:
        return Pager(None, pages, rows, ended=True)
    if pages is not None:
        guessed = _by_template(text, url, number)
        if guessed is not None:
            return Pager(guessed, pages, rows)
        return Pager(None, pages, rows, reason=f"列表共 {pages} 页，第 {number + 1} 页的地址只由脚本给出")
    if rows is None and (_scripted(tree, len(group.rows)) or (number == 1 and _VARIABLE.search(text))):
        return Pager(None, None, None, reason="翻页由脚本生成，无法确认是否还有后续页")
    if rows is None and any(_ON_SCROLL.fullmatch(one) for one in stated):
        return Pager(None, None, None, reason="后续条目由脚本加载，无法确认列表是否已读完")
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


def _by_template(text: str, url: str, number: int) -> str | None:
    """The file of the next page where the script puts it together from a readable stem and its own number."""
    template, current = _TEMPLATE.search(text), _CURRENT.search(text)
    if template is None or current is None:
        return None
    first = int(current[1]) - number + 1
    return absolute(url, f"{template[1]}_{number + (1 if first == 1 else 0)}.{template[2]}")


def _short_texts(tree: HtmlElement, group: Group) -> Iterator[str]:
    """Texts outside the rows that are short enough to be a pager's."""
    rows = {row.element for row in group.rows}
    around = {parent for row in group.rows for parent in row.element.iterancestors()}
    stack = [tree]
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str) or element in rows or element.tag in ("script", "style", "option", "title"):
            continue
        if element not in around and short_text(element, _SHORT) is not None:
            text = re.sub(r"\s+", " ", _seen_text(element)).strip()
            if text:
                yield text
            continue
        own = " ".join([element.text or "", *(child.tail or "" for child in element)])
        if own.strip() and len(own) <= _SHORT:
            yield re.sub(r"\s+", " ", own).strip()
        stack.extend(reversed(element))


def _seen_text(element: HtmlElement) -> str:
    if not isinstance(element.tag, str) or element.tag in ("script", "style"):
        return ""
    return (element.text or "") + "".join(_seen_text(child) + (child.tail or "") for child in element)


def _next_link(tree: HtmlElement, url: str, number: int) -> str | None:
    numbered: str | None = None
    for link in tree.iter("a"):
        shown = words(link)
        named = str(link.get("title") or "")
        target = address(link, url)
        if target is None or (identity(target) == identity(url) and "?" not in target):
            continue
        if _NEXT.match(shown) or (not shown and _NEXT.match(named)) or (_ARROW.match(shown) and _in_pager(link)):
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
        if _PAGER.search(label(parent)):
            return True
        if sum(words(one).strip("[]【】 ").isdigit() for one in parent.iter("a", "span", "em", "b", "strong")) >= 2:
            return True
    return False


def _scripted(tree: HtmlElement, rows: int) -> bool:
    """A pager that only a script fills: empty on a page full of rows, or with links that only call functions."""
    for element in tree.iter("div", "ul", "p", "td", "span", "nav"):
        if not _PAGER.search(label(element)) or len(list(element.iter("a"))) >= 12:
            continue
        onward = [str(link.get("href") or "") for link in element.iter("a") if _NEXT.match(words(link))]
        if onward:
            return any(href.lower().startswith("javascript") and _is_call(href) for href in onward)
        if not words(element) and (rows >= _FULL_PAGE or next(element.iter("script"), None) is not None):
            return True
    return False


def _is_call(href: str) -> bool:
    return bool(re.search(r"\w\s*\(\s*[^)0\s]", href)) and "void" not in href


def _first_number(pattern: re.Pattern[str], texts: list[str]) -> int | None:
    for text in texts:
        found = pattern.search(text)
        number = next((int(part) for part in found.groups() if part), None) if found else None
        if number is not None:
            return number
    return None


def _set_once(pattern: re.Pattern[str], text: str) -> int | None:
    """The number that a script gives to a variable; None where it is worked out later on."""
    found = pattern.search(text)
    if found is None:
        return None
    name = re.escape(re.split(r"\W", found[0])[0])
    numbers = {next(part for part in hit.groups() if part) for hit in pattern.finditer(text)}
    worked_out = re.search(rf"\b{name}\s*=\s*(?![\s\"'\d=])", text)
    return int(numbers.pop()) if len(numbers) == 1 and worked_out is None else None
