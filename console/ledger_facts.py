"""What the monthly ledger is written from: memory, rounds' stores, the office's tables, districts' own words."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path

from audits.case import frozen_calendar
from audits.ledger import RoundOnRecord
from audits.ledger_month import MonthOfWork, month_of_work
from directories.submitted.reading import WorkProgress, read_submitted
from inspection.office_tables import read_units
from inspection.round_store import open_round
from inspection.rule_pack import load_pack
from inspection.types.directory import Entry
from inspection.types.judgement import Unit
from inspection.types.office import District
from inspection.types.portal import Column, Page
from inspection.workspace import Workspace
from reports.monthly_ledger import DistrictMonth, MonthlyLedger, NoticeSent, OwnWords, RoundDone
from reports.words import round_words

_PHONE = re.compile(r"\+?\d[\d\-－ —()（）]{5,}\d")
_OFFICES = ("政务公开", "政府办公室", "政府办", "办公室")


def ledger_of(workspace: Workspace, month: date, filled_on: date) -> MonthlyLedger:
    """The ledger of a month (its first day) as it is known on the day it is filled in."""
    units = read_units(workspace.root / "units.csv", workspace.districts)
    districts = tuple(_district(workspace, district, month, filled_on, units) for district in workspace.districts)
    office = workspace.office
    return MonthlyLedger(office.name, month, filled_on, districts, office.contact, office.phone)


def _district(
    workspace: Workspace, district: District, month: date, filled_on: date, units: list[Unit]
) -> DistrictMonth:
    before = (month - timedelta(1)).replace(day=1)
    end = (month + timedelta(31)).replace(day=1) - timedelta(1)
    work = month_of_work(workspace.memory_path, district.id, before, month - timedelta(1), filled_on)
    this_month = month_of_work(workspace.memory_path, district.id, month, end, filled_on)
    contact, phone = _contact(units, district.id, filled_on)
    submitted = read_submitted(workspace.root, district.id, district.name)
    own, remarks = _own(submitted.progress, f"{month:%Y-%m}")
    return DistrictMonth(
        name=district.name,
        rounds=tuple(_round(workspace, district, one) for one in work.rounds),
        new=work.new,
        confirmed=work.confirmed,
        rejected=work.rejected,
        waived=work.waived,
        closed=work.closed,
        passed=work.passed,
        failed=work.failed,
        notices=tuple(NoticeSent(**asdict(one)) for one in work.notices),
        dues=_counted(day for day in work.awaited if max(month, filled_on) <= day <= end),
        rechecks=_rechecks(workspace, work, month, end, filled_on),
        overdue=work.overdue,
        waiting=work.waiting,
        unsent=work.unsent,
        round_due=not this_month.rounds,
        contact=contact,
        phone=phone,
        own=own,
        remarks=remarks,
    )


def _round(workspace: Workspace, district: District, one: RoundOnRecord) -> RoundDone:
    """A round with what its store holds; a store that was cleared away counts nothing."""
    entries, columns, pages = [], 0, 0
    path: Path = workspace.store_path(one.name, district.id)
    if path.exists():
        with open_round(path) as store:
            entries = [entry for entry in store.read(Entry) if entry.file != "baseline"]
            columns, pages = store.count(Column), store.count(Page)
    domains = len({entry.domain for entry in entries})
    return RoundDone(round_words(one.name), one.as_of, domains, len(entries), columns, pages, one.findings)


def _rechecks(
    workspace: Workspace, work: MonthOfWork, month: date, end: date, filled_on: date
) -> tuple[tuple[date, int], ...]:
    """The days of the month on which the office looks again at what is due: some working days after each deadline."""
    pack = load_pack(workspace.office.rule_pack, filled_on, workspace.packs)
    holidays = workspace.root / "holidays.toml"
    calendar = frozen_calendar(holidays.read_text(encoding="utf-8-sig") if holidays.exists() else None, pack)
    wait = pack.recheck
    days = [
        calendar.after(due, wait.n) if wait.unit == "workday" else due + timedelta(wait.n)
        for due in work.dues
        if month - timedelta(62) <= due <= end
    ]
    return _counted(day for day in days if max(month, filled_on) <= day <= end)


def _counted(days: Iterable[date]) -> tuple[tuple[date, int], ...]:
    return tuple(sorted(Counter(days).items()))


def _contact(units: list[Unit], district: str, on: date) -> tuple[str | None, str | None]:
    """Who answers for openness in a district, and how to reach them: of its openness office, else of its government's
    office."""
    known = [
        unit
        for unit in units
        if unit.district == district
        and unit.contact
        and (unit.since is None or unit.since <= on)
        and (unit.until is None or on <= unit.until)
    ]
    for words in _OFFICES:
        for unit in known:
            if words in unit.name or words in (unit.short or ""):
                return _parted(unit.contact or "")
    return None, None


def _parted(contact: str) -> tuple[str | None, str | None]:
    """A contact's name and telephone: 王五 0771-1234567."""
    found = _PHONE.search(contact)
    if found is None:
        return contact.strip() or None, None
    name = (contact[: found.start()] + contact[found.end() :]).strip(" ，,、；;：:()（）")
    return name or None, found[0].strip()


def _own(progress: list[WorkProgress], month: str) -> tuple[tuple[OwnWords, ...], tuple[str, ...]]:
    """What the district's own ledger of the month says, and why other ledgers were left out."""
    own = tuple(
        OwnWords(one.unit, one.done, one.plan, one.contact, one.phone) for one in progress if one.month == month
    )
    nameless = dict.fromkeys(one.file for one in progress if one.month is None)
    return own, tuple(f"{file} 的工作台账没有写明月份或填报日期，未并入，请核对。" for file in nameless)
