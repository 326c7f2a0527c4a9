"""Writing to the memory by turns: who writes has read what it writes upon, and nobody wrote in between."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlite_utils import Database

from inspection.errors import UserError

# Seconds for which one command waits for another.
PATIENCE = 30.0


@contextmanager
def writing(db: Database) -> Iterator[Database]:
    """What is written inside is written all or not at all, and nothing that was read inside changes meanwhile.

    Raises UserError where another command keeps the memory for longer than it takes.
    """
    if db.conn.in_transaction:
        with db.atomic():
            yield db
        return
    try:
        db.conn.execute("begin immediate")
    except sqlite3.OperationalError as error:
        raise UserError("另一条命令正在写入记录（xuncha.db），请等它结束后重新运行。") from error
    try:
        yield db
    except BaseException:
        db.conn.execute("rollback")
        raise
    db.conn.execute("commit")
