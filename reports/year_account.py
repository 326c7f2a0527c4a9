"""年度得分说明: an account of every point of a year, as text, as rows, and as a workbook with a sheet a district."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from inspection.types.office import District
from inspection.types.year import Account, AccountLine, Period, YearChange, YearLock
from reports.export import harmless
from reports.sheets import Cell, Table, book_of
from reports.words import told

PERIODS: Mapping[Period, str] = {"first": "上半年", "second": "下半年", "year": "全年"}
KEYS = (
    "year", "period", "district", "unit", "indicator", "full", "low", "high", "counted", "why", "basis", "source",
)  # fmt: skip
_COLUMNS = (
    ("时段", 8), ("对象", 22), ("指标", 30), ("满分", 8), ("最低", 9), ("最高", 9), ("计入", 7), ("扣分/加分说明", 44),
    ("依据", 30), ("来源", 34),
)  # fmt: skip
_CHANGE_COLUMNS = (
    ("日期", 12), ("区", 12), ("对象", 22), ("指标", 24), ("满分", 8), ("得分", 9), ("更正理由", 40), ("文件", 24),
)  # fmt: skip
_NAME_LIMIT = 31
_BAD_IN_SHEET = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))


@dataclass(frozen=True)
class YearView:
    """What the account of a year is written from. `locked` says whether `standing` is a lock, or how it stands now."""

    office: str
    year: int
    districts: tuple[District, ...]
    accounts: tuple[Account, ...]
    changes: tuple[YearChange, ...]
    standing: YearLock
    locked: bool


def account_text(view: YearView) -> str:
    """The account for the screen."""
    lines = [state_of(view)]
    names = _names(view)
    for account in view.accounts:
        lines.append(f"{_subject(account, names)} {view.year} 年{PERIODS[account.period]}：{_total(account)}")
        lines += [f"  {_line_text(line)}" for line in account.lines]
        lines += [f"  {told(apart)}" for apart in _apart(account)]
    return "\n".join(lines)


def account_rows(view: YearView) -> list[dict[str, Any]]:
    """A row for every line of every account, by KEYS; a sum has the indicator 合计."""
    rows = []
    for account in view.accounts:
        whole = AccountLine("合计", account.full, account.low, account.high, "；".join(_apart(account)), "", "")
        rows += [
            {
                "year": view.year, "period": PERIODS[account.period], "district": account.district,
                "unit": account.unit, "indicator": told(line.indicator), "full": line.full, "low": line.low,
                "high": line.high, "counted": line.counted, "why": told(line.why), "basis": told(line.basis),
                "source": told(line.source),
            }
            for line in (*account.lines, whole)
        ]  # fmt: skip
    return rows


def as_csv(view: YearView) -> str:
    """The rows as CSV, without a byte order mark."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(KEYS)
    for row in account_rows(view):
        cells = (str(row[key]).lower() if isinstance(row[key], bool) else row[key] for key in KEYS)
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in cells])
    return buffer.getvalue()


def as_jsonl(view: YearView) -> str:
    """The rows as JSON lines."""
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in account_rows(view))


def account_book(view: YearView) -> bytes:
    """The workbook: a sheet a district, and one of what was changed after the year was locked."""
    names = _names(view)
    tables = []
    for district in view.districts:
        own = [account for account in view.accounts if account.district == district.id]
        rows = [cells for account in own for cells in _cells(account, names)]
        remark = f"{state_of(view)}区间为最低至最高；单项否决、重大问题另列，不折算进得分。算法见 docs/scores.md。"
        title = f"{told(district.name)}{view.year}年度得分说明"
        tables.append(Table(_sheet_name(district, view.districts), title, _COLUMNS, rows, remark))
    corrections = [change for change in view.changes if change.reason]
    if corrections:
        told_ = [_change_cells(change, names) for change in corrections]
        tables.append(Table("锁定后更正", f"{view.year}年度锁定后的更正", _CHANGE_COLUMNS, told_, state_of(view)))
    made = datetime.combine(view.standing.locked_on, time())
    return book_of(tables, title=f"{view.year}年度得分说明", author=told(view.office), made=made)


