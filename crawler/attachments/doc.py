"""Word 97-2003 documents (DOC, and WPS files in that format): the text by the document's table of pieces.

The format is described in [MS-DOC]: the file information block at the start of the stream `WordDocument` names the
table of pieces in the stream `0Table` or `1Table`; every piece is a run of the stream, one or two bytes a sign.
"""

import io
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

import olefile

from crawler.attachments.outcome import MEGABYTE, Content, FileLimits, NotReadError, broken, locked, too_large

_WHAT = "Word 文档"
_WORD, _OLD_WORD = 0xA5EC, (0xA5DC, 0xA59B, 0xA59C)
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_WORD_97 = 0x00C1
_PLACE_OF_PIECES = 0x01A2
# Lengths of the stories in signs: text, notes, headers, (unused), comments, end notes, text boxes, those in headers.
_LENGTHS = struct.Struct("<8i")
_PLACE_OF_LENGTHS, _UNUSED = 0x004C, 3
_MOST_PIECES = 200_000
_LARGEST_STREAM = 200 * MEGABYTE
_ONE_BYTE = 0x4000_0000
# What is shown of a field is its result: code between 0x13 and 0x14, result up to 0x15.
_INNERMOST_FIELD = re.compile("\x13[^\x13\x14\x15]{0,4000}(?:\x14([^\x13\x14\x15]*))?\x15")
_DEEPEST_FIELDS = 8
_SIGNS = str.maketrans({
    **dict.fromkeys("\r\x0b\x0c\x0e", "\n"), "\x1e": "-", "\xa0": " ",
    **dict.fromkeys("\x00\x01\x02\x03\x04\x05\x08\x13\x14\x15\x1f", None),
})  # fmt: skip
_PICTURES = ("\x01", "\x08")
_DAMAGE = (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, OverflowError, struct.error)


@dataclass(frozen=True)
class _Piece:
    """A run of signs: its number of signs, where it begins in the stream, and the bytes of one sign."""

    signs: int
    start: int
    width: int


def read_doc(body: bytes, limits: FileLimits) -> Content:
    """The document's text with tables, then notes and text boxes; headers are only looked at for marks."""
    word, table = _streams(body)
    if len(word) < _PLACE_OF_PIECES + 8:
        raise broken(_WHAT)
    lengths = tuple(0 if at == _UNUSED else one for at, one in enumerate(_LENGTHS.unpack_from(word, _PLACE_OF_LENGTHS)))
    if any(length < 0 for length in lengths):
        raise broken(_WHAT)
    if sum(lengths) > limits.chars:
        raise too_large("文件文字过多，超过读取限度，未读取")
    try:
        whole = "".join(_texts(word, _pieces(table, word, sum(lengths)), limits.chars))
    except (struct.error, IndexError) as error:
        raise broken(_WHAT) from error
    if len(whole) < sum(lengths):
        raise broken(_WHAT)
    stories = list(_stories(whole, lengths))
    main, notes, headers, _, _, ends, boxes, header_boxes = (_plain(story) for story in stories)
    text = "\n".join(part for part in (main, notes, ends, boxes) if part)
    if not text:
        if any(sign in stories[0] for sign in _PICTURES):
            raise NotReadError("scanned", "文档里只有图片，没有文字")
        raise NotReadError("empty", "文档里没有文字")
    return Content(text, marks=(main, headers, boxes, header_boxes))


def _streams(body: bytes) -> tuple[bytes, bytes]:
    """The stream of the document and that of its tables."""
    try:
        with olefile.OleFileIO(io.BytesIO(body)) as compound:
            word = _stream(compound, "WordDocument")
            magic, version = struct.unpack_from("<HH", word)
            flags = struct.unpack_from("<H", word, 0x0A)[0]
            if magic in _OLD_WORD or (magic == _WORD and version < _WORD_97):
                raise NotReadError("unsupported", "文档是 Word 95 或更早的格式，暂不能读取")
            if magic != _WORD:
                raise broken(_WHAT)
            if flags & _ENCRYPTED:
                raise locked()
            return word, _stream(compound, "1Table" if flags & _SECOND_TABLE else "0Table")
    except (*_DAMAGE, RecursionError) as error:
        raise broken(_WHAT) from error


def _stream(compound: olefile.OleFileIO, name: str) -> bytes:
    if compound.get_size(name) > _LARGEST_STREAM:
        raise too_large("文档内的数据超过读取限度，未读取")
    contents: bytes = compound.openstream(name).read()
    return contents


def _pieces(table: bytes, word: bytes, signs: int) -> Iterator[_Piece]:
    """The pieces in the order of the text, as many as hold the signs of all stories."""
    start, size = struct.unpack_from("<II", word, _PLACE_OF_PIECES)
    if not size or start + size > len(table):
        raise broken(_WHAT)
    place = start
    while place < start + size and table[place] == 1:
        # Properties that pieces share come first.
        place += 3 + struct.unpack_from("<H", table, place + 1)[0]
    if place >= start + size or table[place] != 2:
        raise broken(_WHAT)
    length = struct.unpack_from("<I", table, place + 1)[0]
    place += 5
    count = (length - 4) // 12
    if count < 1 or count > _MOST_PIECES or place + length > len(table):
        raise broken(_WHAT) if count <= _MOST_PIECES else too_large("文档内的分段过多，超过读取限度，未读取")
    ends = struct.unpack_from(f"<{count + 1}I", table, place)
    for index in range(count):
        first, last = ends[index], min(ends[index + 1], signs)
        if last <= first:
            continue
        address = struct.unpack_from("<I", table, place + 4 * (count + 1) + 8 * index + 2)[0]
        if address & _ONE_BYTE:
            yield _Piece(last - first, (address & (_ONE_BYTE - 1)) // 2, 1)
        else:
            yield _Piece(last - first, address & (_ONE_BYTE - 1), 2)


def _texts(word: bytes, pieces: Iterator[_Piece], most: int) -> Iterator[str]:
    for piece in pieces:
        most -= piece.signs
        end = piece.start + piece.signs * piece.width
        if most < 0:
            raise too_large("文件文字过多，超过读取限度，未读取")
        if end > len(word):
            raise broken(_WHAT)
        packed = word[piece.start : end]
        # Halves of pairs stay two signs: the stories are counted in halves.
        yield (
            packed.decode("cp1252", "replace")
            if piece.width == 1
            else "".join(map(chr, struct.unpack(f"<{piece.signs}H", packed)))
        )


def _stories(whole: str, lengths: tuple[int, ...]) -> Iterator[str]:
    start = 0
    for length in lengths:
        yield whole[start : start + length]
        start += length


def _plain(story: str) -> str:
    """A story as it is read: results of fields, cells side by side, no signs for pictures and notes."""
    for _ in range(_DEEPEST_FIELDS):
        story, changed = _INNERMOST_FIELD.subn(lambda found: found[1] or "", story)
        if not changed:
            break
    # The mark that ends a row follows that of its last cell.
    story = story.replace("\x07\x07", "\n").replace("\r\x07", "\x07").replace("\x07", "\t")
    story = story.translate(_SIGNS)
    return "\n".join(line.strip() for line in story.split("\n") if line.strip())
