"""What a round is scored from: its own store, what became of its findings, and the round before it."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from hashlib import sha256

from audits.ledger import Memory
from audits.renamed import read_former
from audits.scoring import Scored, scores
from console.inspection_run import Run, frozen_district
from console.renamed_entries import PresentNames
from inspection.round_store import RoundStore, read_round
from inspection.rule_pack import from_json
from inspection.types.directory import DirectoryFile, Entry
from inspection.types.judgement import Coverage, EntryKey, Finding, Unit
from inspection.types.office import District
from inspection.types.page_facts import ElementsFound
from inspection.types.paperwork import ItemChanges
from inspection.types.renames import FormerNames
from inspection.types.score import Score
from inspection.workspace import Workspace

DRAWN = "drawn_units"


def scores_of(run: Run) -> list[Score]:
    """The scores of every district of a run, each beside its own round before."""
    with Memory(run.workspace.memory_path) as memory:
        found = [district_scores(run.workspace, run.round, district, memory)[1] for district in run.districts]
    return [score for scored in found for score in scored]


def district_scores(
    workspace: Workspace, round_: str, district: District, memory: Memory
) -> tuple[tuple[str, ...], list[Score]]:
    """Why one district's round is not fit for scoring (nothing when it is), and its scores beside the round before it
    where that is still there."""
    with read_round(workspace.store_path(round_, district.id)) as store:
        now = _scored(store, memory.lives)
        earlier, former = store.fact("earlier"), read_former(store.fact("former_names"))
    path = workspace.store_path(earlier["round"], district.id) if earlier else None
    if path is None or not path.exists():
        return now.unfit, scores(now)
    with read_round(path) as store:
        before, judged = _scored(store, memory.lives), store.fact("as_of")
    return now.unfit, scores(replace(now, renamed=_renamed(now, before, former, judged)), before)


def changed_items(workspace: Workspace, store: RoundStore, district: District) -> ItemChanges | None:
    """How a district's matters differ from those of its round before; None where there is none to compare with."""
    earlier, former = store.fact("earlier"), read_former(store.fact("former_names"))
    path = workspace.store_path(earlier["round"], district.id) if earlier else None
    if path is None or not path.exists():
        return None
    with read_round(path) as before:
        past, on = [one.key for one in before.read(Coverage)], date.fromisoformat(before.fact("as_of"))
    keys = frozenset(one.key for one in store.read(Coverage))
    names = PresentNames(district.id, former, keys, {earlier["round"]: on.isoformat()})
    called = {key: names.of(key, district.id, earlier["round"], on) for key in past}
    renamed = {(old, new) for old, new in called.items() if old != new and new in keys}
    kept = {new for new in called.values() if new in keys}
    gone = {old for old, new in called.items() if new not in keys}
    return ItemChanges(tuple(sorted(renamed)), tuple(sorted(keys - kept)), tuple(sorted(gone)))


def _renamed(now: Scored, before: Scored, former: tuple[FormerNames, ...], judged: str) -> dict[EntryKey, EntryKey]:
    """The keys that matters of the earlier round (judged as of an ISO date) bear now, where they differ."""
    names = PresentNames(now.district, former, frozenset(one.key for one in now.entries), {before.round: judged})
    on = date.fromisoformat(judged)
    called = {one.key: names.of(one.key, before.district, before.round, on) for one in before.coverage}
    return {old: new for old, new in called.items() if old != new}


def _scored(store: RoundStore, lives: Callable[[Iterable[Finding]], list[Finding]]) -> Scored:
    text = store.fact("rule_pack")
    pack, district = from_json(text), frozen_district(store)
    drawn = store.fact(DRAWN)
    return Scored(
        round=store.fact("round"),
        district=district.id,
        district_name=district.name,
        pack=pack,
        pack_print=f"{pack.title} {_digest([_values_of(text)])}",
        directories=_directories(store.read(DirectoryFile)),
        entries=tuple(store.read(Entry)),
        coverage=tuple(store.read(Coverage)),
        findings=tuple(lives(store.read(Finding))),
        elements=tuple(store.read(ElementsFound)),
        units=tuple(store.read(Unit)),
        drawn=frozenset(drawn["units"]) if drawn else None,
        sample=drawn["said"] if drawn else None,
        unfit=tuple(store.fact("unfit") or ()),
    )


def _directories(files: Iterable[DirectoryFile]) -> str:
    """The versions of the directories: how many files, and a mark of their bytes; the built-in guides have none."""
    marks = sorted(file.sha256 for file in files)
    return f"{len(marks)} 个文件 {_digest(marks)}" if marks else "内置国家指引"


def _values_of(pack: str) -> str:
    """What a frozen pack settles, whatever the day on which it was read: two rounds by the same rules bear one mark."""
    values = {key: value for key, value in json.loads(pack).items() if key != "on"}
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


def _digest(parts: Iterable[str]) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:8]


def scores_then(
    store: RoundStore, lives: Callable[[Iterable[Finding]], list[Finding]]
) -> tuple[Scored, tuple[Score, ...]]:
    """What a round before is scored from, and its scores without what it was compared with; no single items. `lives`
    joins to findings what came of them."""
    now = _scored(store, lives)
    return now, tuple(score for score in scores(now) if score.level != "item")