def state_of(view: YearView) -> str:
    """Whether the year is locked, and how its rounds count."""
    count = view.standing.count
    way = {"latest": "取最近一次", "mean": "取各次平均", "best": "取最好一次"}
    how = (
        f"批次得分{way[count.rounds]}，折合满分{count.full}（{count.clause}）"
        if count
        else "检查口径没有规定批次如何计入（year_score），批次得分只列出、不计入"
    )
    corrected = sum(bool(change.reason) for change in view.changes)
    if not view.locked:
        return f"{view.year} 年尚未锁定；{how}。"
    also = f"，此后更正 {corrected} 处" if corrected else ""
    return f"{view.year} 年已于 {view.standing.locked_on} 由{told(view.standing.who)}锁定{also}；{how}。"


def _cells(account: Account, names: Mapping[str, str]) -> Iterable[Sequence[Cell]]:
    subject, period = _subject(account, names), PERIODS[account.period]
    for line in account.lines:
        yield (
            period, subject, told(line.indicator), line.full, _number(line.low), _number(line.high),
            "计入" if line.counted else "只列出", told(line.why), told(line.basis), told(line.source),
        )  # fmt: skip
    share = _share(account)
    yield (
        period,
        subject,
        "合计",
        account.full,
        account.low,
        account.high,
        "",
        f"折合百分制{share}" if share else "",
        "",
        "",
    )
    for apart in _apart(account):
        yield (period, subject, "另列", "", "", "", "", told(apart), "", "")


def _change_cells(change: YearChange, names: Mapping[str, str]) -> Sequence[Cell]:
    mark = change.mark
    subject = mark.unit or names.get(mark.district, mark.district)
    return (
        change.recorded_on.isoformat(), told(names.get(mark.district, mark.district)), told(subject),
        told(mark.indicator), mark.full, mark.points, told(change.reason), told(change.file),
    )  # fmt: skip


def _line_text(line: AccountLine) -> str:
    points = "无得分" if line.low is None else f"{_range(line.low, line.high)}/{line.full:g}"
    if line.low is not None and not line.full:
        points = f"{'加' if line.low >= 0 else '扣'} {abs(line.low):g}"
    parts = [f"{told(line.indicator)}：{points}", "" if line.counted else "（只列出）"]
    more = "；".join(filter(None, (told(line.why), told(line.basis))))
    return "".join(parts) + (f"，{more}" if more else "")


def _total(account: Account) -> str:
    if not any(line.counted for line in account.lines):
        return "没有计入的得分"
    share = _share(account)
    return f"{_range(account.low, account.high)} 分，满分 {account.full:g}" + (f"，折合百分制 {share}" if share else "")


def _share(account: Account) -> str:
    if not account.full:
        return ""
    return _range(round(100 * account.low / account.full, 2), round(100 * account.high / account.full, 2))


def _apart(account: Account) -> list[str]:
    return [
        *(f"单项否决（按19号文口径提示，待人工核定）：{veto}" for veto in account.vetoes),
        *(f"重大问题：{red}" for red in account.red_lines),
    ]


def _range(low: float, high: float | None) -> str:
    return f"{low:g}" if low == high or high is None else f"{low:g}–{high:g}"


def _number(value: float | None) -> Cell:
    return "" if value is None else value


def _subject(account: Account, names: Mapping[str, str]) -> str:
    return told(account.unit or names.get(account.district, account.district))


def _names(view: YearView) -> dict[str, str]:
    return {district.id: district.name for district in view.districts}


def _sheet_name(district: District, districts: Sequence[District]) -> str:
    """A sheet's name that spreadsheets take, with the id where districts have one name."""
    same = sum(one.name == district.name for one in districts) > 1
    name = told(f"{district.name}（{district.id}）" if same else district.name)
    return name.translate(_BAD_IN_SHEET)[:_NAME_LIMIT] or district.id
