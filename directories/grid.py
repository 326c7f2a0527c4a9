"""From a grid to labelled rows: captions switch the domain, headers say what columns are, rows become entries."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from directories.cards import Cards, cards_at
from directories.cells import folded, number_in, unbroken
from directories.choices import Manner, certain_fields, close_up, manner_of
from directories.domains import domain_of, names_several
from directories.header import LEVELS, Header, header_at, run_together
from directories.lines import (
    caption_in,
    filled,
    goes_on_noting,
    is_note,
    is_remark,
    numbers_columns,
    own_cells,
    plainly_data,
    spoken_in,
    unknown_domain,
    wide,
)
from directories.matters import domain_in, entry_of
from directories.pages import GoingOn, Page, looks_like_rows, page_of
from directories.rows import (
    Matter,
    PlainRow,
    all_carried,
    leads,
    led_by,
    part_into_elements,
    plain_row,
    printed_again,
    spilled_name,
    take_up_names,
    unnamed_below,
)
from directories.sheet import Cell, Sheet, cell_range
from inspection.types.directory import DirectoryTable, Entry

_TOO_SHORT = "该行单元格数少于表头，无法判断各格属于哪一列，请补齐单元格（或保留合并单元格）后重新保存"
_NAME_LOST = "该行的事项名称没有读出，未作为事项读入，请补填事项名称"
_LEVEL_WORDS = {"level1": "一级", "level2": "二级", "level3": "三级"}
_FIELD_WORDS = {
    "public": "公开对象", "group": "公开对象", "audience": "公开对象", "proactive": "公开方式",
    "on_request": "公开方式", "method": "公开方式", "level": "公开层级", "channels": "公开渠道和载体",
    "publisher": "公开主体", "basis": "公开依据", "time_limit": "公开时限", "cycle": "公开时限",
    "duration": "公开时限", "elements": "公开内容",
}  # fmt: skip


@dataclass(frozen=True)
class Origin:
    """Where a sheet comes from: the district, the file as entries name it, and the domain in the file's name."""

    district: str | None
    file: str
    domain: str | None = None


@dataclass(frozen=True)
class GridReading:
    """What one sheet held. `problems` are Chinese sentences with their places; `found` is False without any header.

    `continued` is the last entry of the reading before this one, with what the first rows of this sheet add to it.
    """

    entries: tuple[Entry, ...] = ()
    tables: tuple[DirectoryTable, ...] = ()
    problems: tuple[str, ...] = ()
    found: bool = False
    going_on: GoingOn | None = None
    continued: Entry | None = None


@dataclass
class _Block:
    """The rows of one domain while they are read: nothing is carried from one block into another, except into the next
    page of the same table (`page`, whose first rows may still belong to the matter before: `late`)."""

    domain: str | None
    title: str | None
    header: Header
    start: int
    spoken: dict[str, str]
    above: dict[str, str] = field(default_factory=dict)
    matters: list[Matter] = field(default_factory=list)
    page: Page | None = None
    late: list[PlainRow] = field(default_factory=list)
    lead: list[PlainRow] = field(default_factory=list)
    end: int = 0
    right: int | None = None


@dataclass
class _Walk:
    """What is known at a row of the sheet."""

    sheet: Sheet
    origin: Origin
    domain: str | None
    title: str | None = None
    header: Header | None = None
    block: _Block | None = None
    page: Page | None = None
    blocks: list[_Block] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    spoken: dict[str, str] = field(default_factory=dict)
    in_notes: bool = False
    found: bool = False
    left: GoingOn | None = None
    continued: Entry | None = None


def read_sheets(sheets: Iterable[Sheet], origin: Origin) -> list[GridReading]:
    """All sheets of a file in their order; what one leaves goes on in the next, and an entry that a page break cut in
    two is whole in the reading where it began."""
    readings: list[GridReading] = []
    left: GoingOn | None = None
    for sheet in sheets:
        reading = read_grid(sheet, origin, left)
        if reading.continued is not None:
            place = max(number for number, earlier in enumerate(readings) if earlier.entries)
            entries = (*readings[place].entries[:-1], reading.continued)
            readings[place] = replace(readings[place], entries=entries)
        readings.append(reading)
        left = reading.going_on or left
    return readings


