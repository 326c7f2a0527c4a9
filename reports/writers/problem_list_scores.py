"""问题清单, score style (得分式): one workbook a district, by item of the directory with what each lost and why.

One row for each confirmed fault of an item, and one for an item that lost points without a fault of its own (an
explanatory note, elements that are not all there); faults that belong to no item stand below. What is doubtful, nobody
has confirmed, or cannot be verified is no loss: it is not listed, and makes the points of its item a range.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time
from pathlib import Path

from inspection.reply_forms import CODE, MESSAGE, row_code
from inspection.types.judgement import EntryKey, Finding
from inspection.types.score import Score
from reports.addressing import responsible, units_in_force
from reports.deadlines import due_of
from reports.filled_lists import put_list, remove_list
from reports.problem_rows import SNAPSHOT, address, kept_pages, notified_words
from reports.reply_columns import ASKS, guide_sheet, may_answer, reply_columns
from reports.sheets import Cell, Table, book_of
from reports.view import DistrictView, RoundView
from reports.words import day, round_words, state_words, told

STYLE = "得分式"
# Every item counts a hundred; units, classes and the district are averages of them (docs/scores.md).
_WHOLE = 100
SCORE_COLUMNS = (
    ("序号", 5), ("公开领域", 10), ("一级事项", 12), ("二级事项", 14), ("责任单位", 12), ("权重（分值）", 8),
    ("得分", 8), ("失分", 7), ("扣分说明", 14), (MESSAGE, 30), ("问题链接", 20), ("整改时限", 12),
    ("核查结论/状态", 11), ("下发文号", 13), SNAPSHOT, *reply_columns("list"),
)  # fmt: skip


def write(view: RoundView, folder: Path) -> list[Path]:
    """Writes a list for every district whose items were scored and returns the files; an earlier one that no longer
    holds is removed."""
    written = []
    for district in view.districts:
        path = folder / f"{view.file_stem(district)}问题清单（{STYLE}）.xlsx"
        scored = [one for one in view.scores if one.level == "item" and one.district == district.district.id]
        if scored and "score" in view.settings.list_styles:
            put_list(path, _book(view, district, scored, folder))
            written.append(path)
        else:
            remove_list(path)
    return written


def _book(view: RoundView, district: DistrictView, scored: Sequence[Score], folder: Path) -> bytes:
    name = f"{told(district.district.name)}{round_words(view.round)}"
    title = f"{name}问题清单（{STYLE}）"
    made = datetime.combine(view.as_of, time())
    table = _problems(view, district, scored, title, kept_pages(folder, district.confirmed))
    guide = guide_sheet(view, district, "list", "见各行“整改时限”")
    return book_of([table, guide], title=title, author=told(view.office.name), made=made)


def _problems(
    view: RoundView, district: DistrictView, scored: Sequence[Score], title: str, pages: Mapping[str, Cell]
) -> Table:
    rows: list[Sequence[Cell]] = []
    asked: list[bool] = []
    for score, finding in _listed(district, scored):
        rows.append(_row(view, district, len(rows) + 1, score, finding, pages))
        asked.append(finding is not None and may_answer(finding))
    whole = next((one for one in view.scores if one.level == "district" and one.district == district.district.id), None)
    total = f"本批次得分{_points(whole)}。" if whole and whole.low is not None else ""
    unfit = "本批次不宜用于评分，得分仅供参考。" if district.unfit else ""
    doubtful = sum(one.low != one.high for one in scored)
    range_ = f"另有{doubtful}个事项因无法核验或待核实，得分为区间，区间不作扣分。" if doubtful else ""
    remark = f"数据截止{day(view.as_of)}。{total}每个事项{_WHOLE}分，单位、区的得分由各事项平均。{range_}{unfit}"
    return Table("问题清单", title, SCORE_COLUMNS, rows, remark, ASKS["list"], asked, hidden=(CODE,), kept=4)


def _listed(district: DistrictView, scored: Sequence[Score]) -> Iterator[tuple[Score | None, Finding | None]]:
    """Items in their order with each of their faults, then the faults that belong to no item."""
    faults: dict[EntryKey, list[Finding]] = defaultdict(list)
    for finding in district.confirmed:
        faults[_key(finding)].append(finding)
    for score in sorted(scored, key=lambda one: (*_key(one), one.unit or "")):
        found = faults.pop(_key(score), [])
        for finding in found:
            yield score, finding
        if not found and score.points is not None and score.points < _WHOLE:
            yield score, None
    for key in sorted(faults):
        for finding in faults[key]:
            yield None, finding


def _key(one: Score | Finding) -> EntryKey:
    return (one.domain or "", one.level1 or "", one.level2 or "")


def _row(
    view: RoundView,
    district: DistrictView,
    number: int,
    score: Score | None,
    finding: Finding | None,
    pages: Mapping[str, Cell],
) -> Sequence[Cell]:
    units = units_in_force(district.units, view.as_of)
    one = finding or score
    unit = responsible(finding, units) if finding else score.unit if score else None
    lost = _WHOLE - score.points if score and score.points is not None else None
    known: tuple[Cell, ...] = (
        number, told(one.domain if one else ""), told(one.level1 if one else ""), told(one.level2 if one else ""),
        told(unit), _WHOLE if score else "", _points(score), "" if lost is None else round(lost, 2),
        told(finding.rule_name) if finding else told(score.reason) if score else "",
    )  # fmt: skip
    if finding is None:
        return (*known, *[""] * (len(SCORE_COLUMNS) - len(known)))
    message = told(finding.message)
    settled = finding.state in ("fixed", "closed")
    return (
        *known, message, address(finding), "" if settled else due_of(finding, view).text, told(state_words(finding)),
        notified_words(district, finding), pages.get(finding.id, ""), *[""] * len(ASKS["list"]), finding.id,
        row_code("list", finding, view.office.name, message),
    )  # fmt: skip


def _points(score: Score | None) -> Cell:
    """Points, or at least and at most; '' for what is not scored."""
    if score is None or score.low is None or score.high is None:
        return ""
    return score.points if score.points is not None else f"{score.low:g}–{score.high:g}"
