"""What the structure of one page shows: groups of rows, the main list among them, links that name columns."""

import re
from functools import cached_property, lru_cache

from lxml.html import HtmlElement

from crawler.answers import Answer
from crawler.requests import folder, identity, joined
from crawler.structure.crumbs import breadcrumb
from crawler.structure.filling import Filling, filling
from crawler.structure.links import address, label
from crawler.structure.menus import MenuLink, menu_links
from crawler.structure.rows import Group, Row, built_like, groups, in_box, is_document, is_more, is_numbered, words
from crawler.structure.written import written_out

_HOT = re.compile(r"\bhot|rank|recommend|tuijian|related|xgxw|xgyd|xglj|phb", re.I)
# Shows of pictures; templates also keep lists in boxes that were made for one.
_SLIDES = re.compile(r"slide|swiper|banner|carousel|focus", re.I)
_HOT_HEADING = re.compile(
    r"热(?:门|点)\S{0,4}|\S{0,4}(?:推荐|排行榜?)|相关(?:信息|阅读|链接|文章|新闻|文件)|最新(?:发布|更新|动态|公开|信息|资讯|文件|消息)?|猜你喜欢|点击排名|图片新闻|友情链接"
)
_BESIDE = re.compile(r"right|side|aside|\btop\d|header|nav|menu|tree|left", re.I)
_MENU = re.compile(r"menu|nav|tree|left|side|mulu|lanmu|catalog|tab", re.I)
_FOOTER = re.compile(r"foot|copyright|friend|yqlj|(?:^|\s)bottom", re.I)
_CRUMB = re.compile(r"crumb|bread|position(?!-)|location|\bpath\b|dqwz|weizhi", re.I)
_SHORT_NAME = 9


class Look:
    """`tree` is the page, `crumbs` its breadcrumb, `main` its list (None without one), `taken` all groups with rows of
    documents, `links` what may name columns, `lost` the number of dated rows that only a script opens."""

    def __init__(self, answer: Answer) -> None:
        self.tree, self._url, self._text = answer.tree, answer.final_url, answer.text
        self.base = base_of(answer)
        self.crumbs = breadcrumb(self.tree, self.base)
        found = [group for group in self._with_more(groups(self.tree, self.base)) if self._in_place(group)]
        found = _far_blocks_put_together(found)
        self.lost = sum(group.lost for group in found if not self._is_hot(group))
        found = [group for group in found if group.rows]
        dated = [group for group in found if group.dated]
        self.main = self._main(dated) or self._main([group for group in found if self._is_undated_list(group)])
        self.main = self._with_neighbours(self.main, dated)
        self.taken = [group for group in found if group.dated or group is self.main or _documents(group)]
        self.links: list[MenuLink] = menu_links(self.tree, self.base, self.taken)

    @cached_property
    def filling(self) -> Filling:
        """What fills the page where it has no rows."""
        return filling(self.tree, self._text)

    def _with_more(self, found: list[Group]) -> list[Group]:
        """The groups, those in preview blocks with their “更多” link: the block is the largest surrounding element that
        holds no other group."""
        every = [group.element for group in found]
        lists = [group.element for group in found if group.dated or _documents(group)]
        mores = (self._more_of(g, every) for g in found)
        told = [
            more if more is not None else self._more_of(g, lists, below=True)
            for g, more in zip(found, mores, strict=True)
        ]
        return [Group(g.element, g.rows, g.lost, more) for g, more in zip(found, told, strict=True)]

    def _more_of(self, group: Group, elements: list[HtmlElement], *, below: bool = False) -> HtmlElement | None:
        """The “更多” of the block around a group that holds none of the other elements; with `below` only one that
        leads to the column of the rows themselves, as among the heads of tabs."""
        others = {parent for other in elements if other is not group.element for parent in other.iterancestors()}
        block = group.element
        for parent in list(group.element.iterancestors())[:4]:
            if parent in others or parent.tag in ("body", "html"):
                break
            block = parent
        for link in block.iter("a"):
            target = address(link, self.base)
            if not target or not is_more(link) or identity(target) == identity(self._url):
                continue
            if not below and not in_box(link, _MENU):
                return link
            if below and folder(target) != folder(self._url) and _leads_to(target, group):
                return link
        return None

    def _in_place(self, group: Group) -> bool:
        """Seen, and not in a footer; nor in what is called a breadcrumb, unless it has the rows of a list."""
        boxes = [group.element, *(one for one in group.element.iterancestors() if one.tag not in ("html", "body"))]
        if any(_FOOTER.search(label(one)) or one.tag == "footer" for one in boxes):
            return False
        return (group.dated and len(group.rows) > 2) or not any(_CRUMB.search(label(one)) for one in boxes[:3])

    def _main(self, found: list[Group]) -> Group | None:
        """The list of the page: no preview block, nothing recommended, rather rows of the page's own folder, nothing at
        the side, the one with most rows."""
        whole = [group for group in found if group.more is None and not self._is_hot(group)]
        return max(whole, key=self._rank, default=None)

    def _with_neighbours(self, main: Group | None, dated: list[Group]) -> Group | None:
        """The list with the dated rows that stand beside it in the same box: pinned ones, years of their own."""
        if main is None or not main.dated:
            return main
        box = main.element.getparent()
        parts = [g for g in dated if g is main or (g.element.getparent() is box and g.more is None)]
        parts = [g for g in parts if g is main or not self._is_hot(g)]
        return Group(main.element, tuple(row for g in parts for row in g.rows), sum(g.lost for g in parts))

    def _rank(self, group: Group) -> tuple[bool, bool, int]:
        own = folder(self._url)
        near = sum(folder(row.url).startswith(own) for row in group.rows) >= 0.5 * len(group.rows)
        return (not in_box(group.element, _BESIDE), near and own.count("/") > 1, len(group.rows))

    def _is_hot(self, group: Group) -> bool:
        """Recommended, most read, newest: rows of other columns."""
        if in_box(group.element, _HOT) or (in_box(group.element, _SLIDES) and not _is_dated_text(group)):
            return True
        heading = self._heading(group.element)
        own = {name for name, _ in self.crumbs[-1:]}
        return _HOT_HEADING.fullmatch(heading) is not None and heading not in own

    def _heading(self, element: HtmlElement) -> str:
        current = element
        for _ in range(2):
            for sibling in current.itersiblings(preceding=True):
                if isinstance(sibling.tag, str) and words(sibling):
                    text = words(sibling)
                    return text if len(text) <= 12 else ""
            parent = current.getparent()
            if parent is None or parent.tag in ("body", "html"):
                return ""
            current = parent
        return ""

    def _is_undated_list(self, group: Group) -> bool:
        """Rows without dates that lead to single documents: two or more, or one in the page's own folder."""
        documents = [row for row in group.rows if is_document(row.url) or self._is_numbered_document(row)]
        if not documents or len(documents) < 0.8 * len(group.rows):
            return False
        if not any(is_document(row.url) for row in documents):
            named = sum(len(row.title) for row in documents) / len(documents)
            if in_box(group.element, _MENU) or named < _SHORT_NAME:
                return False
        near = any(folder(row.url).startswith(folder(self._url)) for row in documents)
        return len(documents) > 1 or near

    def _is_numbered_document(self, row: Row) -> bool:
        """A numbered page other than one of the page's own kind: those are the columns beside it."""
        same = row.url.partition("?")[0] == self._url.partition("?")[0]
        return is_numbered(row.url) and not same


