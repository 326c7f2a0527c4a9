"""What makes a page an official document: whom it is sent to and who signed it, in its text or in its only file."""

from collections.abc import Set

from crawler.facts.seen import SeenPage
from crawler.reading.signature import has_addressees, read_signature

# A text shorter than this only leads to the file that is the document.
_COVER_SIGNS = 200
_HEAD, _TAIL = 4_000, 4_000


def official_signs(page: SeenPage, tabled: Set[str]) -> tuple[bool, bool]:
    """Whether addressees and a signer are named. `tabled` as in `read_signature`."""
    addressed, signed = _signs(page.body, tabled)
    if len(page.files) == 1 and len(page.body) < _COVER_SIGNS:
        of_file = _signs(page.files[0].text, frozenset())
        addressed, signed = addressed or of_file[0], signed or of_file[1]
    return addressed, signed


def _signs(text: str, tabled: Set[str]) -> tuple[bool, bool]:
    if not text:
        return False, False
    return has_addressees(text[:_HEAD]), bool(read_signature(text, tabled).signer)
