"""Snapshots in WARC files (ISO 28500:2017): one gzip member a record, payloads as they came over the wire.

Scrapy is kept from asking for and from undoing content encodings, so the bytes between the headers and the end of a
response record are those that the server sent, after transfer decoding only (the `Transfer-Encoding` header is left
out, as it no longer holds). Behind each answer lies its request. What an earlier round had received and this one need
not receive again is copied from its files as it lies there, so that a round's folder is whole by itself.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import responses
from io import FileIO
from pathlib import Path

from crawler.warc_record import (
    VERSION,
    DamagedRecordError,
    Record,
    digest,
    http_block,
    made,
    record_at,
    record_id,
    whole_length,
)
from inspection.errors import UserError
from inspection.types.portal import Snapshot

LARGEST_FILE = 1 << 30
SERVER_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
IDENTICAL_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_STANDARD = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
_HOP_BY_HOP = {"transfer-encoding", "connection", "keep-alive"}
_Fields = list[tuple[str, str]]
_ANSWER = ("Content-Type", "application/http; msgtype=response")
_REQUEST = ("Content-Type", "application/http; msgtype=request")


@dataclass(frozen=True)
class Received:
    """One answer as it came: `headers` and `body` of the answer, and what had been sent for it."""

    url: str
    method: str
    sent_headers: tuple[tuple[str, str], ...]
    sent_body: bytes
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    protocol: str
    at: datetime

    def header(self, name: str) -> str | None:
        """The first header of a name in the answer; raw UTF-8 in it is read, which only some servers send."""
        found = next((value for given, value in self.headers if given.lower() == name.lower()), None)
        return found and found.encode("latin-1").decode("utf-8", "replace")


@dataclass(frozen=True)
class Place:
    """Where a record lies: the file's name, its byte offset; and the body's length and SHA-256."""

    warc: str
    offset: int
    length: int
    sha256: str


class EvidenceFile:
    """The WARC files of one round, `NNNN.warc.gz` in the district's folder. A run goes on in the last one (cut to its
    last whole record before: `drop_torn_tails`) and begins the next where a record would make it longer than `limit`
    bytes; a run that receives nothing leaves no trace.

    An answer and its request are handed to the system in one piece before a method returns, so a killed process loses
    at most the one in flight.
    """

    def __init__(self, folder: Path, software: str, *, limit: int = LARGEST_FILE) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._software = software
        self._limit = limit
        self._file: FileIO | None = None
        self._info = ""
        self._bare = 0
        last = _last_number(folder)
        full = last > 0 and (folder / _name(last)).stat().st_size >= limit
        self._number = max(last + full, 1)

    @property
    def path(self) -> Path:
        """The file that is written to at present."""
        return self._folder / _name(self._number)

    def keep(self, received: Received) -> Place:
        """Writes an answer and its request. Returns the place of the answer."""
        block = _answer_block(received, received.body)
        fields = [*self._fields(received), _ANSWER]
        offset = self._write(received, "response", fields, block, payload=received.body)
        return Place(self.path.name, offset, len(received.body), hashlib.sha256(received.body).hexdigest())

    def revisit(self, received: Received, earlier: Place) -> Place:
        """Writes that an answer was what an earlier one in this round's files is: the server said so (304), or it sent
        the same body once more. The place returned is the new record's, with length and hash of the earlier body.

        Replay tools show the answer's own headers with the earlier body; those of a 304 would make browsers show
        nothing, so its record has none and names its validators in fields of its own, as Heritrix does.

        Raises ValueError where neither is so, UserError where there is no earlier record.
        """
        same = hashlib.sha256(received.body).hexdigest() == earlier.sha256
        idle = received.status == 304
        if not idle and not same:
            raise ValueError(f"{received.url} changed: it is no revisit")
        before, _ = _record(self._folder, earlier.warc, earlier.offset)
        fields = [
            *self._fields(received),
            ("WARC-Profile", SERVER_NOT_MODIFIED if idle else IDENTICAL_PAYLOAD),
            ("WARC-Refers-To", before.field("WARC-Record-ID") or ""),
            ("WARC-Refers-To-Target-URI", before.field("WARC-Target-URI") or ""),
            ("WARC-Refers-To-Date", before.field("WARC-Date") or ""),
            ("WARC-Payload-Digest", before.field("WARC-Payload-Digest") or digest(before.payload)),
        ]
        if idle:
            said = (("WARC-Etag", received.header("ETag")), ("WARC-Last-Modified", received.header("Last-Modified")))
            fields += [(name, value) for name, value in said if value]
        else:
            fields.append(_ANSWER)
        block = b"" if idle else _answer_block(received, b"")
        offset = self._write(received, "revisit", fields, block)
        return Place(self.path.name, offset, earlier.length, earlier.sha256)

    def keep_rendered(
        self, url: str, shown: bytes, at: datetime, *, content_type: str = "text/html; charset=utf-8"
    ) -> Place:
        """Writes a page as a browser showed it: a `resource` under the page's own address, since no server sent it so.
        Replay tools open it there, at its own moment."""
        fields = [*self._fields_of(url, at), ("Content-Type", content_type)]
        offset = self._append(at, lambda info: made("resource", [*fields, *info], shown, payload=shown))
        return Place(self.path.name, offset, len(shown), hashlib.sha256(shown).hexdigest())

    def carry(self, folder: Path, snapshot: Snapshot) -> Place:
        """Copies an earlier round's answer and its request byte for byte out of its folder into this round's files.

        Raises UserError where the record is not what its row says: it must be asked for anew.
        """
        record, packed = _record(folder, snapshot.warc, snapshot.offset)
        body = record.payload
        found = hashlib.sha256(body).hexdigest()
        if found != snapshot.sha256 or record.field("WARC-Target-URI") != snapshot.url:
            raise UserError(
                f"网页留痕文件 {folder / snapshot.warc} 中位置 {snapshot.offset} 的内容与记录不符，请从备份恢复该文件。"
            )
        packed += _request_behind(folder / snapshot.warc, snapshot.offset + len(packed), record)
        at = datetime.fromisoformat(snapshot.checked_at or snapshot.fetched_at)
        offset = self._append(at, lambda _: packed)
        return Place(self.path.name, offset, len(body), found)

    def close(self) -> None:
        """Lets go of the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _fields(self, received: Received) -> _Fields:
        return self._fields_of(received.url, received.at)

    def _fields_of(self, url: str, at: datetime) -> _Fields:
        return [("WARC-Record-ID", record_id()), ("WARC-Target-URI", url), ("WARC-Date", _utc(at))]

    def _write(
        self,
        received: Received,
        kind: str,
        fields: _Fields,
        block: bytes,
        *,
        payload: bytes | None = None,
    ) -> int:
        """Writes an answer and its request in one piece. Returns the offset of the answer."""
        line = f"{received.method} {_target(received.url)} HTTP/1.1"
        sent = http_block(line, received.sent_headers, received.sent_body)
        asked = [*self._fields(received), ("WARC-Concurrent-To", fields[0][1]), _REQUEST]

        def pair(info: _Fields) -> bytes:
            request = made("request", [*asked, *info], sent, payload=received.sent_body or None)
            return made(kind, [*fields, *info], block, payload=payload) + request

        return self._append(received.at, pair)

    def _append(self, at: datetime, make: Callable[[_Fields], bytes]) -> int:
        """Appends what is made, told under which description it stands. Returns its offset."""
        file = self._opened(at)
        packed = make([("WARC-Warcinfo-ID", self._info)])
        if file.tell() + len(packed) > self._limit and file.tell() != self._bare:
            self.close()
            self._number += 1
            file = self._opened(at)
            packed = make([("WARC-Warcinfo-ID", self._info)])
        offset = file.tell()
        _put(file, packed)
        return offset

    def _opened(self, at: datetime) -> FileIO:
        """The file, opened; every run describes itself in it first."""
        if self._file is None:
            self._file = FileIO(self.path, "ab")
            self._info = record_id()
            begun = self._file.tell() == 0
            _put(self._file, self._description(at))
            self._bare = self._file.tell() if begun else 0
        return self._file

    def _description(self, at: datetime) -> bytes:
        form = VERSION.replace("/", " File Format ")
        text = f"software: {self._software}\r\nformat: {form}\r\nconformsTo: {_STANDARD}\r\n"
        fields = [
            ("WARC-Record-ID", self._info),
            ("WARC-Date", _utc(at)),
            ("WARC-Filename", self.path.name),
            ("Content-Type", "application/warc-fields"),
        ]
        return made("warcinfo", fields, text.encode())


