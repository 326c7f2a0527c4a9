"""Which characters the fonts at hand can show, so that no paper leaves with an empty box where a character should be.

Read from the `cmap` tables of font files (OpenType, TrueType, collections): formats 4 and 12, which hold everything
that Windows and Unicode fonts map.
"""

import struct
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_Ranges = tuple[tuple[int, int], ...]
# Unicode subtables of a cmap: (platform, encoding).
_UNICODE = ((0, 3), (0, 4), (0, 6), (3, 1), (3, 10))
_LAST = 0x10FFFF
# What shows nothing of its own: format signs, variation selectors, white space.
_UNSEEN = ("Cf", "Mn", "Me", "Zs", "Zl", "Zp", "Cc")


def missing_characters(text: str, preferred: Iterable[tuple[str, int]], others: Iterable[tuple[str, int]]) -> set[str]:
    """Characters that no font has a glyph for. Fonts are given as (path, number in its collection); `others` are only
    opened for what the preferred ones lack."""
    left = {char for char in set(text) if ord(char) > 0x7E and unicodedata.category(char) not in _UNSEEN}
    for path, index in (*preferred, *others):
        if not left:
            break
        ranges = covered(path, index)
        left = {char for char in left if not _within(ord(char), ranges)}
    return left


def _within(code: int, ranges: _Ranges) -> bool:
    place = bisect_right(ranges, (code, _LAST)) - 1
    return place >= 0 and code <= ranges[place][1]


def shown_as_number(char: str) -> str:
    """A character that cannot be shown, by its number: 〔U+1F600〕."""
    return f"〔U+{ord(char):04X}〕"


@cache
def covered(path: str, index: int) -> _Ranges:
    """The ranges of characters that a font maps, in their order and apart from one another; none for a file that cannot
    be read as a font."""
    try:
        return _apart(_read(Path(path).read_bytes(), index))
    except (OSError, struct.error, IndexError, ValueError):
        return ()


def _apart(ranges: _Ranges) -> _Ranges:
    """The same characters in ranges that do not meet: fonts hold several tables, one within the other."""
    made: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if made and first <= made[-1][1] + 1:
            made[-1] = (made[-1][0], max(made[-1][1], last))
        else:
            made.append((first, last))
    return tuple(made)


def _read(data: bytes, index: int) -> _Ranges:
    start = struct.unpack_from(">I", data, 12 + 4 * index)[0] if data[:4] == b"ttcf" else 0
    tables = struct.unpack_from(">H", data, start + 4)[0]
    for number in range(tables):
        tag, _sum, offset, _length = struct.unpack_from(">4sIII", data, start + 12 + 16 * number)
        if tag == b"cmap":
            return _cmap(data, offset)
    return ()


def _cmap(data: bytes, at: int) -> _Ranges:
    count = struct.unpack_from(">H", data, at + 2)[0]
    found: set[tuple[int, int]] = set()
    for number in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", data, at + 4 + 8 * number)
        if (platform, encoding) in _UNICODE:
            found |= _subtable(data, at + offset)
    return tuple(sorted(found))


def _subtable(data: bytes, at: int) -> set[tuple[int, int]]:
    form = struct.unpack_from(">H", data, at)[0]
    if form == 12:
        groups = struct.unpack_from(">I", data, at + 12)[0]
        return {struct.unpack_from(">II", data, at + 16 + 12 * group) for group in range(groups)}
    if form != 4:
        return set()
    segments = struct.unpack_from(">H", data, at + 6)[0] // 2
    ends = struct.unpack_from(f">{segments}H", data, at + 14)
    starts = struct.unpack_from(f">{segments}H", data, at + 16 + 2 * segments)
    return {(first, last) for first, last in zip(starts, ends, strict=True) if first != 0xFFFF}
