"""Where the text of a page stands: the containers that publishing systems use, else the densest block."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import cast
from weakref import WeakKeyDictionary

from lxml import etree
from lxml.html import HtmlElement

from crawler.reading.text import BLOCKS, CELLS, Line, bare, lines, whole_text

# What an editor field leaves in a page: it holds the text and nothing else.
_EDITOR = re.compile(
    r"^(?:trs_editor|trs_ueditor|trs_editor_view|trs_autoadd|ucap-?content|zoom|zoomcon|vsb_content(?:_\w+)?|v_news_content"
    r"|gkdhb_contnet|gkdhb_content|j-fontcontent|easysite-news-text|bt-content|bt_content|ewb-article-info|main-txt"
    r"|news_cont_d_wrap|xxgkcontent|wrapper_detail_text|artcon|nfw-cms-content)$",
    re.I,
)
# Boxes of the template around the text; names differ from site to site.
_BOX = re.compile(
    r"^(?:[\w-]+[-_])?(?:art(?:icle)?[-_]?(?:body|content|con|txt|text|area|main|info|zoom|box)|(?:con|news|info|detail|details"
    r"|page|pages|text|main|content|xxgk|zwxl|gk|doc|show|xl|txt|wz)[-_]?(?:content|contents|con|txt|text|nr|body"
    r"|article|detail|main))$"
    r"|^(?:art(?:icle)?[-_]?(?:body|content|con|txt|text|area|main|info)|(?:con|news|info|detail|details|page|pages|text|main"
    r"|content|xxgk|zwxl|gk|doc|show|xl)[-_]?(?:content|contents|con|txt|text|nr|body|article|detail)|xl-nr|tyxxy_main"
    r"|content|contents|article|nr|conTxt|view|dochtmlcon|newscontent|infocontent|contentbox|mainbody|cont|txt|wzcon)$",
    re.I,
)
_FOOT = re.compile(r"foot|copyright|bottom|beian|banquan", re.I)
# The lower part of an article is no foot of the site: files are linked there.
_LOWER_PART = re.compile(
    r"^(?:\w+[-_])?(?:art|article|detail|con|cont|content|news|xl|info|text|wz|doc)[-_]?(?:foot|bottom)", re.I
)
_ASIDE = re.compile(
    r"nav(?!l)|menu|sidebar|related|relate|xgwz|xglj|xgyd|xgxx|share|search|toolbar|topbar|header$|breadcrumb|crumb|hot"
    r"|recommend|friend|links?$|login|comment|pagination|pager|prenext|qrcode|ewm",
    re.I,
)
_SITE_LINE = re.compile(r"网站标识码|ICP备|公网安备|公安机关备案|网站地图|主办单位|版权所有|技术支持|承办单位")
# Documents name their own 承办单位 as well, so that one such word alone makes no footer.
_SITE_ONLY = re.compile(r"网站标识码|ICP备|公网安备|公安机关备案|网站地图|版权所有")
_TAIL_NOISE = re.compile(
    r"^(?:扫一扫.{0,20}|分享到?.{0,12}|【?打印(?:本页|此页|文章)?】?|【?关闭(?:窗口|本页|页面)?】?"
    r"|[【\[].{0,6}(?:打印|关闭|返回|顶部).{0,8}[】\]]"
    r"|字体[:：]?.{0,8}|[大中小\s|]{1,6}|浏览(?:次数|量)?[:：]?\s*\d*\s*次?|上一[篇条][:：]?.{0,120}|下一[篇条][:：]?.{0,120}"
    r"|.{0,3}责任编辑[:：].{0,20}|【?相关(?:文档|附件|链接|新闻|信息|阅读|稿件|解读|文件|政策|报道)】?[:：]?"
    r"|打印 ?关闭|返回顶部|我要纠错|收藏|附件[:：]?)$"
)
_FILE = re.compile(r"\.(?:pdf|ofd|docx?|wps|xlsx?|et|pptx?|zip|rar|7z|txt|csv)\b|downfile|download", re.I)
_SHORT_BODY = 200
_HEADINGS = frozenset(("h1", "h2", "h3"))
_HEADING = re.compile(r"title|biaoti|^bt$|tit$", re.I)
# Pages of a portal share their class names.
_NAMES = 4_096
_NAMED = etree.XPath("descendant-or-self::*[@class or @id or self::ucapcontent]")
_SHARES: WeakKeyDictionary[HtmlElement, float] = WeakKeyDictionary()


@dataclass(frozen=True)
class Body:
    """The container of the text. `known` is False where it was found by density alone; `editor` says that it is an
    editor field, which holds nothing but the text.
    """

    element: HtmlElement
    known: bool
    editor: bool = False


def names_of(element: HtmlElement) -> list[str]:
    """Class and id words of an element."""
    return _words(element.get("class"), element.get("id"))


def _words(classes: str | None, name: str | None) -> list[str]:
    return [*(classes or "").split(), *(name or "").split()]


def ancestors_of(element: HtmlElement) -> Iterable[HtmlElement]:
    """The element itself and everything around it."""
    current: HtmlElement | None = element
    while current is not None:
        yield current
        current = current.getparent()


def in_footer(element: HtmlElement) -> bool:
    """Whether an element belongs to the foot of the site."""
    return any(one.tag == "footer" or _of_foot(one.get("class"), one.get("id")) for one in ancestors_of(element))


def in_aside(element: HtmlElement) -> bool:
    """Whether an element belongs to navigation, search, related links or tools, judged by names and by their links."""
    for one in ancestors_of(element):
        if one.tag in {"nav", "aside"}:
            return True
        if _of_aside(one.get("class"), one.get("id")) and link_share(one) > 0.6:
            return True
    return False


def link_share(element: HtmlElement) -> float:
    """How much of an element's text stands in links, 0 to 1."""
    share = _SHARES.get(element)
    if share is None:
        whole = _signs(element)
        share = sum(_signs(link) for link in element.iter("a")) / whole if whole else 0.0
        _SHARES[element] = share
    return share


