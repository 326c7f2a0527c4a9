"""From a grid to labelled rows: captions switch the domain, headers say what columns are, rows become entries."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from directories.cells import folded, is_ditto, unbroken
from directories.domains import canonical, domain_of
from directories.header import KNOWN_WORDS, Header, header_at
from directories.rows import LEVELS, Matter, entry_of, plain_row
from directories.sheet import Cell, Sheet, cell_range
from directories.time_limit import UNREADABLE, parse_limits
from inspection.types.directory import DirectoryTable, Entry

# In the first cell of a row these are no numbers of matters.
_NOTE_MARK = re.compile("(?:备?注|说明|填[表报]说明|其他说明|合计|总计|小计|共计)(?:\\d{0,2}[:：].*)?")
_NOTE_GOES_ON = re.compile("^(?:\\d{1,2}[.、)]|[(]\\d{1,2}[)])|[。;]$")
_SIGNATURE = re.compile(
    "(?:填[表报]|制[表作]|审[核批签]|联系|负责|经办|单位|日期|盖章|电话|时间|科室)[^:：]{0,8}[:：].*|20\\d\\d年.{1,7}"
)
_NOTE = re.compile("(?:注|备注|说明|填表|填报|制表|审核人|联系人|联系电话|单位|日期|附|第\\d+页|[-—]\\d+[-—]|共\\d+)")
_NUMBERED_NAME = re.compile("(?:[(][一二三四五六七八九十]{1,3}[)]|[一二三四五六七八九十]{1,3}、)([一-鿿、]{2,14})")
_TITLE = re.compile("领域|目录|标准化|一览表")
_GLOBAL = {
    name: re.compile(f"{word}[:：]\\s*(.+?)(?=。|$|\\s*(?:公开|责任|填报|更新|咨询|监督)[一-鿿]{{2,6}}[:：])")
    for name, word in (("time_limit", "公开时限"), ("publisher", "公开主体"))
}


@dataclass(frozen=True)
class Origin:
    """Where a sheet comes from: the district, the file as entries name it, and the domain in the file's name."""

    district: str | None
    file: str
    domain: str | None = None


@dataclass(frozen=True)
class GridReading:
    """What one sheet held. `problems` are Chinese sentences with their places; `found` is False without any header."""

    entries: tuple[Entry, ...] = ()
    tables: tuple[DirectoryTable, ...] = ()
    problems: tuple[str, ...] = ()
    found: bool = False
    going_on: "GoingOn | None" = None


@dataclass(frozen=True)
class GoingOn:
    """What a table leaves to the next one of its file, when that has no header: it may only be its next page."""

    header: Header
    domain: str | None
    title: str | None


@dataclass
class _Block:
    """The rows of one domain while they are read: nothing is carried from one block into another."""

    domain: str | None
    title: str | None
    header: Header
    start: int
    spoken: dict[str, str]
    above: dict[str, str] = field(default_factory=dict)
    matters: list[Matter] = field(default_factory=list)


@dataclass
class _Walk:
    """What is known at a row of the sheet."""

    sheet: Sheet
    origin: Origin
    domain: str | None
    title: str | None = None
    header: Header | None = None
    block: _Block | None = None
    blocks: list[_Block] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    spoken: dict[str, str] = field(default_factory=dict)
    in_notes: bool = False


def read_grid(sheet: Sheet, origin: Origin, before: GoingOn | None = None) -> GridReading:
    """The entries of one sheet, its tables as they were understood, and every row that could not become an entry.

    `before` is what the table before it left; it counts only where this one has no header and the same columns.
    """
    outside = domain_of(sheet.caption) or domain_of(sheet.name) or origin.domain
    if outside is None and before is not None and _numbered_on(sheet):
        outside = before.domain
    walk = _Walk(sheet, origin, outside, title=sheet.caption)
    if before is not None and _goes_on(sheet, before.header):
        walk.domain, walk.title, walk.header = domain_of(sheet.caption) or before.domain, before.title, before.header
        _open(walk, before.header, 0)
    _read_spoken(walk, sheet.caption or "")
    index = 0
    while index < len(sheet.rows):
        index += _step(walk, index)
    entries: list[Entry] = []
    tables: list[DirectoryTable] = []
    for block in walk.blocks:
        made = list(_entries(walk, block))
        entries += made
        name = block.domain or (made[0].domain if made else None)
        tables.append(
            DirectoryTable(origin.district, origin.file, sheet.name, block.title, name, block.header.words, len(made))
        )
    left = GoingOn(walk.header, walk.domain, walk.title) if walk.header else None
    return GridReading(tuple(entries), tuple(tables), tuple(walk.problems), bool(walk.header), left)


