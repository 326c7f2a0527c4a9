"""Hashes of a text's sentences in their order, for what an interpretation copies from its document."""

import re
from zlib import crc32

from crawler.facts.folded import folded

_END = re.compile(r"[。！？；!?;\n\t]")
_FEWEST_SIGNS = 8
_MOST = 3_000


def sentences_of(text: str) -> tuple[int, ...]:
    """32-bit hashes of the folded sentences; headings and numbers below 8 signs are left out."""
    kept = (fold for sentence in _END.split(text) if len(fold := folded(sentence)) >= _FEWEST_SIGNS)
    return tuple(crc32(fold.encode("utf-8", "surrogatepass")) for fold in kept)[:_MOST]