@lru_cache(maxsize=_NAMES)
def _of_foot(classes: str | None, name: str | None) -> bool:
    return any(_FOOT.search(one) and not _LOWER_PART.match(one) for one in _words(classes, name))


@lru_cache(maxsize=_NAMES)
def _of_aside(classes: str | None, name: str | None) -> bool:
    return any(_ASIDE.search(one) for one in _words(classes, name))


@lru_cache(maxsize=_NAMES)
def _of_editor(classes: str | None, name: str | None) -> bool:
    return any(_EDITOR.match(one) for one in _words(classes, name))


@lru_cache(maxsize=_NAMES)
def _of_box(classes: str | None, name: str | None) -> bool:
    return any(_BOX.match(one) for one in _words(classes, name))


def find_body(root: HtmlElement) -> Body | None:
    """The text's element as a block: old templates put the text into a `font` or a `span`, whose lines would else
    belong to whatever is around it.
    """
    found = _body_of(root)
    if found is not None and found.element.tag not in BLOCKS and found.element.tag not in CELLS:
        found.element.tag = "div"
    return found


def _body_of(root: HtmlElement) -> Body | None:
    """The element that holds the text of the page; None where nothing looks like one.

    Editor fields win over template boxes, the largest wins among several: sites print footers as editor fields too,
    and some print the text twice for phones (the first copy counts).
    """
    every = cast(list[HtmlElement], _NAMED(root))
    starts = {tag.getparent() for tag in root.iter("meta") if (tag.get("name") or "") == "ContentStart"}
    editors = [one for one in (root.iter() if starts else every) if one in starts or _is_editor(one)]
    editors = [one for one in editors if not in_footer(one) and not _site_lines(one)]
    boxes = [one for one in every if one.tag == "ucapcontent" or _of_box(one.get("class"), one.get("id"))]
    boxes = [one for one in boxes if not in_footer(one) and not in_aside(one)]
    editor = _largest(editors)
    box = _largest(boxes)
    if editor is not None:
        wider = [
            one
            for one in editors
            if one is not editor and one in ancestors_of(editor) and _text(one) > 1.3 * _text(editor)
        ]
        if wider:
            editor = wider[-1]
        if box is None or _text(editor) > 0 or _has_content(editor):
            around = [one for one in boxes if one is not editor and one in ancestors_of(editor)]
            missing = max((_text(one) for one in around), default=0) - _text(editor)
            if around and missing > _SHORT_BODY and _text(editor) < 0.4 * (missing + _text(editor)):
                return Body(_innermost(around, _text(editor) + missing), known=True)
            return Body(editor, known=True, editor=True)
    dense = _densest(root)
    if box is not None and (_text(box) >= 25 or _has_content(box)):
        tight = _innermost(boxes, _text(box))
        if dense is None or dense is tight or _text(dense) < 1.5 * _text(tight) or tight in ancestors_of(dense):
            return Body(tight, known=True)
    return Body(dense, known=False) if dense is not None else None


