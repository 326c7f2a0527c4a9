"""Looking again at what was notified, alone and quickly: only what its findings rest on is asked for anew."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from audits.ledger import Memory
from audits.life import standing
from audits.round import audit_round
from console.inspection_run import Run, frozen_district
from console.recheck_addresses import addresses_of, reopened
from console.recheck_answers import answers_of
from console.recheck_turns import Turn, counted, end_turn, turn_of
from console.seal_copies import seal_round
from console.sealing import seal_off
from crawler.crawl import crawl_round
from crawler.front_pages import front_request
from crawler.job import BESIDES, open_archive
from crawler.manners import robots_request
from crawler.requests import identity
from crawler.walk import list_requests
from inspection.errors import UserError
from inspection.recheck_store import begin_recheck
from inspection.round_store import RoundStore, open_round, read_round
from inspection.types.judgement import Finding
from inspection.types.life import NotifiedFinding, RecheckAnswer
from inspection.types.office import CrawlSettings, District
from inspection.types.portal import Attachment, Column, Listing, Page, Snapshot
from matchers.match import match_round

_SHOWN = 3
_TOLD = "属于已经发生、无法补救的问题，凭单位的书面说明办结"


@dataclass(frozen=True)
class Rechecked:
    """What looking again at one district came to: every finding that was looked at that day with the answer that
    counts, and in Chinese what could not be fetched."""

    district: District
    answers: tuple[tuple[Finding, RecheckAnswer], ...]
    missing: tuple[str, ...]


def look_again(run: Run, looked_on: date) -> list[Rechecked]:
    """Looks again at the notified findings of a round, records what came of each, and returns it."""
    found = []
    with Memory(run.workspace.memory_path) as memory:
        for district in run.districts:
            notified = memory.notified(district.id)
            here = [one for one in notified if one.round == run.round]
            for sentence in _elsewhere(district, notified, run.round):
                run.say(sentence)
            if not here:
                run.say(f"{district.name}：批次“{run.round}”没有已下发而未整改的问题，不需要复查。")
                continue
            found.append(_district(run, district, here, memory, looked_on))
    return found


def _must_be_later(memory: Memory, notified: list[NotifiedFinding], looked_on: date) -> None:
    """Raises UserError where something was done with a finding after the day of the recheck: what came of it could not
    be recorded."""
    done = memory.acts.events(one.finding for one in notified)
    last = {id_: max(event.at.date() for event in standing(events)) for id_, events in done.items()}
    late = [id_ for id_, day in last.items() if day > looked_on]
    if late:
        named = "、".join(sorted(late)[:_SHOWN]) + (f" 等 {len(late)} 个问题" if len(late) > _SHOWN else " ")
        raise UserError(
            f"{named}在 {max(last.values())} 已有办理记录，复查日期 {looked_on} 不能早于它，请核对 --as-of；"
            "那一步的日期记错的，先用 xuncha handle 撤回。"
        )


def _district(
    run: Run, district: District, notified: list[NotifiedFinding], memory: Memory, looked_on: date
) -> Rechecked:
    """The answers of the day to all that was notified; those of this look are recorded in the memory."""
    source = run.workspace.store_path(run.round, district.id)
    with open_round(source) as store:
        if looked_on.isoformat() < store.fact("as_of"):
            judged = f"{district.name}的批次“{run.round}”判断到 {store.fact('as_of')}"
            raise UserError(f"{judged}，复查日期不能更早，请核对 --as-of。")
        known = {one.id: one for one in store.each(Finding)}
    looked_at = [one for one in notified if known[one.finding].kind != "explain"]
    _must_be_later(memory, looked_at, looked_on)
    turn = turn_of(run.folder(district), looked_on)
    answers = dict(turn.before)
    missing: tuple[str, ...] = ()
    if looked_at:
        if turn.number > 1:
            run.say(f"{district.name}：当日已复查过，本次为第 {turn.number} 次，重新采集；前次的留痕仍保留。")
        made, missing = _look(run, district, looked_at, [known[one.finding] for one in looked_at], memory, turn)
        answers |= made
    for one in notified:
        if one not in looked_at:
            answers[one.finding] = RecheckAnswer(one.finding, district.id, "explain", _TOLD, looked_on, (), ())
    return Rechecked(district, tuple((known[id_], answers[id_]) for id_ in sorted(known.keys() & answers)), missing)


def _look(
    run: Run, district: District, notified: list[NotifiedFinding], findings: list[Finding], memory: Memory, turn: Turn
) -> tuple[dict[str, RecheckAnswer], tuple[str, ...]]:
    """Asks again for what some findings rest on. Returns the answer that counts for each, and what could not be had."""
    source = run.workspace.store_path(run.round, district.id)
    with open_round(source) as store:
        again = frozenset(_asked_again(store, run.folder(district), findings))
        addresses = addresses_of(store, findings)
    begin_recheck(source, turn.folder / "round.db", again, turn.looked_on)
    with open_round(turn.folder / "round.db") as store:
        frozen, settings = frozen_district(store), CrawlSettings(**store.fact("crawl"))
        store.set_fact(BESIDES, addresses)
        outcome = crawl_round(
            store, turn.folder, frozen, settings, contact=run.workspace.office.name, clock=run.clock,
            progress=lambda told: run.progress(district, told),
        )  # fmt: skip
        root, name = run.workspace.root, f"{run.round}/{turn.folder.name}"
        seal_round(root, name, district.id, store, turn.folder, run.clock().isoformat(timespec="seconds"))
        if waiting := seal_off(root, name, district.id, store, turn.folder, turn.looked_on):
            run.say(f"{district.name}：{waiting}")
        match_round(store)
        audit_round(store, memory.id_for)
        opened = reopened(open_archive(store, turn.folder, frozen, settings), addresses)
        with read_round(source) as before:
            links = {one.finding: one.link for one in notified}
            made = answers_of(before, store, findings, links, opened, turn.looked_on)
        untouched = _untouched(memory, notified)
        counting = [counted(turn, one, untouched=one.finding in untouched) for one in made]
        # what an earlier look of the day saw is on record already
        memory.record_recheck(one for one, answer in zip(counting, made, strict=True) if one.outcome == answer.outcome)
        end_turn(store, counting)
    return {one.finding: one for one in counting}, outcome.missing


def _untouched(memory: Memory, notified: Iterable[NotifiedFinding]) -> set[str]:
    """The findings with which nothing was done since somebody looked at them."""
    done = memory.acts.events(one.finding for one in notified)
    return {id_ for id_, events in done.items() if (kept := standing(events)) and kept[-1].act.startswith("recheck_")}


def _asked_again(store: RoundStore, folder: Path, findings: list[Finding]) -> Iterator[str]:
    """The keys of the requests on whose answers findings rest: their pages with their files, the lists that showed or
    should have shown them, the portals' own trees."""
    district, settings = frozen_district(store), CrawlSettings(**store.fact("crawl"))
    archive = open_archive(store, folder, district, settings)
    for request in list_requests(district.portals, archive):
        if request.role in ("portal", "tree"):
            yield request.key
    for portal in district.portals:
        yield front_request(portal).key
        yield robots_request(portal.url).key
    addresses, listings = _places(store, findings)
    of_lists = {snapshot for one in store.each(Listing) if one.id in listings for snapshot in one.snapshots}
    for snapshot in store.each(Snapshot):
        if snapshot.id in of_lists or not addresses.isdisjoint(_identities((snapshot.url, snapshot.final_url))):
            yield snapshot.key


