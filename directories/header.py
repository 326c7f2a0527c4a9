"""The header of a standard directory: found by its words, in one row or two, whatever the order of its columns."""

import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache

from directories.cells import Level, folded, levels_in
from directories.sheet import Cell
from inspection.shipped import CONFIG


def _words() -> dict[str, str]:
    """The field of a column by its header without brackets and blanks; `spare_` fields stand in for a missing one."""
    data = tomllib.loads((CONFIG / "baseline" / "header.toml").read_text(encoding="utf-8"))
    return {word: name for name, words in data.items() for word in words}


_BY_WORD = _words()
_SECOND_ROW = ("level1", "level2", "level3", "public", "group", "proactive", "on_request")
_LEVEL_WORD = re.compile(
    "(?:省|州|市|县|区|旗|乡|镇|村|街|社区|街道|园区|作业区|、|/|[()])+(?:级|道)?(?:县级)?|.{0,4}[市县区旗州]级|[镇乡村街道、()]{1,6}级"
)
KNOWN_WORDS = 4


@dataclass
class Header:
    """Where the columns of a table are. `columns` maps fields to columns (several for joined elements), `levels` the
    tick columns of 公开层级 to what they stand for; `words` are its own words, `rows` how many rows it takes."""

    columns: dict[str, list[int]] = field(default_factory=dict)
    levels: dict[int, tuple[Level, ...]] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    rows: int = 1
    width: int = 0

    def first(self, name: str) -> int | None:
        """The first column of a field, or None where the table has no such column."""
        found = self.columns.get(name)
        return found[0] if found else None

    @property
    def has_level(self) -> bool:
        """True where the table names its matters at all."""
        return any(name in self.columns for name in ("level1", "level2", "matter", "category"))


def header_at(rows: tuple[tuple[Cell, ...], ...], index: int) -> Header | None:
    """The header that begins in a row, or None: at least four known words, among them one that names matters.

    The words of a second row (一级, 全社会, 主动, 县级 …) say what the columns below a merged word are.
    """
    top = [_word(cell) for cell in rows[index]]
    own = {name for cell, name in zip(rows[index], top, strict=True) if name and not cell.carried_right}
    if len(own) < KNOWN_WORDS:
        return None
    below = rows[index + 1] if index + 1 < len(rows) and _is_second(rows[index], rows[index + 1]) else None
    header = Header(rows=2 if below else 1, width=_width(rows[index], below))
    words: list[str] = []
    for column, cell in enumerate(rows[index]):
        under = below[column] if below else None
        name, word, levels = _column(cell, under, header)
        if levels and name == "level":
            header.levels[column] = levels
        elif name:
            header.columns.setdefault(name, []).append(column)
        if word and not (cell.carried_right and under is None):
            words.append(word)
    header.words = tuple(dict.fromkeys(words))
    _settle(header)
    return header if header.has_level and ("elements" in header.columns or len(header.columns) >= KNOWN_WORDS) else None


@lru_cache(4096)
def _bare(text: str) -> str:
    words = folded(text).replace("Ⅰ", "I").replace("Ⅱ", "II").replace("Ⅲ", "III")
    words = re.sub('[(][“"■●「].*$|[(](?:在标注|请|注|可多选).*$', "", words)
    return re.sub("[()/、*:]", "", words) if not re.search("[市县区乡镇村街].*级", words) else words


def _word(cell: Cell) -> str | None:
    bare = _bare(cell.text)
    found = _BY_WORD.get(bare) or _BY_WORD.get(re.sub("要素$", "", bare))
    if found:
        return found
    return "level" if bare and _is_level(bare) else None


def _is_level(bare: str) -> bool:
    return (
        len(bare) <= 12
        and bare.endswith(("级", "村", "街乡", "社区"))
        and bool(levels_in(bare))
        and bool(_LEVEL_WORD.fullmatch(bare))
    )


def _is_second(above: tuple[Cell, ...], below: tuple[Cell, ...]) -> bool:
    """True for the row under a header row that only divides its columns."""
    own = [cell for cell in below if folded(cell.text) and not cell.carried_down and not cell.carried_right]
    own = [cell for cell in own if folded(cell.text) != folded(above[cell.column].text)]
    return (
        bool(own)
        and all(_word(cell) in (*_SECOND_ROW, "level", "other", "matter") for cell in own)
        and any(_word(cell) in (*_SECOND_ROW, "level") for cell in own)
    )


def _column(cell: Cell, under: Cell | None, header: Header) -> tuple[str | None, str, tuple[Level, ...]]:
    """The field of a column, the word it goes by, and the levels it stands for."""
    if under is not None and folded(under.text) and not (under.carried_down and under.text == cell.text):
        name = _word(under)
        if name == "level":
            return "level", _bare(under.text), levels_in(under.text) or ()
        if name:
            # 一级事项 printed twice: the second one is the second level.
            again = name == "level1" and "level1" in header.columns and "level2" not in header.columns
            return ("level2" if again else name), _bare(under.text), ()
    name = _word(cell)
    if name == "level" and _BY_WORD.get(_bare(cell.text)) != "level":
        return "level", _bare(cell.text), levels_in(cell.text)
    if name == "level1" and "level1" in header.columns and "level2" not in header.columns and not cell.carried_right:
        name = "level2"
    if cell.carried_right and name not in ("audience", "method", "level"):
        return None, "", ()
    return name, _bare(cell.text), ()


def _settle(header: Header) -> None:
    """Gives columns that stand in for a missing field to it, and levels to tables without 一级 and 二级."""
    columns = header.columns
    for name in ("time_limit", "publisher", "channels"):
        spare = columns.pop(f"spare_{name}", None)
        if spare and name not in columns:
            columns[name] = spare[:1]
    if "level1" not in columns:
        for spare_name in ("category", "matter"):
            if spare_name in columns and ("level1" not in columns or "level2" not in columns):
                columns["level2" if "level1" in columns else "level1"] = columns[spare_name][:1]
    elif "level2" not in columns and "matter" in columns and columns["matter"][0] not in columns["level1"]:
        columns["level2"] = columns["matter"][:1]
    words = [word for column, word in sorted((column, "".join(levels)) for column, levels in header.levels.items())]
    if len(words) > 1 and sum("county" in word for word in words) > 1:
        # 市级 | 县级 | 乡级: the first is the prefecture, which is not inspected here.
        first = min(column for column, levels in header.levels.items() if "county" in levels)
        header.levels[first] = ()


def _width(row: tuple[Cell, ...], below: tuple[Cell, ...] | None) -> int:
    named = [cell.column for cell in (*row, *(below or ())) if folded(cell.text)]
    return max(named) + 1 if named else 0
