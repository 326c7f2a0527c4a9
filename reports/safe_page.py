"""A stranger's page as HTML that can do no harm and tells nothing personal: for evidence packs, local snapshot pages
and the review console alike.

Nothing of the page is passed through: its words are written anew between elements that are listed as harmless
(`reports/safe_markup.py`). So there is no script, no form, no frame, no picture, no style sheet, no address that a
browser would ask for or follow, whatever the page holds. Links are told (`title`), not made. Personal data is masked in
the whole text, tables included, and in attributes; what `is_personal` still finds is hidden line by line, else all of
it.

    shown = safe_page(text, base=snapshot.final_url, spans=(finding.span,), is_personal=...)
    document = snapshot_document("…", shown.html)

`SafePage.html` is a fragment to be put between other elements of ours; `document` wraps it in a page that forbids
everything once more by a Content-Security-Policy. Data that is JSON is shown as tables (`safe_data`).
"""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from inspection.masked_words import MaskForms, forms
from inspection.masking import mask
from reports.safe_markup import BLOCKS, DROPPED, EMPTY, KEPT, PLACES, attributes
from reports.safe_text import ReadableText

# Pages that are longer are cut there, and say so.
MOST_SIGNS = 1_000_000
CUT = "［页面过长，以下从略］"
WITHHELD = "［本页含个人信息，内容不予显示］"
_CELLS = frozenset(("td", "th"))
_TABLE = frozenset(("table", "tr"))
_SHOWN_INPUTS = frozenset(("", "text", "button", "submit", "reset", "search", "number", "date", "tel", "email", "url"))
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DATA_BLOCK = re.compile(r"<script\b[^>]{0,200}\btype=[\"']?text/xml\b[^>]{0,200}>(.*?)</script\s*>", re.I | re.S)
# What no document can hold, what turns the direction of words, what nobody sees: between digits it would hide them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"
)
# A path from the top of the website that needs no putting together.
_PLAIN_PATH = re.compile(r"/(?!/)(?!.*/\.)[\w/.~%&=?+;,:@-]*", re.A)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_DEEPEST = 200
_SHORT = 300
_DEEPEST_DATA = 8
# Tables of more columns than these are no longer read across.
_MOST_COLUMNS = 6

Personal = Callable[[str], bool]


def _nothing(_: str) -> bool:
    return False


@dataclass(frozen=True)
class SafePage:
    """A page made harmless. `html` is a fragment, `title` and `text` what is readable, masked. `masked`: something was
    masked, hidden or withheld; `cut`: it was too long; `marked`: the words looked for stand in it, marked."""

    html: str
    title: str
    text: str
    masked: bool
    cut: bool = False
    marked: bool = False


def safe_page(
    html: str,
    *,
    base: str = "",
    spans: Iterable[str] = (),
    is_personal: Personal | None = None,
    hides_link: Personal = _nothing,
) -> SafePage:
    """The page of a text that is HTML, however broken. `base` is its address; `spans` are words to be marked;
    `hides_link` says of an address that even the words that lead to it are not to be shown."""
    tree, whole = _tree(_UNSEEN.sub("", _opened(html)))
    title = " ".join((tree.findtext(".//title") or "").split())
    base = _base(tree, base)
    walk = _Walk(base, hides_link)
    fit = walk.run(tree, is_personal)
    if walk.text.changed:
        # what was masked in a cell or a line may stand in an attribute beside it, where nothing tells that it is so
        walk = _Walk(base, hides_link, titles=False)
        fit = walk.run(tree, is_personal)
    if not fit:
        return SafePage(f"<p>{WITHHELD}</p>", "", "", masked=True)
    marks: dict[int, list[tuple[int, int]]] = {}
    for span in spans:
        for piece, start, end in walk.text.marks(mask(_UNSEEN.sub("", span))):
            marks.setdefault(piece, []).append((start, end))
    told = mask(title)
    masked = walk.text.changed or walk.masked or told != title
    written = walk.written(marks) if whole else f"{walk.written(marks)}<p>{CUT}</p>"
    return SafePage(written, told, walk.text.text, masked, walk.cut or not whole, bool(marks))


def safe_data(text: str, **more: Any) -> SafePage | None:
    """A text that is JSON (or JSON handed to a function) as tables; None for what is not."""
    bare = text.lstrip("\ufeff \t\r\n")
    called = re.match(r"(?:/\*.*?\*/\s*)?[A-Za-z_$][\w.$]{0,60}\s*\(\s*([\[{].*[\]}])\s*\)\s*;?\s*$", bare, re.S)
    try:
        value = json.loads(called[1] if called else bare, strict=False) if bare[:1] in "[{" or called else None
    except (ValueError, RecursionError):
        return None
    return None if value is None else safe_page(_told(value), **more)


