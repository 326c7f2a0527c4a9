"""E03: a document that a clean-up declared lapsed and whose page does not say so."""

from collections.abc import Iterator

from audits.case import Case
from audits.documents import documents_of, each_once, printed_name, time_is_over
from audits.names import fold
from audits.published_lists import lapsed_on_portal
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.titles import document_names
from audits.validity import is_marked
from inspection.types.portal import Page
from inspection.types.submitted import ListedDocument


@rule(
    "E03",
    name="已失效文件未标注",
    severity=2,
    mode="B",
    subject="page",
    yields_to=("B04", "D03"),
    wordings={
        "not_marked": Wording(
            "《{list}》已将{document}列为失效或者废止，原文页面未标注",
            "请在原文页面标注失效或者废止；清理结果有变化的，请说明",
        ),
    },
)
def lapsed_not_marked(case: Case) -> Iterator[Answer]:
    """经清理宣布失效、废止的文件，已在网上公开的，在原文页面标注。

    为什么: 未标注的失效文件会被当作现行规定，误导办事群众和企业。
    怎样整改: 在原文页面标注失效或者废止。
    依据: 国办发〔2019〕54号。
    """
    limit = case.pack.item_limit
    handed_in = [one for one in case.listed_documents if one.kind == "lapsed"]
    lapsed = each_once([*handed_in, *lapsed_on_portal(case)])
    rows = documents_of(case).rows_of_pages(lapsed)
    by_name = {fold(one.title): one for one in reversed(lapsed) if one.number is None and one.title}
    ours = {id(one) for one in handed_in}
    for page in case.judged_pages():
        row = rows.get(page.url) or _printed(case, page, by_name)
        if row is None or (id(row) not in ours and not case.is_own(page)):
            continue
        if is_marked(case, page):
            yield passed(page)
        elif row.decided_on and limit and time_is_over(case, row.decided_on, limit) is not True:
            yield unknown(page, "清理结果公布不久，尚在更新期限内")
        elif not case.text_of(page).strip():
            yield unknown(page, "页面正文没有读到文字，不能认定未标注")
        elif _is_later(page, row.decided_on):
            yield unknown(page, "页面文件的成文日期晚于清理结果，须核对是否同一文件")
        else:
            yield fail(
                page,
                "not_marked",
                suspected=True,
                span="".join(part for part in (row.title, row.number) if part),
                list=row.list_title.replace("《", "〈").replace("》", "〉"),
                document=printed_name(page.doc_number or row.number, case.title_of(page)),
            )


def _printed(case: Case, page: Page, by_name: dict[str, ListedDocument]) -> ListedDocument | None:
    """The row without a number whose title is what a page's notice prints (关于印发《…》的通知)."""
    found = (by_name.get(name) for name in document_names(case.title_of(page)))
    return next((row for row in found if row is not None), None)


def _is_later(page: Page, decided_on: object) -> bool:
    return page.written is not None and decided_on is not None and str(page.written) > str(decided_on)
