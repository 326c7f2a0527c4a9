"""What a half-year or year of rounds came to: counts of confirmed problems, and how each round stood."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from inspection.types.judgement import Finding
from inspection.types.life import Life
from inspection.types.office import District
from inspection.types.paperwork import EarlierDistrict


@dataclass(frozen=True)
class KindCount:
    """Problems of one rule, confirmed ones alone, over a period. `found` were met in a round of it, `brought` were
    notified before it and open at its beginning; `notified` and `put_right` in it; at its end `unfinished` are notified
    and not put right, `overdue` of them late; `repeat` came back after they had been put right."""

    found: int = 0
    brought: int = 0
    notified: int = 0
    put_right: int = 0
    unfinished: int = 0
    overdue: int = 0
    repeat: int = 0

    def __add__(self, other: "KindCount") -> "KindCount":
        return KindCount(
            self.found + other.found, self.brought + other.brought, self.notified + other.notified,
            self.put_right + other.put_right, self.unfinished + other.unfinished, self.overdue + other.overdue,
            self.repeat + other.repeat,
        )  # fmt: skip


@dataclass(frozen=True)
class LeftOver:
    """Where a problem that is not put right stood at the end of a period, and by which notice it was told, when."""

    life: Life
    notice: str | None
    notified_at: datetime | None


@dataclass(frozen=True)
class PeriodWork:
    """One district's period as the memory knows it. `kinds` counts by rule; what is handled by telephone alone is in
    none of them. `left` is what is notified and not put right at its end, by id; `notices` and `letters` count papers
    that went out, `waiting` what nobody has decided on yet."""

    kinds: Mapping[str, KindCount] = field(default_factory=dict)
    left: Mapping[str, LeftOver] = field(default_factory=dict)
    notices: int = 0
    letters: int = 0
    waiting: int = 0


@dataclass(frozen=True)
class RoundOfPeriod:
    """One round of a district; `stood` is what it came to by what is known now (None: its store is gone)."""

    name: str
    as_of: date
    stood: EarlierDistrict | None


@dataclass(frozen=True)
class Unfinished:
    """A problem that was notified and is not put right at the end of a period."""

    finding: Finding
    notice: str | None
    notified_at: datetime | None


@dataclass(frozen=True)
class DistrictPeriod:
    """One district over a period: its rounds, the oldest first, its counts, and what is left of it (`lost` counts what
    is left besides and of which no round holds the text any more)."""

    district: District
    rounds: tuple[RoundOfPeriod, ...]
    work: PeriodWork
    left: tuple[Unfinished, ...] = ()
    lost: int = 0
