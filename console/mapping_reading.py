"""A directory–column table as it came back: its rows by their heads, wherever these stand now, and what they say."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from directories.readers.xlsx import read
from directories.sheet import Cell, Sheet, cell_name
from inspection.errors import UserError
from reports.mapping_table import (
    ADDRESS,
    ANSWER,
    COLUMN_CODE,
    CONFIRMED,
    ELSEWHERE,
    ENTRY_CODE,
    ENTRY_COLUMNS,
    ENTRY_SHEET,
    GUIDE_SHEET,
    NO_BUSINESS,
    NO_COLUMN,
    OTHER,
    PORTAL_COLUMNS,
    PREFILLED,
    PROPOSED,
    REMARK,
    RIGHT,
    answers_code,
)

_ENTRY_HEADS = frozenset(head for head, _ in ENTRY_COLUMNS)
_COLUMN_HEADS = frozenset(head for head, _ in PORTAL_COLUMNS)
_CODE = re.compile(r"[0-9a-f]{12}")
# How people write the choices when they type them. What may mean two of them (无, 没有) is none of these.
_WORDS = {
    CONFIRMED: """属实 是 是的 对 对的 正确 无误 确认 已确认 同意 一致 符合 准确 没问题 无问题 ok y yes √ ✓ ✔""",
    OTHER: """改为其他栏目 其他栏目 改其他栏目 改为 改 更改 更正 修改 调整 错 错误 不对 不是 不正确 不准确 否 不属实
        有误 n no × ✕ ✗ ✘ x""",
    NO_BUSINESS: """本区无此业务 无此业务 本区无此项业务 无此项业务 没有此业务 没有此项业务 没有这项业务 无相关业务
        无业务 不涉及 本区不涉及 不涉及本项业务 不涉及此业务""",
    ELSEWHERE: """在其他网站公开 其他网站公开 其他网站 在其他网站 在别的网站公开 别的网站 在上级网站公开 上级网站公开
        外部网站 外网公开""",
    NO_COLUMN: """尚无栏目 无栏目 没有栏目 暂无栏目 未设栏目 未设置栏目 尚未设置栏目 没有设置栏目 无对应栏目
        没有对应栏目 未建栏目""",
}


def _plain(text: str) -> str:
    """A short answer as it is compared: width, blanks and stops folded away."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"[\s。.，,;；!！、“”\"'()]+", "", folded)


_MEANT = {_plain(word): answer for answer, words in _WORDS.items() for word in words.split()}


@dataclass(frozen=True)
class FilledRow:
    """One row as it came back, by head; heads that were deleted are not there. `places` are the cells by name, `sheet`
    what messages call the sheet."""

    sheet: str
    cells: Mapping[str, str]
    places: Mapping[str, str]

    def text(self, head: str) -> str:
        """What a cell says, without blanks around it."""
        return self.cells.get(head, "").strip()

    def place(self, head: str) -> str:
        """Where to look, as messages say it."""
        return f"{self.sheet} {self.places.get(head) or next(iter(self.places.values()))}"

    @property
    def untouched(self) -> bool:
        """Whether nothing was answered beyond what was filled in beforehand."""
        answers = (self.text(ANSWER), self.text(RIGHT), self.text(ADDRESS), self.text(REMARK))
        return not any(answers) or answers_code(*answers) == self.text(PREFILLED)

    @property
    def code(self) -> str:
        """The hidden code of the entry; '' where it was lost."""
        return self.text(ENTRY_CODE) if _CODE.fullmatch(self.text(ENTRY_CODE)) else ""

    @property
    def proposed(self) -> tuple[str, ...]:
        """The hidden codes of the proposed columns."""
        return tuple(code for code in self.text(COLUMN_CODE).split() if _CODE.fullmatch(code))


@dataclass(frozen=True)
class FilledTable:
    """A table that came back. `district` and `round` are '' where the sheet 填写说明 was taken out. `columns` are the
    labels of its own list of columns by code, `numbers` the codes by their number in that list."""

    path: Path
    district: str
    round: str
    rows: tuple[FilledRow, ...]
    columns: Mapping[str, str]
    numbers: Mapping[str, str]
    unread: tuple[str, ...]


