"""How a list page leads on: links, numbered links, selects, and the calls and variables of pager scripts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.requests import absolute, identity
from crawler.structure.links import address, label, short_text
from crawler.structure.rows import Group, in_box, words

_NEXT = re.compile(r"^[\s\[【]*(?:下一?页|后一?页|下页|next(?: ?page)?)[\s>›»\]】]*$", re.I)
_ARROW = re.compile(r"^\s*(?:>|›|»|&gt;)\s*$")
# createPageHTML(total, current, "stem", "ext"[, rows]) and its kin; some begin with the id of the pager's element.
_CALL = re.compile(
    r"(?<!function )\bcreatePage\w*\s*\(\s*(?:[\"'][\w$-]*[\"']\s*,\s*)?[\"']?(\d+)[\"']?\s*,\s*[\"']?(\d+)[\"']?\s*,"
    r"\s*[\"']([\w$./-]+)[\"']\s*,\s*[\"']\.?(\w+)[\"']\s*(?:,\s*[\"']?(\d+))?",
    re.I,
)
# The stem of a document in parts: its pager leads through the text, not through a list.
_ARTICLE = re.compile(r"(?:.*/)?(?:t\d{6,}(?:_\d+)?|t\d+_\d+|m?post_\d+|content_\w*\d|art_\w*\d)")
# Pager({size: total, current: current, prefix: "stem", suffix: "ext"})
_NAMED_CALL = re.compile(r"\bPager\s*\(\s*\{([^{}]{1,300})\}\s*\)")
_MEMBER = re.compile(r"[\"']?(\w+)[\"']?\s*:\s*[\"']?([\w$./-]+)")
_SETTINGS = re.compile(r"\bpagination_script_config\s*=\s*\{([^{}]*)\}")
_PAGES = re.compile(
    r"共\s*(\d+)\s*页|(?:页次|页码|第)\s*[:：]?\s*\d+\s*/\s*(\d+)\s*页?|总页数\s*[:：]?\s*(\d+)|^\D{0,6}\d+\s*/\s*(\d+)\s*页?\D*$|"
    r"\d\s*[条篇项](?:记录|信息)?\W{0,6}(?:第\s*)?\d+\s*/\s*(\d+)"
)
_ROWS = re.compile(
    r"(?:共有?|总共|总计|合计|总数|记录数)\s*[:：]?\s*(\d+)\s*(?:条|篇|项|个记录|记录)|(?:总记录数|总条数)\s*[:：]?\s*(\d+)|"
    r"(?:找到|检索到|查询到|搜索到)(?:相关|符合条件的?)?(?:结果|信息|记录|内容)?\D{0,3}(\d+)\s*(?:条|篇|项)"
)
_TOTAL_NAME = re.compile(r"total records?|总(?:记录)?数|记录总数", re.I)
_VARIABLE = re.compile(
    r"\b(?:countPage|pageCount|totalPages?|_nPageCount|nPageCount|maxPage|allPage)\s*[=:]\s*[\"']?(\d+)\b"
)
_CURRENT = re.compile(r"\b(?:currentPage|_nCurrIndex|nCurrIndex|curPage|pageIndex)\s*[=:]\s*[\"']?(\d+)\b")
_TOTAL = re.compile(
    r"\b(?:totalCount|totalRecords?|totalNum|recordCount|totalRow|totalData|m_nRecordCount)\s*[=:]\s*[\"']?(\d+)\b|laypage\.render\s*\([^)]*?\bcount\s*:\s*(\d+)",
    re.S,
)
_TEMPLATE = re.compile(
    r"[\"'](?:[^\"'<>]*?href=\\?[\"'])?([\w-]+)_[\"']?\s*\+[^;]{1,60}?\+\s*[\"']\.(s?html?|jhtml)\b", re.I
)
_PAGER = re.compile(r"\b(?:page|pages|pager|paging|pagination|fenye|fy|turnpage|page[-_]\w+|\w+[-_]pages?)\b", re.I)
_PAGER_FILE = re.compile(r"(?:^|/)[\w.-]*(?:fenye|create_?page|trspage|turn_?page)[\w.-]*\.js(?:\?|$)", re.I)
# Days and months are numbered links too; neither they nor other questions to the same page are its next page.
_CALENDAR = re.compile(r"calendar|datepick|rili|\bdays?\b|\bmonths?\b|\bweek", re.I)
_NARROWED = re.compile(r"[dmy]=|(?:month|day|date|year|sort|order|type)\w*=", re.I)
_ON_SCROLL = re.compile(r"(?:点击|上拉|下拉|滚动)?(?:加载|显示|展示)更多\S{0,4}|(?:上拉|下拉|滚动)加载\S{0,4}")
_PAGE_CAPS = (100, 500)
_ROW_CAPS = (500, 1_000, 10_000)
CAPPED = "可能是发布上限，更早的内容无法核验"
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
    rows = _first_number(_ROWS, stated) or _named_total(tree) or _set_once(_TOTAL, text)
    called = read_call(text, url, number, rows)
    if called is not None:
        return called
    pages, following = _first_number(_PAGES, stated) or _counted(tree), _next_link(tree, url, number)
    if pages is not None and number >= pages:
        return Pager(None, pages, rows, ended=True)
    if following is not None:
        return Pager(following, pages, rows)
    pages = pages or _set_once(_VARIABLE, text) or _configured(text)
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


@dataclass(frozen=True)
class _Call:
    """What a pager script is handed: `current` counts from 0 or from 1, `rows` where it is told them."""

    pages: int
    current: int
    stem: str
    extension: str
    rows: int | None
    start: int


def read_call(text: str, url: str, number: int, rows: int | None = None) -> Pager | None:
    """What the call of a pager script says of list page `number`; None where no list's pager is called."""
    call = _list_call(text, url)
    return _called(call, url, number, rows) if call else None


