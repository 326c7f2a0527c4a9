"""Which entries the pages of a round answer: by their column where that is sure, else one by one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from inspection.types.judgement import EntryKey, Match, MatchDecision
from inspection.types.portal import Page
from matchers.candidates import CandidateIndex
from matchers.columns import ColumnAnswer
from matchers.decide import Candidate, compare, ranked, verdict
from matchers.seen import Said
from matchers.subject import Subject
from matchers.target import Target, Targets


@dataclass(frozen=True)
class PageAnswer:
    """One entry that a page answers or may answer."""

    page: Page
    target: Target
    confidence: float
    decision: MatchDecision
    decided_by: str
    reasons: Mapping[str, float]

    def as_match(self, district: str) -> Match:
        """The row to write."""
        entry = self.target.entry
        return Match(
            "page", self.page.url, self.page.title or "", district, entry.domain, entry.level1, entry.level2,
            self.confidence, self.decision, self.decided_by, dict(self.reasons),  # type: ignore[arg-type]  # one of three
        )  # fmt: skip


class PageMatcher:
    """Answers page after page, knowing what the columns answer."""

    def __init__(self, targets: Targets, columns: Sequence[ColumnAnswer], said: Said) -> None:
        self._targets = targets
        self._index = CandidateIndex(targets)
        self._said: dict[str, list[tuple[EntryKey, str]]] = defaultdict(list)
        for (kind, subject, key), word in sorted(said.items()):
            if kind == "page":
                self._said[subject].append((key, word))
        self._own: dict[str, list[ColumnAnswer]] = defaultdict(list)
        self._refused = {a.column.id for a in columns if a.decision == "reject" and a.decided_by == "person"}
        for answer in columns:
            if answer.decision == "accept" and not answer.shared:
                self._own[answer.column.id].append(answer)

    def answers(self, pages: Sequence[Page]) -> Iterator[PageAnswer]:
        """Every answer, page after page, and the likeliest of the entries it does not answer as `reject`."""
        for page in pages:
            subject = self._subject(page)
            inherited = self._inherited(page)
            free = ranked(subject, self._index)
            found = self._in_column(page, subject, inherited, free) if inherited else self._alone(page, subject, free)
            yield from self._heard(page, found + _runners_up(page, found, free))

    def _subject(self, page: Page) -> Subject:
        # a column of which a person said that it does not answer its entry proves nothing by its name
        refused = any(column in self._refused for column in page.columns)
        return Subject(
            within=self._targets,
            title=page.title or "",
            path=() if refused else page.column or page.breadcrumb,
            publisher=page.publisher,
            doc_number=page.doc_number,
            text=page.body[: self._targets.settings.decision.text] if page.state == "ok" else "",
        )

    def _inherited(self, page: Page) -> dict[int, ColumnAnswer]:
        found: dict[int, ColumnAnswer] = {}
        for column in page.columns:
            for answer in self._own.get(column, ()):
                known = found.get(answer.target.index)
                if known is None or known.confidence < answer.confidence:
                    found[answer.target.index] = answer
        return found

    def _in_column(
        self, page: Page, subject: Subject, inherited: Mapping[int, ColumnAnswer], free: Sequence[Candidate]
    ) -> list[PageAnswer]:
        """The column's entries, unless the page plainly is something else: then a person is asked about the column's
        entry, and the other is answered."""
        settings = self._targets.settings
        best = free[0] if free and verdict(subject, free) == "accept" else None
        found: list[PageAnswer] = []
        strays = 0
        for index, answer in sorted(inherited.items()):
            own = compare(subject, answer.target, settings)
            stray = (
                best is not None
                and not page.note
                and answer.decided_by == "machine"
                and best.target.index not in inherited
                and best.confidence >= settings.column.elsewhere
                and own.confidence < settings.decision.review
            )
            strays += stray
            confidence = round(0.7 * answer.confidence + 0.3 * own.confidence, 4)
            reasons = {"column": answer.confidence, **own.reasons}
            decision: MatchDecision = "review" if stray else "accept"
            found.append(PageAnswer(page, self._targets.items[index], confidence, decision, "machine", reasons))
        if best is not None and strays:
            found.append(PageAnswer(page, best.target, best.confidence, "accept", "machine", best.reasons))
        return found

    def _alone(self, page: Page, subject: Subject, free: Sequence[Candidate]) -> list[PageAnswer]:
        if not free:
            return []
        margin = self._targets.settings.decision.margin
        said = verdict(subject, free)
        if said == "none":
            return []
        near = [c for c in free[:3] if free[0].evidence - c.evidence < margin] if said == "review" else free[:1]
        return [PageAnswer(page, c.target, c.confidence, said, "machine", c.reasons) for c in near]

    def _heard(self, page: Page, found: list[PageAnswer]) -> list[PageAnswer]:
        """What people said of this page and an entry outranks scores."""
        by_key = {answer.target.entry.key: answer for answer in found}
        for key, word in self._said.get(page.url, ()):
            target = self._targets.by_key.get(key)
            if target is None:
                continue
            confidence = 1.0 if word == "confirm" else by_key[key].confidence if key in by_key else 0.0
            decision: MatchDecision = "accept" if word == "confirm" else "reject"
            reasons = by_key[key].reasons if key in by_key else {}
            by_key[key] = PageAnswer(page, target, confidence, decision, "person", reasons)
        return list(by_key.values())


def _runners_up(page: Page, found: Sequence[PageAnswer], free: Sequence[Candidate]) -> list[PageAnswer]:
    """At most two entries that the page does not answer, so that it can be said why."""
    taken = {answer.target.index for answer in found}
    left = [candidate for candidate in free if candidate.target.index not in taken][:2]
    return [PageAnswer(page, c.target, c.confidence, "reject", "machine", c.reasons) for c in left]
