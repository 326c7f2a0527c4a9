"""What there is to say of documents that a pack wants to be found on the portal (rules, lists), one answer each."""

from collections.abc import Iterator

from audits.case import Case
from audits.published_directories import listings_searched
from audits.rule import Answer, Wording, fail, passed, unknown
from audits.site_documents import Sought, seek, wanted
from audits.subjects import DistrictAsWhole


def wanted_wordings(demand: str) -> dict[str, Wording]:
    """The wordings of a rule that looks for documents: none was found, none of the year, or none that is new enough."""
    return {
        "missing": Wording("截至{as_of}，未查找到{district}公开的{names}", demand),
        "yearly": Wording("截至{as_of}，未查找到{district}公开的{year}年度{names}", demand),
        "old": Wording("查到的{district}{names}最近一次公布于{newest}，未按期更新", demand),
    }


def document_answers(case: Case, code: str) -> Iterator[Answer]:
    """Of every document that the pack wants of this district under a rule. A fault stays suspected: titles differ."""
    for document in wanted(case, code):
        subject, sought = DistrictAsWhole(case.district.name, document.name), seek(case, document)
        if sought.state == "found":
            yield passed(subject)
        elif sought.state == "unclear":
            yield unknown(subject, sought.reason)
        else:
            yield fail(
                subject,
                _wording(sought),
                suspected=True,
                listings=listings_searched(case),
                clause=document.source.clause,
                as_of=case.as_of,
                district=case.district.name,
                year=sought.year,
                names=document.name,
                newest=sought.day,
            )


def _wording(sought: Sought) -> str:
    if sought.year is not None:
        return "yearly"
    return "old" if sought.state == "old" else "missing"
