"""The simulated city: what its two districts publish, as values; how a family serves them is another matter.

Everything is fictional. All dates are fixed against `AS_OF`, so that two runs differ in nothing but the ports.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

AS_OF = date(2026, 11, 16)
CITY = "江州市"
LABEL = "（此件公开发布）"
HOLIDAYS_2026 = (
    (date(2026, 1, 1), date(2026, 1, 3)),
    (date(2026, 2, 15), date(2026, 2, 23)),
    (date(2026, 4, 4), date(2026, 4, 6)),
    (date(2026, 5, 1), date(2026, 5, 5)),
    (date(2026, 6, 19), date(2026, 6, 21)),
    (date(2026, 9, 25), date(2026, 10, 7)),
)

DocKind = Literal["document", "proclamation", "news", "guide", "record", "note", "bare", "picture", "attached", "names"]
Served = Literal["ok", "gone", "soft_404", "elsewhere", "moved", "gb18030"]


@dataclass(frozen=True)
class Doc:
    """One published item. `title` is unique inside a district. `published` and `written` are what the page states;
    `label` is the openness label printed under the date, None where there is none; `served` is what the server makes
    of it (`elsewhere`: on a host that is not the portal's, `moved`: a redirect to the page); `beside` are the titles
    of the pages that this one links to as related."""

    title: str
    published: date
    kind: DocKind = "record"
    written: date | None = None
    number: str | None = None
    label: str | None = LABEL
    publisher: str = ""
    served: Served = "ok"
    beside: tuple[str, ...] = ()

    @property
    def signed(self) -> date:
        """The date under the text."""
        return self.written or self.published


@dataclass(frozen=True)
class Place:
    """One column. Either it has children, or it lists `docs` (newest first), or it is one page (`single`), or it leads
    away (`jump`).

    `fails_from` is the number of the list page from which on the server does not answer; `claimed` is the total stated
    there. `note` is an explanation printed where the list would be. `barred` columns are closed by robots.txt.
    """

    name: str
    slug: str
    docs: tuple[Doc, ...] = ()
    children: tuple["Place", ...] = ()
    jump: str | None = None
    single: bool = False
    fails_from: int | None = None
    claimed: int | None = None
    note: str | None = None
    barred: bool = False

    @property
    def total(self) -> int:
        """The number of pages that the portal states for this column."""
        return self.claimed if self.claimed is not None else len(self.docs)


@dataclass(frozen=True)
class Site:
    """One district's portal: its columns from the top, and the words that stand on all of its pages."""

    district: str
    name: str
    site_name: str
    site_code: str
    organisation_code: str
    places: tuple[Place, ...]

    def walk(self) -> Iterator[tuple[tuple[Place, ...], Place]]:
        """Every column with the columns above it, parents first."""
        yield from _walk((), self.places)

    def docs(self) -> Iterator[tuple[tuple[Place, ...], Doc]]:
        """Every page with the path of its column, the column itself last."""
        for above, place in self.walk():
            for doc in place.docs:
                yield (*above, place), doc


def _walk(above: tuple[Place, ...], places: tuple[Place, ...]) -> Iterator[tuple[tuple[Place, ...], Place]]:
    for place in places:
        yield above, place
        yield from _walk((*above, place), place.children)


def newest_first(docs: list[Doc]) -> tuple[Doc, ...]:
    """The order in which a list shows them."""
    return tuple(sorted(docs, key=lambda doc: (doc.published, doc.title), reverse=True))


def office_day(day: date) -> date:
    """That day, or the first ordinary weekday after it that is no public holiday: editors publish on those."""
    while day.weekday() > 4 or any(first <= day <= last for first, last in HOLIDAYS_2026):
        day += timedelta(days=1)
    return day


def chinese_date(day: date) -> str:
    """2026年3月2日."""
    return f"{day.year}年{day.month}月{day.day}日"
