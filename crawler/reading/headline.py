"""The title of a page where neither the platform's data nor the metadata table names it."""

import re
from collections.abc import Sequence
from functools import lru_cache

from lxml.html import HtmlElement

from crawler.reading.body import ancestors_of, in_aside, in_footer
from crawler.reading.dates import find_dates
from crawler.reading.document_number import NUMBER
from crawler.reading.labels_of_fields import field_of, label_alone, pairs_in
from crawler.reading.meta_tags import plain
from crawler.reading.text import SEAM, Line, bare, clean, is_remark, lines

_HEADLINE = re.compile(r"title|^bt$|biaoti|headline|^tit$|^tit_|_tit$|^mm_all_p$", re.I)
_NOT_HEADLINE = re.compile(r"sub|fu|column|channel|site|list|sec$|assist|nav|small|group$", re.I)
_SPLIT = re.compile(r"\s*(?:__+|_|\||｜|--+|—{3,}|(?:(?<!\d)-|-(?!\d))(?=[^-]*$)| - )\s*")
_SITE_WORDS = re.compile(
    r"(?:网|网站|门户|政府|首页|局|委员会|委|办公室|厅|部|中心|频道|平台|新闻|信息公开|政务公开|cn|com)$", re.I
)
_OF_A_DOCUMENT = re.compile(r"关于|印发|公示|公告|通告")
_ENDS_CUT = re.compile(r"(?:…+|\.{3,}|···)$")
_LONGEST = 160
_BYLINE = 80
_CHINESE = re.compile(r"[^一-鿿]")
_SHORT_NAME = 6
# Pages of a portal share their class names.
_NAMES = 4_096


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


def visible_title(
    root: HtmlElement, before: Sequence[Line], page_title: str | None, columns: Sequence[str]
) -> str | None:
    """The headline above the text: the element named so, or the line that the `<title>` begins with.

    The name of the site is no headline, even where a template gives every page the same `<title>`; that of a column is
    one only where there is no other.
    """
    whole = bare(page_title or "")
    named = [one for one in _named_headlines(root, before) if len(bare(one[0])) >= 2 and not _only_site(one[0], whole)]
    known = {bare(name) for name in columns}
    other = [one for one in named if bare(one[0]) not in known]
    for text, _ in sorted(other, key=lambda one: -len(bare(one[0]))):
        if bare(text) in whole:
            return text
    sure = next((text for text, sure in reversed(other) if sure), None)
    if sure is not None and named != other:
        return sure
    if named != other:
        return next(text for text, _ in named if bare(text) in known)
    for line in sorted(before, key=lambda one: -len(one.text)):
        text = clean(line.text.replace(SEAM, ""))
        usable = line.linked < 0.5 and 6 <= len(bare(text)) <= _LONGEST and not pairs_in(line.text)
        if usable and bare(text) in whole and bare(text) not in known and not _only_site(text, whole):
            return text
    if sure is not None:
        return sure
    shown = shortened(page_title, columns) or ""
    nameless = not shown or is_site(shown) or bare(shown) in known
    return _above_the_byline(before, whole, known) if nameless else None


def _above_the_byline(before: Sequence[Line], whole: str, known: set[str]) -> str | None:
    """The line right above the one that says when the text was published, on pages whose `<title>` says nothing."""
    for index, line in enumerate(before):
        stated = [pair for pair in pairs_in(line.text) if field_of(pair.label) in {"published", "publisher"}]
        if not stated and not (find_dates(line.text) and len(line.text) <= _BYLINE):
            continue
        above = before[index - 1] if index else None
        if above is None or above.linked > 0.3 or pairs_in(above.text) or label_alone(line.text):
            continue
        if index > 1 and label_alone(before[index - 2].text):
            continue
        text = clean(above.text.replace(SEAM, ""))
        fits = (
            6 <= len(_CHINESE.sub("", text)) <= _LONGEST
            and bare(text) not in known
            and not text.endswith(("。", "：", ":"))
        )
        if fits and not _only_site(text, whole) and NUMBER.fullmatch(bare(text)) is None:
            return text
    return None


def is_site(text: str) -> bool:
    """Whether a text names a site or a body and no document."""
    return len(text) <= 24 and _SITE_WORDS.search(text) is not None and _OF_A_DOCUMENT.search(text) is None


def _only_site(text: str, whole: str) -> bool:
    return is_site(text) and (bare(text) == whole or not whole.startswith(bare(text)))


def _named_headlines(root: HtmlElement, before: Sequence[Line]) -> list[tuple[str, bool]]:
    """Headlines above the text; True where class or `h1` says so."""
    blocks = {one for line in before for one in list(ancestors_of(line.block))[:3]}
    found = []
    for element in root.iter("h1", "h2", "h3", "p", "div", "td", "span"):
        named = _is_named(element.get("class"), element.get("id"))
        if not named and element.tag not in {"h1", "h2", "h3"}:
            continue
        if element not in blocks and element.tag != "span":
            continue
        text = tidy("".join(line.text for line in lines(element) if not is_remark(line.block)))
        if not text or len(text) > _LONGEST or pairs_in(text) or in_footer(element) or in_aside(element):
            continue
        if element.find(".//a") is None:
            found.append((text, named or element.tag == "h1"))
    return found


@lru_cache(maxsize=_NAMES)
def _is_named(classes: str | None, name: str | None) -> bool:
    words = [*(classes or "").split(), *(name or "").split()]
    return any(_HEADLINE.search(one) and not _NOT_HEADLINE.search(one) for one in words)


def shortened(page_title: str | None, columns: Sequence[str]) -> str | None:
    """A `<title>` without the names of column and site that stand behind or before it; None where nothing else is in
    it.
    """
    if not page_title:
        return None
    wrapped = re.match(r"【(.+?)】\s*[-_|]", page_title)
    if wrapped:
        return wrapped.group(1).strip()
    known = {bare(word) for word in columns if word}
    kept = [part for part in _SPLIT.split(page_title) if part]
    while len(kept) > 1 and (bare(kept[-1]) in known or is_site(kept[-1]) or len(kept[-1]) <= _SHORT_NAME):
        kept.pop()
    while len(kept) > 1 and (bare(kept[0]) in known or is_site(kept[0]) or len(kept[0]) <= _SHORT_NAME):
        kept.pop(0)
    if not kept:
        return None
    best = _without_names_before(kept[0] if len(kept) == 1 else max(kept, key=len), known)
    return None if is_site(best) and "网" in best else tidy(best)


def _without_names_before(text: str, known: set[str]) -> str:
    """A title before which site and column stand, divided by blanks only."""
    words = text.split(" ")
    site = len(words) > 1 and is_site(words[0])
    while site and len(words) > 1 and (is_site(words[0]) or words[0] in known or len(words[0]) <= _SHORT_NAME):
        words.pop(0)
    while len(words) > 1 and is_site(words[-1]) and "网" in words[-1]:
        words.pop()
    return " ".join(words)
