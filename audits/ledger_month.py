"""What the memory knows of one district's month: rounds, findings and what became of them, notices, what is still due.

Read only: a workspace without a memory has done nothing yet, and none is made.
"""

import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from inspection.errors import UserError
from inspection.types.judgement import FindingState

_OPEN: tuple[FindingState, ...] = ("confirmed", "notified", "received", "replied", "unfixed")
_DONE: tuple[FindingState, ...] = ("fixed", "closed")


@dataclass(frozen=True)
class RoundOfMonth:
    """One round of the district that was judged as of a day of the month, with how many findings it had."""

    name: str
    as_of: date
    findings: int


@dataclass(frozen=True)
class NoticeOfMonth:
    """One notice that was issued in the month: its number (the official one where it has one) and its findings."""

    number: str
    issued_on: date
    findings: int


@dataclass(frozen=True)
class MonthOfWork:
    """One district's month up to a day. `confirmed`, `rejected`, `waived`, `closed` count findings about which that was
    said in the month; `new` those first met in it. `dues` are the deadlines of notified findings that are still open,
    whenever they fall; `waiting` counts what the last round found and nobody has confirmed, `unsent` what is confirmed
    and in no notice."""

    rounds: tuple[RoundOfMonth, ...] = ()
    new: int = 0
    confirmed: int = 0
    rejected: int = 0
    waived: int = 0
    closed: int = 0
    notices: tuple[NoticeOfMonth, ...] = ()
    dues: tuple[date, ...] = ()
    waiting: int = 0
    unsent: int = 0


def month_of_work(memory: Path, district: str, first: date, last: date, as_of: date) -> MonthOfWork:
    """What was done from `first` to `last`, and what is open on the day `as_of`; nothing later is looked at.

    Raises UserError where the file is no memory.
    """
    if not memory.exists():
        return MonthOfWork()
    until = min(last, as_of).isoformat()
    try:
        with closing(sqlite3.connect(f"{memory.resolve().as_uri()}?mode=ro", uri=True)) as db:
            return _read(db, district, first.isoformat(), until, as_of.isoformat())
    except sqlite3.DatabaseError as error:
        raise UserError(f"{memory} 不是巡查的记录文件（{error}），请改名移走后重试。") from error


def _read(db: sqlite3.Connection, district: str, first: str, until: str, as_of: str) -> MonthOfWork:
    rounds = db.execute(
        "select round, as_of, findings from rounds where district = ? and as_of between ? and ? order by as_of, round",
        [district, first, until],
    ).fetchall()
    met = db.execute(
        "select finding, min(as_of) from sightings where district = ? and as_of <= ? group by finding",
        [district, as_of],
    ).fetchall()
    decided = _decided_in(db, district, first, until)
    now = _states_now(db, district, as_of)
    due = dict(
        db.execute(
            "select f.finding, max(f.due) from notice_findings f join notices n using (number) "
            "where n.district = ? and n.issued_on <= ? group by f.finding",
            [district, as_of],
        ).fetchall()
    )
    last_round = _findings_of_last_round(db, district, as_of)
    notices = db.execute(
        "select coalesce(nullif(n.official_number, ''), n.number), n.issued_on, count(f.finding) from notices n "
        "left join notice_findings f using (number) where n.district = ? and n.issued_on between ? and ? "
        "group by n.number order by n.issued_on, n.number",
        [district, first, until],
    ).fetchall()
    still_open = [finding for finding, state in now.items() if state in _OPEN]
    return MonthOfWork(
        rounds=tuple(RoundOfMonth(name, date.fromisoformat(day), count) for name, day, count in rounds),
        new=sum(first <= day <= until for _, day in met),
        confirmed=decided["confirm"],
        rejected=decided["reject"],
        waived=decided["waive"],
        closed=_closed_in(db, district, first, until),
        notices=tuple(NoticeOfMonth(number, date.fromisoformat(day), count) for number, day, count in notices),
        dues=tuple(sorted(date.fromisoformat(due[one]) for one in still_open if due.get(one))),
        waiting=sum(now.get(one) == "suspected" for one in last_round),
        unsent=sum(one not in due for one in still_open if one in last_round),
    )


def _decided_in(db: sqlite3.Connection, district: str, first: str, until: str) -> Counter[str]:
    """How many findings people decided on within the days, by their last decision: confirm, reject, waive."""
    rows = db.execute(
        "select finding, kind from decisions where district = ? and decided_on between ? and ? order by seq",
        [district, first, until],
    ).fetchall()
    return Counter({finding: str(kind) for finding, kind in rows}.values())


def _closed_in(db: sqlite3.Connection, district: str, first: str, until: str) -> int:
    """How many findings were found fixed, or closed, within the days."""
    states = ", ".join(f"'{state}'" for state in _DONE)
    row = db.execute(
        "select count(distinct s.finding) from states s join findings f on f.id = s.finding where f.district = ? "
        f"and s.said_on between ? and ? and s.state in ({states})",
        [district, first, until],
    ).fetchone()
    return int(row[0])


def _states_now(db: sqlite3.Connection, district: str, as_of: str) -> dict[str, str]:
    """The state of each finding on a day: what was said of it last."""
    rows = db.execute(
        "select s.finding, s.state from states s join findings f on f.id = s.finding where f.district = ? "
        "and s.said_on <= ? order by s.seq",
        [district, as_of],
    ).fetchall()
    return {str(finding): str(state) for finding, state in rows}


def _findings_of_last_round(db: sqlite3.Connection, district: str, as_of: str) -> set[str]:
    latest = db.execute(
        "select round from rounds where district = ? and as_of <= ? order by as_of desc, round desc limit 1",
        [district, as_of],
    ).fetchone()
    if latest is None:
        return set()
    rows = db.execute("select finding from sightings where district = ? and round = ?", [district, latest[0]])
    return {str(row[0]) for row in rows}
