"""问题清单: one workbook a district, with what was found, what is still to be confirmed, and what could not be read.

Sheets: 问题清单 (confirmed), 待核实 (nobody has confirmed them yet), 公开情况 (every entry), 采集说明 (what was not
judged because it could not be read). No rule codes and no confidence figures; personal data masked; the same round
gives the same file to the byte.
"""

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from math import ceil
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

from xlsxwriter import Workbook

from inspection.types.judgement import Finding
from reports.addressing import responsible, told_elsewhere, units_in_force
from reports.deadlines import due_of
from reports.output import put
from reports.view import OPEN, DistrictView, RoundView
from reports.words import (
    coverage_words,
    day,
    incident_words,
    is_link,
    listing_words,
    moment,
    page_title,
    path_words,
    round_words,
    state_words,
    told,
)

_A4 = 9
_URL_LIMIT = 2_079
_LINKS_PER_SHEET = 65_000
_CELL_LIMIT = 32_767
# Points: a line of text, and the tallest row that spreadsheet programs take.
_LINE = 15.0
_TALLEST = 409.0

PROBLEM_COLUMNS = (
    ("序号", 5), ("责任单位", 11), ("领域", 9), ("一级事项", 10), ("二级事项", 11), ("栏目/标题", 18),
    ("问题类型", 9), ("问题描述", 27), ("依据", 15), ("页面地址", 19), ("取证时间", 11), ("整改要求", 20),
    ("整改时限", 12), ("核查结论/状态", 11), ("整改情况", 11), ("整改链接", 12), ("问题编号", 11),
)  # fmt: skip
COVERAGE_COLUMNS = (
    ("序号", 5), ("领域", 14), ("一级事项", 18), ("二级事项", 24), ("责任单位", 16), ("公开情况", 20), ("页面数", 8),
    ("最新日期", 12), ("对应栏目", 44), ("说明", 44),
)  # fmt: skip
NOTE_COLUMNS = (("序号", 5), ("类别", 22), ("栏目", 36), ("地址", 44), ("采集情况", 26), ("原因", 44))


@dataclass(frozen=True)
class _Link:
    """An address that is to be a link."""

    url: str


Cell = str | int | _Link


@dataclass(frozen=True)
class _Table:
    """One sheet: its name, the line above it, its columns with their widths, and its rows."""

    name: str
    title: str
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[Cell]]
    remark: str


def write(view: RoundView, folder: Path) -> list[Path]:
    """Writes a problem list for every district of the round and returns the files."""
    written = []
    for district in view.districts:
        path = folder / f"{view.file_stem(district)}问题清单.xlsx"
        put(path, _book(view, district))
        written.append(path)
    return written


def _book(view: RoundView, district: DistrictView) -> bytes:
    buffer = io.BytesIO()
    name = f"{told(district.district.name)}{round_words(view.round)}"
    with Workbook(buffer, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}) as book:
        made = datetime.combine(view.as_of, time())
        book.set_properties({"title": f"{name}问题清单", "author": told(view.office.name), "created": made})
        formats = {
            "title": book.add_format({"bold": True, "font_size": 15, "align": "center", "valign": "vcenter"}),
            "remark": book.add_format({"text_wrap": True, "valign": "vcenter", "font_color": "#555555"}),
            "head": book.add_format(
                {
                    "bold": True,
                    "text_wrap": True,
                    "border": 1,
                    "align": "center",
                    "valign": "vcenter",
                    "bg_color": "#DDE6F0",
                }
            ),
            "text": book.add_format({"text_wrap": True, "border": 1, "valign": "top"}),
            "link": book.add_format(
                {"text_wrap": True, "border": 1, "valign": "top", "font_color": "#0563C1", "underline": 1}
            ),
        }
        for table in (
            _problems(view, district, name),
            _waiting(view, district, name),
            _coverage(view, district, name),
            _reading(view, district, name),
        ):
            sheet = _write_sheet(book, table, formats)
            if table.name == "待核实" and district.waiting and not district.confirmed:
                sheet.activate()
    return buffer.getvalue()


def _write_sheet(book: Any, table: _Table, formats: dict[str, Any]) -> Any:
    """One sheet: title, remark, header (frozen, filtered, repeated on paper), rows."""
    sheet = book.add_worksheet(table.name)
    last = len(table.columns) - 1
    sheet.merge_range(0, 0, 0, last, table.title, formats["title"])
    sheet.merge_range(1, 0, 1, last, table.remark, formats["remark"])
    sheet.set_row(0, 28)
    sheet.set_row(1, 32)
    for place, (head, width) in enumerate(table.columns):
        sheet.set_column(place, place, width)
        sheet.write_string(2, place, head, formats["head"])
    links = 0
    for number, row in enumerate(table.rows, start=3):
        sheet.set_row(number, _height(row, table.columns))
        for place, cell in enumerate(row):
            if isinstance(cell, _Link):
                links += _write_link(sheet, number, place, cell.url, formats, links < _LINKS_PER_SHEET)
            elif cell == "":
                sheet.write_blank(number, place, None, formats["text"])
            elif isinstance(cell, int):
                sheet.write_number(number, place, cell, formats["text"])
            else:
                sheet.write_string(number, place, cell[:_CELL_LIMIT], formats["text"])
    sheet.freeze_panes(3, 0)
    sheet.autofilter(2, 0, 2 + max(1, len(table.rows)), last)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.repeat_rows(2)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C第 &P 页 共 &N 页")
    return sheet


