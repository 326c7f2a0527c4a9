"""E01: a document whose page does not say whether it still holds."""

from collections import defaultdict
from collections.abc import Iterator

from audits.case import Case
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import ColumnAnswer
from audits.validity import has_header, is_marked, is_policy_document
from inspection.openness_values import ValidityDuty
from inspection.types.portal import Page


@rule(
    "E01",
    name="未标注有效性",
    severity=3,
    mode="A",
    subject="page",
    yields_to=("B04", "D03", "E02", "E03"),
    wordings={
        "unmarked": Wording("《{title}》（{number}）页面未标注有效性", "请标注有效性"),
        "column": Wording(
            "“{column}”中{n}件文件的页面均未标注有效性",
            "建议在文件页面标注有效性；已失效、废止的，应当标注",
        ),
    },
)
def validity_shown(case: Case) -> Iterator[Answer]:
    """政策文件页面标注有效性。口径未规定必须标注的，只对失效、废止的文件作要求，其余作为建议。

    为什么: 群众要能看出一份文件现在还管不管用。
    怎样整改: 在页面的信息要素中标注有效、失效或者废止。
    依据: 国办发〔2019〕54号；所用检查口径的规定。
    """
    duty = case.pack.validity_duty
    if duty is None:
        return
    pages = [page for page in case.judged_pages() if is_policy_document(case, page)]
    yield from _each(case, duty, pages) if duty.shown else _by_column(case, duty, pages)


def _each(case: Case, duty: ValidityDuty, pages: list[Page]) -> Iterator[Answer]:
    for page in pages:
        if page.validity or is_marked(case, page):
            yield passed(page)
        elif not has_header(page):
            yield unknown(page, "页面的信息要素表没有读到，不能认定未标注")
        else:
            clause, number = duty.source.clause, page.doc_number or "无文号"
            yield fail(page, "unmarked", clause=clause, title=case.title_of(page), number=number)


def _by_column(case: Case, duty: ValidityDuty, pages: list[Page]) -> Iterator[Answer]:
    """A suggestion, told once of a column in which no document shows it."""
    within: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        for column_id in page.columns[:1]:
            within[column_id].append(page)
    for column_id, documents in within.items():
        column = case.column_by_id.get(column_id)
        if column is None:
            continue
        subject = ColumnAnswer(column, case.listing_of.get(column_id), None)
        if any(page.validity for page in documents):
            yield passed(subject)
        elif not all(has_header(page) for page in documents):
            yield unknown(subject, "页面的信息要素表没有读到，不能认定未标注")
        else:
            yield fail(
                subject,
                "column",
                suspected=True,
                severity=4,
                clause=duty.source.clause,
                column=column.path,
                n=len(documents),
            )
