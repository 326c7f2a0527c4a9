"""One round from directories to findings: the steps in their order, each also alone."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

from audits.ledger import Memory
from audits.renamed import former_fact
from audits.round import audit_round
from audits.rule import all_rules
from console.baseline_folders import baseline_folders
from console.collected_elsewhere import check_owner, left_out
from console.earlier_lists import prove_dates
from console.earlier_rounds import earlier_answers, earlier_pictures, earlier_round, earlier_store
from console.judged_memory import known_before, remember_judged
from console.match_memory import freeze_words, learn_places, words_asleep
from console.purged_rounds import must_be_crawled, must_be_whole
from console.renamed_entries import (
    decisions_under_new_names,
    earlier_entries,
    follow_renames,
    idle_names,
    under_new_names,
)
from console.seal_copies import seal_round
from console.sealing import seal_off
from console.stray_columns import stray_columns
from crawler.crawl import CrawlProgress, crawl_round, outcome_of
from crawler.family import check_family
from crawler.replay import replay_round
from directories.baseline import BASELINE_WARNING, fallback_entries, guide_domains, guide_items
from directories.departments import read_departments
from directories.reading import read_directories
from directories.submitted.reading import Submitted, read_submitted, unclaimed
from inspection.earlier_answers import earlier_fact
from inspection.errors import UserError
from inspection.festivals import regional_holidays
from inspection.holiday_schedules import read_holidays
from inspection.office_tables import read_column_notes, read_lexicon, read_renames, read_units, read_waivers
from inspection.portal_notes import NAME as PORTALS
from inspection.portal_notes import read_portal_notes, settled_meanings, stray_notes
from inspection.round_lock import round_lock
from inspection.round_store import RoundStore, open_round
from inspection.rule_pack import load_pack, to_json
from inspection.trigger_notes import notes_of, read_trigger_notes, trigger_fact
from inspection.types.directory import DirectoryFile, DirectoryTable, DomainDepartment, Entry, GuideDomain, GuideItem
from inspection.types.judged_before import TriggerNote
from inspection.types.judgement import ColumnNote, Decision, Unit, Waiver
from inspection.types.office import CrawlSettings, District, Portal
from inspection.types.page_facts import LexiconWord
from inspection.types.portal import Page, Snapshot
from inspection.types.renames import RenameNote
from inspection.types.submitted import Application, CheckResult, HandedInFile, ListedDocument, RegisterRow, VillageItem
from inspection.workspace import Workspace, round_name
from matchers.match import match_round


@dataclass(frozen=True)
class Run:
    """What one command works on: a workspace, a round, some of its districts, and whom to tell.

    `as_of` None means: what the round was judged as of before. `clock` gives China time and stamps snapshots only.
    """

    workspace: Workspace
    round: str
    districts: tuple[District, ...]
    as_of: date | None
    offline: bool
    clock: Callable[[], datetime]
    say: Callable[[str], None]
    progress: Callable[[District, CrawlProgress], None]

    def store(self, district: District) -> RoundStore:
        """The district's store of this round."""
        return open_round(self.workspace.store_path(self.round, district.id))

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keeps other commands off the districts' stores while this one writes them."""
        with ExitStack() as locks:
            for district in self.districts:
                locks.enter_context(round_lock(self.folder(district), district.name))
            yield

    def folder(self, district: District) -> Path:
        """Where the district's snapshots of this round lie."""
        return self.workspace.store_path(self.round, district.id).parent


@dataclass(frozen=True)
class Inputs:
    """What the office gave for one district, read without error before anything is fetched."""

    entries: list[Entry]
    tables: list[DirectoryTable]
    files: list[DirectoryFile]
    submitted: Submitted
    problems: tuple[str, ...]
    units: list[Unit]
    columns: list[ColumnNote]
    waivers: list[Waiver]
    triggers: list[TriggerNote]
    renames: list[RenameNote]
    meanings: dict[str, dict[str, str]]
    guide: list[GuideItem]
    guide_domains: list[GuideDomain]
    departments: list[DomainDepartment]
    lexicon: list[LexiconWord]
    calendar: str | None
    pack: str


