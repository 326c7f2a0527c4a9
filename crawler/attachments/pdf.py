"""PDF through pdfium: the text of every page, and whether pages are pictures."""

import base64
import itertools
import re
import unicodedata
import zlib
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from crawler.attachments.outcome import MEGABYTE, Content, FileLimits, NotReadError, broken, locked, too_large

_WHAT = "PDF 文件"
# A page with fewer signs under a picture is a scan with a page number or a stamp on it.
_FEW_SIGNS = 25
_PASSWORD = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
_GARBLED = 0.3
_BLANK = re.compile(r"[ \t\xa0]+")
_FORM_DEPTH = 3
_OBJECTS_LOOKED_AT = 500
_STREAM = re.compile(rb"FlateDecode[^>]{0,300}>>\s{0,4}stream\r?\n")
_STREAMS_LOOKED_AT = 500
_PACKED = (b"\x78", b"\x48", b"\x58", b"\x68")
_MOST_UNPACKED = 1_000_000
# What this packing can save at most.
_MOST_SAVED = 1_040


@dataclass
class _Pages:
    """What the pages showed so far. `scans` have a picture and hardly a sign, `drawn` only lines and curves."""

    texts: list[str] = field(default_factory=list)
    scans: int = 0
    drawn: int = 0
    unread: int = 0
    chars: int = 0


def read_pdf(body: bytes, limits: FileLimits) -> Content:
    """The text of all pages in their order, one line a line."""
    _check_streams(body, limits)
    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in _PASSWORD or "password" in str(error).lower():
            raise locked() from error
        raise broken(_WHAT) from error
    try:
        count = len(document)
        if count > limits.pages:
            raise too_large(f"PDF 有 {count} 页，超过限度 {limits.pages} 页，未读取")
        pages = _Pages()
        for number in range(count):
            _read_page(document, number, pages, limits)
    finally:
        document.close()
    return _content(
        pages, count, cut=body.rfind(b"%%EOF") < body.rfind(b"endobj"), damaged=not pages.chars and _damaged(body)
    )


def _read_page(document: pypdfium2.PdfDocument, number: int, pages: _Pages, limits: FileLimits) -> None:
    try:
        page = document[number]
        text = _cleaned(page.get_textpage().get_text_bounded())
    except pypdfium2.PdfiumError:
        pages.unread += 1
        pages.texts.append("")
        return
    pages.chars += len(text)
    if pages.chars > limits.chars:
        raise too_large("文件文字过多，超过读取限度，未读取")
    signs = sum(not sign.isspace() for sign in text)
    if signs < _FEW_SIGNS:
        kinds = _kinds_of_objects(page)
        pages.scans += pdfium.FPDF_PAGEOBJ_IMAGE in kinds
        pages.drawn += not signs and bool(kinds) and pdfium.FPDF_PAGEOBJ_IMAGE not in kinds
    pages.texts.append(text)
    page.close()


def _kinds_of_objects(page: pypdfium2.PdfPage) -> set[int]:
    kinds: set[int] = set()
    for number, one in enumerate(page.get_objects(max_depth=_FORM_DEPTH)):
        kinds.add(one.type)
        if number > _OBJECTS_LOOKED_AT:
            break
    return kinds


def _check_streams(body: bytes, limits: FileLimits) -> None:
    """Raises NotReadError where a packed part of the file unpacks to more than the limit: the library has none."""
    for found in _STREAM.finditer(body):
        end = body.find(b"endstream", found.end())
        packed = body[found.end() : end if end > 0 else len(body)]
        if len(packed) * _MOST_SAVED <= limits.unpacked:
            continue
        inflater, size = zlib.decompressobj(), 0
        try:
            while packed and not inflater.eof:
                size += len(inflater.decompress(packed, _MOST_UNPACKED))
                packed = inflater.unconsumed_tail
                if size > limits.unpacked:
                    raise too_large(f"PDF 内的数据解压后超过限度 {limits.unpacked // MEGABYTE} MB，出于安全未读取")
        except zlib.error:
            continue


def _damaged(body: bytes) -> bool:
    """Whether a packed part of the file cannot be unpacked: pages drawn by it look blank and are not."""
    for found in itertools.islice(_STREAM.finditer(body), _STREAMS_LOOKED_AT):
        packed = body[found.end() : body.find(b"endstream", found.end())]
        try:
            if packed.rstrip().endswith(b"~>"):
                packed = base64.a85decode(packed.strip().removesuffix(b"~>"))
            if packed[:1] in _PACKED:
                zlib.decompressobj().decompress(packed, _MOST_UNPACKED)
        except (ValueError, zlib.error):
            return True
    return False


def _cleaned(text: str) -> str:
    # pdfium sets U+FFFE for a hyphen at the end of a line, form feeds and zeros for signs it does not know.
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", ""))
    lines = (_BLANK.sub(" ", line).strip() for line in text.replace("\x00", "\ufffd").split("\n"))
    return "\n".join(line for line in lines if line)


def _content(pages: _Pages, count: int, *, cut: bool, damaged: bool) -> Content:
    text = "\n".join(one for one in pages.texts if one)
    unread = pages.scans + pages.drawn
    if count == 0 or pages.unread == count:
        raise broken(_WHAT)
    if cut:
        raise NotReadError("broken", "PDF 文件没有结尾，可能没有上传完整", count)
    signs = [sign for sign in text if not sign.isspace()]
    if pages.scans and pages.scans + sum(not one for one in pages.texts) >= count:
        raise NotReadError("scanned", "扫描件：各页都是图片，没有文字层", count)
    if not signs:
        if unread:
            raise NotReadError("scanned", "各页只有图形，没有文字层", count)
        if damaged:
            raise NotReadError("broken", "PDF 各页的内容已损坏，读不出", count)
        raise NotReadError("empty", "PDF 各页都是空白", count)
    unknown = sum(sign == "\ufffd" or unicodedata.category(sign) in ("Co", "Cn", "Cc") for sign in signs)
    if unknown > _GARBLED * len(signs):
        raise NotReadError("scanned", "PDF 的字体没有对应的文字编码，读不出文字", count)
    notes = []
    if unread:
        notes.append(f"{count} 页中有 {unread} 页是图片，未读取")
    if pages.unread:
        notes.append(f"{count} 页中有 {pages.unread} 页已损坏，未读取")
    return Content(text, count, tuple(pages.texts), "；".join(notes) or None)
