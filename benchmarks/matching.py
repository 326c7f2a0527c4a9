"""How well pages find their entries, beside rapidfuzz, BM25 and TF-IDF on the same rows, measured in one run.

    python -m benchmarks.matching                                  # writes the accuracy part of benchmarks/matching.md
    python -m benchmarks.matching --rows PAGES.jsonl --entries ENTRIES.csv      # prints what the shipped numbers give

Rows are described in benchmarks/labelled.py. The shared labelled set lies in `XUNCHA_SHARED`, else in `shared` beside
the project. Needs the extra `bench`.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from threadpoolctl import threadpool_limits

from benchmarks.labelled import Row, answers_one_of, counted, golds, names_of, read_entries, read_rows, sure, wilson
from benchmarks.matching_cases import Case, read_cases
from benchmarks.matching_fit import FIGURES, Said, by_chance, calibration_error, nested, reliability, shares, sources
from benchmarks.matching_model import prior_of
from benchmarks.matching_peers import PEERS, peer_answers
from inspection.types.directory import Entry
from matchers.pages import match_pages
from matchers.settings import match_settings

PAGE = Path(__file__).with_suffix(".md")
# what follows this line is written by another benchmark
REST = "\n## Speed"
HEAD = ["| | " + " | ".join(FIGURES) + " |", "| --- |" + " --- |" * len(FIGURES)]
Counts = dict[str, tuple[int, int]]
SAMPLE = 80


def line(name: str, found: Counts) -> str:
    """One row of a table: shares, each with its interval of 95 %."""
    cells = []
    for key in FIGURES:
        part, whole = found[key]
        low, high = wilson(part, whole)
        cells.append(f"{part / whole:.3f} ({low:.2f}–{high:.2f})" if whole else "–")
    return f"| {name} | " + " | ".join(cells) + " |"


def reliability_table(said: Sequence[Said]) -> list[str]:
    """What was predicted beside what was seen."""
    rows = ["| confidence | pages | mean confidence | were right | 95 % |", "| --- | --- | --- | --- | --- |"]
    for one in reliability(said):
        low, high = wilson(one.right, one.pages)
        span = f"{one.low:.2f}–{one.high:.2f}"
        rows.append(
            f"| {span} | {one.pages} | {one.predicted:.3f} | {one.right / one.pages:.3f} | {low:.2f}–{high:.2f} |"
        )
    return [*rows, "", f"Expected calibration error {calibration_error(said):.3f} over {len(said)} pages."]


def shipped(rows: Sequence[Row], entries: Sequence[Entry]) -> list[Said]:
    """What the product says of rows with the numbers it ships."""
    found = []
    for row, answer in zip(rows, match_pages(rows, entries), strict=True):
        first = answer["candidates"][0] if answer["candidates"] else None
        right = first is not None and answers_one_of(names_of(first), golds(row))
        found.append(Said(row, "", first["confidence"] if first else 0.0, right, answer))
    return found


def without_own_entry(rows: Sequence[Row], entries: Sequence[Entry]) -> tuple[int, int]:
    """How many pages are accepted for another entry when the directory lacks theirs, of how many; of many rows a sample
    taken evenly, as each asks for a directory of its own."""
    named = [row for row in rows if row["gold"]]
    named = named[:: max(len(named) // SAMPLE, 1)]
    taken = 0
    for row in named:
        rest = [entry for entry in entries if not answers_one_of(names_of(entry), golds(row))]
        (answer,) = match_pages([row], rest)
        taken += answer["decision"] == "accept"
    return taken, len(named)


def peer_lines(cases: Sequence[Case], rows: Sequence[Row], entries: Sequence[Entry]) -> Iterator[str]:
    """Every peer on the same rows, its threshold chosen on the plain folds left in."""
    split = by_chance(cases, 5, 1)
    for name, peer in PEERS.items():
        yield line(name, counted(rows, peer_answers(rows, entries, peer, split)))


def judge(rows_path: Path, entries_path: Path) -> list[str]:
    """The shipped numbers on any labelled rows, with peers and reliability."""
    rows, entries = read_rows(rows_path), read_entries(entries_path)
    said = shipped(rows, entries)
    certain = {row["id"] for row in sure(rows)}
    parts = {
        "sure labels": [one for one in said if one.row["id"] in certain],
        "doubtful labels": [one for one in said if one.row["id"] not in certain],
    }
    chosen = [row for row in rows if row["id"] in certain]
    taken, of = without_own_entry(chosen, entries)
    return [
        f"{len(rows)} rows, {len(certain)} with sure labels, {len(entries)} entries", "",
        *HEAD,
        *(line(f"xuncha, {name}, {len(part)} rows", shares(part)) for name, part in parts.items()),
        *peer_lines(read_cases(rows_path, entries, match_settings()), chosen, entries), "",
        *reliability_table(parts["sure labels"]), "",
        f"Accepted for another entry when the directory lacks theirs: {taken} of {of}.",
    ]  # fmt: skip


def page() -> str:
    """The accuracy part of benchmarks/matching.md."""
    said = _Nested()
    lines = ["# Matching: pages to entries", "", *_INTRODUCTION, ""]
    for path, entries, weight in sources():
        lines += _source(said, path, entries, weight)
    lines += ["## What a confidence means", "", "All pages, each judged by numbers fitted without its domain:", ""]
    lines += reliability_table(said.of("domain"))
    return "\n".join([*lines, ""])


class _Nested:
    """Nested cross-validation over all sources, each kind done once."""

    def __init__(self) -> None:
        self._done: dict[tuple[str, bool, tuple[str, ...]], list[Said]] = {}

    def of(self, folds: str, source: str = "", *, flat: bool = False, silenced: tuple[str, ...] = ()) -> list[Said]:
        """What is said of the rows of one source, or of all."""
        key = (folds, flat, silenced)
        if key not in self._done:
            settings = match_settings()
            cases = [c for path, entries, w in sources() for c in read_cases(path, entries, settings, w, silenced)]
            with threadpool_limits(1):
                self._done[key] = nested(cases, prior_of(settings, flat=flat), settings, folds)
        return [one for one in self._done[key] if source in ("", one.source)]


def _source(said: _Nested, path: Path, entries: Sequence[Entry], weight: float) -> list[str]:
    own, rows = path.stem, sure(read_rows(path))
    with_entry = sum(bool(row["gold"]) for row in rows)
    taken, of = without_own_entry(rows, entries)
    return [
        f"## {_TITLES[own]}", "",
        f"{len(rows)} pages with sure labels, {with_entry} of them with an entry, against {len(entries)} entries.", "",
        *HEAD,
        line("xuncha, nested, by domain", shares(said.of("domain", own))),
        line("xuncha, nested, plain folds", shares(said.of("chance", own))),
        line("by domain, fitting from equal weights", shares(said.of("domain", own, flat=True))),
        line("by domain, `wording` silenced and refitted", shares(said.of("domain", own, silenced=("wording",)))),
        line("in-sample: as shipped, fitted on these rows too", shares(shipped(rows, entries))),
        *peer_lines(read_cases(path, entries, match_settings(), weight), rows, entries), "",
        "As shipped, with its own entries taken out of the directory, a page is accepted for another one",
        f"in {taken} of {of} cases.", "",
    ]  # fmt: skip


def main() -> None:
    """Writes the page, or prints what the shipped numbers give on rows of one's own."""
    parser = argparse.ArgumentParser(description="Accuracy of matching pages to entries.")
    parser.add_argument("--rows", type=Path, help="labelled rows to judge the shipped numbers on")
    parser.add_argument("--entries", type=Path, help="the entries they were labelled against (CSV)")
    asked = parser.parse_args()
    if asked.rows or asked.entries:
        if not (asked.rows and asked.entries):
            parser.error("--rows and --entries go together")
        print("\n".join(judge(asked.rows, asked.entries)))
        return
    old = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    _, mark, rest = old.partition(REST)
    text = page()
    PAGE.write_text(text + mark + rest, encoding="utf-8")
    print(text)


_TITLES = {
    "dev": "The shared labelled set",
    "collected_pages": "Collected pages",
    "invented_pages": "Invented pages and near misses",
    "reworded_pages": "Invented pages that say their entries in other words",
}
_INTRODUCTION = (
    "`python -m benchmarks.matching`. Figures are shares with their 95 % interval (Wilson), as `score_match.py` of the",
    "labelled set defines them. **Nested** means that every page is judged by weights, calibration and thresholds that",
    "were fitted and chosen without its fold; “by domain”, that nothing of its domain was in what they were fitted on.",
    "What no fold can undo: the words and patterns of `config/matching` were written with many of these rows in view.",
    "The line with `wording` silenced shows what is left without most of that knowledge; what rows never seen gave is",
    "in [decision 0019](../docs/decisions/0019-confidence.md). Peers get the threshold that the same rule chooses on",
    "the folds left in.",
)

if __name__ == "__main__":
    main()