def read_payload(folder: Path, warc: str, offset: int) -> tuple[bytes, str | None]:
    """The body of an answer as received, and its Content-Encoding.

    Raises UserError when the file or the record is not there or cannot be read.
    """
    record, _ = _record(folder, warc, offset)
    return record.payload, record.http_field("Content-Encoding")


def drop_torn_tails(folder: Path) -> None:
    """Cuts off what a killed run had begun to write behind its last whole record: no row refers to it, and the standard
    tools refuse a file that ends in the middle of a record."""
    for path in evidence_files(folder):
        whole = whole_length(path)
        if whole == 0:
            path.unlink()
        elif whole < path.stat().st_size:
            with path.open("r+b") as file:
                file.truncate(whole)


def evidence_files(folder: Path) -> list[Path]:
    """The WARC files of a round in the order in which they were written."""
    return sorted(folder.glob("*.warc.gz"), key=lambda path: (file_number(path.name), path.name))


def file_number(name: str) -> int:
    """The place of a WARC file among those of its round; 0 for a name that this program does not give."""
    number = name.partition(".")[0]
    return int(number) if number.isascii() and number.isdigit() else 0


def _name(number: int) -> str:
    return f"{number:04d}.warc.gz"


def _last_number(folder: Path) -> int:
    return max((file_number(path.name) for path in folder.glob("*.warc.gz")), default=0)


