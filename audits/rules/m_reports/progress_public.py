"""M05: the column for supervision (监督保障) tells nothing of how the work goes on."""

from collections.abc import Iterator

from audits.case import Case
from audits.names import fold
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.site_documents import wanted
from audits.subjects import DistrictAsWhole
from inspection.openness_values import SiteDocument
from inspection.types.portal import Column
from inspection.workdays import months_after


@rule(
    "M05",
    name="工作推进情况未发布",
    severity=4,
    mode="A",
    subject="district",
    yields_to=("B03", "C03"),
    wordings={
        "quiet": Wording(
            "{district}“{column}”栏目自{start}以来未发布工作推进情况", "请发布；在其他栏目发布的，请提供链接"
        ),
    },
)
def progress_public(case: Case) -> Iterator[Answer]:
    """定期在规定的栏目发布基层政务公开标准化规范化工作推进情况。

    为什么: 工作推进到哪一步，要让群众和上级看得到。
    怎样整改: 发布推进情况；在其他栏目发布的，提供链接。
    依据: 所用检查口径的规定。
    """
    for document in wanted(case, "M05"):
        if document.columns and document.months:
            yield _judge(case, document)


def _judge(case: Case, document: SiteDocument) -> Answer:
    subject = DistrictAsWhole(case.district.name, document.name)
    since = months_after(case.as_of, -document.months)
    columns = [column for column in case.columns if _is_one(column, document)]
    if not columns:
        return unknown(subject, f"没有读到“{document.columns[0]}”栏目")
    ids = {column.id for column in columns}
    days = [item.published for item in case.items if item.column in ids]
    days += [page.published for page in case.pages if not ids.isdisjoint(page.columns)]
    if any(day is not None and day >= since for day in days):
        return passed(subject)
    begins = document.source.valid_from
    if begins is not None and since < begins:
        return unknown(subject, "规定施行还不到规定的时间")
    if reason := _unclear(case, columns, undated=None in days):
        return unknown(subject, reason)
    return fail(
        subject,
        "quiet",
        suspected=True,
        listings=tuple(one.id for column in columns if (one := case.listing_of.get(column.id))),
        clause=document.source.clause,
        district=case.district.name,
        column=document.columns[0],
        start=since,
    )


def _is_one(column: Column, document: SiteDocument) -> bool:
    return any(fold(word) in fold(name) for name in column.path for word in document.columns)


def _unclear(case: Case, columns: list[Column], *, undated: bool) -> str | None:
    if any(column.kind in ("link_out", "page") for column in columns):
        return "栏目是单独的页面或者链接到其他网站，须人工查看"
    lists = [case.listing_of.get(column.id) for column in columns if column.kind == "list" and column.leaf]
    if not lists or any(one is None or one.state != "complete" for one in lists):
        return "栏目的列表没有读完"
    if any(one is not None and one.note for one in lists):
        return "栏目有情况说明，须人工查看"
    return "栏目中有没有日期的信息，须人工查看" if undated else None
