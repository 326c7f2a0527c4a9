"""A whole round of a simulated district, judged by every rule pack that is asked for, beside what was planted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from audits.ledger import Memory
from audits.round import audit_round
from console.inspection_run import Run, inspect, plan
from demo.simulator.opening import simulated
from demo.simulator.portal import Fault
from demo.simulator.rule_faults.all_faults import rule_faults
from demo.simulator.rule_faults.ground import AS_OF, Expected, Ground
from demo.simulator.rule_faults.workspace import write_workspace
from inspection.rule_pack import load_pack, to_json
from inspection.types.judgement import Finding
from inspection.workspace import Workspace, open_workspace

_CHINA = timezone(timedelta(hours=8))
_FIRST = date(2026, 10, 12)


@dataclass(frozen=True)
class Measured:
    """What a round of one district came to: what was found as planted, what was planted and not found, and findings
    that nobody planted."""

    found: tuple[Expected, ...]
    missed: tuple[Expected, ...]
    false: tuple[Finding, ...]
    told: tuple[str, ...] = ()


def measured(
    family: str, ground: Ground, folder: Path, troubles: Mapping[int, tuple[Fault, ...]] | None = None
) -> Measured:
    """Serves the ground as a family does, runs two rounds on it through the console, judges the second by every pack.

    `troubles` are faults of fetching by the code of their column, under 0 those of all columns.
    """
    serving, first = ground.serving(), ground.site(first=True)
    plan_of = {**(troubles or {}), 0: (serving, *(troubles or {}).get(0, ()))}
    told: list[str] = []
    with simulated(family, first, {0: (serving,)}) as opened:
        workspace = open_workspace(write_workspace(folder, opened.url, ground))
        told += inspect(_run(workspace, _FIRST, told), _FIRST)
        opened.portal.site, opened.portal.faults = ground.site(), plan_of
        run = _run(workspace, AS_OF, told)
        told += inspect(run, AS_OF)
    return replace(_compared(ground, _judged(run)), told=tuple(told))


def _run(workspace: Workspace, day: date, told: list[str]) -> Run:
    clock = lambda: datetime(day.year, day.month, day.day, 9, tzinfo=_CHINA)  # noqa: E731  one line
    return plan(workspace, today=day, clock=clock, say=told.append, progress=lambda *_: None, as_of=day)


def _judged(run: Run) -> list[Finding]:
    """The findings of the rules that are measured, each by the pack by which it is."""
    district = run.districts[0]
    found: list[Finding] = []
    judged_as = sorted({(fault.pack, fault.bureau) for fault in rule_faults()})
    with run.store(district) as store, Memory(run.workspace.memory_path) as memory:
        frozen = store.fact("district")
        for pack, bureau in judged_as:
            store.set_fact("district", {**frozen, **({"name": bureau, "kind": "市直"} if bureau else {})})
            store.set_fact("rule_pack", to_json(load_pack(pack, AS_OF, run.workspace.packs)))
            audit_round(store, memory.id_for)
            mine = {fault.code for fault in rule_faults() if (fault.pack, fault.bureau) == (pack, bureau)}
            found += [one for one in store.read(Finding) if one.rule in mine]
    return found


def _compared(ground: Ground, findings: list[Finding]) -> Measured:
    left = list(ground.expected)
    hits: list[Expected] = []
    false: list[Finding] = []
    for one in findings:
        meant = next((e for e in ground.expected if e.code == one.rule and e.about in one.message), None)
        if meant is None:
            false.append(one)
        elif meant in left:
            left.remove(meant)
            hits.append(meant)
    return Measured(tuple(hits), tuple(left), tuple(false))
