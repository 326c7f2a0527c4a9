"""Which entries a column answers: by the office's own table, by a person's word, by the names in its path.

Columns carry a real round: a district builds them from its directory, so names are mostly equal after folding. Only
columns that hold something of their own are asked: leaves, and lists with children.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from inspection.types.judgement import ColumnNote, EntryKey, Match, MatchDecision
from inspection.types.portal import Column
from matchers.target import Target, Targets


@dataclass(frozen=True)
class ColumnAnswer:
    """One entry that a column answers or may answer. `shared`: the column is one of a first level with several
    entries, so that its pages must be told apart one by one."""

    column: Column
    target: Target
    confidence: float
    decision: MatchDecision
    shared: bool
    decided_by: str
    reasons: Mapping[str, float]

    def as_match(self, district: str) -> Match:
        """The row to write."""
        entry = self.target.entry
        return Match(
            "column", self.column.id, " > ".join(self.column.path), district, entry.domain, entry.level1, entry.level2,
            self.confidence, self.decision, self.decided_by, dict(self.reasons),  # type: ignore[arg-type]  # one of three
        )  # fmt: skip


class ColumnMatcher:
    """Answers for all columns of one district at once, because a shared column only answers what has none of its
    own."""

    def __init__(self, targets: Targets) -> None:
        self._targets = targets
        self._limits = targets.settings.column
        self._by_name: dict[str, list[Target]] = defaultdict(list)
        self._by_level1: dict[str, list[Target]] = defaultdict(list)
        for target in targets.items:
            self._by_name[target.name].append(target)
            if target.level1:
                self._by_level1[target.level1].append(target)
        self._names = list(self._by_name)

    def answers(
        self, columns: Sequence[Column], notes: Sequence[ColumnNote], said: Mapping[tuple[str, str, EntryKey], str]
    ) -> list[ColumnAnswer]:
        """Every answer, in the order of the columns and of the directory. `said` are people's words on matches by
        (kind, subject, entry): `confirm` or `reject`; they and the office's table outrank names."""
        asked = [column for column in columns if column.leaf or column.kind != "node"]
        noted = {column.id: self._noted(column, notes) for column in asked}
        found: list[ColumnAnswer] = []
        for column in asked:
            found += noted[column.id] or self._by_path(column)
        found = [_heard(answer, said) for answer in found + self._resolved(columns, found)]
        known = {("column", answer.column.id, answer.target.entry.key) for answer in found}
        by_id = {column.id: column for column in asked}
        for kind_subject_key, word in sorted(said.items()):
            kind, subject, key = kind_subject_key
            if kind == "column" and word == "confirm" and kind_subject_key not in known:
                target, column_ = self._targets.by_key.get(key), by_id.get(subject)
                if target and column_:
                    found.append(ColumnAnswer(column_, target, 1.0, "accept", False, "person", {}))
        own = {answer.target.index for answer in found if answer.decision == "accept" and not answer.shared}
        kept = [answer for answer in found if not (answer.shared and answer.target.index in own)]
        return sorted(kept, key=lambda answer: (answer.column.portal, answer.column.order, answer.target.index))

    def _noted(self, column: Column, notes: Sequence[ColumnNote]) -> list[ColumnAnswer]:
        """What columns.csv says: a note with a first level or a domain only answers each of their entries."""
        found: dict[int, ColumnAnswer] = {}
        for note in notes:
            if note.domain and same_path(self._targets, note.column, column.path):
                named = [target for target in self._targets.items if _names(self._targets, note, target)]
                for target in named:
                    shared = len(named) > 1 and note.level2 is None
                    found[target.index] = ColumnAnswer(column, target, 1.0, "accept", shared, "mapping", {})
        return list(found.values())

    def _resolved(self, columns: Sequence[Column], found: Sequence[ColumnAnswer]) -> list[ColumnAnswer]:
        """What link-out columns answer is answered by the column of this portal that they lead to."""
        at = {column.url: column for column in columns if column.kind != "link_out"}
        known = {(answer.column.id, answer.target.index) for answer in found}
        moved = [
            replace(answer, column=at[answer.column.url])
            for answer in found
            if answer.column.kind == "link_out" and answer.column.url in at
        ]
        return [answer for answer in moved if (answer.column.id, answer.target.index) not in known]

    def _by_path(self, column: Column) -> list[ColumnAnswer]:
        """By the column's own name; where that says nothing (a year, a unit), by the nearest name above it that is an
        entry's."""
        folder = self._targets.folder
        folded = [folder.name(part) for part in column.path]
        told = [not folder.is_frame(part) for part in column.path]
        if not folded:
            return []
        found: list[ColumnAnswer] = []
        for depth in range(len(folded), 0, -1):
            above = [name for name, tells in zip(folded[: depth - 1], told, strict=False) if tells]
            certain = self._limits.below ** (len(folded) - depth)
            found = self._graded(column, self._by_name.get(folded[depth - 1], []), above, certain)
            if depth == len(folded):
                found = self._own_name(column, folded[-1], above, found)
            if found:
                return found
        return []

    def _own_name(self, column: Column, last: str, above: list[str], by_name: list[ColumnAnswer]) -> list[ColumnAnswer]:
        """What the deepest name says: an entry's name, a first level with its entries, or a name much like one."""
        if any(answer.decision == "accept" for answer in by_name):
            return by_name
        level1 = [t for t in self._by_level1.get(last, []) if self._in_domain(t, above) and t.level2]
        if level1:
            alone = len(level1) == 1
            return [self._answer(column, t, self._limits.domain, shared=not alone) for t in level1]
        return by_name or self._alike(column, last, above)

    def _alike(self, column: Column, last: str, above: list[str]) -> list[ColumnAnswer]:
        """Names that differ in wording only."""
        like = process.extract(last, self._names, scorer=fuzz.ratio, score_cutoff=70, limit=5)
        found: list[ColumnAnswer] = []
        for name, ratio, _ in like:
            share = 1.0 if ratio >= self._limits.alike else ratio / 100 * 0.9
            found += self._graded(column, self._by_name[name], above, ratio / 100 * share)
        if any(answer.decision == "accept" for answer in found):
            best = max(answer.confidence for answer in found)
            found = [answer for answer in found if answer.confidence == best]
        return found

    def _graded(self, column: Column, named: list[Target], above: list[str], alike: float) -> list[ColumnAnswer]:
        """Entries of one name, graded by what the columns above say of domain and first level.

        Of several entries of one name those whose first level or domain is named leave the others behind; what is then
        still ambiguous goes to a person.
        """
        graded = [(self._grade(target, above), target) for target in named]
        best = max((grade for grade, _ in graded), default=0.0)
        top = [target for grade, target in graded if grade == best]
        if best <= 0:
            return []
        confidence = round(best * alike, 4)
        if len(top) > 1:
            confidence = min(confidence, self._limits.accept - 0.05)
        return [self._answer(column, target, confidence) for target in top]

    def _grade(self, target: Target, above: list[str]) -> float:
        limits = self._limits
        domain = self._in_domain(target, above)
        level1 = bool(target.level1) and target.level1 in above
        telling = len(target.name) >= limits.specific and not self._targets.folder.is_general(target.name)
        other = not domain and any(
            self._targets.is_domain(name, known) for name in above for known in self._targets.domains
        )
        if domain:
            nested = level1 or target.level1 in ("", target.name) or not target.level2
            nested = nested or target.level1 == self._targets.folder.name(target.domain)
            return limits.exact if nested else limits.domain
        if other:
            return limits.review if level1 else 0.0
        if level1:
            return limits.level1
        return limits.unique if telling else limits.review

    def _in_domain(self, target: Target, above: list[str]) -> bool:
        return any(self._targets.is_domain(name, target.domain) for name in above)

    def _answer(self, column: Column, target: Target, confidence: float, *, shared: bool = False) -> ColumnAnswer:
        limits = self._limits
        decision: MatchDecision = (
            "accept" if confidence >= limits.accept else "review" if confidence >= limits.review else "reject"
        )
        return ColumnAnswer(column, target, confidence, decision, shared, "machine", {"path": confidence})


def same_path(targets: Targets, written: Sequence[str], path: Sequence[str]) -> bool:
    """Whether a path of columns.csv is a column's: equal after folding, or its end from the second name on."""
    first = [name for name in (targets.folder.name(part) for part in written) if name]
    second = [name for name in (targets.folder.name(part) for part in path) if name]
    shorter, longer = sorted((first, second), key=len)
    return first == second or (len(shorter) >= 2 and longer[-len(shorter) :] == shorter)


def _names(targets: Targets, note: ColumnNote, target: Target) -> bool:
    folder = targets.folder
    if note.domain is None or folder.name(note.domain) != folder.name(target.entry.domain):
        return False
    return all(
        given is None or folder.name(given) == folded
        for given, folded in ((note.level1, target.level1), (note.level2, target.level2))
    )


def _heard(answer: ColumnAnswer, said: Mapping[tuple[str, str, EntryKey], str]) -> ColumnAnswer:
    word = said.get(("column", answer.column.id, answer.target.entry.key))
    if word == "confirm":
        return replace(answer, confidence=1.0, decision="accept", decided_by="person")
    return replace(answer, decision="reject", decided_by="person") if word == "reject" else answer
