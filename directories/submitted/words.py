"""What a handed-in file says, line by line, and the pictures that it holds."""

import zipfile
import zlib
from collections.abc import Callable, Sequence
from hashlib import sha256
from importlib import import_module
from pathlib import Path

from lxml import etree

from directories.archive_parts import part, xml
from directories.readers import csv
from directories.sheet import Sheet

PICTURES = frozenset((".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".heic"))
_WORD = (".docx", ".docm", ".dotx", ".dotm")
_MEDIA = ("word/media/", "xl/media/", "ppt/media/")
# Bytes. Signs, logos and lines are smaller than any photograph.
_SMALLEST_PICTURE = 8 * 1024
_LARGEST_PICTURE = 64 * 1024 * 1024


def words_of(path: Path, extension: str, sheets: Callable[[], Sequence[Sheet] | None]) -> list[str] | None:
    """The lines of a file, rows of tables with tabs between their cells; None for a kind that is not read.

    `sheets` reads its tables. Raises UserError and OSError where the file is broken or cannot be opened.
    """
    if extension in _WORD:
        return _word_lines(path)
    if extension == ".pdf":
        found: list[str] | None = import_module("directories.submitted.pdf_words").lines(path)
        return found
    if extension == ".txt":
        return csv.decoded(path).splitlines()
    tables = sheets()
    return None if tables is None else [line for sheet in tables for line in _rows(sheet)]


def pictures_of(path: Path, extension: str) -> tuple[str, ...]:
    """The SHA-256 of the pictures in an office file (DOCX, XLSX, PPTX), or of the file itself where it is a picture."""
    if extension in PICTURES:
        return (sha256(path.read_bytes()).hexdigest(),)
    if extension not in (*_WORD, ".xlsx", ".xlsm", ".pptx"):
        return ()
    try:
        with zipfile.ZipFile(path) as archive:
            held = [one for one in archive.infolist() if one.filename.replace("\\", "/").startswith(_MEDIA)]
            real = [one for one in held if _SMALLEST_PICTURE <= one.file_size <= _LARGEST_PICTURE]
            return tuple(sorted({_picture(archive, one) for one in real}))
    except (zipfile.BadZipFile, OSError, ValueError):
        # what is wrong with the file is told where its tables are read
        return ()


def _picture(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> str:
    """A picture's hash; one that cannot be unpacked is there all the same, and known by its checksum."""
    try:
        return sha256(archive.read(one)).hexdigest()
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        return f"{one.CRC:08x}"


def _word_lines(path: Path) -> list[str]:
    contents = part(path, path.name, "word/document.xml")
    if contents is None:
        return []
    found = []
    for one in xml(contents, path.name).iter("{*}p", "{*}tr"):
        inside = next(one.iterancestors("{*}tr"), None) is not None
        if not inside and etree.QName(one).localname == "tr":
            found.append("\t".join(_text(cell) for cell in one.iterchildren("{*}tc")))
        elif not inside:
            found.append(_text(one))
    return found


def _text(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter("{*}t"))


def _rows(sheet: Sheet) -> list[str]:
    rows = ["\t".join(" ".join(cell.text.split()) for cell in row) for row in sheet.rows]
    return [*(sheet.caption or "").split("\n"), *rows]
