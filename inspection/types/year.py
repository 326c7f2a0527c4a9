"""A year's account: the office's own indicators, and what the year's rounds were worth."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

# first and second are the halves of the year.
Period = Literal["first", "second", "year"]


@dataclass(frozen=True)
class YearMark:
    """What the office gives a district, or one of its units, for an indicator of its own (training, applications …).

    `full` are the points possible; 0 for what is only added (`points` above 0) or taken off (below). `why` says what
    was taken off or added, `basis` the clause, `source` where it can be looked up.
    """

    year: int
    period: Period
    district: str
    unit: str | None
    indicator: str
    full: float
    points: float
    why: str
    basis: str
    source: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What tells a mark from the others of its year."""
        return self.district, self.unit or "", self.indicator, self.period


@dataclass(frozen=True)
class YearChange:
    """A mark as it was recorded on a day from a file; `gone` where it was taken out. `reason` is why it was changed
    after the year was locked ('' before)."""

    mark: YearMark
    recorded_on: date
    file: str
    reason: str
    gone: bool


@dataclass(frozen=True)
class YearRound:
    """What one round was worth for a district or one of its units: points of 100 at least and at most (None: nothing
    was due), and what stands apart. `unfit` says why the round is not fit for scoring; `pack` is the pack's print."""

    round: str
    as_of: date
    district: str
    unit: str | None
    low: float | None
    high: float | None
    vetoes: tuple[str, ...] = ()
    red_lines: int = 0
    unfit: tuple[str, ...] = ()
    pack: str = ""
    sample: str | None = None


@dataclass(frozen=True)
class RoundsCount:
    """How rounds count in a year: which of them, and for how many points."""

    rounds: Literal["latest", "mean", "best"]
    full: int
    clause: str


@dataclass(frozen=True)
class YearLock:
    """A year that was locked: its rounds as they stood then, and how they count (None: the pack did not say)."""

    year: int
    locked_on: date
    who: str
    rounds: tuple[YearRound, ...]
    count: RoundsCount | None


@dataclass(frozen=True)
class AccountLine:
    """One indicator in an account: points at least and at most (None: it has none). What is not `counted` is told and
    in no sum."""

    indicator: str
    full: float
    low: float | None
    high: float | None
    why: str
    basis: str
    source: str
    counted: bool = True


@dataclass(frozen=True)
class Account:
    """The account of a district, or of one of its units, for a year or a half. `full`, `low` and `high` are sums of the
    lines that count; `vetoes` and `red_lines` stand apart, each with its round."""

    year: int
    period: Period
    district: str
    unit: str | None
    lines: tuple[AccountLine, ...]
    full: float
    low: float
    high: float
    vetoes: tuple[str, ...]
    red_lines: tuple[str, ...]
