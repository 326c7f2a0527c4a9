"""One district's round from its store into a case, and what judging it comes to back into the store."""

from collections.abc import Callable
from datetime import date

from pydantic import TypeAdapter

from audits.audit import AuditOutcome, judge
from audits.case import Case, frozen_calendar
from audits.renamed import read_former
from audits.rule import all_rules
from inspection.round_store import RoundStore
from inspection.rule_pack import from_json
from inspection.types.directory import DirectoryFile, DirectoryTable, DomainDepartment, Entry, GuideDomain, GuideItem
from inspection.types.judgement import ColumnNote, Coverage, Decision, Finding, Match, Unit, Waiver
from inspection.types.office import District, Office
from inspection.types.page_facts import EarlierAbsence, ElementsFound, HomePage, PageFacts
from inspection.types.portal import Attachment, Column, Incident, ListedItem, Listing, Page, Snapshot
from inspection.types.submitted import ListedDocument, RegisterRow, VillageItem


def audit_round(store: RoundStore, ids: Callable[[str], str]) -> AuditOutcome:
    """Judges what a round's store holds and writes `findings` and the facts `verdicts` and `unjudged`
    (why subjects could not be judged, by rule).

    `ids` gives the id of an identity. The same store and ids give the same rows.
    """
    case = gather(store)
    outcome, unjudged = judge(case, all_rules(), ids)
    store.replace(Finding, outcome.findings)
    store.set_fact("verdicts", outcome.verdicts)
    store.set_fact("unjudged", unjudged)
    return outcome


def gather(store: RoundStore) -> Case:
    """The case of one district's round. Raises KeyError when a fact that every round freezes is not there."""
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
        pages=tuple(store.read(Page)),
        matches=tuple(store.read(Match)),
        incidents=tuple(store.read(Incident)),
        notes=tuple(store.read(ColumnNote)),
        waivers=tuple(store.read(Waiver)),
        decisions=tuple(store.read(Decision)),
        units=tuple(store.read(Unit)),
        snapshots=tuple(store.read(Snapshot)),
        attachments=tuple(store.read(Attachment)),
        tables=tuple(store.read(DirectoryTable)),
        files=tuple(store.read(DirectoryFile)),
        guide=tuple(store.read(GuideItem)),
        guide_domains=tuple(store.read(GuideDomain)),
        departments=tuple(store.read(DomainDepartment)),
        register=tuple(store.read(RegisterRow)),
        listed_documents=tuple(store.read(ListedDocument)),
        village_items=tuple(store.read(VillageItem)),
        facts=tuple(store.read(PageFacts)),
        homes=tuple(store.read(HomePage)),
        earlier_absences=tuple(store.read(EarlierAbsence)),
        elements_found=tuple(store.read(ElementsFound)),
        former_names=read_former(store.fact("former_names")),
    )
