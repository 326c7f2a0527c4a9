"""The office's memory over all rounds (xuncha.db): faults and their lives, what people decided, when pages were met.

Nothing here reads a clock: every date is handed in. Recording a round again changes nothing that it recorded before.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

from rapidfuzz import fuzz, process
from sqlite_utils import Database

from audits.ledger_matches import TABLES as MATCH_TABLES
from audits.ledger_matches import MatchMemory
from inspection.errors import UserError
from inspection.short_ids import short_id
from inspection.types.judgement import Decision, EntryKey, Finding, FindingState
from inspection.types.renames import FormerNames

# 2: the names that matters had before.
# 3: what people said of matches.
MEMORY_VERSION = 3
_SHORTEST = 8
_NOT_REPEATED = ("rejected", "waived")
_DECIDED: dict[str, FindingState] = {"confirm": "confirmed", "reject": "rejected", "waive": "waived"}
_TABLES: dict[str, tuple[dict[str, type], tuple[str, ...]]] = {
    "rounds": ({"round": str, "district": str, "as_of": str, "findings": int}, ("round", "district")),
    "findings": ({"id": str, "identity": str, "district": str, "rule": str}, ("id",)),
    "sightings": (
        {"finding": str, "round": str, "district": str, "as_of": str, "state": str, "message": str, "url": str},
        ("finding", "round"),
    ),
    "states": (
        {"seq": int, "finding": str, "round": str, "state": str, "said_on": str, "said_by": str, "reason": str},
        ("seq",),
    ),
    "decisions": (
        {
            "seq": int, "finding": str, "identity": str, "district": str, "kind": str, "reason": str, "until": str,
            "decided_on": str, "round": str,
        },
        ("seq",),
    ),
    "notices": (
        {
            "number": str, "year": int, "serial": int, "official_number": str, "round": str, "district": str,
            "unit": str, "issued_on": str, "due": str,
        },
        ("number",),
    ),
    "notice_findings": ({"number": str, "finding": str, "due": str}, ("number", "finding")),
    "renames": (
        {
            "district": str, "round": str, "as_of": str, "domain": str, "old_level1": str, "old_level2": str,
            "new_level1": str, "new_level2": str,
        },
        ("district", "round", "domain", "new_level1", "new_level2"),
    ),
    "first_seen": ({"district": str, "url": str, "seen_on": str}, ("district", "url")),
    **MATCH_TABLES,
}  # fmt: skip


def derived_id(identity: str, length: int = _SHORTEST) -> str:
    """A short id that follows from an identity alone: F and characters that cannot be mistaken for one another."""
    return short_id("F", identity, length)


class Memory:
    """The file xuncha.db, made when it is not there. Use as a context manager, or close it."""

    def __init__(self, path: Path) -> None:
        self._db = _opened(path)
        self.matches = MatchMemory(self._db)
        self._given: dict[str, str] = {}
        self._owners: dict[str, str] = {}

    def __enter__(self) -> "Memory":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file."""
        self._db.close()

    def together(self) -> AbstractContextManager[Database]:
        """What is recorded inside is recorded all or not at all."""
        return self._db.atomic()

    # faults

    def id_for(self, identity: str) -> str:
        """The id that a fault has had since it was first recorded, else the one it will get."""
        if identity in self._given:
            return self._given[identity]
        known = list(self._db.query("select id from findings where identity = ?", [identity]))
        id_ = str(known[0]["id"]) if known else self._free_id(identity)
        self._given[identity], self._owners[id_] = id_, identity
        return id_

    def record_round(self, round_: str, district: str, findings: Iterable[Finding], as_of: date) -> None:
        """Records what one district's round found, in place of what that round had recorded for it before."""
        found = list(findings)
        head = {"round": round_, "district": district, "as_of": as_of.isoformat(), "findings": len(found)}
        with self._db.atomic():
            self._db.table("rounds").upsert(head, pk=("round", "district"))
            self._db.execute("delete from sightings where round = ? and district = ?", [round_, district])
            for one in found:
                kept = {"id": one.id, "identity": one.identity, "district": district, "rule": one.rule}
                self._db.table("findings").upsert(kept, pk="id")
                self._db.table("sightings").insert(
                    {
                        "finding": one.id, "round": round_, "district": district, "as_of": as_of.isoformat(),
                        "state": one.state, "message": one.message, "url": one.url,
                    }
                )  # fmt: skip
                by = one.confirmed_by or ("person" if one.state in ("rejected", "waived") else "machine")
                self._say(one.id, round_, one.state, as_of, by, None)

    def lives(self, findings: Iterable[Finding]) -> list[Finding]:
        """Findings with what came of them since: state, first_round, repeat, due and overdue."""
        return [self._living(finding) for finding in findings]

    def history(self, finding: str) -> list[dict[str, Any]]:
        """Every state that a fault was in, oldest first: round, state, said_on, said_by, reason."""
        return list(
            self._db.query(
                "select round, state, said_on, said_by, reason from states where finding = ? order by seq", [finding]
            )
        )

    # what people said

    def decide(
        self,
        ids: Iterable[str],
        kind: Literal["confirm", "reject", "waive"],
        reason: str,
        until: date | None,
        on: date,
        round_: str | None = None,
    ) -> list[Decision]:
        """Records a person's decision on findings: all of them or none.

        Raises UserError for an unknown id (naming the nearest), for no reason, and for a waiver without an end to come.
        """
        chosen = [self._known(given) for given in self._all_known(list(ids))]
        _check_decision(kind, reason, until, on)
        made = []
        with self._db.atomic():
            for row in chosen:
                where = round_ or self._last_round(row["id"])
                decision = Decision(row["id"], row["identity"], kind, reason.strip(), until, on, where)
                self._db.table("decisions").insert(
                    {
                        "finding": row["id"], "identity": row["identity"], "district": row["district"], "kind": kind,
                        "reason": decision.reason, "until": until.isoformat() if until else None,
                        "decided_on": on.isoformat(), "round": where,
                    }
                )  # fmt: skip
                self._say(row["id"], where, _DECIDED[kind], on, "person", decision.reason)
                made.append(decision)
        return made

    def decisions(self, district: str) -> list[Decision]:
        """The newest decision on each finding of a district, in order of id."""
        rows = self._db.query("select * from decisions where district = ? order by seq", [district])
        newest = {row["finding"]: _decision(row) for row in rows}
        return [newest[finding] for finding in sorted(newest)]

    # what was seen

    def remember_pages(self, district: str, pages: Mapping[str, date]) -> None:
        """Remembers for each address the earliest day on which it was met."""
        known = self.first_seen(district)
        rows = [
            {"district": district, "url": url, "seen_on": seen.isoformat()}
            for url, seen in sorted(pages.items())
            if url not in known or seen.isoformat() < known[url]
        ]
        with self._db.atomic():
            self._db.table("first_seen").upsert_all(rows, pk=("district", "url"))

    def first_seen(self, district: str) -> dict[str, str]:
        """The ISO date on which each page of a district was first met, by address."""
        rows = self._db.query("select url, seen_on from first_seen where district = ? order by url", [district])
        return {row["url"]: row["seen_on"] for row in rows}

    # what matters were called

    def record_renames(
        self, district: str, round_: str, as_of: date, renamed: Iterable[tuple[EntryKey, EntryKey]]
    ) -> None:
        """Records the keys (old, new) that a round's directory changed, in place of what it had recorded before."""
        with self._db.atomic():
            self._db.execute("delete from renames where district = ? and round = ?", [district, round_])
            self._db.table("renames").insert_all(
                {
                    "district": district, "round": round_, "as_of": as_of.isoformat(), "domain": new[0],
                    "old_level1": old[1], "old_level2": old[2], "new_level1": new[1], "new_level2": new[2],
                }
                for old, new in renamed
            )  # fmt: skip

    def former_names(
        self, district: str, keys: Iterable[EntryKey], round_: str, as_of: date, *, before: bool = False
    ) -> list[FormerNames]:
        """The earlier names of those keys that had any, as rounds up to the given one recorded them, in order of key.

        With `before` the given round's own renames do not count.
        """
        rows = list(
            self._db.query(
                "select * from renames where district = ? and (as_of < ? or (as_of = ? and round <= ?)) "
                "order by as_of desc, round desc",
                [district, as_of.isoformat(), as_of.isoformat(), round_],
            )
        )
        links = [row for row in rows if not (before and row["round"] == round_)]
        found = [_former(key, links) for key in sorted(set(keys))]
        return [one for one in found if one is not None]

    def _free_id(self, identity: str) -> str:
        """The shortest derived id that no other identity has."""
        length = _SHORTEST
        while True:
            id_ = derived_id(identity, length)
            owners = [row["identity"] for row in self._db.query("select identity from findings where id = ?", [id_])]
            if all(owner == identity for owner in [*owners, self._owners.get(id_, identity)]):
                return id_
            length += 1

    def _say(self, finding: str, round_: str, state: str, on: date, by: str, reason: str | None) -> None:
        """Appends to a fault's history, unless its last word of this round and speaker was the same."""
        last = list(
            self._db.query(
                "select state, reason from states where finding = ? and round = ? and said_by = ? "
                "order by seq desc limit 1",
                [finding, round_, by],
            )
        )
        if last and (last[0]["state"], last[0]["reason"]) == (state, reason):
            return
        self._db.table("states").insert(
            {
                "finding": finding, "round": round_, "state": state, "said_on": on.isoformat(), "said_by": by,
                "reason": reason,
            }
        )  # fmt: skip

    def _living(self, finding: Finding) -> Finding:
        seen = list(
            self._db.query(
                "select round, as_of, state from sightings where finding = ? and as_of <= ? order by as_of, round",
                [finding.id, finding.found_on.isoformat()],
            )
        )
        before = [row for row in seen if row["round"] != finding.round]
        state, by = self._state_now(finding)
        due = self._due(finding.id)
        return replace(
            finding,
            state=state,
            confirmed_by=by,
            first_round=before[0]["round"] if before else finding.round,
            repeat=sum(row["state"] not in _NOT_REPEATED for row in before),
            due=due,
            overdue=due is not None and due < finding.found_on and state not in ("fixed", "closed", *_NOT_REPEATED),
        )

    def _state_now(self, finding: Finding) -> tuple[FindingState, str | None]:
        """What a person decided last, while it holds; else what the round said."""
        rows = list(self._db.query("select * from decisions where finding = ? order by seq desc limit 1", [finding.id]))
        if not rows:
            return finding.state, finding.confirmed_by
        decision = _decision(rows[0])
        if decision.kind == "waive" and decision.until is not None and decision.until < finding.found_on:
            return finding.state, finding.confirmed_by
        return _DECIDED[decision.kind], "person" if decision.kind == "confirm" else None

    def _due(self, finding: str) -> date | None:
        rows = list(self._db.query("select max(due) as due from notice_findings where finding = ?", [finding]))
        return date.fromisoformat(rows[0]["due"]) if rows and rows[0]["due"] else None

    def _last_round(self, finding: str) -> str:
        rows = self._db.query(
            "select round from sightings where finding = ? order by as_of desc, round desc limit 1", [finding]
        )
        return next((str(row["round"]) for row in rows), "")

    def _all_known(self, given: list[str]) -> list[str]:
        if not given:
            raise UserError("没有写明问题编号，请从 xuncha export findings 中抄取。")
        known = [str(row["id"]) for row in self._db.query("select id from findings order by id")]
        read = {one: _as_written(one, known) for one in given}
        unknown = [one for one in given if read[one] is None]
        if unknown:
            listing = "、".join(f"{one}{_like(one, known)}" for one in unknown)
            raise UserError(f"记录中没有编号为 {listing} 的问题，请核对编号，本次没有记录任何核查结论。")
        return list(dict.fromkeys(id_ for one in given if (id_ := read[one]) is not None))

    def _known(self, id_: str) -> dict[str, Any]:
        return next(iter(self._db.query("select * from findings where id = ?", [id_])))


