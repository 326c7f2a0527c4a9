"""Standard directories: their entries, and what the tables around the entries looked like."""

from dataclasses import dataclass
from typing import Literal

LimitKind = Literal[
    "deadline", "display", "consult", "periodic", "fixed_date", "before_event", "on_request",
    "realtime", "prompt", "permanent", "with", "reference", "unreadable",
]  # fmt: skip
Period = Literal["day", "week", "month", "quarter", "half_year", "year"]
Anchor = Literal["created_or_changed", "obtained", "received", "decided", "approved", "issued", "event"]
Trigger = Literal["standing", "periodic", "event", "on_request", "group", "offline"]


@dataclass(frozen=True)
class Limit:
    """One rule read from a 公开时限 cell; keys that do not apply are None."""

    kind: LimitKind
    n: int | None = None
    unit: Literal["workday", "day", "month"] | None = None
    anchor: Anchor | None = None
    period: Period | None = None
    month: int | None = None
    day: int | None = None
    applies_to: str | None = None


@dataclass(frozen=True)
class Entry:
    """One row of a standard directory: a matter that must be published.

    `domain` is the short name (公共文化服务), levels are without numbering and inner blanks. `file` is relative to the
    workspace, or `baseline`. `cells` is the row's range in the sheet (`A5:L5`). `audience`, `method`, `level` are
    None or empty where the table does not let us know.
    """

    district: str | None
    file: str
    sheet: str | None
    cells: str | None
    seq: str | None
    domain: str
    level1: str | None
    level2: str | None
    level3: str | None
    elements: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    time_limit: str | None = None
    limits: tuple[Limit, ...] = ()
    publisher: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    audience: Literal["public", "group", "both"] | None = None
    method: Literal["proactive", "on_request", "both"] | None = None
    level: tuple[Literal["county", "township", "village"], ...] = ()

    @property
    def key(self) -> tuple[str, str, str]:
        """What names the entry inside a district: domain, first and second level ('' where there is none)."""
        return (self.domain, self.level1 or "", self.level2 or "")


@dataclass(frozen=True)
class DirectoryTable:
    """One table of a directory file as it was understood: its domain and the header words found in it."""

    district: str | None
    file: str
    sheet: str | None
    title: str | None
    domain: str | None
    header: tuple[str, ...]
    rows: int


@dataclass(frozen=True)
class BaselineNote:
    """Where a baseline entry comes from and how sure its name is (`found`, `partial`)."""

    key: tuple[str, str, str]
    confidence: str
    scope: str
    source_kind: str
    source_url: str | None
