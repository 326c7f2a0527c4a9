"""Which entries the pages of a round answer: by their column where that is sure, else one by one."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from inspection.types.judgement import EntryKey, Match, MatchDecision
from inspection.types.portal import Page
from matchers.candidates import CandidateIndex
from matchers.column_votes import NAMED, TITLED, leaning, says
from matchers.columns import ColumnAnswer, is_news_column, of_every_portal, tells
from matchers.decide import Candidate, Verdict, compare, ranked, verdict
from matchers.folding import fold
from matchers.seen import Said
from matchers.subject import Subject
from matchers.target import Target, Targets

# a page strays from its column only when its title does not speak for it and it leans this far to another, in log odds
_FAR = 3.0
# the share of another's name from which a title plainly names it
_NAMED = 0.5
# the most that is said of a page that was told from the others of its column
_SHARED_MOST = 0.97


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
        self._shared: dict[str, list[Target]] = defaultdict(list)
        self._refused: dict[str, list[ColumnAnswer]] = defaultdict(list)
        for answer in columns:
            if answer.decision == "reject" and answer.decided_by == "person":
                self._refused[answer.column.id].append(answer)
            if answer.shared and answer.decision != "reject":
                self._shared[answer.column.id].append(answer.target)
            elif answer.decision == "accept":
                self._own[answer.column.id].append(answer)

    def answers(self, pages: Sequence[Page]) -> Iterator[PageAnswer]:
        """Every answer, page after page, and the likeliest of the entries it does not answer as `reject`."""
        for page in pages:
            inherited = self._inherited(page)
            # what a page in a sure column says by itself is not to be an echo of the column's name
            subject = self._subject(page, () if inherited else page.column or page.breadcrumb)
            free = ranked(subject, self._index, self._enough(page, inherited))
            if inherited:
                found = self._in_column(page, subject, inherited, free)
            else:
                found = self._in_shared(page, subject, free) or self._alone(page, subject, free)
            yield from self._heard(page, found + _runners_up(page, found, free))

    def _subject(self, page: Page, path: tuple[str, ...]) -> Subject:
        return Subject(
            within=self._targets,
            title=page.title or "",
            path=self._trusted(page, path),
            publisher=page.publisher,
            doc_number=page.doc_number,
            text=page.body[: self._targets.settings.decision.text] if page.state == "ok" else "",
        )

    def _trusted(self, page: Page, path: tuple[str, ...]) -> tuple[str, ...]:
        """The names above a page without those of which a person said that they do not tell its entry: a refused
        column's own name, and the refused entry's where it stands above that. What is above them tells as before."""
        for answer in (one for column in page.columns for one in self._refused.get(column, ())):
            own = answer.column.path
            if path and (path == own[: len(path)] or not page.column):
                name = self._targets.folder.name
                said = {name(own[-1]), answer.target.name}
                path = tuple(part for part in path if name(part) not in said)
        return path

    def _enough(self, page: Page, inherited: Mapping[int, ColumnAnswer]) -> int:
        """As many entries as are looked at: a few beside those of the page's columns."""
        limits = self._targets.settings.decision
        named = len(inherited) + sum(len(self._shared.get(column, ())) for column in page.columns)
        return min(limits.shown + named, limits.candidates)

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
        entry, and the other is answered, or asked about where it is less than plain."""
        settings = self._targets.settings
        within = self._subject(page, page.column or page.breadcrumb)
        other = next((one for one in free if one.target.index not in inherited), None)
        found: list[PageAnswer] = []
        strays: list[Verdict] = []
        for index, answer in sorted(inherited.items()):
            own = compare(within, answer.target, settings)
            stray = "none" if page.note or answer.decided_by != "machine" else self._stray(subject, other, own, free)
            strays.append(stray)
            confidence = round(0.7 * answer.confidence + 0.3 * own.confidence, 4)
            reasons = {"column": answer.confidence, **own.reasons}
            decision: MatchDecision = "accept" if stray == "none" else "review"
            if other is not None and stray != "none":
                reasons |= {"elsewhere": other.confidence, "alone": own.confidence}
            found.append(PageAnswer(page, self._targets.items[index], confidence, decision, "machine", reasons))
        if other is not None and "none" not in strays:
            plain: MatchDecision = "accept" if "accept" in strays else "review"
            found.append(PageAnswer(page, other.target, other.confidence, plain, "machine", other.reasons))
        return found

    def _stray(self, subject: Subject, other: Candidate | None, own: Candidate, free: Sequence[Candidate]) -> Verdict:
        """Whether a page answers another entry than its column's: plainly (`accept`), likely (`review`) or not."""
        settings = self._targets.settings
        if other is None or not free or free[0] is not other or not says(other):
            return "none"
        bare = compare(subject, own.target, settings)
        title, beside = bare.reasons.get("title", 0.0), other.reasons.get("title", 0.0)
        titled = title >= TITLED and beside - title < _NAMED
        if titled or bare.reasons.get("wording", 0.0) >= TITLED or leaning(other) - leaning(bare) < _FAR:
            return "none"
        plain = verdict(subject, free) == "accept" and other.confidence >= settings.column.elsewhere
        if plain and bare.confidence < settings.decision.review:
            return "accept"
        likely = other.confidence >= settings.decision.review and beside >= _NAMED
        return "review" if likely and other.target.domain != own.target.domain else "none"

    def _in_shared(self, page: Page, subject: Subject, free: Sequence[Candidate]) -> list[PageAnswer]:
        """Which of the entries that share the page's column it answers; none where it plainly is something else, or
        where it does not say."""
        shared = {target.index: target for column in page.columns for target in self._shared.get(column, ())}
        if not shared:
            return []
        settings = self._targets.settings
        above = self._subject(page, page.column[:-1])
        compared = sorted(
            (compare(above, target, settings) for _, target in sorted(shared.items())),
            key=lambda one: (-leaning(one), one.target.index),
        )
        first = compared[0]
        outside = next((one for one in free if one.target.index not in shared), None)
        if outside and leaning(outside) - leaning(first) >= _FAR / 2 and says(outside):
            return []
        # a guide asks questions as well: only what names its entry is more than news of it
        if not says(first) or (subject.needs_person and first.reasons.get("title", 0.0) < _NAMED):
            return []
        ahead = leaning(first) - leaning(compared[1]) if len(compared) > 1 else _FAR
        sure = round(min(1 / (1 + math.exp(-ahead)), _SHARED_MOST), 4)
        if sure >= settings.decision.accept and leaning(first) >= 0:
            return [PageAnswer(page, first.target, sure, "accept", "machine", first.reasons)]
        near = [one for one in compared[:3] if leaning(first) - leaning(one) < _FAR / 2]
        return [
            PageAnswer(page, one.target, settings.decision.review, "review", "machine", one.reasons) for one in near
        ]

    def _alone(self, page: Page, subject: Subject, free: Sequence[Candidate]) -> list[PageAnswer]:
        if not free:
            return []
        limits = self._targets.settings.decision
        said = verdict(subject, free)
        if not says(free[0]):
            # where it lies and what sort it is are no words of its own
            said = "review" if said == "accept" else "none"
        if said == "none" or self._is_news(page, subject, free[0]):
            return []
        near = [
            one
            for place, one in enumerate(free[:3])
            if place == 0 or (free[0].evidence - one.evidence < limits.margin and one.confidence >= limits.review)
        ]
        near = near if said == "review" else near[:1]
        return [PageAnswer(page, c.target, c.confidence, said, "machine", c.reasons) for c in near]

    def _is_news(self, page: Page, subject: Subject, first: Candidate) -> bool:
        """Whether a page lies where news lies, or is of a sort that answers nothing and lies where every portal puts
        everything, and does not name the entry: asking a person about each such page would leave every entry open."""
        target, title = first.target, fold(page.title or "")
        # a name that does not tell by itself is meant only behind its domain's
        meant = tells(self._targets, target) or self._targets.folder.name(target.domain) + target.name in title
        if not page.column or (meant and first.reasons.get("title", 0.0) >= NAMED):
            return False
        last = page.column[-1]
        return is_news_column(last) or (subject.needs_person and of_every_portal(self._targets, last))

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
    """At most two entries that the page does not answer, so that it can be said why. Behind an accepted one each is as
    unlikely as that one is sure."""
    taken = {answer.target.index for answer in found}
    accepted = {answer.target.index for answer in found if answer.decision == "accept"}
    left: list[PageAnswer] = []
    most = 1.0
    for one in free:
        if one.target.index in accepted:
            most = min(most, round(1 - one.confidence, 4))
        if one.target.index not in taken:
            left.append(PageAnswer(page, one.target, min(one.confidence, most), "reject", "machine", one.reasons))
    return left[:2]
