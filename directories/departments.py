"""Which department of a city answers for which domain: what the office wrote, else what ships for its city."""

import csv
from datetime import date
from pathlib import Path

from directories.domains import canonical
from inspection.office_tables import read_departments as read_office_table
from inspection.shipped import CONFIG
from inspection.types.directory import DomainDepartment


def read_departments(region: str, workspace_file: Path | None) -> list[DomainDepartment]:
    """The departments of a city (`region` as xuncha.toml says it), the office's own table (departments.csv) first.

    Of a domain that the office's table holds nothing else counts. Domains bear their short names. A city of which
    nothing is known gives none. Raises UserError naming every bad row of the office's table.
    """
    own = [_of(one) for one in (read_office_table(workspace_file, region) if workspace_file else [])]
    said = {one.domain for one in own}
    return [*own, *(one for one in _shipped(region) if one.domain not in said)]


def shipped_cities() -> list[str]:
    """The cities whose departments ship."""
    return sorted(path.stem for path in (CONFIG / "departments").glob("*.csv"))


def _shipped(region: str) -> list[DomainDepartment]:
    if region not in shipped_cities():
        return []
    with (CONFIG / "departments" / f"{region}.csv").open(encoding="utf-8", newline="") as lines:
        return [
            DomainDepartment(
                region, canonical(row["领域"]), tuple(row["部门"].split("、")), row["依据"],
                _day(row["起始日期"]), _day(row["截止日期"]),
            )
            for row in csv.DictReader(lines)
        ]  # fmt: skip


def _of(one: DomainDepartment) -> DomainDepartment:
    return DomainDepartment(one.city, canonical(one.domain), one.bodies, one.clause, one.since, one.until)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
