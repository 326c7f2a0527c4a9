"""HTML pages: every table of a saved page."""

from importlib import import_module
from pathlib import Path

from directories.sheet import Sheet

EXTENSIONS = (".html", ".htm")


def read(path: Path) -> list[Sheet]:
    """Every table; see `directories.web.tables.read`, which is imported only here: a folder of workbooks need not wait
    for the parsers of pages."""
    sheets: list[Sheet] = import_module("directories.web.tables").read(path)
    return sheets
