"""What a file is by its contents: extensions lie (web pages saved as .xls, workbooks renamed)."""

import re
import struct
import zipfile
import zlib
from pathlib import Path

from inspection.errors import UserError

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARTS = {
    "xl/workbook.bin": ".xlsb", "xl/": ".xlsx", "word/": ".docx", "ppt/": ".pptx", "OFD.xml": ".ofd",
}  # fmt: skip
_MIMETYPES = {b"spreadsheet": ".ods", b"opendocument.text": ".odt"}
_SIGNATURES = (
    (b"Rar!", ".rar"), (b"7z\xbc\xaf", ".7z"), (b"{\\rtf", ".rtf"), (b"\x89PNG", ".png"), (b"\xff\xd8\xff", ".jpg"),
    (b"GIF8", ".gif"), (b"II*\0", ".tif"), (b"MM\0*", ".tif"), (b"BM", ".bmp"),
)  # fmt: skip
_STREAMS = (("WordDocument", ".doc"), ("PowerPoint Document", ".ppt"), ("Workbook", ".xls"), ("Book", ".xls"))
_SAME = {".wps": ".doc", ".wpt": ".doc", ".dot": ".doc", ".et": ".xls", ".ett": ".xls", ".xlt": ".xls", ".dps": ".ppt"}
# Under these names a text is what a program exported, not what the name says.
_OFFICE = frozenset([".xls", ".xlsx", ".xlsm", ".et", ".doc", ".docx", ".pdf"])
_VARIANTS = {".xlsx": (".xlsm", ".xltx", ".xltm"), ".docx": (".docm", ".dotx", ".dotm"), ".html": (".htm",)}
_HEAD = 4096
# The record that a workbook begins with (BOF of the workbook stream, BIFF8), and the one that says it is encrypted.
_BOOK_BEGINS = b"\x09\x08\x10\x00\x00\x06\x05\x00"
_FILEPASS = 0x2F
_FIRST_RECORDS = 12
# Bytes. Far more than a district's directories with all their pictures.
_LARGEST = 300_000_000
_LARGEST_TEXT = 50_000_000


def extension_of(path: Path, name: str) -> str:
    """The extension that the file's contents deserve; its own in lower case where the contents do not say.

    `name` is what messages call the file. Raises UserError when the file is empty, too large, or locked by a password,
    OSError when it cannot be opened.
    """
    own = path.suffix.lower()
    with path.open("rb") as file:
        head = file.read(_HEAD)
    size = path.stat().st_size
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UserError(f"目录文件 {name} 是空文件，请确认已保存内容后再试。")
    if size > _LARGEST:
        raise UserError(f"目录文件 {name} 超过 {_LARGEST // 1_000_000} MB，不像标准目录，请只保留目录内容后再试。")
    found = _told(path, name, own, head)
    if found in (".csv", ".tsv", ".html", ".htm", ".jsonl", ".txt", ".xml") and size > _LARGEST_TEXT:
        raise UserError(f"目录文件 {name} 超过 {_LARGEST_TEXT // 1_000_000} MB，不像标准目录，请只保留目录内容后再试。")
    return own if own in _VARIANTS.get(found, ()) else found


def _told(path: Path, name: str, own: str, head: bytes) -> str:
    if head.startswith(_ZIP):
        return _zipped(path, own)
    if head.startswith(_OLE):
        return _compound(path, name, own)
    if b"%PDF-" in head[:1024]:
        return ".pdf"
    for signature, extension in _SIGNATURES:
        if head.startswith(signature) and (extension != ".bmp" or b"\0" in head[:32]):
            return extension
    if re.match(rb"(?i)\s*mime-version:", head):
        return ".mht"
    return _markup(head) or (_table_text(head) if own in _OFFICE else None) or own


def _table_text(head: bytes) -> str | None:
    """.tsv or .csv for a text in columns: what old systems export under the name of a workbook."""
    text = _decoded(head)
    if text is None or any(ord(sign) < 32 and sign not in "\t\r\n\f" for sign in text):
        return None
    line = next((line for line in text.splitlines() if line.strip()), "")
    return ".tsv" if line.count("\t") > 1 else ".csv" if line.count(",") > 1 or line.count(";") > 1 else None


def _decoded(head: bytes) -> str | None:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", errors="ignore")
    for encoding in ("utf-8-sig", "gb18030"):
        # The head may end inside a letter.
        for end in range(4):
            try:
                return head[: len(head) - end].decode(encoding)
            except UnicodeDecodeError:
                continue
    return None


_PAGE = re.compile("(?i)<(?:!doctype\\s+html|html|head|meta|body|table|div|p|style|title|center)\\b")
_BEFORE_PAGE = re.compile("(?is)(?:\\s|<\\?.*?\\?>|<!--.*?-->)*")
_XML_BOOK = re.compile("(?i)<(?:\\w+:)?(?:workbook|worddocument|package)\\b")


def _markup(head: bytes) -> str | None:
    """.html for a page, .xml for an office document in one XML file; None for anything else."""
    for encoding in ("utf-16", "latin-1"):
        if encoding == "utf-16" and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        text = head.decode(encoding, errors="replace").lstrip("\ufeffï»¿ \t\r\n")
        before = _BEFORE_PAGE.match(text)
        rest = text[before.end() if before else 0 :]
        if _PAGE.match(rest) or re.match("<!--", rest):
            return ".html"
        if _XML_BOOK.match(rest):
            return ".xml"
    return None


def _zipped(path: Path, own: str) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if "mimetype" in names and archive.getinfo("mimetype").file_size < _HEAD:
                mimetype = archive.read("mimetype")
                for word, extension in _MIMETYPES.items():
                    if word in mimetype:
                        return extension
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError):
        # A damaged archive is told by the reader that its extension names.
        return own
    return next((extension for part, extension in _PARTS.items() if any(n.startswith(part) for n in names)), ".zip")


def _compound(path: Path, name: str, own: str) -> str:
    """Old office files and locked new ones share one container; the names of its streams tell them apart."""
    contents = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in contents:
        raise UserError(f"目录文件 {name} 设有打开密码，请取消密码后重新保存再试。")
    if _is_locked_book(contents):
        raise UserError(f"目录文件 {name} 设有打开密码，请取消密码后重新保存再试。")
    found = next((extension for stream, extension in _STREAMS if stream.encode("utf-16-le") in contents), own)
    return own if _SAME.get(own) == found else found


def _is_locked_book(contents: bytes) -> bool:
    """True for an old workbook that is encrypted: among its first records is FILEPASS ([MS-XLS] 2.4.117)."""
    place = contents.find(_BOOK_BEGINS)
    for _ in range(_FIRST_RECORDS):
        if place < 0 or place + 4 > len(contents):
            return False
        record, size = struct.unpack_from("<HH", contents, place)
        if record == _FILEPASS:
            return True
        place += 4 + size
    return False
