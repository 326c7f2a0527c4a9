"""What the memory knows of the notices that went out: each once, under a number that is never given again."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from audits.ledger_turns import writing
from inspection.errors import UserError
from inspection.types.paperwork import IssuedNotice

NOTICES, OFFICIAL = "issued_notices", "official_numbers"
TABLES: dict[str, tuple[dict[str, type], tuple[str, ...]]] = {
    NOTICES: (
        {
            "number": str, "year": int, "serial": int, "kind": str, "title": str, "round": str, "district": str,
            "addressee": str, "unit": str, "copy_to": str, "issued_at": str, "findings": str, "dues": str,
            "reissue_of": str, "reason": str,
        },
        ("number",),
    ),
    OFFICIAL: ({"seq": int, "number": str, "official": str, "at": str}, ("seq",)),
}  # fmt: skip
# What stands before the year where the office has set no prefix of its own.
_PLAIN = "巡查"


class NoticeMemory:
    """Notices in the memory. What is recorded here is only ever added."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def issue(self, notice: IssuedNotice, prefix: str) -> IssuedNotice:
        """Records a notice under the next number of its year (江政务公开办〔2026〕1号); returns it with that number."""
        year = notice.issued_at.year
        with writing(self._db):
            last = self._db.execute(f"select max(serial) from {NOTICES} where year = ?", [year]).fetchone()[0]
            serial = int(last or 0) + 1
            made = replace(notice, number=f"{prefix or _PLAIN}〔{year}〕{serial}号")
            self._db.table(NOTICES).insert(
                {
                    "number": made.number, "year": year, "serial": serial, "kind": made.kind, "title": made.title,
                    "round": made.round, "district": made.district, "addressee": made.addressee, "unit": made.unit,
                    "copy_to": made.copy_to, "issued_at": made.issued_at.isoformat(timespec="minutes"),
                    "findings": json.dumps(list(made.findings)),
                    "dues": json.dumps({id_: due.isoformat() for id_, due in sorted(made.dues.items())}),
                    "reissue_of": made.reissue_of, "reason": made.reason,
                }
            )  # fmt: skip
            if made.official:
                self.record_official(made.number, made.official, made.issued_at)
        return made

    def record_official(self, number: str, official: str, at: datetime) -> str | None:
        """Records the 发文字号 that a notice was given outside; the newest counts. Returns the one it replaces.

        Raises UserError for a number that was never given, and for a 发文字号 that another notice bears.
        """
        with writing(self._db):
            known = self.known(number)
            other = [one for one, given in self.officials().items() if given == official and one != known.number]
            if other:
                raise UserError(f"发文字号“{official}”已记在 {other[0]} 名下，请核对。")
            if known.official != official:
                row = {"number": known.number, "official": official, "at": at.isoformat(timespec="minutes")}
                self._db.table(OFFICIAL).insert(row)
        return known.official if known.official != official else None

    def officials(self) -> dict[str, str]:
        """The 发文字号 of notices by their internal numbers, where they were given."""
        rows = self._db.query(f"select number, official from {OFFICIAL} order by seq")
        return {row["number"]: row["official"] for row in rows}

    def known(self, number: str) -> IssuedNotice:
        """A notice by its internal number or its 发文字号. Raises UserError for one that was never issued."""
        wanted = _plain(number)
        every = self.all()
        for one in every:
            if wanted in (_plain(one.number), _plain(one.official or "")):
                return one
        listed = "、".join(one.number for one in every[-5:])
        hint = f"，最近的编号：{listed}" if listed else "，还没有下发过通知"
        raise UserError(f"没有编号为“{number}”的通知{hint}，请核对编号。")

    def all(self) -> list[IssuedNotice]:
        """Every notice, oldest first."""
        return self._read(f"select * from {NOTICES} order by year, serial", [])

    def of_round(self, round_: str, district: str) -> list[IssuedNotice]:
        """The notices of one district's round, oldest first."""
        return self._read(
            f"select * from {NOTICES} where round = ? and district = ? order by year, serial", [round_, district]
        )

    def _read(self, query: str, given: Iterable[str]) -> list[IssuedNotice]:
        officials = self.officials()
        return [_notice(row, officials.get(row["number"])) for row in self._db.query(query, list(given))]


def _notice(row: dict[str, Any], official: str | None) -> IssuedNotice:
    return IssuedNotice(
        row["number"], row["kind"], row["title"], row["round"], row["district"], row["addressee"], row["unit"],
        row["copy_to"], datetime.fromisoformat(row["issued_at"]), tuple(json.loads(row["findings"])),
        {id_: datetime.fromisoformat(due) for id_, due in json.loads(row["dues"]).items()}, official,
        row["reissue_of"], row["reason"] or "",
    )  # fmt: skip


def _plain(number: str) -> str:
    """A number as it is compared: however its brackets were typed, without blanks."""
    return "".join(number.translate(str.maketrans("[]【】()（）﹝﹞", "〔〕〔〕〔〕〔〕〔〕")).split())
