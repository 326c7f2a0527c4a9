"""What a file is by its bytes, and whether that is what its name or its Content-Type says."""

import io
import re
import zipfile
from typing import Literal

import olefile

from crawler.attachments.outcome import FileLimits

Origin = Literal["name", "type"]

# Compound files (OLE) that cannot be opened, and those that hold an encrypted office document.
DAMAGED, LOCKED = "damaged", "locked"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "rtf"), (b"Rar!\x1a", "rar"), (b"7z\xbc\xaf'\x1c", "7z"), (b"\x1f\x8b", "gzip"),
    (b"\x89PNG", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"), (b"BM", "bmp"), (b"II*\x00", "tif"),
    (b"MM\x00*", "tif"), (b"Foxit CEB", "ceb"), (b"MIME-Version:", "mht"), (b"SQLite format 3", "sqlite"),
    (b"MZ", "exe"), (b"\x00\x00\x00\x18ftyp", "mp4"), (b"\x00\x00\x00 ftyp", "mp4"),
)  # fmt: skip
_PDF_WINDOW = 1024
_HEAD = 8192
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|meta|script|table|div|p|frameset|iframe|style)\b", re.I)
_OFFICE_PARTS = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))
_SIGNS_OF_PACKAGES = ((b"word/", "docx"), (b"xl/", "xlsx"), (b"ppt/", "pptx"), (b"OFD.xml", "ofd"), (b"Doc_0/", "ofd"))
_PACKAGE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "xl/workbook.bin": "xlsb", "ofd.xml": "ofd"}
_STREAMS = (
    ("EncryptedPackage", LOCKED), ("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)  # fmt: skip
PICTURES = frozenset(("png", "jpg", "gif", "bmp", "tif", "webp"))
_SAME = {
    "jpeg": "jpg", "tiff": "tif", "htm": "html", "shtml": "html", "xhtml": "html", "docm": "docx", "dotx": "docx",
    "xlsm": "xlsx", "dot": "doc", "log": "txt",
}  # fmt: skip
# What the program that a name calls for opens as well, whatever the name says.
_OPENS: dict[str, frozenset[str]] = {
    "doc": frozenset(("doc", "docx", "rtf", "mht", "wordml", "locked")),
    "docx": frozenset(("docx", "doc", "rtf", "locked")),
    "wps": frozenset(("wps", "doc", "docx", "rtf", "locked", "ole")),
    "xls": frozenset(("xls", "xlsx", "xlsb", "excelml", "mht", "locked", "txt")),
    "xlsx": frozenset(("xlsx", "xlsb", "xls", "locked")),
    "et": frozenset(("xls", "xlsx", "locked", "ole")),
    "ppt": frozenset(("ppt", "pptx", "locked")),
    "pptx": frozenset(("pptx", "ppt", "locked")),
    "dps": frozenset(("ppt", "pptx", "locked", "ole")),
    "rtf": frozenset(("rtf", "doc", "docx")),
    "txt": frozenset(("txt", "html", "json", "xml")),
    "csv": frozenset(("txt",)),
    "html": frozenset(("html", "txt", "xml")),
    "xml": frozenset(("xml", "html")),
    "json": frozenset(("json",)),
}
_OFFICE = frozenset(("doc", "docx", "wps", "xls", "xlsx", "et", "ppt", "pptx", "dps", "rtf"))
_TYPES = (
    ("pdf", "pdf"), ("ofd", "ofd"), ("msword", "doc"), ("wordprocessingml", "docx"), ("ms-excel", "xls"),
    ("spreadsheetml", "xlsx"), ("ms-powerpoint", "ppt"), ("presentationml", "pptx"), ("ms-works", "wps"),
    ("wps-office.wps", "wps"), ("wps-office.et", "et"), ("rtf", "rtf"), ("x-rar", "rar"), ("x-7z", "7z"),
)  # fmt: skip
_NAMES = {
    "pdf": "PDF 文件", "ofd": "OFD 文件", "doc": "Word 文档", "docx": "Word 文档", "wps": "WPS 文档", "html": "网页",
    "xls": "Excel 工作簿", "xlsx": "Excel 工作簿", "xlsb": "Excel 二进制工作簿", "et": "WPS 表格", "ppt": "演示文稿",
    "pptx": "演示文稿", "dps": "WPS 演示文稿", "rtf": "RTF 文档", "zip": "ZIP 压缩包", "rar": "RAR 压缩包",
    "7z": "7z 压缩包", "gzip": "GZIP 压缩包", "txt": "纯文本", "csv": "CSV 表格", "json": "接口数据", "xml": "XML 数据",
    "exe": "可执行程序", "mp4": "视频", "wordml": "XML 文档", "excelml": "XML 表格", "mht": "单个文件网页",
    "ceb": "CEB 文件", "locked": "加密的办公文档", "ole": "办公文档", "odf": "开放文档（ODF）",
    **dict.fromkeys(("png", "jpg", "gif", "bmp", "tif", "webp"), "图片"),
}  # fmt: skip


def kind_of(body: bytes, limits: FileLimits) -> str | None:
    """What the bytes are; `html`, `json`, `xml` or `txt` for text, None for bytes of no known kind."""
    start = body.lstrip(b"\xef\xbb\xbf \t\r\n\x00")[:_HEAD]
    if b"%PDF-" in body[:_PDF_WINDOW]:
        return "pdf"
    if body.startswith(_OLE):
        return _kind_of_compound(body)
    if body.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK00PK")):
        return _kind_of_archive(body, limits)
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "webp"
    known = next((kind for sign, kind in _STARTS if body.startswith(sign) or start.startswith(sign)), None)
    # Two letters alone begin texts too.
    return known if known and (known not in ("bmp", "exe") or b"\x00" in body[:64]) else _kind_of_text(body, start)


def stated_kind(extension: str | None, content_type: str | None) -> tuple[str | None, Origin]:
    """What a file is said to be: by its name first, by the server only where the name ends as no file does."""
    lowered = (extension or "").lower().lstrip(".")
    named = _SAME.get(lowered, lowered)
    if named in _NAMES:
        return named, "name"
    sent = (content_type or "").lower().split(";")[0]
    return next((kind for word, kind in _TYPES if word in sent), None), "type"


def fits(stated: str | None, kind: str) -> bool:
    """Whether a file of this kind is what its name says, or opens in the same program."""
    return stated is None or stated == kind or kind in _OPENS.get(stated, frozenset()) or {stated, kind} <= PICTURES


def opens_web_pages(stated: str | None) -> bool:
    """Whether the program for such files opens web pages too: systems export tables as HTML under the name .xls."""
    return stated in ("doc", "xls", "wps", "et")


def name_of(kind: str | None) -> str:
    """What users call a kind of file."""
    return _NAMES.get(kind or "", "无法识别的文件")


def is_office(kind: str | None) -> bool:
    """Whether a name promises a document or workbook of an office program."""
    return kind in _OFFICE


def _kind_of_compound(body: bytes) -> str:
    try:
        with olefile.OleFileIO(io.BytesIO(body)) as compound:
            found = next((kind for name, kind in _STREAMS if compound.exists(name)), None)
            # The table of sectors says how long the file was meant to be.
            last = max((at for at, one in enumerate(compound.fat) if one != olefile.FREESECT), default=0)
            return found or (DAMAGED if (last + 1) * compound.sector_size >= len(body) else "ole")
    except (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
        return DAMAGED


def _kind_of_archive(body: bytes, limits: FileLimits) -> str:
    """Office files are archives: told by their parts. A damaged directory leaves the names in the local headers."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            names = [one.filename.replace("\\", "/").lstrip("/").lower() for one in archive.infolist()[: limits.parts]]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        return next((kind for sign, kind in _SIGNS_OF_PACKAGES if sign in body), "zip")
    for part, kind in _PACKAGE.items():
        if part in names:
            return kind
    if "content.xml" in names and "meta-inf/manifest.xml" in names:
        return "odf"
    if "[content_types].xml" in names:
        return next((kind for folder, kind in _OFFICE_PARTS if any(name.startswith(folder) for name in names)), "zip")
    return "zip"


def _kind_of_text(body: bytes, start: bytes) -> str | None:
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        start = start.replace(b"\x00", b"")
    elif b"\x00" in start:
        return None
    if b"<w:wordDocument" in start or b'progid="Word.Document"' in start:
        return "wordml"
    if b'progid="Excel.Sheet"' in start or b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        return "html" if b"<html" in start.lower() else "excelml"
    if _HTML.search(start):
        return "html"
    if start.startswith(b"<?xml"):
        return "xml"
    if re.match(rb"\s*[\[{]\s*[\"\[{}\]]", start):
        return "json"
    # Text in any encoding has few control signs.
    controls = sum(byte < 32 and byte not in (9, 10, 12, 13) for byte in start)
    return "txt" if controls <= len(start) // 200 else None
