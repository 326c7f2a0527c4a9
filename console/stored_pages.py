"""The stored answers of one district's round as people may see them: what came, and the page of it made harmless.

What must not be shown is told apart here: answers that were purged, what carries a classification mark (its row is
`sealed`, and the lists that name it are not shown either), files whose text was not read or is personal.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from crawler.answers import decompressed
from crawler.attachments.kinds import kind_of
from crawler.attachments.outcome import FileLimits
from crawler.facts.personal import personal_data
from crawler.facts.seen import SeenPage
from crawler.purging import purged_on
from crawler.reading.charset import decode
from crawler.requests import identity
from crawler.warc_record import DamagedRecordError, Record, record_at
from inspection.masking import mask
from inspection.round_store import RoundStore
from inspection.types.page_facts import PageFacts
from inspection.types.portal import Attachment, Column, Failure, Listing, Page, Purged, Snapshot
from reports.safe_page import SafePage, safe_data, safe_page, safe_text

PURGED = "网页留痕已于{}按规定清除，仅存地址、时间和 SHA-256"
NOT_SHOWN = "内容不宜随附，原件由本办保存"
MISSING = "留痕文件中没有这条记录，请先运行 xuncha verify 核对"
ALTERED = "留痕文件中的内容与登记的 SHA-256 不符，不作依据，请先运行 xuncha verify 核对"
UNREAD_FILE = "附件的文字没有读出，仅列地址和 SHA-256，原件由本办保存"
PERSONAL_FILE = "附件含个人信息，仅列地址和 SHA-256，原件由本办保存"
OTHER_FILE = "不是网页，仅列地址和 SHA-256，原件由本办保存"
BODY = "正文（由脚本显示，以下文字从本页数据中读出）："
_TEXTS = frozenset((None, "html", "txt", "json", "xml"))
_LIMITS = FileLimits()
# A picture inside a page that is large enough to be read may show anybody's papers.
_PICTURE = re.compile(rb"data:image/[\w.+-]{1,20};base64,[A-Za-z0-9+/]{20000}")
_MOST_RAW = 3_000_000


@dataclass(frozen=True)
class StoredAnswer:
    """One answer as it lies in the archive. `head` are its status line and headers as received (empty for a page that a
    browser showed), `body` what the server sent, `record` its WARC member with that of the request behind it."""

    snapshot: Snapshot
    head: bytes
    body: bytes
    encoding: str | None
    record: bytes

    @cached_property
    def plain(self) -> bytes:
        """The body without its content encoding."""
        return decompressed(self.body, self.encoding)


@dataclass(frozen=True)
class ShownAnswer:
    """An answer as it may be seen: the page, or in Chinese why there is none. `whole`: nothing was masked and nothing
    in it is personal, so that what came may be handed on as it is."""

    page: SafePage | None
    why_not: str = ""
    whole: bool = False


class StoredPages:
    """The answers of one district's round. `store` is open as long as this is used."""

    def __init__(self, store: RoundStore, folder: Path) -> None:
        self._store = store
        self._folder = folder
        self.purged_on = purged_on(store)

    def at(self, warc: str | None, offset: int | None) -> Snapshot | None:
        """The row of the answer that lies at a place."""
        return self._by_place.get((warc or "", offset or 0))

    def listing(self, id_: str) -> tuple[Listing, Column | None, tuple[Snapshot, ...]] | None:
        """A list with its column and the answers it was read from, in their order."""
        found = self._listings.get(id_)
        if found is None:
            return None
        pages = tuple(self._by_id[one] for one in found.snapshots if one in self._by_id)
        return found, self._columns.get(found.column), pages

    def answer(self, snapshot: Snapshot) -> StoredAnswer | str:
        """The answer of a row, or in Chinese why it cannot be had."""
        gone = self._purged.get((snapshot.warc, snapshot.offset))
        if gone is not None or self.purged_on:
            return PURGED.format(gone.on if gone else self.purged_on)
        if identity(snapshot.url) in self._sealed or identity(snapshot.final_url) in self._sealed:
            return NOT_SHOWN
        path = self._folder / snapshot.warc
        try:
            record, packed = record_at(path, snapshot.offset)
        except (OSError, DamagedRecordError):
            return MISSING
        if hashlib.sha256(record.payload).hexdigest() != snapshot.sha256:
            return ALTERED
        head = b"" if snapshot.rendered else record.block[: len(record.block) - len(record.payload)]
        asked = _request_behind(path, snapshot.offset + len(packed), record)
        encoding = None if snapshot.rendered else record.http_field("Content-Encoding")
        return StoredAnswer(snapshot, head, record.payload, encoding, packed + asked)

    def shown(self, answer: StoredAnswer, spans: Iterable[str] = (), *, asks_whole: bool = False) -> ShownAnswer:
        """The answer made harmless, with words marked; why not, where it is none that can be shown. Whether it is whole
        is only known where it was asked: that takes as long again."""
        snapshot = answer.snapshot
        file = self._files.get(snapshot.id)
        kind = kind_of(answer.plain[:8192] if file is None else answer.plain, _LIMITS)
        if file is not None and kind not in ("html", "json"):
            return self._file(file)
        if kind not in _TEXTS or (kind is None and b"\x00" in answer.plain[:512]):
            return ShownAnswer(None, OTHER_FILE)
        if not self._listed_in.get(snapshot.id, frozenset()).isdisjoint(self._sealed_columns):
            return ShownAnswer(None, NOT_SHOWN)
        text = decode(answer.plain, snapshot.content_type).text
        page = self._safe(text, snapshot, tuple(spans))
        if page is None:
            return ShownAnswer(None, NOT_SHOWN)
        page = self._with_body(page, snapshot, tuple(spans))
        return ShownAnswer(page, whole=asks_whole and self._is_whole(page, text, answer))

    def _is_whole(self, page: SafePage, text: str, answer: StoredAnswer) -> bool:
        """Whether nothing in what came is personal, scripts and comments included."""
        if page.masked or page.cut or len(text) > _MOST_RAW or identity(answer.snapshot.url) in self._personal:
            return False
        return _PICTURE.search(answer.plain) is None and mask(text) == text

    def _safe(self, text: str, snapshot: Snapshot, spans: tuple[str, ...]) -> SafePage | None:
        start = text.lstrip("\ufeff \t\r\n")[:1]
        if start != "<":
            if any(name and name in text for name in self._sealed_names):
                return None
            data = safe_data(text, base=snapshot.final_url, spans=spans, is_personal=_is_personal)
            if data is not None:
                return data
            if "html" not in (snapshot.content_type or "html").lower() and "<" not in text[:2000]:
                return safe_text(text, spans=spans, is_personal=_is_personal)
        return safe_page(
            text, base=snapshot.final_url, spans=spans, is_personal=_is_personal,
            hides_link=lambda url: bool(self._sealed) and identity(url) in self._sealed,
        )  # fmt: skip

    def _with_body(self, page: SafePage, snapshot: Snapshot, spans: tuple[str, ...]) -> SafePage:
        """The page with the text that only its scripts show, as it was read from its data."""
        url = self._read_from.get(snapshot.id)
        body = self._store.page_text(url) if url else ""
        if not body.strip():
            return page
        more = safe_text(body, spans=spans, is_personal=_is_personal)
        plain = "".join(page.text.split())
        lines = [bare for line in more.text.split("\n") if (bare := "".join(line.split()))]
        there = sum(len(line) for line in lines if line in plain)
        if 2 * there >= sum(map(len, lines)):
            return page
        return SafePage(
            f"{page.html}\n<hr>\n<p><b>{BODY}</b></p>\n{more.html}",
            page.title,
            f"{page.text}\n{more.text}",
            page.masked or more.masked,
            page.cut or more.cut,
            page.marked or more.marked,
        )

    def _file(self, file: Attachment) -> ShownAnswer:
        if file.state != "ok":
            return ShownAnswer(None, UNREAD_FILE if file.state != "sealed" else NOT_SHOWN)
        text = self._store.file_text(file.page, file.position)
        if not text.strip():
            return ShownAnswer(None, UNREAD_FILE)
        personal = mask(text) != text or _is_personal(text) or mask(file.name) != file.name
        return ShownAnswer(None, PERSONAL_FILE if personal else "", whole=not personal)

    @cached_property
    def _snapshots(self) -> list[Snapshot]:
        return self._store.read(Snapshot)

    @cached_property
    def _by_place(self) -> dict[tuple[str, int], Snapshot]:
        return {(one.warc, one.offset): one for one in self._snapshots}

    @cached_property
    def _by_id(self) -> dict[str, Snapshot]:
        return {one.id: one for one in self._snapshots}

    @cached_property
    def _listings(self) -> dict[str, Listing]:
        return {one.id: one for one in self._store.each(Listing)}

    @cached_property
    def _columns(self) -> dict[str, Column]:
        return {one.id: one for one in self._store.each(Column)}

    @cached_property
    def _listed_in(self) -> dict[str, set[str]]:
        """The columns whose lists were read from an answer."""
        found: dict[str, set[str]] = defaultdict(set)
        for listing in self._listings.values():
            for id_ in listing.snapshots:
                found[id_].add(listing.column)
        return found

    @cached_property
    def _purged(self) -> dict[tuple[str, int], Purged]:
        return {(one.warc, one.offset): one for one in self._store.each(Purged)}

    @cached_property
    def _files(self) -> dict[str, Attachment]:
        return {one.snapshot: one for one in self._store.each(Attachment, without=("text",)) if one.snapshot}

    @cached_property
    def _read_from(self) -> dict[str, str]:
        """The addresses of pages that were read, by the answers they were read from."""
        return {one.snapshot: one.url for one in self._pages if one.snapshot and one.state == "ok"}

    @cached_property
    def _sealed_pages(self) -> list[Page]:
        return [one for one in self._pages if one.state == "sealed"]

    @cached_property
    def _pages(self) -> list[Page]:
        return self._store.read(Page, without=("body", "sources", "conflicts", "breadcrumb"))

    @cached_property
    def _sealed(self) -> frozenset[str]:
        """The addresses of what carries a classification mark."""
        files = [one.url for one in self._store.each(Attachment, without=("text",)) if one.state == "sealed"]
        never = [one.url for one in self._store.each(Failure) if one.kind == "sealed"]
        return frozenset(identity(url) for url in (*(page.url for page in self._sealed_pages), *files, *never))

    @cached_property
    def _sealed_names(self) -> frozenset[str]:
        """The last part of those addresses, by which data that is no HTML names them."""
        return frozenset(one.rpartition("/")[2] for one in self._sealed)

    @cached_property
    def _sealed_columns(self) -> frozenset[str]:
        return frozenset(column for page in self._sealed_pages for column in page.columns)

    @cached_property
    def _personal(self) -> frozenset[str]:
        return frozenset(identity(one.url) for one in self._store.each(PageFacts) if one.personal)


def _is_personal(text: str) -> bool:
    return bool(personal_data(SeenPage("", (), text, ())))


def _request_behind(path: Path, offset: int, answer: Record) -> bytes:
    """The member behind an answer where it holds what was asked for it; nothing where it does not."""
    try:
        record, packed = record_at(path, offset)
    except (OSError, DamagedRecordError):
        return b""
    concurrent = record.field("WARC-Concurrent-To")
    return packed if record.kind == "request" and concurrent == answer.field("WARC-Record-ID") else b""
