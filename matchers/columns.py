"""Which entries a column answers: by the office's own table, by a person's word, by the names in its path.

Columns carry a real round: a district builds them from its directory, so names are mostly equal after folding. Only
columns that hold something of their own are asked: leaves, and lists with children.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from inspection.types.judgement import ColumnNote, EntryKey, Match, MatchDecision
from inspection.types.portal import Column
from matchers.folding import fold, fold_title
from matchers.subject import Subject
from matchers.target import Target, Targets

# the end of a column's name that is a body's
_BODY = re.compile(r"(?:局|委|委员会|办|办公室|厅|中心|大队|院|馆|站)$")

# what joins two names in one, and the characters from which the beginning of a name means it
_JOINT = re.compile(r"[、和与及]|以及")
_BEGUN = 4
_NEWS = re.compile(
    r"(?:工作|部门|政务|基层|镇街|乡镇|本地|本区|本县|图片|视频|今日|综合|行业|最新)?(?:动态|要闻|新闻|快讯|资讯)(?:中心|报道|信息)?"
)


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
        self._by_both: dict[str, list[Target]] = defaultdict(list)
        self._by_short: dict[str, list[Target]] = defaultdict(list)
        for target in targets.items:
            if target.level2 and target.level1 != target.name:
                self._by_both[target.level1 + target.name].append(target)
            short = target.name.removeprefix(targets.folder.name(target.domain))
            if short != target.name and len(short) >= self._limits.specific:
                self._by_short[short].append(target)
        self._domains_of: dict[str, tuple[str, ...]] = {}
        self._near_of: dict[tuple[tuple[str, ...], bool], list[Target]] = {}

    def answers(
        self, columns: Sequence[Column], notes: Sequence[ColumnNote], said: Mapping[tuple[str, str, EntryKey], str]
    ) -> list[ColumnAnswer]:
        """Every answer, in the order of the columns and of the directory. `said` are people's words on matches by
        (kind, subject, entry): `confirm` or `reject`; they and the office's table outrank names."""
        asked = [column for column in columns if column.leaf or column.kind != "node"]
        at_end: dict[str, list[ColumnNote]] = defaultdict(list)
        for note in notes:
            at_end[path_end(self._targets, note.column)].append(note)
        noted = {column.id: self._noted(column, at_end) for column in asked}
        found: list[ColumnAnswer] = []
        # an entry that the office's table gives no column stays in question where its own name stands
        settled = {answer.target.index for own in noted.values() for answer in own}
        elsewhere = {answer.target.index for given in noted.values() for answer in given if not answer.shared}
        for column in asked:
            named = self._by_path(column)
            if given := noted[column.id]:
                left = [a for a in named if a.decision == "accept" and a.target.index not in settled]
                found += given + [self._asked(answer) for answer in left]
            else:
                found += [
                    self._asked(a) if a.decision == "accept" and a.target.index in elsewhere else a for a in named
                ]
        found = [_heard(answer, said) for answer in self._resolved(columns, found)]
        known = {("column", answer.column.id, answer.target.entry.key) for answer in found}
        by_id = {column.id: column for column in asked}
        for kind_subject_key, word in sorted(said.items()):
            kind, subject, key = kind_subject_key
            if kind == "column" and word == "confirm" and kind_subject_key not in known:
                target, column_ = self._targets.by_key.get(key), by_id.get(subject)
                if target and column_:
                    found.append(ColumnAnswer(column_, target, 1.0, "accept", False, "person", {}))
        own = {answer.target.index for answer in found if answer.decision == "accept" and not answer.shared}
        kept = [
            answer for answer in found if not (answer.shared and answer.target.index in own) or self._stated(answer)
        ]
        return sorted(kept, key=lambda answer: (answer.column.portal, answer.column.order, answer.target.index))

    def _stated(self, answer: ColumnAnswer) -> bool:
        """Whether the office's table puts an entry into a column that every portal has, beside one of its own."""
        return answer.decided_by == "mapping" and of_every_portal(self._targets, answer.column.path[-1])

    def _asked(self, answer: ColumnAnswer) -> ColumnAnswer:
        """What its name says, as a question, where the office's table gives the column another entry or the entry
        another column: that this one is empty or quiet is no fault of the entry any more."""
        sure = min(answer.confidence, round(self._limits.accept - 0.05, 4))
        return replace(answer, confidence=sure, decision="review", shared=False)

    def _noted(self, column: Column, at_end: Mapping[str, Sequence[ColumnNote]]) -> list[ColumnAnswer]:
        """What columns.csv says (its rows by the ends of their paths): a note with a first level or a domain only
        answers each of their entries. In a column that every portal has the pages are told apart all the same."""
        found: dict[int, ColumnAnswer] = {}
        folder = self._targets.folder
        for note in at_end.get(path_end(self._targets, column.path), ()):
            if note.domain and same_path(self._targets, note.column, column.path):
                wanted = folder.name(note.domain)
                of_domain = (kept for name, kept in self._targets.of_domain.items() if folder.name(name) == wanted)
                near = sorted((target for kept in of_domain for target in kept), key=lambda target: target.index)
                named = [target for target in near if _names(self._targets, note, target)]
                # in a column that every portal has (通知公告) the entry's pages stand among others: each is asked
                beside = of_every_portal(self._targets, column.path[-1])
                for target in named:
                    shared = beside or (len(named) > 1 and note.level2 is None)
                    found[target.index] = ColumnAnswer(column, target, 1.0, "accept", shared, "mapping", {})
        return list(found.values())

    def _resolved(self, columns: Sequence[Column], found: Sequence[ColumnAnswer]) -> list[ColumnAnswer]:
        """The answers; what link-out columns answer is answered by the column of this portal that they lead to,
        whatever that is called."""
        at = {column.url: column for column in columns if column.kind != "link_out"}
        moved = [
            replace(answer, column=at[answer.column.url])
            for answer in found
            if answer.column.kind == "link_out" and answer.column.url in at
        ]
        surer = {(answer.column.id, answer.target.index): answer for answer in moved}
        kept = [
            answer
            for answer in found
            if (there := surer.get((answer.column.id, answer.target.index))) is None
            or answer.confidence >= there.confidence
        ]
        known = {(answer.column.id, answer.target.index) for answer in kept}
        return kept + [answer for key, answer in surer.items() if key not in known]

    def _by_path(self, column: Column) -> list[ColumnAnswer]:
        """By the column's own name; where that says nothing (a year, a unit), by the nearest name above it that is an
        entry's; else what the name hints at, for a person."""
        folder = self._targets.folder
        folded = [folder.name(part) for part in column.path]
        told = [not folder.is_frame(part) for part in column.path]
        if not folded:
            return []
        doubtful: list[ColumnAnswer] = []
        for depth in range(len(folded), 0, -1):
            above = [name for name, tells in zip(folded[: depth - 1], told, strict=False) if tells]
            certain = self._limits.below ** (len(folded) - depth)
            found = self._graded(column, self._by_name.get(folded[depth - 1], []), above, certain)
            if depth == len(folded):
                found = self._own_name(column, folded[-1], above, found)
            if any(answer.decision != "reject" for answer in found):
                return found
            doubtful = doubtful or found
        above = [name for name, tells in zip(folded[:-1], told, strict=False) if tells]
        hinted = self._hinted(column, folded[-1], above) if told[-1] else []
        return hinted or doubtful

    def _own_name(self, column: Column, last: str, above: list[str], by_name: list[ColumnAnswer]) -> list[ColumnAnswer]:
        """What the deepest name says: an entry's name, a first level with its entries, both in one, two entries in one
        word (预决算), or a name much like one."""
        if any(answer.decision == "accept" for answer in by_name):
            return by_name
        level1 = [t for t in self._by_level1.get(last, []) if t.level2 and self._tells_level1(t, above)]
        if level1:
            alone = len(level1) == 1 and self._in_domain(level1[0], above)
            return [self._answer(column, t, self._limits.domain, shared=not alone) for t in level1]
        both = self._by_both.get(last, [])
        if both:
            return self._graded(column, both, [*above, both[0].level1], 1.0)
        short = [target for target in self._by_short.get(last, []) if self._in_domain(target, above)]
        if len(short) == 1:
            return [self._answer(column, short[0], self._limits.level1)]
        return by_name or self._parts(column, last, above) or self._alike(column, last, above)

    def _tells_level1(self, target: Target, above: list[str]) -> bool:
        if self._in_domain(target, above):
            return True
        return self._kept(target, above) is True and not self._targets.folder.is_general(target.level1)

    def _parts(self, column: Column, last: str, above: list[str]) -> list[ColumnAnswer]:
        """Entries of which each has a part of the name: they share the column."""
        for word, parts in self._targets.settings.names.both:
            if word in last:
                named = [self._by_name.get(last.replace(word, part), []) for part in parts]
                found = [answer for targets in named for answer in self._graded(column, targets, above, 1.0)]
                if all(named) and all(answer.decision == "accept" for answer in found):
                    return [replace(answer, shared=True) for answer in found]
        near = self._near(above)
        if any(target.level1 in above for target in near):
            near = [target for target in near if target.level1 in above]
        for joint in _JOINT.finditer(column.path[-1]):
            written = (column.path[-1][: joint.start()], column.path[-1][joint.end() :])
            halves = [self._half(half, near) for half in written]
            if all(halves) and halves[0] is not halves[1]:
                return [self._answer(column, half, self._limits.domain, shared=True) for half in halves if half]
        return []

    def _half(self, written: str, near: Sequence[Target]) -> Target | None:
        """The one entry near by that a part of a name means: its name or the beginning of it, brackets and all."""
        name, head = self._targets.folder.name(written), fold(written)
        whole = [target for target in near if target.name == name]
        begun = [t for t in near if len(name) >= _BEGUN and t.name.startswith(name)]
        begun = begun or [t for t in near if len(head) >= _BEGUN and fold(t.written).startswith(head)]
        found = whole or begun
        return found[0] if len(found) == 1 else None

    def _alike(self, column: Column, last: str, above: list[str]) -> list[ColumnAnswer]:
        """Names that differ in words that say nothing are the same; a single telling character (预公告, 公告) makes
        another of it, and then a person is asked."""
        like = process.extract(last, self._names, scorer=fuzz.ratio, score_cutoff=70, limit=5)
        sure = self._limits.accept - 0.05
        found: list[ColumnAnswer] = []
        for name, ratio, _ in like:
            same = self._without_empty(name) == self._without_empty(last)
            share = 1.0 if same else ratio / 100 * (1.0 if ratio >= self._limits.alike else ratio / 100 * 0.9)
            graded = self._graded(column, self._by_name[name], above, share)
            found += graded if same else [self._answer(column, a.target, min(a.confidence, sure)) for a in graded]
        if any(answer.decision == "accept" for answer in found):
            best = max(answer.confidence for answer in found)
            return [answer for answer in found if answer.confidence == best]
        likely = [answer for answer in found if answer.decision != "reject"]
        known = {answer.target.index for answer in likely}
        hints = self._hinted(column, last, above) if likely else []
        return likely + [answer for answer in hints if answer.target.index not in known] or found

    def _without_empty(self, name: str) -> str:
        for word in self._targets.settings.names.empty:
            name = name.replace(word, "")
        return name

    def _hinted(self, column: Column, last: str, above: list[str]) -> list[ColumnAnswer]:
        """At most four entries of the domain above (or of the department's) that hold the name, are held by it, or are
        usually spoken of in its words."""
        near = self._near(above, by_department=True)
        general = self._targets.folder.is_general(last) or len(last) < 3
        holding = [t for t in near if len(t.name) >= 3 and (last in t.name or t.name in last)] if not general else []
        if not holding and near:
            subject = Subject(self._targets, last, (), None, None, "")
            found = subject.wordings
            holding = [t for t in near if any(found.get(number, 0.0) >= 0.9 for number in t.wordings)]
        if len(holding) > 4:
            return []
        return [self._answer(column, target, self._limits.review) for target in holding]

    def _graded(self, column: Column, named: list[Target], above: list[str], alike: float) -> list[ColumnAnswer]:
        """Entries of one name, graded by what the columns above say of domain and first level.

        Of several entries of one name those whose first level or domain is named leave the others behind, then those
        written alike to the letter; what is still ambiguous goes to a person.
        """
        graded = [(self._grade(target, above), target) for target in named]
        best = max((grade for grade, _ in graded), default=0.0)
        top = [target for grade, target in graded if grade == best]
        if best <= 0:
            return []
        if len(top) > 1:
            written = [target for target in top if fold_title(target.written) == fold_title(column.path[-1])]
            top = written if len(written) == 1 else top
        confidence = round(best * alike, 4)
        if len(top) > 1:
            confidence = min(confidence, round(self._limits.accept - 0.05, 4))
        return [self._answer(column, target, confidence) for target in top]

    def _grade(self, target: Target, above: list[str]) -> float:
        limits = self._limits
        domain = self._in_domain(target, above)
        level1 = bool(target.level1) and target.level1 in above
        telling = tells(self._targets, target)
        other = not domain and any(
            self._targets.is_domain(name, known) for name in above for known in self._targets.domains
        )
        if domain:
            nested = level1 or target.level1 in ("", target.name) or not target.level2
            nested = nested or target.level1 == self._targets.folder.name(target.domain)
            return limits.exact if nested else limits.domain
        if other:
            return limits.review if level1 else 0.0
        if self._kept(target, above) is False:
            # departments are merged and renamed: only a name of its own is worth a look
            return limits.review if level1 or telling else 0.0
        if level1:
            return limits.level1
        return limits.unique if telling else limits.review

    def _near(self, above: list[str], *, by_department: bool = False) -> list[Target]:
        """The entries of the domains that names above a column name, or whose departments keep them; found once for
        all columns below the same names."""
        key = (tuple(above), by_department)
        if key not in self._near_of:
            self._near_of[key] = [
                target
                for target in self._targets.items
                if self._in_domain(target, above) or (by_department and self._kept(target, above) is True)
            ]
        return self._near_of[key]

    def _in_domain(self, target: Target, above: list[str]) -> bool:
        return any(self._targets.is_domain(name, target.domain) for name in above)

    def _kept(self, target: Target, above: list[str]) -> bool | None:
        """Whether a department among the names above keeps the entry's domain; None when none is named, when it is no
        known one, or where every department keeps the domain (预决算)."""
        standard = self._targets.domain_words(target.domain)
        kept = [domain for name in above for domain in self._keepers(name)]
        if not kept or standard is None or standard in self._targets.settings.everybody:
            return None
        return standard in kept

    def _keepers(self, name: str) -> tuple[str, ...]:
        if name not in self._domains_of:
            found = [d.name for d in self._targets.settings.domains if d.departments.search(name)]
            self._domains_of[name] = tuple(found) if _BODY.search(name) else ()
        return self._domains_of[name]

    def _answer(self, column: Column, target: Target, confidence: float, *, shared: bool = False) -> ColumnAnswer:
        limits = self._limits
        decision: MatchDecision = (
            "accept" if confidence >= limits.accept else "review" if confidence >= limits.review else "reject"
        )
        return ColumnAnswer(column, target, confidence, decision, shared, "machine", {"path": confidence})


def path_end(targets: Targets, path: Sequence[str]) -> str:
    """The last name of a path that says anything, folded: paths that are the same (see `same_path`) have the same."""
    return next((name for part in reversed(path) if (name := targets.folder.name(part))), "")


def tells(targets: Targets, target: Target) -> bool:
    """Whether an entry's name means it wherever it is read: a short one, or one that every domain has, does not."""
    return len(target.name) >= targets.settings.column.specific and not targets.folder.is_general(target.name)


def joined(name: str, target: Target) -> bool:
    """Whether a column's name is made of several (A、B; A及B), apart from what joins words in the entry's own."""
    beside = (name[max(one.start() - 1, 0) : one.end() + 1] for one in _JOINT.finditer(name))
    return any(part not in target.written for part in beside)


def is_news_column(name: str) -> bool:
    """Whether a column's name is one that portals give to their news (工作动态, 部门要闻)."""
    return _NEWS.fullmatch(fold(name)) is not None


def of_every_portal(targets: Targets, name: str) -> bool:
    """Whether a column's name is one of a frame or of news, which every portal has and no entry asks for."""
    return targets.folder.is_frame(name) or is_news_column(name)


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
