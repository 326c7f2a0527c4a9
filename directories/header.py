"""The header of a standard directory: found by its words, in one row or two, whatever the order of its columns."""

import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache

from directories.boxes import Level, channel_name, levels_in, names_county
from directories.cells import SEEN, folded
from directories.sheet import Cell
from directories.spilled import loose_header, spilled_header
from directories.unnamed import with_unnamed
from inspection.shipped import CONFIG

Rows = tuple[tuple[Cell, ...], ...]


def _words() -> dict[str, str]:
    """The field of a column by its header without brackets and blanks; `spare_` fields stand in for a missing one."""
    data = tomllib.loads((CONFIG / "baseline" / "header.toml").read_text(encoding="utf-8"))
    return {word: name for name, words in data.items() for word in words}


_BY_WORD = _words()
LEVELS = ("level1", "level2", "level3", "level4", "level5", "level6")
TICKS = ("public", "group", "proactive", "on_request")
_DIVIDED = ("audience", "method", "level", "channels", "matter")
_SECOND_ROW = (*LEVELS, *TICKS, "level")
_LEVEL_WORD = re.compile(
    "(?:省|州|市|县|区|旗|乡|镇|村|街|社区|街道|园区|作业区|苏木|嘎查|、|/|[()])+(?:本?级|道)?(?:县级)?"
    "|.{0,4}[市县区旗州]本?级|[镇乡村街道、()]{1,6}级"
)
_FIELDS = (
    "seq", "domain", "level1", "level2", "level3", "elements", "basis", "time_limit", "publisher", "channels",
    "audience", "public", "group", "method", "proactive", "on_request", "level",
)  # fmt: skip
KNOWN_WORDS = 4
_COMMON = ("序号", "事项", "公开内容", "公开依据", "公开时限", "公开主体", "公开渠道", "公开方式", "公开对象")
# Words of lists of pages, which portals print with 公开方式, 公开时限 and 公开范围 of the pages.
_OF_PAGES = ("索引号", "发布日期", "发布机构", "发文日期", "文号", "发文字号", "生成日期", "主题分类", "有效性", "标题")
_MANY_OF_PAGES = 2
# A publishing body printed behind its header word, once for the whole table.
_WITH_BODY = re.compile(
    "(?:公开(?:责任)?主体|公开责任单位)((?!责任|牵头|单位|部门|[和及与或]).{2,20}(?:局|委员会|人民政府|办事处|中心|办公室))"
)
# A header word with its legend behind it is no longer.
_LONGEST = 160


@dataclass
class Header:
    """Where the columns of a table are. `columns` maps fields to columns (several for joined elements), `levels` the
    tick columns of 公开层级 to what they stand for, `channels` those of a table with one column for each channel to its
    name; `spoken` is what a header cell says for all rows (公开主体：区司法局); `words` are its own words, `rows` how
    many rows it takes, `top` and `left` where it begins; `doubtful` are fields of which one column has a word that says
    nothing we know (公开层级: 作业区); `spilled` tells that lines of its cells stand in rows of their own."""

    columns: dict[str, list[int]] = field(default_factory=dict)
    levels: dict[int, tuple[Level, ...]] = field(default_factory=dict)
    channels: dict[int, str] = field(default_factory=dict)
    spoken: dict[str, str] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    rows: int = 1
    width: int = 0
    top: int = 0
    left: int = 0
    spilled: bool = False
    doubtful: set[str] = field(default_factory=set)

    def first(self, name: str) -> int | None:
        """The first column of a field, or None where the table has no such column."""
        found = self.columns.get(name)
        return found[0] if found else None

    @property
    def has_level(self) -> bool:
        """True where the table names its matters at all."""
        return any(name in self.columns for name in ("level1", "level2", "matter", "category"))

    @property
    def fields(self) -> tuple[str, ...]:
        """What the columns hold, by the names of `DirectoryTable.fields`."""
        held = set(self.columns)
        held |= {"level"} if self.levels else set()
        held |= {"channels"} if self.channels else set()
        held |= {"time_limit"} if held & {"cycle", "duration"} else set()
        held |= {"level3"} if held & set(LEVELS[3:]) else set()
        return tuple(name for name in _FIELDS if name in held)

    def same_columns(self, other: "Header") -> bool:
        """True where both say the same of every column."""
        return (self.columns, self.levels, self.channels) == (other.columns, other.levels, other.channels)