def safe_text(text: str, **more: Any) -> SafePage:
    """Plain text as a page."""
    return safe_page(f"<pre>{escape(text)}</pre>", **more)


def document(title: str, body: str, style: str = "") -> str:
    """A whole page of ours around fragments that are safe: it may load, run and send nothing."""
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex">\n'
        f"<title>{shown(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )


def shown(text: str | None) -> str:
    """Words for a page of ours: masked, without unseen signs, escaped."""
    plain = _UNSEEN.sub("", text or "")
    return escape(_mask_again(plain, forms()) if len(plain) < _SHORT else mask(plain))


def address(url: str | None) -> str:
    """An address as it is read, escaped; addresses are not masked."""
    return escape(_UNSEEN.sub("", url or ""))


def _tree(html: str) -> tuple[HtmlElement, bool]:
    """The tree of a text, and whether the parser took all of it: it gives up on what is nested by the thousand."""
    parser = lxml.html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = lxml.html.document_fromstring(_DECLARATION.sub("", html), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError, ValueError):
        return lxml.html.document_fromstring("<html><body></body></html>"), not html.strip()
    return tree, not any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)


def _opened(html: str) -> str:
    """The text with lists that lie in data blocks of their own (text/xml, CDATA), which scripts would show, opened."""
    if "text/xml" in html:
        html = _DATA_BLOCK.sub(r"<div>\1</div>", html)
    return html.replace("<![CDATA[", "").replace("]]>", "") if "<![CDATA[" in html else html


def _base(tree: HtmlElement, given: str) -> str:
    own = next((one.get("href") for one in tree.iter("base") if one.get("href")), None)
    return _absolute(given, own) or given if own else given


def _absolute(base: str, link: str | None) -> str | None:
    """Where a link leads, where that is an address of the web; None for scripts, data and what is no address."""
    if not link:
        return None
    plain = link if link.isprintable() else _UNSEEN.sub("", link)
    plain = plain.strip()
    if _PLAIN_PATH.fullmatch(plain):
        return f"{_origin(base)}{plain}" if base else None
    try:
        found = urljoin(base, plain)
        return found if urlsplit(found).scheme in ("http", "https") else None
    except ValueError:
        return None


@lru_cache(64)
def _origin(base: str) -> str:
    """The scheme and host of an address of the web."""
    parts = urlsplit(base)
    return f"{parts.scheme}://{parts.netloc}"


@lru_cache(8192)
def _mask_again(text: str, _: MaskForms) -> str:
    """A short text masked; menus say the same on every page of a website."""
    return mask(text)


