"""The text of a PDF's first page that stands in none of its tables."""

from pathlib import Path

import pdfplumber
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException


def lines(path: Path) -> list[str]:
    """Lines of text above, below and beside the tables of the first page; none where it cannot be read."""
    try:
        with pdfplumber.open(path, pages=[1]) as pdf:
            page = pdf.pages[0]
            for table in page.find_tables():
                page = page.outside_bbox(table.bbox)
            return [str(line["text"]) for line in page.extract_text_lines()]
    except (MalformedPDFException, PdfminerException, PSException, ValueError, KeyError, TypeError, IndexError):
        return []