def _height(row: Sequence[Cell], columns: Sequence[tuple[str, int]]) -> float:
    """The height in points that shows every cell of a row whole: some programs do not fit rows to wrapped text."""
    lines = 1
    for cell, (_, width) in zip(row, columns, strict=True):
        text = cell.url if isinstance(cell, _Link) else str(cell)
        rooms = [sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in line) for line in text.split("\n")]
        lines = max(lines, sum(max(1, ceil(room / (width - 1))) for room in rooms))
    return min(lines * _LINE + 3, _TALLEST)


def _write_link(sheet: Any, row: int, place: int, url: str, formats: dict[str, Any], room: bool) -> int:
    """Writes an address as a link where it may and can be one, else as text; returns how many links were made."""
    if room and is_link(url) and len(url) <= _URL_LIMIT:
        sheet.write_url(row, place, url, formats["link"], string=url)
        return 1
    sheet.write_string(row, place, url, formats["text"])
    return 0


def _problems(view: RoundView, district: DistrictView, name: str) -> _Table:
    confirmed = district.confirmed
    also = f"另有{len(district.waiting)}个待核实，见“待核实”表。" if district.waiting else ""
    remark = f"数据截止{day(view.as_of)}。已确认的问题{len(confirmed)}个。{also}"
    rows = [_problem(view, district, number, finding) for number, finding in enumerate(confirmed, start=1)]
    return _Table("问题清单", f"{name}问题清单", PROBLEM_COLUMNS, rows, remark)


def _waiting(view: RoundView, district: DistrictView, name: str) -> _Table:
    remark = f"以下{len(district.waiting)}条尚未经人工核实，不作为问题认定；可先行自查并反馈链接或说明。"
    rows = [_problem(view, district, number, finding) for number, finding in enumerate(district.waiting, start=1)]
    return _Table("待核实", f"{name}待核实事项", PROBLEM_COLUMNS, rows, remark)


def _problem(view: RoundView, district: DistrictView, number: int, finding: Finding) -> Sequence[Cell]:
    place = path_words(finding.column)
    title = page_title(finding)
    units = units_in_force(district.units, view.as_of)
    due = "核实后确定" if finding.state == "suspected" else due_of(finding, view).text
    elsewhere = told_elsewhere(finding, units) if finding.state in OPEN else ""
    return (
        number,
        told(responsible(finding, units)),
        told(finding.domain),
        told(finding.level1),
        told(finding.level2),
        told("\n".join(part for part in (place, title, finding.place) if part)),
        told(finding.rule_name),
        told(finding.message),
        told(finding.basis),
        "" if finding.place else _Link(finding.url),
        moment(district.seen_at(finding)),
        told(finding.demand),
        "" if finding.state in ("fixed", "closed") else due,
        told("；".join(filter(None, (state_words(finding), elsewhere)))),
        "",
        "",
        finding.id,
    )


def _coverage(view: RoundView, district: DistrictView, name: str) -> _Table:
    rows = [
        (
            number,
            told(coverage.domain),
            told(coverage.level1),
            told(coverage.level2),
            told(coverage.unit),
            coverage_words(coverage, view.as_of),
            coverage.pages,
            coverage.newest.isoformat() if coverage.newest else "",
            told("\n".join(path_words(district.paths.get(column, (column,))) for column in coverage.columns)),
            told(coverage.reason),
        )
        for number, coverage in enumerate(district.coverage, start=1)
    ]
    counted = Counter(coverage_words(coverage, view.as_of) for coverage in district.coverage)
    shown = "，".join(f"{words}{count}个" for words, count in counted.items())
    remark = f"目录事项{len(rows)}个：{shown}。数据截止{day(view.as_of)}。" if rows else "没有读到目录事项。"
    return _Table("公开情况", f"{name}目录事项公开情况", COVERAGE_COLUMNS, rows, remark)


def _reading(view: RoundView, district: DistrictView, name: str) -> _Table:
    """What could not be read, so that a reader sees what was not judged."""
    rows = [(number, *cells) for number, cells in enumerate(_unread(district), start=1)]
    hidden = sum(coverage.state == "unverifiable" for coverage in district.coverage)
    pages = sum(page.state == "ok" for page in district.pages)
    seen = f"共采集栏目{len(district.columns)}个、页面{pages}个，数据截止{day(view.as_of)}。"
    if not district.columns and not rows:
        seen = "没有采集到任何栏目和页面，未对公开情况作判断。"
        return _Table("采集说明", f"{name}采集说明", NOTE_COLUMNS, rows, seen)
    remark = (
        f"{seen}以下{len(rows)}处未能读到或未读完，涉及的{hidden}个事项列为“无法核验（采集不完整）”，不作问题认定。"
        if rows
        else f"{seen}所列栏目和页面均已读到。"
    )
    return _Table("采集说明", f"{name}采集说明", NOTE_COLUMNS, rows, remark)


def _unread(district: DistrictView) -> Iterator[tuple[Cell, ...]]:
    for listing in district.listings:
        if listing.state != "complete":
            what, read = listing_words(listing)
            path = path_words(district.paths.get(listing.column))
            yield what, told(path), _Link(listing.url), read, told(listing.reason)
    for incident in district.incidents:
        path = path_words(district.paths.get(incident.column or ""))
        answer = f"网站返回状态码{incident.status}" if incident.status else ""
        yield incident_words(incident), told(path), _Link(incident.url), answer, told(incident.detail)
    yield from _unread_pages(district, {incident.url for incident in district.incidents})


def _unread_pages(district: DistrictView, told_already: Iterable[str]) -> Iterator[tuple[Cell, ...]]:
    known = {"failed": "页面未能采集", "protected": "页面设有访问限制", "unread": "页面尚未读取"}
    skip = set(told_already)
    for page in district.pages:
        if page.state in known and page.url not in skip:
            yield known[page.state], told(path_words(page.column)), _Link(page.url), "", "未据此作任何判断"