def _opened(path: Path) -> Database:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        db = Database(sqlite3.connect(path, isolation_level=None))
        version = int(db.execute("pragma user_version").fetchone()[0])
        if version > MEMORY_VERSION:
            raise UserError(f"{path} 由更新版本的巡查程序写入（第 {version} 版），请升级程序后再打开。")
        if version < MEMORY_VERSION:
            _bring_up(db)
    except sqlite3.DatabaseError as error:
        raise UserError(f"{path} 不是巡查的记录文件（{error}），请改名移走后重试。") from error
    return db


def _bring_up(db: Database) -> None:
    """Makes what the present version has and an older memory, or an empty file, has not."""
    with db.atomic():
        for table, (columns, key) in _TABLES.items():
            db.table(table).create(columns, pk=key if len(key) > 1 else key[0], if_not_exists=True)
        db.table("findings").create_index(["identity"], unique=True, if_not_exists=True)
        for table in ("sightings", "states", "decisions", "notice_findings"):
            db.table(table).create_index(["finding"], if_not_exists=True)
        db.execute("create view if not exists waivers as select * from decisions where kind = 'waive'")
        db.execute(f"pragma user_version = {MEMORY_VERSION}")


def _former(key: EntryKey, links: list[dict[str, Any]]) -> FormerNames | None:
    """The names before a key, by links from the newest to the oldest; each link leads one step back in time."""
    now, since = key, ""
    before: list[EntryKey] = []
    for row in links:
        if (row["domain"], row["new_level1"], row["new_level2"]) == now:
            now, since = (row["domain"], row["old_level1"], row["old_level2"]), row["as_of"]
            before.append(now)
    return FormerNames(key, tuple(before), since) if before else None