def plan(
    workspace: Workspace,
    *,
    today: date,
    clock: Callable[[], datetime],
    say: Callable[[str], None],
    progress: Callable[[District, CrawlProgress], None],
    round_: str | None = None,
    as_of: date | None = None,
    districts: tuple[str, ...] = (),
    offline: bool = False,
    known: bool = False,
) -> Run:
    """The run that the options of a command ask for.

    Without a name the round is that of `as_of` (or of today); with `known` it must exist and the latest one is meant.
    """
    rounds = workspace.rounds()
    if known and not rounds:
        raise UserError(f"{workspace.root} 还没有巡查批次，请先运行 xuncha inspect {workspace.root}。")
    named = round_name(as_of or today)
    latest = known or (offline and rounds and named not in rounds)
    name = round_ or (rounds[-1] if latest else named)
    workspace.round_folder(name)
    if known and name not in rounds:
        raise UserError(f"没有批次“{name}”，现有 {'、'.join(rounds)}，请核对 --round。")
    chosen = wanted = tuple(workspace.chosen(list(districts)))
    if known or offline:
        chosen = tuple(d for d in wanted if workspace.store_path(name, d.id).exists())
        if not chosen:
            raise UserError(f"批次“{name}”中没有所选区的留痕，请先不带 --offline 运行 xuncha inspect。")
    if offline:
        for sentence in left_out(workspace, name, [d for d in wanted if d not in chosen]):
            say(sentence)
    return Run(workspace, name, chosen, as_of, offline, clock, say, progress)


def read_inputs(run: Run, district: District, as_of: date) -> Inputs:
    """Reads everything the office gave for a district. Raises UserError for the first file that cannot be read."""
    root = run.workspace.root
    everyone = run.workspace.districts
    reading = read_directories(district.directories, root, district.id) if district.directories else None
    if reading is not None and not reading.entries:
        patterns = "、".join(district.directories)
        raise UserError(
            f"{district.name}的 directories（{patterns}）中没有读到事项，请放入标准目录文件，"
            "或在 xuncha.toml 中删去 directories 一行，改用内置的国家指引。"
        )
    holidays = root / "holidays.toml"
    pack = load_pack(run.workspace.office.rule_pack, as_of, run.workspace.packs)
    if holidays.exists():
        read_holidays(holidays, regional_holidays(pack.calendar.region) if pack.calendar else None)
    waivers = [w for w in read_waivers(root / "waivers.csv", everyone) if w.district == district.id]
    folders = baseline_folders(root)
    submitted = read_submitted(root, district.id, district.name)
    notes = read_portal_notes(root / PORTALS, everyone)
    idle = [*_idle(waivers), *stray_notes(notes, district, run.workspace.crawl.allow_hosts)]
    return Inputs(
        entries=list(reading.entries) if reading else _built_in(district, folders),
        tables=list(reading.tables) if reading else [],
        files=[*(reading.files if reading else ()), *submitted.files],
        submitted=submitted,
        problems=(*(reading.problems if reading else (BASELINE_WARNING,)), *submitted.problems, *idle),
        units=[unit for unit in read_units(root / "units.csv", everyone) if unit.district == district.id],
        columns=[n for n in read_column_notes(root / "columns.csv", everyone) if n.district == district.id],
        waivers=waivers,
        triggers=notes_of(read_trigger_notes(root / "triggers.csv", everyone), district.id),
        renames=[note for note in read_renames(root / "renames.csv", everyone) if note.district == district.id],
        meanings=settled_meanings(notes, district.id),
        guide=guide_items(folders),
        guide_domains=guide_domains(folders),
        departments=read_departments(run.workspace.office.region, root / "departments.csv"),
        lexicon=read_lexicon(root / "lexicon.csv"),
        calendar=holidays.read_text(encoding="utf-8-sig") if holidays.exists() else None,
        pack=to_json(pack),
    )


def _idle(waivers: list[Waiver]) -> list[str]:
    """Waivers of rules that do not exist: they would excuse nothing, silently."""
    codes = {rule.code for rule in all_rules()}
    unknown = sorted({waiver.rule for waiver in waivers if waiver.rule and waiver.rule.upper() not in codes})
    return [f"waivers.csv 中的检查项“{code}”不存在，该行不起作用，请核对（xuncha rule 列出全部）。" for code in unknown]


