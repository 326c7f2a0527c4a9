"""Bytes of an answer into text. Order: HTTP header, strict UTF-8, the head's own declaration, GB18030 with a flag."""

import codecs
import re
from dataclasses import dataclass

_CHINESE_FAMILY = {"gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80", "csgb2312", "cp936", "hz-gb-2312", "euc-cn"}
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_META_CHARSET = re.compile(rb"<meta\b[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_XML_ENCODING = re.compile(rb"^\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.I)
_HEAD_END = re.compile(rb"</head\s*>|<body\b", re.I)
_HEAD_BYTES = 16_384
# The first tag in two bytes a sign, sent without a mark.
_WIDE = re.compile(rb"<\x00[!-~]\x00|\x00<\x00[!-~]")
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


def decode(body: bytes, content_type: str | None) -> Decoded:
    """The text of an answer, never an error.

    A declared member of the GB family is always read as GB18030, its superset. A declaration that the bytes
    contradict is passed over: pages that declare gb2312 and hold UTF-8 exist. Only the head of a page may declare:
    pasted text in the body carries declarations of other pages.
    """
    for mark, name, codec in _MARKS:
        if body.startswith(mark):
            return _lenient(body, name, codec)
    start = body.lstrip(b" \t\r\n")[:4]
    if _WIDE.match(start):
        return _lenient(body, "utf-16", "utf-16-le" if start[1] == 0 else "utf-16-be")
    declared = (_from_header(content_type), "utf-8", _from_head(body))
    for encoding in declared:
        text = _strict(body, encoding) if encoding else None
        if encoding and text is not None:
            return Decoded(text, encoding, False)
    text = _strict(body, "gb18030")
    if text is not None:
        return Decoded(text, "gb18030", not _looks_chinese(text))
    return _mixed(body, next((name for name in (declared[0], declared[2]) if name), None))


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
    except LookupError:
        return None
    # Latin-1 accepts any bytes: servers add it by default to pages in Chinese.
    return None if found in {"iso8859-1", "cp1252", "ascii"} else found


def _strict(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _lenient(body: bytes, name: str, codec: str) -> Decoded:
    text = _strict(body, codec)
    return Decoded(text, name, False) if text is not None else Decoded(body.decode(codec, "replace"), name, True)


def _looks_chinese(text: str) -> bool:
    """GB18030 accepts many byte strings that are not Chinese: the common characters must be there."""
    beyond = [sign for sign in text if ord(sign) > 0x7F]
    if not beyond:
        return True
    common = sum(1 for sign in beyond if "一" <= sign <= "鿿" or sign in "，。：；、（）《》“”　·—…〔〕【】")
    return common / len(beyond) > 0.6


def _mixed(body: bytes, declared: str | None) -> Decoded:
    """Bytes valid in no encoding: the reading that loses fewer signs, flagged. A few broken bytes in a UTF-8 page
    must not turn the whole page into GB18030.
    """
    readings = {name: body.decode(name, "replace") for name in dict.fromkeys(("gb18030", "utf-8", declared or "utf-8"))}
    best = min(readings, key=lambda name: readings[name].count("�"))
    return Decoded(readings[best], best, True)
