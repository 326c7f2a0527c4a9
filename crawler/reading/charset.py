"""Bytes of an answer into text. Order: strict UTF-8 that is Chinese, HTTP header, strict UTF-8, the head's own
declaration, GB18030 with a flag.
"""

import codecs
import re
from dataclasses import dataclass
from functools import lru_cache

_CHINESE_FAMILY = {"gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80", "csgb2312", "cp936", "hz-gb-2312", "euc-cn"}
_OF_PYTHON = frozenset({"idna", "punycode", "unicode_escape", "raw-unicode-escape", "unicode-escape"})
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_META_CHARSET = re.compile(rb"<meta\b[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_XML_ENCODING = re.compile(rb"^\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.I)
_HEAD_END = re.compile(rb"</head\s*>|<body\b", re.I)
_HEAD_BYTES = 16_384
# Two bytes a sign, sent without a mark: every other byte of markup is zero.
_SAMPLE = 2_000
_ZEROS = 0.02
_FEWEST_ZEROS = 5
_BEYOND = re.compile(r"[^\x00-\x7f]+")
_ENOUGH = 600
_UNCOMMON = re.compile("[^一-鿿，。：；、（）《》“”　·—…〔〕【】]")
_FIRST_TAG = re.compile(rb"<\x00[!-~]\x00")
# Where markup parts a page, parts of it can be in other encodings: included heads and feet.
_PARTS = re.compile(rb"([<>\"'\r\n]+)")
# What half of any Chinese page is made of; a text in the wrong encoding has hardly any of them.
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国以要时来用于出分对成会可主发年动同工能政府公开关通知布区市县办息信务日月民行法规定"
    "作业社，。：；、（）《》　"
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)


@dataclass(frozen=True)
class Decoded:
    """`doubtful` is True where bytes had to be replaced, or where nothing but a guess named the encoding."""

    text: str
    encoding: str
    doubtful: bool


# What came is judged, looked at for marks and read, one after the other.
@lru_cache(maxsize=1)
def decode(body: bytes, content_type: str | None) -> Decoded:
    """The text of an answer, never an error.

    A declared member of the GB family is always read as GB18030, its superset. A declaration that the bytes
    contradict is passed over: pages that declare gb2312 and hold UTF-8 exist. Only the head of a page may declare:
    pasted text in the body carries declarations of other pages.
    """
    for mark, name, codec in _MARKS:
        if body.startswith(mark):
            return _lenient(body, name, codec)
    wide = _wide(body)
    if wide:
        return _lenient(body, "utf-16", wide)
    text = _strict(body, "utf-8")
    if text is not None and (text.isascii() or _looks_chinese(text)):
        # Pairs of signs in UTF-8 are valid in the GB family too, whatever the header says of them.
        return Decoded(text, "utf-8", False)
    declared = (_from_header(content_type), "utf-8", _from_head(body))
    for encoding in declared:
        text = _strict(body, encoding) if encoding else None
        if encoding and text is not None:
            return Decoded(text, encoding, False)
    text = _strict(body, "gb18030")
    if text is not None:
        return Decoded(text, "gb18030", not _looks_chinese(text))
    return _mixed(body, next((name for name in (declared[0], declared[2]) if name), None))


def _wide(body: bytes) -> str | None:
    """The order of bytes of a text in UTF-16 without a mark, None for every other text."""
    start = body.lstrip(b" \t\r\n\x00")[:4]
    if _FIRST_TAG.match(start):
        return "utf-16-le" if body.find(start) % 2 == 0 else "utf-16-be"
    sample = body[: min(_SAMPLE, len(body) - len(body) % 2)]
    first, second = sample[::2].count(0), sample[1::2].count(0)
    if max(first, second) < max(_FEWEST_ZEROS, _ZEROS * len(sample)) or min(first, second) * 3 > max(first, second):
        return None
    return "utf-16-be" if first > second else "utf-16-le"


def _from_header(content_type: str | None) -> str | None:
    found = _HEADER_CHARSET.search(content_type or "")
    return _known(found.group(1)) if found else None


def _from_head(body: bytes) -> str | None:
    start = body[:_HEAD_BYTES]
    end = _HEAD_END.search(start)
    head = start[: end.start()] if end else start
    found = _XML_ENCODING.search(head) or _META_CHARSET.search(head)
    return _known(found.group(1).decode("ascii", "replace")) if found else None


def _known(name: str) -> str | None:
    lowered = name.strip().lower()
    if lowered in _CHINESE_FAMILY:
        return "gb18030"
    try:
        found = codecs.lookup(lowered).name
        b"a".decode(found)
    except (LookupError, ValueError):
        return None  # also what is no encoding of texts: hex, zlib, undefined
    if found in _OF_PYTHON:
        return None
    # Latin-1 accepts any bytes: servers add it by default to pages in Chinese. UTF-16 is known by its bytes alone.
    return (
        None if found in {"iso8859-1", "cp1252", "ascii"} or found.startswith(("utf-16", "utf-32", "utf-7")) else found
    )


def _strict(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _lenient(body: bytes, name: str, codec: str) -> Decoded:
    text = _strict(body, codec)
    return Decoded(text, name, False) if text is not None else Decoded(body.decode(codec, "replace"), name, True)


def _looks_chinese(text: str) -> bool:
    """GB18030 accepts many byte strings that are not Chinese: the common characters must be there."""
    beyond = ""
    for run in _BEYOND.finditer(text):
        beyond += run.group()
        if len(beyond) >= _ENOUGH:
            break
    if not beyond:
        return True
    common = len(beyond) - len(_UNCOMMON.findall(beyond))
    return common / len(beyond) > 0.6


def _mixed(body: bytes, declared: str | None) -> Decoded:
    """Bytes valid in no encoding, flagged: each part between markup in the encoding in which it is valid, the rest in
    the one that makes more of the page Chinese. A few broken bytes in a UTF-8 page must not turn it into GB18030.
    """
    readings = {name: body.decode(name, "replace") for name in dict.fromkeys(("utf-8", "gb18030", declared or "utf-8"))}
    best = max(readings, key=lambda name: _likeness(readings[name]))
    others = [name for name in ("utf-8", "gb18030") if name != best]
    return Decoded("".join(_part(part, best, others) for part in _PARTS.split(body)), best, True)


def _likeness(text: str) -> int:
    return sum(1 for sign in text if sign in _FREQUENT) - text.count("\ufffd")


def _part(part: bytes, best: str, others: list[str]) -> str:
    if part.isascii():
        return part.decode("ascii")
    for name in (best, *others):
        text = _strict(part, name)
        if text is not None and _looks_chinese(text):
            return text
    return part.decode(best, "replace")
