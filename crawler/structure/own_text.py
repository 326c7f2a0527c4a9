"""What of a page is its own: outside of menus, heads, feet and tools."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from crawler.structure.filling import is_unseen
from crawler.structure.links import is_tool, label, opened_by_script
from crawler.structure.look import Look
from crawler.structure.rows import words

_FURNITURE = re.compile(
    r"foot|copyright|friend|yqlj|\bbottom\b|crumb|bread|(?:^|\s)(?:position|location|path|dqwz|weizhi)(?=\s|$)|header|menu|nav\b|logo|"
    r"search|share|(?:^|[\s_-])pag(?:e|er|ing|ination)s?(?=\s|$)|calendar|login",
    re.I,
)
_NO_TEXT = (
    "script",
    "style",
    "nav",
    "header",
    "footer",
    "noscript",
    "select",
    "button",
    "template",
    "thead",
    "label",
    "title",
)
_NOISE = re.compile(
    r"今天是|扫一扫|字[体号]|分享到|当前位置|您(?:的|现在|所在)|主办|承办|版权|浏览次数|网站标识码|欢迎|加载中"
)
_LEAST_PART = 6
_LEAST_TITLE = 8


def opened_rows(seen: Look) -> Iterator[bool]:
    """Outside of menus and tools, what only a script opens and is called at length, as rows are: with it on the page,
    a place that says it is empty is not the whole of the list."""
    for element in seen.tree.iter("a", "li", "tr", "div", "span", "h2", "h3", "h4", "p", "td"):
        if not opened_by_script(element, seen.base) or is_unseen(element):
            continue
        boxes = [element, *element.iterancestors()]
        named = len(words(element)) >= _LEAST_TITLE and not is_tool(words(element))
        if named and not any(_FURNITURE.search(label(one)) or one.tag in _NO_TEXT for one in boxes):
            yield True


def main_text(seen: Look) -> str:
    """The text that is neither link nor row nor navigation nor footer, in one line."""
    body = seen.tree.find("body")
    lists = {group.element for group in seen.taken}
    parts = (re.sub(r"[\s>|»]+", " ", part).strip() for part in _main_texts(seen.tree if body is None else body, lists))
    return " ".join(part for part in parts if len(part) >= _LEAST_PART and not _NOISE.match(part))


def _main_texts(element: HtmlElement, lists: set[HtmlElement]) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in (*_NO_TEXT, "head") or is_unseen(element) or element in lists:
        return
    if element.tag not in ("body", "form") and _FURNITURE.search(label(element)):
        return
    if element.tag != "a" and element.text:
        yield element.text
    for child in element:
        yield from _main_texts(child, lists)
        if child.tail:
            yield child.tail
