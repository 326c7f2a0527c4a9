"""Fits what config/matching.toml says of weights, confidence and thresholds, and says honestly what that is worth.

    python -m benchmarks.matching_fit [--write]

Rows are those of the shared labelled set and of tests/matchers (`sources`). Prints the numbers; with `--write`
config/matching.toml gets them. What they are worth is said by nested cross-validation: outer folds report, inner folds
choose regularisation, calibration and thresholds. Folds are drawn plainly, and by domain, so that nothing learned on a
domain is reported on it (benchmarks/matching.py writes the figures).
"""

import argparse
import math
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from benchmarks.labelled import SHARED, Row, counted, read_entries
from benchmarks.matching_cases import Case, Numbers, firsts, read_cases
from benchmarks.matching_model import Fitted, Folds, Split, as_settings, fit, prior_of
from directories.baseline import baseline_entries
from inspection.shipped import CONFIG
from inspection.types.directory import Entry
from matchers.settings import MatchSettings, match_settings

ROOT = Path(__file__).resolve().parents[1]
OUTER = INNER = 5
FIGURES = ("entry_top1", "entry_top3", "precision_of_accepted", "accepted_of_with_entry", "accepted_of_without")
EDGES = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 1.01)
# invented rows are cleaner than a portal's, those that say one thing in many ways many: they count less
INVENTED = 0.5
REWORDED = 0.2


@dataclass(frozen=True)
class Said:
    """What is said of a row: the first entry's confidence and whether it is right, and the whole answer."""

    row: Row
    source: str
    sure: float
    right: bool
    answer: Row


@dataclass(frozen=True)
class Bin:
    """Pages of which the confidence lay from `low` to below `high`: how many, their mean confidence, how many right."""

    low: float
    high: float
    pages: int
    predicted: float
    right: int


def sources(shared: Path = SHARED) -> list[tuple[Path, list[Entry], float]]:
    """The labelled rows that are there, the directory each was labelled against and what they count."""
    entries = read_entries(shared / "data/match/entries.csv")
    tests = ROOT / "tests" / "matchers"
    found = [
        (shared / "data/match/dev.jsonl", entries, 1.0),
        (tests / "collected_pages.jsonl", entries, 1.0),
        (tests / "invented_pages.jsonl", list(baseline_entries()), INVENTED),
        (tests / "reworded_pages.jsonl", list(baseline_entries()), REWORDED),
    ]
    return [source for source in found if source[0].exists()]


def by_chance(cases: Sequence[Case], parts: int, seed: int) -> Split:
    """Folds drawn plainly."""
    numbers = list(range(len(cases)))
    random.Random(seed).shuffle(numbers)
    return [(sorted(set(numbers) - set(numbers[part::parts])), sorted(numbers[part::parts])) for part in range(parts)]


def by_domain(cases: Sequence[Case], parts: int, seed: int) -> Split:
    """Folds of whole domains: a fold's cases are those whose first domain is in it; learned from are only those of
    which no domain is."""
    first = [min(case.groups) for case in cases]
    names = sorted(set(first))
    random.Random(seed).shuffle(names)
    names.sort(key=lambda name: -first.count(name))
    held: list[set[str]] = [set() for _ in range(parts)]
    sizes = [0] * parts
    for name in names:
        least = sizes.index(min(sizes))
        held[least].add(name)
        sizes[least] += first.count(name)
    return [
        (
            [number for number, case in enumerate(cases) if not case.groups & domains],
            [number for number in range(len(cases)) if first[number] in domains],
        )
        for domains in held
    ]


def nested(cases: Sequence[Case], prior: Numbers, settings: MatchSettings, folds: str, seed: int = 1) -> list[Said]:
    """Every case judged by numbers fitted, calibrated and cut without its fold."""
    draw = by_domain if folds == "domain" else by_chance
    inner: Folds = partial(draw, parts=INNER, seed=seed + 100)
    said: list[Said] = []
    for learned, left in draw(cases, OUTER, seed):
        fitted = fit([cases[number] for number in learned], prior, settings, inner)
        said += judged([cases[number] for number in left], fitted, settings)
    return said


