"""What becomes of a finding: acts of the office and of those who answer, and the state that follows from them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from inspection.types.judgement import FindingState

# In the order in which a finding meets them (PRACTICE 5.4). What the machine finds again is `reopened`.
Act = Literal[
    "found", "confirm", "confirm_in_part", "reject", "waive",
    "send_draft", "agree", "object", "uphold", "withdraw", "reassign",
    "notify", "receive", "extend", "reply", "explain", "fix_in_part",
    "recheck_fixed", "recheck_unfixed", "recheck_unclear", "return", "close", "reopen", "remind", "undo",
]  # fmt: skip
Speaker = Literal["machine", "office", "district", "unit", "leader"]


@dataclass(frozen=True)
class LifeEvent:
    """One act in a finding's life; never changed, never deleted. `at` is the day (and hour, where it was given), `who`
    speaks as `speaker`, `reason` says why in Chinese.

    `unit` is whom it was reassigned to, `due` the deadline that a notice or an extension sets (date and hour), `until`
    the end of a waiver, `link` what was handed in, `choice` the reason chosen from the list, `notice` its number;
    `before` and `after` are the snapshots (sha256) that a recheck compared. `at` is in China time, midnight where only
    the day is known. `charge` is what was said of the finding when it was decided on (None: whatever is said); `undoes`
    is the number of the act that an undo takes back.
    """

    finding: str
    seq: int
    act: Act
    at: datetime
    speaker: Speaker
    who: str
    reason: str
    round: str
    unit: str | None = None
    due: datetime | None = None
    until: date | None = None
    link: str | None = None
    choice: str | None = None
    notice: str | None = None
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    charge: str | None = None
    undoes: int | None = None


@dataclass(frozen=True)
class Sighting:
    """What the machine said of a finding in one round: its state then, who had confirmed it, what exactly was said
    (`charge`, '' in rounds of earlier versions), and whose it was. `lasting` is what happened once and can only be
    explained: every later round sees it too, and it has not come back."""

    finding: str
    round: str
    as_of: date
    state: FindingState
    confirmed_by: str | None
    charge: str
    unit: str | None
    url: str
    lasting: bool = False


@dataclass(frozen=True)
class Life:
    """Where a finding stands after its acts. `marks` are Chinese words beside the state (征求意见中、有异议、部分属实、
    部分整改、已延期、屡查屡犯、逾期 …); `repeat` counts how often it came back after it was
    fixed or closed. `due` is the deadline in force (China time), `overdue` whether it passed without an answer."""

    finding: str
    state: FindingState
    unit: str | None
    due: datetime | None
    repeat: int
    returned: int
    marks: tuple[str, ...]
    confirmed_by: str | None = None
    overdue: bool = False
    first_round: str | None = None


@dataclass(frozen=True)
class NotifiedFinding:
    """A finding that was notified and is not put right yet: what a recheck looks at. `round` is the latest one that
    found it, whose store holds the finding; `link` is what was handed in to show that it was put right."""

    finding: str
    identity: str
    district: str
    rule: str
    round: str
    url: str
    state: FindingState
    due: datetime | None
    link: str | None


@dataclass(frozen=True)
class RecheckAnswer:
    """What looking again at a notified finding came to; `explain` of one that is not looked at: what happened cannot be
    put right, only explained. `before` and `after` are snapshots (sha256) or listings."""

    finding: str
    district: str
    outcome: Literal["fixed", "unfixed", "unclear", "explain"]
    reason: str
    looked_at: date
    before: tuple[str, ...]
    after: tuple[str, ...]
