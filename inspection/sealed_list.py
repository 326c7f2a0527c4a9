"""The sealed list (`sealed.db`): pages and files with a classification mark, handled by telephone, told nowhere else.

A file of its own with rights of its own: whoever may open the workspace's rounds need not be able to open it (on
Windows, where files have no modes, the office gives rights to the folder or moves the file). It is made with the first
hit. It holds no title and no text.
"""

import os
import sqlite3
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from inspection.errors import UserError
from inspection.system_faults import system_words

NAME = "sealed.db"
_OWNER_ONLY = 0o600


@dataclass(frozen=True)
class Sealed:
    """One mark that was met. `address` is the page's, `file` that of the file which carries the mark ('' where the page
    itself does), `at` when it was fetched (ISO; '' where it was only listed), `mark` its kind, `place` where it stood.
    """

    district: str
    round: str
    address: str
    file: str
    at: str
    mark: str
    place: str


_COLUMNS = tuple(field.name for field in fields(Sealed))
_KEY = ("district", "round", "address", "file")


def add_sealed(root: Path, hits: Iterable[Sealed]) -> int:
    """Puts hits on the list; those that are on it already stay as they are. Returns how many are new.

    Makes no file where there is no hit. Raises UserError where the file cannot be written.
    """
    rows = [astuple(hit) for hit in hits]
    if not rows:
        return 0
    path = root / NAME
    marks = ", ".join("?" for _ in _COLUMNS)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, _OWNER_ONLY))
        if path.stat().st_mode & 0o077:
            path.chmod(_OWNER_ONLY)
        connection = sqlite3.connect(path)
        try:
            with connection:
                connection.execute(
                    f"create table if not exists hits ({', '.join(_COLUMNS)}, unique ({', '.join(_KEY)}))"
                )
                before = connection.total_changes
                connection.executemany(f"insert or ignore into hits values ({marks})", rows)
                return connection.total_changes - before
        finally:
            connection.close()
    except (OSError, sqlite3.Error) as error:
        raise UserError(f"{path} 无法写入（{system_words(error)}），请由有权限的人员重新运行本命令。") from error


def read_sealed(root: Path) -> list[Sealed]:
    """The list, by district, round and address; empty where nothing was ever met. Raises UserError where the file
    cannot be read."""
    path = root / NAME
    if not path.exists():
        return []
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            return [Sealed(*row) for row in connection.execute(f"select * from hits order by {', '.join(_KEY)}")]
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise UserError(
            f"{path} 打不开（{system_words(error)}），请由有权限的人员运行本命令，或从备份恢复该文件。"
        ) from error
