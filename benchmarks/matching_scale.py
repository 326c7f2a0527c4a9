"""Matching a province's pages: cost per page, memory and sameness of answers beside scoring every pair.

    python -m benchmarks.matching_scale [--pages 100000] [--sample 2000]

Pages and entries are made (benchmarks/made_district.py), with labelled rows among them where shared data is there. Each
part runs in a process of its own and counts processor seconds, so that they may run side by side. Writes
benchmarks/matching_scale.md.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks.labelled import SHARED, read_rows
from benchmarks.made_district import Row, district_entries, district_pages
from matchers.candidates import CandidateIndex
from matchers.decide import Candidate, compare, ordered, ranked
from matchers.pages import match_pages, page_subject
from matchers.settings import match_settings
from matchers.subject import Subject
from matchers.target import Targets

PAGE = Path(__file__).with_suffix(".md")
ENTRIES, PAGES, SAMPLE = 3_000, 100_000, 2_000
SIZES = (338, 1_000, 2_000, 3_000, 6_000, 10_000)
# pages of which the cost for each size of directory is taken, after as many that fill what is remembered
GROWTH_PAGES = 400
_TENTHS = 10
_BAR = 40
_COMMAND = "python -m benchmarks.matching_scale"
SOONER_GOAL, SAME_GOAL, MEMORY_GOAL = 50, 0.999, 1_000


def main(arguments: list[str] | None = None) -> int:
    """Measures and writes the page; with `--part` one of the measurements, as JSON."""
    told = _parser().parse_args(arguments)
    parts = {"stream": stream, "whole": whole, "growth": growth}
    if told.part:
        print(json.dumps(parts[told.part](told.pages, told.sample)))
        return 0
    with ThreadPoolExecutor(len(parts)) as side_by_side:
        found = dict(zip(parts, side_by_side.map(lambda part: _part(part, told), parts), strict=True))
    report = render(found["stream"], found["whole"], found["growth"])
    PAGE.write_text(report, encoding="utf-8")
    print(report)
    return 0


def stream(pages: int, _sample: int) -> dict[str, Any]:
    """All pages through `match_pages` once: processor seconds of every tenth and peak memory in MB."""
    entries = district_entries(ENTRIES)
    made = list(district_pages(1, entries, _labelled()))
    next(iter(match_pages(made, entries)))
    alone = _seconds_to_make(pages, entries)
    tenths, start = [], time.process_time()
    for number, _ in enumerate(match_pages(district_pages(pages, entries, _labelled()), entries), start=1):
        if number % (pages // _TENTHS) == 0:
            tenths.append(time.process_time() - start - alone / _TENTHS)
            start = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"pages": pages, "entries": ENTRIES, "tenths": tenths, "peak": peak}


def whole(pages: int, sample: int) -> dict[str, Any]:
    """Pages taken evenly from all, against every entry: processor seconds of scoring every pair, and how often the
    index gives the same first, first two and first five answers."""
    settings = match_settings()
    targets = Targets(district_entries(ENTRIES), settings)
    index = CandidateIndex(targets)
    same = [0, 0, 0]
    seconds, looked = 0.0, 0
    for subject in _sampled(pages, sample, targets):
        start = time.process_time()
        compared = [compare(subject, target, settings) for target in targets.items]
        seconds += time.process_time() - start
        whole_order = _order(subject, compared)
        found = [one.target.index for one in ranked(subject, index, settings.decision.shown)]
        looked += 1
        for place, first in enumerate((1, 2, 5)):
            same[place] += found[:first] == whole_order[:first]
    return {"sample": looked, "seconds": seconds, "same": same}


def growth(_pages: int, _sample: int) -> dict[str, Any]:
    """Processor milliseconds a page by size of directory, with the index and against every entry."""
    settings = match_settings()
    rows = _labelled()
    found = []
    for size in SIZES:
        targets = Targets(district_entries(size), settings)
        index = CandidateIndex(targets)
        entries = [target.entry for target in targets.items]
        made = list(district_pages(2 * GROWTH_PAGES, entries, rows))
        for row in made[:GROWTH_PAGES]:
            ranked(page_subject(row, targets), index, settings.decision.shown)
        start = time.process_time()
        for row in made[GROWTH_PAGES:]:
            ranked(page_subject(row, targets), index, settings.decision.shown)
        middle = time.process_time()
        for row in made[:: 2 * GROWTH_PAGES // 10]:
            subject = page_subject(row, targets)
            for target in targets.items:
                compare(subject, target, settings)
        found.append([size, (middle - start) / GROWTH_PAGES * 1000, (time.process_time() - middle) / 10 * 1000])
    return {"sizes": found}


def render(stream: Mapping[str, Any], whole: Mapping[str, Any], growth: Mapping[str, Any]) -> str:
    """The page. Only ratios: seconds are the machine's."""
    pages, looked, same = stream["pages"], whole["sample"], whole["same"]
    own, pairs = sum(stream["tenths"]) / pages, whole["seconds"] / looked
    first = stream["tenths"][0]
    sizes: Sequence[Sequence[float]] = growth["sizes"]
    least, most = sizes[0][1], max(size[2] for size in sizes)
    lines = [
        "# Matching at the scale of a province",
        "",
        f"`{_COMMAND} --pages {pages} --sample {looked}`: {pages:,} pages, {stream['entries']:,} entries, made",
        "from the national guides as a district and its towns write them. Every pair was scored on",
        f"{looked:,} pages taken evenly from all; the index's time is that of `match_pages` from the row to the answer",
        "with everything that is prepared before the first, the pairs' only that of the scorers.",
        "",
        "| | measured | goal |",
        "| --- | --- | --- |",
        f"| sooner than scoring every pair | {pairs / own:.0f} times | ≥ {SOONER_GOAL} |",
        f"| same first answer | {same[0] / looked:.4f} | ≥ {SAME_GOAL} |",
        f"| same first two, in order | {same[1] / looked:.4f} | |",
        f"| same first five, in order | {same[2] / looked:.4f} | |",
        f"| peak memory of the process | {stream['peak']:.0f} MB | < {MEMORY_GOAL:,} MB |",
        "",
        "The first answers are the same by construction (`matchers/index_search.py`): an entry is left out only when",
        "the most that its scorers can say is less than what is known of those that are handed out.",
        "",
        f"## Cost per page as pages grow (each tenth of {pages:,}, the first is 1)",
        "",
        "```text",
        *(f"{place * pages // _TENTHS:>9,}  {_bar(tenth / max(stream['tenths']))} {tenth / first:.2f}"
          for place, tenth in enumerate(stream["tenths"], start=1)),
        "```",
        "",
        f"## Cost per page as entries grow (with {int(sizes[0][0])} entries it is 1)",
        "",
        "`#` with the index, `.` against every entry; both on one scale.",
        "",
        "```text",
        *(
            line
            for size, fast, slow in sizes
            for line in (
                f"{int(size):>9,}  {_bar(fast / most)} {fast / least:.2f}",
                f"{'':>9}  {_bar(slow / most, '.')} {slow / least:.2f}",
            )
        ),
        "```",
        "",
    ]  # fmt: skip
    return "\n".join(lines)