def _numbered_on(sheet: Sheet) -> bool:
    """True for a table with a header but no title whose numbers go on where another stopped: 1 is not among them."""
    if sheet.caption and _TITLE.search(sheet.caption):
        return False
    firsts = [folded(row[0].text).rstrip(".、") for row in sheet.rows if row and not row[0].carried_down]
    numbers = [int(text) for text in firsts if text.isdecimal()]
    return bool(numbers) and min(numbers) > 1


def _goes_on(sheet: Sheet, header: Header) -> bool:
    """True for a table without a header that has the same width and limits in the same column."""
    column = header.first("time_limit")
    if column is None or any(header_at(sheet.rows, index) for index in range(len(sheet.rows))):
        return False
    cells = [row[column] for row in sheet.rows if len(row) == header.width and column < len(row)]
    return any(parse_limits(cell.text) not in ((), UNREADABLE) for cell in cells)


def _step(walk: _Walk, index: int) -> int:
    """Reads the row at `index`; returns how many rows were taken."""
    row = walk.sheet.rows[index]
    own = [cell for cell in row if folded(cell.text) and not cell.carried_down and not cell.carried_right]
    if not _filled(row):
        return 1
    header = header_at(walk.sheet.rows, index)
    noted, walk.in_notes = walk.in_notes, False
    if header is not None:
        if walk.block is None or walk.block.header.columns != header.columns:
            _open(walk, header, index + header.rows)
        walk.header = header
        return header.rows
    if len(own) == 1 and (_is_caption(walk, own[0]) or _names_unknown_domain(walk, own[0], index)):
        _caption(walk, own[0], index)
    elif walk.header is None or walk.block is None:
        _read_spoken(walk, " ".join(cell.text for cell in own))
    elif _is_note(own) or (noted and len(own) == 1 and _NOTE_GOES_ON.search(folded(own[0].text))):
        walk.in_notes = True
    elif _numbers_columns(own, index - walk.block.start):
        pass
    elif len(own) == 1 and _wide(own[0], row) and not _continues(walk, own[0]):
        walk.in_notes = bool(_NOTE.match(folded(own[0].text)))
        if not walk.in_notes:
            _problem(walk, index, index, f"“{unbroken(own[0].text)[:20]}”未能识别，未作为事项读入，请核对该行")
    else:
        _data(walk, walk.block, index)
    return 1


def _is_note(own: list[Cell]) -> bool:
    """True for a row that tells about the table: notes, totals, who filled it in and when."""
    texts = [folded(cell.text) for cell in own]
    if not texts:
        return False
    return bool(own[0].column == 0 and _NOTE_MARK.fullmatch(texts[0])) or all(_SIGNATURE.fullmatch(t) for t in texts)


def _numbers_columns(own: list[Cell], rows_after_header: int) -> bool:
    """True for the row under a header that only counts its columns: 1 2 3 4 …, (1) (2) (3) …"""
    numbers = [folded(cell.text).strip("()[]<>") for cell in own]
    return rows_after_header == 0 and len(own) >= KNOWN_WORDS and all(number.isdigit() for number in numbers)


def _is_caption(walk: _Walk, cell: Cell) -> bool:
    text = folded(cell.text)
    if len(text) > 80 or domain_of(text) is None or _continues(walk, cell):
        return False
    return bool(_TITLE.search(text)) or _wide(cell, walk.sheet.rows[cell.row])


def _names_unknown_domain(walk: _Walk, cell: Cell, index: int) -> str | None:
    """The domain in a numbered caption right above a header (（三）街道概况), though nobody knows it; else None."""
    found = _NUMBERED_NAME.fullmatch(folded(cell.text))
    below = next((at for at in range(index + 1, len(walk.sheet.rows)) if _filled(walk.sheet.rows[at])), None)
    if found is None or below is None or not _wide(cell, walk.sheet.rows[cell.row]):
        return None
    return found[1] if header_at(walk.sheet.rows, below) is not None else None


def _filled(row: tuple[Cell, ...]) -> bool:
    return any(folded(cell.text) for cell in row)


