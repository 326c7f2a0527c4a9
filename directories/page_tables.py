"""What web pages and Word documents share: tables given cell by cell, and the headings that stand before them."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from directories.domains import domain_of
from directories.sheet import Range, Sheet, cell_name, sheet_of
from inspection.errors import UserError

# A row of a directory has at least so many cells; a row that only lays out a page has fewer.
MANY_CELLS = 6
COLUMNS_LIMIT = 1000
_PLACES_LIMIT = 2_000_000
# A cell merged over more columns than any directory has says nothing about how wide its table is.
_SANE_SPAN = 64
_LINES_BACK = 40
_HEADING_LENGTH = 80
_HEADING = re.compile("目录|领域")
_NUMBERED = re.compile("^(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|\\d{1,2}[.、])")


class PlacedCell(NamedTuple):
    """A cell's text and the places it covers, rows and columns from 0, all included. `picture` is True for a cell
    without text that holds a picture."""

    top: int
    left: int
    bottom: int
    right: int
    text: str
    picture: bool = False


def sheet_of_cells(file: str, name: str, cells: list[PlacedCell], caption: str | None) -> Sheet | None:
    """The sheet that cells make, in order of rows; None where no cell has any text.

    Empty rows at the end are left out; cells of a wide table that hold nothing but a picture are told as a problem.
    Raises UserError for a table of more than two million places.
    """
    height = max((cell.bottom + 1 for cell in cells if cell.text), default=0)
    if height == 0:
        return None
    width = 1 + max(
        (cell.right for cell in cells if cell.right - cell.left < _SANE_SPAN), default=max(cell.left for cell in cells)
    )
    if width > COLUMNS_LIMIT or width * height > _PLACES_LIMIT:
        raise too_large(file, name)
    texts: list[list[str]] = [[] for _ in range(height)]
    ranges: list[Range] = []
    for top, left, bottom, right, text, _ in cells:
        if top >= height:
            break
        bottom, right = min(bottom, height - 1), min(right, max(left, width - 1))
        line = texts[top]
        line += [""] * (left - len(line))
        if len(line) == left:
            line.append(text)
        else:
            line[left] = text
        if (bottom, right) != (top, left):
            ranges.append((top, left, bottom, right))
    return replace(sheet_of(name, texts, ranges, caption), problems=_pictures(cells, width))


def _pictures(cells: list[PlacedCell], width: int) -> tuple[str, ...]:
    """A tick may be drawn as a picture: what such a cell says is not known, and not that it is empty."""
    places = [cell_name(cell.top, cell.left) for cell in cells if cell.picture]
    if not places or width < MANY_CELLS:
        return ()
    more = f" 等{len(places)}格" if len(places) > 1 else ""
    return (f"{places[0]}{more}只有图片，未能读出其内容，请把图片改为文字或√后重新保存",)


def too_large(file: str, name: str) -> UserError:
    """What to say of a table that no directory is as large as."""
    return UserError(f"{file} 的{name}行列过多，不像标准目录，请删去多余的空行空列，把目录另存为 XLSX 后再试。")


def heading(nearest_first: Iterable[str], title: str | None = None) -> str | None:
    """The line before a table that is most likely its heading, else the title of the page, else the nearest line.

    A heading says 目录 or 领域 or names a domain; where it is set on two lines, both are taken together.
    """
    lines = list(islice(nearest_first, _LINES_BACK))
    for position, line in enumerate(lines):
        if len(line) > _HEADING_LENGTH or not (_HEADING.search(line) or domain_of(line)):
            continue
        above = lines[position + 1] if position + 1 < len(lines) else ""
        if domain_of(line) is None and len(above) <= _HEADING_LENGTH and domain_of(above) == domain_of(above + line):
            return above + line if domain_of(above) else line
        return line
    if title and _HEADING.search(title) and not (lines and _NUMBERED.match(lines[0])):
        return title
    return lines[0] if lines else title
