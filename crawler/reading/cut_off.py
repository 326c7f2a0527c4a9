"""Pages that break off: the server's answer ends in the middle of its HTML and says that it is whole."""

import re

_PAGE = re.compile(r"<(?:head|body)\b", re.I)
_CLOSED = re.compile(r"</(?:html|body|frameset)\b", re.I)
# What holds text that is no markup: each has an end of its own.
_RAW = re.compile(r"<(script|style|title|textarea)\b[^>]*>|<!--", re.I)
_IN_TAG = re.compile(r"</?[a-z][^<>]*\Z|<!?-?-?\Z", re.I)
_BLOCK = re.compile(r"<(/?)(?:head|div|ul|ol|table|section|main|article)\b", re.I)
_BEFORE_PAGE = 500
_AT_END = 500


def is_cut_off(text: str) -> bool:
    """Whether a page that begins as one ends too soon: inside a tag, a script or a comment; or in the middle of its
    blocks with neither `</body>` nor `</html>`.

    Old pages without `</html>` are whole, and so are pages without any end tag whose blocks are all closed. Fragments
    have neither head nor body: of those nobody can tell.
    """
    if _CLOSED.search(text, max(0, len(text) - _AT_END)):
        return False
    bare = text.lstrip("\ufeff \t\r\n")
    if not bare.startswith("<") or not _PAGE.search(bare[:_BEFORE_PAGE]) or _CLOSED.search(bare):
        return False
    open_blocks, start = 0, 0
    while (raw := _RAW.search(bare, start)) is not None:
        open_blocks += _opened(bare, start, raw.start())
        end = re.compile(rf"</{raw[1]}\s*>" if raw[1] else "-->", re.I).search(bare, raw.end())
        if end is None:
            return True
        start = end.end()
    last = bare.rstrip()
    last_tag = last.rfind("<")
    if last_tag >= start and _IN_TAG.match(last, last_tag):
        return True
    return open_blocks + _opened(bare, start, len(bare)) > 0


def _opened(text: str, start: int, end: int) -> int:
    """How many blocks more are opened than closed between two places."""
    return sum(-1 if tag[1] else 1 for tag in _BLOCK.finditer(text, start, end))
