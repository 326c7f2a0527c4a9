"""The parts of an XLSX workbook looked through before it is opened: what fills the memory, and cells without value.

The library that reads workbooks sets no limits: it unpacks every part whole, makes room for every place up to the last
cell, copies a shared text into every cell that names it, and says nothing of errors and formulas without a result.
"""

import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from directories.archive_parts import xml
from inspection.errors import UserError

# Bytes of all parts together, without pictures; a directory of 3,000 rows has ten million.
_UNPACKED = 200_000_000
_PARTS = 10_000
_CHUNK = 1_000_000
# Places (rows times columns) of one sheet, and bytes of text after shared texts were copied into their cells.
_PLACES = 1_000_000
_COPIED = 500_000_000
_NAMED = 5
_PICTURES = ("xl/media/", "docProps/")

_LETTERS = rb"(?:\w+:)?"
# A column of three letters or a row of five digits: only then the cells are counted one by one.
_FAR = re.compile(rb"\br=[\"'](?:[A-Z]{3}|[A-Z]{0,2}\d{5})")
_CELL = re.compile(rb"<" + _LETTERS + rb"c\b[^>]*?\br=[\"']([A-Z]{1,3})(\d{1,7})[\"'][^>]*(?<!/)>")
_ROW = re.compile(
    rb"<" + _LETTERS + rb"row\b[^>]*?\br=[\"'](\d{1,7})[\"'][^>]*(?<!/)>\s*<" + _LETTERS + rb"c(?![^>]*\br=)"
)
_SHARED = re.compile(rb"\bt=[\"']s[\"'][^>]*>\s*<" + _LETTERS + rb"v>\s*(\d{1,9})")
_ERROR = re.compile(rb"<" + _LETTERS + rb"c\b(?=[^>]*\bt=[\"']e[\"'])[^>]*?\br=[\"']([A-Z]{1,3}\d{1,7})[\"']")
_NO_RESULT = re.compile(
    rb"<" + _LETTERS + rb"c\b[^>]*?\br=[\"']([A-Z]{1,3}\d{1,7})[\"'][^>]*>\s*<" + _LETTERS
    + rb"f\b(?:[^>]*/>|[^>]*>[^<]*</" + _LETTERS + rb"f>)\s*(?:<" + _LETTERS + rb"v\s*/>|<" + _LETTERS + rb"v>\s*</"
    + _LETTERS + rb"v>|</" + _LETTERS + rb"c>)"
)  # fmt: skip
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class WithoutValue:
    """The cells of a sheet (by name: C3) that hold an error or a formula without a result, and Chinese clauses about
    them. What would stand there is not known: such a cell is not blank."""

    cells: frozenset[str]
    clauses: tuple[str, ...]


def cells_without_value(path: Path, name: str) -> dict[str, WithoutValue]:
    """For every sheet (by name) its cells that show an error or a formula without a result.

    `name` is what messages call the file. Raises UserError when the workbook would unpack to more than any directory
    needs, holds entity definitions, has cells far outside a table, or is damaged.
    """
    try:
        parts = dict(_parts(path, name))
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError) as error:
        raise UserError(
            f"{name} 无法作为 XLSX 工作簿打开（可能已损坏或没有下载完整），请用表格软件打开并另存为 XLSX 后再试。"
        ) from error
    longest, texts = _shared_texts(parts)
    found: dict[str, WithoutValue] = {}
    names = _sheet_names(parts, name)
    for part, contents in parts.items():
        if not part.startswith("xl/worksheets/"):
            continue
        sheet = names.get(part, posixpath.basename(part))
        _refuse_far_cells(contents, name, sheet)
        if longest * contents.count(b"<v") > _COPIED:
            _refuse_copies(contents, texts, name)
        found[sheet] = _without_value(contents)
    return found


def _parts(path: Path, name: str) -> Iterator[tuple[str, bytes]]:
    """Every XML part unpacked. Sizes are counted while unpacking: what an archive declares may be a lie."""
    left = _UNPACKED
    with path.open("rb") as file, zipfile.ZipFile(file) as archive:
        members = archive.infolist()
        if len(members) > _PARTS:
            raise _bomb(name)
        for member in members:
            part = member.filename.replace("\\", "/").lstrip("/")
            if part.startswith(_PICTURES) or member.is_dir():
                continue
            file.seek(member.header_offset)
            head = file.read(30)
            file.seek(member.header_offset + 30 + sum(struct.unpack("<HH", head[26:30])))
            contents = _unpacked(file.read(member.compress_size), member.compress_type, left, name)
            left -= len(contents)
            head = contents[:4096].replace(b"\0", b"")
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                raise UserError(
                    f"{name} 含有表格软件不会写入的实体定义，已停止读取，请用表格软件打开并另存为 XLSX 后再试。"
                )
            if part.startswith("xl/"):
                yield part, contents


