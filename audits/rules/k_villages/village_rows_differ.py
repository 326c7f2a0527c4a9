"""K04: a village's list says other things of the same matter than the district's own."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from audits.case import Case
from audits.names import fold
from audits.page_dates import publications
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from inspection.types.judgement import Evidence
from inspection.types.page_facts import PageFacts
from inspection.types.portal import Page

_VILLAGE = re.compile(r"[一-鿿]{1,8}(?<![农乡])(?:村|社区)(?:民委员会|居民委员会|委会|居委会)?")
_TOWN = re.compile("(?:镇|乡|街道)(?:人民政府|办事处)?$")
_AREA = re.compile(
    r"^(?:[一-鿿]{1,8}?[省市州])?(?:[一-鿿]{1,8}?(?:区|县))?(?:[一-鿿]{1,8}?(?:镇|乡|街道))?(?:[一-鿿]{1,8}?(?:村|社区))?(?=.{4})"
)
_FORM = re.compile("公示|公布|公告|公开|名单|名册|清册|花名册|发放|情况|明细|汇总|统计|一览|表|关于|的|人员|资金|对象")
_YEAR = re.compile(r"20\d{2}")
_SHORTEST = 4
# Days between two lists of one matter.
_APART = 92


@dataclass(frozen=True)
class _List:
    """A page with a list: its matter, and the rows whose first cell stands there once."""

    page: Page
    matter: str
    rows: dict[int, int]


@rule(
    "K04",
    name="村级公开与区级公开不一致",
    severity=3,
    mode="B",
    subject="page",
    yields_to=("B04",),
    wordings={
        "differ": Wording(
            "《{title}》与区级公开的《{other}》有{n}行内容不一致",
            "请核实，有误的予以更正；口径不同的，请说明",
        ),
    },
)
def village_rows_differ(case: Case) -> Iterator[Answer]:
    """同一事项（补贴发放名单等）在村（居）务公开和区级公开的内容一致。只比较两处都有的行，不显示人员姓名。

    为什么: 同一笔补贴两处数字不同，群众不知道信哪一个。
    怎样整改: 核实后更正；统计口径或者时点不同的，作出说明。
    依据: 国办发〔2019〕54号（推进基层政务公开与村（居）务公开有效衔接）。
    """
    least = case.pack.thresholds.get("village_difference")
    if least is None:
        return
    listed = [page for page in case.judged_pages() if _is_list(case, page, least.n)]
    if not any(map(_is_village, listed)):
        return
    lists = [one for page in listed if (one := _list_of(case, page, least.n))]
    above: dict[str, list[_List]] = defaultdict(list)
    for one in lists:
        if not _is_village(one.page) and not _is_town(one.page):
            above[one.matter].append(one)
    for one in lists:
        if not _is_village(one.page):
            continue
        for other in above.get(one.matter, ()):
            if _of_one_time(one, other) and len(one.rows.keys() & other.rows.keys()) >= least.n:
                yield _compare(case, one, other, least.n)
                break


def _compare(case: Case, village: _List, county: _List, least: int) -> Answer:
    shared = village.rows.keys() & county.rows.keys()
    equal = sum(village.rows[name] == county.rows[name] for name in shared)
    differ = len(shared) - equal
    if not differ:
        return passed(village.page)
    if equal < max(least, differ):
        # Other columns, other units of money: then nearly every row differs, and says nothing.
        return unknown(village.page, "两份名单的栏目或者口径不同，须人工核对")
    kept = case.snapshot_by_id.get(county.page.snapshot or "")
    return fail(
        village.page,
        "differ",
        suspected=True,
        title=case.title_of(village.page),
        other=case.title_of(county.page).replace("《", "〈").replace("》", "〉"),
        n=differ,
        beside=(Evidence(kept.url, kept.fetched_at, kept.status, kept.sha256, kept.warc, kept.offset),) if kept else (),
    )


def _is_list(case: Case, page: Page, least: int) -> bool:
    facts = case.facts_of(page)
    return facts is not None and len(facts.row_names) >= least


def _list_of(case: Case, page: Page, least: int) -> _List | None:
    facts = case.facts_of(page)
    if facts is None or not case.is_own(page):
        return None
    matter, rows = _matter(case.title_of(page)), _single_rows(facts)
    return _List(page, matter, rows) if len(matter) >= _SHORTEST and len(rows) >= least else None


def _single_rows(facts: PageFacts) -> dict[int, int]:
    """Rows by their first cells, without those that share one: nobody could say which row is which."""
    rows: dict[int, list[int]] = defaultdict(list)
    for name, mark in zip(facts.row_names, facts.row_marks, strict=True):
        rows[name].append(mark)
    return {name: marks[0] for name, marks in rows.items() if len(marks) == 1}


def _matter(title: str) -> str:
    """What a title's list is of, without places and the words for a list; its year and batch stay."""
    return _FORM.sub("", _AREA.sub("", fold(title)))


def _is_village(page: Page) -> bool:
    return any(_VILLAGE.fullmatch(fold(name)) for name in (*page.column, page.publisher or ""))


def _is_town(page: Page) -> bool:
    return any(_TOWN.search(fold(name)) for name in (*page.column, page.publisher or ""))


def _of_one_time(one: _List, other: _List) -> bool:
    """Whether two lists of one matter are of one time: published in one season, else, where a page has no date, of the
    year that both name. The amounts of a month or a batch that no title names change within a year."""
    first, second = publications(one.page), publications(other.page)
    if first and second:
        return abs((first[0] - second[0]).days) <= _APART
    return _YEAR.search(one.matter) is not None
