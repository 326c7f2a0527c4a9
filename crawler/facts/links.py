"""Links of a page: of its text, of the boxes around it, and those that nobody can see; menus and footers left out."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from crawler.reading.article import Article
from crawler.reading.body import ancestors_of, in_footer
from crawler.reading.document import address_base
from crawler.reading.text import whole_text
from crawler.requests import page_address
from inspection.masking import mask
from inspection.types.page_facts import PageLink

# Boxes of related pages are named so, or headed so.
_RELATED = re.compile(
    r"relat|relev|xg(?:wz|lj|yd|xx|jd|zc|wj|fj|nr)|xiangguan|jiedu|zcjd|wjjd|guanlian|gllj|linkinfo|associ", re.I
)
_MENU = re.compile(
    r"nav(?!l)|menu|topbar|header|crumb|friend|yqlj|login|share|search|toolbar|pag(?:er|ination)|weixin|qrcode|ewm|lang|wza"
    r"|^(?:top|head|logo|bar|dqwz|wz|location|position|siderbar|sidebar|left|side)$",
    re.I,
)
# Before the text, where menus stand, only what is called as pages are.
_LEADS_ON = re.compile(r"解读|原文|图解|问答|相关|关联|附件|《|关于.{4}|[^\s|]{12}")
_LONGEST_TEXT = 80
_LONGEST_ADDRESS = 500
_MOST = 300


def links_of(article: Article, url: str) -> tuple[PageLink, ...]:
    """Each address once with the words of its first link, those of the text before those around it; hidden ones last.

    `url` is the address that the page was read at.
    """
    base = address_base(article.document.root, url)
    found: dict[str, PageLink] = {}
    for element, around in _shown(article, article.text_element):
        target = _absolute(str(element.get("href") or ""), base)
        if len(found) >= _MOST:
            break
        if target and target not in found:
            found[target] = PageLink(target, _words(element), around=around)
    unseen: dict[str, PageLink] = {}
    parts = (article.document, *([article.own] if article.own is not None else []))
    for link in (one for part in parts for one in part.hidden_links):
        target = _absolute(link.target, base)
        if target and urlsplit(target).netloc != urlsplit(base).netloc:
            unseen.setdefault(target, PageLink(target, _short(link.text), hidden=True))
    shown = [link for target, link in found.items() if target not in unseen]
    return (*shown[:_MOST], *unseen.values())


def _shown(article: Article, body: HtmlElement | None) -> Iterator[tuple[HtmlElement, bool]]:
    """The links of the text, then those around it: behind it, in a box of related pages, or called as pages are."""
    inside = set(body.iter("a")) if body is not None else set()
    yield from ((one, False) for one in (body.iter("a") if body is not None else ()))
    container = article.body.element if article.body is not None else None
    inside |= set(container.iter("a")) if container is not None else set()
    behind = container is None
    for element in article.document.root.iter(*({"a", container.tag} if container is not None else {"a"})):
        if element is container:
            behind = True
        elif element.tag == "a" and element not in inside and _is_around(element, behind=behind):
            yield element, True


def _is_around(element: HtmlElement, *, behind: bool) -> bool:
    named = " ".join(f"{one.get('class') or ''} {one.get('id') or ''}" for one in ancestors_of(element))
    if _RELATED.search(named):
        return True
    if in_footer(element) or not (behind or _LEADS_ON.search(whole_text(element))):
        return False
    return not any(one.tag in ("nav", "header") or _is_menu(one) for one in ancestors_of(element))


def _is_menu(element: HtmlElement) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    return any(_MENU.search(name) for name in names)


def _absolute(target: str, base: str) -> str | None:
    target = target.strip()
    if not target or target.startswith("#") or len(target) > _LONGEST_ADDRESS:
        return None
    try:
        whole = urljoin(base, target)
    except ValueError:
        return None
    if not whole.startswith(("http://", "https://")):
        return None
    try:
        return page_address(whole)
    except ValueError:
        return None


def _words(element: HtmlElement) -> str:
    return _short(whole_text(element)) or _short(str(element.get("title") or ""))


def _short(text: str) -> str:
    words = " ".join(text.split())[:_LONGEST_TEXT]
    return mask(words) if any(sign.isdigit() for sign in words) else words
