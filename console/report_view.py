"""A stored round as the reports see it: its rows, with what came of them since, read once."""

from datetime import date

from audits.case import frozen_calendar
from audits.ledger import Memory
from audits.rule_texts import rule_texts
from console.inspection_run import Run, frozen_district
from console.report_facts import earlier_rounds, outcomes
from console.scoring_facts import changed_items, scores_of
from crawler.settings import USER_AGENT
from inspection.round_store import RoundStore
from inspection.rule_pack import from_json
from inspection.types.directory import DomainDepartment
from inspection.types.judgement import Coverage, Finding, Unit
from inspection.types.office import CrawlSettings, District, Office
from inspection.types.page_facts import Reminder
from inspection.types.portal import Column, Incident, Listing, Page, Snapshot
from reports.view import DistrictView, RoundView


def round_view(run: Run) -> RoundView:
    """Everything the reports are written from."""
    views = []
    departments: set[DomainDepartment] = set()
    with Memory(run.workspace.memory_path) as memory:
        for district in run.districts:
            with run.store(district) as store:
                office = Office(**store.fact("office"))
                pack = from_json(store.fact("rule_pack"))
                calendar = frozen_calendar(store.fact("calendar"), pack)
                as_of = date.fromisoformat(store.fact("as_of"))
                asked = store.fact("crawl")
                views.append(_district_view(run, memory, district, store, as_of))
                departments.update(store.read(DomainDepartment))
        earlier = earlier_rounds(run, memory, as_of)
    scored = tuple(scores_of(run))
    return RoundView(
        office, run.round, as_of, pack, calendar, tuple(views), run.workspace.root / "templates", scores=scored,
        settings=run.workspace.reports, rules=rule_texts(), earlier=earlier,
        departments=tuple(sorted(departments, key=lambda one: (one.domain, one.since or date.min, one.bodies))),
        crawl=CrawlSettings(**asked) if asked else None, user_agent=USER_AGENT,
    )  # fmt: skip


def living_findings(run: Run, memory: Memory, district: str, on: date | None = None) -> list[Finding]:
    """The findings of one district with what has become of them; deadlines are asked of the day `on`, else of the last
    one of which the memory knows anything."""
    chosen = next(one for one in run.districts if one.id == district)
    with run.store(chosen) as store:
        return memory.lives(store.read(Finding), on)


def _district_view(run: Run, memory: Memory, district: District, store: RoundStore, as_of: date) -> DistrictView:
    earlier = store.fact("earlier")
    before = next((one.as_of for one in memory.rounds(district.id) if earlier and one.name == earlier["round"]), None)
    pages = store.read(Page, without=("body",))
    return DistrictView(
        district=frozen_district(store),
        findings=tuple(memory.lives(store.read(Finding))),
        coverage=tuple(store.read(Coverage)),
        columns=tuple(store.read(Column)),
        listings=tuple(store.read(Listing)),
        pages=tuple(pages),
        incidents=tuple(store.read(Incident)),
        units=tuple(store.read(Unit)),
        snapshots=tuple(store.read(Snapshot)),
        first=earlier is None,
        reminders=tuple(store.read(Reminder)),
        unfit=tuple(store.fact("unfit") or ()),
        outcomes=outcomes(run, memory, district, as_of, before),
        issued=tuple(memory.notices.of_round(run.round, district.id)),
        sealed=sum(page.state == "sealed" for page in pages),
        changes=changed_items(run.workspace, store, district),
    )
