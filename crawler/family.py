"""What a portal family is: four questions about one answer, each a pure function; a family never fetches."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Literal, cast

from crawler.answers import Answer
from crawler.reading.fields import PageFields
from crawler.requests import Wanted
from inspection.errors import UserError
from inspection.plugins import modules_in


@dataclass(frozen=True)
class Place:
    """Where the walk stands when it asks a family: the portal's address, the column being read (None at the portal
    itself), the address of the answer, the number of the list page from 1, and the context of its request."""

    portal: str
    column: str | None = None
    url: str = ""
    path: tuple[str, ...] = ()
    number: int = 1
    context: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class FoundColumn:
    """A column named in a tree, a menu or a heading. `key` is its identity inside the portal; `request` asks for its
    first list page (None: nothing to ask; a `list` without one is opened by a script alone); `explore`: its own page
    may name further columns; without a `name` it is called what its page calls itself."""

    key: str
    name: str
    url: str
    kind: Literal["list", "page", "node", "link_out"]
    request: Wanted | None = None
    claimed: int | None = None
    children: tuple["FoundColumn", ...] = ()
    explore: bool = False


@dataclass(frozen=True, slots=True)
class FoundItem:
    """One row of a list. `row` is what the platform's interface says of it beyond title and date."""

    url: str
    title: str
    published: date | None
    row: Mapping[str, Any] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class ListPage:
    """What one answer shows of a column.

    `kind`: `list` shows rows, `page` is itself one published page, `node` only leads to further columns, `elsewhere` is
    no part of the portal's openness columns. `pages` is the number of list pages stated. `next` asks for the following
    list page; `ended` says that the end was seen; when there is neither, `reason` says in Chinese why the rest is out
    of reach (with `ended` it says why more could lie beyond all the same). `crumbs` are the names and addresses of the
    breadcrumb, `name` is what the page calls itself. `problem` says that rows could not be read. `instead` asks for the
    page that stands in this one's place (a frame, an automatic redirect). `places` name how the list is built into the
    page; with `doubt` there are no rows, and only rows in one of the same `places` elsewhere on the portal show that
    none are missing. `suspect`: scripts could show other rows than those read. `otherwise` is what the page is if its
    rows turn out to stand beside the lists of many columns.
    """

    kind: Literal["list", "page", "node", "elsewhere"] = "list"
    items: tuple[FoundItem, ...] = ()
    claimed: int | None = None
    pages: int | None = None
    next: Wanted | None = None
    ended: bool = False
    reason: str | None = None
    problem: Literal["unreadable", "script_only"] | None = None
    note: bool = False
    crumbs: tuple[tuple[str, str], ...] = ()
    name: str = ""
    instead: Wanted | None = None
    places: tuple[str, ...] = ()
    doubt: Literal["unreadable", "script_only"] | None = None
    suspect: bool = False
    otherwise: "ListPage | None" = None


@dataclass(frozen=True)
class Family:
    """One file of crawler/portals: its name and its four answers. `past_the_end` are the verdicts with which its lists
    answer beyond their last page. `sign` is the text that stands in every page that has data of its own for `details`
    ('' where the family's pages have none)."""

    name: str
    recognise: Callable[[Answer], float]
    columns: Callable[[Answer, Place], tuple[FoundColumn, ...]]
    listed: Callable[[Answer, Place], ListPage]
    details: Callable[[Answer, Mapping[str, Any]], PageFields | None]
    past_the_end: frozenset[str] = frozenset()
    sign: str = ""


def broken(error: Exception) -> str:
    """In Chinese, that a page broke the program which reads it. One page must not cost the round of a district."""
    return f"页面结构异常，程序未能判读（{type(error).__name__}）"


def _unbroken_list(listed: Callable[[Answer, Place], ListPage]) -> Callable[[Answer, Place], ListPage]:
    def read(answer: Answer, place: Place) -> ListPage:
        try:
            return listed(answer, place)
        except Exception as error:  # noqa: BLE001  any fault of ours on a page is a state of that page
            return ListPage(problem="unreadable", reason=broken(error))

    return read


def _unbroken_recognition(recognise: Callable[[Answer], float]) -> Callable[[Answer], float]:
    def score(answer: Answer) -> float:
        try:
            return recognise(answer)
        except Exception:  # noqa: BLE001  what breaks the question is none of the family's pages
            return 0.0

    return score


@cache
def families() -> dict[str, Family]:
    """All families by name. Raises AttributeError for a file that does not answer the four questions."""
    found = {}
    for module in modules_in("crawler.portals"):
        name = module.__name__.rpartition(".")[2]
        found[name] = Family(
            name,
            _unbroken_recognition(module.recognise),
            module.columns,
            _unbroken_list(module.listed),
            module.details,
            cast(frozenset[str], getattr(module, "PAST_THE_END", frozenset())),
            str(getattr(module, "SIGN", "")),
        )
    return found


def check_family(name: str) -> None:
    """Raises UserError for a name that no file in crawler/portals has."""
    if name != "auto" and name not in families():
        raise UserError(
            f"xuncha.toml 中的 family“{name}”不是已知的平台类型，可用：auto、{'、'.join(sorted(families()))}。"
        )


def family_of(name: str, answer: Answer, usual: Family | None = None) -> Family | None:
    """The family named, or with `auto` the one that recognises the answer best, `usual` among equals; None when none
    does. Portals mix families: with `auto` every column is asked anew."""
    if name != "auto":
        return families()[name]
    scored = [(family.recognise(answer), family is usual, family) for _, family in sorted(families().items())]
    best = max(scored, key=lambda one: one[:2])
    return best[2] if best[0] > 0 else None


def details_of(family: Family, answer: Answer, row: Mapping[str, Any]) -> PageFields | None:
    """What the listing family, or else the one whose own data the page holds, knows of it."""
    known = family.details(answer, row)
    if known is not None:
        return known
    others = (one for _, one in sorted(families().items()) if one is not family and one.sign)
    return next((found for one in others if one.sign in answer.text and (found := one.details(answer, {}))), None)
