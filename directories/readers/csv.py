"""CSV and TSV texts in UTF-8 (with or without a byte order mark), UTF-16 or GB18030."""

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

from directories.sheet import Sheet, sheet_of
from inspection.errors import UserError

EXTENSIONS = (".csv", ".tsv")
_FIELD_LIMIT = 4_000_000
_ROWS = 1_000_000
_COLUMNS = 1_000
# Places of the table, rows without text left out.
_PLACES = 2_000_000
# Of a text, so much may be damaged before it is none.
_DAMAGED = 0.02
_FEW = 3
_USUAL = re.compile(
    "[\t\n\r\x20-\x7e\u00b7\u2010-\u2027\u2460-\u249b\u25a0-\u25ff\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
)


def read(path: Path) -> list[Sheet]:
    """The one table of a text file, without a name.

    Raises UserError when the bytes are no text, a quotation mark is not closed, or the table is larger than any
    directory.
    """
    text, damaged = _decoded(path)
    csv.field_size_limit(_FIELD_LIMIT)
    delimiter = "\t" if path.suffix.lower() == ".tsv" else _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[list[str]] = []
    start = 1
    places = 0
    try:
        for row in reader:
            rows.append(row)
            places += len(row) if any(row) else 0
            if len(row) > _COLUMNS or len(rows) > _ROWS or places > _PLACES:
                raise UserError(f"{path.name} 第{start}行起超出目录表格的范围，请删除多余的行和列后再试。")
            last, start = start, reader.line_num + 1
    except csv.Error as error:
        raise UserError(
            f"{path.name} 第{start}行起不是可读的 CSV 表格，请用表格软件另存为 XLSX 或 CSV 后再试。"
        ) from error
    if rows and text.count('"') % 2 and "\n" in rows[-1][-1:][0].rstrip("\n"):
        raise UserError(f"{path.name} 第{last}行的引号没有配对，其后的内容无法分列，请补齐引号或另存为 XLSX 后再试。")
    filled = [row for row in rows if any(row)]
    if len(filled) * max((len(row) for row in filled), default=0) > _PLACES:
        raise UserError(f"{path.name} 超出目录表格的范围，请删除多余的行和列后再试。")
    sheet = sheet_of(None, rows)
    words = f"有{damaged}处字符无法辨认（以“\ufffd”代替），请核对原件并另存为 UTF-8 编码"
    return [replace(sheet, problems=(words,)) if damaged else sheet]


def decoded(path: Path) -> str:
    """A file's text whatever of the usual Chinese encodings it was saved in. Raises UserError when it is no text."""
    return _decoded(path)[0]


def _decoded(path: Path) -> tuple[str, int]:
    """The text and how many places of it were damaged."""
    data = path.read_bytes()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
        return text.replace("\0", ""), text.count("\ufffd")
    wide = _wide(data) if b"\0" in data else None
    if wide is not None:
        return wide, 0
    # A few NUL bytes are left behind by programs that pad their lines.
    if data.count(b"\0") > len(data) * _DAMAGED:
        raise _no_text(path)
    data = data.replace(b"\0", b"")
    texts = []
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding), 0
        except UnicodeDecodeError:
            texts.append(data.decode(encoding, errors="replace"))
    text = min(texts, key=lambda text: text.count("\ufffd"))
    damaged = text.count("\ufffd")
    if damaged > max(len(text) * _DAMAGED, _FEW):
        raise _no_text(path)
    return text, damaged


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark, told by what comes out: signs that Chinese tables are made of."""
    for encoding in ("utf-16-le", "utf-16-be"):
        head = data[:4000].decode(encoding, errors="replace")
        if len(_USUAL.findall(head)) > 0.95 * len(head):
            return data.decode(encoding, errors="replace")
    return None


def _no_text(path: Path) -> UserError:
    return UserError(f"{path.name} 不是文本文件，请用表格软件另存为 XLSX 或 CSV（UTF-8）后再试。")


def _delimiter(text: str) -> str:
    """The sign that separates most in the first lines; some offices save with tabs or semicolons as CSV."""
    head = text[:4000]
    return max((",", "\t", ";"), key=lambda sign: (head.count(sign), sign == ","))
