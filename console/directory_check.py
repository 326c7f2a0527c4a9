"""`xuncha directory check`: a case made from directory files alone, the rules that need no portal, and what is said."""

import os
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from audits.audit import judge
from audits.case import Case, frozen_calendar
from audits.directory_case import PART_ONLY
from audits.rule import all_rules
from audits.subjects import place_of
from console.baseline_folders import baseline_folders
from console.collector import collector_paused
from directories.baseline import guide_domains, guide_items
from directories.checking import DirectoryProblem
from directories.checking import check as check_reading
from directories.departments import read_departments
from directories.reading import DirectoryReading, read_directory
from inspection.errors import UserError
from inspection.masking import mask
from inspection.office_tables import read_units, read_waivers
from inspection.rule_pack import load_pack
from inspection.types.judgement import Finding, Unit, Waiver
from inspection.types.office import District, Office
from inspection.workspace import open_workspace

KEYS = (
    "file", "sheet", "cells", "place", "kind", "rule", "rule_name", "severity", "suspected", "domain", "level1",
    "level2", "message", "demand", "basis",
)  # fmt: skip
_BESIDE_RULES = {"unread_row": ("目录有读不出的行", None), "duplicate": ("事项重复", 4)}
Row = dict[str, object]


@dataclass(frozen=True)
class OfficeSide:
    """What the office itself knows of the district: who it is, its units and agreed exceptions, and its pack."""

    district: District
    office: Office
    units: tuple[Unit, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    table_of_departments: Path | None = None
    packs: Path | None = None


@dataclass(frozen=True)
class DirectoryCheck:
    """What came of it. `rows` have KEYS, of each file in its order, those of the whole district (`file` None) last.

    `unjudged` says why what could not be judged, by rule name, with how often; `part_only` are the names of the rules
    that only all directories of a district could be asked; `unreadable` has a sentence for each file not read.
    """

    readings: tuple[tuple[Path, DirectoryReading], ...]
    rows: tuple[Row, ...]
    unjudged: dict[str, dict[str, int]]
    part_only: tuple[str, ...]
    unreadable: tuple[str, ...]

    def of_file(self, name: str) -> list[Row]:
        """The problems of one file."""
        return [row for row in self.rows if row["file"] == name]


@collector_paused()
def check_files(
    given: tuple[Path, ...], on: date, *, pack: str | None, whole: bool, side: OfficeSide | None = None
) -> DirectoryCheck:
    """Reads files (of a folder all that lie in it) and asks the rules that need no portal, as of a day.

    `whole`: they are all of one district's directories; so they are taken where they hold half of the pilot domains.
    Raises UserError when a folder is empty or the pack is unknown; a file that cannot be read is told in the result.
    """
    paths = files_named(given)
    root = _common(paths)
    readings, unreadable = _read(paths, root)
    side = side or OfficeSide(District("", "本区", "区"), Office("", ""))
    folders = baseline_folders(root)
    guides = guide_domains(folders)
    entries = tuple(entry for _, reading in readings for entry in reading.entries)
    rules = load_pack(pack or side.office.rule_pack, on, side.packs)
    case = Case(
        round="",
        as_of=on,
        district=side.district,
        office=side.office,
        pack=rules,
        calendar=frozen_calendar(None, rules),
        entries=entries,
        units=side.units,
        waivers=side.waivers,
        tables=tuple(table for _, reading in readings for table in reading.tables),
        files=tuple(file for _, reading in readings for file in reading.files),
        guide=tuple(guide_items(folders)),
        guide_domains=tuple(guides),
        departments=tuple(read_departments(side.office.region, side.table_of_departments)),
        # what was not read may be what seems to be missing
        whole_directory=False if unreadable else whole or None,
    )
    asked = tuple(rule for rule in all_rules() if rule.files_alone)
    outcome, unjudged = judge(case, asked, lambda identity: identity)
    names = {rule.code: rule.name for rule in asked}
    part_only = tuple(names[code] for code, reasons in unjudged.items() if PART_ONLY in reasons)
    unjudged = {names[c]: {r: n for r, n in reasons.items() if r != PART_ONLY} for c, reasons in unjudged.items()}
    findings = [finding for finding in outcome.findings if finding.state != "waived"]
    return DirectoryCheck(
        tuple(readings),
        tuple(_rows(readings, findings)),
        {name: reasons for name, reasons in unjudged.items() if reasons},
        part_only,
        tuple(unreadable),
    )


def office_side(folder: Path, named: str) -> OfficeSide:
    """What a workspace says of one of its districts. Raises UserError for a workspace or district that is not there."""
    workspace = open_workspace(folder)
    district = workspace.district(named)
    units = read_units(folder / "units.csv", workspace.districts)
    waivers = read_waivers(folder / "waivers.csv", workspace.districts)
    return OfficeSide(
        district,
        workspace.office,
        tuple(unit for unit in units if unit.district == district.id),
        tuple(waiver for waiver in waivers if waiver.district == district.id),
        folder / "departments.csv",
        workspace.packs,
    )


def files_named(given: tuple[Path, ...]) -> list[Path]:
    """The files named, and those in folders named, each once; hidden ones and lock files of office programs not."""
    found: list[Path] = []
    for path in given:
        if not path.is_dir():
            found.append(path)
            continue
        inside = sorted(one for one in path.rglob("*") if one.is_file() and not _is_passed_over(one.relative_to(path)))
        if not inside:
            raise UserError(f"文件夹 {path} 中没有文件，请放入标准目录文件。")
        found += inside
    return list({path.resolve(): path for path in reversed(found)}.values())[::-1]


def _common(paths: list[Path]) -> Path:
    """The folder that holds all files: they are named from there, so that two of one name are told apart."""
    try:
        return Path(os.path.commonpath([path.resolve().parent for path in paths]))
    except ValueError:
        # Windows: files on several drives have none.
        return Path.cwd()


def _is_passed_over(path: Path) -> bool:
    return path.name == "Thumbs.db" or any(part.startswith((".", "~$")) for part in path.parts)


def _read(paths: list[Path], root: Path) -> tuple[list[tuple[Path, DirectoryReading]], list[str]]:
    readings: list[tuple[Path, DirectoryReading]] = []
    unreadable: list[str] = []
    for path in paths:
        try:
            readings.append((path, read_directory(path, None, root)))
        except UserError as error:
            unreadable.append(str(error))
    return readings, unreadable


def _rows(readings: list[tuple[Path, DirectoryReading]], findings: list[Finding]) -> list[Row]:
    """Problems by file: rows not read and matters named twice, then findings by their place; the district's last."""
    places: dict[str, tuple[str, str | None, str | None]] = {}
    by_file: dict[str | None, list[Row]] = {}
    for _, reading in readings:
        by_file |= {file.file: [] for file in reading.files}
        for table in reading.tables:
            whole = replace(table, cells=None)
            # An item that a volume lacks has no cells.
            for one in (whole, table):
                places.setdefault(place_of(one), (one.file, one.sheet, one.cells))
        for entry in reading.entries:
            places.setdefault(place_of(entry), (entry.file, entry.sheet, entry.cells))
        for problem in check_reading(reading):
            by_file.setdefault(problem.file, []).append(_problem_row(problem))
    order = {place: number for number, place in enumerate(places)}
    by_file[None] = []
    for finding in findings:
        file, sheet, cells = places.get(finding.place or "", (None, None, None))
        by_file[file].append(_row({
            "file": file, "sheet": sheet, "cells": cells, "place": finding.place, "kind": finding.rule,
            "rule": finding.rule, "rule_name": finding.rule_name, "severity": finding.severity,
            "suspected": finding.suspected_only,
            "domain": finding.domain, "level1": finding.level1, "level2": finding.level2,
            "message": finding.message, "demand": finding.demand, "basis": finding.basis,
        }))  # fmt: skip
    # Rows that could not be read have no place among the entries and come first.
    return [row for rows in by_file.values() for row in sorted(rows, key=lambda one: order.get(str(one["place"]), -1))]


def _problem_row(problem: DirectoryProblem) -> Row:
    """A row that could not be read is a fact; whether two matters of one name are one, a person must say."""
    sheet = f"“{problem.sheet}”" if problem.sheet else ""
    place = " ".join(part for part in (problem.file, sheet, problem.cells or "") if part)
    name, severity = _BESIDE_RULES[problem.kind]
    told = {"place": place, "rule_name": name, "severity": severity, "suspected": problem.kind == "duplicate"}
    return _row(vars(problem) | told | {"demand": problem.demand or None})


def _row(values: dict[str, object]) -> Row:
    """A row with all keys in their order; personal data that a cell repeats is masked."""
    masked = {key: mask(str(values[key])) for key in ("message", "demand") if values.get(key)}
    return {key: masked.get(key, values.get(key)) for key in KEYS}
