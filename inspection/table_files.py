"""The tables beside xuncha.toml as files: added to and changed without touching what people wrote elsewhere in them."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from inspection.errors import UserError
from inspection.office_tables import HEADS, decoded_table
from inspection.system_faults import system_words

_COMMENT = "#"


@dataclass(frozen=True)
class Record:
    """One row as it stands in the file. `text` is the row with its line end, `cells` are by English head; None where
    the row says nothing to the program: blank ones, and those that people commented out. `number` counts rows from 1,
    the head included, as messages do."""

    number: int
    text: str
    cells: Mapping[str, str] | None


@dataclass(frozen=True)
class TableFile:
    """A table as it stands in its file: English heads in the file's order, then row after row."""

    path: Path
    heads: tuple[str, ...]
    head_text: str
    records: tuple[Record, ...]
    encoding: str


def open_table(path: Path, heads: Iterable[str]) -> TableFile:
    """The table in `path`; where there is none, an empty one with the given Chinese `heads`. Heads that a table lacks
    are added at its right. Raises UserError for another encoding than UTF-8 and GB18030."""
    wanted = tuple(heads)
    text = decoded_table(path) if path.exists() else ""
    rows = list(_rows(text or _line(wanted)))
    written, first = rows[0] if rows else (list(wanted), _line(wanted))
    known = tuple(HEADS.get(cell.strip(), cell.strip().lower()) for cell in written)
    lacking = [head for head in wanted if HEADS[head] not in known]
    if lacking:
        # Chinese heads beside English ones are read as well as heads of one language
        first = _line([*written, *lacking])
        known += tuple(HEADS[head] for head in lacking)
    records = tuple(
        Record(number, raw, None if _is_silent(cells) else dict(zip(known, cells, strict=False)))
        for number, (cells, raw) in enumerate(rows[1:], start=2)
    )
    return TableFile(path, known, first, records, encoding_of(path))


def changed_table(table: TableFile, added: Iterable[Mapping[str, str]], stopped: Iterable[int] = ()) -> bytes:
    """The file with rows added at its end (by English head) and the rows of the numbers in `stopped` commented out; all
    else is as it was to the letter."""
    silent = set(stopped)
    lines = [table.head_text, *(_silenced(one.text) if one.number in silent else one.text for one in table.records)]
    lines = [line if line.endswith(("\n", "\r")) else line + "\r\n" for line in lines]
    lines += [_line([row.get(head, "") for head in table.heads]) for row in added]
    return "".join(lines).encode(table.encoding)


def keep_copy(path: Path, on: date, why: str) -> Path | None:
    """Copies a table beside itself under a name with the day and the reason; None where there is no table yet. A copy
    that is there already is never written over."""
    if not path.exists():
        return None
    number, copy = 1, path.with_name(f"{path.stem}（{on.isoformat()} {why}）{path.suffix}")
    while copy.exists():
        number += 1
        copy = path.with_name(f"{path.stem}（{on.isoformat()} {why} {number}）{path.suffix}")
    put_whole(copy, path.read_bytes())
    return copy


def put_whole(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all. Raises UserError where it cannot be written."""
    fresh = path.with_name(path.name + ".new")
    try:
        fresh.write_bytes(data)
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise UserError(f"{path} 写不进去（{system_words(error)}），请关闭正在打开它的程序后再运行一次。") from error


def encoding_of(path: Path) -> str:
    """What a table that is there is written in; spreadsheet programs know new ones by their mark."""
    raw = path.read_bytes() if path.exists() else b"\xef\xbb\xbf"
    if raw.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    # Signs of plain ASCII say nothing, and Chinese ones of a spreadsheet program without a mark would be garbled.
    return "utf-8-sig" if raw.isascii() else "utf-8"


def _rows(text: str) -> Iterable[tuple[list[str], str]]:
    """Every row with its text, which may go over several lines."""
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines)
    done = 0
    for cells in reader:
        yield cells, "".join(lines[done : reader.line_num])
        done = reader.line_num


def _is_silent(cells: list[str]) -> bool:
    return not any(cell.strip() for cell in cells) or cells[0].lstrip().startswith(_COMMENT)


def _silenced(text: str) -> str:
    """The row commented out; a quoted first cell keeps its quotes around the mark."""
    return f'"{_COMMENT}{text[1:]}' if text.startswith('"') else _COMMENT + text


def _line(cells: Iterable[str]) -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue()
