"""Word files (DOCX): every table of the document."""

from importlib import import_module
from pathlib import Path

from directories.sheet import Sheet

EXTENSIONS = (".docx", ".docm", ".dotx", ".dotm")


def read(path: Path) -> list[Sheet]:
    """Every table; see `directories.word.document.read`, which is imported only here: a folder of workbooks need not
    wait for it."""
    sheets: list[Sheet] = import_module("directories.word.document").read(path)
    return sheets