def read_filled(path: Path, *, among: bool = False) -> FilledTable:
    """A table that came back; `among` others, so that places name its file.

    Raises UserError where the file cannot be opened or has no sheet with the table's heads. `unread` are Chinese
    clauses about cells whose value nobody saved."""
    if not path.is_file():
        raise UserError(f"找不到 {path}，请核对路径。")
    sheets = read(path)
    rows: list[FilledRow] = []
    unread: list[str] = []
    labels: dict[str, str] = {}
    numbers: dict[str, str] = {}
    found = False
    for sheet in sheets:
        if heads := _heads(sheet, _ENTRY_HEADS, {ANSWER}, {ENTRY_CODE, "一级事项", "二级事项"}):
            found = True
            called = f"{path.name} “{sheet.name}”表" if among else f"“{sheet.name}”表"
            rows += _rows(sheet, heads, called)
            unread += [f"{called} {clause}。" for clause in sheet.problems]
        elif heads := _heads(sheet, _COLUMN_HEADS, {"栏目"}, {COLUMN_CODE}):
            for row in _rows(sheet, heads, ""):
                code = row.text(COLUMN_CODE)
                if _CODE.fullmatch(code):
                    labels.setdefault(code, row.text("栏目"))
                    numbers.setdefault(row.text("序号"), code)
    if not found:
        raise UserError(f"{path} 中没有“{ENTRY_SHEET}”表（要有“{ANSWER}”一列），请核对是不是交回的目录栏目对照表。")
    facts = _facts(sheets)
    return FilledTable(
        path, facts.get("区编号", ""), facts.get("批次", ""), tuple(rows), labels, numbers, tuple(unread)
    )


def meant_answer(text: str) -> str | None:
    """Which of the choices a person means; '' for nothing, None for what is none or may be two of them."""
    plain = _plain(text)
    return _MEANT.get(plain) if plain else ""


def is_proposed_shown(row: FilledRow, labels: Iterable[str]) -> bool:
    """Whether the row still shows these columns as its proposal: its hidden codes may have been left behind when only
    some of the sheet was sorted."""
    return PROPOSED not in row.cells or lines_of(row.text(PROPOSED)) == [" ".join(label.split()) for label in labels]


def lines_of(text: str) -> list[str]:
    """The lines of a cell, without blank ones."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _heads(
    sheet: Sheet, known: frozenset[str], needed: set[str], one_of: set[str]
) -> tuple[int, dict[int, str]] | None:
    """The row of the heads, and which head each place has."""
    for number, row in enumerate(sheet.rows[:50]):
        heads: dict[int, str] = {}
        for cell in row:
            text = re.sub(r"\s+|[（(].*$|[*＊：:]+$", "", cell.text)
            if text in known and text not in heads.values():
                heads[cell.column] = text
        if needed <= set(heads.values()) and one_of & set(heads.values()):
            return number, heads
    return None


def _rows(sheet: Sheet, found: tuple[int, dict[int, str]], called: str) -> list[FilledRow]:
    top, heads = found
    rows = []
    for row in sheet.rows[top + 1 :]:
        cells: dict[str, Cell] = {heads[cell.column]: cell for cell in row if cell.column in heads}
        if any(cell.text.strip() for head, cell in cells.items() if head != "序号"):
            texts = {head: cell.text for head, cell in cells.items()}
            places = {head: cell_name(row[0].row, place) for place, head in heads.items()}
            rows.append(FilledRow(called, texts, places))
    return rows


def _facts(sheets: Iterable[Sheet]) -> dict[str, str]:
    """What the sheet 填写说明 says of the table itself."""
    found: dict[str, str] = {}
    for sheet in sheets:
        named = {row[0].text.strip(): row[1].text.strip() for row in sheet.rows if len(row) > 1}
        if sheet.name == GUIDE_SHEET or {"区编号", "批次"} <= set(named):
            found = named | found
    return found