def judged(cases: Iterable[Case], fitted: Fitted, settings: MatchSettings) -> list[Said]:
    """What fitted numbers say of cases."""
    found = []
    for first in firsts(cases, fitted.weights, settings):
        sure, decision = fitted.said(first, settings)
        named = [first.case.names[place] for place in first.places]
        candidates = [dict(zip(("domain", "level1", "level2"), names, strict=True)) for names in named]
        answer = {"id": first.case.row["id"], "candidates": candidates, "decision": decision}
        found.append(Said(first.case.row, first.case.source, sure, first.right, answer))
    return found


def shares(said: Sequence[Said]) -> dict[str, tuple[int, int]]:
    """The five figures as (part, whole)."""
    rows = [{**one.row, "id": str(number)} for number, one in enumerate(said)]
    found = counted(rows, {str(number): one.answer for number, one in enumerate(said)})
    return {name: found[name] for name in FIGURES}


def reliability(said: Sequence[Said]) -> list[Bin]:
    """What was predicted and what was seen, from unlikely to sure; empty bins are left out."""
    bins = []
    for low, high in pairwise(EDGES):
        part = [one for one in said if low <= one.sure < high]
        if part:
            mean = math.fsum(one.sure for one in part) / len(part)
            bins.append(Bin(low, min(high, 1.0), len(part), mean, sum(one.right for one in part)))
    return bins


def calibration_error(said: Sequence[Said]) -> float:
    """The expected calibration error: how far predicted and seen differ, over the bins."""
    return math.fsum(abs(one.right - one.predicted * one.pages) for one in reliability(said)) / max(len(said), 1)


def shipped_numbers(settings: MatchSettings) -> Fitted:
    """The numbers that settings hold, as if they had just been fitted."""
    weights = np.array([weight.weight for weight in settings.scorers.values()])
    traits, limits = np.array(list(settings.answer.traits.values())), settings.decision
    return Fitted(weights, traits, settings.answer.bias, limits.accept, limits.review)


def written(text: str, settings: MatchSettings) -> str:
    """The text of config/matching.toml with the numbers of the settings in place of its own; comments stay."""
    for name, weight in settings.scorers.items():
        numbers = f"weight = {weight.weight}, neutral = {weight.neutral:.2f}, prior = {weight.prior}"
        text = _set(rf"^{name} = \{{.*\}}", f"{name} = {{ {numbers} }}", text)
    traits = ", ".join(f"{name} = {weight}" for name, weight in settings.answer.traits.items())
    text = _set(r"^traits = \{.*\}", f"traits = {{ {traits} }}", text)
    text = _set(r"(?<=\[answer\]\n)bias = \S+", f"bias = {settings.answer.bias}", text)
    text = _set(r"(?<=\[decision\]\n)accept = \S+", f"accept = {settings.decision.accept:.2f}", text)
    return _set(r"^review = 0\S+(?= .*a person is asked)", f"review = {settings.decision.review:.2f}", text)


def _set(pattern: str, line_: str, text: str) -> str:
    changed, count = re.subn(pattern, line_, text, count=1, flags=re.MULTILINE)
    if not count:
        raise SystemExit(f"config/matching.toml has no line like {pattern}")
    return changed


def fitted_settings(cases: Sequence[Case], settings: MatchSettings) -> MatchSettings:
    """The settings with numbers fitted on all cases."""
    inner: Folds = partial(by_chance, parts=INNER, seed=1)
    return as_settings(settings, fit(cases, prior_of(settings), settings, inner))


def main() -> None:
    """Fits, prints what was fitted, and writes it where asked."""
    parser = argparse.ArgumentParser(description="Fits the numbers of config/matching.toml on labelled pages.")
    parser.add_argument("--write", action="store_true", help="put the numbers into config/matching.toml")
    asked = parser.parse_args()
    settings = match_settings()
    cases = [case for path, entries, weight in sources() for case in read_cases(path, entries, settings, weight)]
    with threadpool_limits(1):
        found = fitted_settings(cases, settings)
    text = written((CONFIG / "matching.toml").read_text(encoding="utf-8"), found)
    print(text.partition("[column]")[0])
    if asked.write:
        (CONFIG / "matching.toml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
