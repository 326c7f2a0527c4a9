"""The office's memory over all rounds (xuncha.db): faults and their lives, what people decided, when pages were met.

Nothing here reads a clock: every date is handed in. Recording a round again changes nothing that it recorded before.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from sqlite_utils import Database

from audits.ledger_draws import TABLES as DRAW_TABLES
from audits.ledger_draws import DrawMemory
from audits.ledger_figures import FigureMemory
from audits.ledger_life import TABLES as LIFE_TABLES
from audits.ledger_life import LifeMemory, history_of, living
from audits.ledger_matches import TABLES as MATCH_TABLES
from audits.ledger_matches import MatchMemory
from audits.ledger_notices import NOTICES, OFFICIAL, NoticeMemory
from audits.ledger_notices import TABLES as NOTICE_TABLES
from audits.ledger_subjects import TABLES as SUBJECT_TABLES
from audits.ledger_subjects import SubjectMemory
from audits.ledger_turns import PATIENCE, writing
from audits.ledger_versions import MEMORY_VERSION, bring_over
from audits.ledger_year import LOCKS, MARKS, YearMemory
from audits.ledger_year import TABLES as YEAR_TABLES
from inspection.china_time import start_of
from inspection.errors import UserError
from inspection.short_ids import short_id
from inspection.system_faults import from_outside, system_words
from inspection.types.judgement import Decision, EntryKey, Finding
from inspection.types.life import Act, LifeEvent, NotifiedFinding, RecheckAnswer
from inspection.types.renames import FormerNames

_SHORTEST = 8
_DECISIONS: tuple[Act, ...] = ("confirm", "reject", "waive")
# Who decided, where a command does not say it.
_OFFICE = "政务公开办"
_TABLES: dict[str, tuple[dict[str, type], tuple[str, ...]]] = {
    "rounds": ({"round": str, "district": str, "as_of": str, "findings": int}, ("round", "district")),
    "findings": ({"id": str, "identity": str, "district": str, "rule": str}, ("id",)),
    "renames": (
        {
            "district": str, "round": str, "as_of": str, "domain": str, "old_level1": str, "old_level2": str,
            "new_level1": str, "new_level2": str,
        },
        ("district", "round", "domain", "new_level1", "new_level2"),
    ),
    "first_seen": ({"district": str, "url": str, "seen_on": str}, ("district", "url")),
    **LIFE_TABLES,
    **SUBJECT_TABLES,
    **MATCH_TABLES,
    **DRAW_TABLES,
    **NOTICE_TABLES,
    **YEAR_TABLES,
}  # fmt: skip


def derived_id(identity: str, length: int = _SHORTEST) -> str:
    """A short id that follows from an identity alone: F and characters that cannot be mistaken for one another."""
    return short_id("F", identity, length)


@dataclass(frozen=True)
class RoundOnRecord:
    """One round of a district as it is recorded: judged as of a day, with how many findings it had."""

    name: str
    as_of: date
    findings: int


class Memory:
    """The file xuncha.db, made when it is not there. Use as a context manager, or close it."""

    def __init__(self, path: Path) -> None:
        self._db = _opened(path)
        self.matches = MatchMemory(self._db)
        self.draws = DrawMemory(self._db)
        self.years = YearMemory(self._db)
        self.acts = LifeMemory(self._db)
        self.subjects = SubjectMemory(self._db)
        self.notices = NoticeMemory(self._db)
        self.figures = FigureMemory(self._db)
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
        return writing(self._db)

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
        with writing(self._db):
            self._db.table("rounds").upsert(head, pk=("round", "district"))
            self.acts.record_sightings(round_, district, found, as_of)
            self._db.table("findings").upsert_all(
                ({"id": one.id, "identity": one.identity, "district": district, "rule": one.rule} for one in found),
                pk="id",
            )

    def lives(self, findings: Iterable[Finding], as_of: date | None = None) -> list[Finding]:
        """Findings with what came of them since: state, unit, first_round, repeat, due, overdue and marks.

        Whether a deadline or a waiver has passed is asked of the day `as_of`, else of the last day of which the memory
        knows anything.
        """
        found = list(findings)
        told = {district: self.acts.told(district) for district in sorted({one.district for one in found})}
        last = {district: self.acts.last_day(district) or date.min for district in told}
        return [
            living(one, life, as_of or max(one.found_on, last[one.district]))
            if (life := told[one.district].get(one.id))
            else one
            for one in found
        ]

    def history(self, finding: str) -> list[tuple[LifeEvent, bool]]:
        """Every act on a finding, oldest first, each with whether it was taken back."""
        return history_of(self.acts.events([finding]).get(finding, ()))

    def rounds(self, district: str) -> list[RoundOnRecord]:
        """The rounds of a district, oldest first."""
        rows = self._db.query("select * from rounds where district = ? order by as_of, round", [district])
        return [RoundOnRecord(row["round"], date.fromisoformat(row["as_of"]), row["findings"]) for row in rows]

    # what people said

    def decide(
        self,
        ids: Iterable[str],
        kind: Literal["confirm", "reject", "waive"],
        reason: str,
        until: date | None,
        on: date,
        round_: str | None = None,
        who: str = _OFFICE,
    ) -> list[Decision]:
        """Records a person's decision on findings: all of them or none.

        Raises UserError for an unknown id (naming the nearest), for no reason, for a waiver without an end to come, and
        for a finding that is past deciding on.
        """
        if kind not in _DECISIONS:
            raise UserError(f"没有“{kind}”这种核查结论，请用 confirm、reject 或 waive。")
        known = self.acts.all_known(list(ids))
        made = self.acts.record(
            LifeEvent(one.id, 0, kind, start_of(on), "office", who, reason.strip(), round_ or "", until=until)
            for one in known
        )
        identity = {one.id: one.identity for one in known}
        return [
            Decision(one.finding, identity[one.finding], kind, one.reason, until, on, one.round, one.charge)
            for one in made
        ]

    def decisions(self, district: str) -> list[Decision]:
        """What people decided on each finding of a district and still holds, in order of id."""
        return self.acts.decisions(district)

    def notified(self, district: str) -> list[NotifiedFinding]:
        """What a recheck looks at: the findings of a district that were notified and are not put right."""
        return self.acts.notified(district)

    def record_recheck(self, answers: Iterable[RecheckAnswer]) -> list[LifeEvent]:
        """Records what looking again came to; recording it again changes nothing."""
        return self.acts.record_rechecks(answers)

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

    def judged(self, district: str) -> dict[str, str]:
        """The as-of date (ISO) of each round of a district, by name."""
        rows = self._db.query("select round, as_of from rounds where district = ?", [district])
        return {row["round"]: row["as_of"] for row in rows}

    def _free_id(self, identity: str) -> str:
        """The shortest derived id that no other identity has."""
        length = _SHORTEST
        while True:
            id_ = derived_id(identity, length)
            owners = [row["identity"] for row in self._db.query("select identity from findings where id = ?", [id_])]
            if all(owner == identity for owner in [*owners, self._owners.get(id_, identity)]):
                return id_
            length += 1


def _opened(path: Path) -> Database:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        db = Database(sqlite3.connect(path, isolation_level=None, timeout=PATIENCE))
        version = int(db.execute("pragma user_version").fetchone()[0])
        if version > MEMORY_VERSION:
            raise UserError(f"{path} 由更新版本的巡查程序写入（第 {version} 版），请升级程序后再打开。")
        if version < MEMORY_VERSION:
            _bring_up(db, version)
    except sqlite3.DatabaseError as error:
        if from_outside(error):
            raise UserError(f"{path} 现在打不开（{system_words(error)}），请排除后重试，不要移走该文件。") from error
        raise UserError(f"{path} 不是巡查的记录文件（{system_words(error)}），请改名移走后重试。") from error
    return db


def _bring_up(db: Database, version: int) -> None:
    """Makes what the present version has and an older memory, or an empty file (version 0), has not."""
    with db.atomic():
        for table, (columns, key) in _TABLES.items():
            db.table(table).create(columns, pk=key if len(key) > 1 else key[0], if_not_exists=True)
        db.table("findings").create_index(["identity"], unique=True, if_not_exists=True)
        for table in ("sightings", "acts"):
            for column in ("finding", "district"):
                db.table(table).create_index([column], if_not_exists=True)
        if version:
            bring_over(db)
        for table in ("acts", MARKS, LOCKS, NOTICES, OFFICIAL):
            for what in ("update", "delete"):
                db.execute(
                    f"create trigger if not exists {table}_stand_{what} before {what} on {table} "
                    f"begin select raise(abort, '{table} are only ever added'); end"
                )
        db.execute(f"pragma user_version = {MEMORY_VERSION}")


def _former(key: EntryKey, links: list[dict[str, Any]]) -> FormerNames | None:
    """The names before a key, by links from the newest to the oldest; each link leads one step back in time."""
    now = key
    before: list[EntryKey] = []
    left: list[str] = []
    for row in links:
        if (row["domain"], row["new_level1"], row["new_level2"]) == now:
            now = (row["domain"], row["old_level1"], row["old_level2"])
            before.append(now)
            left.append(row["as_of"])
    return FormerNames(key, tuple(before), left[-1], tuple(left)) if before else None
