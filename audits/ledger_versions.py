"""Memories of earlier versions brought over to the present one."""

import json
from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from audits.ledger_notices import NOTICES, OFFICIAL

# 2: the names that matters had before.
# 3: what people said of matches.
# 4: acts in place of states and decisions; what findings are of.
# 5: notices as they were issued.
MEMORY_VERSION = 5
_UNKNOWN = "（未记录）"
_END_OF_DAY = "T23:59+08:00"
_MIDNIGHT = "T00:00+08:00"


def bring_over(db: Database) -> None:
    """Makes what the present version has of what versions 1 to 4 have, and lets go of what it replaces."""
    there = {column.name for column in db.table("sightings").columns}
    for name in ("charge", "confirmed_by", "unit"):
        if name not in there:
            db.table("sightings").add_column(name, str)
    if db.table("decisions").exists():
        _tell_acts(db)
    if db.table("notices").exists():
        _keep_notices(db)


def _tell_acts(db: Database) -> None:
    """Acts in place of the decisions and notices of versions 1 to 3. Those did not note who decided, nor at what hour,
    nor of which charge: their decisions hold whatever is said of the finding."""
    db.execute(
        "update sightings set confirmed_by = (select said_by from states s where s.finding = sightings.finding "
        "and s.round = sightings.round and s.state = 'confirmed' order by s.seq desc limit 1) where state = 'confirmed'"
    )
    acts = [_decided(row) for row in db.query("select * from decisions order by seq")]
    acts += [
        _notified(row)
        for row in db.query(
            "select f.finding, f.due, n.number, n.issued_on, n.round, n.district from notice_findings f "
            "join notices n using (number) order by n.issued_on, n.number, f.finding"
        )
    ]
    db.table("acts").insert_all(sorted(acts, key=lambda act: act["at"]))
    db.execute("drop view if exists waivers")
    for table in ("states", "decisions"):
        db.table(table).drop()


def _keep_notices(db: Database) -> None:
    """Notices of versions 1 to 4 as issued ones: those did not note who was written to, nor under which title."""
    for row in list(db.query("select * from notices order by number")):
        held = list(db.query("select finding, due from notice_findings where number = ?", [row["number"]]))
        at = f"{row['issued_on']}{_MIDNIGHT}"
        dues = {one["finding"]: f"{one['due']}{_END_OF_DAY}" for one in held if one["due"]}
        db.table(NOTICES).insert(
            {
                "number": row["number"], "year": row["year"], "serial": row["serial"], "kind": "notice",
                "title": _UNKNOWN, "round": row["round"], "district": row["district"], "addressee": _UNKNOWN,
                "unit": row["unit"], "issued_at": at, "findings": json.dumps(sorted(one["finding"] for one in held)),
                "dues": json.dumps(dues, sort_keys=True), "reason": "",
            }
        )  # fmt: skip
        if row["official_number"]:
            db.table(OFFICIAL).insert({"number": row["number"], "official": row["official_number"], "at": at})
    for table in ("notices", "notice_findings"):
        db.table(table).drop()


def _decided(row: Mapping[str, Any]) -> dict[str, Any]:
    at = f"{row['decided_on']}{_MIDNIGHT}"
    return _act(row, row["kind"], at) | {"reason": row["reason"], "until": row["until"]}


def _notified(row: Mapping[str, Any]) -> dict[str, Any]:
    due = f"{row['due']}{_END_OF_DAY}" if row["due"] else None
    return _act(row, "notify", f"{row['issued_on']}{_MIDNIGHT}") | {"due": due, "notice": row["number"]}


def _act(row: Mapping[str, Any], act: str, at: str) -> dict[str, Any]:
    return {
        "finding": row["finding"], "district": row["district"], "act": act, "at": at, "speaker": "office",
        "who": _UNKNOWN, "reason": "", "round": row["round"], "before": "[]", "after": "[]",
    }  # fmt: skip