def _places(store: RoundStore, findings: Iterable[Finding]) -> tuple[set[str], set[str]]:
    """The identities of the addresses, and the ids of the listings, that findings are about."""
    addresses: set[str] = set()
    listings: set[str] = set()
    for finding in findings:
        listings |= {one.listing for one in finding.evidence if one.listing}
        addresses |= set(_identities((finding.url, *(one.url for one in finding.evidence))))
    lists_of = {listing.column: listing.id for listing in store.each(Listing)}
    for column in store.each(Column):
        if not addresses.isdisjoint(_identities((column.url,))) and column.id in lists_of:
            listings.add(lists_of[column.id])
    for page in store.each(Page):
        if not addresses.isdisjoint(_identities((page.url,))):
            listings |= {lists_of[one] for one in page.columns if one in lists_of}
    for file in store.each(Attachment):
        if not addresses.isdisjoint(_identities((file.page,))):
            addresses |= set(_identities((file.url,)))
    return addresses, listings


def _identities(urls: Iterable[str | None]) -> Iterator[str]:
    for url in urls:
        with suppress(ValueError):
            if url:
                yield identity(url)


def _elsewhere(district: District, notified: list[NotifiedFinding], round_: str) -> Iterator[str]:
    others = sorted({one.round for one in notified if one.round != round_})
    for name in others:
        count = sum(one.round == name for one in notified)
        yield f"{district.name}：另有 {count} 个已下发的问题属于批次“{name}”，请加 --round {name} 复查。"
