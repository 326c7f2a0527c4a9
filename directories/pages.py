"""Tables that go on: what one leaves to the next of its file, which may only be its next page."""

import re
from dataclasses import dataclass, field

from directories.boxes import ticked
from directories.cells import folded, number_in
from directories.domains import domain_of, names_several
from directories.header import LEVELS, Header, header_at
from directories.lines import TITLE, own_cells
from directories.rows import Matter
from directories.sheet import Sheet
from directories.time_limit import UNREADABLE, parse_limits
from inspection.types.directory import Entry

# Names that readers give to the tables of a page or document; a name of the office's own begins something new.
_GIVEN_NAME = re.compile("第\\d+页.*|表\\d+.*")


@dataclass(frozen=True)
class GoingOn:
    """What a table leaves to the next one: its columns and domain, its last matter with the entry made of it, and what
    stood above that matter (`before`) and stands above the next row (`above`)."""

    header: Header
    domain: str | None
    title: str | None
    matter: Matter | None = None
    entry: Entry | None = None
    before: dict[str, str] = field(default_factory=dict)
    above: dict[str, str] = field(default_factory=dict)
    spoken: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Page:
    """How a sheet goes on with the table before it: `headed` where it prints the same header again."""

    left: GoingOn
    headed: bool


def page_of(sheet: Sheet, left: GoingOn | None) -> Page | None:
    """How a sheet goes on with what was left, None where that is not certain.

    A sheet that names a domain of its own goes on with nothing but the same domain. Without a header it goes on where
    it has the same width and its cells are those of a directory; under the same header again where its numbers do not
    begin anew, or where its first row lacks what only the page before can say.
    """
    if left is None or names_several(sheet.caption) or names_several(sheet.name):
        return None
    named = domain_of(sheet.caption) or domain_of(sheet.name)
    if named is not None and named != left.domain:
        return None
    at = next((index for index in range(len(sheet.rows)) if sheet.rows[index] and header_at(sheet.rows, index)), None)
    if at is None:
        return Page(left, headed=False) if _looks_alike(sheet, left.header) else None
    header = header_at(sheet.rows, at)
    if header is None or not header.same_columns(left.header) or not _starts_within(sheet, at, named is not None):
        return None
    return Page(left, headed=True)


def _looks_alike(sheet: Sheet, header: Header) -> bool:
    """True for a table of the same width with limits, law or boxes in the columns where the header has them."""
    rows = [row for row in sheet.rows if row and len(row) == header.width]
    if not rows or len(rows) < sum(1 for row in sheet.rows if row) / 2:
        return False
    limit, basis, channels = (header.first(name) for name in ("time_limit", "basis", "channels"))
    for row in rows:
        if limit is not None and parse_limits(row[limit].text) not in ((), UNREADABLE):
            return True
        if basis is not None and re.search("《[^》]*》?", row[basis].text):
            return True
        if channels is not None and re.search("[■□☑☐口]", row[channels].text) and ticked(row[channels].text):
            return True
    return False


def looks_like_rows(sheet: Sheet) -> bool:
    """True for a table without a header whose rows can only be those of a directory: a limit beside law or boxes."""
    for row in sheet.rows:
        texts = [cell.text for cell in own_cells(row)]
        if len(texts) >= 5 and any(re.search("《[^》]+》", text) for text in texts):
            limits = (parse_limits(text) for text in texts if 2 < len(text) < 80)
            if any(found not in ((), UNREADABLE) and found[0].kind == "deadline" for found in limits):
                return True
    return False


def _starts_within(sheet: Sheet, at: int, same_domain: bool) -> bool:
    """True where the rows under a repeated header begin in the middle of a table."""
    header = header_at(sheet.rows, at)
    if header is None:
        return False
    body = [row for row in sheet.rows[at + header.rows :] if row and own_cells(row)]
    titled = bool(sheet.caption and TITLE.search(sheet.caption)) and not same_domain
    if not body or titled:
        return False
    seq = header.first("seq")
    if seq is not None:
        read = (number_in(row[seq].text) for row in body if seq < len(row) and not row[seq].carried_down)
        numbers = [number for number in read if number is not None]
        if numbers and min(numbers) <= 1:
            return False
        if numbers:
            return True
    given = sheet.name is None or bool(_GIVEN_NAME.fullmatch(sheet.name))
    names = [column for name in LEVELS for column in header.columns.get(name, ())[:1]]
    first = body[0]
    return given and bool(names) and names[0] < len(first) and not folded(first[names[0]].text)
