"""What a recheck says of each notified finding: put right, not put right, or cannot tell, and what shows it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from audits.case import Case
from audits.identity import identities
from audits.round import gather
from audits.rule import Answer, all_rules
from console.recheck_addresses import Reopened
from crawler.requests import identity
from inspection.round_store import RoundStore
from inspection.types.judgement import Coverage, Finding
from inspection.types.life import RecheckAnswer
from inspection.types.portal import Listing, Page, Snapshot

_GONE = ("gone", "soft_404")
# An entry that was not there may now be in a column without anything in it.
_NOT_THERE = {"missing": "仍未查找到", "blank": "已设置栏目，但仍为空白栏目"}
_OF_ENTRY = ("B02", "B03")
_TAKEN_DOWN = 1
_SHOWN = 8


@dataclass(frozen=True)
class _Verdict:
    """What was said of one fault, and in which words."""

    outcome: str
    reason: str


def answers_of(
    before: RoundStore,
    after: RoundStore,
    findings: Iterable[Finding],
    links: Mapping[str, str | None],
    opened: Mapping[str, Reopened],
    looked_on: date,
) -> list[RecheckAnswer]:
    """An answer for every finding, in their order. `links` are what was handed in to show that they were put right,
    `opened` what the pages' own addresses answered, by their identity."""
    looked = _Looked(before, after, opened)
    return [looked.answer(finding, links.get(finding.id), looked_on) for finding in findings]