def _list_call(text: str, url: str) -> _Call | None:
    """The call of a pager script that leads through a list: no article's, not commented out; of several the one made
    for the page's own file."""
    calls = [call for call in _calls(text) if not _ARTICLE.fullmatch(call.stem) and not _is_commented(text, call)]
    own = file_stem(url)
    return next((call for call in calls if call.stem.rpartition("/")[2] == own), calls[0] if calls else None)


def _calls(text: str) -> Iterator[_Call]:
    for hit in _CALL.finditer(text):
        yield _Call(int(hit[1]), int(hit[2]), hit[3], hit[4], int(hit[5]) if hit[5] else None, hit.start())
    for hit in _NAMED_CALL.finditer(text):
        told = {name.lower(): value for name, value in _MEMBER.findall(hit[1])}
        pages, current = told.get("size", ""), told.get("current", "")
        if pages.isdigit() and current.isdigit() and told.get("prefix") and told.get("suffix"):
            yield _Call(int(pages), int(current), told["prefix"], told["suffix"].lstrip("."), None, hit.start())


def _is_commented(text: str, call: _Call) -> bool:
    line = text[text.rfind("\n", 0, call.start) + 1 : call.start]
    return re.search(r"(?<![:\"'])//(?!\s*-->)(?![^<]*<)", line) is not None or line.rfind("/*") > line.rfind("*/")


def _called(call: _Call, url: str, number: int, rows: int | None) -> Pager:
    """A pager script's call. Its current page counts from 0 or, in some, from 1: on the first page one sees which; from
    there on the file of page n is `stem_{n-1}` or `stem_{n}`."""
    rows = call.rows or rows
    first = call.current - number + 1
    if number >= call.pages or call.pages <= 1:
        return Pager(None, call.pages or None, rows, ended=True, reason=_capped(call.pages, rows))
    name = f"{call.stem}_{number + (1 if first == 1 else 0)}.{call.extension}"
    return Pager(absolute(url, name), call.pages, rows)


