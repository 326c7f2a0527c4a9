"""目录—栏目对照表: one workbook a district, in which it confirms or corrects which column answers which entry.

Sheets: 填写说明, 目录栏目对照 (one row an entry, the answers at its right), 栏目清单 (every column of the portals, from
which the answers choose). Nothing is locked by a password; hidden codes let rows be sorted, filtered and taken out. No
confidence figures; personal data masked; the same round gives the same file to the byte.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from hashlib import sha256
from typing import Any

from xlsxwriter import Workbook

from reports.sheets import LINKS_PER_SHEET, URL_LIMIT, height_of
from reports.words import day, is_link, round_words, told

GUIDE_SHEET, ENTRY_SHEET, COLUMN_SHEET = "填写说明", "目录栏目对照", "栏目清单"
CONFIRMED, OTHER, NO_BUSINESS, ELSEWHERE, NO_COLUMN = (
    "属实", "改为其他栏目", "本区无此业务", "在其他网站公开", "尚无栏目",
)  # fmt: skip
ANSWERS = (CONFIRMED, OTHER, NO_BUSINESS, ELSEWHERE, NO_COLUMN)
SETTLED, NOT_FOUND, NOT_NEEDED = "已确认", "未找到", "可不填"
UNASSIGNED = "（尚未对应事项）"

# The heads by which a filled table is read again, and the widths of its columns.
PROPOSED, ANSWER, RIGHT, ADDRESS, REMARK = "系统建议的栏目", "核对结果", "正确栏目", "网址", "备注"
ENTRY_CODE, COLUMN_CODE, PREFILLED = "事项编码", "栏目编码", "校验码"
ENTRY_COLUMNS = (
    ("序号", 6), ("领域", 12), ("一级事项", 16), ("二级事项", 20), ("公开主体", 14), (PROPOSED, 40), ("把握程度", 9),
    ("其他可能的栏目", 28), ("已公开条数", 8), ("最新日期", 11), ("最近一条标题", 30), (ANSWER, 15), (RIGHT, 40),
    (ADDRESS, 26), (REMARK, 22), (ENTRY_CODE, 14), (COLUMN_CODE, 14), (PREFILLED, 14),
)  # fmt: skip
PORTAL_COLUMNS = (
    ("序号", 6), ("栏目", 60), ("网址", 44), ("类型", 10), ("条数", 8), ("最新日期", 11), ("对应的事项", 50),
    (COLUMN_CODE, 14),
)  # fmt: skip
_ANSWERED = (ANSWER, RIGHT, ADDRESS, REMARK)
_CODES = (ENTRY_CODE, COLUMN_CODE, PREFILLED)
_KINDS = {"list": "列表", "page": "单个页面", "node": "上级栏目", "link_out": "外部链接"}
_FIRST = 3
_A4 = 9
_CELL_LIMIT = 32_767
_TINTS = {SETTLED: "#E6F2E6", "中": "#FFF6E0", "低": "#FBE9E4", NOT_FOUND: "#FBE9E4"}


@dataclass(frozen=True)
class TableColumn:
    """A column of the portals: `code` is its hidden key, `label` its path, the same for no other column of the table;
    `entries` names what it answers."""

    code: str
    label: str
    url: str
    kind: str
    seen: int | None
    newest: date | None
    entries: tuple[str, ...]


@dataclass(frozen=True)
class TableRow:
    """An entry with what is proposed for it. `columns` and `others` are codes of columns; `certainty` is one of 已确认,
    高, 中, 低, 未找到, 可不填; `pages` None means that the lists could not be read to their end. `answer` and `remark`
    are what is filled in beforehand."""

    code: str
    domain: str
    level1: str
    level2: str
    unit: str
    columns: tuple[str, ...]
    certainty: str
    others: tuple[str, ...]
    pages: int | None
    newest: date | None
    title: str
    title_url: str
    answer: str = ""
    remark: str = ""


@dataclass(frozen=True)
class MappingTable:
    """What one district is asked. `district` is its id, `name` what it is called."""

    district: str
    name: str
    office: str
    round: str
    as_of: date
    rows: tuple[TableRow, ...]
    columns: tuple[TableColumn, ...]


def short_code(*parts: str) -> str:
    """A hidden key of what is named by `parts`: twelve hexadecimal digits, the same in every round."""
    return sha256("\x1f".join(parts).encode()).hexdigest()[:12]


def workbook_of(table: MappingTable) -> bytes:
    """The workbook."""
    buffer = io.BytesIO()
    name = told(table.name)
    with Workbook(buffer, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}) as book:
        made = datetime.combine(table.as_of, time())
        book.set_properties({"title": f"{name}目录栏目对照表", "author": told(table.office), "created": made})
        pen = _Pen(book)
        _write_guide(book.add_worksheet(GUIDE_SHEET), table, name, pen)
        entries = book.add_worksheet(ENTRY_SHEET)
        _write_entries(entries, table, name, pen)
        _write_columns(book.add_worksheet(COLUMN_SHEET), table, name, pen)
        entries.activate()
    return buffer.getvalue()


class _Pen:
    """The formats of one workbook, and cells written in them: links where an address can be one."""

    def __init__(self, book: Any) -> None:
        cell = {"text_wrap": True, "border": 1, "valign": "top"}
        link = {"font_color": "#0563C1", "underline": 1}
        self.title = book.add_format({"bold": True, "font_size": 15, "align": "left", "valign": "vcenter"})
        self.remark = book.add_format({"text_wrap": True, "valign": "vcenter", "font_color": "#555555"})
        head = {"bold": True, "text_wrap": True, "border": 1, "align": "center", "valign": "vcenter"}
        self.head = book.add_format(head | {"bg_color": "#DDE6F0"})
        self.asked = book.add_format(head | {"bg_color": "#FFE699"})
        self.text = book.add_format(cell)
        self.link = book.add_format(cell | link)
        # kept as text: what a person types there is never taken for a number, a date or a formula
        self.open = book.add_format(cell | {"bg_color": "#FFFBEA", "locked": False, "num_format": "@"})
        self.tint = {word: book.add_format(cell | {"bg_color": colour}) for word, colour in _TINTS.items()}
        self._links: dict[str, int] = {}

    def put(self, sheet: Any, row: int, place: int, value: str | int | None, form: Any = None, url: str = "") -> None:
        """Writes one cell."""
        form = form or self.text
        if value is None or value == "":
            sheet.write_blank(row, place, None, form)
        elif isinstance(value, int):
            sheet.write_number(row, place, value, form)
        elif url and is_link(url) and len(url) <= URL_LIMIT and self._links.get(sheet.name, 0) < LINKS_PER_SHEET:
            self._links[sheet.name] = self._links.get(sheet.name, 0) + 1
            sheet.write_url(row, place, url, self.link, string=value[:_CELL_LIMIT])
        else:
            sheet.write_string(row, place, value[:_CELL_LIMIT], form)


def _write_guide(sheet: Any, table: MappingTable, name: str, pen: _Pen) -> None:
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 0, f"{name}目录—栏目对照表", pen.title)
    sheet.set_row(0, 28)
    for number, (head, text) in enumerate(_guide(table, name), start=2):
        pen.put(sheet, number, 0, head, pen.head)
        pen.put(sheet, number, 1, text)
        sheet.set_row(number, height_of((head, text), (("", 18), ("", 100))))
    sheet.protect()
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


def _guide(table: MappingTable, name: str) -> list[tuple[str, str]]:
    proposed = sum(bool(row.columns) for row in table.rows)
    office = told(table.office)
    return [
        ("区", name),
        ("区编号", table.district),
        ("批次", table.round),
        ("数据截止", f"{day(table.as_of)}（{round_words(table.round)}）"),
        (
            "内容",
            f"标准目录事项 {len(table.rows)} 个，其中 {proposed} 个有建议的栏目；门户栏目 {len(table.columns)} 个。",
        ),
        (
            "为什么填",
            "巡查按本表认定每个事项在哪个栏目公开。贵区填“属实”“改为其他栏目”“尚无栏目”的，"
            f"经{office}导入后即以贵区所填的栏目为准，不再由系统推断，也就不会因为找错栏目而误判为未公开；"
            f"{office}已另行核定的除外。“本区无此业务”“在其他网站公开”须经同意，见下。",
        ),
        (
            "填在哪里",
            f"“{ENTRY_SHEET}”表中浅黄色的四列：{'、'.join(_ANSWERED)}。其余各列不用改。分几次填、只填一部分都可以。",
        ),
        (
            CONFIRMED,
            f"“{PROPOSED}”就是公开本事项的栏目（列出几个的，各个都是）。标“{SETTLED}”的此前已核对过，无变化的不用动。",
        ),
        (
            OTHER,
            f"建议的栏目不对，或没有建议：在“{RIGHT}”下拉选择，或从“{COLUMN_SHEET}”表复制栏目（也可写该表的网址或序号）。"
            "有几个栏目的，一行写一个（单元格内换行）或用分号隔开。",
        ),
        (NO_BUSINESS, f"本区确实没有这项业务。请在“{REMARK}”写明原因。须经{office}同意后才作不涉及处理。"),
        (
            ELSEWHERE,
            f"在上级部门等其他网站公开。请在“{ADDRESS}”填写公开页面的网址。须经{office}同意后才按报备处理。",
        ),
        (NO_COLUMN, f"门户上还没有对应的栏目（事项仍应公开）。建议的栏目不再提出；以后设了栏目，改填“{OTHER}”即可。"),
        (
            "把握程度",
            f"高：系统已按此对应；中、低：请着重核对；{NOT_FOUND}：系统没有找到栏目，请指明；"
            f"{NOT_NEEDED}：依申请、面向特定群体、线下公开或已报备的事项。",
        ),
        (
            COLUMN_SHEET,
            f"门户上的全部栏目，以及各自对应哪些事项。标“{UNASSIGNED.strip('（）')}”的请看一看是不是某个事项的栏目。",
        ),
        (
            "筛选和排序",
            "可以筛选；要排序、删行，先在“审阅”中撤销工作表保护（没有密码）。排序时请选中整张表，最右边有隐藏的编码列。",
        ),
        (
            "交回",
            "填好后按原文件格式（XLSX）保存交回即可，文件名可以改；分给各单位分别填写的，几份一起交回也行，不用合并。",
        ),
    ]


def _write_entries(sheet: Any, table: MappingTable, name: str, pen: _Pen) -> None:
    heads = [head for head, _ in ENTRY_COLUMNS]
    labels = {column.code: (column.label, column.url) for column in table.columns}
    remark = f"数据截止{day(table.as_of)}。请填浅黄色各列，填法见“{GUIDE_SHEET}”。"
    _begin(sheet, f"{name}目录—栏目对照表", remark, ENTRY_COLUMNS, pen)
    for number, row in enumerate(table.rows, start=1):
        at = _FIRST + number - 1
        cells = _entry_cells(number, row, labels)
        for place, head in enumerate(heads):
            form = pen.tint.get(row.certainty) if head == "把握程度" else pen.open if head in _ANSWERED else None
            url = row.title_url if head == "最近一条标题" else ""
            if head == PROPOSED and row.columns:
                url = labels[row.columns[0]][1]
            pen.put(sheet, at, place, cells[place], form, url)
        sheet.set_row(at, height_of([cell or "" for cell in cells], ENTRY_COLUMNS))
    last = _FIRST + max(1, len(table.rows)) - 1
    _validate(sheet, heads, last, len(table.columns))
    for code in _CODES:
        sheet.set_column(heads.index(code), heads.index(code), 14, None, {"hidden": True})
    _finish(sheet, last, len(heads) - 1, heads.index("二级事项") + 1)


def _entry_cells(number: int, row: TableRow, labels: dict[str, tuple[str, str]]) -> tuple[str | int | None, ...]:
    answers = (row.answer, "", "", told(row.remark))
    return (
        number,
        told(row.domain),
        told(row.level1),
        told(row.level2),
        told(row.unit),
        "\n".join(labels[code][0] for code in row.columns),
        row.certainty,
        "\n".join(labels[code][0] for code in row.others),
        "未读全" if row.pages is None else row.pages,
        row.newest.isoformat() if row.newest else "",
        told(row.title),
        *answers,
        row.code,
        " ".join(row.columns),
        answers_code(*answers),
    )


def answers_code(*answers: str) -> str:
    """A mark of the four answer cells: whether a person has changed what was filled in beforehand."""
    return short_code(*("".join(answer.split()) for answer in answers))


def _validate(sheet: Any, heads: list[str], last: int, columns: int) -> None:
    """The drop-downs. A typed column is asked about and let through: several may be written into one cell."""
    place = heads.index(ANSWER)
    sheet.data_validation(
        _FIRST, place, last, place,
        {
            "validate": "list", "source": list(ANSWERS), "input_title": ANSWER, "input_message": "请从下拉中选择一项",
            "error_title": "请从下拉中选择", "error_message": f"只能填：{'、'.join(ANSWERS)}。",
        },
    )  # fmt: skip
    if columns:
        place = heads.index(RIGHT)
        letter = chr(ord("A") + [head for head, _ in PORTAL_COLUMNS].index("栏目"))
        source = f"='{COLUMN_SHEET}'!${letter}${_FIRST + 1}:${letter}${_FIRST + columns}"
        sheet.data_validation(
            _FIRST, place, last, place,
            {
                "validate": "list", "source": source, "error_type": "information",
                "input_title": RIGHT, "input_message": f"选“{OTHER}”时填写：下拉选择，或从“{COLUMN_SHEET}”复制",
                "error_title": "不在栏目清单中", "error_message": f"请核对是否与“{COLUMN_SHEET}”中的栏目一致。",
            },
        )  # fmt: skip


def _write_columns(sheet: Any, table: MappingTable, name: str, pen: _Pen) -> None:
    free = sum(not column.entries for column in table.columns)
    remark = (
        f"门户上能列出信息的全部栏目 {len(table.columns)} 个，其中 {free} 个{UNASSIGNED.strip('（）')}。本表不用填写。"
    )
    _begin(sheet, f"{name}门户栏目清单", remark, PORTAL_COLUMNS, pen)
    for number, column in enumerate(table.columns, start=1):
        at = _FIRST + number - 1
        entries = "\n".join(map(told, column.entries)) or UNASSIGNED
        cells = (
            number, column.label, column.url, _KINDS.get(column.kind, ""), column.seen,
            column.newest.isoformat() if column.newest else "", entries, column.code,
        )  # fmt: skip
        for place, cell in enumerate(cells):
            marked = place == len(cells) - 2 and not column.entries
            pen.put(sheet, at, place, cell, pen.tint["中"] if marked else None, column.url if place == 2 else "")
        sheet.set_row(at, height_of(["" if cell is None else cell for cell in cells], PORTAL_COLUMNS))
    last = len(PORTAL_COLUMNS) - 1
    sheet.set_column(last, last, 14, None, {"hidden": True})
    _finish(sheet, _FIRST + max(1, len(table.columns)) - 1, last, 2)


def _begin(sheet: Any, title: str, remark: str, columns: Sequence[tuple[str, int]], pen: _Pen) -> None:
    # neither is merged: merged cells stand in the way of sorting and of moving columns
    sheet.write_string(0, 0, title, pen.title)
    sheet.write_string(1, 0, remark)
    sheet.set_row(0, 28)
    sheet.set_row(2, 32)
    for place, (head, width) in enumerate(columns):
        sheet.set_column(place, place, width)
        sheet.write_string(2, place, head, pen.asked if head in _ANSWERED and columns is ENTRY_COLUMNS else pen.head)


def _finish(sheet: Any, last_row: int, last: int, frozen: int) -> None:
    sheet.freeze_panes(_FIRST, frozen)
    sheet.autofilter(2, 0, last_row, last)
    sheet.protect(
        "", {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True, "insert_hyperlinks": True}
    )
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.repeat_rows(2)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C第 &P 页 共 &N 页")
