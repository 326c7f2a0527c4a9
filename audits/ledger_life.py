"""The lives of findings in the memory: what rounds saw of them and what people did, only ever added to.

What the machine saw of a round is replaced when the round is judged again; acts are never changed nor deleted.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from rapidfuzz import fuzz, process
from sqlite_utils import Database

from audits.ledger_turns import writing
from audits.life import Chapter, acts_now, chapters, earlier_than, life_of, numbered, standing, undone, verdicts_now
from audits.life_acts import ACTS, CONFIRMING, OPEN, REFUSING, STATES, act_words, lacking
from audits.rule import all_rules
from inspection.china_time import moment_words, start_of
from inspection.errors import UserError
from inspection.telling import RED_LINE_MARK, is_red_line
from inspection.types.judgement import Decision, Finding
from inspection.types.life import Life, LifeEvent, NotifiedFinding, RecheckAnswer, Sighting

SIGHTINGS, ACTS_TABLE = "sightings", "acts"
TABLES: dict[str, tuple[dict[str, type], tuple[str, ...]]] = {
    SIGHTINGS: (
        {
            "finding": str, "round": str, "district": str, "as_of": str, "state": str, "message": str, "url": str,
            "charge": str, "confirmed_by": str, "unit": str,
        },
        ("finding", "round"),
    ),
    ACTS_TABLE: (
        {
            "seq": int, "finding": str, "district": str,
            **{f.name: str for f in fields(LifeEvent) if f.name not in ("finding", "seq", "undoes")}, "undoes": int,
        },
        ("seq",),
    ),
}  # fmt: skip
_SEEN = "select sightings.*, findings.rule from sightings left join findings on findings.id = sightings.finding"
_SHOWN = 3
_BY_MACHINE = "巡查程序"


@dataclass(frozen=True)
class Known:
    """A finding that the memory knows: its id, identity, district and rule."""

    id: str
    identity: str
    district: str
    rule: str


class LifeMemory:
    """The part of the memory that is about what became of findings; `Memory.lives_of` gives it."""

    def __init__(self, db: Database) -> None:
        self._db = db

    # what rounds saw

    def record_sightings(self, round_: str, district: str, findings: Iterable[Finding], as_of: date) -> None:
        """Records what one district's round found, in place of what that round had recorded for it before."""
        self._db.execute("delete from sightings where round = ? and district = ?", [round_, district])
        self._db.table(SIGHTINGS).insert_all(
            {
                "finding": one.id, "round": round_, "district": district, "as_of": as_of.isoformat(),
                "state": one.state, "message": one.message, "url": one.url, "charge": one.charge,
                "confirmed_by": one.confirmed_by, "unit": one.unit,
            }
            for one in findings
        )  # fmt: skip

    # what people did

    def record(self, events: Iterable[LifeEvent], *, as_of: date | None = None) -> list[LifeEvent]:
        """Records acts on findings: all of them or none. Their numbers, and the rounds where they name none, are given
        here. States are those of the day `as_of` (None: the act's own).

        Raises UserError with what is possible instead where a finding cannot meet its act, and for what an act lacks.
        """
        made: list[LifeEvent] = []
        refused: list[str] = []
        with writing(self._db):
            for event in events:
                known = self.known(event.finding)
                seen, done = self.sightings([known.id]).get(known.id, []), self.events([known.id]).get(known.id, [])
                if why := _refusal(known.id, seen, done, event, as_of or event.at.date()):
                    refused.append(why)
                    continue
                last = max(seen, key=lambda one: (one.as_of, one.round), default=None)
                charge = (last.charge if last else "") or None
                bound = charge if event.act in CONFIRMING | REFUSING else None
                ready = numbered(event, known.id, 0, last.round if last else "", bound)
                if event.act == "undo" and (before := undone(done)):
                    ready = replace(ready, undoes=before.seq)
                made.append(self._add(ready, known.district))
            if refused:
                more = f"（另有 {len(refused) - _SHOWN} 个问题同样不能办理）" if len(refused) > _SHOWN else ""
                raise UserError(f"{''.join(refused[:_SHOWN])}{more}本次没有记录任何一步。")
        return made

    def record_rechecks(self, answers: Iterable[RecheckAnswer]) -> list[LifeEvent]:
        """Records what looking again came to. One that is recorded already, or of a finding that is no longer to be
        rechecked or was not looked at, changes nothing."""
        made = []
        with writing(self._db):
            for answer in (one for one in answers if one.outcome != "explain"):
                at = start_of(answer.looked_at)
                event = LifeEvent(
                    answer.finding, 0, f"recheck_{answer.outcome}", at, "machine", _BY_MACHINE, answer.reason, "",  # type: ignore[arg-type]  # the acts of its three outcomes
                    before=answer.before, after=answer.after,
                )  # fmt: skip
                known = self.events([answer.finding]).get(answer.finding, [])
                same = [one for one in known if (one.act, one.at, one.after) == (event.act, at, answer.after)]
                seen = self.sightings([answer.finding]).get(answer.finding, [])
                if not same and not _refusal(answer.finding, seen, known, event, answer.looked_at):
                    made += self.record([event])
        return made

    def _add(self, event: LifeEvent, district: str) -> LifeEvent:
        row = {f.name: _stored(getattr(event, f.name)) for f in fields(LifeEvent) if f.name != "seq"}
        self._db.table(ACTS_TABLE).insert({**row, "district": district})
        seq = int(self._db.execute("select last_insert_rowid()").fetchone()[0])
        return replace(event, seq=seq)

    # what is known

    def sightings(self, ids: Iterable[str]) -> dict[str, list[Sighting]]:
        """What rounds saw of findings, by id."""
        return _grouped(self._of(f"{_SEEN} where finding = ? order by sightings.rowid", ids), _sighting)

    def events(self, ids: Iterable[str]) -> dict[str, list[LifeEvent]]:
        """Every act on findings, those that were taken back among them, in their order, by id."""
        return _grouped(self._of("select * from acts where finding = ? order by rowid", ids), _event)

    def told(self, district: str, until: date | None = None) -> dict[str, list[Chapter]]:
        """The lives of all findings of a district, as they were on a day (None: with all that is known)."""
        limit = until.isoformat() if until else "9999"
        seen = _grouped(
            self._db.query(
                f"{_SEEN} where sightings.district = ? and as_of <= ? order by sightings.rowid", [district, limit]
            ),
            _sighting,
        )
        done = _grouped(
            self._db.query(
                "select * from acts where district = ? and substr(at, 1, 10) <= ? order by seq", [district, limit]
            ),
            _event,
        )
        return {id_: chapters(seen.get(id_, ()), done.get(id_, ())) for id_ in sorted({*seen, *done})}

    def of_district(self, district: str, until: date) -> list[LifeEvent]:
        """The acts on a district's findings up to a day that were not taken back by then, in their order."""
        rows = self._db.query(
            "select * from acts where district = ? and substr(at, 1, 10) <= ? order by seq",
            [district, until.isoformat()],
        )
        by_finding = _grouped(rows, _event)
        kept = [event for events in by_finding.values() for event in standing(events)]
        return sorted(kept, key=lambda event: event.seq)

    def first_met(self, district: str, until: date) -> dict[str, date]:
        """The as-of day of the first round that found each finding, up to a day."""
        rows = self._db.query(
            "select finding, min(as_of) as day from sightings where district = ? and as_of <= ? group by finding",
            [district, until.isoformat()],
        )
        return {row["finding"]: date.fromisoformat(row["day"]) for row in rows}

    def seen_in(self, round_: str, district: str) -> frozenset[str]:
        """The ids of what a district's round found."""
        rows = self._db.query("select finding from sightings where round = ? and district = ?", [round_, district])
        return frozenset(row["finding"] for row in rows)

    def last_day(self, district: str) -> date | None:
        """The last day of which the memory knows anything of a district: a round, or an act."""
        row = self._db.execute(
            "select max(day) from (select max(as_of) as day from rounds where district = :d "
            "union all select max(substr(at, 1, 10)) from acts where district = :d)",
            {"d": district},
        ).fetchone()
        return date.fromisoformat(row[0]) if row[0] else None

    def standing_on(self, district: str, day: date) -> dict[str, Life]:
        """Where each finding of a district stood on a day, by id."""
        told = self.told(district, day)
        return {id_: life_of(id_, told[id_], day) for id_ in told if told[id_][-1].sightings or told[id_][-1].acts}

    def decisions(self, district: str) -> list[Decision]:
        """What people decided on each finding of a district and still holds, in order of id, the newest last."""
        identities = {
            row["id"]: row["identity"]
            for row in self._db.query("select id, identity from findings where district = ?", [district])
        }
        return [
            decision
            for id_, told in self.told(district).items()
            for event in verdicts_now(told)
            if id_ in identities and (decision := _decision(event, identities[id_])) is not None
        ]

    def notified(self, district: str) -> list[NotifiedFinding]:
        """The findings of a district that were notified and are not put right, in order of id."""
        found = []
        told = self.told(district)
        day = self.last_day(district) or date.min
        for row in self._db.query("select * from findings where district = ? order by id", [district]):
            life = told.get(row["id"])
            if not life or not life[-1].sightings:
                continue
            last, chapter = life[-1].sightings[-1], life[-1]
            state = life_of(row["id"], life, day).state
            if chapter.state in OPEN and state not in ("waived", "rejected"):
                found.append(
                    NotifiedFinding(
                        row["id"], row["identity"], district, row["rule"], last.round, last.url, chapter.state,
                        chapter.due, chapter.link,
                    )
                )  # fmt: skip
        return found

    def waivers_told(self, district: str, round_: str, as_of: date) -> list[str]:
        """One Chinese sentence for each waiver that a person gave to a finding: that is past though the round found the
        fault again, or that is in force and was not needed."""
        past, idle = [], []
        for id_, told in self.told(district, as_of).items():
            waiver = told[-1].waiver
            if told[-1].state != "waived" or waiver is None or waiver.until is None:
                continue
            seen = any(one.round == round_ for one in told[-1].sightings)
            if waiver.until < as_of and seen:
                past.append(f"问题 {id_} 的报备已于{waiver.until}到期，恢复核查；确需延续的请重新报备。")
            elif waiver.until >= as_of and not seen:
                idle.append(f"问题 {id_} 的报备（至{waiver.until}）本次没有用到：该问题没有再发现。")
        return [*past, *idle]

    def known(self, id_: str) -> Known:
        """A finding by its id. Raises UserError for one that the memory does not know."""
        return self.all_known([id_])[0]

    def all_known(self, given: Sequence[str]) -> list[Known]:
        """Findings by their ids, in small letters or capitals. Raises UserError for those that are not known, naming
        the nearest."""
        if not given:
            raise UserError("没有写明问题编号，请从 xuncha export findings 中抄取。")
        found: dict[str, Known] = {}
        unknown = []
        for one in given:
            rows = list(self._db.query("select * from findings where id = ?", [one.strip().upper()]))
            if rows:
                found[rows[0]["id"]] = Known(rows[0]["id"], rows[0]["identity"], rows[0]["district"], rows[0]["rule"])
            else:
                unknown.append(one)
        if unknown:
            known = [str(row["id"]) for row in self._db.query("select id from findings order by id")]
            listing = "、".join(f"{one}{_like(one, known)}" for one in unknown)
            hint = "（M 开头的是目录对应，不是问题）" if any(one.strip()[:1] in ("M", "m") for one in unknown) else ""
            raise UserError(f"记录中没有编号为 {listing} 的问题{hint}，请核对编号，本次没有记录任何内容。")
        return list(found.values())

    def _of(self, query: str, ids: Iterable[str]) -> Iterable[Mapping[str, Any]]:
        for id_ in ids:
            yield from self._db.query(query, [id_])


