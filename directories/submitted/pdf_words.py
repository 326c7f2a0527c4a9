"""The text of a PDF's pages."""

from pathlib import Path

import pdfplumber
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

# A report of more pages is read as far as this; what stands behind it is not looked for.
_MOST_PAGES = 80


def lines(path: Path) -> list[str] | None:
    """The lines of all pages; None where one has no text (it is scanned), there are too many, or none can be read."""
    try:
        with pdfplumber.open(path) as pdf:
            if len(pdf.pages) > _MOST_PAGES:
                return None
            texts = [page.extract_text() for page in pdf.pages]
    except (MalformedPDFException, PdfminerException, PSException, ValueError, KeyError, TypeError, IndexError):
        return None
    return [line for text in texts for line in text.split("\n")] if all(map(str.strip, texts)) else None
