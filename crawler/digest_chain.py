"""The chained digest of a round: each snapshot's line hashed with the one before, each record of the WARC files too.

The two heads are written down when a crawl ends (`sealed`) and copied to another place. A later crawl of the same round
only adds behind them, so a head stays provable for ever: whoever alters, drops or inserts a row or a record, even in
the store and the files together, would have to alter the copy as well. Purging a record (`tombstone`) leaves both heads
as they are, because the store keeps the digest of what lay there.
"""

import hashlib
import json
import uuid
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from struct import pack
from typing import Any

from crawler.evidence import evidence_files, file_number
from crawler.warc_record import VERSION, Member, members
from inspection.round_store import RoundStore
from inspection.types.portal import Purged, Snapshot

FACT = "seals"
START = hashlib.sha256(b"xuncha round 1").hexdigest()
_PURGED = "xuncha:purged"
# What a line says, in this order, for ever: fields that rows gain later are no part of it.
_LINE = (
    "id", "key", "url", "final_url", "status", "fetched_at", "sha256", "length", "content_type", "etag",
    "last_modified", "carried", "checked_at", "rendered",
)  # fmt: skip
_SHORTEST_GZIP = 18
_STORED = 65_535


@dataclass(frozen=True)
class Seal:
    """What a round held when a crawl of it ended (`at`, ISO): the number of its snapshots and the head of their chain,
    the number of its WARC records and the head of theirs."""

    at: str
    answers: int
    head: str
    records: int
    archive: str


@dataclass(frozen=True)
class Chains:
    """Both chains of a round as it is now: their heads after 0, 1, 2 … links."""

    answers: tuple[str, ...]
    archive: tuple[str, ...]

    def keeps(self, seal: Seal) -> tuple[bool, bool]:
        """Whether the snapshots and the records begin with what a seal saw."""
        rows = seal.answers < len(self.answers) and self.answers[seal.answers] == seal.head
        records = seal.records < len(self.archive) and self.archive[seal.records] == seal.archive
        return rows, records

    def seal(self, at: str) -> Seal:
        """Both heads as they are now."""
        return Seal(at, len(self.answers) - 1, self.answers[-1], len(self.archive) - 1, self.archive[-1])


def chains(snapshots: Iterable[Snapshot], found: Iterable[tuple[str, Member]], purged: Iterable[Purged]) -> Chains:
    """The chains over a round's rows and the members of its files, which come in the order of writing."""
    original = {(one.warc, one.offset): one.record for one in purged}
    lines = (_line(snapshot) for snapshot in received_in_order(snapshots))
    digests = (original.get((name, one.offset), one.sha256) for name, one in found if one.record is not None)
    return Chains(tuple(_heads(lines)), tuple(_heads(digests)))


def received_in_order(snapshots: Iterable[Snapshot]) -> list[Snapshot]:
    """Snapshots in the order in which their records were written."""
    return sorted(snapshots, key=lambda one: (file_number(one.warc), one.warc, one.offset))


def all_members(folder: Path) -> Iterator[tuple[str, Member]]:
    """The members of all files of a round, in the order in which they were written."""
    for path in evidence_files(folder):
        for member in members(path):
            yield path.name, member


def sealed(store: RoundStore, folder: Path, at: str) -> Seal:
    """Writes down in the round's store what it holds now, behind earlier seals. Returns the seal, to be copied
    elsewhere."""
    seal = chains(store.read(Snapshot), all_members(folder), store.read(Purged)).seal(at)
    before = seals(store)
    if before and (before[-1].head, before[-1].archive) == (seal.head, seal.archive):
        return before[-1]
    store.set_fact(FACT, [asdict(one) for one in (*before, seal)])
    return seal


def seals(store: RoundStore) -> list[Seal]:
    """The seals of a round, oldest first."""
    return [seal_of(one) for one in store.fact(FACT) or ()]


def seal_of(value: Mapping[str, Any]) -> Seal:
    """A seal as it was written down."""
    return Seal(*(value[name] for name in ("at", "answers", "head", "records", "archive")))


def is_tombstone(member: Member) -> bool:
    """Whether a record says that what lay in its place was taken out."""
    return member.record is not None and member.record.field("WARC-Target-URI") == _PURGED


def purge(store: RoundStore, folder: Path, warc: str, offset: int, on: date, reason: str) -> None:
    """Puts a tombstone of the same length in the place of a record, in the file and in the store's `purged`.

    Raises ValueError where no record begins there.
    """
    path = folder / warc
    member = next((one for one in members(path) if one.offset == offset and one.record is not None), None)
    if member is None:
        raise ValueError(f"no record at {offset} of {path}")
    if is_tombstone(member):
        return
    # First the row: a tombstone without one would look like an alteration.
    store.add(Purged(warc, offset, member.sha256, on, reason))
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(tombstone(member.length, on))


def tombstone(length: int, on: date) -> bytes:
    """A gzip member of exactly so many bytes that holds a `metadata` record and nothing of what lay there."""
    head = (
        f"{VERSION}\r\nWARC-Type: metadata\r\nWARC-Record-ID: <urn:uuid:{uuid.uuid4()}>\r\n"
        f"WARC-Target-URI: {_PURGED}\r\nWARC-Date: {on.isoformat()}T00:00:00Z\r\nContent-Type: text/plain\r\n"
    )
    for size in range(length - _SHORTEST_GZIP, -1, -1):
        raw = f"{head}Content-Length: {size}\r\n\r\n".encode() + b" " * size + b"\r\n\r\n"
        member = _stored(raw, length)
        if member is not None:
            return member
    raise ValueError(f"{length} bytes hold no record")


def _stored(raw: bytes, length: int) -> bytes | None:
    """Bytes as a gzip member without compression, its name field (RFC 1952) making up the length; None where it would
    be longer."""
    blocks = [raw[start : start + _STORED] for start in range(0, len(raw), _STORED)]
    body = b"".join(
        pack("<BHH", number == len(blocks) - 1, len(block), len(block) ^ 0xFFFF) + block
        for number, block in enumerate(blocks)
    )
    spare = length - _SHORTEST_GZIP - len(body)
    if spare < 0:
        return None
    name = b"-" * (spare - 1) + b"\0" if spare else b""
    start = b"\x1f\x8b\x08" + (b"\x08" if spare else b"\0") + b"\0\0\0\0\0\xff"
    return start + name + body + pack("<II", zlib.crc32(raw), len(raw) & 0xFFFFFFFF)


def _line(snapshot: Snapshot) -> str:
    values = [getattr(snapshot, name) for name in _LINE]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _heads(lines: Iterable[str]) -> Iterator[str]:
    head = START
    yield head
    for line in lines:
        head = hashlib.sha256(f"{head}\n{line}".encode()).hexdigest()
        yield head
