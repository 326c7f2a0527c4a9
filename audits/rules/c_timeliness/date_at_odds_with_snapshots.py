"""C08: a page dated before a day on which its list was looked at and did not show it."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from audits.case import Case
from audits.page_dates import publications
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from inspection.rule_values import RulePack
from inspection.types.judgement import Evidence
from inspection.types.page_facts import EarlierAbsence
from inspection.types.portal import Page

_DEMAND = "请说明发布过程；属于补录的，请如实标注发布日期"


@rule(
    "C08",
    name="页面发布时间与巡查留痕不一致",
    severity=1,
    mode="B",
    subject="page",
    kind="explain",
    yields_to=("B04", "B05", "C07"),
    wordings={
        "absent": Wording(
            "《{title}》标注发布于{published}，{when}巡查“{column}”时尚未见该信息，页面发布时间与巡查留痕不一致，请说明",
            _DEMAND,
        ),
    },
)
def date_at_odds_with_snapshots(case: Case) -> Iterator[Answer]:
    """页面标注的发布日期与实际公开的日期一致，有以前巡查的网页留痕可以印证。

    为什么: 发布日期不实，公开是否及时便无从判断。
    怎样整改: 书面说明发布过程；属于补录、迁移的，如实标注发布日期。
    依据: 国办秘函〔2019〕19号；所用检查口径的规定。
    """
    absences: dict[str, list[EarlierAbsence]] = defaultdict(list)
    for one in case.earlier_absences:
        absences[one.url].append(one)
    pages = [page for page in case.judged_pages() if page.url in absences]
    at_odds = {page.url: _contradicting(case.pack, page, absences[page.url]) for page in pages}
    together = Counter(place for page in pages if at_odds[page.url] for place in _places(absences[page.url]))
    for page in pages:
        yield _judge(case, page, absences[page.url], at_odds[page.url], together)


def _contradicting(pack: RulePack, page: Page, absences: list[EarlierAbsence]) -> list[EarlierAbsence]:
    """The looks at lists that lie more than the pack's days after every date of publication that the page states."""
    days, stated = pack.thresholds.get("backdating_days"), publications(page)
    if days is None or not stated:
        return []
    return [one for one in absences if (one.looked_on - stated[-1]).days > days.n]


def _places(absences: list[EarlierAbsence]) -> set[tuple[str, str]]:
    return {(one.column, one.round) for one in absences}


def _judge(
    case: Case,
    page: Page,
    absences: list[EarlierAbsence],
    at_odds: list[EarlierAbsence],
    together: Counter[tuple[str, str]],
) -> Answer:
    stated: tuple[date, ...] = publications(page)
    if not stated:
        return unknown(page, "页面没有可判读的发布日期")
    if not at_odds:
        return passed(page)
    if not case.is_own(page):
        return unknown(page, "转载的信息，标注的可能是原文的发布日期")
    if max(together[place] for place in _places(absences)) >= case.pack.migration.same_day_pages:
        return unknown(page, "同一栏目有多件信息同时出现，疑似迁移补录")
    last = max(at_odds, key=lambda one: (one.looked_on, one.column))
    threshold = case.pack.thresholds["backdating_days"]
    column = case.column_by_id.get(last.column)
    return fail(
        page,
        "absent",
        suspected=True,
        clause=threshold.source.clause,
        beside=tuple(
            Evidence(one.snapshot_url, one.fetched_at, 200, one.sha256)
            for one in sorted(at_odds, key=lambda one: (one.looked_on, one.column))
        ),
        title=case.title_of(page),
        published=stated[-1],
        when=last.looked_on,
        column=column.path if column else page.column,
    )
