"""What the districts' own standard directories demand, and where their portals carry it: the rows of duties.csv.

The names of domains and matters, their elements and limits are those of the national guides; a few limits are set
by the district (每月更新, 每季度更新), as districts do.
"""

import csv
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

_TABLE = Path(__file__).parent / "duties.csv"


@dataclass(frozen=True)
class Duty:
    """One row of a directory. `carried` says how the portal answers it: in a column of its own (`list`), not at all
    (`absent`), in an empty column (`blank`), by an explanatory note (`note`), by a link to another host (`jump`), in a
    column closed by robots.txt (`barred`), or in the column of its first level (`inside_level1`). `subject` and
    `pages` (`policy`, `guide`, `monthly`, `yearly`, `none`) say of what and in which manner its ordinary pages are
    made; `slug` is the column's part of an address, its first part shared by the duties of one first level."""

    level1: str
    level2: str
    elements: tuple[str, ...]
    limit: str
    slug: str
    carried: str
    subject: str
    pages: str
    audience: str
    method: str
    levels: tuple[str, ...]

    @property
    def level1_slug(self) -> str:
        """The first part of the slug."""
        return self.slug.split("/")[0]


@dataclass(frozen=True)
class Directory:
    """One domain's directory of one district. `bases` are the documents that its rows rest on."""

    district: str
    domain: str
    slug: str
    publisher: str
    bases: tuple[str, ...]
    duties: tuple[Duty, ...]


@cache
def directories(district: str) -> tuple[Directory, ...]:
    """A district's directories in the order of the table."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["district"] == district]
    return tuple(_directory(list(group)) for _, group in groupby(rows, key=lambda row: row["domain"]))


def _directory(rows: list[dict[str, str]]) -> Directory:
    first = rows[0]
    bases = tuple(first["bases"].split("；"))
    return Directory(
        first["district"], first["domain"], first["domain_slug"], first["publisher"], bases, tuple(map(_duty, rows))
    )


def _duty(row: dict[str, str]) -> Duty:
    return Duty(
        level1=row["level1"], level2=row["level2"], elements=tuple(row["elements"].split("；")), limit=row["limit"],
        slug=row["slug"], carried=row["carried"], subject=row["subject"], pages=row["pages"], audience=row["audience"],
        method=row["method"], levels=tuple(row["levels"].split("；")),
    )  # fmt: skip
