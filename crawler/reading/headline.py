"""The title of a page where neither the platform's data nor the metadata table names it."""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from crawler.reading.body import ancestors_of, in_aside, in_footer, names_of
from crawler.reading.labels_of_fields import pairs_in
from crawler.reading.meta_tags import plain
from crawler.reading.text import SEAM, Line, bare, body_text, clean

_HEADLINE = re.compile(r"title|^bt$|biaoti|headline|^tit$|^tit_|_tit$|^mm_all_p$", re.I)
_NOT_HEADLINE = re.compile(r"sub|fu|column|channel|site|list|sec$|assist|nav|small|group$", re.I)
_SPLIT = re.compile(r"\s*(?:__+|_|\||｜|--+|—{3,}|-(?=[^-]*$)| - )\s*")
_SITE_WORDS = re.compile(r"网$|网站|门户|政府|首页|局$|委员会$|委$|办公室$|厅$|部$|中心$|频道|平台|新闻|cn$|com$")
_ENDS_CUT = re.compile(r"(?:…+|\.{3,}|···)$")
_LONGEST = 160


def document_title(root: HtmlElement) -> str | None:
    """The first `<title>` in the head, cleaned; pages carry up to three of them."""
    found = root.find(".//title")
    return tidy("".join(found.itertext())) if found is not None else None


def tidy(text: str | None) -> str | None:
    """A title on one line, without markup, entities and the brackets some templates put around it."""
    text = plain(text)
    if text is None:
        return None
    whole = re.fullmatch(r"【([^【】]+)】", text)
    return (whole.group(1).strip() if whole else text) or None


def is_cut(title: str) -> bool:
    """Whether a title was shortened with dots."""
    return _ENDS_CUT.search(title.strip()) is not None


def visible_title(root: HtmlElement, before: Sequence[Line], page_title: str | None) -> str | None:
    """The headline above the text: the element named so, or the line that the `<title>` begins with.

    The name of the site is no headline, even where a template gives every page the same `<title>`.
    """
    whole = bare(page_title or "")
    named = [one for one in _named_headlines(root, before) if len(bare(one[0])) >= 4 and not _only_site(one[0], whole)]
    for text, _ in sorted(named, key=lambda one: -len(bare(one[0]))):
        if bare(text) in whole:
            return text
    for line in sorted(before, key=lambda one: -len(one.text)):
        text = clean(line.text.replace(SEAM, ""))
        usable = line.linked < 0.5 and 6 <= len(bare(text)) <= _LONGEST and not pairs_in(line.text)
        if usable and bare(text) in whole and not _only_site(text, whole):
            return text
    return next((text for text, sure in reversed(named) if sure), None)


def _only_site(text: str, whole: str) -> bool:
    return (
        len(text) <= 24
        and _SITE_WORDS.search(text) is not None
        and (bare(text) == whole or not whole.startswith(bare(text)))
    )


def _named_headlines(root: HtmlElement, before: Sequence[Line]) -> list[tuple[str, bool]]:
    """Headlines above the text; True where class or `h1` says so."""
    blocks = {one for line in before for one in list(ancestors_of(line.block))[:3]}
    found = []
    for element in root.iter("h1", "h2", "h3", "p", "div", "td", "span"):
        named = any(_HEADLINE.search(name) and not _NOT_HEADLINE.search(name) for name in names_of(element))
        if not named and element.tag not in {"h1", "h2", "h3"}:
            continue
        if element not in blocks and element.tag != "span":
            continue
        text = tidy(body_text(element).replace("\n", ""))
        if not text or len(text) > _LONGEST or pairs_in(text) or in_footer(element) or in_aside(element):
            continue
        if element.find(".//a") is None:
            found.append((text, named or element.tag == "h1"))
    return found


def shortened(page_title: str | None, site_words: Sequence[str]) -> str | None:
    """A `<title>` without the names of column and site that stand behind or before it."""
    if not page_title:
        return None
    wrapped = re.match(r"【(.+?)】\s*[-_|]", page_title)
    if wrapped:
        return wrapped.group(1).strip()
    parts = [part for part in _SPLIT.split(page_title) if part]
    known = {bare(word) for word in site_words if word}
    kept = list(parts)
    while len(kept) > 1 and (bare(kept[-1]) in known or _SITE_WORDS.search(kept[-1]) or len(kept[-1]) <= 6):
        kept.pop()
    while len(kept) > 1 and bare(kept[0]) in known:
        kept.pop(0)
    return tidy(kept[0] if len(kept) == 1 else max(kept, key=len))
