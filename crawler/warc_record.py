"""One WARC record as bytes: one gzip member each, made and read (WARC/1.1, ISO 28500:2017).

Block and payload digests are SHA-1 in base32, as the tools of the field write and check them; what a round vouches for
is the SHA-256 of the payload in its own store.
"""

import base64
import hashlib
import uuid
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

VERSION = "WARC/1.1"
_GZIP = 31
_CHUNK = 1 << 16
_HTTP = "application/http"

Pairs = Iterable[tuple[str, str]]


class DamagedRecordError(ValueError):
    """Bytes that are no whole WARC record."""


@dataclass(frozen=True)
class Record:
    """A record as it was read. Names of header fields are compared without their case."""

    fields: tuple[tuple[str, str], ...]
    block: bytes

    def field(self, name: str) -> str | None:
        """The first header field of a name."""
        return _first(self.fields, name)

    @property
    def kind(self) -> str:
        """`response`, `request`, `revisit`, `resource`, `metadata`, `warcinfo` or another type of the standard."""
        return self.field("WARC-Type") or ""

    @cached_property
    def _parts(self) -> tuple[bytes, bytes]:
        """The head of an HTTP message and its body; no head where the block is none."""
        if not (self.field("Content-Type") or "").lower().startswith(_HTTP):
            return b"", self.block
        head, _, body = self.block.partition(b"\r\n\r\n")
        return head, body

    @property
    def payload(self) -> bytes:
        """The body of an HTTP message, the whole block of any other record."""
        return self._parts[1]

    @property
    def status(self) -> int | None:
        """The status of an HTTP answer; None where the record holds none."""
        words = self._parts[0].split(b"\r\n", 1)[0].split()
        return int(words[1]) if len(words) > 1 and words[0].startswith(b"HTTP") and words[1].isdigit() else None

    def http_field(self, name: str) -> str | None:
        """The first header field of a name in the HTTP message."""
        return _first(_pairs(self._parts[0].split(b"\r\n")[1:]), name)


@dataclass(frozen=True)
class Member:
    """A gzip member of a WARC file: its byte offset and length, the SHA-256 of its bytes as they lie there, and what
    it holds. `record` is None for bytes that are no whole record; they reach to the end of the file."""

    offset: int
    length: int
    sha256: str
    record: Record | None


def record_id() -> str:
    """A new identity for a record."""
    return f"<urn:uuid:{uuid.uuid4()}>"


def http_block(first_line: str, fields: Pairs, body: bytes) -> bytes:
    """An HTTP message; header fields as they came, raw bytes told as Latin-1."""
    lines = [first_line, *(f"{name}: {value}" for name, value in fields)]
    return "\r\n".join(lines).encode("latin-1", "replace") + b"\r\n\r\n" + body


def made(kind: str, fields: Pairs, block: bytes, *, payload: bytes | None = None) -> bytes:
    """A record as a gzip member. `payload` is the part of the block whose digest is told too."""
    told = [("WARC-Type", kind), *fields, ("WARC-Block-Digest", digest(block))]
    if payload is not None:
        told.append(("WARC-Payload-Digest", digest(payload)))
    told.append(("Content-Length", str(len(block))))
    head = "".join(f"{name}: {value}\r\n" for name, value in told)
    packer = zlib.compressobj(6, zlib.DEFLATED, _GZIP)
    raw = f"{VERSION}\r\n{head}\r\n".encode() + block + b"\r\n\r\n"
    return packer.compress(raw) + packer.flush()


def digest(data: bytes) -> str:
    """A labelled digest of the standard."""
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()


def record_at(path: Path, offset: int) -> tuple[Record, bytes]:
    """The record whose member begins at an offset, and the member's own bytes.

    Raises OSError, and DamagedRecordError where no whole record begins there.
    """
    decoder = zlib.decompressobj(_GZIP)
    packed: list[bytes] = []
    parts: list[bytes] = []
    with path.open("rb") as file:
        file.seek(offset)
        while not decoder.eof:
            chunk = file.read(_CHUNK)
            if not chunk:
                raise DamagedRecordError(f"no whole record at {offset}")
            packed.append(chunk)
            try:
                parts.append(decoder.decompress(chunk))
            except zlib.error as error:
                raise DamagedRecordError(str(error)) from error
    raw = b"".join(packed)
    return parsed(b"".join(parts)), raw[: len(raw) - len(decoder.unused_data)]


def members(path: Path) -> Iterator[Member]:
    """All members of a file in their order; the last is without a record where the file does not end with a whole one.

    A whole member that holds no WARC record counts as none too: whatever follows it has no place that can be trusted.
    """
    offset = 0
    with path.open("rb") as file:
        rest = b""
        while rest := rest or file.read(_CHUNK):
            decoder = zlib.decompressobj(_GZIP)
            hashed = hashlib.sha256()
            parts: list[bytes] = []
            length = 0
            while rest:
                try:
                    parts.append(decoder.decompress(rest))
                except zlib.error:
                    break
                used = rest[: len(rest) - len(decoder.unused_data)]
                hashed.update(used)
                length += len(used)
                rest = decoder.unused_data
                if decoder.eof:
                    break
                rest = file.read(_CHUNK)
            try:
                record = parsed(b"".join(parts)) if decoder.eof else None
            except DamagedRecordError:
                record = None
            if record is None:
                yield Member(offset, path.stat().st_size - offset, "", None)
                return
            yield Member(offset, length, hashed.hexdigest(), record)
            offset += length


def whole_length(path: Path) -> int:
    """The number of bytes up to the end of the last whole gzip member."""
    whole = 0
    with path.open("rb") as file:
        decoder = zlib.decompressobj(_GZIP)
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
                decoder = zlib.decompressobj(_GZIP)
    return whole


def parsed(raw: bytes) -> Record:
    """A record out of its bytes without gzip. Raises DamagedRecordError for what is none."""
    head, found, rest = raw.partition(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    if not found or not lines[0].startswith(b"WARC/"):
        raise DamagedRecordError("no WARC header")
    fields = tuple(_pairs(lines[1:], "utf-8"))
    length = _first(fields, "Content-Length") or ""
    if not length.isdigit() or int(length) > len(rest):
        raise DamagedRecordError("the block is not as long as its header says")
    return Record(fields, rest[: int(length)])


def _pairs(lines: list[bytes], charset: str = "latin-1") -> Iterator[tuple[str, str]]:
    for line in lines:
        name, found, value = line.decode(charset, "replace").partition(":")
        if found:
            yield name.strip(), value.strip()


def _first(fields: Pairs, name: str) -> str | None:
    wanted = name.lower()
    return next((value for given, value in fields if given.lower() == wanted), None)
