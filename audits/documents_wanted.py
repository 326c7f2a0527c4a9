"""What there is to say of documents that a pack wants to be found on the portal (rules, lists), one answer each."""

from collections.abc import Iterator

from audits.case import Case
from audits.front_page import front_page_unread
from audits.published_directories import listings_searched
from audits.rule import Answer, Wording, fail, passed, unknown
from audits.site_documents import seek, wanted
from audits.subjects import DistrictAsWhole


def wanted_wordings(demand: str) -> dict[str, Wording]:
    """The wordings of a rule that looks for documents: none was found, or none that is new enough."""
    return {
        "missing": Wording("截至{as_of}，未查找到{district}公开的{names}", demand),
        "old": Wording("截至{as_of}，查到的{district}{names}均不是近期的", demand),
    }


def document_answers(case: Case, code: str) -> Iterator[Answer]:
    """Of every document that the pack wants of this district under a rule. An absence is claimed only where every list
    and the front pages were read, and stays suspected: titles differ."""
    for document in wanted(case, code):
        subject, sought = DistrictAsWhole(case.district.name, document.name), seek(case, document)
        unread = front_page_unread(case)
        if sought.state == "found":
            yield passed(subject)
        elif sought.state == "unclear" or unread:
            yield unknown(subject, sought.reason or unread or "")
        else:
            yield fail(
                subject,
                sought.state,
                suspected=True,
                listings=listings_searched(case),
                clause=document.source.clause,
                as_of=case.as_of,
                district=case.district.name,
                names=document.name,
            )
