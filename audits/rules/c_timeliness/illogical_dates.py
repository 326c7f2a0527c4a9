"""C07: dates that cannot be true together."""

from collections.abc import Iterator
from datetime import date

from audits.case import Case
from audits.page_dates import formations, number_year, publications
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from inspection.types.portal import Page


@rule(
    "C07",
    name="日期不合逻辑",
    severity=3,
    mode="A",
    subject="page",
    yields_to=("B04", "B05"),
    wordings={
        "before_written": Wording("《{title}》发布日期{published}早于成文日期{written}", "请核实并更正日期"),
        "future_published": Wording("《{title}》发布日期{published}晚于巡查日期{as_of}", "请核实并更正日期"),
        "future_written": Wording("《{title}》成文日期{written}晚于巡查日期{as_of}", "请核实并更正日期"),
        "number_year": Wording(
            "《{title}》文号“{number}”的年份与成文日期{written}不一致",
            "请核实文号和成文日期，有误的予以更正",
        ),
    },
)
def illogical_dates(case: Case) -> Iterator[Answer]:
    """页面上的发布日期、成文日期和文号年份互相一致，且不晚于巡查之日。

    为什么: 日期有误，群众无法判断文件何时作出、何时公开，也无法核查是否按时公开。
    怎样整改: 对照原件核实并更正；文号年份与成文日期确不在同一年的，说明原因。
    依据: 中华人民共和国政府信息公开条例第六条（及时、准确）。
    """
    for page in case.judged_pages():
        if publications(page) or formations(page):
            yield _judge(case, page)
        else:
            yield unknown(page, "页面没有可判读的日期")


def _judge(case: Case, page: Page) -> Answer:
    published, written = publications(page), formations(page)
    title, at_odds = case.title_of(page), False
    if published and written:
        if published[-1] < written[0]:
            return fail(page, "before_written", title=title, published=published[-1], written=written[0])
        at_odds = published[0] < written[-1] and len(published) + len(written) > 2
    if published and published[0] > case.as_of:
        return fail(page, "future_published", title=title, published=published[0], as_of=case.as_of)
    if written and written[0] > case.as_of:
        return fail(page, "future_written", title=title, written=written[0], as_of=case.as_of)
    year = number_year(page.doc_number)
    if year and written and year not in [day.year for day in written]:
        suspected = any(_may_be_of(year, day) for day in written)
        number = page.doc_number
        return fail(page, "number_year", suspected=suspected, title=title, number=number, written=written[0])
    if at_odds or max((*published, *written)) > case.as_of:
        return unknown(page, "页面各处日期互相矛盾，无法确定以哪个为准")
    return passed(page)


def _may_be_of(year: int, written: date) -> bool:
    """Whether a number of that year can be right for a date near the turn of the year: numbered in December and
    signed in January, or signed in December and numbered in January."""
    return (written.month, written.year - year) in ((1, 1), (12, -1))
