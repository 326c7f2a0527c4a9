"""A simulated portal: one site, served in the shape of a family, with the faults that were switched on."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar, Literal

from demo.page_frame import html_answer, not_found, robots_txt
from demo.server import Answer, Asked
from demo.simulator.files import pdf
from demo.simulator.site import Column, Document, Site

Make = Callable[[], Answer]
_MOVED = "/moved"
_MOBILE = "/wap"


@dataclass(frozen=True)
class Spot:
    """What a request is about. `rows` answers carry rows of list page `number` of the `column`, or of the window from
    row `start` up to `stop` (0 is the newest) where the family counts rows."""

    role: Literal["home", "node", "list", "interface", "page", "file", "side"]
    column: Column | None = None
    number: int = 1
    document: Document | None = None
    rows: bool = False
    start: int | None = None
    stop: int | None = None


@dataclass(frozen=True)
class Row:
    """One row of a list: `shown` is the date as it is printed; `document` is None for what is no page of the site."""

    url: str
    title: str
    published: date
    shown: str
    document: Document | None = None


@dataclass(frozen=True)
class Scene:
    """One request to a portal, as a fault sees it. `times` counts requests to the same address, this one included."""

    portal: "SimulatedPortal"
    asked: Asked
    spot: Spot
    times: int


@dataclass(frozen=True)
class Fault:
    """Something that goes wrong on one column, or on all.

    `answer` makes the answer out of the one there would be, `rows` the rows of a list out of the true ones, `total` the
    stated number of rows, `list_html` the block of a list in HTML, `past_end` what is said beyond the last list page.
    `missing` tells the pages that are really not there. With `reads` all there is can be read in spite of the fault;
    without it the crawl may say that it could not. `lists` restricts it to families whose rows stand in HTML or come
    from an interface, `families` to some; `least` is the number of list pages that it needs. `files` are the states in
    which attachments may rightly end.
    """

    name: str
    says: str
    reads: bool = False
    lists: Literal["", "html", "interface"] = ""
    families: frozenset[str] = frozenset()
    least: int = 3
    closed: bool = False
    answer: Callable[[Scene, Make], Answer] | None = None
    rows: Callable[["SimulatedPortal", Column, list[Row]], list[Row]] | None = None
    total: Callable[[int], int] | None = None
    list_html: Callable[["SimulatedPortal", list[Row], str], str] | None = None
    past_end: Callable[[Scene], Answer] | None = None
    missing: Callable[[Document], bool] | None = None
    files: frozenset[str] = frozenset({"ok"})

    def fits(self, portal: type["SimulatedPortal"]) -> bool:
        """Whether it makes sense for a family."""
        if self.families and portal.family not in self.families:
            return False
        return not self.lists or self.lists == ("interface" if portal.by_interface else "html")


@dataclass
class SimulatedPortal(ABC):
    """Answers every address of one site. `faults` are by the code of their column, under 0 those of all columns.

    A family says what a request is about (`spot`), what is answered (`show`) and where things are; list pages are
    numbered from 1 here whatever its addresses say. `at_once` is how many rows the platform's own script asks for.
    """

    family: ClassVar[str]
    per_page: ClassVar[int] = 5
    at_once: ClassVar[int] = 5
    by_interface: ClassVar[bool] = False
    entrance: ClassVar[str]

    site: Site
    root: str
    faults: Mapping[int, tuple[Fault, ...]] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)

    @abstractmethod
    def spot(self, asked: Asked) -> Spot | None:
        """What a request is about; None for an address that is not the portal's."""

    @abstractmethod
    def show(self, spot: Spot, asked: Asked) -> Answer:
        """The answer where nothing goes wrong. List pages beyond the last one are not asked of it."""

    @abstractmethod
    def column_path(self, column: Column) -> str:
        """Path and query of a column's first page."""

    @abstractmethod
    def page_path(self, document: Document) -> str:
        """Path and query of a page."""

    def closing(self, column: Column) -> list[str]:
        """The paths that robots.txt names where a column is closed."""
        return [self.column_path(column).removesuffix("index.html")]

    def past_the_end(self, spot: Spot, asked: Asked) -> Answer:
        """What a list page beyond the last one is answered, where no fault says otherwise."""
        return self.show(spot, asked) if self.by_interface else not_found()

    def answer(self, asked: Asked) -> Answer:
        """What the server says to one request."""
        address = f"{asked.method} {asked.path}?{asked.query} {asked.body}"
        self.asked[address] += 1
        if asked.path == "/robots.txt":
            return robots_txt(*self._closed())
        for prefix in (_MOVED, _MOBILE):
            if asked.path.startswith(f"{prefix}/"):
                asked = replace(asked, path=asked.path.removeprefix(prefix))
                spot = self.spot(asked)
                return self.show(spot, asked) if spot and spot.role == "page" else not_found()
        spot = self.spot(asked)
        scene = Scene(self, asked, spot or Spot("side"), self.asked[address])
        made: Make = lambda: self._usual(scene) if spot else not_found()  # noqa: E731  one of several
        for fault in self.faults_of(scene.spot.column):
            if fault.answer:
                made = _wrapped(fault.answer, scene, made)
        return made()

    def faults_of(self, column: Column | None) -> tuple[Fault, ...]:
        """The faults that hold for a column, those of the whole portal first."""
        return (*self.faults.get(0, ()), *(self.faults.get(column.code, ()) if column else ()))

    def pages(self, column: Column) -> int:
        """How many list pages there really are."""
        return max(-(-column.size // self.per_page), 1)

    def stated_total(self, column: Column) -> int:
        """The number of rows that the portal states."""
        total = column.size
        for fault in self.faults_of(column):
            total = fault.total(total) if fault.total else total
        return total

    def stated_pages(self, column: Column) -> int:
        """The number of list pages that the portal states."""
        return max(-(-self.stated_total(column) // self.per_page), 1)

    def rows(self, column: Column, number: int) -> list[Row]:
        """The rows of one list page."""
        return self.window(column, (number - 1) * self.per_page, number * self.per_page)

    def window(self, column: Column, start: int, stop: int) -> list[Row]:
        """The rows from place `start` up to `stop`."""
        rows = [self.row(document) for document in self.site.documents(column, start, stop)]
        for fault in self.faults_of(column):
            rows = fault.rows(self, column, rows) if fault.rows else rows
        return rows

    def row(self, document: Document) -> Row:
        """The row of one document."""
        return Row(self.page_path(document), document.title, document.published, str(document.published), document)

    def list_block(self, column: Column, rows: list[Row], html: str) -> str:
        """The list as it stands in the page: `html` is the whole block with its pager."""
        for fault in self.faults_of(column):
            html = fault.list_html(self, rows, html) if fault.list_html else html
        return html

    def files(self, document: Document) -> list[tuple[str, str]]:
        """Names and paths of a document's attachments."""
        return [(name, f"/files/{document.number}_{place}.pdf") for place, name in enumerate(document.files, 1)]

    def file_spot(self, path: str) -> Spot | None:
        """The spot of an attachment's path."""
        stem = path.removeprefix("/files/").partition("_")[0]
        document = self.site.document(int(stem)) if path.startswith("/files/") and stem.isdecimal() else None
        return Spot("file", document.column, document=document) if document and document.files else None

    def is_missing(self, document: Document) -> bool:
        """Whether a fault has really taken this page away."""
        return any(fault.missing(document) for fault in self.faults_of(document.column) if fault.missing)

    def document_spot(self, number: str) -> Spot | None:
        """The spot of a document's number."""
        document = self.site.document(int(number)) if number.isdecimal() and len(number) < 12 else None
        return Spot("page", document.column, document=document) if document else None

    def list_spot(self, column: Column | None, number: int) -> Spot | None:
        """The spot of a list page whose rows stand in the page itself, or of a node."""
        if column is None:
            return None
        return Spot("node", column) if column.is_node else Spot("list", column, number, rows=True)

    def _usual(self, scene: Scene) -> Answer:
        spot = scene.spot
        if spot.role == "file":
            assert spot.document
            text = spot.document.file_text or spot.document.files[0]
            return Answer(200, pdf(text), "application/pdf")
        if spot.rows and spot.column and spot.start is None and spot.number > self.pages(spot.column):
            past = next((one.past_end for one in self.faults_of(spot.column) if one.past_end), None)
            return past(scene) if past else self.past_the_end(spot, scene.asked)
        return self.show(spot, scene.asked)

    def _closed(self) -> list[str]:
        closed = (leaf for leaf in self.site.lists if any(fault.closed for fault in self.faults_of(leaf)))
        return [path for leaf in closed for path in self.closing(leaf)]


def page(text: str) -> Answer:
    """A page in UTF-8."""
    return html_answer(text)


def _wrapped(fault: Callable[[Scene, Make], Answer], scene: Scene, make: Make) -> Make:
    return lambda: fault(scene, make)
