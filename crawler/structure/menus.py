"""Columns named on a page: navigation, side menus, trees, headings of preview blocks, the breadcrumb."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.requests import absolute, authority, folder, identity
from crawler.structure.rows import Group, is_article, is_more, words

_STOP = re.compile(
    r"^(?:首页|返回.*|上一页|下一页|上一篇|下一篇|尾页|末页|首\s*页|登录|注册|打印|关闭|收藏|分享|设为首页|加入收藏|网站地图|"
    r"联系我们|关于我们|无障碍.*|适老.*|(?:长者|老年|老年人)(?:版|模式|专区|助手|服务专区)|English|EN|繁体.*|简体.*|手机版|移动版|微信|微博|RSS|搜索|检索|高级搜索|"
    r"全部|更多.*|详情|查看.*|点击.*|下载|隐私.*|版权.*|法律声明|站点地图|政务微.*|移动客户端|[\d\s./:-]+|[<>«»‹›.…]+)$",
    re.I,
)
_FOOT = re.compile(
    r"foot|copyright|friend|yqlj|link[-_]?list|bottom|share|tool|search|login|lang|calendar|rili|page[-_]?(?:bar|nav)?$|"
    r"pager|paging|pagination|fenye|crumb|position|location|dqwz|weizhi|\bpath\b|banner|swiper|slide|tags?\b",
    re.I,
)
_MENU = re.compile(
    r"menu|side|left|tree|mulu|lanmu|\blm|zfxxgk|gkml|channel|column|sub|catalog|nav|list-?tit|tab", re.I
)
_GLOBAL = re.compile(r"header|\btop|main-?nav|global|site-?nav", re.I)
_CRUMB = re.compile(
    r"crumb|position|location|dqwz|weizhi|\bpath\b|\bwz\b|\bplace\b|dangqian|current-?pos|curpos|\bmbx\b", re.I
)
_HERE = re.compile(r"^.*?(?:您?(?:现在|当前|所在)[^:：>]{0,8}位置|当前位置|您的位置|位置)\s*(?:是|为)?\s*[:：]?\s*")
_ARROWS = re.compile(r"\s*(?:>>|»|›|→|＞|>|/|\\|—{1,2}|-{1,2}>)\s*")
_LONGEST = 24


@dataclass(frozen=True)
class MenuLink:
    """A link that names a column. `above` is the link or heading that it is nested under in the same menu."""

    name: str
    url: str
    above: "MenuLink | None"
    hinted: bool


def breadcrumb(tree: HtmlElement, base: str) -> tuple[tuple[str, str], ...]:
    """Names and addresses from the home page to the page itself ('' where a name is no link); empty without one."""
    for element in tree.iter("div", "p", "ul", "ol", "span", "td", "nav", "section", "dl"):
        label = f"{element.get('class') or ''} {element.get('id') or ''}"
        text = words(element) or re.sub(r"\s+", " ", element.text_content()).strip()
        if len(text) > 200 or not (_CRUMB.search(label) or re.search(r"(?:当前|所在|现在)\S{0,4}位置", text[:20])):
            continue
        links = [link for link in element.iter("a") if absolute(base, str(link.get("href") or "")) and words(link)]
        if not links and not _ARROWS.search(text):
            continue
        found = _crumbs(element, links, base)
        if found and (len(found) > 1 or _CRUMB.search(label)):
            return found
    return ()


def _crumbs(element: HtmlElement, links: list[HtmlElement], base: str) -> tuple[tuple[str, str], ...]:
    addresses = {words(link): absolute(base, str(link.get("href"))) or "" for link in links}
    whole = _HERE.sub("", re.sub(r"\s+", " ", element.text_content()).strip())
    names = [name.strip(" :：") for name in _ARROWS.split(whole)] if _ARROWS.search(whole) else list(addresses)
    names = [name for name in names if name and name not in ("正文", "列表", "详情")]
    if any(len(name) > _LONGEST * 2 for name in names):
        names = list(addresses)
    return tuple((name, addresses.get(name, "")) for name in names)


def menu_links(tree: HtmlElement, base: str, taken: list[Group]) -> list[MenuLink]:
    """The links that may name columns, in document order, each once: no rows of lists, footers, pagers, tools."""
    rows = {row.link for group in taken for row in group.rows}
    found: dict[HtmlElement, MenuLink] = {}
    for link in tree.iter("a"):
        if link not in rows:
            _menu_link(link, base, found)
    return list(found.values())


def _menu_link(link: HtmlElement, base: str, found: dict[HtmlElement, MenuLink]) -> MenuLink | None:
    if link in found:
        return found[link]
    name = _name(link)
    url = absolute(base, str(link.get("href") or ""))
    if url is None or not name or is_article(url):
        return None
    labels = [f"{one.get('class') or ''} {one.get('id') or ''}" for one in (link, *list(link.iterancestors())[:8])]
    if any(_FOOT.search(label) for label in labels) or any(one.tag == "footer" for one in link.iterancestors()):
        return None
    hinted = any(_MENU.search(label) for label in labels) and not any(_GLOBAL.search(label) for label in labels)
    above = _above(link, base, found)
    made = MenuLink(name, url, above, hinted)
    found[link] = made
    return made


def _name(link: HtmlElement) -> str:
    name = re.sub(r"[\s>»›]+$|^[·•■◆►▪>\s]+", "", words(link))
    if name.endswith(("…", "...")) or not name:
        name = str(link.get("title") or "").strip() or name
    name = re.sub(r"\s*[(（]\d+[)）]$", "", name)
    return name if 2 <= len(name) <= _LONGEST and not _STOP.match(name) and re.search(r"[\u4e00-\u9fff]", name) else ""


def _above(link: HtmlElement, base: str, found: dict[HtmlElement, MenuLink]) -> MenuLink | None:
    """What a menu entry is nested under: the label of the list item, or the `dt`, that holds its own list."""
    below = link
    for parent in link.iterancestors():
        label: HtmlElement | None = None
        if (
            parent.tag == "li"
            and below.tag in ("ul", "ol", "dl", "div")
            and next(below.iter("li", "dd"), None) is not None
        ):
            label = next((one for one in parent if one is not below and one.tag != "script"), None)
            if label is None and (parent.text or "").strip():
                return _heading(parent.text or "", base)
        elif parent.tag == "dl" and below.tag == "dd":
            before = list(below.itersiblings("dt", preceding=True))
            label = before[0] if before else None
        if label is not None:
            inner = label if label.tag == "a" else next(label.iter("a"), None)
            if inner is not None and inner is not link:
                known = _menu_link(inner, base, found)
                return known or _heading(words(inner), base)
            return _heading(words(label), base)
        below = parent
    return None


def _heading(text: str, base: str) -> MenuLink | None:
    name = re.sub(r"\s+", " ", text).strip(" >»›")
    return (
        MenuLink(name, f"{base}#{name}", None, True) if 2 <= len(name) <= _LONGEST and not _STOP.match(name) else None
    )


def block_columns(taken: list[Group], base: str) -> Iterator[MenuLink]:
    """The columns that preview blocks belong to: the address of “更多”, the name of the block's heading."""
    for group in taken:
        if group.more is None:
            continue
        url = absolute(base, str(group.more.get("href") or ""))
        name = _block_name(group)
        if url and name:
            yield MenuLink(name, url, None, True)


