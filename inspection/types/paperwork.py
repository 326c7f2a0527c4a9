"""What papers are written from beside a round's own rows: rules in words, what went out before, what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from inspection.types.judgement import EntryKey, Finding
from inspection.types.score import Score

NoticeKind = Literal["notice", "letter"]


@dataclass(frozen=True)
class RuleText:
    """One rule in the words that people read: the requirement, why, how it is put right, its clauses. `group` is the
    letter of its code, `group_name` the kind of problem (信息加载 …); `version` is a digest of its wording."""

    code: str
    name: str
    group: str
    group_name: str
    severity: int
    mode: Literal["A", "B", "C"]
    requirement: str
    why: str
    cure: str
    basis: str
    version: str


@dataclass(frozen=True)
class IssuedNotice:
    """One notice, letter or slip that the office issued; recorded once, under a number of its own that is never given
    again. `number` is the internal one, `official` the 发文字号 given outside (None until it is known). `title` as
    printed. `addressee` is who was written to, `unit` the unit of a notice for one unit alone, `copy_to` who got a
    copy. `dues` are the deadlines by finding. `reissue_of` is the number that this one replaces (重发), `reason` why.
    """

    number: str
    kind: NoticeKind
    title: str
    round: str
    district: str
    addressee: str
    unit: str | None
    copy_to: str | None
    issued_at: datetime
    findings: tuple[str, ...]
    dues: Mapping[str, datetime] = field(default_factory=dict)
    official: str | None = None
    reissue_of: str | None = None
    reason: str = ""


@dataclass(frozen=True)
class Outcome:
    """What has become of a finding that was notified in an earlier round: the finding as it stands now (its state,
    marks, deadline), when and under which number it was notified, whether this round found it again."""

    finding: Finding
    notified_at: datetime
    notice: str | None
    seen_again: bool


@dataclass(frozen=True)
class EarlierDistrict:
    """One district in an earlier round. `findings` counts, by rule, what somebody confirmed; `coverage` entries by
    state; `scores` are those of the district and its units, as they were then; `unfit` says why it was not fit for
    scoring."""

    district: str
    as_of: date
    findings: Mapping[str, int]
    coverage: Mapping[str, int]
    scores: tuple[Score, ...] = ()
    unfit: tuple[str, ...] = ()


@dataclass(frozen=True)
class EarlierRound:
    """An earlier round, for month-on-month and trends."""

    round: str
    as_of: date
    districts: tuple[EarlierDistrict, ...]


@dataclass(frozen=True)
class ItemChanges:
    """How a district's matters differ from those of its round before: `renamed` (old, new), `added` and `gone`."""

    renamed: tuple[tuple[EntryKey, EntryKey], ...] = ()
    added: tuple[EntryKey, ...] = ()
    gone: tuple[EntryKey, ...] = ()