class _Walk:
    """One pass over a tree: what is written, the readable text beside it."""

    def __init__(self, base: str, hides_link: Personal, *, titles: bool = True) -> None:
        self.text = ReadableText()
        self.masked = False
        self.cut = False
        self._base = base
        self._hides_link = hides_link
        self._titles = titles
        self._out: list[str] = []
        self._slots: list[int] = []
        self._ends: list[str] = []
        self._rows: list[int] = [0]
        self._inside = 0
        self._pre = 0

    def run(self, tree: HtmlElement, is_personal: Personal | None) -> bool:
        """Walks over what a reader of the page sees, head and scripts left out, and masks it; False where it must not
        be shown all the same."""
        self._look_at(tree)
        self.text.finish()
        self.text.mask()
        return is_personal is None or self.text.hide(is_personal)

    def _look_at(self, tree: HtmlElement) -> None:
        walk = etree.iterwalk(tree, events=("start", "end"))
        passed: HtmlElement | None = None
        for event, element in walk:
            if event == "end":
                if element is passed:
                    passed = None
                else:
                    self._end(element.tag)
                if element.tail and not self.cut:
                    self._add(element.tail)
            elif self.cut or element.tag in DROPPED or self._leads_to_hidden(element):
                passed = element
                walk.skip_subtree()
                if not self.cut:
                    self._place(element.tag)
            else:
                self._start(element)

    def written(self, marks: dict[int, list[tuple[int, int]]]) -> str:
        """The fragment with the text as it is by now."""
        for number, slot in enumerate(self._slots):
            piece = self.text.pieces[number]
            self._out[slot] = _marked(piece, marks[number]) if number in marks else escape(piece, quote=False)
        return "".join(self._out)

    def _leads_to_hidden(self, element: HtmlElement) -> bool:
        if element.tag != "a":
            return False
        link = _absolute(self._base, element.get("href"))
        hidden = link is not None and self._hides_link(link)
        self.masked = self.masked or hidden
        return hidden

    def _start(self, element: HtmlElement) -> None:
        tag = element.tag
        self._part(tag, begins=True)
        name = tag if tag in KEPT else "div" if tag in BLOCKS and tag not in ("html", "body") else ""
        if len(self._ends) > _DEEPEST:
            name = ""
        if name:
            self._out.append(f"<{name}{self._attributes(element)}>")
        self._ends.append(f"</{name}>" if name and name not in EMPTY else "")
        self._pre += tag in ("pre", "textarea")
        self._place(tag)
        if tag == "img":
            alt = " ".join((element.get("alt") or "").split())
            self._add(f"［图片：{alt}］" if alt else "［图片］")
        elif tag == "input" and (element.get("type") or "").lower() in _SHOWN_INPUTS:
            self._add(element.get("value") or "")
        if element.text:
            self._add(element.text)

    def _place(self, tag: str) -> None:
        if word := PLACES.get(tag):
            self._add(f"［{word}］")

    def _end(self, tag: str) -> None:
        if end := self._ends.pop():
            self._out.append(end)
        self._pre -= tag in ("pre", "textarea")
        self._part(tag, begins=False)

    def _part(self, tag: str, *, begins: bool) -> None:
        """What sets the text before an element's beginning or end apart from the text behind it."""
        if tag in _CELLS:
            if begins and self._rows[-1]:
                self.text.part("\t")
            self._rows[-1] += begins
            self._inside += 1 if begins else -1
            return
        if tag == "table":
            if begins:
                self._rows.append(0)
            elif len(self._rows) > 1:
                self._rows.pop()
        elif tag == "tr":
            self._rows[-1] = 0
        if tag == "br" or tag in BLOCKS:
            self.text.part(" " if self._inside > 0 and tag not in _TABLE else "\n")

    def _add(self, words: str) -> None:
        self._out.append("")
        if words.isspace() and self.text.is_fresh:
            self._out[-1] = " "
            return
        if self.text.length + len(words) > MOST_SIGNS:
            words, self.cut = f"{words[: MOST_SIGNS - self.text.length]}{CUT}", True
        self._slots.append(len(self._out) - 1)
        self.text.add(words, lines=self._pre > 0)

    def _attributes(self, element: HtmlElement) -> str:
        given = element.attrib
        if not given:
            return ""
        told = str(given.get("title", "")) if self._titles else ""
        title = _mask_again(told, forms()) if told else ""
        self.masked = self.masked or title != told
        link = _absolute(self._base, given.get("href")) if element.tag == "a" else None
        if link is not None and _mask_again(link.partition("//")[2], forms()) == link.partition("//")[2]:
            title = f"{title}　链接：{link}" if title else f"链接：{link}"
        plain = attributes(given)
        return f'{plain} title="{escape(title)}"' if title else plain


def _marked(piece: str, stretches: list[tuple[int, int]]) -> str:
    """A piece with some of it marked."""
    told, at = [], 0
    for start, end in sorted(set(stretches)):
        if start >= at:
            told += [escape(piece[at:start], quote=False), "<mark>", escape(piece[start:end], quote=False), "</mark>"]
            at = end
    return "".join((*told, escape(piece[at:], quote=False)))


def _told(value: Any, depth: int = 0) -> str:
    """A value of JSON as HTML: objects and rows of objects as tables, their texts as text."""
    if depth > _DEEPEST_DATA:
        return escape(json.dumps(value, ensure_ascii=False))
    if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        names = list(dict.fromkeys(name for one in value for name in one))
        if len(names) > _MOST_COLUMNS:
            return f"<ol>{''.join(f'<li>{_record(one, depth)}</li>' for one in value)}</ol>"
        head = "".join(f"<th>{escape(name)}</th>" for name in names)
        rows = "".join(
            f"<tr>{''.join(f'<td>{_told(one.get(name), depth + 1)}</td>' for name in names)}</tr>" for one in value
        )
        return f"<table border=1><tr>{head}</tr>{rows}</table>"
    if isinstance(value, list):
        return "".join(f"<div>{_told(one, depth + 1)}</div>" for one in value)
    if isinstance(value, dict):
        rows = "".join(
            f"<tr><th>{escape(name)}</th><td>{_told(one, depth + 1)}</td></tr>" for name, one in value.items()
        )
        return f"<table border=1>{rows}</table>"
    return "" if value is None else escape(value if isinstance(value, str) else json.dumps(value))


def _record(value: dict[str, Any], depth: int) -> str:
    """An object of many fields on a few lines, those without a value left out."""
    told = ((name, _told(one, depth + 1)) for name, one in value.items())
    return "　".join(f"<b>{escape(name)}</b>：{one}" for name, one in told if one)
