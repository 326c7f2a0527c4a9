"""The files that a district hands in, as reports: what they are called, what they say, what pictures they hold."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path

from directories.contents import extension_of
from directories.sheet import Sheet
from directories.submitted.cells import day_of
from directories.submitted.marks import is_marked, word_text
from directories.submitted.words import PICTURES, pictures_of, words_of
from inspection.errors import UserError
from inspection.masking import mask
from inspection.plugins import modules_in
from inspection.types.submitted import HandedInFile

_LARGEST = 32 * 1024 * 1024
# Signs. Only what a report must speak of is looked for in it.
_LONGEST = 200_000
_END, _LONGEST_SIGNATURE = 12, 40


def handed_in(path: Path, name: str, district: str, received: Mapping[str, date] | None = None) -> HandedInFile | None:
    """One file; None for one with a classification mark, of which nothing is kept. A file that cannot be opened still
    was handed in. `received` are the days on which files came, by `name`."""
    if is_marked(path.stem):
        return None
    lines: list[str] = []
    pictures: tuple[str, ...] = ()
    digest = ""
    try:
        if path.stat().st_size <= _LARGEST:
            digest = sha256(path.read_bytes()).hexdigest()
            extension = _kind(path, name)
            if extension == ".docx" and any(is_marked(line) for line in word_text(path)):
                return None
            pictures = pictures_of(path, extension)
            lines = words_of(path, extension, lambda: _sheets(path, extension)) or []
    except (UserError, OSError):
        # what is wrong with the file is told where its tables are read
        lines = []
    if any(is_marked(line) for line in lines if "\t" not in line):
        return None
    told = [line for line in lines if line.strip()]
    # A mark in a row is of the document that the row names: the list was handed in, what it says is not kept.
    text = (
        "" if any(is_marked(cell) for line in told for cell in line.split("\t")) else mask("\n".join(told))[:_LONGEST]
    )
    written = day_of(path.stem) or _signed(told)
    return HandedInFile(district, name, path.stem, text, digest, (received or {}).get(name), written, pictures)


def _kind(path: Path, name: str) -> str:
    own = path.suffix.lower()
    return own if own in PICTURES else extension_of(path, name)


def _sheets(path: Path, extension: str) -> list[Sheet] | None:
    for module in modules_in("directories.readers"):
        if extension in module.EXTENSIONS:
            sheets: list[Sheet] = module.read(path)
            return sheets
    return None


def _signed(lines: list[str]) -> date | None:
    """The day on the last short line that has one."""
    short = (line for line in reversed(lines[-_END:]) if len(line.strip()) <= _LONGEST_SIGNATURE)
    return next((day for line in short if (day := day_of(line))), None)
