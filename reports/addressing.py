"""Who is written to about which finding: units.csv says the class of each unit, never a text.

A district's own departments, towns and streets are told through the district's office. For a vertical body its own
superior gets a letter (函), since neither is subordinate to us; a dispatched body is told through the city bureau with
a copy to the district; a city body directly; a public utility through its department; a village committee never.

Where the office wishes it, each of a district's own bodies gets a notice of its own beside the district's. Personal
data are told to the body that published them alone, in a letter of their own that nobody gets a copy of.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from inspection.types.judgement import Finding, Unit
from inspection.types.office import District
from inspection.unit_names import joined_units, unit_names
from reports.view import DistrictView

_VILLAGE = re.compile(r"(?:村|居)(?:民委员会|委会)$|社区$")
_YOU = {"区": "你区", "县": "你县", "县级市": "你市", "自治县": "你县", "旗": "你旗"}


@dataclass(frozen=True)
class Letter:
    """One document to one addressee. `you` is how it is spoken to; `copy_to` gets a copy. `unit` is the unit of a paper
    for one unit alone; `private` tells of personal data."""

    kind: Literal["notice", "letter"]
    addressee: str
    you: str
    findings: tuple[Finding, ...]
    copy_to: str | None = None
    to_district: bool = False
    unit: str | None = None
    private: bool = False


def letters(view: DistrictView, on: date, findings: Iterable[Finding] | None = None) -> list[Letter]:
    """The documents that findings (none given: those to be notified) need, the district's own first."""
    units = units_in_force(view.units, on)
    office = district_office(view.district)
    sorted_out: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in view.to_notify if findings is None else findings:
        for way in _ways(finding, units):
            sorted_out[way].append(finding)
    made = []
    for (kind, addressee), findings in sorted(sorted_out.items(), key=lambda pair: (pair[0][0] != "区", pair[0])):
        found = tuple(findings)
        if kind == "区":
            made.append(Letter("notice", office, _YOU.get(view.district.kind, "你单位"), found, to_district=True))
        elif kind == "垂直":
            made.append(Letter("letter", addressee, "贵单位", found))
        else:
            made.append(Letter("notice", addressee, "你单位", found, copy_to=office if kind == "派出" else None))
    return made


def unit_letters(view: DistrictView, on: date, findings: Iterable[Finding]) -> list[Letter]:
    """A notice for each of the district's own bodies that findings name, with a copy to the district's office."""
    units = units_in_force(view.units, on)
    office = district_office(view.district)
    by_unit: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        for name in unit_names(finding.unit):
            addressee = _own_body(name, units)
            if addressee and addressee != office and finding not in by_unit[addressee]:
                by_unit[addressee].append(finding)
    return [
        Letter("notice", unit, "你单位", tuple(found), copy_to=office, unit=unit)
        for unit, found in sorted(by_unit.items())
        if found
    ]


def written_to(view: DistrictView, on: date, name: str) -> set[str]:
    """Who is written to when a unit, by any of its names, is meant; itself where it is no unit of the district's."""
    units = units_in_force(view.units, on)
    unit = units.get(name)
    if unit is None:
        return {name}
    _kind, superior = _way(unit)
    return {unit.name, superior or _own_body(unit.name, units) or unit.name}


def private_letters(view: DistrictView, on: date, findings: Iterable[Finding]) -> list[Letter]:
    """A letter to each body whose pages show personal data: to itself where we may write to it, else to whom it
    answers; to the district's office where no body is named."""
    units = units_in_force(view.units, on)
    office = district_office(view.district)
    told: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        for name in unit_names(finding.unit) or ("",):
            _kind, superior = _way(units.get(name))
            addressee = superior or (_own_body(name, units) or office)
            told[addressee].append(finding)
    return [
        Letter("letter", to, "贵单位" if to != office else "你办", tuple(dict.fromkeys(found)), unit=to, private=True)
        for to, found in sorted(told.items())
    ]


def _own_body(name: str, units: dict[str, Unit]) -> str | None:
    """Who of a district's own bodies is written to about what a unit must do; None where it is told otherwise."""
    unit = units.get(name)
    if unit is not None and unit.kind in ("垂直", "派出", "市直"):
        return None
    if _VILLAGE.search(name) or (unit is not None and unit.kind == "公共企事业"):
        return unit.superior if unit else None
    return unit.name if unit else None


def units_in_force(units: Iterable[Unit], on: date) -> dict[str, Unit]:
    """The units of a day by every name they go by; a full name wins over another unit's short one."""
    known = [u for u in units if (u.since is None or u.since <= on) and (u.until is None or on <= u.until)]
    return {unit.short: unit for unit in known if unit.short} | {unit.name: unit for unit in known}


def district_office(district: District) -> str:
    """The office of a district that answers for it: of its government, of its committee, or the body itself."""
    if district.name.endswith("办公室") or district.kind == "市直":
        return district.name
    if district.kind == "功能区":
        return f"{district.name.removesuffix('管委会').removesuffix('管理委员会')}管理委员会办公室"
    return f"{district.name.removesuffix('人民政府')}人民政府办公室"


def responsible(finding: Finding, units: dict[str, Unit]) -> str:
    """The unit as it is printed, or all that must answer: a public utility behind its department, a village committee
    behind its town."""
    names = unit_names(finding.unit) or ("",)
    return joined_units(_printed(name, units) for name in names) or ""


def _printed(name: str, units: dict[str, Unit]) -> str:
    unit = units.get(name)
    if _VILLAGE.search(name):
        return (unit.superior if unit else None) or "所属镇（街道）"
    if unit is not None and unit.kind == "公共企事业":
        return f"{unit.superior}（督促{unit.name}）" if unit.superior else f"{unit.name}的主管部门"
    return unit.name if unit else name


def told_elsewhere(finding: Finding, units: dict[str, Unit]) -> str:
    """Who else than the district's office is written to about a finding, in words; '' where nobody is."""
    ways = [way for way in _ways(finding, units) if way[0] != "区"]
    return "，".join(f"另行{'函告' if kind == '垂直' else '通知'}{addressee}" for kind, addressee in ways)


def _ways(finding: Finding, units: dict[str, Unit]) -> list[tuple[str, str]]:
    """The ways in which those are told whom a finding names, each once."""
    names = unit_names(finding.unit) or ("",)
    return list(dict.fromkeys(_way(units.get(name)) for name in names))


def _way(unit: Unit | None) -> tuple[str, str]:
    """By what class a unit is told, and who is written to; '' for the district's office."""
    if unit is None or unit.kind not in ("垂直", "派出", "市直") or _VILLAGE.search(unit.name):
        return ("区", "")
    if unit.kind == "市直":
        return ("市直", unit.name)
    return (unit.kind, unit.superior or f"＿＿＿＿＿＿（{unit.name}的上级主管部门）")
