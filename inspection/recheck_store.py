"""The store of a recheck: all that its round holds, but for the answers to what is asked again.

The answers that are not asked again stay in the round's own files; the rows lead there (`../`), so that looking again
at ten findings copies no hundred thousand pages.
"""

import json
import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from pathlib import Path

from inspection.errors import UserError
from inspection.types.judged_before import KNOWN_SUBJECTS, SUBJECTS

OF = "recheck_of"
# Made anew from the answers; a recheck's own seals begin with it.
_OUTCOMES = ("findings", "reminders")
_FACTS = ("seals", "verdicts", "unjudged", "unfit")


def begin_recheck(source: Path, target: Path, again: Iterable[str], looked_on: date) -> None:
    """Makes the store at `target`, in a folder below that of the round's store `source`; `again` are the keys of the
    requests whose answers are left out. A store that is there already is gone on with.

    Raises UserError where it cannot be written.
    """
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    up = Path(os.path.relpath(source.parent, target.parent)).as_posix()
    try:
        readable = f"{source.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(readable, uri=True)) as round_, closing(sqlite3.connect(part)) as copy:
            round_.backup(copy)
            _leave_out(copy, again, looked_on, up)
    except (OSError, sqlite3.Error) as error:
        part.unlink(missing_ok=True)
        raise UserError(f"{target} 无法写入，请核对磁盘空间和权限后重新运行 xuncha recheck。") from error
    part.replace(target)


def _leave_out(copy: sqlite3.Connection, again: Iterable[str], looked_on: date, up: str) -> None:
    keys = [(key,) for key in sorted(set(again))]
    copy.execute("pragma journal_mode = delete")
    for table in _OUTCOMES:
        copy.execute(f'delete from "{table}"')
    copy.executemany("delete from facts where name = ?", [(name,) for name in _FACTS])
    copy.executemany("delete from snapshots where key = ?", keys)
    copy.executemany("delete from failures where key = ?", keys)
    # that a host was left alone does not bind the next look
    copy.execute("delete from failures where key like 'host:%'")
    copy.execute("update snapshots set warc = ? || '/' || warc, carried = 'not_asked'", [up])
    copy.execute("update purged set warc = ? || '/' || warc", [up])
    # what the round's findings were of is known again, though titles or dates were edited since
    copy.execute(
        "insert or replace into facts (name, value) select ?, value from facts where name = ?",
        (KNOWN_SUBJECTS, SUBJECTS),
    )
    as_of = copy.execute("select value from facts where name = 'as_of'").fetchone()[0]
    facts = {OF: {"as_of": json.loads(as_of), "looked_on": looked_on.isoformat()}, "as_of": looked_on.isoformat()}
    copy.executemany(
        "insert or replace into facts (name, value) values (?, ?)",
        [(name, json.dumps(value, ensure_ascii=False, sort_keys=True)) for name, value in facts.items()],
    )
    copy.commit()
