"""Marks of a text: enough to know it again after it was edited, too little to read it back.

A text is cut into short pieces (four characters each; the rows of a list). Kept are how many there are, one sum of all
of them, the smallest of their hashes, and those of the numbers in it (sixteen bits each: no number can be read back):
papers of one form differ in their numbers. Two texts share so much of these as they share of all their pieces (Broder,
On the resemblance and containment of documents, 1997). The hash of a piece is a CRC, multiplied so that its order is
one of chance: three times sooner than a digest, and the same in every process.
"""

import hashlib
import re
import unicodedata
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

_VERSION = "1"
_PIECE = 4
# Characters of a text that are read, and hashes that are kept.
_READ = 4000
_KEPT, _NUMBERS_KEPT = 64, 16
# Numbers from which two texts can be told apart by them.
_NUMBERS_TOLD = 3
_NUMBER = re.compile(r"\d[\d.,]*\d")
# the golden ratio of 32 bits: an odd factor, so that no two hashes become one
_SPREAD = 0x9E3779B1
_BLANK = re.compile(r"[\s\u200b\ufeff]+")


@dataclass(frozen=True)
class Marks:
    """The marks of one text: the number of its distinct pieces, the sum of all, the smallest hashes of pieces and of
    numbers in their order."""

    count: int
    whole: str
    least: tuple[int, ...]
    numbers: tuple[int, ...] = ()

    @property
    def digest(self) -> str:
        """The marks as one word, '' for a text without pieces."""
        if not self.count:
            return ""
        least, numbers = "".join(f"{one:08x}" for one in self.least), "".join(f"{one:04x}" for one in self.numbers)
        return f"{_VERSION}.{self.count}.{self.whole}.{least}.{numbers}"

    def resemblance(self, others: frozenset[int]) -> float:
        """How much of all the pieces of both this text shares with one whose hashes are given, 0..1."""
        shared = self.contained(others) * self.count
        return shared / (self.count + len(others) - shared) if self.count and others else 0.0

    def numbers_kept(self, others: frozenset[int]) -> float | None:
        """How many of this text's numbers the other has, 0..1; None where one of the two has hardly any."""
        if min(len(self.numbers), len(others)) < _NUMBERS_TOLD:
            return None
        return sum(one in others for one in self.numbers) / len(self.numbers)

    def contained(self, others: frozenset[int]) -> float:
        """How much of this text's pieces the other has, 0..1; an estimate within about 0.1 for longer texts."""
        return sum(one in others for one in self.least) / len(self.least) if self.least else 0.0


def read_digest(digest: str) -> Marks:
    """What a digest says; no marks for one that is empty or of another version."""
    parts = digest.split(".")
    if len(parts) != 5 or parts[0] != _VERSION or not parts[1].isdecimal():
        return Marks(0, "", ())
    least, numbers = (
        tuple(int(part[at : at + size], 16) for at in range(0, len(part), size))
        for part, size in zip(parts[3:], (8, 4), strict=True)
    )
    return Marks(int(parts[1]), parts[2], least, numbers)


def plain(text: str) -> str:
    """The read part of a text without blanks, in one width and in small letters."""
    return _BLANK.sub("", unicodedata.normalize("NFKC", text[: 2 * _READ])).lower()[:_READ]


def pieces_of(text: str) -> frozenset[int]:
    """The hashes of the pieces of a text."""
    read = plain(text).encode("utf-16-le", "surrogatepass")
    size = 2 * _PIECE
    pieces = {read[at : at + size] for at in range(0, max(len(read) - size, 0) + 1, 2)} if read else set()
    return frozenset(zlib.crc32(piece) * _SPREAD & 0xFFFFFFFF for piece in pieces)


def hashes_of(rows: Iterable[str]) -> frozenset[int]:
    """The hashes of the rows of a list."""
    return frozenset(zlib.crc32(row.encode("utf-8", "surrogatepass")) * _SPREAD & 0xFFFFFFFF for row in set(rows))


def numbers_of(text: str) -> frozenset[int]:
    """Short hashes of the numbers of two and more figures in a text."""
    return frozenset(one >> 16 for one in hashes_of(_NUMBER.findall(plain(text))))


def whole_of(text: str) -> str:
    """The sum of a text as a whole."""
    return _sum(plain(text))


def marks_of(text: str) -> Marks:
    """The marks of a running text."""
    pieces = pieces_of(text)
    numbers = tuple(sorted(numbers_of(text))[:_NUMBERS_KEPT])
    return Marks(len(pieces), whole_of(text) if pieces else "", tuple(sorted(pieces)[:_KEPT]), numbers)


def marks_of_list(rows: Iterable[str]) -> Marks:
    """The marks of a list, whatever the order of its rows; empty rows do not count."""
    kept = sorted({row for row in rows if row})
    return Marks(len(kept), _sum("\n".join(kept)) if kept else "", tuple(sorted(hashes_of(kept))[:_KEPT]))


def _sum(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
