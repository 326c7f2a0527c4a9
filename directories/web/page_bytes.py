"""The text of a saved page from its bytes: what a page says about its encoding is often wrong, the bytes are not."""

import codecs

from bs4.dammit import EncodingDetector

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HEAD = 8192


def page_text(markup: bytes) -> str:
    """A page's text: by its byte order mark, as UTF-8 where its bytes are that but for a few, else as Big5 or GB18030.

    What cannot be read becomes U+FFFD.
    """
    for mark, encoding in _BOMS:
        if markup.startswith(mark):
            return _clean(markup[len(mark) :].decode(encoding, errors="replace"))
    if b"\0" in markup[:_HEAD:2] or b"\0" in markup[1:_HEAD:2]:
        encoding = "utf-16-be" if markup[:1] == b"\0" else "utf-16-le"
        if markup[:_HEAD].count(b"\0") > len(markup[:_HEAD]) // 4:
            return _clean(markup.decode(encoding, errors="replace"))
    text = markup.decode("utf-8", errors="replace")
    lost = text.count("\ufffd")
    # A page cut or mended badly has a few unreadable signs; one in another encoding has hardly any that are readable.
    if lost * 3 < sum(not letter.isascii() for letter in text) - lost or text.isascii():
        return _clean(text)
    return _clean(markup.decode(_declared(markup), errors="replace"))


def _declared(markup: bytes) -> str:
    """Big5 where the page says so, else GB18030, which holds what pages declare as GB2312 or GBK."""
    name = EncodingDetector.find_declared_encoding(markup[:_HEAD], is_html=True, search_entire_document=True)
    return "big5hkscs" if name and name.startswith("big5") else "gb18030"


def _clean(text: str) -> str:
    # A parser takes NUL for the end of the page.
    return text.replace("\0", "").removeprefix("\ufeff")
