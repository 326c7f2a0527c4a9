"""What a round is worth in points, from single items to the district, with how sure that is."""

from dataclasses import dataclass
from typing import Literal

ScoreLevel = Literal["district", "class", "unit", "item"]


@dataclass(frozen=True)
class Score:
    """Points of 100 at one level. `low` and `high` are what they can be at least and at most: what could not be
    verified and what nobody has decided yet counts against the district in `low`, for it in `high`; `points` is set
    where both are equal. All are None where nothing was due.

    `items` are those in the denominator; `unverifiable` and `undecided` count the doubts among them. `deducted` is
    what decided faults took off (after caps). `change` is against the earlier round, on the `compared` items for which
    both rounds are sure. `vetoes` and `red_lines` stand apart: they are in no points. `pack`, `directories` and
    `sample` freeze what it was counted with. `reason` says in Chinese what a person would ask.
    """

    level: ScoreLevel
    round: str
    district: str
    unit_class: str | None
    unit: str | None
    domain: str | None
    level1: str | None
    level2: str | None
    items: int
    points: float | None
    low: float | None
    high: float | None
    deducted: float
    unverifiable: int
    undecided: int
    change: float | None
    compared: int
    vetoes: tuple[str, ...]
    red_lines: int
    reason: str
    pack: str
    directories: str
    sample: str | None = None