def _decision(row: Mapping[str, Any]) -> Decision:
    return Decision(
        row["finding"],
        row["identity"],
        row["kind"],
        row["reason"],
        date.fromisoformat(row["until"]) if row["until"] else None,
        date.fromisoformat(row["decided_on"]),
        row["round"],
    )


def _check_decision(kind: str, reason: str, until: date | None, on: date) -> None:
    if kind not in _DECIDED:
        raise UserError(f"没有“{kind}”这种核查结论，请用 confirm、reject 或 waive。")
    if not reason.strip():
        raise UserError("核查结论须写明理由，请用 --reason 写一句。")
    if kind == "waive" and until is None:
        raise UserError("报备须写明截止日期，请用 --until 写明，如 --until 2027-06-30。")
    if kind == "waive" and until is not None and until < on:
        raise UserError(f"报备的截止日期 {until} 已经过去，请用 --until 写一个今后的日期。")
    if kind != "waive" and until is not None:
        raise UserError("只有报备（waive）才有截止日期，请去掉 --until。")


def _as_written(given: str, known: list[str]) -> str | None:
    """The known id that a person meant, in small letters or capitals."""
    plain = given.strip().upper()
    return plain if plain in known else None


def _like(given: str, known: list[str]) -> str:
    found = process.extractOne(given.upper(), known, scorer=fuzz.ratio, score_cutoff=60)
    return f"（是不是 {found[0]}？）" if found else ""
