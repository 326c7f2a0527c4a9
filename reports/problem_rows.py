"""What every list says of a finding: whose it is, where, since when, by which notice; and the page kept as evidence."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from inspection.types.judgement import Finding, Unit
from inspection.unit_names import unit_names
from reports.addressing import district_office, responsible
from reports.sheets import Cell, FileLink, Link
from reports.snapshot_links import has_snapshot, snapshot_link
from reports.view import OPEN, DistrictView
from reports.words import page_title, path_words, place_in_file, told

SNAPSHOT = ("网页留痕", 8)


def place_words(finding: Finding) -> str:
    """Where a fault is: the path of its column, the page's title, the place in a file that was handed in."""
    return told(
        "\n".join(part for part in (path_words(finding.column), page_title(finding), place_in_file(finding)) if part)
    )


def address(finding: Finding) -> Cell:
    """The page's address; what stands in a file that was handed in has none."""
    return "" if finding.place else Link(finding.url)


def notified_words(district: DistrictView, finding: Finding) -> str:
    """By which notice a finding was told, with the official number where it was given; or that it was not yet."""
    for notice in reversed(district.issued):
        if finding.id in notice.findings:
            return told(notice.official or notice.number)
    earlier = next((one.notice for one in district.outcomes if one.finding.id == finding.id and one.notice), None)
    if earlier:
        return told(earlier)
    if finding.state == "confirmed":
        return "尚未下发"
    return "已下发" if finding.state in OPEN else ""


def kept_pages(folder: Path, findings: Sequence[Finding], up: str = "") -> dict[str, Cell]:
    """Links to the pages kept as evidence in the reports folder, by finding; `up` leads there from the list."""
    return {
        one.id: FileLink(f"{up}{snapshot_link(one)}", "查看")
        for one in findings
        if has_snapshot(one) and (folder / snapshot_link(one)).is_file()
    }


def by_unit(district: DistrictView, findings: tuple[Finding, ...], units: dict[str, Unit]) -> dict[str, list[Finding]]:
    """Findings by each unit that must answer, as it is printed; the district's office answers for what is nobody's."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        for name in unit_names(finding.unit) or ("",):
            printed = responsible(replace(finding, unit=name or None), units)
            found.setdefault(told(printed or district_office(district.district)), []).append(finding)
    return dict(sorted(found.items()))