def living(finding: Finding, told: Sequence[Chapter], as_of: date) -> Finding:
    """A finding as a round found it, with what has come of it by a day."""
    life = life_of(finding.id, told, as_of, finding.round)
    first = life.first_round or finding.round
    return replace(
        finding,
        state=life.state,
        unit=life.unit or finding.unit,
        confirmed_by=life.confirmed_by if life.state not in ("suspected", "rejected", "waived") else None,
        first_round=first,
        repeat=life.repeat,
        due=life.due.date() if life.due else None,
        due_at=life.due,
        overdue=life.overdue,
        marks=((RED_LINE_MARK,) if is_red_line(finding) else ()) + life.marks,
    )


def _refusal(
    id_: str, seen: Sequence[Sighting], done: Sequence[LifeEvent], event: LifeEvent, as_of: date
) -> str | None:
    """Why a finding cannot meet an act now, in one Chinese sentence that says what it can; None where it can."""
    told = chapters(seen, done)
    state, acts = acts_now(told, as_of)
    if event.act not in acts:
        waiting = told[-1].pending
        if event.act == "notify" and waiting is not None and state == "confirmed":
            return f"{id_} 有{'异议' if waiting.act == 'object' else '说明'}待答复，须先维持、撤销或部分认定，再下发。"
        return f"{id_} 现为“{STATES[state]}”，不能{ACTS[event.act]}；现在可以：{act_words(acts)}。"
    last = undone(done)
    # what was put on a day to come by mistake (recheck --as-of) can be taken back at once
    if last is not None and event.act != "undo" and earlier_than(event.at, last.at):
        return f"{id_} 的上一步（{ACTS[last.act]}）记于{moment_words(last.at)}，办理时间不能早于它，请核对 --at。"
    if why := lacking(event, told[-1].due):
        return f"{id_}：{why}"
    return None


