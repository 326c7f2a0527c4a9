"""What a bulletin and the leader's page may tell of a round, counted: confirmed findings, what became of earlier ones,
what was looked at and what could not be.

Only confirmed findings are told. Apart, as numbers alone, stand hints (提示), what a body that is not subordinate is
told by letter, and what of a district's first round is told to that district alone. Personal data and classification
marks are told elsewhere (inspection/telling.py).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from inspection.telling import may_be_told
from inspection.types.judgement import Finding, Unit
from inspection.types.paperwork import EarlierDistrict, Outcome
from inspection.unit_names import unit_names
from reports.addressing import responsible, units_in_force
from reports.first_round import first_round_lines
from reports.view import CONFIRMED, DistrictView, RoundView
from reports.words import told

Stage = Literal["closed", "fixed", "working", "late", "unfixed", "again"]
# Put right, and what is not.
DONE: tuple[Stage, ...] = ("closed", "fixed")
UNFINISHED: tuple[Stage, ...] = ("late", "unfixed", "again")
_HINT = 4
# The page of a finding of these may be one that nobody should be led to.
_NOT_TO_BE_SHOWN = ("D03",)
_PUBLISHED = ("content", "note")
_NOT_DUE = ("not_due", "not_applicable", "waived")


@dataclass(frozen=True)
class Told:
    """One confirmed finding that a bulletin tells, with its unit as it is printed."""

    district: DistrictView
    finding: Finding
    unit: str

    @property
    def put_right(self) -> bool:
        """Whether a recheck found it put right, or it is closed."""
        return self.finding.state in ("fixed", "closed")

    @property
    def withheld(self) -> bool:
        """Whether only those who must put it right are told what and where it is."""
        return self.finding.severity == 1 or self.finding.rule in _NOT_TO_BE_SHOWN


@dataclass(frozen=True)
class Followed:
    """A finding of an earlier notice, and how far it is."""

    district: DistrictView
    outcome: Outcome
    unit: str
    stage: Stage


@dataclass(frozen=True)
class Scope:
    """What was looked at. `first` and `last` are moments (ISO, +08:00), None where no answer is kept; `entries` are
    those that were due, `unverifiable` and `published` among them."""

    columns: int
    pages: int
    entries: int
    unverifiable: int
    published: int
    first: datetime | None
    last: datetime | None

    @property
    def known(self) -> int:
        """Entries that were due and could be judged."""
        return self.entries - self.unverifiable


@dataclass(frozen=True)
class Facts:
    """A round for a bulletin. `hints`, `by_letter` and `alone` are the numbers that stand apart; `waiting` counts what
    nobody has decided, `undecided` what of earlier notices is asked of a person again."""

    told: tuple[Told, ...]
    followed: tuple[Followed, ...]
    scope: Scope
    hints: int
    by_letter: int
    alone: int
    waiting: int
    undecided: int


def facts_of(view: RoundView) -> Facts:
    """Everything a bulletin counts."""
    made: list[Told] = []
    apart: Counter[str] = Counter()
    followed: list[Followed] = []
    undecided = 0
    for district in view.districts:
        units = units_in_force(district.units, view.counted_from)
        made += _told(view, district, units, apart)
        for one in district.outcomes:
            if not _may_stand(one.finding, units):
                continue
            undecided += one.finding.state == "suspected"
            stage = _stage(one)
            if stage is not None:
                followed.append(Followed(district, one, told(responsible(one.finding, units)), stage))
    waiting = sum(len(one.waiting) for one in view.districts)
    return Facts(
        tuple(made), tuple(followed), scope_of(view.districts), apart["hint"], apart["letter"], apart["alone"],
        waiting, undecided,
    )  # fmt: skip


def scope_of(districts: Iterable[DistrictView]) -> Scope:
    """What was looked at in some districts."""
    found = list(districts)
    due = [one.state for district in found for one in district.coverage if one.state not in _NOT_DUE]
    stamps = sorted(
        one.checked_at or one.fetched_at
        for district in found
        for one in district.snapshots
        if one.carried != "not_asked" and (one.checked_at or one.fetched_at)
    )
    return Scope(
        columns=sum(len(one.columns) for one in found),
        pages=sum(page.state == "ok" for one in found for page in one.pages),
        entries=len(due),
        unverifiable=due.count("unverifiable"),
        published=sum(state in _PUBLISHED for state in due),
        first=datetime.fromisoformat(stamps[0]) if stamps else None,
        last=datetime.fromisoformat(stamps[-1]) if stamps else None,
    )


def share_then(one: EarlierDistrict) -> tuple[int, int]:
    """Of an earlier round's district: how many entries were published, of how many that could be judged."""
    known = sum(count for state, count in one.coverage.items() if state not in (*_NOT_DUE, "unverifiable"))
    return sum(one.coverage.get(state, 0) for state in _PUBLISHED), known


