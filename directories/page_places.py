"""Where a row of a table that runs over pages is to be found: on which page, and where in that page's table."""

import re
from dataclasses import replace

from directories.grid import GridReading
from directories.sheet import Sheet

_RANGE = re.compile("([A-Z]+)(\\d+):([A-Z]+)(\\d+)")


def on_pages(reading: GridReading, sheet: Sheet) -> GridReading:
    """The reading of a sheet with `places`: entries, tables and problems named by page and by their rows there.

    What runs over a page break is named by the part on the page where it begins.
    """
    if not sheet.places:
        return reading
    entries = []
    for entry in reading.entries:
        page, cells = _place(sheet, entry.cells)
        entries.append(replace(entry, sheet=page, cells=cells))
    tables = []
    for table in reading.tables:
        page, cells = _place(sheet, table.cells)
        tables.append(replace(table, sheet=page, cells=cells))
    named = re.compile(f"工作表“{re.escape(sheet.name or '')}” ({_RANGE.pattern})")

    def moved(found: re.Match[str]) -> str:
        return " ".join(part for part in _place(sheet, found[1]) if part)

    problems = tuple(named.sub(moved, problem) for problem in reading.problems)
    return replace(reading, entries=tuple(entries), tables=tuple(tables), problems=problems)


def _place(sheet: Sheet, cells: str | None) -> tuple[str | None, str | None]:
    found = _RANGE.fullmatch(cells or "")
    if found is None:
        return sheet.name, cells
    first, last = (min(int(found[group]) - 1, len(sheet.places) - 1) for group in (2, 4))
    page, top = sheet.places[first]
    bottom = max(number for name, number in sheet.places[first : last + 1] if name == page)
    return page, f"{found[1]}{top + 1}:{found[3]}{bottom + 1}"