def read_grid(sheet: Sheet, origin: Origin, before: GoingOn | None = None) -> GridReading:
    """The entries of one sheet, its tables as they were understood, and every row that could not become an entry.

    `before` is what the table before it left; it counts only where this one is certainly its next page.
    """
    page = page_of(sheet, before)
    several = names_several(sheet.caption) or names_several(sheet.name)
    named = domain_of(sheet.caption) or domain_of(sheet.name)
    outside = None if several else named or (page.left.domain if page else None) or origin.domain
    walk = _Walk(sheet, origin, outside, title=sheet.caption, page=page)
    walk.spoken = spoken_in(sheet.caption or "")
    if page is not None and not page.headed:
        walk.title, walk.header = page.left.title, page.left.header
        _open(walk, page.left.header, 0)
    index = 0
    while index < len(sheet.rows):
        index += _step(walk, index)
    manner = manner_of(matter for block in walk.blocks for matter in block.matters)
    entries: list[Entry] = []
    tables: list[DirectoryTable] = []
    for block in walk.blocks:
        block_manner = Manner(manner.marks, manner.prefecture)
        made = list(_entries(walk, block, block_manner))
        entries += made
        tables.append(_table(walk, block, made, block_manner))
    if before is not None and page is None and not walk.found and looks_like_rows(sheet):
        _problem(walk, 0, len(sheet.rows) - 1, "该表没有表头，列数也与上一张表不同，未读入，请补上表头")
    return GridReading(
        tuple(entries), tuple(tables), tuple(walk.problems), walk.found or bool(walk.header), walk.left, walk.continued
    )


def _table(walk: _Walk, block: _Block, made: list[Entry], manner: Manner) -> DirectoryTable:
    header, origin = block.header, walk.origin
    domain = block.domain or (made[0].domain if made else None)
    top = header.top if block.page is None or block.page.headed else 0
    last = max(block.end, top)
    place = cell_range(min(top, last), header.left, last, block.right or max(header.width - 1, 0))
    return DirectoryTable(
        origin.district, origin.file, walk.sheet.name, block.title, domain, header.words, len(made),
        certain_fields(header, manner), place,
    )  # fmt: skip


def _step(walk: _Walk, index: int) -> int:
    """Reads the row at `index`; returns how many rows were taken."""
    row = walk.sheet.rows[index]
    own = own_cells(row)
    if not own and not filled(row):
        return 1
    noted, walk.in_notes = walk.in_notes, False
    if walk.block is not None and plainly_data(own, walk.block.header.first("seq")):
        _data(walk, walk.block, index)
        return 1
    header = header_at(walk.sheet.rows, index)
    if header is not None:
        _header(walk, header, index)
        return header.rows
    if cards := cards_at(walk.sheet.rows, index):
        _cards(walk, cards, index)
        return cards.rows
    broken = next((cell for cell in own[:3] if len(own) < 4 and run_together(cell.text)), None)
    caption = caption_in(own, row) if not _continues(walk, own) else None
    if caption is None and (unknown := unknown_domain(walk.sheet.rows, own, index)):
        _caption(walk, own[0].text, unknown, index)
    elif caption is not None:
        _caption(walk, caption, domain_of(caption), index)
    elif broken is not None:
        walk.found, walk.header, walk.block = True, None, None
        _problem(walk, index, index, "表头各栏挤在一个单元格里，无法判断各栏的列，表中事项未读入，请将表头各栏分格填写")
    elif walk.header is None or walk.block is None:
        walk.spoken |= spoken_in(" ".join(cell.text for cell in own))
    elif is_note(own) or (noted and goes_on_noting(own)):
        walk.in_notes = True
    elif not walk.block.matters and numbers_columns(own):
        pass
    elif len(own) == 1 and wide(own[0], row) and not _continues(walk, own):
        walk.in_notes = is_remark(own[0])
        if not walk.in_notes:
            _problem(walk, index, index, f"“{unbroken(own[0].text)[:20]}”未能识别，未作为事项读入，请核对该行")
    else:
        _data(walk, walk.block, index)
    return 1


