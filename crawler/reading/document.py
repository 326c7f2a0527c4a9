"""An HTML text into a tree that can be read: scripts and comments out, what scripts were about to do kept aside."""

import re
from dataclasses import dataclass
from typing import cast
from urllib.parse import urljoin

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from crawler.reading.hidden_links import HiddenLink, hidden_links

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.I)
# Included parts of templates close the page in its middle; browsers read on, the parser does not.
_EARLY_END = re.compile(r"</(?:html|body)\s*>", re.I)
_CONDITION = re.compile(r"\bfunction\b|\bif\s*\(|=>|\?[^\"']*:")
_REDIRECT = re.compile(
    r"(?:window\.|document\.|self\.|top\.|parent\.)?location(?:\.href)?\s*(?:=|\.replace\s*\()\s*[\"']([^\"']{1,500})[\"']"
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_HIDDEN_NOISE_SIGNS = 200


@dataclass(frozen=True)
class Redirect:
    """An address that a script sends the reader to, and the element the script stands in."""

    target: str
    place: HtmlElement


@dataclass(frozen=True)
class Document:
    """`root` has no comments, scripts, styles or small hidden parts; `scripts` are the texts of the scripts,
    `hidden_links` what nobody can see.

    `elements` are all that `root` holds: the parser makes its Python objects anew for every walk unless they are kept.
    """

    root: HtmlElement
    scripts: tuple[str, ...]
    redirects: tuple[Redirect, ...]
    elements: tuple[HtmlElement, ...] = ()
    hidden_links: tuple[HiddenLink, ...] = ()


def address_base(root: HtmlElement, url: str) -> str:
    """What relative addresses of a page are relative to: its `<base href>` where it has one."""
    stated = next((href for tag in root.iter("base") if (href := (tag.get("href") or "").strip())), None)
    try:
        return urljoin(url, stated) if stated else url
    except ValueError:
        return url


def parse(text: str) -> Document | None:
    """The tree of a page or of a fragment of one; None for a text without any element."""
    root = _tree(text)
    if root is None:
        return None
    scripts = []
    redirects = []
    for script in root.iter("script"):
        content = script.text or ""
        scripts.append(f"queryData={script.get('querydata')}" if script.get("querydata") else content)
        # Inside functions and conditions stand pagers and switches to the mobile site.
        target = None if "location" not in content or _CONDITION.search(content) else _REDIRECT.search(content)
        place = script.getparent()
        if target and place is not None:
            redirects.append(Redirect(target.group(1), place))
    etree.strip_elements(
        root, etree.Comment, etree.ProcessingInstruction, "script", "style", "noscript", with_tail=False
    )
    unseen = hidden_links(root, scripts)
    _drop_hidden(root)
    return Document(root, tuple(scripts), tuple(redirects), tuple(root.iter()), unseen)


def _tree(text: str) -> HtmlElement | None:
    text = _CONTROL.sub("", _EARLY_END.sub("", _DECLARATION.sub("", text)))
    if "<" not in text:
        return None
    try:
        root = lxml.html.document_fromstring(text, parser=lxml.html.HTMLParser(huge_tree=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return _soup(text)
    lost = len(root) == 0 or (root.find("body") is None and len(text) > 2_000)
    if not lost:
        return root
    other = _soup(text)
    return root if other is None else other


def _soup(text: str) -> HtmlElement | None:
    """The slow, forgiving parser, for pages that the fast one cannot read; few need it, and loading it takes time."""
    from lxml.html import soupparser

    try:
        return cast(HtmlElement, soupparser.fromstring(text, features="html.parser"))
    except (etree.ParserError, ValueError, IndexError):
        return None


def _drop_hidden(root: HtmlElement) -> None:
    """Hidden link lists and counters are noise; a long hidden text is the tab that a script would open."""
    for element in root.xpath(".//*[@style]"):
        if element is root or not _HIDDEN.search(element.get("style") or ""):
            continue
        signs = len("".join(element.itertext()).strip())
        linked = sum(len("".join(link.itertext()).strip()) for link in element.iter("a"))
        if signs < _HIDDEN_NOISE_SIGNS or linked * 2 > signs:
            # Emptied, not removed: removal joins the texts around it and fails on control signs.
            element.clear(keep_tail=True)
