"""PDF with a text layer: ruled tables as grids, tables that run over page breaks as one."""

import base64
import logging
import re
import zlib
from dataclasses import dataclass, field
from pathlib import Path

import pdfplumber
from pdfminer.layout import LTPage
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psexceptions import PSException
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from directories.cells import folded
from directories.pdf.marks import Marks, marks_of
from directories.pdf.running_tables import RunningTable
from directories.pdf.tables import PageTable, tables_of
from directories.pdf.text import lines_of
from directories.sheet import Sheet
from inspection.errors import UserError

# What the libraries say of fonts and colours is for their makers; what cannot be read is said in problems.
for _library in ("pdfminer", "pdfplumber"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)
_MOST_PAGES = 2000
# No page of text and no font inflates to more; a bomb does.
_LARGEST_STREAM = 200_000_000
_CHUNK = 1_000_000
# A page of a directory is drawn with some hundred thousand bytes.
_LARGEST_PAGE = 3_000_000
# What compression can save at most, and the sign of a stream that was compressed twice.
_RATIO = 1100
_TWICE = re.compile(rb"/(?:FlateDecode|Fl)\s*/(?:FlateDecode|Fl)\b")
# A page with fewer letters under a picture is a scan with a page number or a stamp on it.
_FEW_LETTERS = 25
_HEADING = re.compile("目录|领域|一览表|清单")
_HEADER_WORDS = re.compile("序号|一级事项|二级事项|公开事项|公开内容|公开依据|公开时限|公开主体|公开渠道|公开方式")
_CURE = "请向制作单位索要可编辑的原表，或另存为带文字层的 PDF、XLSX 后再试"


@dataclass
class _Book:
    """What was read so far: finished tables, the one that may go on, headings that wait for a table."""

    sheets: list[Sheet] = field(default_factory=list)
    running: RunningTable | None = None
    waiting: str | None = None
    seen: set[str] = field(default_factory=set)
    tables: int = 0
    scanned: list[int] = field(default_factory=list)
    unruled: list[int] = field(default_factory=list)

    def close(self) -> None:
        """Ends the table that was running."""
        if self.running is not None:
            self.sheets.append(self.running.sheet())
            self.running = None


def sheets_of(path: Path) -> list[Sheet]:
    """Every ruled table, named after the page it begins on (第3页, 第3页表2); a table that goes on over page breaks is
    one, with the page of each row in `places`. Pages that cannot be read are sheets without rows that say so.

    Raises UserError when the file is damaged, locked, without text (a scan) or without any ruled table.
    """
    _check_streams(path)
    book = _Book()
    try:
        with pdfplumber.open(path, pages=list(range(1, _MOST_PAGES + 2))) as pdf:
            if len(pdf.pages) > _MOST_PAGES:
                raise UserError(f"目录文件 {path.name} 超过{_MOST_PAGES}页，请只保留标准目录所在的页后再试。")
            for page in pdf.pages:
                if _drawing_size(page) > _LARGEST_PAGE:
                    book.scanned.append(page.page_number)
                    _unread(
                        book, page.page_number, "内容过于庞大，不像目录表格，未能读取，请核对该页或改用可编辑的原表"
                    )
                else:
                    _page(book, page.page_number, page.layout)
                page.close()
            pages = len(pdf.pages)
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise UserError(f"目录文件 {path.name} 设有打开密码，请取消密码后另存为 PDF 再试。") from error
        raise _damaged(path) from error
    except (MalformedPDFException, PSException, ValueError, KeyError, TypeError, OSError, RecursionError) as error:
        raise _damaged(path) from error
    book.close()
    if pages == 0:
        raise _damaged(path)
    _refuse_unread(book, path, pages)
    return book.sheets


def _drawing_size(page: Page) -> int:
    """Bytes of the commands that draw a page."""
    streams = (resolve1(content) for content in page.page_obj.contents)
    return sum(len(stream.get_data()) for stream in streams if isinstance(stream, PDFStream))


def _damaged(path: Path) -> UserError:
    return UserError(
        f"{path.name} 无法作为 PDF 打开（可能已损坏或没有下载完整），请重新获取文件，或另存为 XLSX 后再试。"
    )


def _check_streams(path: Path) -> None:
    """Raises UserError where a compressed part of the file is far larger than anything a table needs."""
    data = path.read_bytes()
    twice = _TWICE.search(data) is not None
    for found in re.finditer(rb"stream\r?\n", data):
        end = data.find(b"endstream", found.end())
        packed = data[found.end() : end if end > 0 else len(data)]
        if twice or (len(packed) * _RATIO > _LARGEST_STREAM and _inflated(packed) > _LARGEST_STREAM):
            raise UserError(f"{path.name} 的内容解压后过大，不像是目录文件，请用可编辑的原表另存为 XLSX 后再试。")


