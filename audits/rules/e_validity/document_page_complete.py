"""E06: a document's page that lacks what it must show, or the text to download."""

from collections.abc import Iterator

from audits.case import Case
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.validity import has_header, is_policy_document
from inspection.openness_values import ValidityDuty
from inspection.types.portal import Page

# The fields of a page by which packs name what must be shown, as officials call them.
_NAMES = {
    "title": "标题", "doc_number": "发文字号", "written": "成文日期", "issued": "印发日期", "published": "发布日期",
    "validity": "有效性", "publisher": "发布机构", "index_number": "索引号", "topic": "主题分类",
}  # fmt: skip
_TEXTS = ("doc", "docx", "wps", "pdf", "ofd", "rtf", "zip", "rar")
_DOWNLOAD = "可下载的文本"


@rule(
    "E06",
    name="文件页面要素不全",
    severity=3,
    mode="A",
    subject="page",
    yields_to=("B04", "D03", "E03"),
    wordings={"incomplete": Wording("《{title}》页面缺少{names}", "请补全页面要素")},
)
def document_page_complete(case: Case) -> Iterator[Answer]:
    """政策文件页面写明标题、发文字号、成文日期、发布日期、有效性和发布机构，并提供可下载的文本，以检查口径列明的为准。

    为什么: 要素齐全，文件才查得到、认得准、用得上。
    怎样整改: 补全页面缺少的要素；没有文号的文件，说明情况。
    依据: 国办发〔2019〕54号；所用检查口径的规定。
    """
    duty = case.pack.validity_duty
    if duty is None or not (duty.fields or duty.download):
        return
    for page in case.judged_pages():
        if is_policy_document(case, page):
            yield _judge(case, duty, page)


def _judge(case: Case, duty: ValidityDuty, page: Page) -> Answer:
    blank = [name for name in duty.fields if not _is_shown(page, name) and not (duty.shown and name == "validity")]
    lacks = [_NAMES.get(name, name) for name in blank]
    if duty.download and (offered := _offers_text(case, page)) is not True:
        if offered is None and not lacks:
            return unknown(page, "页面上的下载链接没有读到，不能认定没有可下载的文本")
        lacks += [_DOWNLOAD] if offered is False else []
    if not lacks:
        return passed(page)
    if blank and not has_header(page):
        return unknown(page, "页面的信息要素表没有读到，不能认定缺少要素")
    return fail(
        page,
        "incomplete",
        # A link that a script makes for a reader is not seen.
        suspected=not blank,
        clause=duty.source.clause,
        title=case.title_of(page),
        names="、".join(lacks),
    )


def _is_shown(page: Page, name: str) -> bool:
    if name == "title":
        return bool(page.title)
    if name == "published":
        return bool(page.published or page.first_published)
    if name == "written":
        return bool(page.written or page.issued)
    return bool(getattr(page, name, True))


def _offers_text(case: Case, page: Page) -> bool | None:
    """Whether a page offers its text as a file; None where its links were not read."""
    if page.attachments or case.attachments_of.get(page.url):
        return True
    facts = case.facts_of(page)
    if facts is None:
        return None
    ends = tuple(f".{kind}" for kind in _TEXTS)
    return any(
        link.url.lower().partition("?")[0].endswith(ends) or "下载" in link.text
        for link in facts.links
        if not link.hidden
    )
