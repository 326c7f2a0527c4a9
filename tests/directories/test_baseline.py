"""The built-in baseline: what ships, and that it agrees with where it comes from."""

import csv
from collections import Counter

from directories.baseline import BASELINE_WARNING, baseline_entries, fallback_entries, guide_domains, guide_items
from directories.domains import domains
from inspection.shipped import CONFIG
from tests.shared_data import shared_path


def test_every_domain_has_entries_and_says_how_complete_it_is() -> None:
    known = {domain.name for domain in domains()}
    assert {entry.domain for entry in baseline_entries()} == known == {one.name for one in guide_domains()}
    assert {one.completeness for one in guide_domains()} <= {"partial", "full"}
    assert sum(one.pilot for one in guide_domains()) == 26


def test_entries_and_items_go_together() -> None:
    entries, items = baseline_entries(), guide_items()
    assert [entry.key for entry in entries] == [item.key for item in items]
    assert len({entry.key for entry in entries}) == len(entries)
    assert {entry.file for entry in entries} == {"baseline"}
    assert {item.confidence for item in items} == {"found", "partial"}
    assert {item.scope for item in items} == {"national", "local"}


def test_cut_names_are_partial_and_never_asked_of_a_district() -> None:
    items = {item.key: item for item in guide_items()}
    cut = [item for item in items.values() if item.is_cut]
    assert cut
    assert all(item.confidence == "partial" for item in cut)
    asked = fallback_entries()
    assert asked
    assert not any(items[entry.key].is_cut or items[entry.key].scope == "local" for entry in asked)


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
