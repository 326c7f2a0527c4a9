"""One command at a time works on a district's round."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inspection.errors import UserError


@contextmanager
def round_lock(folder: Path, name: str) -> Iterator[None]:
    """Holds the round in `folder` for this process as long as the context lasts; the end of the process frees it too.

    `name` is the district as the message calls it. Raises UserError when another process holds the round. The lock is
    an exclusive transaction of SQLite on an empty file: unlike a file that is merely there, it cannot outlive its
    holder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(folder / "round.lock", timeout=0, isolation_level=None)
    try:
        try:
            connection.execute("begin exclusive")
        except sqlite3.OperationalError as error:
            raise UserError(f"{name}的这个批次正由另一个 xuncha 命令处理，请等它结束后再运行。") from error
        yield
    finally:
        connection.close()