def _decision(event: LifeEvent, identity: str) -> Decision | None:
    """An act as a round is judged with it; None for a notice, which only passed on what the machine had confirmed."""
    if event.act == "notify":
        return None
    kind = "waive" if event.act == "waive" else "reject" if event.act in REFUSING else "confirm"
    return Decision(
        event.finding, identity, kind, event.reason, event.until, event.at.date(), event.round, event.charge,  # type: ignore[arg-type]  # one of three
    )  # fmt: skip


def history_of(events: Iterable[LifeEvent]) -> list[tuple[LifeEvent, bool]]:
    """All acts in their order, each with whether it was taken back."""
    every = sorted(events, key=lambda event: event.seq)
    kept = {event.seq for event in standing(every)}
    return [(event, event.act != "undo" and event.seq not in kept) for event in every]


def _grouped(rows: Iterable[Mapping[str, Any]], read: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row["finding"]].append(read(row))
    return dict(found)


def _sighting(row: Mapping[str, Any]) -> Sighting:
    return Sighting(
        row["finding"], row["round"], date.fromisoformat(row["as_of"]), row["state"], row["confirmed_by"],
        row["charge"] or "", row["unit"], row["url"], row["rule"] in _lasting(),
    )  # fmt: skip


@cache
def _lasting() -> frozenset[str]:
    """The rules whose faults happened once and can only be explained."""
    return frozenset(rule.code for rule in all_rules() if rule.kind == "explain")


def _event(row: Mapping[str, Any]) -> LifeEvent:
    given = {f.name: row[f.name] for f in fields(LifeEvent)}
    return LifeEvent(
        **{
            **given,
            "at": datetime.fromisoformat(row["at"]),
            "due": datetime.fromisoformat(row["due"]) if row["due"] else None,
            "until": date.fromisoformat(row["until"]) if row["until"] else None,
            "before": tuple(json.loads(row["before"])),
            "after": tuple(json.loads(row["after"])),
        }
    )


def _stored(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(list(value)) if isinstance(value, tuple) else value


def _like(given: str, known: list[str]) -> str:
    found = process.extractOne(given.upper(), known, scorer=fuzz.ratio, score_cutoff=60)
    return f"（是不是 {found[0]}？）" if found else ""