@lru_cache(maxsize=16)
def _look_at(url: str, text: str) -> Look:
    whole = written_out(text).encode("utf-8", "replace")
    return Look(Answer(url, url, 200, "text/html; charset=utf-8", lambda: (whole, None)))


def look(answer: Answer) -> Look:
    """What the page shows; the latest ones are remembered."""
    return _look_at(answer.final_url, answer.text)


def base_of(answer: Answer) -> str:
    """The address that relative links start from."""
    for element in answer.tree.iter("base"):
        if element.get("href"):
            return joined(answer.final_url, str(element.get("href"))) or answer.final_url
    return answer.final_url


def _far_blocks_put_together(found: list[Group]) -> list[Group]:
    """Blocks of one list that lie in boxes of their own, built alike."""
    whole: list[Group] = []
    first: dict[tuple[str, bool], int] = {}
    for group in found:
        key = (built_like(group.element), group.dated)
        at = first.get(key)
        if at is None or group.more is not None or whole[at].more is not None or not label_of_boxes(group.element):
            first.setdefault(key, len(whole)) if group.more is None else None
            whole.append(group)
        else:
            whole[at] = Group(whole[at].element, (*whole[at].rows, *group.rows), whole[at].lost + group.lost)
    return whole


def label_of_boxes(element: HtmlElement) -> str:
    """The classes of an element and the box around it; '' where neither has one."""
    parent = element.getparent()
    return f"{label(element)}{label(parent) if parent is not None else ''}".strip()


def _leads_to(more: str, group: Group) -> bool:
    """Whether a “更多” leads to the column that half of the rows or more lie in."""
    below = sum(folder(row.url).startswith(folder(more)) for row in group.rows)
    return folder(more).count("/") > 1 and 2 * below >= len(group.rows)


def _is_dated_text(group: Group) -> bool:
    """Rows with dates and without pictures."""
    return group.dated and not any(next(row.element.iter("img"), None) is not None for row in group.rows)


def _documents(group: Group) -> bool:
    return sum(is_document(row.url) for row in group.rows) > 0.5 * len(group.rows)
