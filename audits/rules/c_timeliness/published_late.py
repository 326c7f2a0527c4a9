"""C01: published later than 20 working days after it was made."""

from collections.abc import Iterator
from datetime import date

from audits.case import Case
from audits.item_limit import Lateness, item_limits, lateness
from audits.page_dates import first_publications, formations
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.same_day import is_asked_of_time, told_apart_from_migration
from audits.special_limits import limit_by_other_law
from inspection.types.directory import Limit
from inspection.types.portal import Page


@rule(
    "C01",
    name="逾期公开",
    severity=2,
    mode="A",
    subject="page",
    kind="explain",
    yields_to=("B04", "B05", "C07"),
    wordings={
        "written": Wording(
            "《{title}》成文日期为{start}，应于{due}前公开，于{published}公开，逾期{days}个工作日",
            "请说明逾期公开原因；今后自政府信息形成或者变更之日起按时限公开",
        ),
        "issued": Wording(
            "《{title}》印发日期为{start}，应于{due}前公开，于{published}公开，逾期{days}个工作日",
            "请说明逾期公开原因；今后自政府信息形成或者变更之日起按时限公开",
        ),
    },
)
def published_late(case: Case) -> Iterator[Answer]:
    """政府信息自形成或者变更之日起20个工作日内公开；法律、法规另有规定的从其规定，目录规定更短的按目录。

    为什么: 逾期公开使群众不能及时获知，也使“何时公开”无从监督。
    怎样整改: 说明原因；今后按时限公开。
    依据: 中华人民共和国政府信息公开条例第二十六条；所用检查口径的规定。
    """
    answers = [_judge(case, page) for page in case.judged_pages() if is_asked_of_time(case, page)]
    yield from told_apart_from_migration(case, answers)


def _judge(case: Case, page: Page) -> Answer:
    written, published = formations(page), first_publications(page)
    stated = page.first_published or page.published
    if page.written is None or stated is None:
        return unknown(page, "成文日期或者发布日期无法判读")
    since = case.pack.item_limit.source.valid_from if case.pack.item_limit else None
    if since is not None and written[0] < since:
        return unknown(page, "成文早于现行公开时限施行，不按现行时限判定")
    if special := limit_by_other_law(case, page):
        return unknown(page, f"{special}另有法定公开期限，不按一般期限判定")
    limits = item_limits(case, page)
    if limits is None:
        return unknown(page, "目录的公开时限无法判读，或不自信息形成之日起算")
    _, _, shown = _least_late(case, page, (page.written,), stated, limits)
    if shown.least > 0:
        name, start, late = _least_late(case, page, written, published[0], limits)
        if late.least <= 0:
            return unknown(page, "页面各处日期互相矛盾，无法确定以哪个为准")
        return fail(
            page,
            name,
            clause=late.clause,
            title=case.title_of(page),
            start=start,
            due=late.due,
            published=published[0],
            days=late.least,
        )
    if shown.most <= 0:
        return passed(page)
    return unknown(page, "放假安排尚未公布，工作日数无法确定")


def _least_late(
    case: Case, page: Page, written: tuple[date, ...], published: date, limits: tuple[Limit, ...]
) -> tuple[str, date, Lateness]:
    """The way to count that is best for the unit: from a stated date of writing or, where shown, of printing."""
    starts = [("written", day) for day in written]
    if page.issued is not None:
        starts.append(("issued", page.issued))
    counted = [(name, start, lateness(case, start, published, limits)) for name, start in starts]
    return min(counted, key=lambda way: (way[2].least, way[2].most))
