"""The pages and columns that findings were about, in the memory: as each round showed them, so that they are known
again in the next."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from sqlite_utils import Database

from inspection.types.judged_before import KnownSubject

SUBJECTS = "subjects"
_FIELDS = tuple(f.name for f in fields(KnownSubject))
TABLES: dict[str, tuple[dict[str, type], tuple[str, ...]]] = {
    SUBJECTS: (
        {"district": str, "round": str, "as_of": str, **dict.fromkeys(_FIELDS, str)},
        ("district", "round", "fingerprint"),
    ),
}


class SubjectMemory:
    """The part of the memory that is about what findings are of; `Memory.subjects` gives it."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def remember(self, district: str, round_: str, as_of: date, subjects: Iterable[KnownSubject]) -> None:
        """Records a round's subjects, in place of what it had recorded before."""
        with self._db.atomic():
            self._db.execute(f"delete from {SUBJECTS} where district = ? and round = ?", [district, round_])
            self._db.table(SUBJECTS).insert_all(
                {
                    **asdict(one), "path": json.dumps(list(one.path), ensure_ascii=False),
                    "district": district, "round": round_, "as_of": as_of.isoformat(),
                }
                for one in sorted(subjects, key=lambda one: one.fingerprint)
            )  # fmt: skip

    def known(self, district: str, round_: str, as_of: date) -> list[KnownSubject]:
        """A district's subjects as the latest round before the given one showed each, in order of fingerprint."""
        rows = self._db.query(
            f"select * from {SUBJECTS} where district = ? and (as_of, round) < (?, ?) order by as_of, round",
            [district, as_of.isoformat(), round_],
        )
        latest: dict[str, Mapping[str, Any]] = {row["fingerprint"]: row for row in rows}
        return [
            KnownSubject(**{**{name: row[name] for name in _FIELDS}, "path": tuple(json.loads(row["path"]))})
            for _, row in sorted(latest.items())
        ]