def _unpacked(packed: bytes, kind: int, limit: int, name: str) -> bytes:
    if kind == zipfile.ZIP_STORED:
        return packed
    if kind != zipfile.ZIP_DEFLATED:
        raise zipfile.BadZipFile("packed in a way that workbooks are not")
    inflater = zlib.decompressobj(-15)
    contents = inflater.decompress(packed, limit + 1)
    if len(contents) > limit:
        raise _bomb(name)
    if not inflater.eof:
        raise zipfile.BadZipFile("cut off")
    return contents


def _bomb(name: str) -> UserError:
    return UserError(
        f"{name} 解压后超过 {_UNPACKED // 1_000_000} MB，不像标准目录，请只保留目录内容，用表格软件另存为 XLSX 后再试。"
    )


def _sheet_names(parts: dict[str, bytes], name: str) -> dict[str, str]:
    """The names of sheets by their parts, as far as the workbook tells."""
    book, relations = parts.get("xl/workbook.xml"), parts.get("xl/_rels/workbook.xml.rels")
    if book is None or relations is None:
        return {}
    targets = {str(item.get("Id")): str(item.get("Target")) for item in xml(relations, name).iter(etree.Element)}
    return {
        posixpath.normpath(posixpath.join("/xl", targets[str(item.get(_RELATED))])).lstrip("/"): str(item.get("name"))
        for item in xml(book, name).iter("{*}sheet")
        if str(item.get(_RELATED)) in targets
    }


def _refuse_far_cells(contents: bytes, name: str, sheet: str) -> None:
    # Cells need not say where they are: then they stand one after another.
    if contents.count(b"c>") > _PLACES:
        raise UserError(f"{name} 工作表“{sheet}”的内容过多，不像标准目录，请只保留目录内容后另存再试。")
    if not _FAR.search(contents):
        return
    rows, columns, last = 1, 1, b"A1"
    for letters, number in _CELL.findall(contents):
        column = sum((letter - 64) * 26**power for power, letter in enumerate(reversed(letters)))
        if column > columns or int(number) > rows:
            rows, columns, last = max(rows, int(number)), max(columns, column), letters + number
    rows = max(rows, *(int(number) for number in _ROW.findall(contents)), 1)
    if rows * columns > _PLACES:
        raise UserError(
            f"{name} 工作表“{sheet}”在 {last.decode()} 还有内容，远远超出目录表格的范围，请删除多余的行和列后另存再试。"
        )


def _shared_texts(parts: dict[str, bytes]) -> tuple[int, list[int]]:
    """The longest shared text, and where each of them ends, in bytes."""
    contents = parts.get("xl/sharedStrings.xml", b"")
    ends = [found.end() for found in re.finditer(rb"</(?:\w+:)?si>", contents)]
    return max((end - start for start, end in zip([0, *ends], ends, strict=False)), default=0), ends


def _refuse_copies(contents: bytes, ends: list[int], name: str) -> None:
    copied = 0
    for number in map(int, _SHARED.findall(contents)):
        if number < len(ends):
            copied += ends[number] - (ends[number - 1] if number else 0)
    if copied > _COPIED:
        raise _bomb(name)


def _without_value(contents: bytes) -> WithoutValue:
    clauses = []
    errors = [cell.decode() for cell in _ERROR.findall(contents)] if b'"e"' in contents or b"'e'" in contents else []
    if errors:
        clauses.append(f"{_listed(errors)}显示为错误值（如 #REF!），内容未读出，请更正公式或直接填写文字")
    blank = [cell.decode() for cell in _NO_RESULT.findall(contents)] if _has_formula(contents) else []
    blank = [cell for cell in blank if cell not in errors]
    if blank:
        clauses.append(
            f"{_listed(blank)}的公式没有保存计算结果，内容未读出，请用表格软件打开并重新保存，或改为填写文字"
        )
    return WithoutValue(frozenset(errors) | frozenset(blank), tuple(clauses))


def _has_formula(contents: bytes) -> bool:
    return re.search(rb"<" + _LETTERS + rb"f[\s/>]", contents) is not None


def _listed(cells: list[str]) -> str:
    return "、".join(cells[:_NAMED]) + (f" 等{len(cells)}格" if len(cells) > _NAMED else " ")