def header_at(rows: Rows, index: int) -> Header | None:
    """The header that begins in a row, or None: at least four known words, among them one that names matters.

    The words of a second row (一级, 全社会, 主动, 县级 …) say what the columns below a merged word are.
    """
    row = rows[index]
    known = {name for cell in row if cell.text and (name := word_of(cell.text)) and not cell.carried_right}
    if len(known) < KNOWN_WORDS or _is_card_row(row):
        return None
    # A blank row between the two rows of a header is no end of it.
    apart = int(index + 2 < len(rows) and not any(folded(cell.text) for cell in rows[index + 1]))
    below = next((line for line in rows[index + 1 + apart : index + 2 + apart] if _is_second(row, line)), None)
    spilled = spilled_header(rows, index)
    loose = None if spilled else loose_header(rows, index, word_of)
    if loose:
        row, below, taken = loose
    elif spilled and (below is None or spilled[2] > 2) and _is_second(*spilled[:2]):
        row, below, taken = spilled
    elif below is not None and _out_of_line(row, below):
        row, below, taken = _in_line(row, below), None, 2 + apart
    else:
        taken = 2 + apart if below else 1
    named = [cell.column for cell in (*row, *(below or ())) if folded(cell.text)]
    header = Header(rows=taken, width=max(named) + 1, top=index, left=min(named))
    header.spilled = taken > 2 + apart or (below is not None and any(map(_goes_down, row, below)))
    header.channels = _channel_columns(row, below)
    words: list[str] = []
    printed: dict[int, str] = {}
    for column, cell in enumerate(row):
        under = below[column] if below and column < len(below) else None
        name, word, levels = _column(cell, under, header)
        if column in header.channels:
            word = _bare(under.text if under is not None and folded(under.text) else cell.text)
        elif levels and name == "level":
            header.levels[column] = levels
            printed[column] = word
        elif name:
            header.columns.setdefault(name, []).append(column)
        words += [_bare(cell.text)] if not cell.carried_right else []
        words += [word] if word and not (cell.carried_right and under is None) else []
    stuck = next((found for word in words if (found := _WITH_BODY.fullmatch(word))), None)
    header.spoken = {"publisher": stuck[1]} if stuck else {}
    header.words = tuple(dict.fromkeys(word for word in words if word))
    if any(names_county(word) for word in printed.values()):
        # 市级 | 县级 | 乡级: the first is the prefecture, which is not inspected here.
        above = [column for column, word in printed.items() if "市" in word and not names_county(word)]
        header.levels.update({column: tuple(x for x in header.levels[column] if x != "county") for column in above})
    _settle(header)
    body = rows[index + header.rows : index + header.rows + 20]
    _misprinted_level(header, body)
    header.columns = with_unnamed(header.columns, [_word_cell(cell, below) for cell in row], body, LEVELS)
    header.left = min(header.left, *header.columns.get("seq", [header.left]))
    tells = header.channels or any(name in header.columns for name in ("elements", "basis", "publisher", "channels"))
    tells = tells and sum(word in _OF_PAGES for word in header.words) < _MANY_OF_PAGES
    enough = "elements" in header.columns or len(header.columns) >= KNOWN_WORDS
    return header if header.has_level and tells and enough else None


def run_together(text: str) -> bool:
    """True for the words of a whole header run together in one cell (序号一级事项二级事项公开内容…)."""
    bare = re.sub("[()*|]", "", folded(text))
    if not 16 <= len(bare) <= 120 or sum(word in bare for word in _COMMON) < KNOWN_WORDS - 1:
        return False
    reached = {0: 0}
    for start in range(len(bare)):
        if start in reached:
            for end in range(start + 2, min(start + 12, len(bare)) + 1):
                if word_of(bare[start:end]) is not None:
                    reached[end] = max(reached.get(end, 0), reached[start] + 1)
    return any(count > KNOWN_WORDS for count in reached.values()) and max(reached) >= 0.6 * len(bare)


@lru_cache(SEEN)
def _bare(text: str) -> str:
    words = folded(text).replace("Ⅰ", "I").replace("Ⅱ", "II").replace("Ⅲ", "III")
    words = re.sub('[(]?[“"■●「](?:[■□●〇○]|表示|必选).*$|[(](?:在标注|请|注|可多选|多选|单选|“|")[^()]*.*$', "", words)
    return re.sub("[()/、*:|]", "", words) if not re.search("[市县区乡镇村街].*级", words) else words