def _inflated(packed: bytes) -> int:
    """How large a compressed stream is, counted up to just over the limit; 0 for one that is not compressed."""
    if packed.rstrip().endswith(b"~>"):
        try:
            packed = base64.a85decode(packed.strip().removeprefix(b"<~").removesuffix(b"~>"))
        except ValueError:
            return 0
    inflater = zlib.decompressobj()
    size = 0
    try:
        while packed and not inflater.eof and size <= _LARGEST_STREAM:
            size += len(inflater.decompress(packed, _CHUNK))
            packed = inflater.unconsumed_tail
    except zlib.error:
        return 0
    return size


def _page(book: _Book, number: int, page: LTPage) -> None:
    marks = marks_of(page)
    tables = [] if marks.garbled else tables_of(marks)
    if marks.garbled or (not tables and _is_scan(marks)):
        book.scanned.append(number)
        _unread(book, number, "是扫描图像或没有可读的文字，未能读取，请向制作单位索要该页的可编辑原表")
        return
    outside = _outside(marks, tables)
    if not tables:
        text = "".join(text for _, text in outside)
        if len(set(_HEADER_WORDS.findall(folded(text)))) >= 4:
            book.unruled.append(number)
            _unread(book, number, "像是目录表格但没有框线，无法判断各列，未能读取，请给表格加上框线或改用 XLSX")
        elif len(outside) < 12:
            book.waiting = _heading(outside, book.seen) or book.waiting
        return
    for position, table in enumerate(tables):
        above = tables[position - 1].bottom if position else float("-inf")
        near = [(place, text) for place, text in outside if above <= place <= table.top]
        _table(book, table, number, position, near)
    below = [(place, text) for place, text in outside if place > tables[-1].bottom]
    book.waiting = _heading(below, book.seen)


def _table(book: _Book, table: PageTable, number: int, position: int, near: list[tuple[float, str]]) -> None:
    name = f"第{number}页" if position == 0 else f"第{number}页表{position + 1}"
    # Between two tables of a page stands no running title.
    heading = _heading(near, set() if position else book.seen) or book.waiting
    book.waiting = None
    book.tables += 1
    if heading is None and position == 0 and book.running is not None and book.running.goes_on_with(table):
        book.running.add(name, table)
        return
    # What was printed before heads a table of other columns all the same.
    heading = heading or _heading(near, set())
    book.close()
    book.running = RunningTable(name, table, heading)


def _is_scan(marks: Marks) -> bool:
    """True for a page with nothing on it that can be read."""
    return (marks.letters < _FEW_LETTERS and marks.pictured > 0.3) or (not marks.letters and marks.drawn)


def _unread(book: _Book, number: int, words: str) -> None:
    """Says that a page is left out; nothing goes on over it."""
    book.close()
    name = f"第{number}页"
    book.sheets.append(Sheet(name, (), problems=(words,), places=((name, 0),)))


def _outside(marks: Marks, tables: list[PageTable]) -> list[tuple[float, str]]:
    """The lines of text outside the tables, each with its place from the top."""
    glyphs = [
        glyph for glyph in marks.glyphs
        if not any(table.holds((glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2) for table in tables)
    ]  # fmt: skip
    joined: list[tuple[float, str]] = []
    size, end = 0.0, 0.0
    for line in lines_of(glyphs):
        if (
            joined
            and abs(line.size - size) < 0.5
            and line.top - end < size
            and _HEADING.search(line.text)
            and not (_HEADING.search(joined[-1][1]))
        ):
            # A title broken over two lines.
            joined[-1] = (joined[-1][0], joined[-1][1] + line.text)
        else:
            joined.append(((line.top + line.bottom) / 2, line.text))
        size, end = line.size, line.bottom
    return joined


def _heading(lines: list[tuple[float, str]], seen: set[str]) -> str | None:
    """The last line that may head a table; what was printed on an earlier page is a running title."""
    fresh: list[str] = []
    for _, text in lines:
        key = re.sub("\\d+|续表?|[()]", "", folded(text))
        if _HEADING.search(text) and key not in seen:
            fresh.append(text)
        seen.add(key)
    return fresh[-1] if fresh else None


def _refuse_unread(book: _Book, path: Path, pages: int) -> None:
    if book.tables:
        return
    if len(book.scanned) == pages or (book.scanned and not book.unruled):
        raise UserError(f"目录文件 {path.name} 是扫描件或没有可读的文字层，无法读取，{_CURE}。")
    raise UserError(
        f"{path.name} 中没有带框线的表格，无法判断文字属于哪一列，请给表格加上框线，或把可编辑的原表另存为 XLSX 再试。"
    )
