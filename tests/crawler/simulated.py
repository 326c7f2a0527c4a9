"""Crawls of simulated portals, and what in their rows is not true."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from crawler.requests import identity
from demo.simulator.opening import simulated
from demo.simulator.portal import Fault, SimulatedPortal
from demo.simulator.site import Column as TrueColumn
from demo.simulator.site import Document, Site
from inspection.types.portal import Attachment, Column, ListedItem, Listing, Page
from tests.crawler.rounds import Round, district, settings

TIMEOUT = 1.5


@dataclass
class Crawled:
    """A crawled portal and the rows of its round."""

    portal: SimulatedPortal
    round: Round
    missing: tuple[str, ...]

    def __post_init__(self) -> None:
        self.columns: list[Column] = self.round.rows(Column)
        self.listings: dict[str, Listing] = {one.column: one for one in self.round.rows(Listing)}
        self.items: list[ListedItem] = self.round.rows(ListedItem)
        self.pages: list[Page] = self.round.rows(Page)
        self.files: list[Attachment] = self.round.rows(Attachment)

    def column(self, true: TrueColumn) -> Column | None:
        """The crawled column that is this one."""
        return next((one for one in self.columns if one.path[-len(true.path) :] == true.path), None)

    def document(self, url: str) -> Document | None:
        """The document that an address shows."""
        return self._by_identity().get(identity(url))

    def _by_identity(self) -> dict[str, Document]:
        if not hasattr(self, "_identities"):
            site, root = self.portal.site, self.portal.root
            self._identities = {
                identity(root + prefix + self.portal.page_path(document)): document
                for leaf in site.lists
                for document in site.documents(leaf)
                for prefix in ("", "/moved", "/wap")
            }
        return self._identities


def crawl(
    folder: Path,
    family: str,
    site: Site,
    faults: Mapping[int, tuple[Fault, ...]] | None = None,
    port: int = 0,
    **more: Any,
) -> Crawled:
    """One round over a simulated portal, recognised by itself; `port` serves it where an earlier one was."""
    with simulated(family, site, faults, port=port) as opened:
        told = {"retry_wait": [0.0, 0.05], "timeout": TIMEOUT, "slowest": 6.0, **more}
        one = Round(folder, district(opened.url), settings(**told))
        outcome = one.crawl()
        assert not any("意外结束" in said for said in outcome.missing), outcome.missing
        return Crawled(opened.portal, one, outcome.missing)


def untrue(crawled: Crawled, leaf: TrueColumn, *, reads: bool = False) -> list[str]:
    """What the round says of a column and its pages that is not true. With `reads` it must also have read all."""
    portal = crawled.portal
    true = {document.number: document for document in portal.site.documents(leaf)}
    column = crawled.column(leaf)
    if column is None:
        return [f"{leaf.path}: no such column"]
    listing = crawled.listings.get(column.id)
    # A note of explanation in place of a list is a page of its own: the column's.
    own_page = {identity(portal.root + portal.column_path(leaf))} if not leaf.size and leaf.blank == "note" else set()
    items = [item for item in crawled.items if item.column == column.id and identity(item.url) not in own_page]
    seen = [crawled.document(item.url) for item in items]
    own = {document.number for document in seen if document and document.number in true}
    said = f"{leaf.path} {column.kind} {listing and (listing.state, listing.reason, listing.seen)}"
    wrong = []
    if listing and listing.state == "complete" and len(own) < len(true):
        wrong.append(f"{said}: called complete with {len(own)} of {len(true)} pages")
    if reads and (listing is None or listing.state != "complete"):
        wrong.append(f"{said}: not read to its end")
    if not listing and true and column.kind != "list":
        wrong.append(f"{said}: a list of {len(true)} pages taken for something else")
    wrong += [
        f"{said}: invented {item.url}"
        for item, known in zip(items, seen, strict=True)
        if not known and not item.external
    ]
    wrong += _wrong_items(said, items, seen)
    if reads:
        wrong += [f"{said}: {true[number].title} listed more than once" for number in own if _count(seen, number) > 1]
    return wrong


def _count(seen: list[Document | None], number: int) -> int:
    return sum(document is not None and document.number == number for document in seen)


def _wrong_items(said: str, items: list[ListedItem], seen: list[Document | None]) -> list[str]:
    wrong = []
    for item, known in zip(items, seen, strict=True):
        if known and item.title != known.title:
            wrong.append(f"{said}: {item.title!r} is {known.title!r}")
        if known and item.published not in (known.published, None):
            wrong.append(f"{said}: {item.title} listed {item.published}, published {known.published}")
    return wrong


def untrue_pages(crawled: Crawled, leaf: TrueColumn, *, reads: bool = False) -> list[str]:
    """What the round says of a column's pages that is not true."""
    wrong = []
    for page in crawled.pages:
        document = crawled.document(page.url)
        if document is None or document.column.code != leaf.code:
            continue
        missing = crawled.portal.is_missing(document)
        said = f"{urlsplit(page.url).path} {page.state} {page.status}"
        if page.state in ("gone", "soft_404") and not missing:
            wrong.append(f"{said}: exists, yet is called gone")
        if page.state == "ok" and missing:
            wrong.append(f"{said}: does not exist, yet is read as {page.title!r}")
        if page.state != "ok" and reads and not missing:
            wrong.append(f"{said}: not read")
        if page.state == "ok":
            wrong += _wrong_fields(said, page, document)
    return wrong


def _wrong_fields(said: str, page: Page, document: Document) -> list[str]:
    told = {
        "title": (page.title, {document.title}),
        "published": (page.published, {document.published}),
        "written": (page.written, {document.written, document.published, None}),
        "doc_number": (page.doc_number, {document.doc_number, None}),
        "index_number": (page.index_number, {document.index_number, None}),
        "publisher": (page.publisher, {document.publisher, None}),
        "label": (page.label, {document.label, None}),
    }
    return [
        f"{said}: {name} {value!r}, true {sorted(map(str, true))}"
        for name, (value, true) in told.items()
        if value not in true
    ]


def untrue_files(crawled: Crawled, leaf: TrueColumn, states: frozenset[str]) -> list[str]:
    """What the round says of the attachments of a column's pages that is not true: `states` are the right ones."""
    wrong = []
    told = [(crawled.document(file.page), file) for file in crawled.files]
    for page in crawled.pages:
        document = crawled.document(page.url)
        if document is None or document.column.code != leaf.code or page.state != "ok":
            continue
        files = [file for of, file in told if of is not None and of.number == document.number]
        names = sorted(file.name for file in files)
        if names != sorted(document.files):
            wrong.append(f"{page.url}: files {names}, true {document.files}")
        wrong += [f"{file.name}: {file.state} {file.reason}" for file in files if file.state not in states]
    return wrong
