"""The monthly work ledger of Guangdong's annex 2: one row a district, what was done last month and what is planned.

The first sheet is the form as it is prescribed; the second (填报说明) says what is not known and was left blank. Only
what the memory, the rounds and the office's tables hold is written; the same input gives the same file to the byte.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from math import ceil
from typing import Any
from unicodedata import east_asian_width

from xlsxwriter import Workbook

from reports.words import day, told, writable

TITLE = "基层政务公开事项标准目录编制工作台账"
_A4 = 9
_LINE, _TALLEST = 16.0, 409.0
_WIDTHS = (16, 46, 46, 12, 18)


@dataclass(frozen=True)
class RoundDone:
    """One round of a district: its name as people say it, its day, and how much it read and found. `domains` and
    `entries` are those of the district's own directories (0: it was judged by the built-in guides)."""

    name: str
    as_of: date
    domains: int
    entries: int
    columns: int
    pages: int
    findings: int


@dataclass(frozen=True)
class NoticeSent:
    """One notice: its number, its day, how many findings it told of; what it was called ('' where that is not known),
    whether it was a letter (函), and the number that it replaces."""

    number: str
    issued_on: date
    findings: int
    title: str = ""
    letter: bool = False
    reissue_of: str | None = None


@dataclass(frozen=True)
class OwnWords:
    """What a basic unit wrote itself into the ledger that it handed in."""

    unit: str | None
    done: str | None
    plan: str | None
    contact: str | None = None
    phone: str | None = None


@dataclass(frozen=True)
class DistrictMonth:
    """One district's row. `dues` are the deadlines in the month with how many findings have them, `rechecks` the days
    on which the office will look again; `overdue` counts deadlines that are over."""

    name: str
    rounds: tuple[RoundDone, ...] = ()
    new: int = 0
    confirmed: int = 0
    rejected: int = 0
    waived: int = 0
    closed: int = 0
    passed: int = 0
    failed: int = 0
    notices: tuple[NoticeSent, ...] = ()
    dues: tuple[tuple[date, int], ...] = ()
    rechecks: tuple[tuple[date, int], ...] = ()
    overdue: int = 0
    waiting: int = 0
    unsent: int = 0
    round_due: bool = False
    contact: str | None = None
    phone: str | None = None
    own: tuple[OwnWords, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class MonthlyLedger:
    """The whole ledger of a month (its first day). `contact` and `phone` are the office's own."""

    office: str
    month: date
    filled_on: date
    districts: tuple[DistrictMonth, ...]
    contact: str = ""
    phone: str = ""


def done_lines(district: DistrictMonth) -> list[str]:
    """What the office did last month, in sentences; nothing where nothing is recorded."""
    lines = [_round_line(one) for one in district.rounds]
    if district.new:
        lines.append(f"首次发现的问题（含待核实）{district.new}个。")
    said = [("核实属实", district.confirmed), ("不予认定", district.rejected), ("同意报备", district.waived)]
    counted = "、".join(f"{words}{count}个" for words, count in said if count)
    if counted:
        lines.append(f"核查问题：{counted}。")
    lines += [_notice_line(notice) for notice in district.notices]
    if district.passed or district.failed:
        lines.append(
            f"复查问题{district.passed + district.failed}个：通过{district.passed}个、不通过{district.failed}个。"
        )
    if district.closed:
        lines.append(f"复查通过、销号问题{district.closed}个。")
    return lines


def plan_lines(district: DistrictMonth, month: date) -> list[str]:
    """What is to be done in the month, in sentences."""
    lines = []
    if district.round_due:
        lines.append(f"开展{month.year}年{month.month}月网上巡查。")
    if district.waiting:
        lines.append(f"核实待核实问题{district.waiting}个。")
    if district.unsent:
        lines.append(f"下发已属实而未通知的问题{district.unsent}个。")
    for due, count in district.dues:
        lines.append(f"{day(due)}前督促完成整改问题{count}个。")
    if district.overdue:
        lines.append(f"催办逾期未整改问题{district.overdue}个。")
    for on, count in district.rechecks:
        lines.append(f"{day(on)}复查到期问题{count}个。")
    return lines


def ledger_file(ledger: MonthlyLedger) -> bytes:
    """The workbook."""
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}) as book:
        made = datetime.combine(ledger.filled_on, time())
        book.set_properties({"title": TITLE, "author": told(ledger.office), "created": made})
        box: dict[str, Any] = {"border": 1, "text_wrap": True, "valign": "vcenter"}
        formats = {
            "title": book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"}),
            "line": book.add_format({"valign": "vcenter", "text_wrap": True}),
            "head": book.add_format({**box, "bold": True, "align": "center"}),
            "text": book.add_format({**box, "valign": "top"}),
            "name": book.add_format({**box, "align": "center"}),
        }
        _form(book, ledger, formats)
        _remarks(book, ledger, formats)
    return buffer.getvalue()


def _notice_line(notice: NoticeSent) -> str:
    # what a letter is about is its addressee's business alone
    what = "发出函" if notice.letter else f"下发{told(notice.title) or '整改通知'}"
    again = f"，替代{told(notice.reissue_of)}" if notice.reissue_of else ""
    return f"{day(notice.issued_on)}{what}（{told(notice.number)}{again}），涉及问题{notice.findings}个。"


def _round_line(one: RoundDone) -> str:
    read = f"标准目录{one.domains}个领域、{one.entries}个事项" if one.entries else "国家指引事项（本区目录未报送）"
    return (
        f"开展{one.name}（{day(one.as_of)}）：对照{read}，采集栏目{one.columns}个、页面{one.pages}个，"
        f"发现问题（含待核实）{one.findings}个。"
    )


