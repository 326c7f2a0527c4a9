"""The districts' standard directories as their offices make them: workbooks with merged titles, two header rows,
merged first levels, 同上, printed tick boxes and tick columns."""

from datetime import datetime, time
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from demo.city import AS_OF
from demo.duties import Directory, Duty, directories
from demo.faults import SLIPS

_CHANNELS = (
    "政府网站",
    "政府公报",
    "两微一端",
    "发布会/听证会",
    "广播电视",
    "公开查阅点",
    "政务服务中心",
    "社区/村公示栏",
)
_TICKED = {"县级": (0, 5), "乡级": (0, 7)}
_ONE_CELL = ("序号", None, None, "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体")
_PAIRS = (("公开对象", "全社会", "特定群体"), ("公开方式", "主动", "依申请"), ("公开层级", "县级", "乡级"))
_WIDTHS = (5, 12, 18, 30, 26, 18, 16, 18, 7, 7, 6, 6, 6, 6)
_HEADER = 2
_FIRST = 4


def write_directories(folder: Path, district: str, name: str, *, one_workbook: bool) -> list[Path]:
    """Writes one district's directories into `folder`, as one workbook with a sheet a domain or as a workbook a
    domain; both are common. Returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    all_of_it = directories(district)
    if one_workbook:
        return [_write(folder / f"{name}基层政务公开标准目录（2026年版）.xlsx", name, all_of_it)]
    return [
        _write(folder / f"{number:02d}{directory.domain}领域.xlsx", name, (directory,))
        for number, directory in enumerate(all_of_it, start=1)
    ]


def _write(path: Path, name: str, content: tuple[Directory, ...]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        # Without a date of its own the file would carry the day on which the demo was run.
        book.set_properties({"created": datetime.combine(AS_OF, time(9)), "author": f"{name}政务公开办"})
        title = book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"})
        cell = book.add_format({"text_wrap": True, "border": 1, "valign": "vcenter", "font_size": 9})
        for number, directory in enumerate(content):
            several = len(content) > 1
            sheet = book.add_worksheet(directory.domain if several else "Sheet1")
            caption = (
                f"（{'一二三四五六七八九'[number]}）{directory.domain}领域" if several else f"领域：{directory.domain}"
            )
            _sheet(sheet, caption, name, directory, title, cell)
    return path


def _sheet(sheet: Worksheet, caption: str, name: str, directory: Directory, title: Format, cell: Format) -> None:
    last = len(_WIDTHS) - 1
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.merge_range(0, 0, 0, last, f"{name}{directory.domain}领域基层政务公开标准目录", title)
    sheet.merge_range(1, 0, 1, last, f"{caption}　　编制单位：{name}{directory.publisher[1:]}", cell)
    _header(sheet, cell)
    row = _FIRST
    for level1, duties in _by_level1(directory.duties):
        for offset, duty in enumerate(duties):
            _line(sheet, row + offset, row + offset - _FIRST, directory, duty, cell)
        if len(duties) > 1:
            sheet.merge_range(row, 1, row + len(duties) - 1, 1, level1, cell)
        else:
            sheet.write(row, 1, level1, cell)
        row += len(duties)
    sheet.merge_range(row, 0, row, last, "注：“■”为已选公开渠道，“□”为未选；“√”为适用项。", cell)


def _header(sheet: Worksheet, cell: Format) -> None:
    for column, text in enumerate(_ONE_CELL):
        if text:
            sheet.merge_range(_HEADER, column, _HEADER + 1, column, text, cell)
    sheet.merge_range(_HEADER, 1, _HEADER, 2, "公开事项", cell)
    sheet.write(_HEADER + 1, 1, "一级事项", cell)
    sheet.write(_HEADER + 1, 2, "二级事项", cell)
    for number, (head, left, right) in enumerate(_PAIRS):
        column = len(_ONE_CELL) + 2 * number
        sheet.merge_range(_HEADER, column, _HEADER, column + 1, head, cell)
        sheet.write(_HEADER + 1, column, left, cell)
        sheet.write(_HEADER + 1, column + 1, right, cell)


def _line(sheet: Worksheet, row: int, place: int, directory: Directory, duty: Duty, cell: Format) -> None:
    """One duty; the basis is printed once and 同上 from the second row on, as the offices do."""
    ticks = {_CHANNELS[number] for level in duty.levels for number in _TICKED[level]}
    boxes = "\n".join(f"{'■' if channel in ticks else '□'}{channel}" for channel in _CHANNELS)
    sheet.write(row, 0, place + 1, cell)
    sheet.write(row, 2, duty.level2, cell)
    slip = SLIPS.get((directory.district, directory.domain, duty.level1, duty.level2), {})
    basis = slip.get("basis", "同上" if place else "\n".join(directory.bases))
    limit, publisher = slip.get("limit", duty.limit), slip.get("publisher", directory.publisher)
    # Workbooks leave no trace of the element's own separators: offices put each on a line of its own.
    for column, text in enumerate(("\n".join(duty.elements), basis, limit, publisher, boxes), start=3):
        sheet.write(row, column, text, cell)
    marks = (
        duty.audience == "全社会", duty.audience == "特定群体", duty.method == "主动", duty.method == "依申请",
        "县级" in duty.levels, "乡级" in duty.levels,
    )  # fmt: skip
    for column, ticked in enumerate(marks, start=len(_ONE_CELL)):
        sheet.write(row, column, "√" if ticked else "", cell)


def _by_level1(duties: tuple[Duty, ...]) -> list[tuple[str, list[Duty]]]:
    """The duties in runs of the same first level: those share one merged cell."""
    runs: list[tuple[str, list[Duty]]] = []
    for duty in duties:
        if not runs or runs[-1][0] != duty.level1:
            runs.append((duty.level1, []))
        runs[-1][1].append(duty)
    return runs