def _header(walk: _Walk, header: Header, index: int) -> None:
    block = walk.block
    if block is None or not block.header.same_columns(header):
        _open(walk, header, index + header.rows)
    elif not block.matters and not block.late:
        block.header, block.start, block.end = header, index + header.rows, index
    walk.header, walk.found = header, True


def _continues(walk: _Walk, own: list[Cell]) -> bool:
    """True where a lone cell stands in a column that matters spread over several lines use."""
    cell = own[0] if len(own) == 1 else None
    if walk.header is None or cell is None or (cell.merged is not None and cell.merged[1] != cell.merged[3]):
        return False
    return any(
        cell.column in walk.header.columns.get(name, ()) for name in ("elements", "basis", "channels", "publisher")
    )


def _caption(walk: _Walk, text: str, domain: str | None, index: int) -> None:
    title = unbroken(text)
    if walk.block is not None and domain == walk.block.domain and domain is not None:
        again = title == walk.title and not _begins_anew(walk, index)
        if "续" in text or again:
            # The title printed again on the next page: what was merged or 同上 goes on.
            return
    walk.domain, walk.title = domain, title
    walk.block, walk.spoken = None, spoken_in(text)
    if walk.header is not None:
        # A caption between rows: the columns stay what they were until a new header says otherwise.
        _open(walk, walk.header, index + 1)


def _begins_anew(walk: _Walk, index: int) -> bool:
    """True where the numbers below a line begin with 1 again, or where there are none to look at."""
    column = walk.header.first("seq") if walk.header else None
    for row in walk.sheet.rows[index + 1 : index + 6]:
        if column is not None and column < len(row) and not row[column].carried_down:
            number = number_in(row[column].text)
            if number is not None:
                return number <= 1
    return True


def _open(walk: _Walk, header: Header, start: int) -> None:
    last = walk.blocks[-1] if walk.blocks else None
    if last is not None and not last.matters and not last.late and last.domain == walk.domain:
        walk.blocks.pop()
    spoken = walk.spoken | header.spoken
    walk.block = _Block(walk.domain, walk.title, header, start, spoken, end=max(start - 1, 0))
    page, walk.page = walk.page, None
    if page is not None and header.same_columns(page.left.header):
        walk.block.page = page
        walk.block.above, walk.block.spoken = dict(page.left.above), page.left.spoken | walk.spoken
    walk.blocks.append(walk.block)


def _cards(walk: _Walk, cards: Cards, index: int) -> None:
    """Reads matters that stand in columns or cards. What is read upright after them needs a header of its own."""
    same = walk.block is not None and walk.block.header.same_columns(cards.header)
    if not same or walk.block is None:
        _open(walk, replace(cards.header, top=index), index)
    walk.header, walk.found = None, True
    block = walk.blocks[-1]
    for line, place in cards.matters:
        row = plain_row(line, cards.header, 0)
        if row is not None:
            row.number = index
            block.matters.append(Matter([row], place))
    block.end, block.right = index + cards.rows - 1, cards.width - 1


def _data(walk: _Walk, block: _Block, index: int) -> None:
    block.end = index
    row = plain_row(walk.sheet.rows[index], block.header, block.start)
    if row is None or not row.lost.isdisjoint(LEVELS):
        _problem(walk, index, index, _TOO_SHORT if row is None else _NAME_LOST)
        return
    if block.matters:
        first = block.matters[-1].rows[0]
        part_into_elements(row, first)
        if spilled_name(row, first, block.header):
            take_up_names(row, first)
    named = any(name in row.own for name in LEVELS) or unnamed_below(row, block.header)
    if not named and not block.matters and block.page is not None and block.page.left.matter and "seq" not in row.own:
        block.late.append(row)
    elif not named and _leads(row, block):
        block.lead.append(row)
    elif not named and block.matters and ("seq" not in row.own or all_carried(row, block.header)):
        block.matters[-1].rows.append(row)
    elif not named:
        words = "该行只有序号" if set(row.own) <= {"seq"} else "该行没有一级、二级事项名称"
        _problem(walk, index, index, f"{words}，未作为事项读入，请补填事项名称")
    elif block.matters and printed_again(row, block.matters[-1].rows[0]):
        block.matters[-1].rows.append(row)
    else:
        block.matters.append(led_by(row, block.lead))
        block.lead = []


