"""What a handed-in table is, told by the words of its header and of the lines above it, never by its file's name."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from directories.cells import folded
from directories.sheet import Cell
from inspection.shipped import CONFIG

Kind = Literal["register", "lapsed", "converted", "villages", "ledger", "results", "applications"]
Rows = tuple[tuple[Cell, ...], ...]

ENDED, KEPT = ("tick_abolished", "tick_lapsed"), ("tick_kept", "tick_changed")
TICKS = ("tick_public", "tick_on_request", "tick_not_public")
# No word of a header is longer, so that texts of rows cost nothing.
_LONGEST = 24
# Which of the known columns a kind of table may have; a word that means several things is read as its kind reads it.
_DOCUMENT = ("secrecy", "number", "title", "unit")
_FIELDS: dict[Kind, tuple[str, ...]] = {
    "register": (
        *_DOCUMENT, "reason_and_basis", "reason", "basis", "original", "reviewer", "written", "label", *TICKS,
    ),
    "lapsed": (*_DOCUMENT, "status", *ENDED, *KEPT, "decided"),
    "converted": (*_DOCUMENT, "new_attribute", "old_attribute", "decided", "status"),
    "villages": ("town", "village", "category", "item", "content"),
    "ledger": ("body", "unit", "done", "plan", "contact", "phone"),
    "results": ("check_item", "problem", "address", "found", "source", "corrected", "unit", "body"),
    "applications": (
        "application", "received", "answered", "prolonged", "third_party", "supplemented", "outcome", "unit",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Head:
    """The header of a handed-in table: its kind, where its columns are, and how many rows it takes."""

    kind: Kind
    columns: dict[str, int]
    rows: int


@cache
def settings() -> dict[str, Any]:
    """config/submitted.toml."""
    return tomllib.loads((CONFIG / "submitted.toml").read_text(encoding="utf-8"))


def head_at(rows: Rows, index: int, caption: str) -> Head | None:
    """The header that begins in a row, of one row or two; None where the words make none of the known tables."""
    words = [_meanings(cell) for cell in rows[index]]
    if sum(bool(word) for word in words) < 2:
        return None
    below = rows[index + 1] if index + 1 < len(rows) else ()
    if _divides(rows[index], below):
        lower = [_meanings(cell) for cell in below]
        both = [under or above for under, above in zip(lower, words, strict=False)]
        return _head(both, caption, 2) or _head(words, caption, 1)
    return _head(words, caption, 1)


def names_columns(row: tuple[Cell, ...]) -> bool:
    """Whether a row looks like the header of some table: at least three of its own cells hold known words."""
    return sum(bool(_meanings(cell)) for cell in row) >= 3


def _head(words: list[tuple[str, ...]], caption: str, rows: int) -> Head | None:
    kind = _kind({field for word in words for field in word}, caption)
    if kind is None:
        return None
    columns: dict[str, int] = {}
    for column, word in enumerate(words):
        field = next((field for field in word if field in _FIELDS[kind]), None)
        if field is not None and field not in columns:
            columns[field] = column
    return Head(kind, columns, rows)


def _kind(fields: set[str], caption: str) -> Kind | None:
    said = {name: re.search(pattern, caption) is not None for name, pattern in settings()["captions"].items()}
    if {"done", "plan"} <= fields:
        return "ledger"
    if {"received", "answered"} <= fields and said["applications"]:
        return "applications"
    if {"check_item", "problem"} <= fields and not fields & {"number", "label", *TICKS}:
        return "results"
    if not fields & {"number", "title"}:
        of_villages = "village" in fields or ("town" in fields and "category" in fields) or said["villages"]
        return "villages" if fields & {"item", "content"} and of_villages else None
    labelled = bool(fields & {"label", *TICKS})
    if (
        "new_attribute" in fields
        or {"old_attribute", "status"} <= fields
        or (said["converted"] and not said["register"])
    ):
        return "converted"
    if fields & {"status", *ENDED} and not labelled:
        return "lapsed"
    if labelled:
        return "register"
    if said["lapsed"]:
        return "lapsed"
    told = bool(fields & {"original", "reason", "reason_and_basis"})
    return "register" if told or said["register"] else None


def _divides(above: tuple[Cell, ...], below: tuple[Cell, ...]) -> bool:
    """Whether a row only divides the header row above it: all that is its own are known words, and not below all of
    the words above (a header printed again on the next page stands below a whole row)."""
    own = [cell for cell in below if folded(cell.text) and not cell.carried_down]
    own = [cell for cell in own if cell.column >= len(above) or folded(cell.text) != folded(above[cell.column].text)]
    under = {cell.column for cell in own}
    named = {cell.column for cell in above if folded(cell.text) and not cell.carried_right}
    return len(own) > 1 and not named <= under and all(_fields_of(_bare(cell.text)) for cell in own)


def _meanings(cell: Cell) -> tuple[str, ...]:
    """What a header cell may stand for; nothing for the rest of a word that is set over several columns."""
    return () if cell.carried_right else _fields_of(_bare(cell.text))


@lru_cache(4096)
def _fields_of(word: tuple[str, ...]) -> tuple[str, ...]:
    forms = [one for one in word if 0 < len(one) <= _LONGEST]
    return tuple(name for name, wording in _wordings() if any(wording.fullmatch(one) for one in forms))


@cache
def _wordings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    columns: dict[str, list[str]] = settings()["columns"]
    return tuple((name, re.compile("|".join(wordings))) for name, wordings in columns.items())


@lru_cache(4096)
def _bare(text: str) -> tuple[str, ...]:
    """A header word without signs, and without what stands in brackets."""
    whole = folded(text)
    short = re.sub(r"[(\[【][^()\[\]【】]*[)\]】]", "", whole)
    return tuple(dict.fromkeys(re.sub(r"[\W_]+", "", one) for one in (whole, short)))