def _record(folder: Path, warc: str, offset: int) -> tuple[Record, bytes]:
    path = folder / warc
    try:
        return record_at(path, offset)
    except (OSError, DamagedRecordError) as error:
        raise UserError(f"网页留痕文件 {path} 缺失或损坏（位置 {offset}），请从备份恢复该文件后重试。") from error


def _request_behind(path: Path, offset: int, answer: Record) -> bytes:
    """The member at an offset where it holds the request of an answer; b'' for what has none."""
    try:
        record, packed = record_at(path, offset)
    except DamagedRecordError:
        return b""
    concurrent = record.field("WARC-Concurrent-To")
    return packed if record.kind == "request" and concurrent == answer.field("WARC-Record-ID") else b""


def _answer_block(received: Received, body: bytes) -> bytes:
    protocol = received.protocol if received.protocol.startswith("HTTP/") else "HTTP/1.1"
    line = f"{protocol} {received.status} {responses.get(received.status, 'Unknown')}"
    kept = [(name, value) for name, value in received.headers if name.lower() not in _HOP_BY_HOP]
    return http_block(line, kept, body)


def _put(file: FileIO, packed: bytes) -> None:
    """Appends all of it or nothing: a full disk leaves no half record for the next one to stand behind."""
    start = file.tell()
    rest = memoryview(packed)
    try:
        while rest:
            rest = rest[file.write(rest) :]
    except OSError:
        file.truncate(start)
        file.seek(start)
        raise


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _target(url: str) -> str:
    return "/" + url.split("://", 1)[-1].partition("/")[2]
