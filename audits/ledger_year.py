"""The office's own indicators in the memory: what was recorded when, from which file, and which years are locked.

Rows are only ever added: the last one of an indicator holds, and all before it can be shown.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from sqlite_utils import Database

from audits.ledger_turns import writing
from inspection.errors import UserError
from inspection.types.year import RoundsCount, YearChange, YearLock, YearMark, YearRound

MARKS, LOCKS = "year_marks", "year_locks"
TABLES: dict[str, tuple[dict[str, type], tuple[str, ...]]] = {
    MARKS: (
        {
            "seq": int, "year": int, "period": str, "district": str, "unit": str, "indicator": str, "full": float,
            "points": float, "why": str, "basis": str, "source": str, "recorded_on": str, "file": str, "reason": str,
            "gone": int,
        },
        ("seq",),
    ),
    LOCKS: ({"year": int, "locked_on": str, "who": str, "frozen": str}, ("year",)),
}  # fmt: skip


@dataclass(frozen=True)
class Recorded:
    """What recording a table came to: how many marks are new, changed, taken out, and as they were."""

    new: int
    changed: int
    gone: int
    same: int


class YearMemory:
    """The part of the memory that is about years; `Memory.years` gives it."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def changes(self, year: int) -> list[YearChange]:
        """Everything that was recorded of a year, oldest first."""
        rows = self._db.query(f"select * from {MARKS} where year = ? order by seq", [year])
        return [
            YearChange(
                _mark(row), date.fromisoformat(row["recorded_on"]), row["file"], row["reason"], bool(row["gone"])
            )
            for row in rows
        ]

    def marks(self, year: int) -> list[YearMark]:
        """What holds of a year, in the order in which it was first recorded."""
        last: dict[tuple[str, ...], YearChange] = {}
        for change in self.changes(year):
            last[change.mark.key] = change
        return [change.mark for change in last.values() if not change.gone]

    def record(self, year: int, marks: Iterable[YearMark], on: date, file: str, reason: str) -> Recorded:
        """Records a year's table: all of it or nothing. Before the year is locked the table stands for the whole year;
        afterwards its rows are corrections, which need a reason, and what it leaves out stays as it is.

        Raises UserError for a locked year without a reason.
        """
        with writing(self._db):
            locked = self.locked(year)
            if locked is not None and not reason:
                raise UserError(
                    f"{year} 年已于 {locked.locked_on} 锁定，更正须加 --reason 说明理由；只写要更正的行即可，其余不变。"
                )
            given = {mark.key: mark for mark in marks}
            known = {mark.key: mark for mark in self.marks(year)}
            out = [] if locked else [mark for key, mark in known.items() if key not in given]
            differing = [mark for key, mark in given.items() if known.get(key) != mark]
            self._db.table(MARKS).insert_all(
                _row(mark, on, file, reason if locked else "", gone=gone)
                for gone, marked in ((False, differing), (True, out))
                for mark in marked
            )
        changed = sum(mark.key in known for mark in differing)
        return Recorded(len(differing) - changed, changed, len(out), len(given) - len(differing))

    def lock(self, lock: YearLock) -> None:
        """Locks a year with its rounds as they stand. Raises UserError where it is locked or has nothing to lock."""
        with writing(self._db):
            if before := self.locked(lock.year):
                raise UserError(
                    f"{lock.year} 年已于 {before.locked_on} 锁定，不再重复锁定；更正用 import 加 --reason。"
                )
            if not lock.rounds and not self.marks(lock.year):
                raise UserError(f"{lock.year} 年没有导入指标，也没有巡查批次，没有可锁定的内容，请核对 --year。")
            frozen = {"rounds": [asdict(one) for one in lock.rounds], "count": lock.count and asdict(lock.count)}
            self._db.table(LOCKS).insert(
                {
                    "year": lock.year, "locked_on": lock.locked_on.isoformat(), "who": lock.who,
                    "frozen": json.dumps(frozen, ensure_ascii=False, default=str),
                }
            )  # fmt: skip

    def locked(self, year: int) -> YearLock | None:
        """The lock of a year; None while it is open."""
        rows = list(self._db.query(f"select * from {LOCKS} where year = ?", [year]))
        if not rows:
            return None
        frozen = json.loads(rows[0]["frozen"])
        rounds = tuple(_round(one) for one in frozen["rounds"])
        count = RoundsCount(**frozen["count"]) if frozen["count"] else None
        return YearLock(year, date.fromisoformat(rows[0]["locked_on"]), rows[0]["who"], rounds, count)


def _mark(row: dict[str, Any]) -> YearMark:
    return YearMark(**{f.name: row[f.name] for f in fields(YearMark)})


def _row(mark: YearMark, on: date, file: str, reason: str, *, gone: bool) -> dict[str, Any]:
    return asdict(mark) | {"recorded_on": on.isoformat(), "file": file, "reason": reason, "gone": int(gone)}


def _round(given: dict[str, Any]) -> YearRound:
    lists = {key: tuple(given[key]) for key in ("vetoes", "unfit")}
    return YearRound(**{**given, **lists, "as_of": date.fromisoformat(given["as_of"])})
