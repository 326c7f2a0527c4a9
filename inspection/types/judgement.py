"""What is made of what was seen: matches, coverage, answers of rules, findings, and what people said of them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from inspection.types.directory import Trigger

MatchDecision = Literal["accept", "review", "reject"]
CoverageState = Literal[
    "content", "note", "blank", "missing", "withdrawn", "unverifiable", "waived", "not_due", "not_applicable"
]
FindingState = Literal[
    "suspected", "confirmed", "rejected", "waived", "notified", "received", "replied", "fixed", "unfixed", "closed"
]
EntryKey = tuple[str, str, str]


@dataclass(frozen=True)
class Match:
    """A page or a column that answers an entry, with a confidence of 0..1 and the score of every scorer that could say.

    `subject` is the page's address or the column's id; `decided_by` is `machine`, `person` or `mapping` (columns.csv).
    """

    kind: Literal["page", "column"]
    subject: str
    title: str
    district: str
    domain: str
    level1: str | None
    level2: str | None
    confidence: float
    decision: MatchDecision
    decided_by: Literal["machine", "person", "mapping"] = "machine"
    reasons: dict[str, float] = field(default_factory=dict)

    @property
    def key(self) -> EntryKey:
        """The entry answered: domain, first and second level."""
        return (self.domain, self.level1 or "", self.level2 or "")


@dataclass(frozen=True)
class MatchWord:
    """What a person said of one match: this page or column does, or does not, answer this entry.

    `subject` is the page's address or the column's id when it was said; `title`, `path` and `digest` (marks of the
    text, see `matchers/remembered.py`) let it be found again after a new address, a new title or a new tree. `source`
    is `decision` (`xuncha decide`, the console) or `mapping` (a directory–column table that came back). A rejection
    with subject '' speaks of every column: the district says that its portal has none for the entry (尚无栏目).
    """

    kind: Literal["page", "column"]
    subject: str
    district: str
    domain: str
    level1: str
    level2: str
    word: Literal["confirm", "reject"]
    title: str
    path: tuple[str, ...]
    digest: str
    reason: str
    decided_on: date
    round: str
    source: Literal["decision", "mapping"] = "decision"

    @property
    def key(self) -> EntryKey:
        """The entry spoken of: domain, first and second level."""
        return (self.domain, self.level1, self.level2)


@dataclass(frozen=True)
class NearMiss:
    """Where an entry that was not found may still be, for a person to look at. `subject` is a page's address or a
    column's id, `url` what to open, `reason` one Chinese clause, `confidence` 0..1."""

    kind: Literal["renamed_column", "other_column", "own_site", "withdrawn", "likely_page"]
    subject: str
    title: str
    url: str
    confidence: float
    reason: str


@dataclass(frozen=True)
class Coverage:
    """What is known of one entry in one round. `columns` are the ids of the columns that answer it; `listings` the
    ids of all listings that were searched, or that hid it when `unverifiable`; `pages` counts the pages that answer
    it; `near` says where an entry that was not found may still be, the likeliest first."""

    round: str
    district: str
    domain: str
    level1: str | None
    level2: str | None
    unit: str | None
    trigger: Trigger
    state: CoverageState
    pages: int
    newest: date | None
    confidence: float | None
    columns: tuple[str, ...]
    reason: str
    listings: tuple[str, ...] = ()
    near: tuple[NearMiss, ...] = ()

    @property
    def key(self) -> EntryKey:
        """The entry: domain, first and second level."""
        return (self.domain, self.level1 or "", self.level2 or "")


@dataclass(frozen=True)
class WorkdayRange:
    """A number of working days; `least` and `most` differ where a schedule is not yet known."""

    least: int
    most: int


@dataclass(frozen=True)
class Evidence:
    """A snapshot behind a finding, or (`listing` set) a listing of the round that proves absence."""

    url: str | None = None
    fetched_at: str | None = None
    status: int | None = None
    sha256: str | None = None
    warc: str | None = None
    offset: int | None = None
    listing: str | None = None


@dataclass(frozen=True)
class Finding:
    """One thing that one rule says is wrong. `identity` names the fault independently of addresses; `id` is what the
    memory gives for it. The life of a finding (`state` after a decision, due, first_round, overdue, repeat) is joined
    at export. `suspected_only` marks a fault that only a person may call one (系统提示); `place` is where the thing
    stands in a file that was handed in (file, sheet, cells); `span` the words of the page that raised it, masked.

    `charge` is what exactly is said, apart from days that pass: a decision on one charge is none on another. With the
    life come `marks`, Chinese words beside the state (有异议，待答复 …), and `due_at`, the deadline with its hour.
    `unit` holds several names with 、 between them where several bodies answer (inspection/unit_names.py)."""

    id: str
    identity: str
    round: str
    district: str
    unit: str | None
    domain: str | None
    level1: str | None
    level2: str | None
    column: tuple[str, ...] | None
    rule: str
    rule_name: str
    mode: Literal["A", "B", "C"]
    severity: int
    state: FindingState
    title: str | None
    url: str
    message: str
    demand: str
    basis: str
    found_on: date
    evidence: tuple[Evidence, ...]
    kind: Literal["fix", "explain"] = "fix"
    confirmed_by: str | None = None
    due: date | None = None
    first_round: str | None = None
    overdue: bool = False
    repeat: int = 0
    suspected_only: bool = False
    place: str | None = None
    charge: str = ""
    marks: tuple[str, ...] = ()
    due_at: datetime | None = None
    span: str | None = None


@dataclass(frozen=True)
class Decision:
    """What a person said of a finding; the newest one of a finding counts. `until` ends a waiver; `charge` is what it
    was said of, None where it holds whatever the charge."""

    finding: str
    identity: str
    kind: Literal["confirm", "reject", "waive"]
    reason: str
    until: date | None
    decided_on: date
    round: str
    charge: str | None = None


@dataclass(frozen=True)
class Waiver:
    """An agreed exception (报备、不涉及本项业务) of an entry or of a rule on a column; None matches everything."""

    district: str
    domain: str | None
    level1: str | None
    level2: str | None
    column: tuple[str, ...] | None
    rule: str | None
    kind: Literal["报备", "不涉及"]
    reason: str
    since: date | None
    until: date


@dataclass(frozen=True)
class Unit:
    """A body that must publish. `kind` is its class in the office's words."""

    district: str
    name: str
    short: str | None
    kind: Literal["区属", "派出", "垂直", "公共企事业", "镇街", "市直"]
    superior: str | None
    since: date | None
    until: date | None
    contact: str | None


@dataclass(frozen=True)
class ColumnNote:
    """What the office knows of a column (columns.csv): its keeper, how often it must be new, the entry it answers.

    `limit_days` is in calendar days (一周 7, 一月 31, 一季 92, 半年 183, 一年 366 come as `period`).
    """

    district: str
    column: tuple[str, ...]
    unit: str | None
    period: Literal["day", "week", "month", "quarter", "half_year", "year"] | None
    limit_days: int | None
    domain: str | None
    level1: str | None
    level2: str | None