@lru_cache(SEEN)
def word_of(text: str) -> str | None:
    """The field that a header word names, else None."""
    if len(text) > _LONGEST:
        return None
    bare = _bare(text)
    found = _BY_WORD.get(bare) or _BY_WORD.get(re.sub("要素$|[及和]?编码$", "", bare))
    if found:
        return found
    if _WITH_BODY.fullmatch(bare):
        return "publisher"
    return "level" if _is_level(bare) else None


def _is_level(bare: str) -> bool:
    return (
        len(bare) <= 12
        and bare.endswith(("级", "村", "街乡", "社区"))
        and bool(levels_in(bare))
        and bool(_LEVEL_WORD.fullmatch(bare))
    )


def _is_card_row(row: tuple[Cell, ...]) -> bool:
    """True for a row of words and what they say by turns (公开时限 | 长期公开 | 公开方式 | 主动公开): no header."""
    texts = [cell.text for cell in row if folded(cell.text) and not cell.carried_right]
    said = texts[1::2]
    columns = set(_BY_WORD.values()) - {*TICKS, "audience", "other"}
    return len(texts) % 2 == 0 and not any(word_of(text) in columns and not channel_name(text) for text in said)


def _cut(above: Cell, below: Cell) -> str | None:
    """The field of a header word of which a page break left one part in each of two rows (公开内容（要 | 素）)."""
    apart = folded(above.text) and folded(below.text) and not below.carried_down and above.text != below.text
    return word_of(above.text + below.text) if apart and word_of(below.text) is None else None


def _goes_down(cell: Cell, under: Cell) -> bool:
    """True where a header word goes on in the row below: 公开 | 时限, 公开内容 | （要素）."""
    apart = folded(cell.text) and folded(under.text) and not under.carried_down and not under.carried_right
    return bool(apart) and word_of(cell.text) not in _DIVIDED and word_of(cell.text + under.text) is not None


def _is_second(above: tuple[Cell, ...], below: tuple[Cell, ...]) -> bool:
    """True for the row under a header row that only divides its columns."""
    own = [cell for cell in below if folded(cell.text) and not cell.carried_down and not cell.carried_right]
    own = [cell for cell in own if cell.column < len(above) and folded(cell.text) != folded(above[cell.column].text)]
    names = [(word_of(cell.text), word_of(above[cell.column].text), cell) for cell in own]
    spoken = any(name in _SECOND_ROW or (top == "channels" and channel_name(c.text)) for name, top, c in names)
    if not spoken and not (own and _merged_down(above, below)):
        return False
    return all(
        name in (*_SECOND_ROW, "other", "matter") or channel_name(cell.text) or top in _DIVIDED or
        _goes_down(above[cell.column], cell) or _cut(above[cell.column], cell) or
        (not folded(above[cell.column].text) and len(folded(cell.text)) <= 8 and not folded(cell.text).isdigit())
        for name, top, cell in names
    )  # fmt: skip


def _merged_down(above: tuple[Cell, ...], below: tuple[Cell, ...]) -> bool:
    """True where every word over a second row that divides nothing is merged down into it."""
    plain = [cell for cell in above if folded(cell.text) and word_of(cell.text) not in _DIVIDED]
    return bool(plain) and all(cell.column < len(below) and below[cell.column].carried_down for cell in plain)


_UNDER = {
    "level": "level",
    "public": "audience",
    "group": "audience",
    "proactive": "method",
    "on_request": "method",
} | dict.fromkeys(LEVELS, "matter")


def _out_of_line(above: tuple[Cell, ...], below: tuple[Cell, ...]) -> bool:
    """True where the words of the second row do not stand under those that they divide: a text export lost the spans
    and closed the gaps, so that columns must not be counted."""
    for cell in below:
        name = word_of(cell.text) if folded(cell.text) and not cell.carried_down else None
        top = word_of(above[cell.column].text) if cell.column < len(above) else None
        if name in _UNDER and top is not None and top not in (*_DIVIDED, *LEVELS, "other", name):
            return True
    return False


