"""Lists are written again with every report: what somebody has filled in in place is put aside and never lost."""

import io
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from inspection.errors import UserError
from inspection.reply_forms import ASKED
from inspection.system_faults import system_words
from reports.output import put, remove

_ASIDE = "（已填写）"
# The heads stand in the first rows.
_DEPTH = 10


def put_list(path: Path, data: bytes) -> None:
    """Writes a list; one that lies there filled in gets another name first."""
    if path.exists() and is_filled(path) and path.read_bytes() != data:
        _put_aside(path)
    put(path, data)


def remove_list(path: Path) -> None:
    """Takes away a list that no longer holds; one that is filled in stays."""
    if path.exists() and not is_filled(path):
        remove(path)


def is_filled(path: Path) -> bool:
    """Whether somebody has answered anything in a list; one that cannot be read (a password, another program's form)
    may hold answers and counts as filled in."""
    heads = {head for asked in ASKED.values() for head in asked}
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for number, row in enumerate(rows[:_DEPTH]):
                places = [place for place, cell in enumerate(row) if isinstance(cell, str) and cell in heads]
                if len(places) > 1:
                    below = rows[number + 1 :]
                    if any(str(one[place]).strip() for one in below for place in places if place < len(one)):
                        return True
                    break
    except (CalamineError, PasswordError, OSError, ValueError):
        return True
    return False


def _put_aside(path: Path) -> None:
    number, aside = 1, path.with_name(f"{path.stem}{_ASIDE}{path.suffix}")
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.stem}{_ASIDE}{number}{path.suffix}")
    try:
        path.rename(aside)
    except OSError as error:
        raise UserError(
            f"{path} 已有人填写，要另存为 {aside.name} 但改不了名（{system_words(error)}），"
            "请关闭正在打开它的程序后再运行一次。"
        ) from error
