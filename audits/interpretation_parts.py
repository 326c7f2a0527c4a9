"""What an interpretation must speak of by the province's list (F04 in Wuhu, F09 in Qinghai)."""

from collections.abc import Iterator

from audits.case import Case
from audits.interpretations import (
    Told,
    first_shown,
    interpretations,
    is_interpretation,
    is_told_of_own,
    plain_address,
)
from audits.parts_found import is_of, missing_words, unread_beside, whole_text
from audits.rule import Answer, fail, passed, unknown
from inspection.openness_values import PartList
from inspection.types.portal import Page


def judge_parts(case: Case, parts: PartList | None, wording: str) -> Iterator[Answer]:
    """Asks every interpretation of the district's own for the parts of a list; what another interpretation of the same
    document says counts for it too."""
    if parts is None:
        return
    since = parts.source.valid_from
    asked = _Asked(case, parts)
    for page in case.judged_pages():
        shown = first_shown(page)
        if since is not None and (shown is None or shown < since):
            continue
        if is_of(parts, case.title_of(page)) and is_interpretation(case, page) and is_told_of_own(case, page):
            yield asked.judge(page, wording)


class _Asked:
    """The interpretations of a case beside a list. Texts stay in the store and are dear: each is read once, however
    many interpretations of its document there are."""

    def __init__(self, case: Case, parts: PartList) -> None:
        self._case, self._parts = case, parts
        self._lacking: dict[str, frozenset[str]] = {}

    def judge(self, page: Page, wording: str) -> Answer:
        """What there is to say of one interpretation."""
        if not self._left([page]):
            return passed(page)
        if reason := unread_beside(self._case, page):
            return unknown(page, reason)
        beside = self._beside(page)
        if any(one.page is None or one.page.state != "ok" or unread_beside(self._case, one.page) for one in beside):
            return unknown(page, "同一文件另有解读材料没有全部读取，不能认定缺少要素")
        lacking = self._left([page, *(one.page for one in beside if one.page is not None)])
        if not lacking:
            return passed(page)
        return fail(
            page,
            wording,
            suspected=True,
            clause=self._parts.source.clause,
            title=self._case.title_of(page),
            names="、".join(lacking),
        )

    def _left(self, pages: list[Page]) -> list[str]:
        """The parts of which none of the pages speaks; none where enough of them are there."""
        none_has = frozenset.intersection(*(self._lacks(page) for page in pages))
        enough = self._parts.least and len(self._parts.parts) - len(none_has) >= self._parts.least
        return [] if enough else [name for name in self._parts.parts if name in none_has]

    def _lacks(self, page: Page) -> frozenset[str]:
        known = self._lacking.get(page.url)
        if known is None:
            known = frozenset(missing_words(self._parts.parts, whole_text(self._case, page)))
            self._lacking[page.url] = known
        return known

    def _beside(self, page: Page) -> list[Told]:
        """The other interpretations whose titles name the same document."""
        found = interpretations(self._case)
        told = found.at.get(plain_address(page.url))
        names = told.names if told else ()
        others = {one.url: one for name in names for one in found.titled.get(name, ())}
        return [one for url, one in others.items() if url != page.url]
