"""The baseline: what the national guides for the openness domains ask, as far as it could be gathered or was imported.

What ships is part of the guides. Offices that hold the official files import them (directories/guides.py) into a
folder; of each domain the first folder that holds it counts, and only then what ships.
"""

import csv
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from directories.domains import domains
from directories.exported import entry_from
from inspection.errors import UserError
from inspection.shipped import CONFIG
from inspection.system_faults import system_words
from inspection.types.directory import Entry, GuideDomain, GuideItem

BASELINE_FILE = "baseline"
BASELINE_WARNING = (
    "内置基准仅收录国务院部门标准指引的部分事项，不是全文；未收录的事项不等于指引没有要求，请以指引原文为准。"
)
LISTS = ("elements", "basis", "publisher", "channels", "level")
IMPORTED = ("source_file", "sha256", "imported_on", "completeness")
NEEDED = ("domain", "level1", "level2", "confidence", "scope", "source_kind", "source_url")
Folders = tuple[Path, ...]


@dataclass(frozen=True)
class GuideVolume:
    """The rows of one domain's guide. `files` are the official files they were imported from, none for what ships."""

    domain: str
    entries: tuple[Entry, ...]
    items: tuple[GuideItem, ...]
    completeness: Literal["partial", "full"]
    files: tuple[str, ...] = ()
    imported_on: str | None = None


def baseline_entries(folders: Folders = ()) -> list[Entry]:
    """All entries of the baseline, `file` = `baseline`, `district` None, in the order of config/baseline."""
    return [entry for volume in guide_volumes(folders) for entry in volume.entries]


def guide_items(folders: Folders = ()) -> list[GuideItem]:
    """The same rows with where each comes from and how sure it is, in the same order."""
    return [item for volume in guide_volumes(folders) for item in volume.items]


def guide_domains(folders: Folders = ()) -> list[GuideDomain]:
    """The domains that have, or had, a national guide, and how much of it the baseline holds."""
    volumes = {volume.domain: volume for volume in guide_volumes(folders)}
    known = {one.name: one for one in domains()}
    return [
        GuideDomain(
            name,
            known[name].pilot if name in known else False,
            volumes[name].completeness if name in volumes else "partial",
            known[name].aliases if name in known else (),
            order,
        )
        for order, name in enumerate(dict.fromkeys((*known, *volumes)))
    ]


def fallback_entries(folders: Folders = ()) -> list[Entry]:
    """The entries that a district without a directory of its own may be asked for: national, found, with a whole name.

    Rows of other places' own lists and names that are cut would accuse a district of what nobody asks of it.
    """
    return [
        entry
        for volume in guide_volumes(folders)
        for entry, item in zip(volume.entries, volume.items, strict=True)
        if item.scope == "national" and item.confidence == "found" and not item.is_cut
    ]


def guide_volumes(folders: Folders = ()) -> list[GuideVolume]:
    """Every domain of the baseline: imported where a folder holds it, else as shipped; unknown domains come last.

    Raises UserError for an imported file that was damaged since.
    """
    imported: dict[str, GuideVolume] = {}
    for folder in folders:
        for volume in imported_volumes(folder):
            imported.setdefault(volume.domain, volume)
    shipped = {volume.domain: volume for volume in shipped_volumes()}
    return [imported.get(name) or shipped[name] for name in dict.fromkeys((*shipped, *imported))]


def imported_volumes(folder: Path) -> list[GuideVolume]:
    """The domains that were imported into a folder, in order of name; none where there is no folder."""
    return [_imported(path) for path in sorted(folder.glob("*.csv"))]


@cache
def shipped_volumes() -> tuple[GuideVolume, ...]:
    """The domains as they ship."""
    held = {one.name: one.completeness for one in domains()}
    found: dict[str, list[tuple[Entry, GuideItem]]] = {}
    for path in sorted((CONFIG / "baseline").glob("*.csv")):
        for row in _rows(path):
            entry, item = _read(row)
            found.setdefault(entry.domain, []).append((entry, item))
    return tuple(
        GuideVolume(domain, tuple(e for e, _ in rows), tuple(i for _, i in rows), held.get(domain, "partial"))
        for domain, rows in found.items()
    )


def _imported(path: Path) -> GuideVolume:
    try:
        rows = _rows(path)
        missing = [name for name in (*NEEDED, *IMPORTED) if name not in (rows[0] if rows else {})]
        if missing:
            raise ValueError(f"缺少列 {missing[0]}")
        read = [_read(row) for row in rows]
        names = {entry.domain for entry, _ in read}
        if len(names) > 1:
            raise ValueError("含有多个领域")
    except (OSError, ValueError, TypeError, csv.Error) as error:
        raise UserError(
            f"已导入的基准 {path} 无法读取（{_damage(error)}），"
            "请用 xuncha directory import-baseline 重新导入，或移走该文件。"
        ) from error
    return GuideVolume(
        names.pop(),
        tuple(entry for entry, _ in read),
        tuple(item for _, item in read),
        "full" if all(row["completeness"] == "full" for row in rows) else "partial",
        _distinct(row["source_file"] for row in rows),
        max(row["imported_on"] for row in rows),
    )


def _damage(error: Exception) -> str:
    """What is wrong with an imported file, in a few Chinese words; what a library says of it is not told."""
    if isinstance(error, OSError):
        return system_words(error)
    return str(error) if type(error) is ValueError else "内容已损坏"


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [{key or "": value or "" for key, value in row.items()} for row in csv.DictReader(lines)]


def _read(row: dict[str, str]) -> tuple[Entry, GuideItem]:
    """One row. A list cell that starts like a JSON list is one: `;` and 、 may stand inside what an office imported."""
    values: dict[str, object] = dict(row)
    if "imported_on" in row:
        # names of imported rows were cleaned when they were read; the key says so and limits follow from the wording
        values["limits"] = None
        values |= {name: json.loads(row[name]) for name in LISTS if row.get(name, "").startswith('["')}
    entry = entry_from(values, BASELINE_FILE, None, None)
    confidence, scope = row["confidence"], row["scope"]
    if confidence not in ("found", "partial") or scope not in ("national", "local"):
        raise ValueError(f"confidence“{confidence}”或 scope“{scope}”不认识")
    return entry, GuideItem(
        entry.domain, entry.level1, entry.level2, entry.level3, entry.elements, entry.basis, entry.time_limit,
        entry.publisher, entry.channels, entry.audience, entry.method, entry.level,
        confidence=confidence,  # type: ignore[arg-type]  # one of its two words, just asked
        scope=scope,  # type: ignore[arg-type]  # likewise
        source_kind=row["source_kind"], source=row.get("source_file") or row["source_url"] or None,
    )  # fmt: skip


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
