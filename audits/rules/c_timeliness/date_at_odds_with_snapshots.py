"""C08: a page dated before a day on which its list was looked at and did not show it, or earlier than it was dated
when it was itself last looked at."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from audits.case import Case
from audits.page_dates import publications
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from inspection.rule_values import RulePack
from inspection.types.judgement import Evidence
from inspection.types.page_facts import EarlierAbsence, EarlierDate
from inspection.types.portal import Page

_DEMAND = "请说明发布过程；属于补录的，请如实标注发布日期"
# Of several answers on one page the first of these is given.
_FIRST = ("fail", "unknown", "pass")


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
        "moved": Wording(
            "《{title}》现标注发布于{published}，{when}巡查时标注发布于{before}，页面发布时间与巡查留痕不一致，请说明",
            "请说明调整发布日期的原因；属于误改的，请恢复实际发布日期",
        ),
    },
)
def date_at_odds_with_snapshots(case: Case) -> Iterator[Answer]:
    """页面标注的发布日期与实际公开的日期一致，有以前巡查的网页留痕可以印证。

    为什么: 发布日期不实，公开是否及时便无从判断。
    怎样整改: 书面说明发布过程和调整发布日期的原因；属于补录、迁移的，如实标注发布日期。
    依据: 国办秘函〔2019〕19号；所用检查口径的规定。
    """
    absences: dict[str, list[EarlierAbsence]] = defaultdict(list)
    for one in case.earlier_absences:
        absences[one.url].append(one)
    dates: dict[str, list[EarlierDate]] = defaultdict(list)
    for dated in case.earlier_dates:
        dates[dated.url].append(dated)
    pages = [page for page in case.judged_pages() if page.url in absences or page.url in dates]
    absent = _absent(case, pages, absences)
    moved = _moved(case, pages, dates)
    for page in pages:
        answers = [told[page.url] for told in (absent, moved) if page.url in told]
        yield min(answers, key=lambda answer: _FIRST.index(answer.verdict))


def _absent(case: Case, pages: list[Page], absences: dict[str, list[EarlierAbsence]]) -> dict[str, Answer]:
    """What is to be said of pages that were not in their lists, by address."""
    asked = [page for page in pages if page.url in absences]
    at_odds = {page.url: _contradicting(case.pack, page, absences[page.url]) for page in asked}
    together = Counter(place for page in asked if at_odds[page.url] for place in _places(absences[page.url]))
    return {page.url: _judge_absent(case, page, absences[page.url], at_odds[page.url], together) for page in asked}


def _contradicting(pack: RulePack, page: Page, absences: list[EarlierAbsence]) -> list[EarlierAbsence]:
    """The looks at lists that lie more than the pack's days after every date of publication that the page states."""
    days, stated = pack.thresholds.get("backdating_days"), publications(page)
    if days is None or not stated:
        return []
    return [one for one in absences if (one.looked_on - stated[-1]).days > days.n]


def _places(absences: list[EarlierAbsence]) -> set[tuple[str, str]]:
    return {(one.column, one.round) for one in absences}


def _judge_absent(
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
    proofs = sorted(at_odds, key=lambda one: (one.looked_on, one.column))
    last = proofs[-1]
    column = case.column_by_id.get(last.column)
    return fail(
        page,
        "absent",
        suspected=True,
        clause=case.pack.thresholds["backdating_days"].source.clause,
        beside=_evidence(proofs),
        title=case.title_of(page),
        published=stated[-1],
        when=last.looked_on,
        column=column.path if column else page.column,
    )


def _moved(case: Case, pages: list[Page], dates: dict[str, list[EarlierDate]]) -> dict[str, Answer]:
    """What is to be said of pages that were dated later when they were last looked at, by address."""
    asked = [page for page in pages if page.url in dates]
    listed: dict[str, date] = {}
    for item in case.items:
        if item.url in dates and item.published:
            listed[item.url] = max(item.published, listed.get(item.url, item.published))
    later = {page.url: _later(case.pack, page, dates[page.url]) for page in asked}
    together = Counter(round_ for found in later.values() for round_ in {one.round for one in found})
    return {page.url: _judge_moved(case, page, later[page.url], listed.get(page.url), together) for page in asked}


def _shown(page: Page) -> list[date]:
    """Every day on which a page may have been published: a platform that keeps the first time hides nothing."""
    return sorted({*publications(page), *([page.first_published] if page.first_published else [])})


def _later(pack: RulePack, page: Page, dates: list[EarlierDate]) -> list[EarlierDate]:
    """The earlier dates that lie more than the pack's days after every date of publication that the page states."""
    days, shown = pack.thresholds.get("backdating_days"), _shown(page)
    if days is None or not shown:
        return []
    return [one for one in dates if (one.published - shown[-1]).days > days.n]


def _judge_moved(
    case: Case, page: Page, later: list[EarlierDate], listed: date | None, together: Counter[str]
) -> Answer:
    shown = _shown(page)
    if not shown:
        return unknown(page, "页面没有可判读的发布日期")
    if not later:
        return passed(page)
    if not case.is_own(page):
        return unknown(page, "转载的信息，标注的可能是原文的发布日期")
    if listed is not None and listed > shown[-1]:
        return unknown(page, "列表与页面标注的发布日期不一致，不能判断以哪个为准")
    if max(together[one.round] for one in later) >= case.pack.migration.same_day_pages:
        return unknown(page, "多件信息的发布日期同时变动，疑似平台迁移或者改版")
    last = max(later, key=lambda one: (one.published, one.looked_on))
    return fail(
        page,
        "moved",
        suspected=True,
        clause=case.pack.thresholds["backdating_days"].source.clause,
        beside=_evidence(sorted(later, key=lambda one: (one.looked_on, one.round))),
        title=case.title_of(page),
        published=shown[-1],
        when=last.looked_on,
        before=last.published,
    )


def _evidence(proofs: Sequence[EarlierAbsence | EarlierDate]) -> tuple[Evidence, ...]:
    return tuple(Evidence(one.snapshot_url, one.fetched_at, 200, one.sha256) for one in proofs)
