"""D03: a document marked, or registered, as not for publication that stands on the web."""

import re
from collections.abc import Iterator

from audits.case import Case
from audits.documents import documents_of, each_once, unbracketed
from audits.labels import Stated, stated_labels
from audits.names import fold
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from inspection.types.portal import Page
from inspection.types.submitted import ListedDocument, RegisterRow

_CONVERSION = re.compile(r"公开属性.*(?:调整|转换|评估|审查|变更)|依申请公开.*转.*主动公开|转为主动公开")
# What teaches how to label shows labels that are not its own.
_ON_LABELS = re.compile("公开属性|源头认定|标注公开|公开方式的?标注")
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
        "in_file": Wording(
            "《{title}》的附件“{file}”标注“{label}”，已在网上公开",
            "请立即下线核查，并报告保密（公开）审查情况；已依法转为主动公开的，请说明并提供依据",
        ),
        "on_request_in_file": Wording(
            "《{title}》的附件“{file}”标注“{label}”，已在网上公开，是否已转为主动公开",
            "请核实公开属性：已转为主动公开的，请说明并更新标注；未转换的，请核查公开审查情况",
        ),
        "in_header": Wording(
            "《{title}》的网页信息要素将公开属性标为“{label}”，文件已在网上公开",
            "请核对原件：网页标错的予以更正；确不应公开的，请立即下线核查并报告公开审查情况",
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
    documents = documents_of(case)
    registered = documents.rows_of_pages(each_once(case.register))
    converted = documents.rows_of_pages(one for one in case.listed_documents if one.kind == "converted")
    for page in case.judged_pages():
        row = registered.get(page.url)
        stated = stated_labels(case, page)
        if stated:
            yield _of_labels(case, page, stated, row, converted.get(page.url), lists, clause)
        elif row is not None and row.attribute in ("on_request", "not_public"):
            yield _of_register(case, page, row, converted.get(page.url), lists, clause)


def _of_labels(
    case: Case,
    page: Page,
    stated: tuple[Stated, ...],
    row: RegisterRow | None,
    converted: ListedDocument | None,
    lists: list[Page],
    clause: str | None,
) -> Answer:
    """What the labels on the page itself and on its files say; what is printed counts before the page's header."""
    strictest = _strictest(stated)
    if strictest is None:
        return unknown(page, "标注的公开属性无法辨认")
    if strictest.kind == "public":
        clashes = row is not None and row.attribute in ("on_request", "not_public") and converted is None
        return unknown(page, "网上标注与公文公开属性登记不一致，须核对原件") if clashes else passed(page)
    if converted is not None:
        return unknown(page, "报送的清单已列为转为主动公开")
    if _ON_LABELS.search(case.title_of(page)):
        return unknown(page, "页面讲的是公开属性的标注，所见标注可能是示例")
    also_public = any(one.kind == "public" for one in stated)
    if also_public and not strictest.printed:
        return unknown(page, "网页信息要素与公文上的标注不一致，须核对原件")
    if strictest.kind == "on_request" and (also_public or _is_named_in(case, page, lists)):
        return unknown(page, "可能已转为主动公开，须对照公开属性调整情况")
    return fail(
        page,
        _wording_of(strictest),
        suspected=True,
        severity=2 if strictest.kind == "on_request" else 1,
        clause=clause,
        title=case.title_of(page),
        label=unbracketed(strictest.text),
        file=strictest.where,
        span=strictest.text,
    )


def _strictest(stated: tuple[Stated, ...]) -> Stated | None:
    """The statement that counts: of those on the document the one that keeps most back, else of those in the header;
    None where what is printed cannot be told."""
    counted = [one for one in stated if one.printed] or list(stated)
    for kind in ("not_public", "on_request"):
        if found := next((one for one in counted if one.kind == kind), None):
            return found
    if any(one.kind is None for one in counted):
        return None
    in_header = next((one for one in stated if one.kind == "not_public"), None)
    return in_header or counted[0]


def _wording_of(label: Stated) -> str:
    if not label.printed:
        return "in_header"
    if label.where:
        return "on_request_in_file" if label.kind == "on_request" else "in_file"
    return "on_request" if label.kind == "on_request" else "not_public"


def _of_register(
    case: Case, page: Page, row: RegisterRow, converted: ListedDocument | None, lists: list[Page], clause: str | None
) -> Answer:
    """What the register says of a page without a label: it is the same document by its number or its whole title."""
    if converted is not None:
        return unknown(page, "报送的清单已列为转为主动公开")
    if row.attribute == "on_request" and _is_named_in(case, page, lists):
        return unknown(page, "可能已转为主动公开，须对照公开属性调整情况")
    wording, severity = ("registered_on_request", 2) if row.attribute == "on_request" else ("registered", 1)
    return fail(
        page, wording, suspected=True, severity=severity, clause=clause, title=case.title_of(page), label=row.label
    )


def _is_named_in(case: Case, page: Page, lists: list[Page]) -> bool:
    """Whether a published list of converted documents names a page."""
    names = [fold(name) for name in (page.doc_number, page.title) if name and len(fold(name)) >= _TELLING]
    return any(name in fold(case.text_of(one)) for one in lists if one.url != page.url for name in names)
