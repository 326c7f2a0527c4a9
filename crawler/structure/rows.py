"""Lists in HTML, told by structure: groups of like rows that hold one link and, mostly, a date."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from lxml.html import HtmlElement

from crawler.requests import absolute

_CONTAINERS = ("ul", "ol", "tbody", "table", "dl", "div", "section", "td", "form", "article")
_ROWS = ("li", "tr", "dd", "dt", "div", "p", "a", "article", "section")
_NESTED = ("ul", "ol", "dl", "table", "script", "style")
_FULL = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)\s*日?")
_DAY_FIRST = re.compile(r"^\D*(\d{1,2})\s+((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*月?\D*$")
_SHORT = re.compile(r"^[\[(（【\s]*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?[\])）】\s]*$")
_CLOCK = re.compile(r"\s*\d{1,2}[:：]\d{2}([:：]\d{2})?\s*$")
_BRACKETS = re.compile(r"^[\[(（【\s]+|[\[(（【\s]+$")
_FILE_DATE = re.compile(r"/t?(20\d\d)(\d\d)(\d\d)?(?:[_/]|\d)")
_MORE = re.compile(r"^[+·>»\[【\s]*(?:查看)?(?:更多|more)(?:信息|内容)?[>».…\]】\s]*$", re.I)
_ARTICLE = re.compile(
    r"/t\d{8}_\d+|/t\d{6,}\.|/m?post_\d+|/content_\w+\.|/art_\w+|/art/\d{4}/|/info/\d+/\d+\.|/[0-9a-f]{32}[./]|"
    r"/\d{4,}\.(?:s?html?|jhtml|aspx?|jsp|php)$|/20\d{2}[-/]?\d{2}(?:[-/]?\d{2})?/[^/]+$|/20\d\d/\d{1,2}/|"
    r"/show/\d+|[?&](?:id|articleid|aid|newsid|infoid)=\w+|\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar)$",
    re.I,
)
_MAX_LINKS_IN_ROW = 4


@dataclass(frozen=True)
class Row:
    """One row: where its link leads, its whole title, the date it shows (`dated` without `published`: the date has no
    year and the address does not help)."""

    url: str
    title: str
    published: date | None
    dated: bool
    link: HtmlElement


@dataclass(frozen=True)
class Group:
    """Like rows under one parent; `more` is the link of a preview block to the column itself."""

    element: HtmlElement
    rows: tuple[Row, ...]
    more: HtmlElement | None = None

    @property
    def dated(self) -> bool:
        """Most of its rows show a date."""
        return sum(row.dated for row in self.rows) >= 0.6 * len(self.rows)


def is_article(url: str) -> bool:
    """True for addresses made like those of single documents, by the habits of the common platforms."""
    return bool(_ARTICLE.search(url.split("://", 1)[-1]))


def is_more(link: HtmlElement) -> bool:
    """True for the “更多” of a preview block."""
    text = words(link) or str(link.get("title") or "")
    return bool(_MORE.match(text))


def words(element: HtmlElement, *, without: HtmlElement | None = None) -> str:
    """The text of an element in one line; nested lists, scripts and one given part are left out."""
    return re.sub(r"\s+", " ", " ".join(_texts(element, without))).strip()


def groups(tree: HtmlElement, base: str) -> list[Group]:
    """All groups of rows, in document order; where groups lie in each other the one with more dated rows, then more
    rows, then the inner one stays. Sibling blocks of one list (same parent, tag and class) are put together."""
    found = [group for element in tree.iter(*_CONTAINERS) if (group := _group(element, base)) is not None]
    order = {id(group): place for place, group in enumerate(found)}
    ranked = sorted(found, key=lambda g: (-sum(r.dated for r in g.rows), -len(g.rows), -_depth(g.element)))
    taken: list[Group] = []
    elements: set[HtmlElement] = set()
    inside: set[HtmlElement] = set()
    for group in ranked:
        if group.element in inside or any(parent in elements for parent in group.element.iterancestors()):
            continue
        taken.append(group)
        elements.add(group.element)
        inside.update(group.element.iterancestors())
    return _put_together(sorted(taken, key=lambda group: order[id(group)]))


def with_more(found: list[Group]) -> list[Group]:
    """The groups, those in preview blocks with their “更多” link: the block is the largest surrounding element that
    holds no other group."""
    elements = [group.element for group in found]
    return [replace(group, more=_more_of(group.element, elements)) for group in found]


def _more_of(element: HtmlElement, elements: list[HtmlElement]) -> HtmlElement | None:
    others = {parent for other in elements if other is not element for parent in other.iterancestors()}
    block = element
    for parent in list(element.iterancestors())[:4]:
        if parent in others or parent.tag in ("body", "html"):
            break
        block = parent
    return next((link for link in block.iter("a") if is_more(link)), None)


def _put_together(found: list[Group]) -> list[Group]:
    whole: list[Group] = []
    for group in found:
        last = whole[-1] if whole else None
        if last is not None and last.dated == group.dated and _alike(last.element, group.element):
            whole[-1] = replace(last, rows=(*last.rows, *group.rows))
        else:
            whole.append(group)
    return whole


def _alike(one: HtmlElement, other: HtmlElement) -> bool:
    return (
        one.getparent() is other.getparent()
        and one.tag == other.tag
        and one.get("class") == other.get("class")
        and one.tag in ("ul", "ol", "table")
    )


def _group(element: HtmlElement, base: str) -> Group | None:
    rows = tuple(row for child in element if child.tag in _ROWS and (row := _row(child, base)) is not None)
    return Group(element, rows) if rows else None


def _row(element: HtmlElement, base: str) -> Row | None:
    links = [link for link in _own_links(element) if absolute(base, str(link.get("href") or ""))]
    links = [link for link in links if not is_more(link)]
    if not links or len(links) > _MAX_LINKS_IN_ROW:
        return None
    link = max(links, key=lambda one: len(str(one.get("title") or "") or words(one)))
    url = absolute(base, str(link.get("href")))
    text = words(link)
    published, dated, at_end = _date_beside(element, link, text)
    if at_end:
        text = text[: -len(at_end)].strip()
    title = _title(link, text)
    if not url or not title:
        return None
    if dated and published is None:
        published = _year_from_address(url, at_end or words(element, without=link))
    return Row(url, title, published, dated, link)


def _own_links(element: HtmlElement) -> Iterator[HtmlElement]:
    """Links of the row itself; lists nested in it (interpretations, attachments) are not."""
    if element.tag == "a":
        yield element
        return
    for child in element:
        if child.tag not in _NESTED and isinstance(child.tag, str) and "popbox" not in str(child.get("class") or ""):
            yield from _own_links(child)


def _title(link: HtmlElement, text: str) -> str:
    """The whole title: the attribute where the text is cut, or where there is only a picture."""
    given = re.sub(r"\s+", " ", str(link.get("title") or "")).strip()
    shown = re.sub(r"^[·•■◆►▪\-\s]+", "", text)
    if given and (not shown or shown.endswith(("…", "...", "..")) or (len(given) > len(shown) and shown in given)):
        return given
    return shown


def _date_beside(element: HtmlElement, link: HtmlElement, text: str) -> tuple[date | None, bool, str]:
    """The date a row shows: value, whether there is one at all, and its letters where they end the link's own text."""
    beside = words(element, without=link) if element is not link else ""
    beside = _CLOCK.sub("", beside)
    full = list(_FULL.finditer(beside))
    if full:
        return _day(*full[-1].groups()), True, ""
    turned = _DAY_FIRST.match(beside)
    if turned:
        return _day(turned[2], turned[3], turned[1]), True, ""
    for piece in (beside, *_pieces(element, link)):
        short = _SHORT.match(piece)
        if short and 1 <= int(short[1]) <= 12 and 1 <= int(short[2]) <= 31:
            return None, True, ""
    inner = _CLOCK.sub("", text)
    ending = next((hit for hit in _FULL.finditer(inner) if not inner[hit.end() :].strip("])）】 ")), None)
    if ending:
        return _day(*ending.groups()), True, text[_start_with_bracket(inner, ending.start()) :]
    return None, False, ""


def _start_with_bracket(text: str, start: int) -> int:
    while start > 0 and text[start - 1] in "[(（【 ":
        start -= 1
    return start


def _pieces(element: HtmlElement, link: HtmlElement) -> Iterator[str]:
    for part in element.iter("span", "em", "i", "b", "td", "font", "time", "div", "p"):
        if part is not link and link not in part.iterancestors() and part not in link.iterancestors():
            yield words(part)


def _year_from_address(url: str, beside: str) -> date | None:
    """`MM-DD` with the year of a file name that agrees with it; None where there is no such name."""
    named = _FILE_DATE.search(url)
    short = re.search(r"(\d{1,2})\s*[-/.月]\s*(\d{1,2})", beside)
    if named and short and int(named[2]) == int(short[1]):
        return _day(named[1], short[1], short[2])
    return None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _texts(element: HtmlElement, without: HtmlElement | None) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element:
        if child is not without and isinstance(child.tag, str) and child.tag not in _NESTED:
            yield from _texts(child, without)
        if child.tail:
            yield child.tail


def _depth(element: HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())
