"""Lists in HTML, told by structure: groups of like rows that hold one link and, mostly, a date."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from lxml.html import HtmlElement

from crawler.structure.links import address, is_tool, label, opened_by_script
from crawler.structure.row_dates import Dated, date_in_address, date_of, heading_year, short_date

_CONTAINERS = ("ul", "ol", "tbody", "table", "dl", "div", "section", "td", "form", "article", "p")
_ROWS = ("li", "tr", "dd", "dt", "div", "p", "a", "article", "section", "h2", "h3", "h4", "h5", "span")
_NESTED = ("ul", "ol", "dl", "table", "script", "style", "template")
_MORE = re.compile(r"^[+·>»\[【\s]*(?:查看)?(?:更多|more)(?:信息|内容)?[>».…+\]】\s]*$", re.I)
_DOCUMENT = re.compile(
    r"/t\d{8}_\d+|/t\d{4,}\.|/m?post_\d+|/content_\w+\.|/art_\w+|/art/\d{4}/|/info/\d+/\d+\.|/[0-9a-f]{32}[./]|"
    r"/20\d{2}[-/]?\d{2}(?:[-/]?\d{2})?/[^/]+$|/20\d\d/\d{1,2}/|/show/\d+|"
    r"[?&](?:articleid|aid|newsid|infoid|contentid|docid)=\w+|\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar)$",
    re.I,
)
_NUMBERED = re.compile(r"/\d{4,}\.(?:s?html?|jhtml|aspx?|jsp|php)$|[?&]id=\w+", re.I)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TITLE = re.compile(r"(?:^|[\s_-])(?:tit(?:le)?|bt|biaoti)(?=[\s_-]|$)", re.I)
_BLOCKS = (*_HEADINGS, "br", "div", "p", "li", "td", "dt", "dd")
_MARKS = re.compile(r"^[·•■◆►▪\-\s]+|^\s*[\[【(（]?(?:置顶|NEW|new|荐)[\]】)）]\s*")
_MAX_LINKS_IN_ROW = 4
_LONGEST_ROW = 200


@dataclass(frozen=True)
class Row:
    """One row: where its link leads, its whole title, the date it shows (`dated` without `published`: the date has no
    year and nothing else tells it). `element` is the whole row."""

    url: str
    title: str
    published: date | None
    dated: bool
    link: HtmlElement
    element: HtmlElement


@dataclass(frozen=True)
class Group:
    """Like rows under one parent; `more` is the link of a preview block to the column itself; `lost` counts dated rows
    whose links only a script opens."""

    element: HtmlElement
    rows: tuple[Row, ...]
    lost: int = 0
    more: HtmlElement | None = None

    @property
    def dated(self) -> bool:
        """Most of its rows show a date."""
        return sum(row.dated for row in self.rows) + self.lost >= 0.6 * (len(self.rows) + self.lost)


def is_document(url: str) -> bool:
    """True for addresses made like those of single documents, by the habits of the common platforms."""
    return bool(_DOCUMENT.search(url.split("://", 1)[-1]))


def is_numbered(url: str) -> bool:
    """True for addresses of numbered pages, which some platforms use for documents, others for columns."""
    return bool(_NUMBERED.search(url.split("://", 1)[-1]))


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
    ranked = sorted(found, key=_rank)
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


def _rank(group: Group) -> tuple[int, bool, int, int]:
    dated = sum(row.dated for row in group.rows) + group.lost
    return (-dated, not group.dated, -len(group.rows), -_depth(group.element))


def built_like(element: HtmlElement) -> str:
    """How an element is built into its page: tags and classes from the body down to it, without numbers."""
    parts = [element, *element.iterancestors()]
    named = (f"{one.tag}.{re.sub(r'[0-9]+', '', str(one.get('class') or one.get('id') or ''))}" for one in parts)
    return "<".join(named)


def _put_together(found: list[Group]) -> list[Group]:
    whole: list[Group] = []
    for group in found:
        last = whole[-1] if whole else None
        if last is not None and last.dated == group.dated and _alike(last.element, group.element):
            whole[-1] = replace(last, rows=(*last.rows, *group.rows), lost=last.lost + group.lost)
        else:
            whole.append(group)
    return whole


def _alike(one: HtmlElement, other: HtmlElement) -> bool:
    return (
        one.getparent() is other.getparent()
        and one.tag == other.tag
        and one.get("class") == other.get("class")
        and one.tag in ("ul", "ol", "table")
        and not any(is_more(link) for part in (one, other) for link in part.iter("a"))
    )


def _group(element: HtmlElement, base: str) -> Group | None:
    rows: list[Row] = []
    lost = 0
    year = heading_year(element)
    before = _date_comes_first(element, base)
    for child in element:
        if child.tag not in _ROWS:
            year = _stated_year(child) or year
            continue
        row = _row(child, base, year, before=before)
        if row is not None:
            rows.append(row)
        elif _is_lost(child, base):
            lost += 1
        else:
            year = _stated_year(child) or year
    return Group(element, tuple(rows), lost) if rows or lost else None


def _row(element: HtmlElement, base: str, year: str | None, *, before: bool) -> Row | None:
    links = [link for link in _own_links(element) if address(link, base) and not is_more(link)]
    if not links or len(links) > _MAX_LINKS_IN_ROW:
        return None
    link = max(links, key=lambda one: len(str(one.get("title") or "") or words(one)))
    url = address(link, base)
    if any(address(more, base) != url for more in element.iter("a") if more is not element and is_more(more)):
        return None
    text = words(link)
    seen = date_of(element, link, text, words)
    if not seen.there:
        told = (short_date(one) for one in _texts_beside(element, base, before=before))
        seen = next((one for one in told if one.there), seen)
    title = _title(link, seen.letters)
    if is_tool(title):
        title = _title_beside(element, link)
    if not url or not title:
        return None
    published = seen.day or (date_in_address(url, seen) if seen.there else None) or seen.with_year(year)
    return Row(url, title, published, seen.there, link, element)


def _texts_beside(element: HtmlElement, base: str, *, before: bool) -> Iterator[str]:
    """The texts between a row without a date of its own and the next row (or the one before it)."""
    if not before:
        yield (element.tail or "").strip()
    for sibling in element.itersiblings(preceding=before):
        if not isinstance(sibling.tag, str):
            continue
        if before:
            yield (sibling.tail or "").strip()
        if next((one for one in (sibling, *sibling.iter("a")) if address(one, base)), None) is not None:
            return
        yield words(sibling)
        if not before:
            yield (sibling.tail or "").strip()


def _date_comes_first(element: HtmlElement, base: str) -> bool:
    """Whether what stands before the first link of a container is a date."""
    text = element.text or ""
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if next((one for one in (child, *child.iter("a")) if address(one, base)), None) is not None:
            return short_date(text.strip()).there
        text = f"{text} {words(child)} {child.tail or ''}"
    return False


def _stated_year(element: HtmlElement) -> str | None:
    if not isinstance(element.tag, str):
        return None
    stated = re.fullmatch(r"(20\d\d)\s*年?度?", words(element))
    return stated[1] if stated else None


def _is_lost(element: HtmlElement, base: str) -> bool:
    """A dated row that only a script can open."""
    links = [element, *_own_links(element)] if element.tag != "a" else [element]
    if len(links) > _MAX_LINKS_IN_ROW + 1 or any(address(link, base) for link in links):
        return False
    for link in links:
        dead = link.tag == "a" and str(link.get("href") or "#").strip().lower().startswith(("#", "javascript"))
        if dead or opened_by_script(link, base):
            text = words(link)
            seen: Dated = date_of(element, link, text, words)
            if seen.there and 4 <= len(text) - len(seen.letters) <= _LONGEST_ROW:
                return True
    return False


def _own_links(element: HtmlElement) -> Iterator[HtmlElement]:
    """Links of the row itself; lists nested in it (interpretations, attachments) are not."""
    if element.tag == "a":
        yield element
        return
    for child in element:
        if child.tag not in _NESTED and isinstance(child.tag, str) and "popbox" not in str(child.get("class") or ""):
            yield from _own_links(child)


def _title(link: HtmlElement, date_letters: str) -> str:
    """The whole title: the attribute where the text is cut, or where there is only a picture. Words that marks split
    are joined again; only blocks and breaks separate."""
    given = _given_title(link)
    named = next((one for one in link.iter(*_HEADINGS) if words(one)), None)
    if named is None:
        named = next((one for one in link.iter("div", "span", "p") if _TITLE.search(label(one)) and words(one)), None)
    text = "".join(_joined(link if named is None else named))
    pattern = r"\s*".join(re.escape(sign) for sign in date_letters if not sign.isspace())
    if pattern:
        text = re.sub(rf"^\s*{pattern}|{pattern}\s*$", "", text)
    shown = re.sub(r"\s+", " ", _MARKS.sub("", text)).strip()
    if given and (not shown or shown.endswith(("…", "...", "..")) or (len(given) > len(shown) and shown in given)):
        return given
    return shown


def _joined(element: HtmlElement) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in ("script", "style", "ul", "ol", "dl", "table"):
        return
    if element.tag in _BLOCKS:
        yield " "
    yield element.text or ""
    for child in element:
        yield from _joined(child)
        yield child.tail or ""
    if element.tag in _BLOCKS:
        yield " "


def _title_beside(element: HtmlElement, link: HtmlElement) -> str:
    """The title of a row whose link says only 查看: the longest of its parts that is no date; '' among page numbers."""
    if re.search(r"页|^\W*\d*\W*$", words(link)):
        return ""
    parts = [
        words(part) for part in element.iter("td", "span", "p", "div", "h3", "h4") if link not in part.iterdescendants()
    ]
    named = [part for part in parts if not short_date(part).there and re.search(r"[\u4e00-\u9fff]{2}", part)]
    return max(named, key=len, default="")


def _given_title(link: HtmlElement) -> str:
    """The title attribute; some hold several lines, of which one is named 标题."""
    lines = [line.strip() for line in re.split(r"[\r\n]+|&#1[03];", str(link.get("title") or "")) if line.strip()]
    if len(lines) > 1:
        named = next((line for line in lines if re.match(r"(?:文章)?(?:标题|名称)\s*[:：]", line)), lines[0])
        return re.sub(r"^(?:文章)?(?:标题|名称)\s*[:：]\s*", "", named)
    return re.sub(r"\s+", " ", lines[0]) if lines else ""


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


def in_box(element: HtmlElement, named: "re.Pattern[str]", levels: int = 3) -> bool:
    """Whether an element or one of the boxes around it is called so."""
    around = [one for one in element.iterancestors() if one.tag not in ("html", "body")]
    return any(named.search(label(one)) for one in [element, *around][:levels])
