"""H06: the column for rules of disclosure holds none on a matter that the province names."""

import re
from collections.abc import Iterator
from itertools import pairwise

from audits.case import Case
from audits.names import fold
from audits.parts_found import missing_words, unread_beside, whole_text
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.site_documents import is_city_bureau
from audits.subjects import DistrictAsWhole
from inspection.openness_values import PartList
from inspection.types.portal import Column

_RULES = re.compile("公开(?:工作)?(?:制度|规定)")
# Other work has rules too: these names are of disclosure only right below a column of disclosure.
_RULES_BELOW = re.compile("制度规范|制度建设|制度规定|工作制度|制度文件|^制度$")
# One paper that holds all rules; its title names none of them.
_ALL_RULES = re.compile("汇编|制度集|制度体系|制度规定|工作规则|工作规范|实施办法|管理办法|工作制度|工作办法")


@rule(
    "H06",
    name="公开制度不全",
    severity=4,
    mode="B",
    subject="district",
    wordings={
        "missing": Wording(
            "{district}信息公开制度栏目未见{names}方面的制度",
            "请补充；已公开的，请提供链接",
        ),
    },
)
def rule_set_complete(case: Case) -> Iterator[Answer]:
    """信息公开制度栏目公开各项工作制度，涵盖检查口径列出的方面。

    为什么: 制度公开，公开工作才可监督。
    怎样整改: 补充公开；在其他栏目公开的，提供链接。
    依据: 国办公开办函〔2019〕61号；所用检查口径的规定。
    """
    parts = case.pack.part_lists.get("rule_set")
    if parts is None or is_city_bureau(case):
        return
    subject = DistrictAsWhole(case.district.name)
    columns = [column for column in case.columns if _is_for_rules(column)]
    if not columns:
        yield unknown(subject, "没有读到信息公开制度栏目")
        return
    lacking = missing_words(parts.parts, *_texts(case, columns))
    if not lacking:
        yield passed(subject)
    elif reason := _unread(case, columns):
        yield unknown(subject, reason)
    elif len(lacking) == len(parts.parts):
        yield unknown(subject, "栏目中没有见到任何一方面的制度，制度可能在别处")
    else:
        yield _fault(case, parts, subject, columns, lacking)


def _is_for_rules(column: Column) -> bool:
    """Whether a column, or one above it, is for the rules of disclosure."""
    names = [fold(name) for name in column.path]
    below = any("公开" in above and _RULES_BELOW.search(name) for above, name in pairwise(names))
    return below or any(_RULES.search(name) for name in names)


def _fault(case: Case, parts: PartList, subject: DistrictAsWhole, columns: list[Column], lacking: list[str]) -> Answer:
    return fail(
        subject,
        "missing",
        suspected=True,
        listings=tuple(one.id for column in columns if (one := case.listing_of.get(column.id))),
        clause=parts.source.clause,
        district=case.district.name,
        names="、".join(lacking),
    )


def _texts(case: Case, columns: list[Column]) -> Iterator[str]:
    """The titles that stand in the columns, the names of those below, of files, and the whole of papers for all."""
    ids = {column.id for column in columns}
    yield from (name for column in columns for name in column.path)
    yield from (item.title for column in columns for item in case.items_of.get(column.id, ()))
    for page in case.pages:
        if ids.isdisjoint(page.columns):
            continue
        title = case.title_of(page)
        yield title
        yield from (file.name for file in case.attachments_of.get(page.url, ()))
        if page.state == "ok" and _ALL_RULES.search(title):
            yield whole_text(case, page)


def _unread(case: Case, columns: list[Column]) -> str | None:
    if any(column.kind in ("link_out", "page") for column in columns):
        return "信息公开制度栏目是单独的页面或者链接到其他网站，须人工查看"
    lists = [column for column in columns if column.kind == "list" and column.leaf]
    listings = [case.listing_of.get(column.id) for column in lists]
    if not lists or any(listing is None or listing.state != "complete" for listing in listings):
        return "信息公开制度栏目的列表没有读完"
    ids = {column.id for column in columns}
    titles = {page.url: case.title_of(page) for page in case.pages if not ids.isdisjoint(page.columns)}
    titles |= {item.url: item.title for column in columns for item in case.items_of.get(column.id, ())}
    for url, title in titles.items():
        page = case.page_by_url.get(url)
        if _ALL_RULES.search(title) and (page is None or page.state != "ok" or unread_beside(case, page)):
            return "汇总各项制度的文件没有全部读到文字"
    return None
