"""The office's table of a year's indicators: read as a whole, each wrong row named with its place and its cure."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from directories.readers.xlsx import EXTENSIONS, read
from inspection.errors import UserError
from inspection.office_tables import CellError, decoded_table
from inspection.toml_text import nearest
from inspection.types.judgement import Unit
from inspection.types.office import District
from inspection.types.year import Period, YearMark

HEADS = ("指标", "满分", "对象", "得分", "扣分/加分说明", "依据", "来源")
_OPTIONAL = ("区", "时段")
_ALSO = {
    "扣分说明": "扣分/加分说明", "加分说明": "扣分/加分说明", "说明": "扣分/加分说明", "扣分加分说明": "扣分/加分说明",
    "扣（加）分说明": "扣分/加分说明", "评分依据": "依据", "数据来源": "来源", "指标名称": "指标", "分值": "满分",
}  # fmt: skip
_PERIODS: dict[str, Period] = {"": "year", "全年": "year", "年度": "year", "上半年": "first", "下半年": "second"}
_SUMS = ("合计", "总计", "小计", "总分")
_NUMBER = re.compile(r"[+-]?\d{1,5}(?:\.\d{1,2})?")
_HEAD_WITHIN = 50
_SHOWN = 20


@dataclass(frozen=True)
class _Row:
    place: str
    cells: Mapping[str, str]

    def text(self, head: str) -> str:
        return " ".join(self.cells.get(head, "").split())

    def must(self, head: str) -> str:
        if text := self.text(head):
            return text
        raise CellError(f"“{head}”不能空，请填写")

    def points(self, head: str) -> float:
        text = unicodedata.normalize("NFKC", self.must(head)).removesuffix("分").replace(" ", "").replace("−", "-")
        if not _NUMBER.fullmatch(text):
            raise CellError(f"“{head}”应是数，最多两位小数，现在是“{self.text(head)}”，请改写")
        return float(text)


def read_marks(path: Path, year: int, districts: Sequence[District], units: Sequence[Unit]) -> list[YearMark]:
    """The marks of a table. Raises UserError for a file that cannot be read, and naming every row that is wrong."""
    marks: list[YearMark] = []
    errors: list[str] = []
    places: dict[tuple[str, ...], str] = {}
    full: dict[tuple[str, str], tuple[float, str]] = {}
    for row in _rows(path):
        try:
            mark = _mark(row, year, districts, units)
            if before := places.get(mark.key):
                raise CellError(f"“{mark.indicator}”的同一对象在{before}已有一行，请并为一行")
            known, where = full.setdefault((mark.indicator, mark.period), (mark.full, row.place))
            if known != mark.full:
                raise CellError(f"“{mark.indicator}”的满分在{where}是{known:g}，这里是{mark.full:g}，请统一")
        except CellError as error:
            errors.append(f"  {row.place}：{error}。")
            continue
        places[mark.key] = row.place
        marks.append(mark)
    if errors:
        more = [f"  另有 {len(errors) - _SHOWN} 行。"] if len(errors) > _SHOWN else []
        listed = "\n".join([*errors[:_SHOWN], *more])
        raise UserError(f"{path} 有 {len(errors)} 行填写有误，没有导入任何一行，请逐行修改后重试：\n{listed}")
    if not marks:
        raise UserError(f"{path} 中没有一行指标，没有导入，请核对文件。")
    return marks


def table_of(root: Path, year: int) -> Path:
    """The table of a year where an office keeps it: year/2026.xlsx or .csv. Raises UserError where there is none."""
    found = [path for ending in ("xlsx", "csv") if (path := root / "year" / f"{year}.{ending}").is_file()]
    if len(found) == 1:
        return found[0]
    if found:
        raise UserError(f"{found[0]} 和 {found[1]} 都在，请写明导入哪一个文件。")
    raise UserError(f"没有 {root / 'year' / f'{year}.xlsx'}（或 .csv），请放好指标表，或写明要导入的文件。")


def left_out(marks: Sequence[YearMark], districts: Sequence[District]) -> Iterator[str]:
    """One sentence for each indicator that some districts have and others have not."""
    for indicator in dict.fromkeys(mark.indicator for mark in marks if mark.full and mark.unit is None):
        given = {mark.district for mark in marks if mark.indicator == indicator and mark.unit is None}
        lacking = [one.name for one in districts if one.id not in given]
        if lacking:
            yield f"“{indicator}”没有{'、'.join(lacking)}的得分，其满分和得分都不计入，请核对。"


def _mark(row: _Row, year: int, districts: Sequence[District], units: Sequence[Unit]) -> YearMark:
    indicator = row.must("指标")
    district, unit = _subject(row.must("对象"), row.text("区"), districts, units)
    full, points, why = row.points("满分"), row.points("得分"), row.text("扣分/加分说明")
    if full < 0:
        raise CellError("“满分”不能小于 0，只加分、只扣分的指标满分写 0")
    if full and not 0 <= points <= full:
        raise CellError(f"“得分”{points:g}应在 0 与满分{full:g}之间，加分、扣分请另设满分为 0 的指标")
    if points != full and not why:
        raise CellError("得分与满分不同，“扣分/加分说明”不能空，请写明原因")
    if row.text("时段") not in _PERIODS:
        raise CellError(f"“时段”应为全年、上半年、下半年之一，现在是“{row.text('时段')}”，请改写")
    period = _PERIODS[row.text("时段")]
    return YearMark(year, period, district, unit, indicator, full, points, why, row.must("依据"), row.must("来源"))


def _subject(name: str, place: str, districts: Sequence[District], units: Sequence[Unit]) -> tuple[str, str | None]:
    """Whom a row is about: a district, or a unit of units.csv."""
    for one in districts:
        if name in (one.id, one.name):
            return one.id, None
    within = {one.id for one in districts if not place or place in (one.id, one.name)}
    if not within:
        known = "、".join(one.name for one in districts)
        raise CellError(f"没有“{place}”这个区，现有{known}，请改正“区”一栏")
    found = sorted(
        {(unit.district, unit.name) for unit in units if unit.district in within and name in (unit.name, unit.short)}
    )
    if len(found) == 1:
        return found[0]
    if found:
        raise CellError(f"有 {len(found)} 个单位都叫“{name}”，请加“区”一栏写明是哪个区的，或写全称")
    like = nearest(name, [*(one.name for one in districts), *(unit.name for unit in units)])
    hint = f"，是不是“{like}”" if like else ""
    raise CellError(f"“{name}”既不是 xuncha.toml 中的区，也不是 units.csv 中的单位{hint}，请改正")


def _rows(path: Path) -> Iterator[_Row]:
    """The rows of the table below its heads; without blank rows, comments and sums."""
    if not path.is_file():
        raise UserError(f"找不到 {path}，请核对路径。")
    if path.suffix.lower() == ".csv":
        lines = list(csv.reader(io.StringIO(decoded_table(path), newline="")))
        sheets = [("", list(enumerate(lines, start=1)))]
    elif path.suffix.lower() in EXTENSIONS:
        sheets = [
            (f"“{one.name}”表", [(row[0].row + 1, [cell.text for cell in row]) for row in one.rows if row])
            for one in read(path)
        ]
    else:
        raise UserError(f"{path} 不是 XLSX 或 CSV，请另存为其中一种后再导入。")
    for sheet, rows in sheets:
        for top, (_, cells) in enumerate(rows[:_HEAD_WITHIN]):
            heads = {_head(text): column for column, text in reversed(list(enumerate(cells)))}
            if {"指标", "得分"} <= set(heads):
                if lacking := [head for head in HEADS if head not in heads]:
                    raise UserError(f"{path} {sheet}缺少表头“{'”“'.join(lacking)}”，请补上后再导入。")
                yield from _below(sheet, rows[top + 1 :], heads)
                return
    raise UserError(f"{path} 中没有找到表头（{'、'.join(HEADS)}），请按此列出各栏后再导入。")


def _below(sheet: str, rows: Sequence[tuple[int, Sequence[str]]], heads: Mapping[str, int]) -> Iterator[_Row]:
    for number, cells in rows:
        given = {head: cells[column] for head, column in heads.items() if column < len(cells) and head}
        first = next((text.strip() for text in cells if text.strip()), "")
        if first and not first.startswith("#") and first not in _SUMS and given.get("指标", "").strip() not in _SUMS:
            yield _Row(f"{sheet}第 {number} 行", given)


def _head(text: str) -> str:
    """A head as it is known; '' for others."""
    plain = re.sub(r"\s+", "", text).replace("／", "/")
    plain = _ALSO.get(plain, plain)
    return plain if plain in (*HEADS, *_OPTIONAL) else ""
