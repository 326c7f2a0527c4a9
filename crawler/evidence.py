"""Snapshots in WARC files: one gzip member a record, one file a run, payloads as they came over the wire.

Scrapy is kept from asking for and from undoing content encodings, so the bytes between the headers and the end of a
response record are those that the server sent, after transfer decoding only (the `Transfer-Encoding` header is left
out, as it no longer holds). WARC: ISO 28500.
"""

import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import responses
from io import BytesIO
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from inspection.errors import UserError

Headers = Iterable[tuple[str, str]]
_HOP_BY_HOP = {"transfer-encoding", "connection", "keep-alive"}


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
    """The WARC file of one run, `NNNN.warc.gz` in the district's folder; made with the first record.

    Every record is handed to the system before `keep` returns, so a killed process loses at most the one in flight.
    """

    def __init__(self, folder: Path, software: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / f"{_last_number(folder) + 1:04d}.warc.gz"
        self._software = software
        self._file = self.path.open("xb")
        self._writer = WARCWriter(self._file, gzip=True)

    def keep(self, received: Received) -> Place:
        """Writes the answer and its request. Returns the place of the answer."""
        if self._file.tell() == 0:
            self._write_info(received.at)
        offset = self._file.tell()
        stamp = {"WARC-Date": _utc(received.at)}
        answer = self._writer.create_warc_record(
            received.url,
            "response",
            payload=BytesIO(received.body),
            length=len(received.body),
            http_headers=StatusAndHeaders(
                f"{received.status} {responses.get(received.status, 'Unknown')}",
                [(name, value) for name, value in received.headers if name.lower() not in _HOP_BY_HOP],
                protocol=received.protocol,
            ),
            warc_headers_dict=stamp,
        )
        request = self._writer.create_warc_record(
            received.url,
            "request",
            payload=BytesIO(received.sent_body),
            length=len(received.sent_body),
            http_headers=StatusAndHeaders(f"{received.method} {_target(received.url)} HTTP/1.1", received.sent_headers),
            warc_headers_dict=stamp,
        )
        self._writer.write_request_response_pair(request, answer)
        self._file.flush()
        return Place(self.path.name, offset, len(received.body), hashlib.sha256(received.body).hexdigest())

    def close(self) -> None:
        """Lets go of the file; a run that received nothing leaves none behind."""
        empty = self._file.tell() == 0
        self._file.close()
        if empty:
            self.path.unlink()

    def _write_info(self, at: datetime) -> None:
        fields = f"software: {self._software}\r\nformat: WARC File Format 1.0\r\n".encode()
        info = self._writer.create_warc_record(
            "", "warcinfo", payload=BytesIO(fields), length=len(fields), warc_headers_dict={"WARC-Date": _utc(at)}
        )
        info.rec_headers.replace_header("Content-Type", "application/warc-fields")
        info.rec_headers.add_header("WARC-Filename", self.path.name)
        self._writer.write_record(info)


def read_payload(folder: Path, warc: str, offset: int) -> tuple[bytes, str | None]:
    """The body of an answer as received, and its Content-Encoding.

    Raises UserError when the file or the record is not there or cannot be read.
    """
    path = folder / warc
    try:
        with path.open("rb") as file:
            file.seek(offset)
            record = next(iter(ArchiveIterator(file)))
            headers = record.http_headers
            return record.raw_stream.read(), headers.get_header("Content-Encoding") if headers else None
    except (OSError, StopIteration, ArchiveLoadFailed, EOFError) as error:
        raise UserError(f"网页留痕文件 {path} 缺失或损坏（位置 {offset}），请从备份恢复该文件后重试。") from error


def drop_torn_tails(folder: Path) -> None:
    """Cuts off what a killed run had begun to write behind its last whole record: no row refers to it, and the standard
    tools refuse a file that ends in the middle of a record."""
    for path in sorted(folder.glob("*.warc.gz")):
        whole = _whole_length(path)
        if whole == 0:
            path.unlink()
        elif whole < path.stat().st_size:
            with path.open("r+b") as file:
                file.truncate(whole)


def _whole_length(path: Path) -> int:
    """The number of bytes up to the end of the last whole gzip member."""
    whole = 0
    with path.open("rb") as file:
        decoder = zlib.decompressobj(31)
        position = 0
        while chunk := file.read(1 << 20):
            position += len(chunk)
            while chunk:
                try:
                    decoder.decompress(chunk)
                except zlib.error:
                    return whole
                if not decoder.eof:
                    break
                chunk = decoder.unused_data
                whole = position - len(chunk)
                decoder = zlib.decompressobj(31)
    return whole


def _last_number(folder: Path) -> int:
    names = (path.name.partition(".")[0] for path in folder.glob("*.warc.gz"))
    return max((int(name) for name in names if name.isdigit()), default=0)


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _target(url: str) -> str:
    return "/" + url.split("://", 1)[-1].partition("/")[2]
