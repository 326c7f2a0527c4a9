"""The ranking of districts: only within one class and one rule pack, as ranges, unfit rounds apart (docs/scores.md)."""

from collections.abc import Sequence

from inspection.types.score import Score
from reports.dashboard.problems import district_page, shown_name
from reports.dashboard.tables import Cell, Column, Table, points
from reports.view import DistrictView, RoundView
from reports.words import told
from reports.writers.score_table import ranks

_COLUMNS = (
    Column("名次"), Column("区"), Column("得分"), Column("最低", "low"), Column("最高", "high"), Column("应公开事项"),
    Column("无法核验"), Column("待核实"), Column("较上批次"), Column("单项否决（待核定）", wide=True),
    Column("重大问题"), Column("说明", wide=True),
)  # fmt: skip
_UNFIT_COLUMNS = (Column("区"), Column("类别"), Column("得分（仅供参考）"), Column("为什么不宜用于评分", wide=True))
_ALONE = "—"


def by_class(view: RoundView) -> list[Table]:
    """A table for every class of districts that are fit for scoring, the best first."""
    districts = {one.district.id: one for one in view.districts}
    fit = {one.district: one for one in _scored(view) if not districts[one.district].unfit}
    places = ranks(fit, lambda one: (districts[one.district].district.kind, one.pack))
    kinds = dict.fromkeys(districts[one.district].district.kind for one in _scored(view) if one.district in fit)
    tables = []
    for number, kind in enumerate(kinds):
        rows = sorted((one for one in fit.values() if districts[one.district].district.kind == kind), key=_best)
        cells = [_ranked(view, districts[one.district], one, places.get(one.district, _ALONE)) for one in rows]
        tables.append(Table(f"ranking-{number + 1}", f"{told(kind)}得分和名次", _COLUMNS, cells, head_at=1))
    return tables


def unfit(view: RoundView) -> Table:
    """Districts whose round says itself that it is not fit for scoring, with the reasons."""
    scored = {one.district: one for one in _scored(view)}
    rows = []
    for district in view.districts:
        if district.unfit:
            one = scored.get(district.district.id)
            rows.append(
                (
                    Cell(shown_name(view, district), link=district_page(district)),
                    Cell(told(district.district.kind)),
                    Cell(points(one.low, one.high) if one else "–"),
                    Cell(told("；".join(district.unfit))),
                )
            )
    return Table("unfit", "本批次不宜用于评分、不参加排名的区", _UNFIT_COLUMNS, rows)


def _scored(view: RoundView) -> Sequence[Score]:
    known = {one.district.id for one in view.districts}
    return [one for one in view.scores if one.level == "district" and one.district in known]


def _best(one: Score) -> tuple[bool, float, float, str]:
    return one.low is None, -(one.high or 0.0), -(one.low or 0.0), one.district


def _ranked(view: RoundView, district: DistrictView, one: Score, place: str) -> tuple[Cell, ...]:
    change = "–" if one.change is None else f"{one.change:+g}（比{one.compared}项）"
    return (
        Cell(place, tone="rank"),
        Cell(shown_name(view, district), link=district_page(district)),
        Cell(points(one.low, one.high)),
        Cell(points(one.low, one.low), one.low),
        Cell(points(one.high, one.high), one.high),
        Cell(str(one.items), one.items),
        Cell(str(one.unverifiable), one.unverifiable, tone="open" if one.unverifiable else ""),
        Cell(str(one.undecided), one.undecided, tone="open" if one.undecided else ""),
        Cell(change),
        Cell(told("；".join(one.vetoes)) or "无"),
        Cell(str(one.red_lines), one.red_lines, tone="bad" if one.red_lines else ""),
        Cell(told(one.reason)),
    )
