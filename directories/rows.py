"""Rows of a sheet by the fields of their header: which cell is which, also where cells are merged or missing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from directories.cells import SEEN, folded, is_ditto, number_in, upright
from directories.header import LEVELS, TICKS, Header
from directories.sheet import Cell
from directories.time_limit import UNREADABLE, parse_limits


@dataclass(slots=True)
class PlainRow:
    """One row of the sheet by fields. `text` has what stands in or is merged over a field, `own` only what begins in
    this row; `levels` and `channels` are the cells of columns for one level or channel each. `reach` is how many cells
    the row has where it ended before its header, so that what lies behind is not known and no tick can be placed;
    `lost` are fields whose cell is there but says nothing that could be read (a drawn tick), `left_out` those whose
    merged cell above the row was left out."""

    number: int
    text: dict[str, str] = field(default_factory=dict)
    own: dict[str, str] = field(default_factory=dict)
    levels: dict[int, str] = field(default_factory=dict)
    channels: dict[int, str] = field(default_factory=dict)
    reach: int | None = None
    lost: set[str] = field(default_factory=set)
    left_out: frozenset[str] = frozenset()

    @property
    def ticks(self) -> bool:
        """True where a blank cell of a tick column was really blank."""
        return self.reach is None

    def carried(self, name: str) -> bool:
        """True where the field's text began in a row above, in the same merged cell."""
        return (name in self.text and name not in self.own) or name in self.left_out


@dataclass
class Matter:
    """One matter: its row and the rows that only continue its cells. `area` is its place where it is not its rows,
    `top` the first of them where it is not the one with the names."""

    rows: list[PlainRow]
    area: str | None = None
    top: int | None = None


def plain_row(cells: tuple[Cell, ...], header: Header, start: int) -> PlainRow | None:
    """A row by the header's fields; None where cells are missing and nobody can tell which.

    `start` is the first row of the domain's block: what was merged from above it does not count.
    """
    placed, reach = _placed(cells, header)
    if placed is None:
        return None
    row = PlainRow(cells[0].row, reach=reach)
    if None in placed:
        row.left_out = frozenset(
            name for name, at in header.columns.items() if at[0] < len(placed) and not placed[at[0]]
        )
    if not all(cell is None or cell.given for cell in placed[: reach or header.width]):
        row.lost = _not_given(placed[: reach or header.width], header)
    for name, columns in header.columns.items():
        texts, own = [], []
        for column in columns:
            cell = placed[column] if column < len(placed) else None
            if cell is None or not cell.text or not folded(cell.text):
                continue
            area, words = cell.merged, upright(cell.text) if "\n" in cell.text else cell.text
            if area is not None:
                if area[1] < cell.column or area[0] < start:
                    continue
                if area[0] == cell.row:
                    own.append(words)
            else:
                own.append(words)
            texts.append(words)
        if texts:
            row.text[name] = texts[0] if len(texts) == 1 else _side_by_side(name, texts)
        if own:
            row.own[name] = own[0] if len(own) == 1 else _side_by_side(name, own)
    row.levels = _marks_at(placed, header.levels)
    row.channels = _marks_at(placed, header.channels)
    return row


def _not_given(placed: Sequence[Cell | None], header: Header) -> set[str]:
    columns = {column for column, cell in enumerate(placed) if cell is not None and not cell.given}
    lost = {name for name, places in header.columns.items() if columns & set(places)}
    return lost | ({"level"} if columns & set(header.levels) else set())


def _side_by_side(name: str, texts: list[str]) -> str:
    """Columns of one field together; of several numbers (one for each level) the first."""
    return texts[0] if name == "seq" else "\n".join(dict.fromkeys(texts))


def _marks_at(placed: Sequence[Cell | None], columns: Mapping[int, object]) -> dict[int, str]:
    """The cells of tick columns. Under a word over several columns a cell that only reaches in from the left is not
    the word's own where another one begins there."""
    there = {column: cell for column in columns if column < len(placed) and (cell := placed[column]) is not None}
    begin = {columns[column] for column, cell in there.items() if not cell.carried_right}
    return {
        column: cell.text for column, cell in there.items() if not cell.carried_right or columns[column] not in begin
    }


def _placed(cells: tuple[Cell, ...], header: Header) -> tuple[Sequence[Cell | None] | None, int | None]:
    """The cells by column, and how many there are where the row ends before its header.

    A row of a web page may be shorter than the header: the ticks at its end were lost, or the merged cells at its
    beginning were simply left out. A readable 公开时限 in its own column tells which. A row may also begin with a
    number that its header has no column for.
    """
    width = header.width
    reach = next((cell.column + 1 for cell in reversed(cells[:width]) if cell.given), 0)
    missing = width - reach
    if missing <= 0 or not reach:
        return _numbered(cells, header), None
    there = cells[:reach]
    starts_with_number = number_in(there[0].text) is not None and header.first("seq") == 0
    kept = 1 if starts_with_number else 0
    shifted: list[Cell | None] = [*there[:kept], *[None] * missing, *there[kept:]]
    lost = range(kept, kept + missing)
    merged = {column for name in ("seq", "domain", *LEVELS) for column in header.columns.get(name, ())}
    straight_proof = _proof(there, header)
    shifted_proof = _proof(shifted, header) if set(lost) <= merged else 0
    if straight_proof > 0 and straight_proof >= shifted_proof:
        return cells[:width], reach
    return (shifted, None) if shifted_proof > 0 else (None, None)


