"""PDF with a text layer: ruled tables, also over page breaks."""

from importlib import import_module
from pathlib import Path

from directories.sheet import Sheet

EXTENSIONS = (".pdf",)


def read(path: Path) -> list[Sheet]:
    """Every ruled table; see `directories.pdf.document.sheets_of`, which is imported only here: a folder of workbooks
    need not wait for the libraries that read PDF."""
    sheets: list[Sheet] = import_module("directories.pdf.document").sheets_of(path)
    return sheets
