"""A problem list or a draft for comment as it came back: its rows by their heads, wherever these stand now.

Between going out and coming back a list is sorted, filtered, cut, merged with others and saved by other programs; its
heads are renamed a little. What cannot be read is told, never guessed.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from directories.readers import csv, xlsx
from directories.sheet import Cell, Sheet, cell_name
from inspection.errors import UserError
from inspection.reply_forms import (
    ASKED,
    CODE,
    DISTRICT,
    FORM,
    FORM_NAMES,
    LINK,
    MESSAGE,
    NUMBER,
    OFFICE,
    OPINION,
    PROOF,
    REASON,
    RESULT,
    ROUND,
    UNIT,
    VERSION,
    WORDS,
    FormKind,
    RowCode,
    read_code,
)

# Other names under which clerks send our columns back.
_ALSO = {
    RESULT: "整改结果 整改状态 整改落实情况 反馈情况 整改完成情况",
    OPINION: "核对结果 核实意见 反馈意见 核查意见 是否属实",
    LINK: "整改后链接 整改网址 整改后网址 整改后的链接 整改链接地址 整改页面链接 反馈链接",
    PROOF: "佐证网址 证明链接 佐证材料链接 佐证",
    REASON: "原因选项 未整改原因 异议原因",
    WORDS: "情况说明 整改说明 说明情况 反馈说明 具体说明 补充说明",
    NUMBER: "编号 问题编码",
}
_DEPTH = 50
_FACTS = (FORM, VERSION, OFFICE, DISTRICT, ROUND, UNIT)
_SHOWN = 3
# A row with more of our heads than this is a head, not an answer.
_HEADS_AGAIN = 3


@dataclass(frozen=True)
class FilledRow:
    """One row as it came back: cells by head, their places by head. `sheet` is what messages call the sheet; `unread`
    are heads of cells that hold a formula without a result, or an error."""

    sheet: str
    cells: Mapping[str, str]
    places: Mapping[str, str]
    unread: frozenset[str] = frozenset()

    def text(self, head: str) -> str:
        """What a cell says, without blanks around it."""
        return self.cells.get(head, "").strip()

    def place(self, head: str) -> str:
        """Where to look, as messages say it: “问题清单”表 P5（整改链接）."""
        at = self.places.get(head)
        return f"{self.sheet}{at}（{head}）" if at else f"{self.sheet}{next(iter(self.places.values()))}"

    @property
    def code(self) -> RowCode | None:
        """What the hidden code says; None where it was lost."""
        return read_code(self.text(CODE))


@dataclass(frozen=True)
class FilledForm:
    """A list that came back. `facts` are what its sheet 填写说明 says of it (none where that was taken out); `strange`
    are columns with text that are not ours."""

    path: Path
    kind: FormKind
    facts: Mapping[str, str]
    rows: tuple[FilledRow, ...]
    strange: tuple[str, ...]


def read_form(path: Path) -> FilledForm:
    """A list that came back. Raises UserError where the file cannot be opened, is another file than one of ours, or has
    lost a column that it cannot do without."""
    sheets = _sheets(path)
    facts = _facts(sheets)
    found: dict[FormKind, list[FilledRow]] = {"list": [], "draft": []}
    strange: list[str] = []
    kinds: set[FormKind] = set()
    for sheet in sheets:
        kind, top, heads = _heads(sheet)
        if kind is None:
            continue
        kinds.add(kind)
        called = f"“{sheet.name}”表 " if sheet.name else ""
        found[kind] += _rows(sheet, kind, top, heads, called)
        strange += [f"{called}“{head}”" for head in _strange(sheet, top, heads)]
    if len(kinds) != 1:
        raise UserError(_no_form(path, sheets, kinds))
    kind = kinds.pop()
    said = facts.get(FORM, "")
    if said and said != FORM_NAMES[kind]:
        raise UserError(
            f"{path.name} 的“填写说明”写的是“{said}”，表中却是“{FORM_NAMES[kind]}”的列，请用原来的文件重新填写。"
        )
    return FilledForm(path, kind, facts, tuple(found[kind]), tuple(strange))


def plain(text: str) -> str:
    """A short text as it is compared: width, blanks, stops and what stands in brackets folded away."""
    folded = unicodedata.normalize("NFKC", text).lower()
    folded = re.sub(r"[(\[【〔].*?(?:[)\]】〕]|$)", "", folded)
    return re.sub(r"[\s*:;,。、；，！!.“”\"']+", "", folded)


def _sheets(path: Path) -> list[Sheet]:
    if not path.is_file():
        raise UserError(f"找不到 {path}，请核对路径。")
    suffix = path.suffix.lower()
    if suffix in csv.EXTENSIONS:
        return csv.read(path)
    if suffix in xlsx.EXTENSIONS:
        return xlsx.read(path)
    raise UserError(f"{path.name} 不是 XLSX 或 CSV，请用表格软件另存为 XLSX 后再导入。")


def _heads(sheet: Sheet) -> tuple[FormKind | None, int, dict[int, str]]:
    """What kind of list a sheet is (None: none), the row of its heads, and which of our heads each place has."""
    for number, row in enumerate(sheet.rows[:_DEPTH]):
        found = [(kind, _named(row, kind)) for kind in ASKED]
        fit = [
            (kind, heads)
            for kind, heads in found
            if ASKED[kind][0] in heads.values() and {NUMBER, CODE} & set(heads.values())
        ]
        if fit:
            kind, heads = max(fit, key=lambda pair: len(pair[1]))
            return kind, number, heads
    return None, 0, {}


def _named(row: Sequence[Cell], kind: FormKind) -> dict[int, str]:
    """Our heads by place: first those that are called as ours are, then those under other names that leave no doubt."""
    ours = (*ASKED[kind], NUMBER, CODE, MESSAGE)
    exact = {plain(head): head for head in ours}
    also = {plain(word): head for head in ours for word in _ALSO.get(head, "").split()}
    found: dict[int, str] = {}
    cells = [cell for cell in row if plain(cell.text) and not cell.carried_right]
    for names in (exact, also):
        for cell in cells:
            head = names.get(plain(cell.text))
            if head and head not in found.values() and cell.column not in found:
                found[cell.column] = head
    for cell in cells:
        left = [head for head in ours if head not in found.values() and len(head) > 2]
        like = [head for head in left if plain(head) in plain(cell.text)]
        if len(like) == 1 and cell.column not in found:
            found[cell.column] = like[0]
    return found


def _rows(sheet: Sheet, kind: FormKind, top: int, heads: Mapping[int, str], called: str) -> list[FilledRow]:
    rows = []
    for row in sheet.rows[top + 1 :]:
        # a remark that runs over the whole breadth answers nothing
        cells = {heads[cell.column]: cell for cell in row if cell.column in heads and not cell.carried_right}
        # texts of CSV have no name, and rows that end early hide nothing
        unread = {head for head, cell in cells.items() if not cell.given and sheet.problems and sheet.name is not None}
        if not unread and not any(cell.text.strip() for cell in cells.values()):
            continue
        if len(_named(row, kind)) > _HEADS_AGAIN:
            continue  # lists were put one below the other with their heads
        texts = {head: cell.text for head, cell in cells.items()}
        places = {head: cell_name(row[0].row, place) for place, head in heads.items()}
        rows.append(FilledRow(called, texts, places, frozenset(unread)))
    return rows


def _strange(sheet: Sheet, top: int, heads: Mapping[int, str]) -> list[str]:
    """Columns right of ours that somebody added and filled in."""
    first = min(place for place, head in heads.items() if head in {*ASKED["list"], *ASKED["draft"]})
    last = max(heads)
    names = []
    for cell in sheet.rows[top]:
        if cell.column in heads or cell.column < first or cell.carried_right:
            continue
        filled = any(one.text.strip() for row in sheet.rows[top + 1 :] for one in row[cell.column : cell.column + 1])
        if filled and (cell.text.strip() or cell.column <= last + 1):
            names.append(cell.text.strip() or f"{cell_name(cell.row, cell.column)}列")
    return names


def _facts(sheets: Iterable[Sheet]) -> dict[str, str]:
    """What the sheet 填写说明 says of the list itself."""
    found: dict[str, str] = {}
    for sheet in sheets:
        named = {row[0].text.strip(): row[1].text.strip() for row in sheet.rows if len(row) > 1}
        if {FORM, ROUND} <= set(named):
            found = {head: named[head] for head in _FACTS if named.get(head)}
    return found


def _no_form(path: Path, sheets: Sequence[Sheet], kinds: set[FormKind]) -> str:
    if kinds:
        return f"{path.name} 中既有问题清单又有征求意见稿，请分成两个文件再导入。"
    needed = f"要有“{NUMBER}”和“{RESULT}”（问题清单）或“{OPINION}”（征求意见稿）两列"
    seen = [cell.text.strip() for sheet in sheets for row in sheet.rows[:_SHOWN] for cell in row if cell.text.strip()]
    looks = f"；现在的开头是“{seen[0][:20]}”" if seen else "；表中没有内容"
    return f"{path.name} 不是交回的问题清单或征求意见稿：{needed}{looks}，请用巡查发出的文件填写。"
