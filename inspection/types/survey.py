"""What the check-up of a portal found before its first round."""

from dataclasses import dataclass
from datetime import date

from inspection.types.portal import Column, Listing


@dataclass(frozen=True)
class Agreement:
    """On how many pages two dates were both there, and on how many of these they were the same."""

    same: int
    both: int


@dataclass(frozen=True)
class ShownDate:
    """One way in which the pages of a host write a date: the words before it, and on how many of the `pages` with it
    the date is that of the list, of the `<meta>` tag, of the address, of the signature.

    `reading` says in Chinese what it is taken for, `settled` whether a person said so; `doubt` says in Chinese why a
    person should, None where nothing speaks against the reading. `example` is the address of a page.
    """

    host: str
    label: str
    pages: int
    listed: Agreement
    meta: Agreement
    address: Agreement
    signed: Agreement
    reading: str
    settled: bool
    doubt: str | None
    example: str


@dataclass(frozen=True)
class SurveyedColumn:
    """A column and what reading its list showed (None where it was not read)."""

    column: Column
    listing: Listing | None


@dataclass(frozen=True)
class LinkedHost:
    """Another host that columns and rows of lists lead to; `allowed` says whether its pages count as published."""

    host: str
    columns: int
    rows: int
    allowed: bool
    example: str


@dataclass(frozen=True)
class AskedHost:
    """How a host answered: its robots.txt in Chinese words, how many answers came, how long they took (milliseconds;
    None where no log was kept), how many were slow, how many requests met a challenge, and how many failed."""

    host: str
    robots: str
    answers: int
    median_ms: int | None
    longest_ms: int | None
    slow: int
    challenged: int
    failed: int


@dataclass(frozen=True)
class PortalSurvey:
    """One portal: the families that read its columns with their number, most first, and its columns in their order.
    `unsaid` says in Chinese why the portal could not be read enough, None where it could."""

    url: str
    families: tuple[tuple[str, int], ...]
    columns: tuple[SurveyedColumn, ...]
    unsaid: str | None


@dataclass(frozen=True)
class DistrictSurvey:
    """All portals of a district. `pages` of their pages were asked for, `read` of them could be read, `undated` of
    these show no date of publication; `newest` is the newest date met. `browser` says in Chinese why lists that only
    scripts fill are not shown by a browser, '' where they are. `missing` is what another run should fetch."""

    name: str
    portals: tuple[PortalSurvey, ...]
    dates: tuple[ShownDate, ...]
    linked: tuple[LinkedHost, ...]
    hosts: tuple[AskedHost, ...]
    pages: int
    read: int
    undated: int
    newest: date | None
    collected: tuple[str, str] | None
    browser: str
    missing: tuple[str, ...]
