"""What a round is scored from: its own store, what became of its findings, and the round before it."""

from collections.abc import Iterable
from hashlib import sha256

from audits.ledger import Memory
from audits.scoring import Scored, scores
from console.inspection_run import Run, frozen_district
from inspection.round_store import RoundStore, read_round
from inspection.rule_pack import from_json
from inspection.types.directory import DirectoryFile, Entry
from inspection.types.judgement import Coverage, Finding, Unit
from inspection.types.page_facts import ElementsFound
from inspection.types.score import Score

DRAWN = "drawn_units"


def scores_of(run: Run) -> list[Score]:
    """The scores of every district of a run, each beside its own round before."""
    found: list[Score] = []
    with Memory(run.workspace.memory_path) as memory:
        for district in run.districts:
            with run.store(district) as store:
                now = _scored(store, memory)
                earlier = store.fact("earlier")
            path = run.workspace.store_path(earlier["round"], district.id) if earlier else None
            before = None
            if path is not None and path.exists():
                with read_round(path) as store:
                    before = _scored(store, memory)
            found += scores(now, before)
    return found


def _scored(store: RoundStore, memory: Memory) -> Scored:
    text = store.fact("rule_pack")
    pack, district = from_json(text), frozen_district(store)
    drawn = store.fact(DRAWN)
    return Scored(
        round=store.fact("round"),
        district=district.id,
        district_name=district.name,
        pack=pack,
        pack_print=f"{pack.title} {_digest([text])}",
        directories=_directories(store.read(DirectoryFile)),
        entries=tuple(store.read(Entry)),
        coverage=tuple(store.read(Coverage)),
        findings=tuple(memory.lives(store.read(Finding))),
        elements=tuple(store.read(ElementsFound)),
        units=tuple(store.read(Unit)),
        drawn=frozenset(drawn["units"]) if drawn else None,
        sample=drawn["said"] if drawn else None,
    )


def _directories(files: Iterable[DirectoryFile]) -> str:
    """The versions of the directories: how many files, and a mark of their bytes; the built-in guides have none."""
    marks = sorted(file.sha256 for file in files)
    return f"{len(marks)} 个文件 {_digest(marks)}" if marks else "内置国家指引"


def _digest(parts: Iterable[str]) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:8]
