"""Where a page says that it stands: 首页 > 政务公开 > …"""

import re
from functools import lru_cache

from lxml.html import HtmlElement

from crawler.reading.body import names_of
from crawler.reading.text import bare, clean, whole_text

_BOX = re.compile(
    r"bread|crumb|mianbao|^position|position$|^path$|^place|-place$|current|location|dqwz|weizhi|^mbx|dangq|^wz$|local",
    re.I,
)
_SAYS = re.compile(
    r"(?:您?(?:的|所在的?)?当前(?:的)?位置|您(?:现在)?(?:所)?在的?位置|您?现在的?位置|当前所在(?:位置)?|您的位置)[是为]?\s*[:：]?"
)
_PLACE = "位置"
_SEPARATOR = re.compile(r"\s*(?:-*>+|»|›|→|＞+)\s*")
_TOOLS = re.compile(r"字号|字体|打印|分享|收藏|\|")
_NO_PLACE = frozenset(("正文", "详情", "内容", "文章", "信息详情", "返回", ""))
_MOST_SIGNS = 400


def read_breadcrumb(root: HtmlElement) -> tuple[str, ...]:
    """The names from the top, without the words around them; empty where the page shows no path."""
    marked = [clean(whole_text(link)) for link in root.iter("a") if "CurrChnlCls" in names_of(link)]
    if len(marked) >= 2:
        return _tidy(marked)
    found: list[tuple[int, tuple[str, ...]]] = []
    said = _says(whole_text(root)) is not None
    for element in root.iter("div", "ul", "ol", "nav", "td", "p", "span", "dl", "table"):
        named = element.get("aria-label") == "breadcrumb" or _of_path(element.get("class"), element.get("id"))
        if not named and not said:
            continue
        text = whole_text(element)
        says = _says(text) if len(text) <= _MOST_SIGNS * 3 else None
        if (not named and not says) or len(text) > _MOST_SIGNS * 3 or len(bare(text)) > _MOST_SIGNS:
            continue
        steps = _steps(text[says.end() :] if says else text)
        if len(steps) < 2:
            items = [clean(whole_text(item)) for item in element.iter("li")]
            steps = items if len(items) >= 2 else [clean(whole_text(link)) for link in element.iter("a")]
        if len(steps) >= 2 and all(len(step) <= 40 for step in steps[:-1]):
            found.append((len(text), _tidy(steps)))
    # Boxes around the path hold it too, with more text: the smallest one is the path.
    return min(found, key=lambda one: one[0], default=(0, ()))[1]


def _steps(text: str) -> list[str]:
    return [clean(part) for part in _SEPARATOR.split(text)]


def _tidy(steps: list[str]) -> tuple[str, ...]:
    kept: list[str] = []
    for step in steps:
        word = _TOOLS.split(_SAYS.sub("", step))[0].strip(" :：>|")
        if bare(word) not in _NO_PLACE and len(word) <= 60 and (not kept or kept[-1] != word):
            kept.append(word)
    return tuple(kept)


def _says(text: str) -> re.Match[str] | None:
    return _SAYS.search(text) if _PLACE in text or "所在" in text else None


@lru_cache(maxsize=4_096)
def _of_path(classes: str | None, name: str | None) -> bool:
    return any(_BOX.search(one) for one in [*(classes or "").split(), *(name or "").split()])
