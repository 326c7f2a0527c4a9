"""Puts what came, or what an earlier round vouches for, into the round: record first, then row."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import unquote, urlsplit

from crawler.answers import Answer
from crawler.archive import Archive
from crawler.attachments.reading import read_file
from crawler.browser import Shown
from crawler.evidence import EvidenceFile, Place, Received
from crawler.family import broken
from crawler.manners import Refusal
from crawler.reading.attachments import extension_of
from crawler.requests import Wanted, absolute
from crawler.seal import Mark, is_file, mark_in, mark_in_list, mark_of_file
from crawler.second_round import EarlierRound, ListedRows, carried
from inspection.errors import UserError
from inspection.round_store import RoundStore
from inspection.types.portal import Failure, Snapshot

HTML = "text/html; charset=utf-8"
_NOTHING_CAME = Refusal("failed", "网站只答复内容未变（304），没有给出内容")


@dataclass
class Keeper:
    """Writes answers into the round's files, store and archive. `earlier` is the round that this one may rest on, None
    where there is none; `present` are the rows of this round's lists once they are known."""

    store: RoundStore
    archive: Archive
    evidence: EvidenceFile
    earlier: EarlierRound | None = None
    present: ListedRows = field(default_factory=lambda: ListedRows(()))
    _in_full: set[str] = field(default_factory=set)

    async def answer(self, wanted: Wanted, received: Received) -> Refusal | None:
        """Keeps an answer at once; what carries a classification mark is not stored at all. A refusal says that the
        server rested on an earlier answer which cannot be had: it must be asked for in full."""
        try:
            mark = await self._mark(wanted, received)
        except Exception as error:  # noqa: BLE001  what cannot be looked through for marks is not kept
            return Refusal("broken", f"{broken(error)}，没有保存")
        if mark:
            at = received.at.isoformat(timespec="seconds")
            self.failure(Failure(wanted.key, wanted.url, at, "sealed", mark.detail))
            return None
        before = self.earlier.same(wanted, received) if self.earlier else None
        place = self._carry(before) if before is not None else None
        if before is not None and place is not None:
            self.evidence.revisit(received, place)
            self._add(carried(before, place, self.archive.next_id(wanted.key), "unchanged", received))
            return None
        if received.status == 304:
            self._in_full.add(wanted.key)
            return _NOTHING_CAME
        kind, encoding = received.header("Content-Type"), received.header("Content-Encoding")
        location = received.header("Location")
        target = absolute(wanted.url, location) if location and 300 <= received.status < 400 else None
        row = self._row(wanted, target or wanted.url, received.status, received.at, self.evidence.keep(received), kind)
        row = _with_validators(row, received)
        self._add(row, (received.body, encoding))
        return None

    def shown(self, wanted: Wanted, shown: Shown, at: datetime) -> None:
        """Keeps a page as a browser showed it, unless a classification mark stands in it."""
        if mark := mark_in_list(Answer(wanted.url, shown.url, 200, HTML, lambda: (shown.html, None))):
            self.failure(Failure(wanted.key, wanted.url, at.isoformat(timespec="seconds"), "sealed", mark.detail))
            return
        place = self.evidence.keep_rendered(shown.url, shown.html, at)
        row = self._row(wanted, shown.url, 200, at, place, HTML, rendered=True)
        self._add(row, (shown.html, None))

    def beside(self, wanted: Wanted, received: Received) -> Refusal | None:
        """Keeps an answer that no row is made of: what a page in the browser asked for, a page opened for its cookie.
        What carries a classification mark is neither kept nor handed on."""
        kind, encoding = received.header("Content-Type"), received.header("Content-Encoding")
        answer = Answer(wanted.url, wanted.url, received.status, kind, lambda: (received.body, encoding))
        if mark := mark_in(answer, wanted.context):
            return Refusal("sealed", mark.detail)
        self.evidence.keep(received)
        return None

    def not_asked(self, wanted: Wanted) -> bool:
        """Takes over the earlier answer of a page that need not be asked for, or of a file of such a page; False where
        it must be asked for."""
        found = self._vouched_for(wanted) if self.earlier else ()
        for one in found:
            place = self._carry(one)
            if place is None:
                return False
            self._add(carried(one, place, self.archive.next_id(one.key), "not_asked"))
        return bool(found)

    def close(self) -> None:
        """Lets go of the earlier round."""
        if self.earlier is not None:
            self.earlier.store.close()
            self.earlier = None

    def failure(self, value: Failure) -> None:
        """Notes that there is no answer."""
        self.store.add(value)
        self.archive.add(value)

    def conditional(self, wanted: Wanted) -> tuple[tuple[str, str], ...]:
        """What asks the server to answer only if something changed."""
        if self.earlier is None or wanted.key in self._in_full:
            return ()
        return tuple(self.earlier.headers(wanted, self.present).items())

    def _vouched_for(self, wanted: Wanted) -> tuple[Snapshot, ...]:
        assert self.earlier is not None
        if wanted.role == "page":
            return self.earlier.unchanged(wanted, self.present)
        page = wanted.context.get("page_not_asked")
        return self.earlier.unchanged(wanted, self.present, of=page) if wanted.role == "attachment" and page else ()

    def _carry(self, before: Snapshot) -> Place | None:
        """Copies an earlier record; where it cannot be read nothing more is taken from that round."""
        assert self.earlier is not None
        try:
            return self.evidence.carry(self.earlier.folder, before)
        except UserError:
            self.close()
            return None

    async def _mark(self, wanted: Wanted, received: Received) -> Mark | None:
        kind, encoding = received.header("Content-Type"), received.header("Content-Encoding")
        answer = Answer(wanted.url, wanted.url, received.status, kind, lambda: (received.body, encoding))
        if wanted.role == "list":
            return mark_in_list(answer)
        found = mark_in(answer, wanted.context) if wanted.role == "page" else None
        if found or wanted.role not in ("page", "attachment") or received.status != 200 or not is_file(answer, wanted):
            return found
        name = unquote(urlsplit(wanted.url).path.rpartition("/")[2])
        # Files are read in a process of their own; the crawl goes on meanwhile.
        read = await asyncio.to_thread(
            read_file, answer.body, name=name, extension=extension_of(name), content_type=kind
        )
        return mark_of_file(name, read.reason) if read.state == "sealed" else None

    def _row(
        self, wanted: Wanted, final: str, status: int, at: datetime, place: Place, kind: str | None, *,
        rendered: bool = False,
    ) -> Snapshot:  # fmt: skip
        return Snapshot(
            id=self.archive.next_id(wanted.key),
            key=wanted.key,
            url=wanted.url,
            final_url=final,
            status=status,
            fetched_at=at.isoformat(timespec="seconds"),
            sha256=place.sha256,
            warc=place.warc,
            offset=place.offset,
            length=place.length,
            content_type=kind,
            rendered=rendered,
        )

    def _add(self, row: Snapshot, payload: tuple[bytes, str | None] | None = None) -> None:
        self.store.add(row)
        self.archive.add(row, payload)


def _with_validators(row: Snapshot, received: Received) -> Snapshot:
    return replace(row, etag=received.header("ETag"), last_modified=received.header("Last-Modified"))
