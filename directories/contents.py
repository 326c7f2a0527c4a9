"""What a file is by its contents: extensions lie (web pages saved as .xls, workbooks renamed)."""

import re
import zipfile
from pathlib import Path

from inspection.errors import UserError

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARTS = {"xl/": ".xlsx", "word/": ".docx", "ppt/": ".pptx", "OFD.xml": ".ofd"}
_HEAD = 4096


def extension_of(path: Path, name: str) -> str:
    """The extension that the file's contents deserve; its own in lower case where the contents do not say.

    `name` is what messages call the file. Raises UserError when the file is empty or locked by a password.
    """
    own = path.suffix.lower()
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip(b"\x00 \t\r\n"):
        raise UserError(f"目录文件 {name} 是空文件，请确认已保存内容后再试。")
    if head.startswith(_ZIP):
        return _zipped(path, own)
    if head.startswith(_OLE):
        return _compound(path, name, own)
    if head.startswith(b"%PDF"):
        return ".pdf"
    if re.match(rb"(?:Rar!|7z\xbc\xaf)", head):
        return ".rar"
    if re.match(rb"(?i)\s*mime-version:", head):
        raise UserError(f"目录文件 {name} 是单文件网页（MHT），请用浏览器或表格软件打开后另存为 XLSX 或 HTML 后再试。")
    return ".html" if _is_markup(head) else own


def _is_markup(head: bytes) -> bool:
    for encoding in ("utf-16", "latin-1"):
        if encoding == "utf-16" and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        text = head.decode(encoding, errors="replace").lstrip("\ufeffï»¿ \t\r\n")
        return bool(re.match("(?i)<(?:!--|(?:!doctype|html|head|meta|body|table|div|p|style|title|center)\\b)", text))
    return False


def _zipped(path: Path, own: str) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if "mimetype" in names and b"spreadsheet" in archive.read("mimetype"):
                return ".ods"
    except (zipfile.BadZipFile, OSError):
        # A damaged archive is told by the reader that its extension names.
        return own
    return next((extension for part, extension in _PARTS.items() if any(n.startswith(part) for n in names)), ".zip")


def _compound(path: Path, name: str, own: str) -> str:
    """Old office files and locked new ones share one container; the names of its streams tell them apart."""
    contents = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in contents:
        raise UserError(f"目录文件 {name} 设有打开密码，请取消密码后另存为 XLSX 再试。")
    if "WordDocument".encode("utf-16-le") in contents:
        return ".doc"
    books = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
    return ".xls" if any(book in contents for book in books) else own
