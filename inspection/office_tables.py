"""The tables an office keeps beside xuncha.toml: units.csv, columns.csv, waivers.csv, departments.csv, renames.csv,
lexicon.csv, tasks.csv.

They are edited in spreadsheet programs, so heads may be English or Chinese and the bytes UTF-8 or GB18030.
"""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar, get_args, get_type_hints

from inspection.errors import UserError
from inspection.toml_text import nearest
from inspection.types.directory import DomainDepartment
from inspection.types.judgement import ColumnNote, Unit, Waiver
from inspection.types.office import District
from inspection.types.page_facts import LexiconWord
from inspection.types.renames import RenameNote

T = TypeVar("T")

HEADS = {
    "区": "district", "所属区": "district", "名称": "name", "单位名称": "name", "简称": "short", "类别": "class",
    "上级": "superior", "上级单位": "superior", "起始日期": "since", "截止日期": "until", "联系方式": "contact",
    "栏目": "column", "栏目路径": "column", "责任单位": "unit", "更新周期": "period", "更新天数": "limit_days",
    "领域": "domain", "一级事项": "level1", "二级事项": "level2", "检查项": "rule", "性质": "kind", "理由": "reason",
    "部门": "bodies", "主管部门": "bodies", "原一级事项": "old_level1", "原二级事项": "old_level2",
    "现一级事项": "new_level1", "现二级事项": "new_level2", "依据": "clause",
    "错误表述": "wrong", "正确表述": "right", "严重": "serious", "备注": "note",
    "门户": "portal", "页面所写": "shown", "含义": "meaning", "说明": "remark", "公开情形": "trigger",
    "任务": "task", "期限": "due", "日期": "done", "办结日期": "done", "链接": "link",
}  # fmt: skip
_PERIODS = {
    "每日": "day", "每天": "day", "每周": "week", "每月": "month", "每季度": "quarter", "每季": "quarter",
    "每半年": "half_year", "半年": "half_year", "每年": "year",
}  # fmt: skip
_YES, _NO = ("是", "严重"), ("否", "一般")
_FEWEST_SIGNS = 2
_DATE = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$")


class CellError(Exception):
    """What is wrong with one cell, in Chinese."""


@dataclass(frozen=True)
class TableRow:
    """One row by English head, with the place for messages."""

    cells: dict[str, str]
    districts: tuple[District, ...]

    def text(self, head: str) -> str | None:
        return self.cells.get(head, "").strip() or None

    def must(self, head: str) -> str:
        value = self.text(head)
        if value is None:
            raise CellError(f"“{_written(head)}”不能空")
        return value

    def date(self, head: str) -> date | None:
        value = self.text(head)
        if value is None:
            return None
        found = _DATE.match(value)
        try:
            return date(*map(int, found.groups())) if found else _refuse_date(head, value)
        except ValueError:
            return _refuse_date(head, value)

    def path(self, head: str) -> tuple[str, ...]:
        value = self.text(head) or ""
        return tuple(part.strip() for part in re.split(r"[>＞›»/]", value) if part.strip())

    def list(self, head: str) -> tuple[str, ...]:
        parts = re.split(r"[、;；\n]", self.text(head) or "")
        return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))

    def one_of(self, head: str, known: tuple[str, ...], default: str | None = None) -> str:
        value = self.text(head) or default
        if value not in known:
            raise CellError(f"“{_written(head)}”应为{'、'.join(known)}之一，现在是“{value or ''}”")
        return value

    def district(self) -> str:
        value = self.must("district")
        for district in self.districts:
            if value in (district.id, district.name):
                return district.id
        like = nearest(value, [d.id for d in self.districts] + [d.name for d in self.districts])
        raise CellError(f"没有“{value}”这个区{f'，是不是“{like}”' if like else ''}")


def read_units(path: Path, districts: tuple[District, ...]) -> list[Unit]:
    """units.csv; an absent file gives none. Raises UserError naming every bad row."""
    kinds = get_args(get_type_hints(Unit)["kind"])

    def unit(row: TableRow) -> Unit:
        kind = row.one_of("class", kinds, "区属")
        return Unit(
            row.district(), row.must("name"), row.text("short"), kind,  # type: ignore[arg-type]  # one of its values
            row.text("superior"), row.date("since"), row.date("until"), row.text("contact"),
        )  # fmt: skip

    return read_table(path, districts, unit, ("district", "name"))


def read_column_notes(path: Path, districts: tuple[District, ...]) -> list[ColumnNote]:
    """columns.csv; an absent file gives none. Raises UserError naming every bad row."""
    periods = ("day", "week", "month", "quarter", "half_year", "year")

    def note(row: TableRow) -> ColumnNote:
        given = row.text("period")
        period = _PERIODS.get(given, given) if given else None
        if period is not None and period not in periods:
            raise CellError(f"“更新周期”应为{'、'.join(_PERIODS)}之一，现在是“{given}”")
        days = row.text("limit_days")
        if days is not None and not (days.isdigit() and int(days) > 0):
            raise CellError(f"“更新天数”应为正整数，现在是“{days}”")
        column = row.path("column")
        if not column:
            raise CellError("“栏目”不能空")
        return ColumnNote(
            row.district(), column, row.text("unit"), period,  # type: ignore[arg-type]  # one of its values
            int(days) if days else None, row.text("domain"), row.text("level1"), row.text("level2"),
        )  # fmt: skip

    return read_table(path, districts, note, ("district", "column"))


