"""The built-in baseline: what ships, and that it agrees with where it comes from."""

import csv
from collections import Counter

from directories.baseline import (
    BASELINE_WARNING,
    baseline_entries,
    baseline_notes,
    completeness,
    fallback_entries,
    is_cut,
)
from directories.domains import domains
from inspection.shipped import CONFIG
from tests.shared_data import shared_path


def test_every_domain_has_entries_and_says_how_complete_it_is() -> None:
    assert (
        {entry.domain for entry in baseline_entries()} == {domain.name for domain in domains()} == set(completeness())
    )
    assert set(completeness().values()) <= {"partial", "full"}


def test_entries_and_notes_go_together() -> None:
    entries, notes = baseline_entries(), baseline_notes()
    assert [entry.key for entry in entries] == [note.key for note in notes]
    assert len({entry.key for entry in entries}) == len(entries)
    assert {entry.file for entry in entries} == {"baseline"}
    assert {note.confidence for note in notes} == {"found", "partial"}
    assert {note.scope for note in notes} == {"national", "local"}


def test_cut_names_are_partial_and_never_asked_of_a_district() -> None:
    notes = {note.key: note for note in baseline_notes()}
    cut = [entry for entry in baseline_entries() if is_cut(entry)]
    assert cut
    assert all(notes[entry.key].confidence == "partial" for entry in cut)
    asked = fallback_entries()
    assert asked
    assert not any(is_cut(entry) or notes[entry.key].scope == "local" for entry in asked)


def test_limits_of_the_baseline_are_readable_but_for_two() -> None:
    unreadable = [e.time_limit for e in baseline_entries() if any(limit.kind == "unreadable" for limit in e.limits)]
    assert len(unreadable) == 2


def test_basis_holds_titles_only() -> None:
    titles = [title for entry in baseline_entries() for title in entry.basis]
    assert titles
    assert all(title.startswith("《") and title.endswith("》") for title in titles)


def test_the_warning_is_told() -> None:
    readme = (CONFIG / "baseline" / "README.md").read_text(encoding="utf-8")
    assert "不是全文" in readme
    assert "不是全文" in BASELINE_WARNING


def test_it_agrees_with_its_source() -> None:
    names: dict[str, list[tuple[str, str]]] = {}
    for path in sorted(shared_path("data/baseline").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines):
                pair = [row[level].replace("(cut)", "") for level in ("l1", "l2")]
                names.setdefault(row["domain"], []).append(("" if pair[0] in "─—" else pair[0], pair[1].strip("─—")))
    shipped: dict[str, list[tuple[str, str]]] = {}
    for entry in baseline_entries():
        shipped.setdefault(entry.domain, []).append((entry.level1 or "", entry.level2 or ""))
    assert Counter({domain: len(rows) for domain, rows in shipped.items()}) == {
        d: len(rows) for d, rows in names.items()
    }
    assert shipped == names