def repeated(facts: Facts) -> tuple[Told, ...]:
    """屡查屡犯: what was put right before and is there again."""
    return tuple(one for one in facts.told if one.finding.repeat)


def unfinished(facts: Facts) -> tuple[Followed, ...]:
    """What an earlier notice told of and should have been put right by now, those sent back first."""
    late = [one for one in facts.followed if one.stage in UNFINISHED]
    order = {one.district.district.id: number for number, one in enumerate(facts.followed)}
    return tuple(sorted(late, key=lambda one: (order[one.district.district.id], UNFINISHED.index(one.stage))))


def by_machine_alone(facts: Facts) -> bool:
    """Whether some of what is told was confirmed by the system, as the office lets it."""
    return any(one.finding.confirmed_by == "machine" for one in facts.told)


def addressed_unit(one: Told | Followed, finding: Finding) -> str:
    """District and unit in one, the district's name not twice; the district alone where no unit is named."""
    name = told(one.district.district.name)
    if not one.unit:
        return name
    # several units of one finding: the first stands for them
    first = one.unit.split("、")[0]
    more = "等单位" if len(unit_names(finding.unit)) > 1 else ""
    return f"{first}{more}" if first.startswith(name.removesuffix("管委会")) else f"{name}{first}{more}"


def _told(view: RoundView, district: DistrictView, units: dict[str, Unit], apart: Counter[str]) -> list[Told]:
    """A district's findings for the bulletin; what stands apart is counted."""
    confirmed = [one for one in district.findings if one.state in CONFIRMED and may_be_told(one, "bulletin")]
    own = [one for one in confirmed if _may_stand(one, units)]
    apart["letter"] += len(confirmed) - len(own)
    shown = [one for one in own if one.severity < _HINT]
    apart["hint"] += len(own) - len(shown)
    given = view.pack.first_round
    if district.first and given is not None:
        lines = first_round_lines(shown, given)
        kept = {one.id for line in lines if line.mark == "入通报" for one in line.all}
        apart["alone"] += len(shown) - len(kept)
        shown = [one for one in shown if one.id in kept]
    shown.sort(key=lambda one: (one.severity, one.rule, one.unit or "", one.domain or "", one.id))
    return [Told(district, one, told(responsible(one, units))) for one in shown]


def _may_stand(finding: Finding, units: dict[str, Unit]) -> bool:
    """Whether a bulletin may tell a finding: not where all whom it names are told by letter alone (垂直管理)."""
    if not may_be_told(finding, "bulletin"):
        return False
    names = unit_names(finding.unit)
    kinds = [units[name].kind if name in units else "区属" for name in names]
    return not names or any(kind != "垂直" for kind in kinds)


def _stage(one: Outcome) -> Stage | None:
    """How far a notified finding is; None where it was rejected or waived since, or is asked of a person again."""
    finding = one.finding
    known: dict[str, Stage] = {"closed": "closed", "fixed": "fixed", "unfixed": "unfixed"}
    if finding.state in known:
        return known[finding.state]
    if finding.state in ("suspected", "rejected", "waived"):
        return None
    if finding.state == "confirmed" and finding.repeat:
        return "again"
    return "late" if finding.overdue else "working"


def stages(followed: Iterable[Followed]) -> Counter[Stage]:
    """How many are how far."""
    return Counter(one.stage for one in followed)