def read_waivers(path: Path, districts: tuple[District, ...]) -> list[Waiver]:
    """waivers.csv; an absent file gives none. Raises UserError naming every bad row."""

    def waiver(row: TableRow) -> Waiver:
        until = row.date("until")
        if until is None:
            raise CellError("“截止日期”不能空（报备都有期限）")
        kind = row.one_of("kind", ("报备", "不涉及"), "报备")
        return Waiver(
            row.district(), row.text("domain"), row.text("level1"), row.text("level2"), row.path("column") or None,
            row.text("rule"), kind, row.must("reason"), row.date("since"), until,  # type: ignore[arg-type]  # one of two
        )  # fmt: skip

    return read_table(path, districts, waiver, ("district", "reason", "until"))


def read_departments(path: Path, city: str) -> list[DomainDepartment]:
    """departments.csv: who answers for which domain; an absent file gives none. Domains are as written; the clause
    is the file itself where no 依据 is given. Raises UserError naming every bad row."""

    def department(row: TableRow) -> DomainDepartment:
        bodies, since, until = row.list("bodies"), row.date("since"), row.date("until")
        if not bodies:
            raise CellError("“部门”不能空")
        if since and until and until < since:
            raise CellError(f"“截止日期”{until} 早于“起始日期”{since}")
        return DomainDepartment(city, row.must("domain"), bodies, row.text("clause") or path.name, since, until)

    return read_table(path, (), department, ("domain", "bodies"))


def read_renames(path: Path, districts: tuple[District, ...]) -> list[RenameNote]:
    """renames.csv: which matter goes by which name now; an absent file gives none. Raises UserError naming every bad
    row."""

    def rename(row: TableRow) -> RenameNote:
        domain = row.must("domain")
        old, new = ((row.text(f"{age}_level1") or "", row.text(f"{age}_level2") or "") for age in ("old", "new"))
        if not any(old):
            raise CellError("“原一级事项”“原二级事项”不能都空")
        return RenameNote(row.district(), (domain, *old), (domain, *new) if any(new) else None)

    return read_table(path, districts, rename, ("district", "domain", "old_level1", "old_level2"))


def read_lexicon(path: Path) -> list[LexiconWord]:
    """lexicon.csv: wrong wordings to be found, in their order; an absent file gives none. Raises UserError naming
    every bad row."""
    seen: set[str] = set()

    def word(row: TableRow) -> LexiconWord:
        wrong, right = row.must("wrong"), row.must("right")
        if len(wrong) < _FEWEST_SIGNS:
            raise CellError(f"“错误表述”至少要有 {_FEWEST_SIGNS} 个字，现在是“{wrong}”，单字会误中正确的词语")
        if wrong == right:
            raise CellError(f"“错误表述”与“正确表述”相同（“{wrong}”）")
        if wrong in seen:
            raise CellError(f"“{wrong}”前面已有一行")
        seen.add(wrong)
        serious = row.one_of("serious", (*_YES, *_NO), "否")
        return LexiconWord(wrong, right, serious in _YES, row.text("note"))

    return read_table(path, (), word, ("wrong", "right"))


def read_table(
    path: Path, districts: tuple[District, ...], make: Callable[[TableRow], T], needed: tuple[str, ...]
) -> list[T]:
    """One value for each row of a table; an absent file gives none. Raises UserError naming every bad row."""
    if not path.exists():
        return []
    rows = list(csv.reader(io.StringIO(decoded_table(path), newline="")))
    heads = [HEADS.get(cell.strip(), cell.strip().lower()) for cell in rows[0]] if rows else []
    absent = [_written(head) for head in needed if head not in heads]
    if absent:
        raise UserError(f"{path} 第 1 行缺少表头“{'”“'.join(absent)}”，请按 xuncha init 写出的样表填写。")
    unknown = [head for head in heads if head and head not in HEADS.values()]
    if unknown:
        raise UserError(f"{path} 第 1 行有不认识的表头“{'”“'.join(unknown)}”，请按 xuncha init 写出的样表填写。")
    made, errors = [], []
    for number, cells in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in cells) or cells[0].lstrip().startswith("#"):
            continue
        try:
            made.append(make(TableRow(dict(zip(heads, cells, strict=False)), districts)))
        except CellError as error:
            errors.append(f"  第 {number} 行：{error}")
    if errors:
        raise UserError(f"{path} 有 {len(errors)} 行填写有误，请逐行修改后重试：\n" + "\n".join(errors))
    return made


def decoded_table(path: Path) -> str:
    """The text of a table in UTF-8 or GB18030. Raises UserError for anything else."""
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UserError(f"{path} 既不是 UTF-8 也不是 GB18030 编码，请另存为 CSV UTF-8。")


def _written(head: str) -> str:
    return next((chinese for chinese, english in HEADS.items() if english == head), head)


def _refuse_date(head: str, value: str) -> date:
    raise CellError(f"“{_written(head)}”应写成 2026-11-16 的样子，现在是“{value}”")
