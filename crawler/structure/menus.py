"""Columns named on a page: navigation, side menus, trees, choosers, picture maps, headings of preview blocks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from crawler.requests import authority, identity
from crawler.structure.links import address, is_tool, label, opened_by_script, short_text
from crawler.structure.rows import Group, is_document, is_more, words

_FURNITURE = re.compile(
    r"(?:^|\s)(?:[\w-]*foot[\w-]*|copyright|friend[\w-]*|yqlj|bottom(?:[-_]\w+)?|(?:bd)?share(?:[-_]?\w+)?|"
    r"tool(?:s|bar|box)?|search(?:[-_]?(?:box|bar|form|wrap|area|key|input))?|login\w*|lang(?:uage)?s?|calendar\w*|rili|"
    r"datepicker\w*|pages?|pager|paging|pagination|fenye|turnpage|page[-_]?(?:bar|nav|list|box)|\w*crumbs?\w*|bread\w*|"
    r"(?:cur(?:rent)?[-_]?)?(?:position|location|pos)|dqwz|weizhi|path|mbx|tags?|tag[-_]?\w+)(?=\s|$)",
    re.I,
)
_MENU = re.compile(
    r"menu|side|left|tree|mulu|lanmu|\blm|zfxxgk|gkml|channel|column|sub|catalog|nav|list-?tit|tab|entrance", re.I
)
_TREE = re.compile(r"menu|tree|mulu|lanmu|left[-_]?nav|side[-_]?(?:nav|bar)|(?:^|\s)nav", re.I)
_GLOBAL = re.compile(r"header|\btop|main-?nav|global|site-?nav|head-?nav|nav-?bar", re.I)
_BAR = re.compile(r"\bnav|head|top|menu", re.I)
_BESIDE = re.compile(r"left|side|sub|tree", re.I)
_GENERIC = re.compile(
    r"(?:栏目|目录|分类|网站|信息|公开|左侧)*(?:导航|目录|栏目|分类|菜单|列表)|相关(?:栏目|链接)|快速(?:通道|入口|导航)|友情链接|导航"
)
_LONGEST = 40
_LONGEST_LINK_OUT = 24
_LONGEST_ENTRY = 16


@dataclass(frozen=True)
class MenuLink:
    """A link that names a column; a heading has no `url`. `above` is the link or heading that it is nested under in the
    same menu. `local` stands in a menu of the page, `site` in the navigation of the whole website; `block` is the
    “更多” of a preview block; `chosen` in a select; `scripted` is opened by a script in a way that names no address;
    `document` leads to a single document outside of anything called a menu."""

    name: str
    url: str | None
    above: "MenuLink | None" = None
    local: bool = False
    site: bool = False
    block: bool = False
    chosen: bool = False
    scripted: bool = False
    document: bool = False


@dataclass
class _Finder:
    tree: HtmlElement
    base: str
    in_rows: set[HtmlElement]
    found: dict[HtmlElement, MenuLink] = field(default_factory=dict)
    crowded: set[HtmlElement] = field(default_factory=set)
    bars: set[HtmlElement] = field(default_factory=set)
    accordions: dict[HtmlElement, bool] = field(default_factory=dict)


def menu_links(tree: HtmlElement, base: str, taken: list[Group]) -> list[MenuLink]:
    """The links that may name columns, in document order: no rows of lists, footers, pagers, tools."""
    rows = {part for group in taken for row in group.rows for part in row.element.iter()}
    finder = _Finder(tree, base, rows)
    links = list(tree.iter("a"))
    for element in tree.iter("body", "div", "form", "table", "tbody", "tr", "td", "section", "main"):
        if len(links) > 8 and sum(1 for _ in element.iter("a")) > 0.6 * len(links):
            finder.crowded.add(element)
    finder.bars.update(_site_bars(links, base, finder.crowded))
    for element in tree.iter("a", "area", "option", "li", "div", "span", "td", "p", "dt", "dd"):
        if element.tag in ("a", "area", "option") or element.get("onclick"):
            _menu_link(element, finder)
    return list(finder.found.values())


def _menu_link(link: HtmlElement, finder: _Finder) -> MenuLink | None:
    if link in finder.found:
        return finder.found[link]
    if link in finder.in_rows or is_more(link) or (link.tag == "option" and not link.get("value")):
        return None
    url = address(link, finder.base)
    name = _name(link)
    around = list(link.iterancestors())[:8]
    boxes = [label(one) for one in (link, *around)]
    local = any(_MENU.search(box) for box in boxes) and not any(_GLOBAL.search(box) for box in boxes)
    scripted = url is None and local and opened_by_script(link, finder.base) and not _opens_below(link)
    if is_tool(name) or (url is None and not scripted) or (not name and not _pictured(link)):
        return None
    if any(_FURNITURE.search(label(one)) for one in (link, *around) if one not in finder.crowded):
        return None
    if (scripted and not name) or any(one.tag == "footer" for one in link.iterancestors()):
        return None
    site = _of_the_site(link, finder)
    made = MenuLink(
        name,
        url,
        _above(link, finder),
        local and not site,
        site,
        False,
        link.tag == "option",
        scripted,
        _may_be_row(link, url, around),
    )
    finder.found[link] = made
    return made


def _name(link: HtmlElement) -> str:
    """What a link calls its column: its text, else its title or what its picture says; '' where it is no name."""
    name = re.sub(r"[\s>»›]+$|^[·•■◆►▪>\s]+", "", words(link))
    if name.endswith(("…", "...")) or not name:
        given = [link.get("title"), link.get("alt"), *(one.get("alt") or one.get("title") for one in link.iter("img"))]
        name = next((str(one).strip() for one in given if one and str(one).strip()), name)
    name = re.sub(r"\s*[(（]\d+[)）]$", "", name)
    return name if 2 <= len(name) <= _LONGEST and re.search(r"[\u4e00-\u9fff]", name) else ""


def _pictured(link: HtmlElement) -> bool:
    """A link that shows only a picture without words: what it leads to must say its own name."""
    return link.tag == "area" or (not words(link) and next(link.iter("img"), None) is not None)


def _may_be_row(link: HtmlElement, url: str | None, around: list[HtmlElement]) -> bool:
    """A single document's link outside of anything called a menu: in a menu single pages are columns too."""
    if url is None or not is_document(url):
        return False
    return len(words(link)) > _LONGEST_ENTRY or not any(_TREE.search(label(one)) for one in (link, *around[:5]))


