"""The ranking that a bulletin tells: by class of districts, only those that are fit for scoring, ranges as ranges.

Who is named among the best or the last is so whatever becomes of the doubts: a district whose place is open is named
at neither end.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from inspection.types.score import Score
from reports.view import DistrictView, RoundView
from reports.words import told
from reports.writers.score_table import ranks


@dataclass(frozen=True)
class Place:
    """One district in its class: `rank` is 1 or 1–3, '' where it is alone; `before` the rank of the round before."""

    district: DistrictView
    score: Score
    rank: str
    before: str

    @property
    def name(self) -> str:
        """The district's name."""
        return told(self.district.district.name)

    @property
    def bounds(self) -> tuple[int, int] | None:
        """The best and the worst place that it can have."""
        if not self.rank:
            return None
        best, _, worst = self.rank.partition("–")
        return int(best), int(worst or best)


@dataclass(frozen=True)
class RankedClass:
    """The districts of one class, the best first."""

    kind: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Ranking:
    """All classes; apart the districts that are not ranked because the round is not fit for scoring them."""

    classes: tuple[RankedClass, ...]
    unfit: tuple[DistrictView, ...]


def ranking_of(view: RoundView) -> Ranking:
    """The ranking of a round."""
    districts = {one.district.id: one for one in view.districts}
    fit = {
        one.district: one
        for one in view.scores
        if one.level == "district" and one.district in districts and not districts[one.district].unfit
    }
    now = _ranks(fit, districts)
    before = _ranks_before(view, districts)
    classes: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for key, score in sorted(fit.items(), key=lambda one: _best(one[1])):
        if score.low is not None:
            place = Place(districts[key], score, now.get(key, ""), before.get(key, ""))
            classes[districts[key].district.kind, score.pack].append(place)
    order = list(dict.fromkeys(one.district.kind for one in view.districts))
    found = sorted(classes.items(), key=lambda one: (order.index(one[0][0]), one[0][1]))
    unfit = tuple(one for one in view.districts if one.unfit)
    return Ranking(tuple(RankedClass(told(kind), tuple(places)) for (kind, _), places in found), unfit)


def ends(ranked: RankedClass, number: int) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """Those that are among the best and the last `number` whatever becomes of the doubts, never more than half."""
    size = len(ranked.places)
    named = min(number, size // 2)
    best = [one for one in ranked.places if one.bounds and one.bounds[1] <= named]
    last = [one for one in ranked.places if one.bounds and one.bounds[0] > size - named]
    return tuple(best), tuple(last)


def points_words(score: Score) -> str:
    """93.5分, or 91.2—94.5分 where doubts leave it open."""
    if score.low is None or score.high is None:
        return ""
    return f"{score.low:g}分" if score.low == score.high else f"{score.low:g}—{score.high:g}分"


def ranking_lines(view: RoundView, ranking: Ranking, *, public: bool) -> list[str]:
    """What the bulletin's text says of the ranking, a line for each class."""
    if not view.scores:
        return []
    if view.settings.ranking == "none":
        return ["本次巡查不作排名，得分情况点对点反馈。"]
    lines = [line for one in ranking.classes if (line := _class_line(view, one, public=public))]
    moved = _moved(ranking, public=public)
    unfit = "、".join(told(one.district.name) for one in ranking.unfit)
    apart = f"{unfit}因本次采集不完整，不宜用于评分，不参加排名。" if unfit else ""
    return [*lines, *filter(None, (moved, apart))]


def rank_rows(view: RoundView, ranking: Ranking, *, public: bool) -> list[dict[str, Any]]:
    """The rows of the table: all districts of each class, or its ends; those that are not ranked last."""
    if view.settings.ranking == "none":
        return []
    rows = []
    for ranked in ranking.classes:
        named = ranked.places
        if view.settings.ranking == "ends":
            best, last = ends(ranked, view.settings.ranking_ends)
            named = (*best, *last)
        rows += [_row(ranked.kind, one) for one in named]
    if not rows:
        return []
    return rows if public else [*rows, *(_unfit_row(one) for one in ranking.unfit)]


def _ranks(scored: Mapping[str, Score], districts: Mapping[str, DistrictView]) -> dict[str, str]:
    return ranks(scored, lambda one: (districts[one.district].district.kind, one.pack))


def _ranks_before(view: RoundView, districts: Mapping[str, DistrictView]) -> dict[str, str]:
    if not view.earlier:
        return {}
    scored = {
        score.district: score
        for one in view.earlier[-1].districts
        for score in one.scores
        if score.level == "district" and one.district in districts and not one.unfit
    }
    return _ranks(scored, districts)


def _best(score: Score) -> tuple[float, float, str]:
    return -(score.high or 0.0), -(score.low or 0.0), score.district


def _class_line(view: RoundView, ranked: RankedClass, *, public: bool) -> str:
    if len(ranked.places) < 2:
        names = _names(ranked.places, public=public)
        return "" if public else f"{names}没有同类别的参加排名，只列得分。"
    number = f"参加排名的{len(ranked.places)}个{ranked.kind}中，"
    if view.settings.ranking == "full":
        return f"{number}名次依次为：{_names(ranked.places, public=public, rank=True)}。"
    best, last = ends(ranked, view.settings.ranking_ends)
    if not best and not last:
        return f"{number}得分区间相互重叠，名次有待核定，本次不列出靠前、靠后名单。"
    said = [f"排名靠前的是{_names(best, public=public)}"] if best else []
    said += [f"排名靠后的是{_names(last, public=public)}"] if last else []
    return f"{number}{'；'.join(said)}。"


def _names(places: Sequence[Place], *, public: bool, rank: bool = False) -> str:
    words = []
    for one in places:
        said = [f"第{one.rank}名"] if rank and one.rank else []
        said += [] if public else [points_words(one.score)]
        words.append(f"{one.name}（{'，'.join(said)}）" if said else one.name)
    return "、".join(words)


def _moved(ranking: Ranking, *, public: bool) -> str:
    """How points moved against the round before, on what both rounds are sure of."""
    changes = [
        (one.score.change, one) for ranked in ranking.classes for one in ranked.places if one.score.change is not None
    ]
    if not changes:
        return ""
    up = sum(change > 0 for change, _ in changes)
    down = sum(change < 0 for change, _ in changes)
    known = (("上升", up), ("下降", down), ("持平", len(changes) - up - down))
    parts = [f"{number}个{words}" for words, number in known if number]
    said = f"与上批次可比事项相比，得分{'、'.join(parts)}"
    most, best = max(changes, key=lambda one: (one[0], one[1].name))
    if public or most <= 0:
        return f"{said}。"
    return f"{said}，上升最多的是{best.name}（{most:+g}分，可比事项{best.score.compared}个）。"


def _row(kind: str, one: Place) -> dict[str, Any]:
    score = one.score
    change = "" if score.change is None else f"{score.change:+g}（可比{score.compared}项）"
    return {
        "kind": kind,
        "rank": one.rank or "—",
        "district": one.name,
        "points": points_words(score),
        "entries": str(score.items),
        "unverifiable": str(score.unverifiable),
        "change": change,
        "before": one.before or "—",
        "note": "",
    }


def _unfit_row(district: DistrictView) -> dict[str, Any]:
    reasons = told("；".join(district.unfit))
    return {
        "kind": told(district.district.kind),
        "rank": "不参加",
        "district": told(district.district.name),
        "points": "",
        "entries": "",
        "unverifiable": "",
        "change": "",
        "before": "",
        "note": f"采集不完整，不宜用于评分：{reasons}",
    }
