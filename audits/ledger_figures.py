"""Figures of rounds that were counted before, kept so that papers that look back need not count them again.

Nothing rests on them: what is kept under another mark than the one asked for holds no longer and is counted anew.
"""

from collections.abc import Mapping

from sqlite_utils import Database

from audits.ledger_turns import writing

_TABLE = "figures"
_COLUMNS = {"round": str, "district": str, "mark": str, "told": str}


class FigureMemory:
    """The part of the memory that holds figures; the table is made when the first of them is kept."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def kept(self, district: str) -> dict[str, tuple[str, str]]:
        """What is kept of a district's rounds, by round: the mark of what it was counted from, and the figures."""
        if not self._db.table(_TABLE).exists():
            return {}
        rows = self._db.query(f"select * from {_TABLE} where district = ?", [district])
        return {row["round"]: (row["mark"], row["told"]) for row in rows}

    def keep(self, district: str, figures: Mapping[str, tuple[str, str]]) -> None:
        """Keeps the figures of some of a district's rounds, in place of what was kept of those."""
        rows = [
            {"round": name, "district": district, "mark": mark, "told": told}
            for name, (mark, told) in sorted(figures.items())
        ]
        if not rows:
            return
        with writing(self._db):
            self._db.table(_TABLE).create(_COLUMNS, pk=("round", "district"), if_not_exists=True)
            self._db.table(_TABLE).upsert_all(rows, pk=("round", "district"))
