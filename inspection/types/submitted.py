"""What districts hand in, in the folder submitted/<district>: one row of a table each, with the place it stands at.

`file` is relative to the workspace, `sheet` and `cells` are as in directories. Dates that cannot be read are None.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Attribute = Literal["public", "on_request", "not_public"]
ListKind = Literal["lapsed", "converted"]


@dataclass(frozen=True)
class RegisterRow:
    """One document of a register of openness attributes (公文公开属性登记). `label` is the attribute as it is printed,
    `attribute` what it means (None where it cannot be told); `reason` is why it is not made public, `basis` the clause
    for that; `original` is what the register says of the label on the document itself, where it has such a column."""

    district: str
    file: str
    sheet: str | None
    cells: str | None
    number: str | None
    title: str | None
    written: date | None
    unit: str | None
    label: str | None
    attribute: Attribute | None
    reason: str | None = None
    basis: str | None = None
    reviewer: str | None = None
    original: str | None = None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class ListedDocument:
    """One document of a list of lapsed or abolished documents (`lapsed`), or of documents that were converted to public
    (`converted`). `status` is what the list says of it as printed, `decided_on` the day of the list."""

    district: str
    file: str
    sheet: str | None
    cells: str | None
    kind: ListKind
    list_title: str
    number: str | None
    title: str | None
    status: str | None = None
    decided_on: date | None = None
    unit: str | None = None


@dataclass(frozen=True)
class VillageItem:
    """One item of a town's list of what villages make public (村（居）务公开事项清单)."""

    district: str
    file: str
    sheet: str | None
    cells: str | None
    town: str | None
    village: str | None
    category: str | None
    item: str


@dataclass(frozen=True)
class HandedInFile:
    """One file of the folder, whether tables were read from it or not. `title` is its name without folder and
    extension, `text` its words, personal data masked ('' where they could not be read, or a row bears a mark).

    `received` is the day on which the office had it, as its own list says (收件登记), never the file's own time;
    `written` the day that stands in its name or at its end. `pictures` are the SHA-256 of the pictures that it holds,
    or of itself where it is one.
    """

    district: str
    file: str
    title: str
    text: str = ""
    sha256: str = ""
    received: date | None = None
    written: date | None = None
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True)
class CheckResult:
    """One problem that another inspection found (国家季度抽查、省级检查), as the office was told of it.

    `item` is what it calls the check, `check` the code of ours that it answers to (None: none that is imported),
    `source` who found it and `found_on` when, `corrected` whether the table says that it was put right. Personal data
    in `problem` is masked.
    """

    district: str
    file: str
    sheet: str | None
    cells: str | None
    check: str | None
    item: str | None
    problem: str
    url: str | None
    found_on: date | None
    source: str | None
    unit: str | None
    corrected: bool = False


@dataclass(frozen=True)
class Application:
    """One application of a register of applications (依申请公开登记台账). Who applied and what for is never read.

    `number` is the register's own; `received` and `answered` the days, of which `answered` is None too where the cell
    cannot be read (`told`: something stands in it). `countable` is False where the register speaks of an extension, a
    third party, more that the applicant was asked for, or a withdrawal: then the days cannot simply be counted.
    """

    district: str
    file: str
    sheet: str | None
    cells: str | None
    number: str | None
    received: date | None
    answered: date | None
    told: bool
    countable: bool
    unit: str | None