def freeze(run: Run, store: RoundStore, district: District, inputs: Inputs, as_of: date, memory: Memory) -> list[str]:
    """Puts into the round's store everything it is judged with, so that it can be judged again from itself alone.

    Returns in Chinese what a person should say of matters that may only have changed their names.
    """
    entries = earlier_entries(run.workspace, district.id, run.round, as_of)
    following = follow_renames(memory, district.id, run.round, as_of, entries, inputs.entries, inputs.renames)
    former = following.former
    earlier = earlier_round(run.workspace, run.round, district.id, as_of)
    before = earlier_answers(run.workspace, district.id, earlier, former)
    for name, value in {
        "round": run.round,
        "as_of": as_of.isoformat(),
        "district": asdict(district),
        "office": asdict(run.workspace.office),
        "crawl": asdict(run.workspace.crawl),
        "rule_pack": inputs.pack,
        "calendar": inputs.calendar,
        "first_seen": memory.first_seen(district.id),
        "former_names": former_fact(former),
        "earlier": earlier,
        "earlier_answers": earlier_fact(before),
        **known_before(memory, district.id, run.round, as_of),
        "triggers": trigger_fact(under_new_names(inputs.triggers, former, inputs.entries)),
        "meanings": inputs.meanings,
        "lexicon": [asdict(word) for word in inputs.lexicon],
        "earlier_pictures": earlier_pictures(run.workspace, district.id, earlier, as_of),
    }.items():
        store.set_fact(name, value)
    store.replace(Entry, inputs.entries)
    store.replace(DirectoryTable, inputs.tables)
    store.replace(DirectoryFile, inputs.files)
    store.replace(RegisterRow, inputs.submitted.register)
    store.replace(ListedDocument, inputs.submitted.listed_documents)
    store.replace(VillageItem, inputs.submitted.village_items)
    store.replace(CheckResult, inputs.submitted.check_results)
    store.replace(Application, inputs.submitted.applications)
    store.replace(HandedInFile, inputs.submitted.handed_in)
    store.replace(GuideItem, inputs.guide)
    store.replace(GuideDomain, inputs.guide_domains)
    store.replace(DomainDepartment, inputs.departments)
    store.replace(Unit, inputs.units)
    store.replace(ColumnNote, under_new_names(inputs.columns, former, inputs.entries))
    store.replace(Waiver, under_new_names(inputs.waivers, former, inputs.entries))
    store.replace(Decision, decisions_under_new_names(memory.decisions(district.id), following.names))
    freeze_words(store, memory, run.workspace, district.id, following.names)
    own, guide = {entry.key for entry in inputs.entries}, {item.key for item in inputs.guide}
    in_force = [waiver for waiver in inputs.waivers if waiver.until >= as_of]
    # that an item of the guide is not in the directory can be agreed too
    of_directory = [waiver for waiver in in_force if not waiver.rule or waiver.rule.upper().startswith("A")]
    return [
        *following.doubts,
        *idle_names(of_directory, "waivers.csv", former, own | guide),
        *idle_names([waiver for waiver in in_force if waiver not in of_directory], "waivers.csv", former, own),
        *idle_names(inputs.columns, "columns.csv", former, own),
        *idle_names(
            [note for note in inputs.triggers if note.district or len(run.workspace.districts) == 1],
            "triggers.csv",
            former,
            own,
        ),
    ]


def inspect(run: Run, today: date) -> list[str]:
    """The whole round but for its reports. Returns in Chinese what could not be seen; what was seen is judged."""
    missing = crawl(run, today)
    match(run)
    audit(run)
    return missing


