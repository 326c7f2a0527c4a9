"""One district's round from its store into a case, and what judging it comes to back into the store."""

from collections.abc import Callable
from datetime import date

from pydantic import TypeAdapter

from audits.audit import AuditOutcome, judge
from audits.case import Case, frozen_calendar
from audits.followed import known_fact, read_known, subjects_of
from audits.identity import prints_of_entries
from audits.reminders import reminders
from audits.renamed import read_former
from audits.rule import all_rules
from audits.waivers import TOLD as WAIVERS_TOLD
from audits.waivers import waivers_told
from inspection.round_store import RoundStore
from inspection.rule_pack import from_json
from inspection.types.directory import DirectoryFile, DirectoryTable, DomainDepartment, Entry, GuideDomain, GuideItem
from inspection.types.judged_before import KNOWN_SUBJECTS, SUBJECTS
from inspection.types.judgement import ColumnNote, Coverage, Decision, Finding, Match, Unit, Waiver
from inspection.types.office import District, Office
from inspection.types.page_facts import EarlierAbsence, EarlierDate, ElementsFound, HomePage, PageFacts, Reminder
from inspection.types.portal import Attachment, Column, Incident, ListedItem, Listing, Page, Snapshot
from inspection.types.submitted import Application, CheckResult, HandedInFile, ListedDocument, RegisterRow, VillageItem


def audit_round(store: RoundStore, ids: Callable[[str], str]) -> AuditOutcome:
    """Judges what a round's store holds and writes `findings`, early warnings (`reminders`) and the facts `verdicts`,
    `unjudged` (why subjects could not be judged, by rule), `subjects` (what findings are of, for the next round) and
    `waivers_told` (in Chinese which waivers are past or excuse nothing).

    `ids` gives the id of an identity. The same store and ids give the same rows.
    """
    case = gather(store)
    outcome, unjudged = judge(case, all_rules(), ids)
    store.replace(Finding, outcome.findings)
    store.replace(Reminder, reminders(case))
    store.set_fact("verdicts", outcome.verdicts)
    store.set_fact("unjudged", unjudged)
    prints = prints_of_entries(case, outcome.findings)
    store.set_fact(SUBJECTS, known_fact(subjects_of(case, outcome.findings, prints)))
    store.set_fact(WAIVERS_TOLD, waivers_told(case, outcome.findings))
    return outcome


def gather(store: RoundStore) -> Case:
    """The case of one district's round. Raises KeyError when a fact that every round freezes is not there.

    Texts of pages and files stay in the store, which must be open as long as the case is judged: rules read one by one
    what they must.
    """
    facts = {name: store.fact(name) for name in ("round", "as_of", "district", "office", "rule_pack", "calendar")}
    missing = [name for name in ("round", "as_of", "district", "office", "rule_pack") if facts[name] is None]
    if missing:
        raise KeyError(f"the round's store lacks the facts {missing}")
    pack = from_json(facts["rule_pack"])
    return Case(
        round=facts["round"],
        as_of=date.fromisoformat(facts["as_of"]),
        district=TypeAdapter(District).validate_python(facts["district"], strict=False),
        office=TypeAdapter(Office).validate_python(facts["office"], strict=False),
        pack=pack,
        calendar=frozen_calendar(facts["calendar"], pack),
        entries=tuple(store.read(Entry)),
        coverage=tuple(store.read(Coverage)),
        columns=tuple(store.read(Column)),
        listings=tuple(store.read(Listing)),
        items=tuple(store.read(ListedItem)),
        pages=tuple(store.read(Page, without=("body",))),
        matches=tuple(store.read(Match)),
        incidents=tuple(store.read(Incident)),
        notes=tuple(store.read(ColumnNote)),
        waivers=tuple(store.read(Waiver)),
        decisions=tuple(store.read(Decision)),
        units=tuple(store.read(Unit)),
        snapshots=tuple(store.read(Snapshot)),
        attachments=tuple(store.read(Attachment, without=("text",))),
        tables=tuple(store.read(DirectoryTable)),
        files=tuple(store.read(DirectoryFile)),
        guide=tuple(store.read(GuideItem)),
        guide_domains=tuple(store.read(GuideDomain)),
        departments=tuple(store.read(DomainDepartment)),
        register=tuple(store.read(RegisterRow)),
        listed_documents=tuple(store.read(ListedDocument)),
        handed_in=tuple(store.read(HandedInFile)),
        earlier_pictures=tuple(store.fact("earlier_pictures") or ()),
        village_items=tuple(store.read(VillageItem)),
        check_results=tuple(store.read(CheckResult)),
        applications=tuple(store.read(Application)),
        facts=tuple(store.read(PageFacts)),
        homes=tuple(store.read(HomePage)),
        earlier_absences=tuple(store.read(EarlierAbsence)),
        earlier_dates=tuple(store.read(EarlierDate)),
        elements_found=tuple(store.read(ElementsFound)),
        former_names=read_former(store.fact("former_names")),
        known_subjects=read_known(store.fact(KNOWN_SUBJECTS)),
        read_text=store.page_text,
        read_file_text=store.file_text,
    )