def _form(book: Any, ledger: MonthlyLedger, formats: dict[str, Any]) -> None:
    sheet = book.add_worksheet("工作台账")
    last = len(_WIDTHS) - 1
    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width)
    sheet.merge_range(0, 0, 0, last, TITLE, formats["title"])
    sheet.merge_range(1, 0, 1, last, f"填报单位（市级政务公开主管部门）：{told(ledger.office)}", formats["line"])
    sheet.merge_range(2, 0, 2, last, f"填报日期：{day(ledger.filled_on)}", formats["line"])
    sheet.set_row(0, 30)
    sheet.merge_range(3, 0, 4, 0, "基层单位", formats["head"])
    sheet.merge_range(3, 1, 3, 2, "工作进度", formats["head"])
    sheet.write_row(4, 1, ("上月完成工作事项", "本月工作计划"), formats["head"])
    sheet.merge_range(3, 3, 4, 3, "联系人", formats["head"])
    sheet.merge_range(3, 4, 4, 4, "联系方式", formats["head"])
    row = 5
    for cells in _rows(ledger):
        sheet.set_row(row, _height(cells))
        for place, text in enumerate(cells):
            shape = formats["name" if place in (0, 3, 4) else "text"]
            if text:
                sheet.write_string(row, place, text, shape)
            else:
                sheet.write_blank(row, place, None, shape)
        row += 1
    sheet.merge_range(row, 0, row, last, "填报人及联系方式：", formats["line"])
    office = " ".join(part for part in (ledger.contact, ledger.phone) if part)
    words = f"市级政务公开主管部门联系人及联系方式：{writable(office)}"
    sheet.merge_range(row + 1, 0, row + 1, last, words, formats["line"])
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.repeat_rows(3, 4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C第 &P 页 共 &N 页")


def _rows(ledger: MonthlyLedger) -> list[tuple[str, ...]]:
    """One row a district, and one for each other basic unit that a district's own ledger has."""
    rows: list[tuple[str, ...]] = []
    for district in ledger.districts:
        own = [words for words in district.own if _is_of_district(words, district)]
        others = [words for words in district.own if not _is_of_district(words, district)]
        contact = district.contact or next((words.contact for words in own if words.contact), None)
        phone = district.phone or next((words.phone for words in own if words.phone), None)
        rows.append(
            (
                told(district.name),
                _beside(done_lines(district), [words.done for words in own]),
                _beside(plan_lines(district, ledger.month), [words.plan for words in own]),
                # Officials on duty: to tell who they are and how to reach them is what the form is for.
                writable(contact or ""),
                writable(phone or ""),
            )
        )
        rows += [
            (told(one.unit), told(one.done), told(one.plan), writable(one.contact or ""), writable(one.phone or ""))
            for one in others
        ]
    return rows


def _is_of_district(words: OwnWords, district: DistrictMonth) -> bool:
    """Whether a line speaks for the district as a whole: it names nobody, or the district and its government."""
    name = (words.unit or "").strip()
    return not name or name.removesuffix("人民政府").removesuffix("政府").endswith(district.name)


def _beside(ours: list[str], theirs: Sequence[str | None]) -> str:
    """Our lines, and what the district itself wrote, told apart where there is both."""
    written = [told(text) for text in theirs if text]
    if not written:
        return _numbered(ours)
    return "\n".join(filter(None, (_numbered(ours), "区报送：" + "\n".join(written))))


def _numbered(lines: list[str]) -> str:
    if len(lines) < 2:
        return "".join(lines)
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))


def _remarks(book: Any, ledger: MonthlyLedger, formats: dict[str, Any]) -> None:
    """What is to be filled in or looked at by a person before the ledger goes out."""
    sheet = book.add_worksheet("填报说明")
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 90)
    sheet.write_row(0, 0, ("基层单位", "说明"), formats["head"])
    notes = [("", "填报人及联系方式未留存在工作区，请手工填写。")]
    if not ledger.contact:
        notes.append(("", "xuncha.toml 的 [office] 没有 contact，市级主管部门联系人留空，请补填。"))
    for district in ledger.districts:
        notes += [(district.name, remark) for remark in _left_blank(district, ledger.month)]
    for row, (name, remark) in enumerate(notes, start=1):
        sheet.write_string(row, 0, told(name), formats["name"])
        sheet.write_string(row, 1, told(remark), formats["text"])
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


def _left_blank(district: DistrictMonth, month: date) -> list[str]:
    remarks = list(district.remarks)
    if not done_lines(district):
        remarks.append("上月没有巡查、核查和通知的记录，“上月完成工作事项”请按实际填写。")
    if not plan_lines(district, month):
        remarks.append("没有到期、待核实的问题，“本月工作计划”请按实际填写。")
    if district.round_due:
        remarks.append("本月巡查按每月一次填入计划，安排不同的请修改。")
    own = [words for words in district.own if _is_of_district(words, district)]
    if not district.contact and not any(words.contact for words in own):
        remarks.append("units.csv 中没有政务公开办（政府办公室）的联系方式，联系人留空，请补填。")
    return remarks


def _height(cells: tuple[str, ...]) -> float:
    """The height in points that shows every cell of a row whole."""
    lines = 1
    for text, width in zip(cells, _WIDTHS, strict=True):
        rooms = [sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in line) for line in text.split("\n")]
        lines = max(lines, sum(max(1, ceil(room / (width - 1))) for room in rooms))
    return min(lines * _LINE + 4, _TALLEST)