def crawl(run: Run, today: date) -> list[str]:
    """Reads the directories, then the portals (or, offline, what was kept of them)."""
    for district in run.districts:
        must_be_whole(run.workspace.store_path(run.round, district.id), district)
    with Memory(run.workspace.memory_path) as memory:
        if run.offline:
            for district in run.districts:
                _judge_as_of(run, district)
        else:
            for portal in (portal for district in run.districts for portal in district.portals):
                check_family(portal.family)
            ready = [(d, as_of, read_inputs(run, d, as_of)) for d in run.districts for as_of in [_as_of(run, d, today)]]
            for stray in unclaimed(run.workspace.root, [(d.id, d.name) for d in run.workspace.districts]):
                run.say(stray)
            for district, as_of, inputs in ready:
                with run.store(district) as store:
                    doubts = freeze(run, store, district, inputs, as_of, memory)
                for problem in (*inputs.problems, *doubts):
                    run.say(f"{district.name}：{problem}")
    missing: list[str] = []
    for district in run.districts:
        with run.store(district) as store:
            frozen = frozen_district(store)
            settings = CrawlSettings(**store.fact("crawl"))
            if run.offline:
                outcome = outcome_of(replay_round(store, run.folder(district), frozen, settings))
            else:
                told = partial(run.progress, district)
                outcome = crawl_round(
                    store, run.folder(district), frozen, settings,
                    contact=_contact(run), clock=run.clock, progress=told,
                    earlier=earlier_store(run.workspace, store, district.id),
                )  # fmt: skip
                at = run.clock().isoformat(timespec="seconds")
                seal_round(run.workspace.root, run.round, district.id, store, run.folder(district), at)
            root, folder = run.workspace.root, run.folder(district)
            if waiting := seal_off(root, run.round, district.id, store, folder, today):
                run.say(f"{district.name}：{waiting}")
            missing += [f"{district.name}：{sentence}" for sentence in outcome.missing]
            missing += [f"{district.name}：{reason}，本批次不宜用于评分。" for reason in outcome.unfit]
            for note in outcome.notes:
                run.say(f"{district.name}：{note}")
    return missing


def match(run: Run) -> None:
    """Columns and pages to entries; the coverage of every entry."""
    for district in run.districts:
        with run.store(district) as store:
            must_be_crawled(store, district)
            match_round(store)
            for stray in (*stray_columns(store), *words_asleep(store)):
                run.say(f"{district.name}：{stray}")


def audit(run: Run) -> None:
    """Every rule on every district; the memory learns what was found."""
    with Memory(run.workspace.memory_path) as memory:
        for district in run.districts:
            with run.store(district) as store:
                must_be_crawled(store, district)
                prove_dates(run.workspace, store, district.id)
                audit_round(store, memory.id_for)
                as_of = date.fromisoformat(store.fact("as_of"))
                for sentence in remember_judged(memory, store, run.round, district.id, as_of):
                    run.say(f"{district.name}：{sentence}")
                learn_places(memory, store)
                memory.remember_pages(district.id, {page.url: page.first_seen or as_of for page in store.read(Page)})


def frozen_district(store: RoundStore) -> District:
    """The district as it was when its round was frozen."""
    fact = store.fact("district")
    if fact is None:
        raise UserError(f"{store.path} 没有巡查留下的设置，请先运行 xuncha inspect 或 xuncha crawl。")
    return District(**{**fact, "portals": [Portal(**portal) for portal in fact["portals"]]})


def _judge_as_of(run: Run, district: District) -> None:
    """Moves a kept round to the date that was asked for, and its pack with it; all else stays as it was frozen."""
    with run.store(district) as store:
        check_owner(store, frozen_district(store), district)
        frozen = store.fact("as_of")
        if run.as_of is None or frozen == run.as_of.isoformat():
            return
        seen = max([frozen, *(snapshot.fetched_at[:10] for snapshot in store.read(Snapshot))])
        if run.as_of.isoformat() > seen:
            raise UserError(
                f"{district.name}的网页取于 {seen}，不能据以判断 {run.as_of} 的情况，请不带 --offline 重新采集。"
            )
        store.set_fact("as_of", run.as_of.isoformat())
        pack = load_pack(store.fact("office")["rule_pack"], run.as_of, run.workspace.packs)
        store.set_fact("rule_pack", to_json(pack))


def _as_of(run: Run, district: District, today: date) -> date:
    """The date the round is judged as of: as asked, else as before, else today."""
    if run.as_of is not None:
        return run.as_of
    with run.store(district) as store:
        before = store.fact("as_of")
    return date.fromisoformat(before) if before else today


def _built_in(district: District, folders: tuple[Path, ...]) -> list[Entry]:
    """The national guides as far as the baseline holds them, for a district without directories of its own."""
    return [replace(entry, district=district.id) for entry in fallback_entries(folders)]


def _contact(run: Run) -> str:
    office = run.workspace.office
    return " ".join(part for part in (office.name, office.contact, office.phone) if part)
