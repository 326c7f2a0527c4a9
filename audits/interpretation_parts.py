"""What an interpretation must speak of by the province's list (F04 in Wuhu, F09 in Qinghai)."""

from collections.abc import Iterator

from audits.case import Case
from audits.interpretations import first_shown, interpretations, is_interpretation, is_told_of_own, plain_address
from audits.parts_found import is_of, missing_parts, unread_beside, whole_text
from audits.rule import Answer, fail, passed, unknown
from inspection.openness_values import PartList
from inspection.types.portal import Page


def judge_parts(case: Case, parts: PartList | None, wording: str) -> Iterator[Answer]:
    """Asks every interpretation of the district's own for the parts of a list; what another interpretation of the same
    document says counts for it too."""
    if parts is None:
        return
    since = parts.source.valid_from
    for page in case.judged_pages():
        shown = first_shown(page)
        if since is not None and (shown is None or shown < since):
            continue
        if is_of(parts, case.title_of(page)) and is_interpretation(case, page) and is_told_of_own(case, page):
            yield _judge(case, parts, page, wording)


def _judge(case: Case, parts: PartList, page: Page, wording: str) -> Answer:
    lacking = missing_parts(parts, whole_text(case, page))
    if not lacking:
        return passed(page)
    if reason := unread_beside(case, page):
        return unknown(page, reason)
    beside = [one for one in _beside(case, page) if one.url != page.url]
    if any(unread_beside(case, one) for one in beside):
        return unknown(page, "同一文件另有解读材料没有全部读取，不能认定缺少要素")
    lacking = missing_parts(parts, whole_text(case, page), *(whole_text(case, one) for one in beside))
    if not lacking:
        return passed(page)
    return fail(
        page,
        wording,
        suspected=True,
        clause=parts.source.clause,
        title=case.title_of(page),
        names="、".join(lacking),
    )


def _beside(case: Case, page: Page) -> Iterator[Page]:
    """The other interpretations whose titles name the same document."""
    found = interpretations(case)
    told = found.at.get(plain_address(page.url))
    names = told.names if told else ()
    others = {one.url: one for name in names for one in found.titled.get(name, ())}
    return (one.page for one in others.values() if one.page is not None and one.page.state == "ok")