def _proof(placed: Sequence[Cell | None], header: Header) -> int:
    """How much speaks for cells standing in their columns: limits, law and boxes where they belong, less those where
    they do not. 同上 proves nothing: it may stand anywhere."""
    proof = 0
    for column, cell in enumerate(placed):
        if cell is not None and cell.text and folded(cell.text) and not is_ditto(cell.text):
            kind = _kind_of(cell.text)
            if kind is not None:
                proof += 2 if column in header.columns.get(kind, ()) else -2
    return proof


@lru_cache(SEEN)
def _kind_of(text: str) -> str | None:
    """The field that a text can only belong to, None for most."""
    if re.search("[■□☑☐口]\\s*(?:政府|公开|两微|广播|其他)", text):
        return "channels"
    if re.match("\\s*(?:1[.、]\\s*)?《[^》]+》", text):
        return "basis"
    return "time_limit" if len(text) < 80 and parse_limits(text) not in ((), UNREADABLE) else None


def _numbered(cells: tuple[Cell, ...], header: Header) -> Sequence[Cell | None]:
    """The cells; without the first where it is a number that the header lacks and the rest fits only then."""
    further = len(cells) > header.width and folded(cells[header.width].text) and "seq" not in header.columns
    if further and number_in(cells[0].text) is not None and not _limit_in_place(cells, header):
        without = cells[1 : header.width + 1]
        return without if _limit_in_place(without, header) else cells
    return cells


def _limit_in_place(placed: Sequence[Cell | None], header: Header) -> bool | None:
    """Whether the 公开时限 column holds a limit; None where it has none to look at."""
    column = header.first("time_limit")
    cell = placed[column] if column is not None and column < len(placed) else None
    if cell is None or not folded(cell.text):
        return None
    return is_ditto(cell.text) or parse_limits(cell.text) != UNREADABLE


def all_carried(row: PlainRow, header: Header) -> bool:
    """True for a row all whose names are merged over it from above."""
    return all(row.carried(name) for name in LEVELS if name in header.columns)


_PART = re.compile("(?:办理)?(?:过程|结果)信息|(?:办理|审批)结果|办事指南")


def part_into_elements(row: PlainRow, first: PlainRow) -> None:
    """Makes 结果信息 without a number, under a matter of another kind, what it is: an element with its own limit."""
    part, above = row.own.get("level2", ""), first.text.get("level2", "")
    alone = "seq" not in row.own and "level1" not in row.own and "seq" in first.own and "level3" not in row.own
    if alone and _PART.fullmatch(folded(part)) and above and not _PART.fullmatch(folded(above)):
        del row.own["level2"], row.text["level2"]
        row.own["elements"] = "\n".join(dict.fromkeys(text for text in (part, row.own.get("elements")) if text))
        row.text["elements"] = row.own["elements"]


def unnamed_below(row: PlainRow, header: Header) -> bool:
    """True for a numbered row with contents of its own under merged names, with or without a second level."""
    named = any(name in row.text or name in row.left_out for name in LEVELS if name in header.columns)
    return named and "seq" in row.own and bool({"elements", "time_limit", "publisher", "basis"} & set(row.own))


def printed_again(row: PlainRow, first: PlainRow) -> bool:
    """True for a row whose merged number and names were written out again on every line of their matter."""
    names = [name for name in ("seq", *LEVELS) if name in row.text or name in first.text]
    return "seq" in row.own and len(names) > 1 and all(row.text.get(name) == first.text.get(name) for name in names)


_MARKED = frozenset((*TICKS, "audience", "method", "level"))


def spilled_name(row: PlainRow, first: PlainRow, header: Header) -> bool:
    """True for a row that only goes on with the lines of its matter's names: the table gives every line a row of its
    own, and the row has neither a number nor a mark of its own."""
    if not header.spilled or "seq" in row.own or not _MARKED.isdisjoint(row.own):
        return False
    limits = (parse_limits(line.own.get("time_limit")) for line in (first, row))
    whole = all(found not in ((), UNREADABLE) for found in limits)
    return not whole and not _MARKED.isdisjoint(first.own) and any(name in row.own for name in LEVELS)


def take_up_names(row: PlainRow, first: PlainRow) -> None:
    """Sets the lines of names that stand in a row of their own behind those above them."""
    for name in LEVELS:
        line = row.own.pop(name, "")
        row.text.pop(name, None)
        if line:
            first.text[name] = first.own[name] = f"{first.text.get(name, '')}\n{line}".strip()


_FIRST_CHANNEL = re.compile("政府(?:门户)?网站")


def leads(row: PlainRow, before: PlainRow | None) -> bool:
    """True for a row with nothing but the first channel, above the row with the names of its matter: that it begins
    another list shows where `before`, the matter's row above, has that channel too."""
    begins = set(row.own) == {"channels"} and bool(_FIRST_CHANNEL.search(row.own["channels"]))
    return begins and (before is None or bool(_FIRST_CHANNEL.search(before.text.get("channels", ""))))


def led_by(row: PlainRow, lead: list[PlainRow]) -> Matter:
    """The matter of a row with names whose channels began in the rows above it."""
    if lead:
        lines = [*lead, row] if "channels" in row.own else lead
        row.own["channels"] = row.text["channels"] = "\n".join(line.own["channels"] for line in lines)
    return Matter([row], top=lead[0].number if lead else None)
