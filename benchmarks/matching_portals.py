"""How well whole simulated districts are matched: accepted matches, planted missing entries, false ones, per variant.

    python -m benchmarks.matching_portals [SEEDS]

Makes districts from the baseline (tests/matchers/made_portals.py), each of its own seed, matches them and compares
with what is true of them. Writes benchmarks/matching_portals.md.
"""

import sys
import tempfile
import textwrap
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

from directories.baseline import fallback_entries
from inspection.types.judgement import Coverage, Match
from matchers.match import match_round
from tests.matchers.made_portals import VARIANTS, MadePortal, Score, made_portal, portal_store, score, total

PAGE = Path(__file__).with_suffix(".md")
# seeds that nobody looked at while columns were weighed
SEEDS = (61, 62, 63, 64)
_BINS = (0.6, 0.7, 0.8, 0.85, 0.9, 0.94)
_MADE = (
    "Titles, texts and other names of columns are made by rules of their own "
    "(`tests/matchers/made_titles.yml`), not by the matcher's words; one title in seven says nothing. One "
    "entry in twelve is missing, one in thirty has a blank column, plainly titled pages are misfiled into "
    "columns of other domains, each domain has a column of news. Renamed: every fourth column has other "
    "words, half a name, or a name that says nothing (惠民专区). Merged: every fourth pair of neighbours "
    "shares a column. Reorganised: the second half of every other domain moved to a new tree without "
    "first levels, half of the old columns link to the new ones. All together: paraphrased titles, 15 % "
    "renamed, 15 % merged, reorganised."
)
_READ = (
    "*Pages reached*: pages with an entry that are accepted for it. *Missing found* leaves out entries "
    "that nobody asks for (on request, offline, not due). *False*: entries called missing, or blank, that "
    "are there, of all that were called so. *Open*: entries that are there and `unverifiable`, of all "
    "that are there."
)
_SEEDS = (
    "Seeds 1 to 29 and 41 to 43 were looked at while columns were weighed; the seeds of this page were run once, after "
    "the last change. A page without a word of its own in a column that two entries may share is nobody's to tell: few "
    "of them are let pass, so that a rare entry whose every page is such is called missing though it is there."
)
Told = tuple[float, str, bool]


@dataclass(frozen=True)
class Measured:
    """One variant over all seeds. `told` are confidence, decision and rightness of columns that pages had to tell."""

    score: Score
    told: tuple[Told, ...]
    pages: int
    seconds: float


def measured(variant: str, seeds: Sequence[int]) -> Measured:
    """Makes, matches and judges one portal a seed."""
    scores: list[Score] = []
    told: list[Told] = []
    pages, seconds = 0, 0.0
    for seed in seeds:
        portal = made_portal(fallback_entries(), VARIANTS[variant], seed)
        pages += sum(len(column.pages) for column in portal.columns)
        with tempfile.TemporaryDirectory() as folder, portal_store(Path(folder) / "round.db", portal) as store:
            start = time.process_time()
            match_round(store)
            seconds += time.process_time() - start
            matches = store.read(Match)
            scores.append(score(portal, matches, store.read(Coverage)))
            told += _told_by_pages(portal, matches)
    return Measured(total(scores), tuple(told), pages, seconds)


def main(seeds: Sequence[int]) -> None:
    """Measures every variant and writes the page."""
    with ProcessPoolExecutor(2) as pool:
        found = dict(zip(VARIANTS, pool.map(measured, VARIANTS, repeat(seeds)), strict=True))
    told = [pair for one in found.values() for pair in one.told]
    speed = sum(one.pages for one in found.values()) / sum(one.seconds for one in found.values())
    lines = [
        "# Matching of whole districts: simulated portals with columns",
        "",
        f"`python -m benchmarks.matching_portals` on seeds {', '.join(map(str, seeds))}: as many districts a line,",
        f"each made from the {len(fallback_entries())} entries that the shipped baseline lets a district be asked for.",
        *textwrap.wrap(_MADE, 120),
        "",
        "| variant | accepted right | pages | columns | pages reached | missing found | false | open |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
        *(_line(variant, one.score) for variant, one in found.items()),
        "",
        *textwrap.wrap(f"{_READ} Here, {_not_found(found)}.", 120),
        "",
        *textwrap.wrap(_SEEDS, 120),
        "",
        "Columns whose name did not tell (their pages, neighbours and the directory's order had to), all variants:",
        "",
        "| confidence | decision | columns | right |",
        "| --- | --- | --- | --- |",
        *_reliability(told),
        "",
        f"{speed:.0f} pages a second of processor time, columns, pages and coverage together. At most 16 pages of a",
        "column are asked what the column is: work grows with columns and with pages, never with both.",
        "",
    ]
    PAGE.write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))
    for variant, one in found.items():
        print(variant, *one.score.wrong, sep="\n    ")


def _told_by_pages(portal: MadePortal, matches: Sequence[Match]) -> list[Told]:
    true = {f"c{number:05}": column.answers for number, column in enumerate(portal.columns)}
    return [
        (match.confidence, match.decision, match.key in true[match.subject])
        for match in matches
        if match.kind == "column" and match.decision != "reject" and {"pages", "order", "siblings"} & set(match.reasons)
    ]


def _line(variant: str, one: Score) -> str:
    return (
        f"| {variant} | {one.right:.4f} | {one.right_pages} of {one.accepted_pages} | {one.right_columns} of "
        f"{one.accepted_columns} | {one.reach:.3f} | {one.found} of {one.planted} ({one.recall:.3f}) | "
        f"{one.falsely_missing} of {one.called_missing} | {one.unverifiable} of {one.there} |"
    )


def _not_found(found: dict[str, Measured]) -> str:
    lines = [line for one in found.values() for line in one.score.wrong if line.startswith("not found")]
    other = [line for line in lines if " unverifiable " not in line]
    return f"of {len(lines)} that were not found {len(lines) - len(other)} are unverifiable"


def _reliability(told: Sequence[Told]) -> list[str]:
    lines = []
    for low, high in zip(_BINS, (*_BINS[1:], 1.01), strict=True):
        for decision in ("review", "accept"):
            inside = [right for sure, said, right in told if low <= sure < high and said == decision]
            if inside:
                share = sum(inside) / len(inside)
                lines.append(f"| {low:.2f} to {min(high, 1.0):.2f} | {decision} | {len(inside)} | {share:.3f} |")
    return lines


if __name__ == "__main__":
    main([int(seed) for seed in sys.argv[1].split(",")] if len(sys.argv) > 1 else SEEDS)
