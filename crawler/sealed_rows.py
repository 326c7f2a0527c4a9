"""What the rows of a round keep of a page or a file with a classification mark: where it was met, and nothing it says.

The address stays, so that nobody is accused of a page that was there and no run asks for it again; title, names and
text go. A file with a mark seals its page: who is sent to the page finds the file.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from crawler.chain import Trouble
from crawler.requests import identity
from crawler.seal import Mark, mark_in_title, mark_of_file, mark_told
from inspection.round_store import RoundStore
from inspection.types.portal import Attachment, Failure, ListedItem, Listing, Page, Snapshot

FACT = "sealed"
_LIST_UNREAD = "栏目内容未能读取"


@dataclass(frozen=True)
class SealedHit:
    """A mark that was met: the page's `address`, that of its `file` where the mark is in one, when it was fetched (ISO)
    and what stood where. `snapshots` are ids of answers that were kept before the mark was seen and must go."""

    address: str
    file: str | None
    at: str
    mark: str
    place: str
    snapshots: tuple[str, ...] = ()


class Sealing:
    """Gathers the marks of a round while its rows are made. `hits` are whole once all pages were read."""

    def __init__(self, store: RoundStore) -> None:
        self._failures = {one.url: one for one in store.each(Failure) if one.kind == "sealed"}
        self._at: dict[str, str] = {}
        self._store = store
        self.hits: list[SealedHit] = []

    def page(self, page: Page, kept: Snapshot, mark: Mark) -> None:
        """A page whose answer was kept before the mark was seen in it."""
        self.hits.append(SealedHit(page.url, None, kept.fetched_at, mark.kind, mark.place, (kept.id,)))

    def listed(self, page: Page, title: str) -> None:
        """A page whose listed title has a mark, where nothing else told of it: it was not asked for, or not reached."""
        mark = mark_in_title(title)
        known = page.url in self._failures or any(hit.address == page.url for hit in self.hits)
        if mark is not None and not known:
            self.hits.append(SealedHit(page.url, None, page.fetched_at or "", mark.kind, mark.place))

    def files(self, page: Page, files: Sequence[Attachment]) -> tuple[Page, list[Attachment]]:
        """A page and the rows of its files, both bare where one of the files has a mark."""
        marked = [one for one in files if one.state == "sealed"]
        for one in marked:
            failure = self._failures.pop(one.url, None)
            told = mark_told(failure.detail) if failure else mark_of_file(one.name, one.reason)
            at = failure.at if failure else self._fetched(one.snapshot)
            self.hits.append(
                SealedHit(page.url, one.url, at, told.kind, told.place, (one.snapshot,) if one.snapshot else ())
            )
        if not marked:
            return page, list(files)
        return bare(page), [replace(one, name="", reason=None, sha256=None, snapshot=None) for one in marked]

    def all(self) -> list[SealedHit]:
        """Every hit, those whose answers were never kept too."""
        unkept = [(one, mark_told(one.detail)) for one in self._failures.values()]
        found = [SealedHit(one.url, None, one.at, mark.kind, mark.place) for one, mark in unkept]
        return sorted((*self.hits, *found), key=lambda hit: (hit.address, hit.file or ""))

    def _fetched(self, snapshot: str | None) -> str:
        if snapshot is None:
            return ""
        if not self._at:
            self._at = {one.id: one.fetched_at for one in self._store.each(Snapshot)}
        return self._at.get(snapshot, "")


def bare(page: Page) -> Page:
    """A page's row as a sealed one: its place among the columns and when it was met."""
    return Page(
        page.url, page.district, page.family, page.columns, page.column, "sealed",
        first_seen=page.first_seen, fetched_at=page.fetched_at, status=page.status,
    )  # fmt: skip


def without_names(items: Iterable[ListedItem], sealed: Iterable[str]) -> Iterator[ListedItem]:
    """Listed rows without the titles of sealed pages (their addresses). Dates stay: no column is called overdue for
    what must not be told."""
    hidden = {identity(url) for url in sealed}
    for item in items:
        yield replace(item, title="", digest="") if hidden and identity(item.url) in hidden else item


def without_seals(listings: Iterable[Listing], troubles: Sequence[Trouble]) -> list[Listing]:
    """Listings whose own page has a mark, unreadable without a word of it."""
    columns = {one.column for one in troubles if one.kind == "sealed" and one.what in ("list", "tree")}
    return [replace(one, reason=_LIST_UNREAD) if one.column in columns else one for one in listings]


def open_troubles(troubles: Iterable[Trouble]) -> Iterator[Trouble]:
    """Troubles that may be told: a mark is no trouble of the portal's, and in nobody's list."""
    return (one for one in troubles if one.kind != "sealed")


def write_down(store: RoundStore, hits: Iterable[SealedHit]) -> None:
    """Leaves the hits for whoever keeps the sealed list."""
    store.set_fact(FACT, [asdict(hit) for hit in hits])


def sealed_hits(store: RoundStore) -> list[SealedHit]:
    """The hits of a round whose rows were made."""
    return [_hit(one) for one in store.fact(FACT) or ()]


def _hit(value: Mapping[str, Any]) -> SealedHit:
    return SealedHit(**{**value, "snapshots": tuple(value["snapshots"])})
