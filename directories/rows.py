"""Labelled rows into entries: names carried and cleaned, 同上 resolved, lists split, ticks read."""

from dataclasses import dataclass, field

from directories.cells import (
    Audience,
    Level,
    Method,
    audience_in,
    bodies,
    chosen,
    documents,
    folded,
    is_ditto,
    items,
    level_name,
    levels_in,
    method_in,
    tick,
    ticked,
    unbroken,
)  # fmt: skip
from directories.header import Header
from directories.sheet import Cell
from directories.time_limit import UNREADABLE, parse_limits
from inspection.types.directory import Entry

LEVELS = ("level1", "level2", "level3")
_TICKS = ("public", "group", "proactive", "on_request")
_LISTS = ("elements", "basis", "publisher", "channels")
_RESOLVED = ("time_limit", "elements", "basis", "publisher", "channels", "audience", "method", "level")


@dataclass
class PlainRow:
    """One row of the sheet by fields. `text` has what stands in or is merged over a field, `own` only what begins in
    this row; `ticks` is False where the row ended before its tick columns, so that an empty one means nothing."""

    number: int
    text: dict[str, str] = field(default_factory=dict)
    own: dict[str, str] = field(default_factory=dict)
    levels: dict[int, str] = field(default_factory=dict)
    ticks: bool = True

    def carried(self, name: str) -> bool:
        """True where the field's text began in a row above, in the same merged cell."""
        return name in self.text and name not in self.own


@dataclass
class Matter:
    """One matter: its row and the rows that only continue its cells."""

    rows: list[PlainRow]


def plain_row(cells: tuple[Cell, ...], header: Header, start: int) -> PlainRow | None:
    """A row by the header's fields; None where cells are missing and nobody can tell which.

    `start` is the first row of the domain's block: what was merged from above it does not count.
    """
    placed, ticks = _placed(cells, header)
    if placed is None:
        return None
    row = PlainRow(cells[0].row, ticks=ticks)
    for name, columns in header.columns.items():
        texts, own = [], []
        for column in columns:
            cell = placed.get(column)
            if cell is None or cell.carried_right or not folded(cell.text) or _from_before(cell, start):
                continue
            texts.append(cell.text)
            if not cell.carried_down:
                own.append(cell.text)
        if texts:
            row.text[name] = "\n".join(dict.fromkeys(texts))
        if own:
            row.own[name] = "\n".join(dict.fromkeys(own))
    row.levels = {column: placed[column].text for column in header.levels if column in placed}
    return row


def _from_before(cell: Cell, start: int) -> bool:
    return cell.merged is not None and cell.merged[0] < start


def _placed(cells: tuple[Cell, ...], header: Header) -> tuple[dict[int, Cell] | None, bool]:
    """The cells by column, and whether the tick columns can be trusted.

    A row of a web page may be shorter than the header: the ticks at its end were lost, or the merged cells at its
    beginning were simply left out. A readable 公开时限 in its own column tells which.
    """
    there = [cell for cell in cells[: header.width] if cell.given]
    missing = header.width - len(there)
    straight = {cell.column: cell for cell in cells[: header.width]}
    if missing <= 0 or not there:
        return straight, True
    tick_columns = [column for name in _TICKS for column in header.columns.get(name, ())] + list(header.levels)
    if tick_columns and len(there) >= min(tick_columns):
        if _limit_in_place(straight, header) is not False:
            return straight, False
    elif _limit_in_place(straight, header):
        return straight, False
    starts_with_number = folded(there[0].text).rstrip(".、").isdigit() and header.first("seq") == 0
    kept = 1 if starts_with_number else 0
    shifted = {cell.column + (missing if position >= kept else 0): cell for position, cell in enumerate(there)}
    lost = range(kept, kept + missing)
    names = [name for name in ("seq", "domain", *LEVELS) if set(header.columns.get(name, ())) & set(lost)]
    if len(names) == missing and _limit_in_place(shifted, header):
        return shifted, True
    return None, False


def _limit_in_place(placed: dict[int, Cell], header: Header) -> bool | None:
    """Whether the 公开时限 column holds a limit; None where it has none to look at."""
    column = header.first("time_limit")
    if column is None or column not in placed or not folded(placed[column].text):
        return None
    return is_ditto(placed[column].text) or parse_limits(placed[column].text) != UNREADABLE


def entry_of(matter: Matter, header: Header, above: dict[str, str], spoken: dict[str, str]) -> Entry:
    """The entry of a matter. `above` holds the block's last text of every field, for 同上 and for names that were only
    printed once; it is brought up to this matter. `spoken` is what the table says once for all its rows."""
    first = matter.rows[0]
    names, lost = _names(first, header, above)
    if lost:
        _refill(first, header, above)
    cells = {name: _joined(matter, name, above) for name in _RESOLVED}
    time_limit = _time_limit(matter, cells["time_limit"]) or spoken.get("time_limit")
    above.update({name: text for name, text in {**cells, "time_limit": time_limit}.items() if text})
    _remember_ticks(matter, header, above)
    channels = ticked(cells["channels"] or "")
    method = _method(matter, cells["method"])
    if method is None and "channels" not in header.columns and cells["method"]:
        # 公开方式 used for where it is published (政府网站、公示栏).
        channels = ticked(cells["method"])
    seq = unbroken(first.text.get("seq", "")).rstrip(".、;；") or None
    return Entry(
        district=None, file="", sheet=None, cells=None, seq=seq,
        domain="", level1=names[0], level2=names[1], level3=names[2],
        elements=items(cells["elements"] or ""), basis=documents(cells["basis"] or ""),
        time_limit=time_limit, limits=parse_limits(time_limit),
        publisher=bodies(cells["publisher"] or spoken.get("publisher", "")), channels=channels,
        audience=_audience(matter, cells["audience"]), method=method, level=_level(matter, header, cells["level"]),
    )  # fmt: skip


