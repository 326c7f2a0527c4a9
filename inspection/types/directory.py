"""Standard directories: their entries, and what the tables around the entries looked like."""

from dataclasses import dataclass
from datetime import date
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
    """One table of a directory file as it was understood: its domain and the header words found in it.

    `fields` are the names of what its columns hold (`level1`, `elements`, `time_limit`, `proactive`, `level` …), empty
    where the table had no header of a directory (an export); `cells` is the range from its header to its last row.
    """

    district: str | None
    file: str
    sheet: str | None
    title: str | None
    domain: str | None
    header: tuple[str, ...]
    rows: int
    fields: tuple[str, ...] = ()
    cells: str | None = None


@dataclass(frozen=True)
class DirectoryFile:
    """One directory file as it was read: its bytes' SHA-256 in hexadecimal, how many entries it gave, and how many
    places in it could not be read."""

    district: str | None
    file: str
    sha256: str
    entries: int
    unread: int = 0


@dataclass(frozen=True)
class GuideItem:
    """One row of a national guide as the baseline holds it, or of another place's own list (`scope` = `local`).

    `confidence` is `found` (the whole row was seen) or `partial`; `source_kind` says what it was seen on; `source` is
    an address, or the file that an office imported. Names that end in … were cut in their source.
    """

    domain: str
    level1: str | None
    level2: str | None
    level3: str | None
    elements: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    time_limit: str | None = None
    publisher: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    audience: Literal["public", "group", "both"] | None = None
    method: Literal["proactive", "on_request", "both"] | None = None
    level: tuple[Literal["county", "township", "village"], ...] = ()
    confidence: Literal["found", "partial"] = "found"
    scope: Literal["national", "local"] = "national"
    source_kind: str = ""
    source: str | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """What names the item: domain, first and second level ('' where there is none)."""
        return (self.domain, self.level1 or "", self.level2 or "")

    @property
    def is_cut(self) -> bool:
        """True where a name was cut in its source: never to be compared as an exact name."""
        return any("…" in name for name in (self.level1, self.level2, self.level3) if name)


@dataclass(frozen=True)
class GuideDomain:
    """A domain that has, or had, a national guide. `pilot` marks the 26 of 国办发〔2019〕54号; `completeness` says how
    much of the guide the baseline holds: absence may be claimed only where it is `full`. `aliases` are other names,
    `order` is its place among the guides."""

    name: str
    pilot: bool
    completeness: Literal["partial", "full"]
    aliases: tuple[str, ...] = ()
    order: int = 0


@dataclass(frozen=True)
class DomainDepartment:
    """Who answers for a domain in one city: `bodies` are the city's departments, from `since` to `until` (each None
    where it is not limited). `clause` names the document that says so."""

    city: str
    domain: str
    bodies: tuple[str, ...]
    clause: str
    since: date | None = None
    until: date | None = None