def _in_line(above: tuple[Cell, ...], below: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """One header row of two that stand out of line: each divided word gives way to the words that divide it."""
    parts: dict[str, list[str]] = {}
    for cell in below:
        if folded(cell.text):
            parts.setdefault(_UNDER.get(word_of(cell.text) or "", ""), []).append(cell.text)
    texts: list[str] = []
    for cell in above:
        if folded(cell.text) and not cell.carried_right:
            texts += parts.pop(word_of(cell.text) or "-", [cell.text])
    return tuple(Cell(text, above[0].row, column) for column, text in enumerate(texts))


def _channel_columns(row: tuple[Cell, ...], below: tuple[Cell, ...] | None) -> dict[int, str]:
    """The columns of a table that has one for each channel: at least two, or all that stand under 公开渠道."""
    found: dict[int, str] = {}
    for column, cell in enumerate(row):
        under = below[column] if below and column < len(below) else None
        own = under is not None and folded(under.text) and under.text != cell.text
        name = channel_name(under.text) if own and under is not None else None if own else channel_name(cell.text)
        if name and not (cell.carried_right and not own):
            found[column] = name
    certain = any(not name.startswith(("其他", "其它")) for name in found.values())
    return found if len(found) > 1 and certain else {}


def _column(cell: Cell, under: Cell | None, header: Header) -> tuple[str | None, str, tuple[Level, ...]]:
    """The field of a column, the word it goes by, and the levels it stands for."""
    if under is not None and folded(under.text) and not (under.carried_down and under.text == cell.text):
        name = word_of(under.text)
        if name == "level":
            return "level", _bare(under.text), levels_in(under.text) or ()
        if name is None and (whole := _cut(cell, under)):
            return whole, _bare(cell.text + under.text), ()
        if name:
            # 一级事项 printed twice: the second one is the second level.
            again = name == "level1" and "level1" in header.columns and "level2" not in header.columns
            return ("level2" if again else name), _bare(under.text), ()
        top = word_of(cell.text)
        if top == "level" and levels_in(under.text):
            return "level", _bare(under.text), levels_in(under.text)
        if top == "matter":
            # 公开事项 divided by words of the office's own (主项 | 子项): levels in their order.
            return next(level for level in LEVELS if level not in header.columns), _bare(under.text), ()
        if top in _DIVIDED:
            header.doubtful |= {top} if cell.column not in header.channels else set()
            return ("channels" if top == "channels" else None), _bare(under.text), ()
    name = word_of(cell.text)
    if name == "level" and _BY_WORD.get(_bare(cell.text)) != "level":
        return "level", _bare(cell.text), levels_in(cell.text)
    if name == "level1" and "level1" in header.columns and "level2" not in header.columns and not cell.carried_right:
        name = "level2"
    if name == "matter" and cell.merged is not None and cell.merged[3] > cell.merged[1]:
        # 公开事项 over several columns that no second row divides: levels in their order.
        return next(level for level in LEVELS if level not in header.columns), _bare(cell.text), ()
    if cell.carried_right and name == "seq":
        return None, "", ()
    return name, _bare(cell.text), ()


def _settle(header: Header) -> None:
    """Gives columns that stand in for a missing field to it, and levels to tables without 一级 and 二级."""
    columns = header.columns
    for name in ("time_limit", "publisher", "channels"):
        spare = columns.pop(f"spare_{name}", None)
        if spare and name not in columns and not (name == "channels" and header.channels):
            columns[name] = spare[:1]
    if "level1" not in columns:
        for spare_name in ("category", "matter"):
            if spare_name in columns and ("level1" not in columns or "level2" not in columns):
                columns["level2" if "level1" in columns else "level1"] = columns[spare_name][:1]
    elif "level2" not in columns and "matter" in columns and columns["matter"][0] not in columns["level1"]:
        columns["level2"] = columns["matter"][:1]


def _misprinted_level(header: Header, rows: Rows) -> None:
    """公开层级 misprinted as a second 公开方式: told by what stands in its column."""
    columns = header.columns.get("method", [])
    if len(columns) < 2 or header.levels or "level" in header.columns:
        return
    for column in columns[1:]:
        texts = {row[column].text for row in rows if column < len(row) and folded(row[column].text)}
        if texts and all(levels_in(text) and _is_level(folded(text).split("、")[0].split(";")[0]) for text in texts):
            columns.remove(column)
            header.columns["level"] = [column]
            return


def _word_cell(cell: Cell, below: tuple[Cell, ...] | None) -> Cell:
    """The cell whose word a column goes by: the lower one where the second row has a word of its own there."""
    under = below[cell.column] if below is not None and cell.column < len(below) else None
    return under if under is not None and folded(under.text) and not under.carried_down else cell