def _names(
    row: PlainRow, header: Header, above: dict[str, str]
) -> tuple[tuple[str | None, str | None, str | None], bool]:
    """The three levels, and whether a merged cell was lost. A level left blank goes on from the row above as long as a
    lower one has a name of its own: it was merged once, and the file (a text export) no longer says so."""
    lost = False
    texts = {name: row.text.get(name, "") for name in LEVELS}
    deepest = max((i for i, name in enumerate(LEVELS) if texts[name]), default=-1)
    for position, name in enumerate(LEVELS):
        if name not in header.columns:
            continue
        # Under a new higher name a blank lower one is blank, not the one before.
        renamed = any(row.own.get(higher) and not is_ditto(row.own[higher]) for higher in LEVELS[:position])
        if (not texts[name] and position < deepest and not renamed) or is_ditto(texts[name]):
            lost = lost or (not texts[name] and bool(above.get(name)))
            texts[name] = above.get(name, "")
        above[name] = texts[name]
    level1, level2, level3 = (level_name(texts[name]) for name in LEVELS)
    return (level1, level2, level3), lost


_SHARED = ("seq", "basis", "time_limit", "publisher", "channels", "audience", "method", "level")


def _refill(row: PlainRow, header: Header, above: dict[str, str]) -> None:
    """Gives a row whose merged name was lost what was merged with it: its blank cells go on from the row above.

    What must be published is taken from above only where the whole row is blank; ticks only where none is in a group.
    """
    blank = not any(row.text.get(name) for name in _RESOLVED)
    for name in (*_SHARED, *(["elements"] if blank else [])):
        if name in header.columns and not row.text.get(name) and above.get(name):
            row.text[name] = above[name]
    for group in (("public", "group"), ("proactive", "on_request")):
        if row.ticks and not any(row.text.get(name) for name in group):
            row.text.update({name: above[name] for name in group if above.get(name)})
    if row.ticks and not any(folded(text) for text in row.levels.values()):
        row.levels = {column: above.get(f"level in {column}", "") for column in row.levels}


def _remember_ticks(matter: Matter, header: Header, above: dict[str, str]) -> None:
    first = matter.rows[0]
    above.update({name: first.text.get(name, "") for name in (*_TICKS, "seq")})
    above.update({f"level in {column}": first.levels.get(column, "") for column in header.levels})


def _joined(matter: Matter, name: str, above: dict[str, str]) -> str | None:
    """A field's text over all rows of a matter, 同上 replaced by what stands above."""
    texts: list[str] = []
    for row in matter.rows:
        text = (row.text if row is matter.rows[0] else row.own).get(name, "")
        if is_ditto(text):
            # A limit that refers to nothing is said to be so; in any other field 同上 over nothing is nothing.
            text = above.get(name, text if name == "time_limit" else "")
        if text and text not in texts:
            texts.append(text)
    return "\n".join(texts) or None


def _time_limit(matter: Matter, joined: str | None) -> str | None:
    """The printed wording on one line. A further limit on a line of its own is for the element of that line."""
    if joined is None:
        return None
    wordings: list[str] = []
    lines = joined.split("\n")
    printed = matter.rows[0].text.get("time_limit")
    own = [
        row for row in matter.rows[1:]
        if row.own.get("time_limit") not in (None, printed) and not is_ditto(row.own["time_limit"])
    ]  # fmt: skip
    if not own:
        wording = unbroken(joined)
        if parse_limits(wording) == UNREADABLE and parse_limits(joined) != UNREADABLE:
            return "；".join(unbroken(line) for line in lines)
        return wording
    further = {unbroken(row.own["time_limit"]): items(row.own.get("elements", "")) for row in own}
    base = joined
    for row in own:
        base = base.replace(row.own["time_limit"], "")
    wordings = [unbroken(base)] if folded(base) else []
    for wording, elements in further.items():
        label = f"{elements[0]}：" if len(elements) == 1 and len(elements[0]) <= 12 else ""
        if wording not in wordings:
            wordings.append(label + wording)
    return "；".join(wordings)


def _audience(matter: Matter, text: str | None) -> Audience | None:
    public, group = _ticks(matter, "public"), _ticks(matter, "group")
    if public and group:
        return "both"
    if public or group:
        return "public" if public else "group"
    return audience_in(text) if text else None


def _method(matter: Matter, text: str | None) -> Method | None:
    proactive, on_request = _ticks(matter, "proactive"), _ticks(matter, "on_request")
    if proactive and on_request:
        return "both"
    if proactive or on_request:
        return "proactive" if proactive else "on_request"
    return method_in(text) if text else None


def _level(matter: Matter, header: Header, text: str | None) -> tuple[Level, ...]:
    found: list[Level] = []
    for column, levels in header.levels.items():
        if any(row.ticks and tick(row.levels.get(column, "")) for row in matter.rows):
            found += levels
    if not found and text:
        found = list(levels_in(chosen(text)))
    order: tuple[Level, ...] = ("county", "township", "village")
    return tuple(level for level in order if level in found)


def _ticks(matter: Matter, name: str) -> bool:
    """True where the column is ticked in any row that reaches it. An empty column alone never means no."""
    return any(row.ticks and tick(row.text.get(name, "")) for row in matter.rows)
