"""What a domain came to in each district of a round: its entries counted, its points, and the grade they propose.

The points are the mean of those of the domain's items that are due (docs/scores.md), at least and at most: doubts make
the grade a range too. A district whose round is not fit for scoring gets none. The pack says which points make which
grade; the department that answers for the domain gives the grade itself.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from inspection.openness_values import Grade
from inspection.types.directory import DomainDepartment
from inspection.types.judgement import Coverage, CoverageState, Finding
from inspection.types.score import Score
from reports.view import CONFIRMED, DistrictView, RoundView

_FIT_FOR_NONE = "本批次不宜用于评分，不提出等级"
_NOTHING_DUE = "本领域没有应公开而可计分的事项，不提出等级"
_NO_GRADES = "检查口径没有规定等级标准，不提出等级"


@dataclass(frozen=True)
class DomainOfDistrict:
    """One domain in one district. `low` and `high` are its points (None: it has none), `due` counts the items in them;
    `grade` is what they propose ('' where nothing is proposed, `reason` says why)."""

    district: DistrictView
    coverage: tuple[Coverage, ...]
    confirmed: tuple[Finding, ...]
    waiting: tuple[Finding, ...]
    due: int
    low: float | None
    high: float | None
    grade: str
    reason: str

    def count(self, *states: CoverageState) -> int:
        """How many entries are in these states."""
        return sum(one.state in states for one in self.coverage)

    @property
    def put_right(self) -> int:
        """How many confirmed problems were put right since."""
        return sum(one.state in ("fixed", "closed") for one in self.confirmed)

    @property
    def unverifiable(self) -> tuple[Coverage, ...]:
        """The entries that could not be verified."""
        return tuple(one for one in self.coverage if one.state == "unverifiable")


def domains_of(view: RoundView) -> dict[str, tuple[DomainOfDistrict, ...]]:
    """Every domain of which a district of the round has entries or problems, with all of those districts."""
    names = {one.domain for district in view.districts for one in district.coverage}
    names |= {one.domain for district in view.districts for one in district.listed if one.domain}
    items = _items(view.scores)
    made = {}
    for name in sorted(names):
        each = [
            _of_district(view, district, name, items.get((district.district.id, name), ()))
            for district in view.districts
        ]
        made[name] = tuple(one for one in each if one.coverage or one.confirmed or one.waiting)
    return {name: each for name, each in made.items() if each}


def departments_of(view: RoundView, domain: str) -> tuple[str, ...]:
    """Who answers for a domain in the city on the day of the round; nobody where that is not known."""
    return in_charge(view.departments, domain, view.as_of)


def in_charge(departments: Iterable[DomainDepartment], domain: str, on: date) -> tuple[str, ...]:
    """The departments that answer for a domain on a day, each once."""
    held = [
        one
        for one in departments
        if one.domain == domain and (one.since is None or one.since <= on) and (one.until is None or on <= one.until)
    ]
    return tuple(dict.fromkeys(body for one in held for body in one.bodies))


def grade_words(grades: Mapping[str, Grade], low: float, high: float) -> str:
    """The grade of points, or from which to which they leave it open; '' where the pack knows no grades."""
    ordered = sorted(grades.values(), key=lambda one: one.from_points)
    if not ordered:
        return ""
    least, most = (_grade_of(ordered, points) for points in (low, high))
    return most if least == most else f"{least}至{most}"


def _grade_of(ordered: Sequence[Grade], points: float) -> str:
    reached = [one for one in ordered if one.from_points <= points]
    return (reached[-1] if reached else ordered[0]).name


def _items(scores: Iterable[Score]) -> dict[tuple[str, str], list[Score]]:
    found: dict[tuple[str, str], list[Score]] = {}
    for one in scores:
        if one.level == "item" and one.low is not None:
            found.setdefault((one.district, one.domain or ""), []).append(one)
    return found


def _of_district(view: RoundView, district: DistrictView, name: str, items: Sequence[Score]) -> DomainOfDistrict:
    low = high = None
    if items:
        low, high = (round(math.fsum(points) / len(items), 2) for points in _points(items))
    grade = ""
    if district.unfit:
        reason = _FIT_FOR_NONE + "：" + "；".join(district.unfit)
    elif low is None or high is None:
        reason = _NOTHING_DUE
    else:
        grade = grade_words(view.pack.grades, low, high)
        reason = "" if grade else _NO_GRADES
    found = [one for one in district.listed if one.domain == name]
    return DomainOfDistrict(
        district,
        tuple(one for one in district.coverage if one.domain == name),
        tuple(one for one in found if one.state in CONFIRMED),
        tuple(one for one in found if one.state == "suspected"),
        len(items),
        None if district.unfit else low,
        None if district.unfit else high,
        grade,
        reason,
    )


def _points(items: Sequence[Score]) -> tuple[list[float], list[float]]:
    return [one.low or 0.0 for one in items], [one.high or 0.0 for one in items]
