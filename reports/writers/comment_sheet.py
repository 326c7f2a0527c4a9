"""征求意见稿: what is confirmed and not notified yet, sent to a district for comment before anything is issued.

One workbook a district, and beside it a folder with one for each unit, to be passed on; filled ones are read back in
any number (`xuncha reply import`). A finding that several units must answer stands in the file of each.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from pathlib import Path

from inspection.reply_forms import CODE, MESSAGE, row_code
from inspection.telling import may_be_told
from inspection.types.judgement import Finding
from reports.addressing import responsible, told_elsewhere, units_in_force
from reports.filled_lists import put_list, remove_list
from reports.problem_rows import SNAPSHOT, address, by_unit, kept_pages, place_words
from reports.reply_columns import ASKS, guide_sheet, reply_columns
from reports.sheets import Cell, Table, book_of
from reports.view import DistrictView, RoundView
from reports.words import day, file_name, moment, round_words, told

SHEET, FILE, FOLDER = "征求意见", "征求意见稿.xlsx", "征求意见稿（分单位）"
COMMENT_COLUMNS = (
    ("序号", 5), ("责任单位", 12), ("领域", 9), ("一级事项", 10), ("二级事项", 12), ("栏目/标题", 19),
    ("问题类型", 10), (MESSAGE, 30), ("依据", 16), ("页面地址", 20), ("取证时间", 11), ("拟提整改要求", 20),
    ("备注", 12), SNAPSHOT, *reply_columns("draft"),
)  # fmt: skip
_WORKBOOK = ".xlsx"
_UNITS = {"workday": "个工作日", "day": "日", "hour": "小时"}


def write(view: RoundView, folder: Path) -> list[Path]:
    """Writes the drafts of every district that has something to be asked about and returns the files; those of an
    earlier run that no longer hold are removed."""
    written = []
    for district in view.districts:
        stem = view.file_stem(district)
        path, apart = folder / f"{stem}{FILE}", folder / f"{stem}{FOLDER}"
        asked = tuple(one for one in district.to_notify if may_be_told(one, "draft"))
        kept = _write_units(view, district, apart, asked)
        if asked:
            put_list(path, _book(view, district, asked, kept_pages(folder, asked)))
            written += [path, *kept]
        else:
            remove_list(path)
    return written


def _write_units(view: RoundView, district: DistrictView, apart: Path, asked: tuple[Finding, ...]) -> list[Path]:
    units = units_in_force(district.units, view.as_of)
    wanted: dict[Path, bytes] = {}
    for unit, findings in by_unit(district, asked, units).items():
        path = apart / f"{file_name(unit)}{_WORKBOOK}"
        number = 2
        while path in wanted:
            path, number = apart / f"{file_name(unit)}（{number}）{_WORKBOOK}", number + 1
        wanted[path] = _book(view, district, findings, kept_pages(apart.parent, findings, "../"), unit)
    if wanted:
        apart.mkdir(parents=True, exist_ok=True)
    for path, data in wanted.items():
        put_list(path, data)
    for path in sorted(apart.glob(f"*{_WORKBOOK}")):
        if path not in wanted:
            remove_list(path)
    if not wanted and apart.is_dir() and not any(apart.iterdir()):
        apart.rmdir()
    return list(wanted)


def _book(
    view: RoundView, district: DistrictView, findings: Sequence[Finding], pages: Mapping[str, Cell], unit: str = ""
) -> bytes:
    name = f"{told(district.district.name)}{round_words(view.round)}"
    allowed = view.pack.deadlines["objection"]
    # when it will be sent is not known when it is written
    due = f"收到后{allowed.n}{_UNITS[allowed.unit]}内"
    remark = (
        f"数据截止{day(view.as_of)}。以下{len(findings)}个问题拟予下发，现征求意见，尚未作为通知下发。"
        f"请在{due}反馈；逾期未反馈的，按无意见处理。"
    )
    title = f"{name}问题征求意见稿" + (f"（{unit}）" if unit else "")
    rows = [_row(view, district, number, finding, pages) for number, finding in enumerate(findings, start=1)]
    table = Table(SHEET, title, COMMENT_COLUMNS, rows, remark, ASKS["draft"], hidden=(CODE,), kept=2)
    made = datetime.combine(view.as_of, time())
    guide = guide_sheet(view, district, "draft", due, unit)
    return book_of([table, guide], title=title, author=told(view.office.name), made=made)


def _row(
    view: RoundView, district: DistrictView, number: int, finding: Finding, pages: Mapping[str, Cell]
) -> Sequence[Cell]:
    units = units_in_force(district.units, view.as_of)
    message = told(finding.message)
    notes = [*finding.marks, "屡查屡犯" if finding.repeat else "", told_elsewhere(finding, units)]
    return (
        number,
        told(responsible(finding, units)),
        told(finding.domain),
        told(finding.level1),
        told(finding.level2),
        place_words(finding),
        told(finding.rule_name),
        message,
        told(finding.basis),
        address(finding),
        moment(district.seen_at(finding)),
        told(finding.demand),
        told("；".join(dict.fromkeys(filter(None, notes)))),
        pages.get(finding.id, ""),
        *[""] * len(ASKS["draft"]),
        finding.id,
        row_code("draft", finding, view.office.name, message),
    )