def _bar(share: float, sign: str = "#") -> str:
    return (sign * max(1, round(share * _BAR))).ljust(_BAR)


def _order(subject: Subject, compared: Sequence[Candidate]) -> list[int]:
    """The order of all entries: the best of them beside those that the title names whole, which stand before others."""
    best = sorted(compared, key=lambda one: (-one.evidence, one.target.index))[:60]
    named = [one for one in compared if subject.names(one.target) == 1.0]
    near = {one.target.index: one for one in best + named}
    return [one.target.index for one in ordered(subject, list(near.values()), match_settings())]


def _sampled(pages: int, sample: int, targets: Targets) -> Iterator[Subject]:
    entries = [target.entry for target in targets.items]
    for number, row in enumerate(district_pages(pages, entries, _labelled())):
        if number % max(pages // sample, 1) == 0:
            yield page_subject(row, targets)


def _seconds_to_make(pages: int, entries: Sequence[Any]) -> float:
    start = time.process_time()
    for _ in district_pages(pages // _TENTHS, entries, _labelled()):
        pass
    return (time.process_time() - start) * _TENTHS


def _labelled() -> list[Row]:
    path = SHARED / "data" / "match" / "dev.jsonl"
    return read_rows(path) if path.exists() else []


def _part(part: str, told: argparse.Namespace) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.matching_scale", "--part", part]
    command += ["--pages", str(told.pages), "--sample", str(told.sample)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=PAGE.parents[1])
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=_COMMAND)
    parser.add_argument("--pages", type=int, default=PAGES)
    parser.add_argument("--sample", type=int, default=SAMPLE)
    parser.add_argument("--part", choices=("stream", "whole", "growth"))
    return parser


if __name__ == "__main__":
    sys.exit(main())
