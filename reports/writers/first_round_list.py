"""首轮摸底: for the office alone, what a district's first round comes to when equal faults are merged, and what of it
goes into the bulletin, to the district alone, or is only watched. Written where a district was never inspected before.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path

from inspection.openness_values import FirstRound
from reports.addressing import responsible, units_in_force
from reports.first_round import Line, first_round_lines
from reports.output import put
from reports.sheets import Cell, Table, book_of
from reports.view import OPEN, DistrictView, RoundView
from reports.words import path_words, state_words, told

COLUMNS = (
    ("序号", 5), ("去向", 10), ("责任单位", 16), ("领域", 12), ("栏目", 28), ("问题类型", 14), ("问题描述", 48),
    ("处数", 7), ("核查结论/状态", 14), ("问题编号", 13),
)  # fmt: skip
# Of merged findings the ids of so many are written out.
_IDS = 12
_MARKS = ("入通报", "点对点", "留存观察")


def write(view: RoundView, folder: Path) -> list[Path]:
    """Writes a list for every district in its first round and returns the files."""
    given = view.pack.first_round
    written = []
    for district in view.districts:
        if district.first and given is not None and district.listed:
            path = folder / f"{view.file_stem(district)}首轮摸底（内部）.xlsx"
            put(path, _book(view, district, given))
            written.append(path)
    return written


def _book(view: RoundView, district: DistrictView, given: FirstRound) -> bytes:
    name = told(district.district.name)
    found = [one for one in district.listed if one.state == "suspected" or one.state in OPEN]
    lines = first_round_lines(found, given)
    rows = [_row(view, district, number, line) for number, line in enumerate(lines, start=1)]
    counted: Counter[str] = Counter(line.mark for line in lines)
    marks = "，".join(f"{mark}{counted[mark]}条" for mark in _MARKS)
    remark = (
        f"内部掌握，不下发。同一栏目同类问题{given.merge_from}处起合并为一条：{marks}（通报最多{given.cap}条）。"
        "待核实的须先核实；是否采用由政务公开办决定。"
    )
    table = Table("首轮摸底", f"{name}首轮摸底", COLUMNS, rows, remark)
    made = datetime.combine(view.as_of, time())
    return book_of([table], title=f"{name}首轮摸底", author=told(view.office.name), made=made)


def _row(view: RoundView, district: DistrictView, number: int, line: Line) -> Sequence[Cell]:
    units = units_in_force(district.units, view.as_of)
    ids = [finding.id for finding in line.all]
    return (
        number,
        line.mark,
        told(responsible(line.finding, units)),
        told(line.finding.domain),
        told(path_words(line.finding.column)),
        told(line.finding.rule_name),
        told(line.message),
        len(ids),
        state_words(line.finding),
        "\n".join([*ids[:_IDS], *(["……"] if len(ids) > _IDS else [])]),
    )
