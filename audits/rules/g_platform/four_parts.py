"""G02: the column 政府信息公开 lacks one of its parts, or one of them is empty."""

from collections.abc import Iterator

from audits.case import Case
from audits.front_page import front_links, front_page_unread
from audits.names import fold
from audits.once import once_a_case
from audits.published_directories import listings_searched
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import DistrictAsWhole
from inspection.types.portal import Column

# So many parts must stand side by side for the menu of the column to have been read.
_SIDE_BY_SIDE = 2
# A form for applications is a page without rows.
_FORM = "申请"


@rule(
    "G02",
    name="政府信息公开专栏不全",
    severity=2,
    mode="A",
    subject="district",
    wordings={
        "missing": Wording(
            "{district}政府信息公开专栏未见“{names}”",
            "请补充设置；已设置的，请提供链接",
        ),
        "empty": Wording("{district}政府信息公开专栏的“{names}”没有内容", "请补充内容"),
    },
)
def four_parts(case: Case) -> Iterator[Answer]:
    """政府信息公开专栏设有公开指南、公开制度、法定主动公开内容、公开年报四个部分和依申请公开入口，均有内容。

    为什么: 全国统一的专栏结构，方便群众在任何一个网站按同样的位置查找。
    怎样整改: 补充设置缺少的部分。
    依据: 国办公开办函〔2019〕61号；所用检查口径的规定。
    """
    parts = case.pack.part_lists.get("openness_column")
    if parts is None or not case.columns:
        return
    reason = front_page_unread(case) or _menu_unread(case, parts.parts)
    for name, words in parts.parts.items():
        subject = DistrictAsWhole(case.district.name, name)
        columns = [column for column in case.columns if _says(column.path[-1], words)]
        wording = "empty" if columns and _is_empty(case, columns) else "missing"
        if wording == "empty" and _FORM in name:
            yield unknown(subject, f"{name}栏目没有列表内容，可能是在线申请的表单，须人工查看")
            continue
        if wording == "missing" and (columns or any(fold(word) in _other_names(case) for word in words)):
            yield passed(subject)
        elif wording == "missing" and reason:
            yield unknown(subject, reason)
        else:
            yield fail(
                subject,
                wording,
                suspected=True,
                listings=listings_searched(case),
                clause=parts.source.clause,
                district=case.district.name,
                names=name,
            )


def _says(text: str, words: tuple[str, ...]) -> bool:
    return any(fold(word) in fold(text) for word in words)


@once_a_case
def _other_names(case: Case) -> str:
    """What else may be a part: links of front pages, names above the columns, and what is titled as of disclosure."""
    names = [*(name for column in case.columns for name in column.path), *(link.text for link in front_links(case))]
    titles = [*(case.title_of(page) for page in case.pages), *(item.title for item in case.items)]
    names += [title for title in titles if "公开" in title]
    return "\n".join(fold(name) for name in dict.fromkeys(names))


def _menu_unread(case: Case, parts: dict[str, tuple[str, ...]]) -> str | None:
    """Why parts may stand in a menu that the crawl did not see: where it did, several of them are columns side by
    side."""
    beside: dict[tuple[str, ...], set[str]] = {}
    for column in case.columns:
        for name, words in parts.items():
            if _says(column.path[-1], words):
                beside.setdefault(column.path[:-1], set()).add(name)
    above = max(beside, key=lambda path: (len(beside[path]), path), default=())
    failed = (case.column_by_id.get(one.column or "") for one in case.incidents if one.what == "list")
    if any(column is not None and above[: len(column.path)] == column.path for column in failed):
        return "政府信息公开专栏的页面未能读取，不能认定缺少"
    if len(beside.get(above, ())) < _SIDE_BY_SIDE:
        return "没有读到政府信息公开专栏的导航，不能认定缺少"
    if any(_may_hold_more(case, column, above, parts) for column in case.columns):
        return "政府信息公开专栏有列表没有读完，不能认定缺少"
    return None


def _may_hold_more(case: Case, column: Column, above: tuple[str, ...], parts: dict[str, tuple[str, ...]]) -> bool:
    """Whether a part may stand in a list of the special column that was not read to its end; not in that of another
    part."""
    below = column.path[len(above) :]
    if column.path[: len(above)] != above or column.kind != "list" or not column.leaf:
        return False
    listing = case.listing_of.get(column.id)
    unread = listing is None or listing.state != "complete"
    return unread and not any(_says(name, words) for name in below for words in parts.values())


def _is_empty(case: Case, columns: list[Column]) -> bool:
    """Whether nothing at all stands in columns and below them: lists read to their ends, without rows and notes."""
    paths = {column.path for column in columns}
    below = [one for one in case.columns if any(one.path[: len(path)] == path for path in paths)]
    if any(one.kind in ("page", "link_out") for one in below):
        return False
    lists = [one for one in below if one.kind == "list" and one.leaf]
    listings = [case.listing_of.get(one.id) for one in lists]
    nothing = all(
        one is not None and one.state == "complete" and not (one.seen or one.note or one.claimed) for one in listings
    )
    held = {column for page in case.pages for column in page.columns}
    return bool(lists) and nothing and held.isdisjoint(one.id for one in below)