def _capped(pages: int, rows: int | None) -> str | None:
    """Why a list that was read to its last page may still be longer: some publish only so many pages or rows. A number
    of rows that is no round one was counted, not cut."""
    if rows is not None and rows in _ROW_CAPS:
        return f"列表恰为 {rows} 条，{CAPPED}"
    if pages in _PAGE_CAPS and (rows is None or rows % 100 == 0):
        return f"列表恰为 {pages} 页，{CAPPED}"
    return None


def file_stem(url: str) -> str:
    """The name of a list's file without its number and extension; `index` for a folder."""
    name = urlsplit(url).path.rpartition("/")[2]
    return re.sub(r"_\d+$", "", name.rpartition(".")[0]) or "index"


def numbered_file(url: str, number: int, extension: str = "html") -> str | None:
    """The address of the file `stem_{number}` beside a page of a list; `extension` counts for a folder alone."""
    own = urlsplit(url).path.rpartition("/")[2].rpartition(".")[2]
    return absolute(url, f"{file_stem(url)}_{number}.{own or extension}")


def _configured(text: str) -> int | None:
    """The number of pages in the settings of a pager script."""
    settings = _SETTINGS.search(text)
    total = re.search(r"\btotal[\"']?\s*:\s*[\"']?(\d+)", settings[1]) if settings else None
    return int(total[1]) if total else None


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
        target = address(link, url) or _told_target(link, url)
        if target is None or (identity(target) == identity(url) and "?" not in target):
            continue
        if _NEXT.match(shown) or (not shown and _NEXT.match(named)) or (_ARROW.match(shown) and _in_pager(link)):
            closed = re.search(r"disabled|\bnone\b", str(link.get("class") or ""))
            return None if closed or target == url else target
        if shown.strip("[]【】 ") == str(number + 1) and _in_pager(link) and not _is_day(link, target, url):
            numbered = numbered or target
    return numbered or _from_select(tree, url, number)


def _told_target(link: HtmlElement, url: str) -> str | None:
    """The file that a pager's link keeps beside its address: `tagname="/x/5f2c-2.html"`, or named in its own call."""
    told = str(link.get("tagname") or "")
    if re.search(r"\d\.s?html?$", told):
        return absolute(url, told)
    named = re.search(r"[\"']([^\"'\s()]{1,200}\d\.s?html?)[\"']", str(link.get("onclick") or "")[:500])
    return absolute(url, named[1]) if named else None


def _named_total(tree: HtmlElement) -> int | None:
    """The number of rows that a pager shows alone, named only by its tooltip: `<a title="Total record"><b>322</b></a>`
    (帝国 CMS)."""
    named = (link for link in tree.iter("a") if _TOTAL_NAME.fullmatch(str(link.get("title") or "").strip()))
    told = {words(link) for link in named}
    return int(told.pop()) if len(told) == 1 and all(one.isdigit() for one in told) else None


def _counted(tree: HtmlElement) -> int | None:
    """The number of pages that a form keeps for its pager's script."""
    told = {str(field.get("totalpage")) for field in tree.iter("input") if field.get("totalpage")}
    return int(told.pop()) if len(told) == 1 and all(one.isdigit() for one in told) else None


def _is_day(link: HtmlElement, target: str, url: str) -> bool:
    """Whether a numbered link is one of a calendar: by the boxes around it, or by the question that it alone asks."""
    asked = set(urlsplit(target).query.split("&")) - set(urlsplit(url).query.split("&"))
    paged = any(re.match(r"\w*page|p=|pn=|cur", part, re.I) for part in asked)
    return in_box(link, _CALENDAR, 6) or (not paged and any(_NARROWED.match(part) for part in asked))


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
    sources = (str(one.get("src") or "") for one in tree.iter("script"))
    return rows >= _FULL_PAGE and any(_PAGER_FILE.search(source) for source in sources)


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
