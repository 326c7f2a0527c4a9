"""What a simulated portal publishes: columns and documents, all from a seed; documents are made when asked for."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from hashlib import blake2b
from typing import Literal

from demo.simulator.names import DISTRICT, FIELDS, ITEMS, TITLE, TOWNS

NEWEST = date(2026, 11, 18)
_FIRST_NUMBER = 640_000
_FIRST_CODE = 2_100
_LONGEST_GAP = 9
_DAYS = 2_600
_MEASURES = ("明确分工", "把握进度", "严格标准", "接受监督", "加强宣传", "按月报送", "分类建档", "规范流程")


@dataclass(frozen=True)
class Column:
    """One column. A node has `children`, a list `size` documents, of which the oldest has number `first`; `blank` says
    what stands in an empty list: nothing, the words 暂无信息, or a note of explanation. A `hidden` one is in no menu,
    though a platform's data may name it."""

    code: int
    path: tuple[str, ...]
    slugs: tuple[str, ...]
    agency: str
    template: str = ""
    size: int = 0
    first: int = 0
    blank: Literal["nothing", "words", "note"] = "words"
    children: tuple["Column", ...] = ()
    hidden: bool = False

    @property
    def name(self) -> str:
        return self.path[-1]

    @property
    def is_node(self) -> bool:
        return bool(self.children)


@dataclass(frozen=True)
class Document:
    """One published page and what is true of it. `files` are the names of its attachments. `text` is the HTML under the
    title where it is not made from the rest; `header` are further labels and values of the block above it."""

    number: int
    column: Column = field(repr=False)
    title: str
    published: date
    written: date | None
    doc_number: str | None
    index_number: str
    publisher: str
    label: str | None
    files: tuple[str, ...]
    measures: tuple[str, ...]
    text: str | None = None
    header: tuple[tuple[str, str], ...] = ()
    file_text: str | None = None

    @property
    def clock(self) -> str:
        """The time of day at which it went online, HH:MM."""
        return f"{9 + self.number % 8:02d}:{self.number % 60:02d}"


@dataclass(frozen=True)
class Site:
    """The columns of one portal from the top. Numbers of documents rise with their dates inside a column."""

    seed: int
    columns: tuple[Column, ...]
    name: str = TITLE
    district: str = DISTRICT
    code: str = "9901060031"

    @staticmethod
    def made(seed: int, columns: int, pages: int) -> "Site":
        """A site of that many list columns that hold that many pages together, some columns far more than others."""
        weights = [1 + _chance(seed, "weight", place) % 7 for place in range(columns)]
        whole = sum(weights)
        sizes = [pages * weight // whole for weight in weights]
        for place in range(pages - sum(sizes)):
            sizes[place % columns] += 1
        return Site.planned(seed, sizes)

    @staticmethod
    def planned(seed: int, sizes: Sequence[int], items: int = len(ITEMS)) -> "Site":
        """A site whose list columns, in the order of the menu, hold just so many pages; a field has so many `items`."""
        nodes: list[Column] = []
        number, place = _FIRST_NUMBER + seed % 1_000, 0
        while place < len(sizes):
            node = _field(len(nodes))
            leaves = []
            for order, (name, slug, template) in enumerate(ITEMS[: min(items, len(sizes) - place)]):
                size = sizes[place]
                blank: Literal["words", "note"] = "note" if place % 2 else "words"
                leaf = Column(node.code + order + 1, (*node.path, name), (*node.slugs, slug), node.agency, template,
                              size, number, blank)  # fmt: skip
                leaves.append(leaf)
                number, place = number + size, place + 1
            nodes.append(replace(node, children=tuple(leaves)))
        return Site(seed, tuple(nodes))

    @cached_property
    def lists(self) -> tuple[Column, ...]:
        """All list columns in the order of the menu."""
        return tuple(leaf for node in self.columns for leaf in node.children)

    @cached_property
    def _firsts(self) -> list[int]:
        return [leaf.first for leaf in self.lists]

    def column(self, code: int) -> Column | None:
        """The column of that code."""
        return next((one for node in self.columns for one in (node, *node.children) if one.code == code), None)

    def at(self, slugs: Sequence[str]) -> Column | None:
        """The column of that path."""
        return next((one for node in self.columns for one in (node, *node.children) if one.slugs == tuple(slugs)), None)

    def document(self, number: int) -> Document | None:
        """The document of that number."""
        place = bisect_right(self._firsts, number) - 1
        while place >= 0 and self.lists[place].size == 0:
            place -= 1
        if place < 0 or number >= self.lists[place].first + self.lists[place].size:
            return None
        return self._made(self.lists[place], number)

    def documents(self, column: Column, start: int = 0, stop: int | None = None) -> Iterator[Document]:
        """The documents of a list from place `start` on (0 is the newest) up to `stop`."""
        for place in range(start, column.size if stop is None else min(stop, column.size)):
            yield self._made(column, column.first + column.size - 1 - place)

    def _made(self, column: Column, number: int) -> Document:
        age = column.first + column.size - 1 - number
        gap = max(1, min(_LONGEST_GAP, _DAYS // max(column.size, 1)))
        away = age * gap + _chance(self.seed, "day", number) % gap
        published = _office_day(NEWEST - timedelta(days=away))
        chance = _chance(self.seed, "document", number)
        serial = number - column.first + 1
        publisher = f"{self.district}{column.agency}"
        official = column.path[-1] in ("政策文件", "监督检查")
        written = published - timedelta(days=chance % 12) if official else None
        title = column.template.format(field=column.path[-2], year=published.year, serial=serial)
        return Document(
            number,
            column,
            (publisher if official else self.district) + title,
            published,
            written,
            f"临{column.agency[0]}发〔{written.year}〕{serial}号" if written else None,
            f"11990106MB{column.code:06d}X/{published.year}-{serial:05d}",
            publisher,
            ("（此件公开发布）", "（此件主动公开）", None)[chance % 3] if written else None,
            (f"{title}附件.pdf",) if number % 8 == 0 else (),
            tuple(_MEASURES[(chance >> shift) % len(_MEASURES)] for shift in (3, 9, 15)),
        )


def _field(place: int) -> Column:
    """The node of that place in the menu: the fields of grassroots openness, then the same for every town."""
    name, slug, agency = FIELDS[place % len(FIELDS)]
    again = place // len(FIELDS)
    if again:
        town, town_slug = TOWNS[(again - 1) % len(TOWNS)]
        further = (again - 1) // len(TOWNS)
        name = f"{town}{name}" + (f"（{further + 1}）" if further else "")
        slug = f"{town_slug}{further or ''}{slug}"
    return Column(_FIRST_CODE + place * 10, (name,), (slug,), agency)


def _chance(seed: int, what: str, number: int) -> int:
    return int.from_bytes(blake2b(f"{seed} {what} {number}".encode(), digest_size=6).digest(), "big")


def _office_day(day: date) -> date:
    """That day, or the Friday before it: editors publish on weekdays."""
    return day - timedelta(days=max(0, day.weekday() - 4))
