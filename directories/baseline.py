"""The built-in baseline: what the national guides for the openness domains ask, as far as it could be gathered."""

import csv
from functools import cache

from directories.domains import domains
from directories.exported import entry_from
from inspection.shipped import CONFIG
from inspection.types.directory import Entry, GuideDomain, GuideItem

BASELINE_FILE = "baseline"
BASELINE_WARNING = (
    "内置基准仅收录国务院部门标准指引的部分事项，不是全文；未收录的事项不等于指引没有要求，请以指引原文为准。"
)


def baseline_entries() -> list[Entry]:
    """All entries of the baseline, `file` = `baseline`, `district` None, in the order of config/baseline."""
    return [entry for entry, _ in _rows()]


def guide_items() -> list[GuideItem]:
    """The same rows with where each comes from and how sure it is, in the same order."""
    return [item for _, item in _rows()]


def guide_domains() -> list[GuideDomain]:
    """The domains that have, or had, a national guide, and how much of it the baseline holds."""
    return [GuideDomain(one.name, one.pilot, one.completeness, one.aliases) for one in domains()]


def fallback_entries() -> list[Entry]:
    """The entries that a district without a directory of its own may be asked for: national, found, with a whole name.

    Rows of other places' own lists and names that are cut would accuse a district of what nobody asks of it.
    """
    return [
        entry for entry, item in _rows()
        if item.scope == "national" and item.confidence == "found" and not item.is_cut
    ]  # fmt: skip


@cache
def _rows() -> tuple[tuple[Entry, GuideItem], ...]:
    found = []
    for path in sorted((CONFIG / "baseline").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                entry = entry_from(dict(row), BASELINE_FILE, None, None)
                found.append((entry, _item(entry, row)))
    return tuple(found)


def _item(entry: Entry, row: dict[str, str]) -> GuideItem:
    return GuideItem(
        entry.domain, entry.level1, entry.level2, entry.level3, entry.elements, entry.basis, entry.time_limit,
        entry.publisher, entry.channels, entry.audience, entry.method, entry.level,
        confidence=row["confidence"],  # type: ignore[arg-type]  # the shipped tables hold only its two words
        scope=row["scope"],  # type: ignore[arg-type]  # likewise
        source_kind=row["source_kind"], source=row["source_url"] or None,
    )  # fmt: skip
