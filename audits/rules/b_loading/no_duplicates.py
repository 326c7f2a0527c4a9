"""B12: one text published twice in one column."""

import re
from collections import defaultdict
from collections.abc import Iterator

from audits.case import Case
from audits.names import fold
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from inspection.types.portal import Page

_UNREAD_FILES = "附件未能全部读取，无法确认是否重复"


@rule(
    "B12",
    name="重复发布",
    severity=4,
    mode="A",
    subject="page",
    yields_to=("B04", "B05", "B10"),
    wordings={
        "twice": Wording("“{column}”重复发布《{title}》{n}次", "请删除重复信息"),
        "other_title": Wording(
            "“{column}”发布的《{title}》与《{other}》正文相同",
            "请核实；确属重复的，予以删除",
        ),
    },
)
def no_duplicates(case: Case) -> Iterator[Answer]:
    """同一栏目不重复发布同一信息；同一信息在不同栏目公开的，不作为重复。

    为什么: 重复信息使栏目看似更新，群众反而不易找到所需内容。
    怎样整改: 保留一条，删除其余。
    依据: 中华人民共和国政府信息公开条例第六条（及时、准确）；所用检查口径的规定。
    """
    least = case.pack.thresholds.get("duplicate_signs")
    if least is None:
        return
    groups: dict[tuple[str, str], list[Page]] = defaultdict(list)
    for page in case.judged_pages():
        facts = case.facts_of(page)
        if facts is None or page.note:
            continue
        if facts.text_hash and facts.signs >= least.n:
            for column in page.columns:
                groups[column, facts.text_hash].append(page)
    told: set[str] = set()
    for (column, _), pages in groups.items():
        if len(pages) > 1 and not all(page.url in told for page in pages):
            told.update(page.url for page in pages)
            yield _judge(case, column, sorted(pages, key=_age), least.source.clause)
    for page in case.judged_pages():
        if page.url not in told and not page.note:
            yield passed(page) if case.facts_of(page) else unknown(page, "没有该页面的正文特征，不能比对")


def _age(page: Page) -> tuple[str, str]:
    return str(page.published or ""), page.url


def _judge(case: Case, column: str, pages: list[Page], clause: str) -> Answer:
    """The later page of a group of equal texts: one thing published again, unless files or pictures tell them apart."""
    alike = [[page for page in pages if _may_be_same(case, page, last) is not False] for last in reversed(pages)]
    same = next((group for group in alike if len(group) > 1), [])
    last = same[-1] if same else pages[-1]
    if not same:
        return passed(last)
    if any(_may_be_same(case, page, last) is None for page in same):
        return unknown(last, _UNREAD_FILES)
    path = case.column_by_id[column].path if column in case.column_by_id else last.column
    titles = [page for page in same if fold(case.title_of(page)) == fold(case.title_of(last))]
    if len(titles) > 1:
        return fail(last, "twice", clause=clause, column=path, title=case.title_of(last), n=len(titles))
    if _without_numbers(case.title_of(same[0])) == _without_numbers(case.title_of(last)):
        return unknown(last, "标题所指期间或者编号不同而正文相同，须人工核对")
    other = case.title_of(same[0]).replace("《", "〈").replace("》", "〉")
    # under two titles one text may be a form
    return fail(last, "other_title", suspected=True, clause=clause, column=path, title=case.title_of(last), other=other)


def _without_numbers(title: str) -> str:
    return re.sub(r"[\d一二三四五六七八九十]+", "", fold(title))


def _may_be_same(case: Case, page: Page, last: Page) -> bool | None:
    """Whether two pages of one text are one information: not where their files differ or pictures may; None where
    files could not be read."""
    if page is last:
        return True
    first, second = (case.attachments_of.get(one.url, ()) for one in (page, last))
    if len(first) != len(second):
        return False
    if page.images != last.images or (page.images and fold(case.title_of(page)) != fold(case.title_of(last))):
        return False
    if any(file.sha256 is None for file in (*first, *second)):
        return None
    return sorted(file.sha256 or "" for file in first) == sorted(file.sha256 or "" for file in second)
