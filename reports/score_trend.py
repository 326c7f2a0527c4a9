"""The sheets of a score table that look back: the round before beside this one, items that changed, a year's course.

Points of different rounds are compared on the items alone of which both rounds are sure; a round that is not fit for
scoring is compared with none, and stands in no line of the course.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from inspection.types.judgement import EntryKey
from inspection.types.paperwork import EarlierDistrict, EarlierRound
from inspection.types.score import Score
from reports.sheets import Cell, Chart, Table
from reports.view import DistrictView, RoundView
from reports.words import day, round_words, told

MONTH_COLUMNS = (
    ("级别", 7), ("区", 13), ("责任单位", 24), ("上批次", 14), ("上批次最低", 10), ("上批次最高", 10),
    ("本批次最低", 10), ("本批次最高", 10), ("同一事项升降", 10), ("可比事项", 9), ("变化", 9), ("说明", 52),
)  # fmt: skip
CHANGE_COLUMNS = (("区", 13), ("变动", 9), ("领域", 16), ("一级事项", 22), ("二级事项", 26), ("原名称", 52))
_LEVELS = {"district": "区", "unit": "单位"}
_LEAST, _MOST = "最低", "最高"
_FULL = 100.0
_STEP = 10


def month_on_month(view: RoundView) -> list[Table]:
    """The districts and units beside their last round before this one; no sheet where there was none."""
    if not view.earlier:
        return []
    rows = [row for level in _LEVELS for row in _compared(view, level)]
    remark = (
        "升降只按两个批次都有把握的同一事项计算（目录改名的认作同一事项），因此与两个批次得分之差可以不同；上批次得分按现已掌握的核查、复查情况计，"
        "可与当时的得分表不同。任一批次不宜用于评分的不比较。"
    )
    return [Table("较上批次", f"{round_words(view.round)}较上批次升降", MONTH_COLUMNS, rows, remark, kept=3)]


def item_changes(view: RoundView) -> list[Table]:
    """Which items are new, bear another name, or are gone since the round before; no sheet where nothing changed."""
    rows = [row for district in view.districts for row in _changed(view, district)]
    if not rows:
        return []
    remark = "与各区上一批次的标准目录相比。改名的按同一事项比较升降；新增的没有上批次可比。"
    return [Table("事项变动", f"{round_words(view.round)}事项变动", CHANGE_COLUMNS, rows, remark)]


def trend(view: RoundView) -> list[Table]:
    """The districts' points over the rounds, with a small chart for each; no sheet where there is but one round."""
    if not view.earlier:
        return []
    rounds = [*((one.round, _of_level(one, "district")) for one in view.earlier), (view.round, _now(view))]
    columns = (("区", 13), ("得分", 7), *((_short(name), 10) for name, _ in rounds), ("说明", 40))
    rows: list[Sequence[Cell]] = []
    charts: list[Chart] = []
    for district in view.districts:
        name = _name(view, district)
        each = [scores.get(district.district.id) for _, scores in rounds]
        if not any(each):
            continue
        lines = (
            [_point(one[0].low) if one else "" for one in each],
            [_point(one[0].high) if one else "" for one in each],
        )
        unfit = [_short(round_) for round_ in _unfit_rounds(view, district.district.id)]
        note = f"不宜用于评分、未列得分：{'、'.join(unfit)}" if unfit else ""
        given = [value for line in lines for value in line if isinstance(value, float | int)]
        rows += [(name, _LEAST, *lines[0], note), (name, _MOST, *lines[1], "")]
        if given:
            least = max(0.0, min(given) // _STEP * _STEP - _STEP)
            at = (len(rows) - 2, len(rows) - 1)
            charts.append(Chart(name, at, (_LEAST, _MOST), 2, 1 + len(rounds), len(charts), least, _FULL))
    remark = (
        f"最近{len(rounds)}个批次，数据截止{day(view.as_of)}。各批次得分按现已掌握的核查、复查情况计；两线之间是无法核验、待核实的事项造成的区间。"
        "空格是该批次没有巡查或不宜用于评分。各批次的标准目录、检查口径可能不同。"
    )
    return [Table("走势", "各区得分走势", columns, rows, remark, charts=tuple(charts), kept=2)]


def _compared(view: RoundView, level: str) -> Iterator[Sequence[Cell]]:
    unfit = {one.district.id: one.unfit for one in view.districts}
    before = {one.district.id: _last_before(view.earlier, one.district.id) for one in view.districts}
    names = {one.district.id: _name(view, one) for one in view.districts}
    now = [one for one in view.scores if one.level == level]
    met = {(one.district, one.unit) for one in now}
    for one in sorted(now, key=lambda one: (one.change is None, -(one.change or 0.0))):
        found = before.get(one.district)
        past = _past(found, level, one.unit)
        change, why = _change_words(one, past, found, unfit.get(one.district, ()))
        yield (
            _LEVELS[level], names.get(one.district, told(one.district)), told(one.unit),
            round_words(found[0]) if found else "", *_both(past), *_both(one),
            one.change if one.change is not None and change in _COMPARED else "",
            one.compared if change in _COMPARED else "", change, told(why),
        )  # fmt: skip
    for id_, found in before.items():
        for past in found[1].scores if found else ():
            if past.level == level and (id_, past.unit) not in met and found:
                yield (
                    _LEVELS[level], names[id_], told(past.unit), round_words(found[0]), *_both(past), "", "", "", "",
                    "不再列入", "本批次没有该单位负责的事项或问题（目录、名册有变动的请核对）",
                )  # fmt: skip


_COMPARED = ("上升", "下降", "持平")


def _change_words(
    one: Score, past: Score | None, found: tuple[str, EarlierDistrict] | None, unfit: Sequence[str]
) -> tuple[str, str]:
    """How points changed, and what is to be said of it."""
    if found is None:
        return "新列入", "此前没有巡查过该区"
    if past is None:
        return "新列入", "上批次没有该单位负责的事项或问题（新设、改名的请核对）"
    if unfit or found[1].unfit:
        which = "本批次" if unfit else "上批次"
        return "不比较", f"{which}不宜用于评分：{'；'.join(unfit or found[1].unfit)}"
    if one.change is None:
        return "不比较", "没有两个批次都有把握的同一事项"
    other = "；两个批次的检查口径不同" if one.pack != past.pack else ""
    ranged = "；得分是区间" if one.points is None or past.points is None else ""
    word = "上升" if one.change > 0 else "下降" if one.change < 0 else "持平"
    return word, (other + ranged).lstrip("；")


def _changed(view: RoundView, district: DistrictView) -> Iterator[Sequence[Cell]]:
    if district.changes is None:
        return
    name, nothing = _name(view, district), ""
    for key in district.changes.added:
        yield (name, "新增", *_told_key(key), nothing)
    for old, new in district.changes.renamed:
        yield (name, "改名", *_told_key(new), " / ".join(filter(None, _told_key(old))))
    for key in district.changes.gone:
        yield (name, "不再列入", *_told_key(key), nothing)


def _told_key(key: EntryKey) -> tuple[str, str, str]:
    return told(key[0]), told(key[1]), told(key[2])


def _last_before(earlier: Iterable[EarlierRound], district: str) -> tuple[str, EarlierDistrict] | None:
    """A district's last round before this one, by name."""
    found = [(one.round, each) for one in earlier for each in one.districts if each.district == district]
    return found[-1] if found else None


def _past(found: tuple[str, EarlierDistrict] | None, level: str, unit: str | None) -> Score | None:
    scores = found[1].scores if found else ()
    return next((one for one in scores if one.level == level and one.unit == unit), None)


def _of_level(round_: EarlierRound, level: str) -> dict[str, list[Score]]:
    """The scores of the districts that are fit for scoring."""
    fit = [one for one in round_.districts if not one.unfit]
    found = {one.district: [score for score in one.scores if score.level == level] for one in fit}
    return {district: scores for district, scores in found.items() if scores}


def _now(view: RoundView) -> Mapping[str, list[Score]]:
    unfit = {one.district.id for one in view.districts if one.unfit}
    scores = [one for one in view.scores if one.level == "district" and one.district not in unfit]
    return {one.district: [one] for one in scores}


def _unfit_rounds(view: RoundView, district: str) -> Iterator[str]:
    for one in view.earlier:
        if any(each.district == district and each.unfit for each in one.districts):
            yield one.round
    if any(one.district.id == district and one.unfit for one in view.districts):
        yield view.round


def _both(one: Score | None) -> tuple[Cell, Cell]:
    return (_point(one.low), _point(one.high)) if one else ("", "")


def _point(value: float | None) -> Cell:
    return "" if value is None else value


def _short(name: str) -> str:
    """How a round is called at the head of a column."""
    return told(name)


def _name(view: RoundView, district: DistrictView) -> str:
    """A district's name, with its id where another one has the same."""
    name, id_ = district.district.name, district.district.id
    same = sum(one.district.name == name for one in view.districts) > 1
    return told(f"{name}（{id_}）" if same else name)
