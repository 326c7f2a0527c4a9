"""CSV and TSV texts in UTF-8 (with or without a byte order mark), UTF-16 with one, or GB18030."""

import csv
import io
from pathlib import Path

from directories.sheet import Sheet, sheet_of
from inspection.errors import UserError

EXTENSIONS = (".csv", ".tsv")
_FIELD_LIMIT = 4_000_000


def read(path: Path) -> list[Sheet]:
    """The one table of a text file, without a name. Raises UserError when the bytes are no text."""
    text = decoded(path)
    csv.field_size_limit(_FIELD_LIMIT)
    delimiter = "\t" if path.suffix.lower() == ".tsv" else _delimiter(text)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UserError(f"{path} 不是可读的 CSV 表格（{error}），请用表格软件另存为 XLSX 或 CSV 后再试。") from error
    return [sheet_of(None, rows)]


def decoded(path: Path) -> str:
    """A file's text whatever of the usual Chinese encodings it was saved in."""
    data = path.read_bytes()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise UserError(f"{path} 不是文本文件，请用表格软件另存为 XLSX 或 CSV（UTF-8）后再试。")


def _delimiter(text: str) -> str:
    """The sign that separates most in the first lines; some offices save with tabs or semicolons as CSV."""
    head = text[:4000]
    return max((",", "\t", ";"), key=lambda sign: (head.count(sign), sign == ","))