class _Looked:
    """The recheck's store beside that of its round."""

    def __init__(self, before: RoundStore, after: RoundStore, opened: Mapping[str, Reopened]) -> None:
        self._before, self._opened = before, opened
        self._case: Case = gather(after)
        self._found = {finding.identity: finding for finding in after.read(Finding)}
        self._given: dict[str, dict[str, Answer]] = {}
        self._pages = {identity(page.url): page for page in self._case.pages}
        self._listings = {listing.id: listing for listing in self._case.listings}
        self._listed_before = {listing.id: listing for listing in before.each(Listing)}
        self._hash_before = {one.id: one.sha256 for one in before.each(Snapshot)}
        self._hash_after = {one.id: one.sha256 for one in self._case.snapshots}

    def answer(self, finding: Finding, link: str | None, looked_on: date) -> RecheckAnswer:
        """What can be said of one finding today."""
        verdict = self._verdict(finding)
        reason = verdict.reason
        if verdict.outcome != "fixed" and link and not self._shows(link):
            reason += f"；反馈的链接 {link} 不在所查栏目的列表中，请打开核对"
        return RecheckAnswer(
            finding.id, finding.district, verdict.outcome, reason, looked_on,  # type: ignore[arg-type]  # one of the three
            self._shown_before(finding), self._shown_after(finding),
        )  # fmt: skip

    def _verdict(self, finding: Finding) -> _Verdict:
        if finding.mode == "C" or finding.rule.startswith("A"):
            return _Verdict("unclear", "属材料或目录文件的问题，请核对补报的材料；下一批次读取后重新判断")
        if again := self._found.get(finding.identity):
            return _Verdict("unfixed", again.message)
        if finding.rule in _OF_ENTRY:
            return self._of_entry(finding)
        answers = self._answers(finding.rule)
        page = self._page(finding)
        # a page that could not be read has none of the marks by which it is known once it can be
        given = answers.get(finding.identity) or (answers.get(page.url) if page else None)
        if given is None:
            return self._vanished(finding)
        if given.verdict == "pass":
            return _Verdict("fixed", "复查时已符合要求")
        if given.verdict == "fail":
            return _Verdict("unfixed", "复查时仍不符合要求")
        return _Verdict("unclear", f"复查时无法判定：{given.reason}")

    def _of_entry(self, finding: Finding) -> _Verdict:
        key = (finding.domain or "", finding.level1 or "", finding.level2 or "")
        found: Coverage | None = self._case.coverage_of.get(key)
        if found is None:
            return _Verdict("unclear", "目录中已没有这一事项，请人工核对")
        if found.state in _NOT_THERE:
            return _Verdict("unfixed", _NOT_THERE[found.state])
        if found.state == "content":
            return _Verdict("fixed", "复查时已查到公开内容")
        if found.state == "note":
            return _Verdict("unclear", "复查时栏目中是情况说明，是否认可请人工核对")
        return _Verdict("unclear", f"复查时无法判定：{found.reason or found.state}")

    def _vanished(self, finding: Finding) -> _Verdict:
        """A page or column that the rule does not meet any more."""
        page = self._page(finding)
        if page is not None and page.state not in ("ok", *_GONE):
            return _Verdict("unclear", "复查时页面没有读到，无法判定")
        if finding.column is None or finding.title is None:
            return _Verdict("unclear", "复查时没有遇到该对象，请人工核对")
        # taken down is what leaks are to be, and what may hide a fault of another kind
        if finding.severity == _TAKEN_DOWN and (page is None or page.state in _GONE):
            own = self._own_address(finding)
            if own.state == "open":
                return _Verdict("unfixed", "页面已不在列表中，但原网址仍能打开")
            if own.state == "unclear":
                return _Verdict("unclear", "页面已不在列表中，原网址这次没有打开，无法判定是否撤下")
            if self._lists_read(finding):
                return _Verdict("fixed", "复查时页面已撤下，列表中也不再有")
        return _Verdict("unclear", "复查时页面或栏目已撤下或改动，是否另行公开请人工核对")

    def _own_address(self, finding: Finding) -> Reopened:
        try:
            return self._opened.get(identity(finding.url)) or Reopened("unclear")
        except ValueError:
            return Reopened("unclear")

    def _lists_read(self, finding: Finding) -> bool:
        """Whether the lists that showed a page were read to their end again."""
        page, lists = self._before.page(finding.url), self._lists_of(finding)
        whole = all(listing.state == "complete" for listing in lists)
        return page is not None and len(lists) == len(page.columns) and whole

    def _lists_of(self, finding: Finding) -> list[Listing]:
        """The lists that showed a page, as they are now."""
        page = self._before.page(finding.url)
        of = {listing.column: listing for listing in self._case.listings}
        return [of[one] for one in page.columns if one in of] if page else []

    def _answers(self, code: str) -> dict[str, Answer]:
        """What a rule says now, by the identity of the fault, of pages also by address; the worst of several."""
        if code not in self._given:
            named = identities(self._case)
            rule = next((rule for rule in all_rules() if rule.code == code), None)
            order = {"pass": 0, "unknown": 1, "fail": 2}
            found: dict[str, Answer] = {}
            for answer in rule.ask(self._case) if rule else ():
                keys = [named(code, answer.subject)]
                keys += [answer.subject.url] if isinstance(answer.subject, Page) else []
                for key in keys:
                    if key not in found or order[answer.verdict] > order[found[key].verdict]:
                        found[key] = answer
            self._given[code] = found
        return self._given[code]

    def _page(self, finding: Finding) -> Page | None:
        try:
            return self._pages.get(identity(finding.url))
        except ValueError:
            return None

    def _shows(self, link: str) -> bool:
        try:
            return identity(link) in self._pages
        except ValueError:
            return False

    def _shown_before(self, finding: Finding) -> tuple[str, ...]:
        found: list[str] = []
        for evidence in finding.evidence:
            if evidence.listing is not None and evidence.listing in self._listed_before:
                found += [self._hash_before[one] for one in self._listed_before[evidence.listing].snapshots]
            elif evidence.sha256:
                found.append(evidence.sha256)
        return tuple(dict.fromkeys(found))[:_SHOWN]

    def _shown_after(self, finding: Finding) -> tuple[str, ...]:
        found = self._answering(finding) if finding.rule in _OF_ENTRY else []
        again = self._found.get(finding.identity, finding)
        if page := self._page(finding):
            found += [page.sha256] if page.sha256 else []
        elif again is not finding:
            found += [one.sha256 for one in again.evidence if one.sha256]
        for evidence in again.evidence:
            if evidence.listing in self._listings:
                found += [self._hash_after[one] for one in self._listings[evidence.listing].snapshots]
        if not found:
            found += self._without_the_page(finding)
        return tuple(dict.fromkeys(found))[:_SHOWN]

    def _without_the_page(self, finding: Finding) -> list[str]:
        """What is seen where a page is not met any more: the answer of its address, and the lists that showed it."""
        own = self._own_address(finding).sha256
        lists = [one for listing in self._lists_of(finding) for one in listing.snapshots]
        return [*([own] if own else []), *(self._hash_after[one] for one in lists)]

    def _answering(self, finding: Finding) -> list[str]:
        """The pages that answer an entry now."""
        key = (finding.domain or "", finding.level1 or "", finding.level2 or "")
        accepted = [m for m in self._case.matches if m.key == key and m.decision == "accept" and m.kind == "page"]
        pages = [self._pages.get(identity(match.subject)) for match in accepted]
        return [page.sha256 for page in pages if page and page.sha256]
