"""E03: a document that a clean-up declared lapsed and whose page does not say so."""

import re
from collections.abc import Iterator

from audits.case import Case
from audits.documents import Documents, each_once, printed_name, time_is_over
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from inspection.types.portal import Page

_ENDED = "(?:失效|废止|停止执行|停止使用|撤销)"
_IN_TITLE = re.compile(f"[（(【\\[〔]\\s*(?:本?文件?)?(?:现)?(?:已经?|全文)?(?:被|宣布)?{_ENDED}|^(?:已|现已){_ENDED}")
# A page says it of itself at its head, or an editor does at its end.
_IN_TEXT = re.compile(
    f"{_IN_TITLE.pattern}|(?:有效性|时效性?|文件状态|效力状态|效力)\\s*[:：]?\\s*(?:已|部分)?{_ENDED}"
    f"|(?:本|该|此)(?:文件|文|件|规定|办法|通知|意见|方案|决定|制度)[^，。；]{{0,20}}?(?:已|现|予以|宣布|被){_ENDED}"
)
_HEAD, _TAIL = 300, 150


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
    lapsed = each_once(one for one in case.listed_documents if one.kind == "lapsed")
    rows = Documents(case).rows_of_pages(lapsed)
    for page in case.judged_pages():
        row = rows.get(page.url)
        if row is None:
            continue
        if _is_marked(page):
            yield passed(page)
        elif row.decided_on and limit and time_is_over(case, row.decided_on, limit) is not True:
            yield unknown(page, "清理结果公布不久，尚在更新期限内")
        elif not page.body.strip():
            yield unknown(page, "页面正文没有读到文字，不能认定未标注")
        elif _is_later(page, row.decided_on):
            yield unknown(page, "页面文件的成文日期晚于清理结果，须核对是否同一文件")
        else:
            yield fail(
                page,
                "not_marked",
                suspected=True,
                list=row.list_title.replace("《", "〈").replace("》", "〉"),
                document=printed_name(page.doc_number or row.number, case.title_of(page)),
            )


def _is_later(page: Page, decided_on: object) -> bool:
    return page.written is not None and decided_on is not None and str(page.written) > str(decided_on)


def _is_marked(page: Page) -> bool:
    """Whether a page says anywhere in the place for it that its document no longer holds."""
    if re.search(_ENDED, page.validity or "") and "未" not in (page.validity or ""):
        return True
    if _IN_TITLE.search(page.title or ""):
        return True
    return any(_IN_TEXT.search(text) for text in (page.body[:_HEAD], page.body[-_TAIL:]))