def _block_name(group: Group) -> str:
    assert group.more is not None
    for parent in list(group.more.iterancestors())[:3]:
        if group.element in parent.iterdescendants():
            heads = [one for one in parent.iter("h1", "h2", "h3", "h4", "h5", "strong", "dt", "div", "span", "p", "a")
                     if one is not group.more and not is_more(one)]  # fmt: skip
            for one in heads:
                name = words(one, without=group.more)
                if 2 <= len(name) <= _LONGEST and not _STOP.match(name) and group.element not in one.iterdescendants():
                    return name
            break
        name = words(parent, without=group.more)
        if 2 <= len(name) <= _LONGEST and not _STOP.match(name):
            return name
    title = str(group.more.get("title") or "").strip()
    return title if 2 <= len(title) <= _LONGEST and not _STOP.match(title) else ""


def belongs(url: str, portal: str, crumbs: tuple[tuple[str, str], ...]) -> bool:
    """Whether a page is part of the portal's columns: it lies below the portal's folder, or its breadcrumb passes
    through the portal's page; a page without a breadcrumb is given the benefit of the doubt."""
    if folder(url).startswith(folder(portal)) or not crumbs:
        return True
    here = identity(portal)
    return any(address and identity(address) == here for _, address in crumbs)


def leads_up(url: str, portal: str) -> bool:
    """True for the portal itself and for the pages above it: the site's home is no openness column."""
    if authority(url) != authority(portal):
        return False
    target = identity(url)
    return target == identity(portal) or folder(portal).startswith(target + "/")