def _leads(row: PlainRow, block: _Block) -> bool:
    if block.lead:
        return set(row.own) == {"channels"}
    return leads(row, block.matters[-1].rows[0] if block.matters else None)


def _entries(walk: _Walk, block: _Block, manner: Manner) -> Iterator[Entry]:
    _finish_late(walk, block, manner)
    close_up(block.matters, block.header)
    for row in block.lead:
        _problem(walk, row.number, row.number, "该行没有一级、二级事项名称，未作为事项读入，请补填事项名称")
    unnamed: list[Matter] = []
    for matter in block.matters:
        domain = domain_in(matter, block.domain, block.above)
        above = dict(block.above) if matter is block.matters[-1] else {}
        entry = entry_of(matter, block.header, block.above, block.spoken, manner)
        first = matter.rows[0].number if matter.top is None else matter.top
        last = matter.rows[-1].number
        if domain is None:
            unnamed.append(matter)
        elif entry.level1 is None and entry.level2 is None:
            _problem(walk, first, last, "该行没有一级、二级事项名称，未作为事项读入，请补填事项名称")
        else:
            _check_names(walk, matter)
            place = matter.area or cell_range(first, block.header.left, last, max(block.header.width - 1, 0))
            made = replace(
                entry, district=walk.origin.district, file=walk.origin.file, sheet=walk.sheet.name, cells=place,
                domain=domain,
            )  # fmt: skip
            if above or matter is block.matters[-1]:
                walk.left = GoingOn(
                    block.header, block.domain, block.title, matter, made, above, block.above, block.spoken
                )
            yield made
    if block.matters and (walk.left is None or walk.left.header is not block.header):
        walk.left = GoingOn(block.header, block.domain, block.title)
    if unnamed:
        first, last = unnamed[0].rows[0].number, unnamed[-1].rows[-1].number
        words = f"无法判断这{len(unnamed)}行属于哪个领域，未读入，请在表前加一行“××领域基层政务公开标准目录”"
        _problem(walk, first, last, words)
    if manner.damaged and block.matters:
        named = "、".join(dict.fromkeys(_FIELD_WORDS[name] for name in _FIELD_WORDS if name in manner.damaged))
        first, last = block.matters[0].rows[0].number, block.matters[-1].rows[-1].number
        if named:
            words = f"部分行的单元格不全或勾选符号无法辨认，{named}按未知处理，请对照原件补齐"
            _problem(walk, first, last, words)


def _finish_late(walk: _Walk, block: _Block, manner: Manner) -> None:
    """Joins the first rows of a page to the matter that the page before left."""
    left = block.page.left if block.page is not None else None
    if left is None or left.matter is None or left.entry is None:
        return
    if not block.late:
        walk.left = replace(left) if not block.matters else walk.left
        return
    matter = Matter([*left.matter.rows, *block.late])
    above = dict(left.before)
    entry = entry_of(matter, block.header, above, left.spoken, manner)
    walk.continued = replace(
        entry, district=left.entry.district, file=left.entry.file, sheet=left.entry.sheet, cells=left.entry.cells,
        domain=left.entry.domain,
    )  # fmt: skip
    block.above = dict(above)
    if not block.matters:
        walk.left = replace(left, matter=matter, entry=walk.continued, above=above)


def _check_names(walk: _Walk, matter: Matter) -> None:
    """A name of which only the number is left is said to be so."""
    first = matter.rows[0]
    for name, word in _LEVEL_WORDS.items():
        text = first.own.get(name, "")
        if text and re.fullmatch("[\\d.、]+", folded(text)):
            words = f"{word}事项只有编号“{folded(text)}”，名称缺失，请补填事项名称"
            _problem(walk, first.number, matter.rows[-1].number, words)


def _problem(walk: _Walk, first: int, last: int, words: str) -> None:
    width = walk.header.width - 1 if walk.header else len(walk.sheet.rows[first]) - 1
    place = f"{walk.origin.file} 工作表“{walk.sheet.name}”" if walk.sheet.name else walk.origin.file
    left = walk.header.left if walk.header else 0
    walk.problems.append(f"{place} {cell_range(first, left, last, max(width, 0))}：{words}。")
