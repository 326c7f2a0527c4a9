"""What a matter's ticks, boxes and words choose: channels, audience, method, level; and what nobody can tell."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from directories.boxes import (
    Audience,
    Level,
    Marks,
    Method,
    all_empty,
    audience_in,
    levels_chosen,
    marks_in,
    method_in,
    names_county,
    ticked,
    unclear_boxes,
)
from directories.cells import folded
from directories.header import TICKS, Header
from directories.rows import Matter


@dataclass
class Manner:
    """How a table fills its cells, found from all its rows. `damaged` are the fields whose marks nobody can tell,
    `unclear` those whose words say nothing we know; an entry's blank proves nothing in either."""

    marks: Marks = field(default_factory=Marks)
    prefecture: bool = False
    damaged: set[str] = field(default_factory=set)
    unclear: set[str] = field(default_factory=set)


def manner_of(matters: Iterable[Matter]) -> Manner:
    """The manner of tables that belong together, before their entries are made."""
    marks: set[str] = set()
    levels: set[str] = set()
    for matter in matters:
        for row in matter.rows:
            own = row.own
            marks.update(own[name] for name in TICKS if name in own)
            marks.update(row.levels.values())
            marks.update(row.channels.values())
            if "level" in own:
                levels.add(own["level"])
    return Manner(marks_in(marks), any(names_county(text) for text in levels))


def close_up(matters: list[Matter], header: Header) -> None:
    """Takes their place from ticks that a text export has closed up to the left: both audiences in every row, never a
    level, never a gap. Such rows end before their ticks."""
    columns = sorted(column for name in TICKS for column in header.columns.get(name, ()))
    rows = [matter.rows[0] for matter in matters]
    if len(columns) < len(TICKS) or not header.levels or len(rows) < 2 or not all(row.ticks for row in rows):
        return
    names = sorted(TICKS, key=lambda name: header.columns[name][0])
    for row in rows:
        marks = [bool(row.text.get(name)) for name in names]
        if any(folded(text) for text in row.levels.values()) or marks != sorted(marks, reverse=True) or sum(marks) < 3:
            return
    for matter in matters:
        for row in matter.rows:
            row.reach = columns[0]


def behind(header: Header, reach: int) -> set[str]:
    """The fields of which a row that ends at `reach` says nothing: those behind, and all that are ticked."""
    fields = {name for name, columns in header.columns.items() if any(column >= reach for column in columns)}
    fields |= {name for name in TICKS if name in header.columns}
    fields |= {"level"} if header.levels else set()
    return fields | ({"channels"} if header.channels else set())


_BESIDE = (("public", "group", "audience"), ("proactive", "on_request", "method"), ("time_limit", "cycle", "duration"))


def certain_fields(header: Header, manner: Manner) -> tuple[str, ...]:
    """The fields of a table whose blanks are really blank."""
    lost = manner.damaged | manner.unclear | header.doubtful
    for group in _BESIDE:
        lost |= set(group) if lost & set(group) else set()
    return tuple(name for name in header.fields if name not in lost)


def channels(matter: Matter, header: Header, text: str | None, manner: Manner) -> tuple[str, ...]:
    said = ticked(text) if text else ()
    if text and unclear_boxes(text):
        manner.damaged.add("channels")
    if not header.channels:
        return said
    names: list[str] = []
    for column, name in header.channels.items():
        marks = [manner.marks.said(row.channels.get(column, "")) for row in matter.rows if row.ticks]
        if True in marks:
            names.append(name)
        elif None in marks:
            manner.damaged.add("channels")
    return tuple(dict.fromkeys((*names, *said)))


def audience(matter: Matter, text: str | None, manner: Manner) -> Audience | None:
    public, group = _ticked(matter, "public", manner), _ticked(matter, "group", manner)
    if public is None or group is None:
        return None
    if public and group:
        return "both"
    if public or group:
        return "public" if public else "group"
    found = audience_in(text) if text else None
    if text and found is None and not all_empty(text):
        manner.unclear.add("audience")
    return found


def method(matter: Matter, text: str | None, manner: Manner) -> Method | None:
    proactive, on_request = _ticked(matter, "proactive", manner), _ticked(matter, "on_request", manner)
    if proactive is None or on_request is None:
        return None
    if proactive and on_request:
        return "both"
    if proactive or on_request:
        return "proactive" if proactive else "on_request"
    found = method_in(text) if text else None
    if text and found is None and not all_empty(text):
        manner.unclear.add("method")
    return found


def level(matter: Matter, header: Header, text: str | None, manner: Manner) -> tuple[Level, ...]:
    found: list[Level] = []
    for column, levels in header.levels.items():
        marks = [manner.marks.said(row.levels.get(column, "")) for row in matter.rows if row.ticks]
        if True in marks:
            found += levels
        elif None in marks:
            manner.damaged.add("level")
    if not found and text:
        found = list(levels_chosen(text, manner.prefecture))
        if not found and not all_empty(text):
            manner.unclear.add("level")
    order: tuple[Level, ...] = ("county", "township", "village")
    return tuple(level for level in order if level in found)


def _ticked(matter: Matter, name: str, manner: Manner) -> bool | None:
    """True where the column is ticked in any row that reaches it, None where its mark cannot be told."""
    marks = [manner.marks.said(text) for row in matter.rows if row.ticks and (text := row.text.get(name))]
    if True in marks:
        return True
    if None in marks:
        manner.damaged.add(name)
        return None
    return False
