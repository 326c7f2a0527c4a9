"""Accuracy has a floor: a change of scorers, weights or words that sinks below it fails here.

Floors are those of the shipped numbers on rows that they were fitted on, so they guard against slips and prove nothing:
what the numbers are worth is in benchmarks/matching.md. Each set has the fingerprint of the rows and entries that its
floors were measured on.
"""

import csv
import json
import runpy
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from benchmarks.labelled import Row, figures, fingerprint, read_entries, read_rows, sure, wilson
from directories.baseline import baseline_entries
from inspection.types.directory import Entry
from matchers.pages import match_pages
from tests.shared_data import shared_path

HERE = Path(__file__).parent
AGAIN = "标注数据变了：请重新测量（python -m benchmarks.matching），再改这里的下限和指纹。"


@dataclass(frozen=True)
class Floor:
    """What the shipped numbers must give on a set: at least, but for `accepted_of_without`, which is a most."""

    fingerprint: str
    entry_top1: float
    entry_top3: float
    precision_of_accepted: float
    accepted_of_with_entry: float
    accepted_of_without: float


FLOORS = {
    "dev": Floor("a15f7961c64a360f913b77cd58fa5ef2ef8c3b59f97e659c94fdcfe8c15d3925", 0.94, 0.97, 0.97, 0.60, 0.03),
    "collected": Floor(
        "0ab9ff7ce51703be608bfccd8e4a305579e5ff1d0ad175f2f40479b039f20b1d", 0.94, 0.97, 0.97, 0.35, 0.03
    ),
    # Their first look, before anybody had read them, was 0.883, 0.947, 0.950, 0.415, 0.023.
    "measured": Floor("6910bb2d6ddfc5d772cfd0b53cd32f45ff287e6359f68baf27c0616829d5116d", 0.85, 0.92, 0.95, 0.38, 0.02),
    "invented": Floor("b1c6f6e6f76f72c3acb595e3d5fccd48cc048235c7b4aebe5799a46de5e31abd", 0.93, 0.95, 0.97, 0.45, 0.02),
}


def labelled(name: str) -> tuple[list[Row], list[Entry], str]:
    """A set's rows and entries with the fingerprint of their files; skips the calling test where they are absent."""
    if name == "invented":
        path = HERE / "invented_pages.jsonl"
        return read_rows(path), list(baseline_entries()), fingerprint(path)
    entries = shared_path("data/match/entries.csv")
    path = shared_path("data/match/dev.jsonl") if name == "dev" else HERE / f"{name}_pages.jsonl"
    if not path.exists():
        pytest.skip(f"not here: {path.name}")
    return read_rows(path), read_entries(entries), fingerprint(path, entries)


@cache
def measured(name: str) -> Mapping[str, float]:
    rows, entries, _ = labelled(name)
    certain = sure(rows)
    return figures(certain, {answer["id"]: answer for answer in match_pages(certain, entries)})


@pytest.mark.parametrize("name", FLOORS)
def test_the_data_are_those_of_the_floors(name: str) -> None:
    assert labelled(name)[2] == FLOORS[name].fingerprint, f"{name}：{AGAIN}"


@pytest.mark.parametrize("name", FLOORS)
@pytest.mark.parametrize("figure", ["entry_top1", "entry_top3", "precision_of_accepted", "accepted_of_with_entry"])
def test_floor(name: str, figure: str) -> None:
    assert measured(name)[figure] >= getattr(FLOORS[name], figure)


@pytest.mark.parametrize("name", FLOORS)
def test_ceiling_of_pages_without_an_entry(name: str) -> None:
    assert measured(name)["accepted_of_without"] <= FLOORS[name].accepted_of_without


@pytest.mark.parametrize("name", FLOORS)
def test_every_page_is_answered(name: str) -> None:
    assert measured(name)["answered"] == measured(name)["pages"]


def test_figures_are_those_of_the_scoring_script() -> None:
    rows, entries, _ = labelled("dev")
    answers = {answer["id"]: answer for answer in match_pages(rows, entries)}
    theirs = runpy.run_path(str(shared_path("tools/score_match.py")))["figures"](rows, answers)
    ours = figures(rows, answers)
    assert {name: ours[name] for name in theirs} == theirs


def test_fitting_and_the_program_say_the_same() -> None:
    pytest.importorskip("scipy", reason="fitting needs the extra `bench`")
    from benchmarks.matching_cases import read_cases
    from benchmarks.matching_fit import judged, shipped_numbers
    from matchers.settings import match_settings

    settings = match_settings()
    entries = list(baseline_entries())
    path = HERE / "invented_pages.jsonl"
    said = judged(read_cases(path, entries, settings), shipped_numbers(settings), settings)
    answers = list(match_pages(sure(read_rows(path)), entries))
    assert [one.answer["decision"] for one in said] == [answer["decision"] for answer in answers]
    for one, answer in zip(said, answers, strict=True):
        first = answer["candidates"][0]["confidence"] if answer["candidates"] else 0.0
        assert one.sure == pytest.approx(first, abs=1e-3), one.row["title"]


def test_interval_of_a_share() -> None:
    low, high = wilson(97, 100)
    assert low == pytest.approx(0.9155, abs=1e-3) and high == pytest.approx(0.9897, abs=1e-3)
    assert wilson(0, 0) == (0.0, 1.0)


def test_entries_are_read_as_they_lie(tmp_path: Path) -> None:
    row: dict[str, Any] = {
        "domain": "水利",
        "level1": "水文管理",
        "level2": "",
        "elements": "水情;雨情",
        "time_limit": "",
    }
    with (tmp_path / "entries.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*row, "publisher", "level"])
        writer.writeheader()
        writer.writerow(row)
    (entry,) = read_entries(tmp_path / "entries.csv")
    assert entry.key == ("水利", "水文管理", "") and entry.elements == ("水情", "雨情")
    (tmp_path / "rows.jsonl").write_text(json.dumps({"id": "1"}) + "\n\n", encoding="utf-8")
    assert read_rows(tmp_path / "rows.jsonl") == [{"id": "1"}]
