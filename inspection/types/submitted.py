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