def _opens_below(link: HtmlElement) -> bool:
    """Whether the link only folds out what stands under it."""
    after = link.getnext()
    below = [after] if after is not None else []
    parent = link.getparent()
    if parent is not None and parent.tag in ("h2", "h3", "h4", "h5", "p", "dt", "span", "div") and len(parent) == 1:
        below += [parent.getnext()] if parent.getnext() is not None else []
    return any(one.tag in ("ul", "ol", "dl", "div", "dd") and next(one.iter("a"), None) is not None for one in below)


def _of_the_site(link: HtmlElement, finder: _Finder) -> bool:
    """Whether the link stands in the navigation of the whole website: a bar that also leads to its home."""
    return any(
        box in finder.bars or (_GLOBAL.search(label(box)) and box not in finder.crowded)
        for box in list(link.iterancestors())[:6]
    )


def _site_bars(links: list[HtmlElement], base: str, crowded: set[HtmlElement]) -> Iterator[HtmlElement]:
    home = authority(base)
    for link in links:
        target = address(link, base)
        at_home = target is not None and target.count("/") <= 3 and identity(target) == home
        if not at_home and not re.fullmatch(r"(?:网站)?首\s*页", words(link)):
            continue
        for box in list(link.iterancestors())[:6]:
            named = bool(_BAR.search(label(box))) and not _BESIDE.search(label(box))
            if box not in crowded and (named or box.tag in ("ul", "ol", "nav", "tr", "dl")):
                yield box


def _above(link: HtmlElement, finder: _Finder) -> MenuLink | None:
    """What a menu entry is nested under: the label of the list item, the `dt`, the link beside, or the heading of an
    accordion that holds its own list."""
    below = link
    for parent in link.iterancestors():
        head: HtmlElement | None = None
        text = ""
        if parent.tag == "li" and below.tag in ("ul", "ol", "dl", "div"):
            head = next((one for one in parent if one is not below and one.tag != "script" and words(one)), None)
            text = (parent.text or "").strip()
            if head is not None and below.getparent() is parent and parent.index(head) > parent.index(below):
                head = None
        elif parent.tag == "dl" and below.tag == "dd":
            before = list(below.itersiblings("dt", preceding=True))
            head = before[0] if before else None
        elif below.tag in ("ul", "ol", "dl", "div") and parent.tag not in ("body", "html"):
            head = _accordion_head(below, parent, finder)
        if head is not None or text:
            found = _head(head, text, finder, link)
            if found is not None:
                return found
        below = parent
    return None


def _accordion_head(below: HtmlElement, parent: HtmlElement, finder: _Finder) -> HtmlElement | None:
    """The heading of a list: a link alone with its list, or one of several headings that each precede a list."""
    before = below.getprevious()
    if before is None or not isinstance(before.tag, str) or not short_text(before, _LONGEST):
        return None
    if before.tag == "a" and len(parent) == 2:
        return before
    if parent not in finder.accordions:
        finder.accordions[parent] = _is_accordion(parent)
    return before if _is_head(before) and finder.accordions[parent] and not _alike(before, below) else None