def text_of(body: Body) -> str:
    """The text of the container without the tools and the links to other pages that templates put under it."""
    kept = list(lines(body.element))
    end = len(kept)
    for index in range(len(kept) - 1, -1, -1):
        if _TAIL_NOISE.match(kept[index].text.strip()):
            end = index
        elif not _leads_to_pages(kept[index]):
            break
    return "\n".join(line.text for line in kept[:end] if line.text.strip())


def _leads_to_pages(line: Line) -> bool:
    """Whether a line is a link, and not one to a file."""
    links = list(line.block.iter("a"))
    return line.linked > 0.8 and bool(links) and not any(_FILE.search(link.get("href") or "") for link in links)


def count_signs(text: str) -> int:
    """Signs of a text without blanks."""
    return len(bare(text))


def _is_editor(element: HtmlElement) -> bool:
    return element.tag == "ucapcontent" or _of_editor(element.get("class"), element.get("id"))


def _signs(element: HtmlElement) -> int:
    return len("".join(whole_text(element).split()))


def _text(element: HtmlElement) -> int:
    """Signs outside links to pages. Links inside links, which broken pages have, would count twice."""
    links = (link for link in element.iter("a") if not (link.get("href") or "").endswith(".pdf"))
    return max(0, _signs(element) - sum(_signs(link) for link in links))


def _has_content(element: HtmlElement) -> bool:
    return next(element.iter("img", "a", "embed", "video", "table"), None) is not None


def _site_lines(element: HtmlElement) -> bool:
    text = whole_text(element)
    marks = set(_SITE_LINE.findall(text))
    return len(text) < 600 and (len(marks) > 1 or _SITE_ONLY.search(text) is not None)


def _largest(elements: list[HtmlElement]) -> HtmlElement | None:
    return max(elements, key=lambda one: (_text(one), _has_content(one)), default=None)


def _innermost(elements: list[HtmlElement], whole: int) -> HtmlElement:
    """The smallest of several nested boxes that still holds nearly all of the text."""
    enough = [one for one in elements if _text(one) >= 0.85 * whole]
    return min(enough, key=lambda one: sum(1 for _ in one.iterdescendants()))


def _densest(root: HtmlElement) -> HtmlElement | None:
    """The block whose own paragraphs hold most text outside links; None under 25 signs."""
    scores: dict[HtmlElement, float] = {}
    for line in lines(root):
        if line.linked > 0.5 or len(line.text) < 8 or in_footer(line.block) or _SITE_LINE.search(line.text):
            continue
        if line.block.tag in _HEADINGS or any(_HEADING.search(name) for name in names_of(line.block)):
            continue
        gain = len(line.text) + 10 * sum(line.text.count(sign) for sign in "，。；")
        parent = line.block.getparent()
        scores[line.block] = scores.get(line.block, 0) + gain * (0.6 if line.block.tag == "p" else 1.0)
        if parent is not None:
            scores[parent] = scores.get(parent, 0) + gain
            above = parent.getparent()
            if above is not None:
                scores[above] = scores.get(above, 0) + gain * 0.4
    usable = [one for one in scores if one.tag not in {"html", "body"} and not in_aside(one)] or list(scores)
    best = max(usable, key=lambda one: scores[one], default=None)
    return best if best is not None and _text(best) >= 25 else None
