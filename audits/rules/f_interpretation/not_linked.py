"""F03: an interpretation and its document that do not lead to one another."""

from collections.abc import Iterator

from audits.case import Case
from audits.documents import printed_name
from audits.interpretations import (
    column_addresses,
    interpretations,
    is_called_one,
    is_told_of_own,
    originals,
    plain_address,
)
from audits.names import fold
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.titles import document_names, even
from inspection.types.portal import Page

_DEMAND = "请在政策原文和解读材料的页面上建立双向关联链接"


@rule(
    "F03",
    name="解读与原文未关联",
    severity=3,
    mode="A",
    subject="page",
    yields_to=("B04", "B10"),
    wordings={
        "neither": Wording("《{title}》与政策原文{document}未相互关联", _DEMAND),
        "to_document": Wording("《{title}》页面未关联政策原文{document}", _DEMAND),
        "to_interpretation": Wording("政策原文{document}页面未关联解读《{title}》", _DEMAND),
    },
)
def not_linked(case: Case) -> Iterator[Answer]:
    """政策原文的页面能进入解读材料，解读材料的页面能进入政策原文。

    为什么: 看文件的找得到解读，看解读的找得到文件。
    怎样整改: 在两个页面上建立双向关联链接。
    依据: 国办发〔2017〕47号《政府网站发展指引》；所用检查口径的规定。
    """
    for page in case.judged_pages():
        if is_called_one(case, page) and is_told_of_own(case, page):
            documents = originals(case, page)
            if documents:
                yield _judge(case, page, documents)


def _judge(case: Case, page: Page, documents: tuple[Page, ...]) -> Answer:
    facts = [case.facts_of(one) for one in (page, *documents)]
    if any(one is None for one in facts):
        return unknown(page, "页面上的关联链接没有读到，不能认定未关联")
    there = any(_leads_to(case, page, document) for document in documents)
    told = [
        one.page
        for document in documents
        for one in interpretations(case).by_title(case.title_of(document))
        if one.page is not None
    ]
    back = any(_leads_to(case, document, one) or _names_one(case, document) for document in documents for one in told)
    if there and back:
        return passed(page)
    wording = "neither" if not there and not back else "to_interpretation" if there else "to_document"
    document = documents[0]
    return fail(
        page,
        wording,
        # A box of related pages may be filled by a script, which we do not run everywhere.
        suspected=True,
        title=case.title_of(page),
        document=printed_name(document.doc_number, case.title_of(document)),
    )


def _leads_to(case: Case, page: Page, other: Page) -> bool:
    """Whether a page shows a link to another, by its address or under its title."""
    facts = case.facts_of(page)
    names = document_names(case.title_of(other))
    shown = [link for link in (facts.links if facts else ()) if not link.hidden]
    return any(
        plain_address(link.url) == plain_address(other.url) or any(name in fold(link.text) for name in names)
        for link in shown
    )


def _names_one(case: Case, document: Page) -> bool:
    """Whether a document's page shows a link that is called an interpretation and is no way into a column."""
    facts, columns = case.facts_of(document), column_addresses(case)
    given = case.pack.part_lists.get("interpretation")
    words = [even(word) for word in given.titles] if given else []
    links = [
        link for link in (facts.links if facts else ()) if not link.hidden and plain_address(link.url) not in columns
    ]
    return any(word in even(link.text) for link in links for word in words)
