"""Rows of lists as hashes, so that the same matter on two pages can be compared without its names (K04)."""

import re
from collections.abc import Iterable
from zlib import crc32

from crawler.facts.folded import folded
from inspection.masking import mask

_COUNTER = re.compile(r"[（(]?\d{1,5}[）)、.．]?")
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
_MOST = 2_000


def table_rows(texts: Iterable[str]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """32-bit hashes of the first cells and of the whole rows, masked, in pairs.

    Running numbers are left out, and so are rows without any figure (headings), with one cell only, and those whose
    first cell names nothing.
    """
    names: list[int] = []
    marks: list[int] = []
    for text in texts:
        for line in _masked_rows(text, 2 * _MOST) if "\t" in text else ():
            if "\t" not in line or _DIGIT.search(line) is None or len(names) >= _MOST:
                continue
            cells = [cell.strip() for cell in line.split("\t")]
            cells = cells[1:] if _COUNTER.fullmatch(cells[0]) else cells
            # A first cell without a letter names no matter: weeks of a calendar, bare figures.
            if len(cells) < 2 or _LETTER.search(cells[0]) is None or not any(map(_DIGIT.search, cells[1:])):
                continue
            names.append(_hash(cells[0]))
            marks.append(_hash("\t".join(cells)))
    return tuple(names), tuple(marks)


def _masked_rows(text: str, most: int) -> list[str]:
    """The first rows of a text's tables, masked; an empty line stands where other text parts two tables."""
    kept: list[str] = []
    for line in text.split("\n"):
        if "\t" in line:
            kept.append(line)
        elif kept and kept[-1]:
            kept.append("")
        if len(kept) >= most:
            break
    return mask("\n".join(kept)).split("\n")


def _hash(text: str) -> int:
    return crc32("\t".join(map(folded, text.split("\t"))).encode("utf-8", "surrogatepass"))
