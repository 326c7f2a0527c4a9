"""Links that a page's readers cannot see (暗链): in a part that is not displayed, has no size, lies outside the window
or is of the colour of its ground.

A closed menu, tab or window is not displayed either until somebody opens it: what a script or a name says can be
opened hides nothing. Only what the page itself says beside its elements counts, not its style sheets.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from crawler.reading.text import whole_text

_MAYBE = re.compile(r"none|hidden|:\s*-\d{3}|:\s*0|:\s*[01]px|color", re.I)
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_OUTSIDE = re.compile(r"(?:^|[;\s])(?:left|top|right|bottom|margin-left|margin-top)\s*:\s*-\d{3,}(?:px|em|pt)?", re.I)
_PLACED = re.compile(r"position\s*:\s*(?:absolute|fixed)", re.I)
_NO_SIZE = re.compile(r"(?:^|[;\s])(?:width|height|line-height)\s*:\s*[0-2](?:px|pt|em)?\s*(?:;|$)", re.I)
_CUT = re.compile(r"overflow\s*:\s*hidden", re.I)
_NO_LETTERS = re.compile(r"font-size\s*:\s*[01](?:px|pt|em|%)?\s*(?:;|$|!)", re.I)
_COLOUR = re.compile(r"(?:^|[;\s])color\s*:\s*([#\w]+)", re.I)
_GROUND = re.compile(r"background(?:-color)?\s*:\s*([#\w]+)", re.I)
_OPENED = re.compile(
    r"nav|menu|tab|drop|sub|pop|dialog|modal|layer|float|share|weixin|wechat|qr|ewm|select|toggle|collaps|panel|search"
    r"|login|mobile|phone|wap|side|slide|swip|banner|scroll|mask|alert|print|skip|wza|friend|yqlj",
    re.I,
)
# What a part itself may be called besides; boxes around texts are called so too.
_OPENED_ITSELF = re.compile(
    r"hide|hidden|more|tip|lang|list|hd|bd|con|box|item|win|notice|acc|guide|link|wx|code", re.I
)
# What publishing systems sign their pages with.
_MAKER = re.compile(r"produced by|powered by|发布系统|版通|技术支持|copyright|版权", re.I)
# What a script shows to those who are logged in.
_OF_SESSION = re.compile(r"退出|登录|登陆|注册|注销|个人中心|log(?:in|out|off|on)|sso|cas\b", re.I)
_ACTS = ("onclick", "onmouseover", "onmouseout", "onmouseenter", "data-toggle", "data-target", "aria-hidden")
_LEVELS = 4
_MOST, _MOST_PARTS = 200, 500
_TELLING = 3
_NEIGHBOURS = 20
_SAME = {"#ffffff": "#fff", "white": "#fff", "#000000": "#000", "black": "#000", "#FFFFFF": "#fff"}


@dataclass(frozen=True)
class HiddenLink:
    """An address as the page writes it, and the words of its link."""

    target: str
    text: str


def hidden_links(root: HtmlElement, scripts: Sequence[str]) -> tuple[HiddenLink, ...]:
    """The links that nobody can see, in their order; only those that name a host."""
    found = []
    for element in islice(_hiding(root), _MOST_PARTS):
        links = [element] if element.tag == "a" else list(islice(element.iter("a"), _MOST))
        told = [link for link in links if _names_host(link) and not _is_moved(link, element, scripts)]
        if (
            told
            and not _MAKER.search("".join(islice(element.itertext(), _MOST)))
            and not _can_be_opened(element, scripts)
        ):
            found += [
                HiddenLink(str(link.get("href")).strip(), " ".join("".join(link.itertext()).split())) for link in told
            ]
    return tuple(dict.fromkeys(found))[:_MOST]


def _is_signature(element: HtmlElement) -> bool:
    return _MAKER.search("".join(islice(element.itertext(), _MOST))) is not None


def _hiding(root: HtmlElement) -> Iterator[HtmlElement]:
    for element in root.xpath(".//*[@style] | .//marquee"):
        style = str(element.get("style") or "")
        if (element.tag == "marquee" and _tiny(element)) or (_MAYBE.search(style) and _hides(element, style)):
            yield element


def _hides(element: HtmlElement, style: str) -> bool:
    if _NOT_SHOWN.search(style) or (_PLACED.search(style) and _OUTSIDE.search(style)):
        return True
    if _NO_SIZE.search(style) and _CUT.search(style):
        return True
    if element.tag not in ("a", "span", "font"):
        return False
    # A picture in a link is seen whatever the size and colour of its letters.
    seen = next(element.iter("img", "svg", "input"), None) is not None
    return not seen and (_NO_LETTERS.search(style) is not None or _of_its_ground(element, style))


def _of_its_ground(element: HtmlElement, style: str) -> bool:
    """Whether letters and ground have one colour: the nearest ground that is stated."""
    colour = _COLOUR.search(style)
    if colour is None:
        return False
    for one in (element, *element.iterancestors()):
        ground = _GROUND.search(str(one.get("style") or ""))
        stated = ground.group(1) if ground else one.get("bgcolor")
        if stated:
            return _plain(str(stated)) == _plain(colour.group(1))
        if one.get("class") or one.get("background"):
            # A style sheet may give it another ground.
            return False
    return False


def _plain(colour: str) -> str:
    return _SAME.get(colour.lower(), colour.lower())


def _tiny(element: HtmlElement) -> bool:
    sizes = [str(element.get(name) or "").strip().removesuffix("px") for name in ("width", "height")]
    return any(size.isdigit() and int(size) <= 5 for size in sizes)


def _names_host(link: HtmlElement) -> bool:
    target = str(link.get("href") or "").strip()
    named = target.lower().startswith(("http://", "https://", "//"))
    return named and not _OF_SESSION.search(target) and not _OF_SESSION.search(whole_text(link))


def _is_moved(link: HtmlElement, hiding: HtmlElement, scripts: Sequence[str]) -> bool:
    """Whether a script knows the part of the hidden one that holds the link: pages keep parts hidden until a script has
    put them in their places."""
    if link is hiding:
        return False
    for one in link.iterancestors():
        if one is hiding:
            return False
        name = str(one.get("id") or "")
        if len(name) >= _TELLING and any(name in script for script in scripts):
            return True
    return False


def _can_be_opened(element: HtmlElement, scripts: Sequence[str]) -> bool:
    """Whether a name, a script, a handler or a shown sibling of the same shape says that the part is opened."""
    around = [element, *element.iterancestors()][:_LEVELS]
    for one in around:
        if one.tag in ("body", "html"):
            break
        names = f"{one.get('class') or ''} {one.get('id') or ''}"
        if one.tag in ("nav", "header", "footer", "li", "ul", "dl", "dd", "select") or _OPENED.search(names):
            return True
        if one is element and _OPENED_ITSELF.search(names):
            return True
        if any(one.get(act) is not None for act in _ACTS):
            return True
        if any(name in script for name in names.split() if len(name) >= _TELLING for script in scripts):
            return True
    return any(
        other.tag == element.tag
        and other.get("class") == element.get("class") is not None
        and not _NOT_SHOWN.search(str(other.get("style") or ""))
        for preceding in (True, False)
        for other in islice(element.itersiblings(preceding=preceding), _NEIGHBOURS)
    )
