"""Scripts and comments of a page as text, found in one pass whatever the page is made of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPEN = re.compile(r"<script\b", re.I)
_CLOSE = re.compile(r"</script\b", re.I)


@dataclass(frozen=True)
class Piece:
    """A script (its `tag` is what stands between `<` and `>`) or a comment; `start` and `end` of the whole."""

    start: int
    end: int
    inner: str
    tag: str = ""


def scripts(text: str) -> Iterator[Piece]:
    """The scripts in their order; one that is never closed is none."""
    at = 0
    while True:
        opened = _OPEN.search(text, at)
        closed = _CLOSE.search(text, opened.end()) if opened else None
        end = text.find(">", closed.end()) if closed else -1
        if opened is None or closed is None or end < 0:
            return
        head = text.find(">", opened.end(), closed.start())
        if head >= 0:
            yield Piece(opened.start(), end + 1, text[head + 1 : closed.start()], text[opened.start() + 1 : head])
        at = end + 1


def comments(text: str) -> Iterator[Piece]:
    """The comments in their order; one that is never closed is none."""
    at = 0
    while True:
        start = text.find("<!--", at)
        end = text.find("-->", start + 4) if start >= 0 else -1
        if end < 0:
            return
        yield Piece(start, end + 3, text[start + 4 : end])
        at = end + 3


def without(text: str, pieces: Iterator[Piece]) -> str:
    """The text with pieces of it left out."""
    kept, at = [], 0
    for piece in pieces:
        kept.append(text[at : piece.start])
        at = piece.end
    return "".join([*kept, text[at:]])