def _continues(walk: _Walk, cell: Cell) -> bool:
    """True where a lone cell stands in a column that matters spread over several lines use."""
    if walk.header is None or (cell.merged is not None and cell.merged[1] != cell.merged[3]):
        return False
    return any(
        cell.column in walk.header.columns.get(name, ()) for name in ("elements", "basis", "channels", "publisher")
    )


def _wide(cell: Cell, row: tuple[Cell, ...]) -> bool:
    """True for a cell that is merged over most of its row, or stands alone at its beginning."""
    if cell.merged is not None:
        return cell.merged[3] - cell.merged[1] + 1 > len(row) / 2
    return cell.column == 0 and not folded(cell.text).isdigit() and len(folded(cell.text)) > 3


def _caption(walk: _Walk, cell: Cell, index: int) -> None:
    domain = domain_of(cell.text) or _names_unknown_domain(walk, cell, index)
    if walk.block is not None and domain == walk.block.domain and "续" in cell.text:
        # The title printed again on the next page: what was merged or 同上 goes on.
        return
    walk.domain, walk.title = domain, unbroken(cell.text)
    walk.block, walk.spoken = None, {}
    _read_spoken(walk, cell.text)
    if walk.header is not None:
        # A caption between rows: the columns stay what they were until a new header says otherwise.
        _open(walk, walk.header, index + 1)


def _open(walk: _Walk, header: Header, start: int) -> None:
    walk.blocks = [block for block in walk.blocks if block.matters or block.domain != walk.domain]
    walk.block = _Block(walk.domain, walk.title, header, start, dict(walk.spoken))
    walk.blocks.append(walk.block)


def _read_spoken(walk: _Walk, text: str) -> None:
    """A limit or a publishing body that is printed once for the whole table, above it."""
    for name, pattern in _GLOBAL.items():
        found = pattern.search(text)
        if found:
            walk.spoken[name] = unbroken(found[1])


def _data(walk: _Walk, block: _Block, index: int) -> None:
    row = plain_row(walk.sheet.rows[index], block.header, block.start)
    if row is None:
        _problem(
            walk,
            index,
            index,
            "该行单元格数少于表头，无法判断各格属于哪一列，请补齐单元格（或保留合并单元格）后重新保存",
        )
        return
    names = [row.own.get(name) for name in LEVELS]
    if (not any(names) and block.matters and not row.own.get("seq")) or (
        not any(names) and block.matters and all(row.carried(name) for name in LEVELS if name in block.header.columns)
    ):
        block.matters[-1].rows.append(row)
    elif not any(names):
        words = "该行只有序号" if set(row.own) <= {"seq"} else "该行没有一级、二级事项名称"
        _problem(walk, index, index, f"{words}，未作为事项读入，请补填事项名称")
    else:
        block.matters.append(Matter([row]))


def _entries(walk: _Walk, block: _Block) -> Iterator[Entry]:
    unnamed = 0
    for matter in block.matters:
        spoken = matter.rows[0].text.get("domain")
        if not spoken or is_ditto(spoken):
            # A merged 公开领域 of which a text export only left the first row.
            spoken = block.above.get("domain")
        block.above["domain"] = spoken or ""
        domain = canonical(domain_of(spoken) or spoken) if spoken else block.domain
        entry = entry_of(matter, block.header, block.above, block.spoken)
        first, last = matter.rows[0].number, matter.rows[-1].number
        if domain is None:
            unnamed += 1
        elif entry.level1 is None and entry.level2 is None:
            _problem(walk, first, last, "该行没有一级、二级事项名称，未作为事项读入，请补填事项名称")
        else:
            yield replace(
                entry, district=walk.origin.district, file=walk.origin.file, sheet=walk.sheet.name,
                cells=cell_range(first, 0, last, max(block.header.width - 1, 0)), domain=domain,
            )  # fmt: skip
    if unnamed:
        first, last = block.matters[0].rows[0].number, block.matters[-1].rows[-1].number
        _problem(
            walk, first, last, f"无法判断这{unnamed}行属于哪个领域，未读入，请在表前加一行“××领域基层政务公开标准目录”"
        )


def _problem(walk: _Walk, first: int, last: int, words: str) -> None:
    width = walk.header.width - 1 if walk.header else len(walk.sheet.rows[first]) - 1
    place = f"{walk.origin.file} 工作表“{walk.sheet.name}”" if walk.sheet.name else walk.origin.file
    walk.problems.append(f"{place} {cell_range(first, 0, last, max(width, 0))}：{words}。")
