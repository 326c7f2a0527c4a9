"""Accuracy has a floor: a change of scorers, weights or words that sinks below it fails here."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.matching import figures, read_entries, read_rows
from matchers.pages import match_pages
from tests.shared_data import shared_path


@pytest.fixture(scope="module")
def measured() -> dict[str, dict[str, float]]:
    folder = shared_path("data/match")
    rows = read_rows(folder / "dev.jsonl")
    answers = {answer["id"]: answer for answer in match_pages(rows, read_entries(folder / "entries.csv"))}
    return figures(rows, answers, shared_path("tools/score_match.py"))


def test_floor(measured: dict[str, dict[str, float]]) -> None:
    sure = measured["sure labels"]
    assert sure["entry_top1"] >= 0.94
    assert sure["entry_top3"] >= 0.96
    assert sure["precision_of_accepted"] >= 0.97
    assert sure["accepted_of_with_entry"] >= 0.65


def test_ceiling_of_pages_without_an_entry(measured: dict[str, dict[str, float]]) -> None:
    assert measured["sure labels"]["accepted_of_without"] <= 0.05


def test_every_page_is_answered(measured: dict[str, dict[str, float]]) -> None:
    for part in measured.values():
        assert part["answered"] == part["pages"]


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
