"""What a crawl costs: processor time beside a bare Scrapy spider, pages a second beside LinkChecker, memory, and how
much of a first round a second one asks for again. All on simulated portals served by a process of their own.

python -m benchmarks.crawl # prints and writes benchmarks/crawl.md
python -m benchmarks.crawl --large # also memory at 100,000 pages: about an hour

Only ratios are kept: seconds are the machine's. LinkChecker is put into an environment of its own (`.venv-peers`).
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.linkchecker import LinkChecker, installed

HERE = Path(__file__).resolve().parent
LARGE = HERE / "crawl_large.json"
FAMILY, COLUMNS, PAGES, ROWS = "trs", 20, 3_000, 20
CHECKED_PAGES = 500
LARGE_PAGES, _A_COLUMN = 100_000, 1_000
_RUNS = 3
_COMMAND = "python -m benchmarks.crawl"
CPU_GOAL, RATE_GOAL, MEMORY_GOAL, SECOND_GOAL = 1.25, 5.0, 600, 0.15


@dataclass(frozen=True)
class Cost:
    """One run of a program with all its processes: seconds of processor and of the clock, and what it printed."""

    processor: float
    clock: float
    said: str


def main(arguments: list[str] | None = None) -> int:
    """Measures and writes the report."""
    told = _parser().parse_args(arguments)
    beside = beside_bare(told.pages, told.runs)
    checked = None if installed() is None else beside_linkchecker(CHECKED_PAGES)
    if told.large:
        LARGE.write_text(json.dumps(peaks(LARGE_PAGES), indent=1) + "\n", encoding="utf-8")
    grown = json.loads(LARGE.read_text(encoding="utf-8")) if LARGE.exists() else None
    report = render(beside, checked, grown, second_round(told.pages))
    (HERE / "crawl.md").write_text(report, encoding="utf-8")
    print(report)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=_COMMAND)
    parser.add_argument("--large", action="store_true", help=f"also memory at {LARGE_PAGES:,} pages: about an hour")
    parser.add_argument("--pages", type=int, default=PAGES)
    parser.add_argument("--runs", type=int, default=_RUNS)
    return parser


@dataclass(frozen=True)
class Portal:
    """A simulated portal in a process of its own."""

    address: str
    server: "subprocess.Popen[str]"

    def change(self) -> int:
        """Changes two pages in a hundred. Returns how many."""
        assert self.server.stdin and self.server.stdout
        self.server.stdin.write("\n")
        self.server.stdin.flush()
        return int(self.server.stdout.readline())


@contextmanager
def served(pages: int, *, columns: int = COLUMNS, family: str = FAMILY) -> Iterator[Portal]:
    """A simulated portal, served as long as the context lasts."""
    command = [sys.executable, "-m", "benchmarks.simulated_portal", family, str(columns), str(pages), str(ROWS)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=HERE.parent) as server:
        assert server.stdin and server.stdout
        try:
            yield Portal(server.stdout.readline().strip(), server)
        finally:
            server.stdin.close()


def cost(command: list[str]) -> Cost:
    """Runs a program to its end. Raises CalledProcessError where it fails.

    pandas is hidden from it: sqlite-utils takes it along where it is installed, which only other benchmarks need.
    """
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryDirectory() as hidden:
        (Path(hidden) / "pandas.py").write_text("raise ImportError\n", encoding="utf-8")
        known = os.environ.get("PYTHONPATH")
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([hidden, *([known] if known else [])])}
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, cwd=HERE.parent, env=environment)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        clock = time.perf_counter() - began
        output.seek(0)
        said = output.read()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, said)
    return Cost(used.ru_utime + used.ru_stime, clock, said)


def own(address: str) -> tuple[Cost, dict[str, Any]]:
    """A round of ours into a folder that is thrown away, and what it tells of itself."""
    with tempfile.TemporaryDirectory() as folder:
        return own_round(address, folder)


def own_round(address: str, folder: str, *earlier: str) -> tuple[Cost, dict[str, Any]]:
    """A round of ours, and what it tells of itself. Raises RuntimeError where it is not complete."""
    taken = cost([sys.executable, "-m", "benchmarks.own_crawl", folder, address, *earlier])
    told = json.loads(taken.said.splitlines()[-1])
    if not told["complete"] or told["lists_complete"] < told["lists"]:
        raise RuntimeError(f"not all was read: {told}")
    return taken, told


@dataclass(frozen=True)
class BesideBare:
    """Seconds of processor per answer of each run, ours and those of the bare spider, in turn."""

    answers: int
    pages: int
    ours: tuple[float, ...]
    bare: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """Of the fastest runs: whatever else the machine did made the others slower."""
        return min(self.ours) / min(self.bare)


def beside_bare(pages: int, runs: int) -> BesideBare:
    """Both in turn on the same portal, whole processes from their start to their end."""
    ours, bare = [], []
    answers = 0
    with served(pages) as portal:
        for _ in range(runs):
            taken, told = own(portal.address)
            if told["read"] < pages:
                raise RuntimeError(f"not all was read: {told}")
            answers = told["answers"]
            ours.append(taken.processor / answers)
            taken = cost([sys.executable, "-m", "benchmarks.bare_spider", portal.address])
            if int(taken.said) < pages:
                raise RuntimeError(f"the bare spider saw only {taken.said} of {pages} pages")
            bare.append(taken.processor / int(taken.said))
    return BesideBare(answers, pages, tuple(ours), tuple(bare))


@dataclass(frozen=True)
class BesideLinkChecker:
    """Answers a second of the clock."""

    ours: float
    as_it_comes: float
    unlimited: float


def beside_linkchecker(pages: int) -> BesideLinkChecker | None:
    """Both on the same portal, LinkChecker also without the limit of requests a second that it comes with."""
    checker = installed()
    if checker is None:
        return None
    rates = []
    with served(pages) as portal:
        taken, told = own(portal.address)
        rates.append(told["answers"] / taken.clock)
        for limit in (LinkChecker.AS_IT_COMES, LinkChecker.UNLIMITED):
            taken = cost(checker.command(portal.address, limit))
            rates.append(checker.checked(taken.said) / taken.clock)
    return BesideLinkChecker(*rates)


def peaks(pages: int) -> dict[str, Any]:
    """Peaks of memory on a portal of that many pages."""
    with served(pages, columns=max(COLUMNS, pages // _A_COLUMN)) as portal:
        _, told = own(portal.address)
    return {"pages": pages, **told}


@dataclass(frozen=True)
class SecondRound:
    """Requests of both rounds; how many pages had been changed, and how many of them the second one has as they are."""

    first: int
    second: int
    changed: int
    found: int


def second_round(pages: int) -> SecondRound:
    """Two rounds, a month and some changes between them."""
    with served(pages) as portal, tempfile.TemporaryDirectory() as before, tempfile.TemporaryDirectory() as after:
        _, first = own_round(portal.address, before)
        changed = portal.change()
        _, second = own_round(portal.address, after, before)
    return SecondRound(first["asked"], second["asked"], changed, second["changed"])


def render(
    beside: BesideBare, checked: BesideLinkChecker | None, grown: dict[str, Any] | None, again: SecondRound
) -> str:
    """The report in Markdown."""
    spread = [ours / bare for ours, bare in zip(beside.ours, beside.bare, strict=True)]
    lines = [
        "# Crawling", "",
        f"Generated by `{_COMMAND}`; not edited by hand. Portals are simulated (`demo/simulator`, family {FAMILY},",
        f"{ROWS} rows a list page) and served by a process of their own; no delay, one request at a time. Seconds are",
        "the machine's, so only ratios are kept.", "",
        "## Processor time beside a bare Scrapy spider", "",
        f"{beside.answers} answers of which {beside.pages} are pages, {len(beside.ours)} runs in turn. Ours asks,",
        "stores (WARC, SQLite), judges, reads and writes all rows, in two processes; the bare spider follows the same",
        "links with Scrapy's own settings and does nothing else. Whole processes, imports included; files are off.", "",
        f"User and system seconds an answer, ours to its: **{beside.ratio:.2f}** of the fastest runs; run by run",
        f"{', '.join(f'{one:.2f}' for one in spread)}, median {statistics.median(spread):.2f}. Goal: {CPU_GOAL}.", "",
        "## Pages a second beside LinkChecker", "",
    ]  # fmt: skip
    if checked is None:
        lines += ["**Not measured: LinkChecker could not be installed.**", ""]
    else:
        lines += [
            f"Ours gets {checked.ours / checked.as_it_comes:.1f} times as many answers a second as LinkChecker as it",
            f"comes, which keeps to ten a second; {checked.ours / checked.unlimited:.1f} times as many as LinkChecker",
            f"told `maxrequestspersecond = {LinkChecker.UNLIMITED}`, with its ten threads. Goal: {RATE_GOAL:g}.", "",
        ]  # fmt: skip
    lines += ["## Memory", ""]
    if grown is None:
        lines += ["Not measured (`--large`).", ""]
    else:
        lines += [
            f"{grown['pages']:,} pages: at most {grown['crawl_mb']:.0f} MB in the process that crawls,",
            f"{grown['rows_mb']:.0f} MB in the one that writes the rows. Goal: {MEMORY_GOAL} MB.", "",
        ]  # fmt: skip
    lines += [
        "## A second round", "",
        f"Two pages in a hundred changed ({again.changed}), a month between: {again.second} requests after",
        f"{again.first}, **{again.second / again.first:.3f}** of the first round (goal: {SECOND_GOAL});",
        f"{again.found} of {again.changed} changes found. Lists are all asked for again, of the pages one in twenty.",
        "",
    ]  # fmt: skip
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
