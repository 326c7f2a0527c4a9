"""What a round may take over from the one before it, so that looking again is cheap and nothing changed is missed.

Lists, the portal and robots.txt are always asked for anew. A page need not be asked for where its rows in the lists are
the same, its earlier answer could be read, nothing was found on it, and it is not this round's turn to be looked at
whatever its lists say.
All is a function of the earlier round's store (opened for reading) and of this round's lists: a crawl that was killed
and goes on comes to the same.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

from crawler.evidence import Place, Received
from crawler.requests import Wanted, identity
from inspection.round_store import RoundStore, read_round
from inspection.types.judgement import Finding
from inspection.types.portal import Attachment, ListedItem, Listing, Snapshot

TURN = "turn"
_HOPS = 8
_READ = frozenset({"ok", "scanned", "empty", "encrypted", "unsupported"})
# Counters in a platform's row change with every reader.
_COUNTER = re.compile(
    r"hits?|views?|clicks?|visits?|reads?|pv|uv|(?:hit|view|click|visit|read)_?(?:count|num|times)", re.I
)


@dataclass(frozen=True)
class Turn:
    """Which round of a district this is, counted over the rounds that were held (months without one do not count), and
    when the latest of them began (ISO, oldest first, this one last)."""

    number: int
    began: tuple[str, ...]

    def is_due(self, snapshot: Snapshot, address: str, within: int) -> bool:
        """Whether a page must be asked for now whatever its lists say: its slot has come, or (the setting or the count
        may have changed) none of the last rounds asked for it."""
        if within <= 1 or slot(address, within) == self.number % within:
            return True
        asked = snapshot.checked_at or snapshot.fetched_at
        since = self.began[-within] if len(self.began) >= within else None
        return since is not None and asked < since


def slot(address: str, within: int) -> int:
    """The slot of a page among so many: by its address alone, so that a page keeps it wherever it is listed."""
    return int.from_bytes(hashlib.sha256(identity(address).encode()).digest()[:8], "big") % within


def next_turn(earlier: RoundStore | None, began: str, within: int) -> dict[str, Any]:
    """The fact `turn` of a round that begins now, to be frozen in its store once: behind that of the round before."""
    before = turn_of(earlier.fact(TURN)) if earlier else None
    if before is None:
        return asdict(Turn(1, (began,)))
    return asdict(Turn(before.number + 1, (*before.began, began)[-max(within, 1) - 1 :]))


def turn_of(fact: Any) -> Turn | None:
    """The turn that a store holds; None where it holds none."""
    return Turn(int(fact["number"]), tuple(fact["began"])) if isinstance(fact, dict) else None


def row_digest(row: Mapping[str, Any]) -> str:
    """What the platform says of a row beyond title and date, for ListedItem; counters of readers left out."""
    told = {name: value for name, value in row.items() if not _COUNTER.fullmatch(name)}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16] if told else ""


class ListedRows:
    """What all lists of a round say of each page, as short digests: which column says it, and at which place, does not
    count, since pages are moved and pushed down without being changed."""

    def __init__(self, items: Iterable[ListedItem]) -> None:
        self._said: dict[bytes, tuple[bytes, ...]] = {}
        for item in items:
            page = _short(identity(item.url))
            row = _short(f"{item.url}\n{item.title}\n{item.published}\n{item.digest}")
            self._said[page] = tuple(sorted({*self._said.get(page, ()), row}))

    def of(self, url: str) -> tuple[bytes, ...]:
        """What is said of a page, in no order of its own; empty where no list names it."""
        return self._said.get(_short(identity(url)), ())


@dataclass(frozen=True)
class EarlierRound:
    """The round before, as far as this one may rest on it. `folder` holds its WARC files, `within` is the number of
    rounds in which every page is asked for again. `lists` are the ids of the answers that lists read to their end were
    made of, `files` those of the files that were read, `accused` the identities of the addresses that findings of the
    earlier round name: they may have been put right since without a word in any list."""

    store: RoundStore
    folder: Path
    turn: Turn
    within: int
    rows: ListedRows
    lists: frozenset[str]
    files: frozenset[str]
    accused: frozenset[str] = frozenset()

    def unchanged(self, wanted: Wanted, present: ListedRows, *, of: Wanted | None = None) -> tuple[Snapshot, ...]:
        """The answers that stand for a page which need not be asked for: redirects first, the page itself last. Empty
        where it must be asked for. A file need not where the page `of` which it is one need not."""
        if wanted.method != "GET" or wanted.rendered or wanted.role not in ("page", "attachment"):
            return ()
        page = wanted if wanted.role == "page" else of
        if page is None or not present.of(page.url) or self.rows.of(page.url) != present.of(page.url):
            return ()
        if identity(page.url) in self.accused:
            return ()
        found = self._chain(wanted)
        if not found or any(self.turn.is_due(one, page.url, self.within) for one in found):
            return ()
        return found if page is wanted or self.unchanged(page, present) else ()

    def headers(self, wanted: Wanted, present: ListedRows) -> dict[str, str]:
        """What asks the server to answer only if something changed (RFC 9110, 13.1); empty for an answer in full.

        A page whose turn it is is asked for without: some servers say 304 of anything. Lists, from which all else
        follows, are asked so only by their ETag, since a date is too coarse and often that of a template.
        """
        earlier = self._answer(wanted)
        if earlier is None:
            return {}
        if wanted.role == "page" and self.rows.of(wanted.url) == present.of(wanted.url):
            return {}
        if identity(wanted.url) in self.accused:
            return {}
        dated = earlier.last_modified if wanted.role in ("page", "attachment") else None
        given = {"If-None-Match": earlier.etag, "If-Modified-Since": dated}
        return {name: value for name, value in given.items() if value}

    def same(self, wanted: Wanted, received: Received) -> Snapshot | None:
        """The earlier answer that an answer just received says is still the one: by 304, or by the same body under the
        same status. None where the new one counts (a 304 that was not asked for is no answer at all)."""
        earlier = self._answer(wanted)
        if earlier is None:
            return None
        conditional = any(name.lower() in ("if-none-match", "if-modified-since") for name, _ in received.sent_headers)
        if received.status == 304:
            return earlier if conditional else None
        identical = hashlib.sha256(received.body).hexdigest() == earlier.sha256
        alike = (received.header("Content-Type") or None) == earlier.content_type
        return earlier if received.status == earlier.status and identical and alike else None

    def _answer(self, wanted: Wanted) -> Snapshot | None:
        """The earlier answer to a request that may stand for a new one: it came in full and could be read."""
        if wanted.method != "GET" or wanted.rendered:
            return None
        kept = self.store.of_key(wanted.key)
        if not kept or kept[-1].status != 200 or kept[-1].rendered:
            return None
        last = kept[-1]
        return last if wanted.role == "robots" or self._was_read(wanted, last) else None

    def _was_read(self, wanted: Wanted, last: Snapshot) -> bool:
        """Whether an answer is the one that a page, a file or a list was made of."""
        if wanted.role == "page":
            page = self.store.page(wanted.url)
            return page is not None and page.state == "ok" and page.snapshot == last.id
        return last.id in (self.files if wanted.role == "attachment" else self.lists)

    def _chain(self, wanted: Wanted) -> tuple[Snapshot, ...]:
        """The earlier answers from an address to what was read, over all redirects; empty where nothing was."""
        found: list[Snapshot] = []
        current = wanted
        while len(found) <= _HOPS:
            kept = self.store.of_key(current.key)
            if not kept:
                return ()
            last = kept[-1]
            found.append(last)
            if not 300 <= last.status < 400:
                return tuple(found) if last.status == 200 and self._was_read(wanted, last) else ()
            if last.final_url == last.url:
                return ()
            current = Wanted(last.final_url, wanted.role)
        return ()


def open_earlier(path: Path, folder: Path, turn: Turn, within: int) -> EarlierRound:
    """The earlier round whose store lies at `path`. Raises UserError where it cannot be read; close its store."""
    store = read_round(path)
    whole = (listing for listing in store.each(Listing) if listing.state == "complete")
    lists = frozenset(one for listing in whole for one in listing.snapshots)
    files = frozenset(one.snapshot for one in store.each(Attachment) if one.snapshot and one.state in _READ)
    rows = ListedRows(store.each(ListedItem))
    return EarlierRound(store, folder, turn, within, rows, lists, files, frozenset(_accused(store)))


def _accused(store: RoundStore) -> Iterator[str]:
    """The identities of the addresses that the findings of a round name."""
    for finding in store.each(Finding):
        for address in (finding.url, *(one.url for one in finding.evidence)):
            with suppress(ValueError):
                yield identity(address or "")


def carried(
    earlier: Snapshot,
    place: Place,
    new_id: str,
    how: Literal["unchanged", "not_asked"],
    received: Received | None = None,
) -> Snapshot:
    """The row under which an earlier answer stands in this round, its record copied to `place`. `received` is what came
    when it was asked for again: the moment is noted, and validators that came with it count (RFC 9111, 4.3.4)."""
    if received is None:
        return replace(earlier, id=new_id, warc=place.warc, offset=place.offset, carried=how)
    return replace(
        earlier,
        id=new_id,
        warc=place.warc,
        offset=place.offset,
        carried=how,
        checked_at=received.at.isoformat(timespec="seconds"),
        etag=received.header("ETag") or earlier.etag,
        last_modified=received.header("Last-Modified") or earlier.last_modified,
    )


def _short(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=8).digest()
