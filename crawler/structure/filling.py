"""What stands on a page without rows: a statement that there is nothing, places that only a script would fill, or
nothing that tells one from the other."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from lxml.html import HtmlElement

from crawler.structure.links import label, short_text
from crawler.structure.markup import comments, scripts, without
from crawler.structure.rows import built_like, words

_EMPTY = re.compile(
    r"暂无(?:任何)?(?:相关|该类|此类)?(?:的)?(?:内容|信息|数据|文章|记录|资料|公告|文件|公开信息|公开内容|更新|结果)?|"
    r"(?:没有|未)(?:找到|查询到|查到|检索到)?(?:任何)?(?:相关|符合条件|您要|对应)?(?:的)?(?:内容|信息|数据|记录|文章|结果)|"
    r"无(?:相关|此类)(?:内容|信息|数据|记录)|共有?\s*0\s*(?:条|篇|项|页)(?:记录|信息|数据)?|"
    r"(?:本)?(?:栏目|内容|页面|信息)(?:正在)?(?:更新|完善|建设)中"
)
_AROUND_EMPTY = re.compile(
    r"^(?:对不起|抱歉|很抱歉|您好|温馨提示)?[,，：:\s]*(?:您访问的|当前|目前|本|该|此)?(?:栏目|页面|目录|分类)?(?:下|中|内)?(?:目前|当前|尚|还)?(?:第?[01]页?[/|,，]?)?$"
)
_AFTER_EMPTY = re.compile(
    r"^[\s。！!…\.~，,]*(?:敬请期待|请稍后再来|第?\s*[01]\s*/\s*[01]\s*页|共?\s*[01]\s*页)?[\s。！!…\.]*$"
)
_HIDING = re.compile(
    r"dataproxy|<datastore|queryList|common/search|jpaas-publish-server|queryData=|EWB-FRONT|unitbuild|"
    r"ng-repeat|v-for=|ms-for|ms-repeat|ms-each|x-for=|wx:for|data-bind=[\"']foreach|\{\{#each|\{\{each|<%\s*for",
    re.I,
)
_ASKING = re.compile(
    r"\$\.(?:ajax|get|post|getJSON)\s*\(|\.load\s*\(\s*[\"']|XMLHttpRequest|\bfetch\s*\(|axios|\.jsonp?[\"']|new\s+Vue|createApp|\{\{[^}]+\}\}|"
    r"table\.render|bootstrapTable|DataTable\s*\(|flow\.load|\.innerHTML\s*\+?=|\.append\s*\(\s*[\"']\s*<(?:li|tr)",
    re.I,
)
_CONDITION = re.compile(r"\b(?:v-if|v-else|v-else-if|v-show|ng-if|ng-show|ng-hide|ms-if|ms-visible|x-show|x-if)\b")
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SOURCE = re.compile(r"<script\b[^>]*\bsrc\s*=\s*[\"']?([^\"'\s>]+)", re.I)
_HIDDEN_ROW = re.compile(
    r"<(?:li|tr|record|a)\b[^>]*>(?:(?!</(?:li|tr)>).)*?href=|[\"'](?:urls?|link|linkurl|docpuburl|infourl|doctitle|infotitle|articlelist)[\"']\s*:",
    re.I | re.S,
)
_SIDE = re.compile(
    r"\bhot\b|rank|aside|recommend|tuijian|related|xgxw|xgyd|xglj|phb|header|\bnav|menu|foot|search|(?:^|[\s_-])pag(?:er?|ing|ination)s?(?=\s|$)",
    re.I,
)
_LIST_PLACE = re.compile(r"list|news|content|main|\bcon\b|zfxxgk|gkml|right|ul\b|liebiao|\blb\b|data|result", re.I)
_LONGEST_SAYING = 40
_MENU_PLACE = re.compile(r"tree|menu|mulu|lanmu|catalog|left[-_]?nav|side[-_]?(?:nav|bar)|nav[-_]?left|column", re.I)
_KINDS_OF_LISTS = ("ul", "ol", "tbody", "table", "dl")


@dataclass(frozen=True)
class Filling:
    """`said`: the page itself says, for everyone to see, that there is nothing. `empty`: how the empty places of lists
    are built; `bare` adds all other empty boxes, `list_like` tells that one is a list by its tag or name. `hidden`:
    rows lie in scripts, comments or a platform's unit. `asks`: some script fetches something. `scripts` names all
    that could fill the page, so that two pages with equal ones are filled in the same way."""

    said: bool
    empty: tuple[str, ...]
    bare: tuple[str, ...]
    list_like: bool
    hidden: bool
    asks: bool
    scripts: str

    def places(self, built: tuple[str, ...]) -> tuple[str, ...]:
        """Places of a list together with what could fill them."""
        return tuple(f"{one} {self.scripts}" for one in built)


def filling(tree: HtmlElement, text: str) -> Filling:
    """Reads one page."""
    bare_text = without(text, scripts(text))
    codes = [script.inner for script in scripts(text)]
    left_out = [comment.inner for comment in comments(bare_text)]
    holding = [part for part in (*codes, *left_out) if _HIDDEN_ROW.search(part)]
    asking = [part for part in codes if _ASKING.search(part)]
    units = _HIDING.findall(text)
    braces = _ASKING.search(bare_text) is not None
    sources = [re.sub(r"[?#].*", "", source) for source in _SOURCE.findall(text)]
    bare = list(_empty_places(tree))
    empty = [one for one in bare if one.tag in _KINDS_OF_LISTS or _LIST_PLACE.search(label(one))]
    return Filling(
        said=any(_says_empty(tree)),
        empty=tuple(built_like(one) for one in empty),
        bare=tuple(built_like(one) for one in bare),
        list_like=any(one.tag in _KINDS_OF_LISTS or re.search(r"list", label(one), re.I) for one in empty),
        hidden=bool(holding or units),
        asks=bool(asking) or braces,
        scripts=_digest([*holding, *asking, *units, *sources]),
    )


def around_list(element: HtmlElement) -> tuple[str, ...]:
    """How the place of a list that has rows is built: the list and the boxes that hold little else."""
    found = [element]
    for parent in element.iterancestors():
        if parent.tag in ("body", "html") or len(found) > 2 or not label(parent).strip():
            break
        found.append(parent)
    return tuple(built_like(one) for one in found)


def without_comments(text: str) -> str:
    """The text without commented-out markup; scripts keep theirs, since old pages wrap their code in comments."""
    kept = list(scripts(text))
    starts, ends = [script.start for script in kept], [script.end for script in kept]
    return without(text, (one for one in comments(text) if not _is_within(one.start, starts, ends)))


def _is_within(place: int, starts: list[int], ends: list[int]) -> bool:
    before = bisect_right(starts, place)
    return before > 0 and place < ends[before - 1]


def is_unseen(element: HtmlElement) -> bool:
    """Whether an element is hidden, or shown only where a script says so."""
    return bool(
        _UNSEEN.search(str(element.get("style") or ""))
        or element.get("hidden") is not None
        or re.search(r"(?:^|\s)(?:hide|hidden|dn|d-none|none|layui-hide)(?=\s|$)", str(element.get("class") or ""))
        or any(_CONDITION.search(str(name)) for name in element.attrib)
    )


def _says_empty(tree: HtmlElement) -> Iterator[bool]:
    for element in tree.iter(
        "p", "div", "span", "td", "li", "dd", "h1", "h2", "h3", "h4", "strong", "font", "em", "b", "center"
    ):
        text = short_text(element, _LONGEST_SAYING)
        if text == "":
            text = "".join(str(one.get("alt") or one.get("title") or "") for one in element.iter("img"))
        if text is None or next(element.iter("script", "input", "select"), None) is not None:
            continue
        hit = next(_EMPTY.finditer(text), None)
        if (
            hit is None
            or not hit[0]
            or not _AROUND_EMPTY.match(text[: hit.start()])
            or not _AFTER_EMPTY.match(text[hit.end() :])
        ):
            continue
        boxes = [element, *element.iterancestors()]
        within = [*boxes, *element.iterdescendants()]
        if not any(_SIDE.search(label(one)) for one in boxes[:4]) and not any(
            is_unseen(one) or one.tag in ("a", "template", "noscript") for one in within if isinstance(one.tag, str)
        ):
            yield True


def _empty_places(tree: HtmlElement) -> Iterator[HtmlElement]:
    for element in tree.iter(*_KINDS_OF_LISTS, "div", "td", "section"):
        if next(element.iter("a", "img", "iframe", "input", "button"), None) is not None or _text_of_rows(element):
            continue
        in_menu = any(_SIDE.search(label(one)) for one in (element, *element.iterancestors()))
        if in_menu or any(is_unseen(one) for one in (element, *element.iterancestors())):
            continue
        if element.tag in _KINDS_OF_LISTS or label(element).strip():
            yield element


def _text_of_rows(element: HtmlElement) -> bool:
    """Whether there is a text in a place beside the heads of its table and scripts."""
    if not isinstance(element.tag, str) or element.tag in ("script", "style", "th", "thead", "template"):
        return False
    return bool((element.text or "").strip()) or any(
        _text_of_rows(child) or (child.tail or "").strip() for child in element
    )


def _digest(parts: list[str]) -> str:
    known = sorted({re.sub(r"[0-9a-f]{8,}|\d+|\s+", "", part, flags=re.I) for part in parts})
    return sha256("\n".join(known).encode()).hexdigest()[:12] if known else ""


def shows_loading(text: str) -> bool:
    """Whether a short text only says that something is being loaded."""
    return (
        len(text) < 60 and re.search(r"加载中|正在(?:加载|载入|查询|读取)|loading|请稍[候后等]", text, re.I) is not None
    )


def menu_by_script(tree: HtmlElement, text: str) -> bool:
    """Whether the page keeps a place for a menu or tree of columns that only a script fills."""
    code = " ".join(script.inner for script in scripts(text))
    for element in tree.iter("div", "ul", "td", "nav", "aside"):
        if not _MENU_PLACE.search(label(element)) or words(element) or is_unseen(element):
            continue
        if next(element.iter("a", "img", "option"), None) is not None:
            continue
        named = str(element.get("id") or "")
        if "tree" in label(element).lower() or (named and re.search(rf"\b{re.escape(named)}\b", code)):
            return True
    return False
