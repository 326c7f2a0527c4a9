"""What became of things: the rounds before this one side by side, and the findings that were notified before it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from inspection.telling import may_be_told, rule_may_be_told
from inspection.types.paperwork import Outcome
from inspection.types.score import Score
from reports.dashboard.problems import district_page, shown_name
from reports.dashboard.tables import Cell, Column, Table, added, count, points, share
from reports.view import CONFIRMED, RoundView
from reports.words import told

_NOT_DUE = ("not_due", "not_applicable", "waived")
_PUBLISHED = ("content", "note")
_UNFIT_MARK = "*"


@dataclass(frozen=True)
class _Then:
    """One district in one round: what was confirmed, how its entries stood, its points, whether it was fit."""

    confirmed: int
    coverage: Mapping[str, int]
    score: Score | None
    fit: bool

    @property
    def due(self) -> int:
        return sum(number for state, number in self.coverage.items() if state not in _NOT_DUE)

    def part(self, *states: str) -> int:
        """How many entries are in one of the states."""
        return sum(self.coverage.get(state, 0) for state in states)


def trends(view: RoundView) -> list[Table]:
    """One table for each figure, districts down and rounds across, this round last; none without a round before."""
    if not view.earlier:
        return []
    rounds = _rounds(view)
    return [
        _trend(view, rounds, "confirmed", "属实问题（个）", lambda one: count(one.confirmed)),
        _trend(view, rounds, "published", "已公开占应公开（%）", lambda one: share(one.part(*_PUBLISHED), one.due)),
        _trend(view, rounds, "unread", "无法核验占比（%）", lambda one: share(one.part("unverifiable"), one.due)),
        _trend(view, rounds, "points", "得分（区间）", _points),
    ]


def outcomes(view: RoundView) -> Table:
    """What has become of the findings that were notified in earlier rounds, by district."""
    columns = (
        Column("区"), Column("已下发"), Column("复查通过", "fixed"), Column("已销号", "closed"),
        Column("复查不通过", "unfixed"), Column("已反馈，待复查", "replied"), Column("未反馈", "silent"),
        Column("另作处理", "other"), Column("其中已逾期"), Column("本批次仍发现"), Column("整改率"),
    )  # fmt: skip
    rows = []
    for district in view.districts:
        found = [one for one in district.outcomes if may_be_told(one.finding, "list")]
        if found:
            rows.append((Cell(shown_name(view, district), link=district_page(district)), *_outcome(found)))
    total = added([cells[:-1] for cells in rows], "合计")
    if total:
        numbers = [int(one.number or 0) for one in total[1:]]
        total = (*total, share(numbers[1] + numbers[2], numbers[0] - numbers[6]))
    return Table("outcomes", "往期下发问题的整改情况", columns, rows, total)


def mended(view: RoundView) -> tuple[int, int]:
    """How many of the findings notified before are put right, and of how many that still stand."""
    states = [_stage(o) for one in view.districts for o in one.outcomes if may_be_told(o.finding, "list")]
    return sum(one in ("fixed", "closed") for one in states), sum(one != "other" for one in states)


def _outcome(found: Sequence[Outcome]) -> tuple[Cell, ...]:
    stages = Counter(map(_stage, found))
    put_right = stages["fixed"] + stages["closed"]
    overdue = sum(one.finding.overdue for one in found)
    return (
        count(len(found)),
        *(count(stages[key]) for key in ("fixed", "closed", "unfixed", "replied", "silent", "other")),
        count(overdue, "bad"),
        count(sum(one.seen_again for one in found)),
        share(put_right, len(found) - stages["other"]),
    )


def _stage(one: Outcome) -> str:
    """Where a notified finding stands; `other` was rejected or waived since, and is in no rate."""
    stages = {"notified": "silent", "received": "silent", "confirmed": "silent"}
    state = stages.get(one.finding.state, one.finding.state)
    return state if state in ("fixed", "closed", "unfixed", "replied", "silent") else "other"


def _rounds(view: RoundView) -> dict[str, dict[str, _Then]]:
    """Every round's districts, the oldest first and this one last."""
    found: dict[str, dict[str, _Then]] = {}
    for earlier in view.earlier:
        found[earlier.round] = {
            one.district: _Then(
                sum(number for rule, number in one.findings.items() if rule_may_be_told(rule, "list")),
                one.coverage,
                next((score for score in one.scores if score.level == "district"), None),
                not one.unfit,
            )
            for one in earlier.districts
        }
    scores = {one.district: one for one in view.scores if one.level == "district"}
    found[view.round] = {
        one.district.id: _Then(
            sum(finding.state in CONFIRMED for finding in one.listed),
            Counter(coverage.state for coverage in one.coverage),
            scores.get(one.district.id),
            not one.unfit,
        )
        for one in view.districts
    }
    return found


def _trend(
    view: RoundView, rounds: dict[str, dict[str, _Then]], key: str, caption: str, cell: Callable[[_Then], Cell]
) -> Table:
    rows = []
    for district in view.districts:
        then = [one.get(district.district.id) for one in rounds.values()]
        cells = [_marked(cell(one), one) if one else Cell("–", hint="该批次没有巡查") for one in then]
        rows.append((Cell(shown_name(view, district), link=district_page(district)), *cells))
    columns = (Column("区"), *(Column(told(name)) for name in rounds))
    return Table(f"trend-{key}", caption, columns, rows)


def _marked(cell: Cell, then: _Then) -> Cell:
    return cell if then.fit else Cell(f"{cell.text}{_UNFIT_MARK}", cell.number, hint="该批次不宜用于评分")


def _points(then: _Then) -> Cell:
    return Cell(points(then.score.low, then.score.high)) if then.score else Cell("–")
