"""The breadcrumb of a page, and whether a page is part of a portal's columns."""

import re

from lxml.html import HtmlElement

from crawler.requests import absolute, authority, folder, identity
from crawler.structure.links import label
from crawler.structure.rows import words

_CRUMB = re.compile(
    r"crumb|bread|(?:^|[\s_-])(?:position|location|path|sitepath|pos|wz|place|curpos|nowpos|mbx)(?=[\s_]|$)|dqwz|weizhi|dangqian|"
    r"current-?pos",
    re.I,
)
_HERE = re.compile(
    r"^.*?(?:您?(?:现在|当前|所在)[^:：>]{0,8}位置|当前位置|您的位置|位置|当前栏目|所在栏目)\s*(?:是|为)?\s*[:：]?\s*"
)
_SAYS = re.compile(r"(?:当前|所在|现在)\S{0,4}(?:位置|栏目)|^\S{0,4}位置\s*[:：]")
_ARROWS = re.compile(r"\s*(?:>>|»|›|→|＞|>|/|\\|\||·|::|—{1,2}|-{1,2}>|\s-\s)\s*")
_LONGEST = 48
_MOST_STEPS = 7
_LONGEST_TEXT = 200


def breadcrumb(tree: HtmlElement, base: str) -> tuple[tuple[str, str], ...]:
    """Names and addresses from the home page to the page itself ('' where a name is no link); empty without one."""
    best: tuple[tuple[str, str], ...] = ()
    shortest = _LONGEST_TEXT
    for element in tree.iter("div", "p", "ul", "ol", "span", "td", "nav", "section", "dl"):
        text = words(element) or re.sub(r"\s+", " ", element.text_content()).strip()
        named = bool(_CRUMB.search(label(element)))
        # A box around a breadcrumb and a list has the same text: lists in it are left out. The inner one counts.
        if len(text) > shortest or not (named or _SAYS.search(text[:20])):
            continue
        links = [link for link in element.iter("a") if absolute(base, str(link.get("href") or "")) and words(link)]
        arrows = _ARROWS.search(text)
        if not arrows and not (links and len(links) <= _MOST_STEPS and words(links[0]).endswith("首页")):
            continue
        found = _crumbs(element, links, base)
        if len(found) > 1 or (found and named and not best):
            best, shortest = found, len(text)
    return best


def _crumbs(element: HtmlElement, links: list[HtmlElement], base: str) -> tuple[tuple[str, str], ...]:
    addresses = {words(link): absolute(base, str(link.get("href"))) or "" for link in links}
    whole = _HERE.sub("", re.sub(r"\s+", " ", element.text_content()).strip())
    if _ARROWS.search(whole):
        names = [name.strip(" :：") for name in _ARROWS.split(whole)]
    else:
        names = [*addresses, re.sub(r"\s+", " ", links[-1].tail or "").strip() if links else ""]
    names = [name for name in names if name and name not in ("正文", "列表", "详情", "文章列表", "信息列表")]
    if any(len(name) > _LONGEST for name in names):
        names = list(addresses)
    return tuple((name, addresses.get(name, "")) for name in names)


def scope(portal: str) -> str:
    """The folder that a portal's columns lie in, as an identity that ends with `/`: the folder of its page; where that
    is a page of its own beside others at the top of the host, the folder named like it."""
    path = identity(portal).partition("?")[0]
    stem, dot, _ = path.rpartition("/")[2].rpartition(".")
    if dot and "/" in path and path.count("/") == 1:
        return f"{path.rpartition('/')[0]}/{stem}/"
    return folder(portal)


def passes_through(portal: str, crumbs: tuple[tuple[str, str], ...]) -> bool:
    """Whether a breadcrumb leads over the portal's page."""
    here = identity(portal)
    return any(address and identity(address) == here for _, address in crumbs)


def belongs(url: str, portal: str, crumbs: tuple[tuple[str, str], ...]) -> bool:
    """Whether a page is part of the portal's columns: it lies below the portal's folder, or its breadcrumb passes
    through the portal's page; a page without a breadcrumb is given the benefit of the doubt."""
    return folder(url).startswith(scope(portal)) or not crumbs or passes_through(portal, crumbs)


def leads_up(url: str, portal: str) -> bool:
    """True for the portal itself and for the pages above it: the site's home is no openness column."""
    if authority(url) != authority(portal):
        return False
    target = identity(url)
    return target == identity(portal) or folder(portal).startswith(target + "/")
