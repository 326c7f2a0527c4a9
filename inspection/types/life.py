"""What becomes of a finding: acts of the office and of those who answer, and the state that follows from them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

# In the order in which a finding meets them (PRACTICE 5.4). What the machine finds again is `reopened`.
Act = Literal[
    "found", "confirm", "confirm_in_part", "reject", "waive",
    "send_draft", "object", "uphold", "withdraw", "reassign",
    "notify", "receive", "extend", "reply", "explain", "fix_in_part",
    "recheck_fixed", "recheck_unfixed", "recheck_unclear", "return", "close", "reopen", "remind",
]  # fmt: skip
Speaker = Literal["machine", "office", "district", "unit", "leader"]


@dataclass(frozen=True)
class LifeEvent:
    """One act in a finding's life; never changed, never deleted. `at` is the day (and hour, where it was given), `who`
    speaks as `speaker`, `reason` says why in Chinese.

    `unit` is whom it was reassigned to, `due` the deadline that a notice or an extension sets (date and hour), `until`
    the end of a waiver, `link` what was handed in, `choice` the reason chosen from the list, `notice` its number;
    `before` and `after` are the snapshots (sha256) that a recheck compared.
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


@dataclass(frozen=True)
class Life:
    """Where a finding stands after its acts. `marks` are Chinese words beside the state (征求意见中、有异议、部分属实、
    部分整改、已延期、屡查屡犯、逾期 …); `repeat` counts how often it came back after it was
    fixed or closed."""

    finding: str
    state: str
    unit: str | None
    due: datetime | None
    repeat: int
    returned: int
    marks: tuple[str, ...]


@dataclass(frozen=True)
class RecheckAnswer:
    """What looking again at a notified finding came to. `before` and `after` are snapshots (sha256) or listings."""

    finding: str
    district: str
    outcome: Literal["fixed", "unfixed", "unclear"]
    reason: str
    looked_at: date
    before: tuple[str, ...]
    after: tuple[str, ...]
