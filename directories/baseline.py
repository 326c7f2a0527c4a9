"""The built-in baseline: what the national guides for the openness domains ask, as far as it could be gathered."""

import csv
from functools import cache

from directories.domains import domains
from directories.exported import entry_from
from inspection.shipped import CONFIG
from inspection.types.directory import BaselineNote, Entry

BASELINE_FILE = "baseline"
BASELINE_WARNING = (
    "内置基准仅收录国务院部门标准指引的部分事项，不是全文；未收录的事项不等于指引没有要求，请以指引原文为准。"
)


def baseline_entries() -> list[Entry]:
    """All entries of the baseline, `file` = `baseline`, `district` None, in the order of config/baseline."""
    return [entry for entry, _ in _rows()]


def baseline_notes() -> list[BaselineNote]:
    """Where each entry comes from and how sure it is, in the same order as `baseline_entries`."""
    return [note for _, note in _rows()]


def fallback_entries() -> list[Entry]:
    """The entries that a district without a directory of its own may be asked for: national, found, with a whole name.

    Rows of other places' own lists and names that are cut would accuse a district of what nobody asks of it.
    """
    return [
        entry for entry, note in _rows()
        if note.scope == "national" and note.confidence == "found" and not is_cut(entry)
    ]  # fmt: skip


def is_cut(entry: Entry) -> bool:
    """True where a name was cut in its source (…): never to be compared as an exact name."""
    return any("…" in name for name in (entry.level1, entry.level2, entry.level3) if name)


def completeness() -> dict[str, str]:
    """How much of its guide each domain's baseline holds: `partial` or `full`."""
    return {domain.name: domain.completeness for domain in domains()}


@cache
def _rows() -> tuple[tuple[Entry, BaselineNote], ...]:
    found = []
    for path in sorted((CONFIG / "baseline").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                entry = entry_from(dict(row), BASELINE_FILE, None, None)
                note = BaselineNote(
                    entry.key, row["confidence"], row["scope"], row["source_kind"], row["source_url"] or None
                )
                found.append((entry, note))
    return tuple(found)
