"""D03: a document marked, or registered, as not for publication that stands on the web."""

import re
from collections.abc import Iterator

from audits.case import Case
from audits.documents import Documents, each_once, unbracketed
from audits.names import fold
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from inspection.types.portal import Page
from inspection.types.submitted import ListedDocument, RegisterRow

_CONVERSION = re.compile(r"公开属性.*(?:调整|转换|评估|审查|变更)|依申请公开.*转.*主动公开|转为主动公开")
_TELLING = 6


@rule(
    "D03",
    name="非公开文件上网",
    severity=1,
    mode="B",
    subject="page",
    yields_to=("B04",),
    wordings={
        "not_public": Wording(
            "标注“{label}”的《{title}》已在网上公开",
            "请立即下线核查，并报告保密（公开）审查情况；已依法转为主动公开的，请说明并提供依据",
        ),
        "on_request": Wording(
            "标注“{label}”的《{title}》已在网上公开，是否已转为主动公开",
            "请核实公开属性：已转为主动公开的，请说明并更新标注；未转换的，请核查公开审查情况",
        ),
        "registered": Wording(
            "公文公开属性登记为“{label}”的《{title}》已在网上公开",
            "请立即下线核查，并报告保密（公开）审查情况；已依法转为主动公开或者登记有误的，请说明并提供依据",
        ),
        "registered_on_request": Wording(
            "公文公开属性登记为“{label}”的《{title}》已在网上公开，是否已转为主动公开",
            "请核实公开属性：已转为主动公开的，请说明并更新登记；未转换的，请核查公开审查情况",
        ),
    },
)
def not_public_online(case: Case) -> Iterator[Answer]:
    """标注为不予公开的公文不在网上公开；标注为依申请公开的公文，转为主动公开后才在网上公开。

    为什么: 应当控制范围的信息上网，可能损害国家安全、公共安全或者他人合法权益。
    怎样整改: 先下线核查；已依法转为主动公开的，说明情况并更新标注。
    依据: 中华人民共和国政府信息公开条例第十七条、第十八条；所用检查口径的规定。
    """
    clause = case.pack.labels.source.clause if case.pack.labels else None
    lists = [page for page in case.judged_pages() if _CONVERSION.search(page.title or "")]
    documents = Documents(case)
    registered = documents.rows_of_pages(each_once(case.register))
    converted = documents.rows_of_pages(one for one in case.listed_documents if one.kind == "converted")
    for page in case.judged_pages():
        row = registered.get(page.url)
        if page.label:
            yield _of_label(case, page, page.label, row, converted.get(page.url), lists, clause)
        elif row is not None and row.attribute in ("on_request", "not_public"):
            yield _of_register(case, page, row, converted.get(page.url), lists, clause)


def _of_label(
    case: Case,
    page: Page,
    text: str,
    row: RegisterRow | None,
    converted: ListedDocument | None,
    lists: list[Page],
    clause: str | None,
) -> Answer:
    """What the label on the page itself says."""
    kind = case.pack.label_kind(text)
    if kind == "public":
        clashes = row is not None and row.attribute in ("on_request", "not_public") and converted is None
        return unknown(page, "网上标注与公文公开属性登记不一致，须核对原件") if clashes else passed(page)
    if kind is None:
        return unknown(page, "标注的公开属性无法辨认")
    if converted is not None:
        return unknown(page, "报送的清单已列为转为主动公开")
    if kind == "on_request" and _is_converted(case, page, lists):
        return unknown(page, "可能已转为主动公开，须对照公开属性调整情况")
    severity = 2 if kind == "on_request" else 1
    label = unbracketed(text)
    return fail(page, kind, suspected=True, severity=severity, clause=clause, title=case.title_of(page), label=label)


def _of_register(
    case: Case, page: Page, row: RegisterRow, converted: ListedDocument | None, lists: list[Page], clause: str | None
) -> Answer:
    """What the register says of a page without a label: it is the same document by its number or its whole title."""
    if converted is not None:
        return unknown(page, "报送的清单已列为转为主动公开")
    if row.attribute == "on_request" and _is_converted(case, page, lists):
        return unknown(page, "可能已转为主动公开，须对照公开属性调整情况")
    wording, severity = ("registered_on_request", 2) if row.attribute == "on_request" else ("registered", 1)
    return fail(
        page, wording, suspected=True, severity=severity, clause=clause, title=case.title_of(page), label=row.label
    )


def _is_converted(case: Case, page: Page, lists: list[Page]) -> bool:
    """Whether the page also states that it is public, or a published list of converted documents names it."""
    if any(case.pack.label_kind(other) == "public" for other in page.conflicts.get("label", ())):
        return True
    names = [fold(name) for name in (page.doc_number, page.title) if name and len(fold(name)) >= _TELLING]
    return any(name in fold(one.body) for one in lists if one.url != page.url for name in names)
