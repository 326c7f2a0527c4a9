"""Judging a stored round: time beside one read of the same tables without texts, growth, sameness, memory.

    python -m benchmarks.judging [--pages 100000] [--districts 11]

The stores are made (benchmarks/made_round.py). Reading and judging run in processes of their own, one a district, and
count processor seconds. Writes benchmarks/judging.md.
"""

import argparse
import hashlib
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from audits.ledger import derived_id
from audits.round import audit_round, gather
from audits.rule import all_rules
from benchmarks.made_round import made_round
from inspection.round_store import open_round
from inspection.types.judgement import Finding

PAGE = Path(__file__).with_suffix(".md")
PAGES, DISTRICTS = 100_000, 11
TIMES_GOAL = 10
_TENTHS = 10
_BAR = 40
_COMMAND = "python -m benchmarks.judging"


def main(arguments: list[str] | None = None) -> int:
    """Measures and writes the page; with `--part` one measurement of one store, as JSON."""
    told = _parser().parse_args(arguments)
    if told.part:
        print(json.dumps(_PARTS[told.part](told)))
        return 0
    folder = Path(tempfile.mkdtemp(prefix="judging-"))
    try:
        report = render(told, _districts(told, folder), _tenths(told, folder))
    finally:
        shutil.rmtree(folder)
    PAGE.write_text(report, encoding="utf-8")
    print(report)
    return 0


def make(told: argparse.Namespace) -> dict[str, Any]:
    """Makes one store."""
    made_round(Path(told.store), told.name, told.pages, seed=told.seed, pack=told.pack)
    return {"megabytes": Path(told.store).stat().st_size / 1e6}


def read(told: argparse.Namespace) -> dict[str, Any]:
    """Reads the tables that judging reads, without texts, once."""
    with open_round(Path(told.store)) as store:
        start = time.process_time()
        case = gather(store)
        seconds = time.process_time() - start
    return {"seconds": seconds, "pages": len(case.pages), "facts": len(case.facts), "peak": _peak()}


def judge(told: argparse.Namespace) -> dict[str, Any]:
    """Judges the round once, the reading of its store and the writing of its findings included."""
    rules = len(all_rules())
    with open_round(Path(told.store)) as store:
        start = time.process_time()
        outcome = audit_round(store, derived_id)
        seconds = time.process_time() - start
        told_of = hashlib.sha256()
        for finding in store.each(Finding):
            told_of.update(repr(finding).encode())
        told_of.update(json.dumps([store.fact("verdicts"), store.fact("unjudged")], ensure_ascii=False).encode())
    found = len(outcome.findings)
    return {"seconds": seconds, "findings": found, "rules": rules, "sum": told_of.hexdigest(), "peak": _peak()}


_PARTS = {"make": make, "read": read, "judge": judge}


def _districts(told: argparse.Namespace, folder: Path) -> list[dict[str, Any]]:
    """Every district read once and judged twice."""
    found = []
    for number in range(told.districts):
        pages = told.pages // told.districts + (number < told.pages % told.districts)
        store = folder / f"{number}.db"
        made = _part("make", store, told.pack, pages=pages, seed=number)
        whole, first, again = (_part(part, store, told.pack) for part in ("read", "judge", "judge"))
        found.append({"pages": pages, "made": made, "read": whole, "judge": first, "again": again})
        print(f"{number + 1}: {first['seconds'] / whole['seconds']:.2f}", file=sys.stderr)
        store.unlink()
    return found


def _tenths(told: argparse.Namespace, folder: Path) -> list[tuple[int, float]]:
    """Processor milliseconds a page in one district of one to ten tenths of twice a district's pages."""
    largest = 2 * told.pages // told.districts
    found = []
    for tenth in range(1, _TENTHS + 1):
        pages = largest * tenth // _TENTHS
        store = folder / f"tenth{tenth}.db"
        _part("make", store, told.pack, pages=pages, seed=tenth)
        found.append((pages, 1000 * _part("judge", store, told.pack)["seconds"] / pages))
        store.unlink()
    return found


def render(
    told: argparse.Namespace, districts: Sequence[Mapping[str, Any]], tenths: Sequence[tuple[int, float]]
) -> str:
    """The page. Only ratios: seconds are the machine's."""
    reading = sum(one["read"]["seconds"] for one in districts)
    judging = sum(one["judge"]["seconds"] for one in districts)
    same = all(one["judge"]["sum"] == one["again"]["sum"] for one in districts)
    pages = sum(one["pages"] for one in districts)
    most = max(cost for _, cost in tenths)
    peak = max(one["judge"]["peak"] for one in districts)
    slowest = max(one["judge"]["seconds"] / one["read"]["seconds"] for one in districts)
    findings = sum(one["judge"]["findings"] for one in districts)
    lines = [
        "# Judging a stored round",
        "",
        f"`{_COMMAND} --pages {told.pages} --districts {told.districts}`: {len(districts)} districts, {pages:,} pages",
        f"with their facts, {districts[0]['judge']['rules']} rules (pack `{told.pack}`), {findings:,} findings. Stores",
        "are made straight (`benchmarks/made_round.py`) from pages that were read from HTML; processor seconds.",
        "",
        "| | measured | goal |",
        "| --- | --- | --- |",
        f"| judging beside one read of the same tables, no texts | {judging / reading:.1f} times | ≤ {TIMES_GOAL} |",
        f"| the slowest district | {slowest:.1f} times | ≤ {TIMES_GOAL} |",
        f"| judged twice | {'the same bytes' if same else 'DIFFERENT'} | the same bytes |",
        f"| peak memory of judging a district | {peak:.0f} MB | |",
        f"| peak memory of reading it | {max(one['read']['peak'] for one in districts):.0f} MB | |",
        "",
        "Judging includes reading the store and writing the findings. Texts stay in the store; rules read one by one",
        "those that they must.",
        "",
        "## Cost per page as a district grows (the first tenth is 1)",
        "",
        "```text",
        *(f"{size:>9,}  {_bar(cost / most)} {cost / tenths[0][1]:.2f}" for size, cost in tenths),
        "```",
        "",
    ]
    return "\n".join(lines)


def _bar(share: float) -> str:
    return ("#" * max(1, round(share * _BAR))).ljust(_BAR)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _part(part: str, store: Path, pack: str, *, pages: int = 0, seed: int = 0) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.judging", "--part", part, "--store", str(store), "--pack", pack]
    command += ["--pages", str(pages), "--seed", str(seed), "--name", "linjiang"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=PAGE.parents[1])
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=_COMMAND)
    parser.add_argument("--pages", type=int, default=PAGES)
    parser.add_argument("--districts", type=int, default=DISTRICTS)
    parser.add_argument("--pack", default="guangzhou")
    parser.add_argument("--part", choices=tuple(_PARTS))
    parser.add_argument("--store", default="")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--name", default="linjiang")
    return parser


if __name__ == "__main__":
    sys.exit(main())
