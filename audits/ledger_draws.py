"""Draws and looks in the memory: what was drawn with which seed, and what people saw who looked at passes again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlite_utils import Database

from audits.sampling import Lot, Pass
from inspection.errors import UserError

DRAWS, LOOKS = "draws", "looks"
TABLES: dict[str, tuple[dict[str, type], tuple[str, ...]]] = {
    DRAWS: (
        {
            "seq": int, "round": str, "district": str, "kind": str, "stratum": str, "name": str, "seed": str,
            "drawn_on": str,
        },
        ("seq",),
    ),
    LOOKS: (
        {
            "id": str, "round": str, "district": str, "rule": str, "rule_name": str, "unit": str, "title": str,
            "url": str, "requirement": str, "seed": str, "drawn_on": str, "verdict": str, "reason": str,
            "looked_on": str,
        },
        ("id", "round"),
    ),
}  # fmt: skip
Kind = Literal["units", "domains", "columns"]
Verdict = Literal["right", "missed"]


@dataclass(frozen=True)
class Measured:
    """What looking again at drawn passes came to in a round: drawn, looked at, and found to be faults all the same."""

    drawn: int
    looked: int
    missed: int


@dataclass(frozen=True)
class Look:
    """A drawn pass and what a person saw (None: nobody looked yet)."""

    drawn: Pass
    round: str
    verdict: Verdict | None
    reason: str | None


class DrawMemory:
    """The part of the memory that is about draws; `Memory.draws` gives it."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def record(self, round_: str, district: str, kind: Kind, lots: Iterable[Lot], seed: str, on: date) -> None:
        """Records what was drawn, in place of what the round had drawn of this kind before."""
        with self._db.atomic():
            self._db.execute(
                f"delete from {DRAWS} where round = ? and district = ? and kind = ?", [round_, district, kind]
            )
            self._db.table(DRAWS).insert_all(
                {
                    "round": round_, "district": district, "kind": kind, "stratum": lot.stratum, "name": lot.name,
                    "seed": seed, "drawn_on": on.isoformat(),
                }
                for lot in lots
            )  # fmt: skip

    def recently(self, round_: str, district: str, kind: Kind, rounds: int) -> set[Lot]:
        """What was drawn in so many rounds before this one that drew anything of the kind."""
        rows = list(
            self._db.query(
                f"select round, stratum, name from {DRAWS} where district = ? and kind = ? and round <> ? "
                "order by drawn_on desc, round desc, seq",
                [district, kind, round_],
            )
        )
        named = list(dict.fromkeys(row["round"] for row in rows))[:rounds]
        return {Lot(row["stratum"], row["name"]) for row in rows if row["round"] in named}

    def record_passes(self, round_: str, drawn: Iterable[Pass], seed: str, on: date) -> int:
        """Records passes to be looked at; those of this round that were looked at stay as they are. Returns how many
        are new."""
        known = {row["id"] for row in self._db.query(f"select id from {LOOKS} where round = ?", [round_])}
        new: list[dict[str, Any]] = [
            {
                "id": one.id, "round": round_, "district": one.district, "rule": one.rule, "rule_name": one.rule_name,
                "unit": one.unit, "title": one.title, "url": one.url, "requirement": one.requirement, "seed": seed,
                "drawn_on": on.isoformat(), "verdict": None, "reason": None, "looked_on": None,
            }
            for one in drawn
            if one.id not in known
        ]  # fmt: skip
        self._db.table(LOOKS).insert_all(new)
        return len(new)

    def look(self, ids: Iterable[str], verdict: Verdict, reason: str, on: date, round_: str) -> int:
        """Records what a person saw of drawn passes: all of them or none. Raises UserError for an unknown id."""
        wanted = list(dict.fromkeys(one.strip().upper() for one in ids))
        known = {row["id"] for row in self._db.query(f"select id from {LOOKS} where round = ?", [round_])}
        if strange := [one for one in wanted if one not in known]:
            raise UserError(f"批次“{round_}”没有抽出编号为 {'、'.join(strange)} 的通过项，请从抽看清单中抄取编号。")
        with self._db.atomic():
            for one in wanted:
                said = {"verdict": verdict, "reason": reason, "looked_on": on.isoformat()}
                self._db.table(LOOKS).update((one, round_), said)
        return len(wanted)

    def looks(self, round_: str, district: str) -> list[Look]:
        """The passes that a round drew of a district, in order of rule and id."""
        rows = self._db.query(
            f"select * from {LOOKS} where round = ? and district = ? order by rule, id", [round_, district]
        )
        return [
            Look(
                Pass(
                    row["id"], row["rule"], row["rule_name"], row["requirement"], row["district"], row["unit"],
                    row["title"], row["url"],
                ),
                round_,
                row["verdict"],
                row["reason"],
            )
            for row in rows
        ]  # fmt: skip

    def measured(self, round_: str, district: str) -> Measured:
        """How the machine did on what people looked at."""
        looks = self.looks(round_, district)
        seen = [one for one in looks if one.verdict is not None]
        return Measured(len(looks), len(seen), sum(one.verdict == "missed" for one in seen))