def _is_accordion(parent: HtmlElement) -> bool:
    """Two or more headings, each directly before a list of links."""
    pairs = 0
    for one in parent:
        after = one.getnext()
        listed = after is not None and after.tag in ("ul", "ol", "dl", "div") and not _alike(one, after)
        pairs += bool(listed and next(after.iter("a"), None) is not None and _is_head(one))
    return pairs >= 2


def _alike(one: HtmlElement, other: HtmlElement) -> bool:
    return bool(one.tag == other.tag and one.get("class") == other.get("class"))


def _is_head(element: HtmlElement) -> bool:
    return (
        isinstance(element.tag, str)
        and element.tag in ("h1", "h2", "h3", "h4", "h5", "h6", "a", "p", "strong", "span", "div")
        and short_text(element, _LONGEST) is not None
        and sum(1 for _ in element.iter("a")) <= 1
        and len(words(element)) >= 2
        and next(element.iter("ul", "ol"), None) is None
    )


def _head(head: HtmlElement | None, text: str, finder: _Finder, link: HtmlElement) -> MenuLink | None:
    inner = None if head is None else head if head.tag == "a" else next(head.iter("a"), None)
    if inner is link:
        return None
    if inner is not None:
        known = _menu_link(inner, finder)
        if known is not None and known.url is not None:
            return known
        text = words(inner)
    elif head is not None:
        text = words(head)
    name = re.sub(r"\s+", " ", text).strip(" >»›+-")
    if not 2 <= len(name) <= _LONGEST or is_tool(name) or _GENERIC.fullmatch(name):
        return None
    above = _above(head, finder) if head is not None else None
    return MenuLink(name, None, above, local=True)


def block_columns(tree: HtmlElement, taken: list[Group], base: str) -> Iterator[MenuLink]:
    """The columns that preview blocks belong to: the address of “更多”, the name of the block's heading or tab; ''
    where there is neither. Blocks without rows come last."""
    used = set()
    for group in taken:
        url = address(group.more, base) if group.more is not None else None
        if url is not None:
            used.add(group.more)
            yield MenuLink(_block_name(group) or _tab_name(group), url, block=True)
    for link in tree.iter("a"):
        url = address(link, base) if is_more(link) and link not in used else None
        name = _name_beside(link) if url is not None else ""
        if (
            url is not None
            and name
            and not any(_FURNITURE.search(label(one)) for one in list(link.iterancestors())[:4])
        ):
            yield MenuLink(name, url, block=True)


def _name_beside(link: HtmlElement) -> str:
    """The short text that stands with a “更多” in the head of its block."""
    for parent in list(link.iterancestors())[:3]:
        name = words(parent, without=link)
        if name:
            return name if _names_column(name) else ""
    return ""


def _block_name(group: Group) -> str:
    assert group.more is not None
    for parent in list(group.more.iterancestors())[:3]:
        if group.element in parent.iterdescendants():
            heads = [one for one in parent.iter("h1", "h2", "h3", "h4", "h5", "strong", "dt", "div", "span", "p", "a")
                     if one is not group.more and not is_more(one)]  # fmt: skip
            rows = {part for row in group.rows for part in (row.element, *row.element.iterdescendants())}
            for one in heads:
                name = words(one, without=group.more)
                if one not in rows and _names_column(name) and group.element not in one.iterdescendants():
                    return name
            break
        name = words(parent, without=group.more)
        if _names_column(name):
            return name
    title = str(group.more.get("title") or "").strip()
    return title if _names_column(title) else ""


def _tab_name(group: Group) -> str:
    """The name on the tab that belongs to a panel: as many names in a row above as there are panels."""
    for panel in [group.element, *list(group.element.iterancestors())[:4]]:
        parent = panel.getparent()
        if parent is None:
            return ""
        panels = [one for one in parent if isinstance(one.tag, str) and one.tag == panel.tag]
        for bar in parent.itersiblings(preceding=True):
            heads = [one for one in bar if words(one)] if isinstance(bar.tag, str) else []
            if len(heads) == 1 and len(heads[0]) > 1:
                heads = [one for one in heads[0] if words(one)]
            if len(heads) == len(panels) > 1 and all(len(words(one)) <= 16 for one in heads):
                return words(heads[panels.index(panel)])
    return ""


def _names_column(name: str) -> bool:
    return 2 <= len(name) <= _LONGEST_LINK_OUT and not is_tool(name) and re.search(r"[\u4e00-\u9fff]", name) is not None
