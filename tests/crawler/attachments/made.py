"""Files of every kind with known paragraphs, made by the tests themselves."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence

import docx
import openpyxl
import xlwt
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

PARAGRAPHS = (
    "临江区人民政府办公室关于印发供水保障方案的通知",
    "临府办〔2026〕3号",
    "各街道办事处，区政府各部门：现将方案印发给你们，请认真组织实施。",
    "水质应当每日检测，检测结果于次日公开。",
    "（此件主动公开）",
)
_FONT = "STSong-Light"
_FREE, _END, _FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def pdf(pages: Sequence[Sequence[str]], *, password: str | None = None, pictures: bool = False) -> bytes:
    """A PDF whose pages show lines of text; `pictures` puts a picture over every page."""
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, encrypt=password)
    for lines in pages:
        if pictures:
            canvas.drawImage(ImageReader(io.BytesIO(picture())), 0, 0, *A4)
        canvas.setFont(_FONT, 12)
        for number, line in enumerate(lines):
            canvas.drawString(60, 780 - 20 * number, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def curves() -> bytes:
    """A PDF whose signs were turned into curves."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.bezier(10, 10, 50, 90, 120, 20, 200, 200)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def picture(kind: str = "PNG") -> bytes:
    """A small grey picture."""
    buffer = io.BytesIO()
    Image.new("L", (40, 40), 200).save(buffer, kind)
    return buffer.getvalue()


def word(paragraphs: Sequence[str] = PARAGRAPHS, *, rows: Sequence[Sequence[str]] = (), header: str = "") -> bytes:
    """A DOCX with paragraphs, a table and a page header."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    if header:
        document.sections[0].header.paragraphs[0].text = header
    return _saved(document)


def word_with_picture() -> bytes:
    """A DOCX that holds a picture only."""
    document = docx.Document()
    document.add_picture(io.BytesIO(picture()))
    return _saved(document)


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """An XLSX with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return _saved(book)


def old_workbook(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """An XLS with these sheets."""
    book = xlwt.Workbook()
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for down, row in enumerate(rows):
            for across, value in enumerate(row):
                sheet.write(down, across, value)
    return _saved(book)


def archive(members: Mapping[str, bytes], *, packed: bool = True) -> bytes:
    """A ZIP with these members, names as UTF-8."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as written:
        for name, contents in members.items():
            written.writestr(name, contents)
    return buffer.getvalue()


def locked_archive(members: Mapping[str, bytes]) -> bytes:
    """A ZIP that says of every member that it needs a password."""
    data = bytearray(archive(members))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(sign, at + 4)
    return bytes(data)


def gbk_archive(name: str, contents: bytes) -> bytes:
    """A ZIP whose member's name is GBK without saying so, as programs in China write it."""
    encoded = name.encode("gbk")
    stand_in = "a" * len(encoded)
    return archive({stand_in: contents}).replace(stand_in.encode(), encoded)


def ofd(pages: Sequence[str], *, root: str = "Doc_0/Document.xml", more: Mapping[str, bytes] | None = None) -> bytes:
    """An OFD whose pages have this content (XML of the page's layer)."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    listed = "".join(f'<ofd:Page ID="{n + 1}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    members = {
        "OFD.xml": f"<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>{root}</ofd:DocRoot></ofd:DocBody></ofd:OFD>".encode(),
        "Doc_0/Document.xml": f"<ofd:Document {space}><ofd:CommonData>"
        f'<ofd:TemplatePage ID="90" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>'
        "</ofd:Document>".encode(),
        **(more or {}),
    }
    for number, content in enumerate(pages):
        members[f"Doc_0/Pages/Page_{number}/Content.xml"] = ofd_page(content)
    return archive(members)


def ofd_page(content: str) -> bytes:
    """The part that draws one page."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content>'
        f'<ofd:Layer ID="5">{content}</ofd:Layer></ofd:Content></ofd:Page>'
    ).encode()


def ofd_lines(lines: Sequence[str]) -> str:
    """Text objects, each line cut into two as printers do."""
    objects: list[str] = []
    for number, line in enumerate(lines):
        half = len(line) // 2
        for start, text in ((0, line[:half]), (half, line[half:])):
            place = f"{20 + 5 * start} {20 + 8 * number} 100 6"
            objects.append(
                f'<ofd:TextObject ID="{10 + len(objects)}" Boundary="{place}" Size="5">'
                f'<ofd:TextCode X="0" Y="4.5" DeltaX="g {len(text)} 5">{text}</ofd:TextCode></ofd:TextObject>'
            )
    return "".join(objects)


def old_word(
    main: str, *, headers: str = "", boxes: str = "", flags: int = 0, version: int = 0x00C1, one_byte: str = ""
) -> bytes:
    """A DOC: `one_byte` is a first piece of Latin letters, then `main`, `headers` and `boxes`, two bytes a sign."""
    return compound(doc_streams(main, headers=headers, boxes=boxes, flags=flags, version=version, one_byte=one_byte))


def doc_streams(
    main: str, *, headers: str = "", boxes: str = "", flags: int = 0, version: int = 0x00C1, one_byte: str = ""
) -> dict[str, bytes]:
    """The two streams of a DOC."""
    start = 0x400
    signs = (main + headers + boxes).encode("utf-16-le")
    count = len(signs) // 2
    head = bytearray(start)
    struct.pack_into("<HH", head, 0, 0xA5EC, version)
    struct.pack_into("<H", head, 0x0A, flags | 0x0200)
    length = len(one_byte) + len(main.encode("utf-16-le")) // 2
    struct.pack_into("<8i", head, 0x4C, length, 0, len(headers), 0, 0, 0, len(boxes), 0)
    ends = [0, len(one_byte), len(one_byte) + count]
    addresses = [(start * 2) | 0x40000000, start + len(one_byte)]
    pieces = struct.pack("<3I", *ends) + b"".join(struct.pack("<HIH", 0, at, 0) for at in addresses)
    table = b"\x01" + struct.pack("<H", 4) + b"\0\0\0\0" + b"\x02" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<II", head, 0x01A2, 16, len(table))
    return {"WordDocument": bytes(head) + one_byte.encode("cp1252") + signs, "1Table": bytes(16) + table}


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file (OLE) with these streams, each padded to more than the small streams' limit."""
    padded = {name: data + bytes(max(0, 4096 - len(data))) for name, data in streams.items()}
    table: list[int] = []
    contents = b""
    entries = [_entry("Root Entry", 5, 1, _END, 0)]
    for position, (name, data) in enumerate(padded.items()):
        sectors = -(-len(data) // 512)
        first = len(table)
        table += [*range(first + 1, first + sectors), _END]
        contents += data + bytes(sectors * 512 - len(data))
        sibling = position + 2 if position + 1 < len(padded) else _FREE
        entries.append(_entry(name, 2, _FREE, first, len(data), sibling))
    directory = b"".join(entries).ljust(-(-len(entries) // 4) * 512, b"\0")
    first_directory = len(table)
    sectors = len(directory) // 512
    table += [*range(first_directory + 1, first_directory + sectors), _END]
    contents += directory
    needed = 1
    while needed * 128 < len(table) + needed:
        needed += 1
    first_table = len(table)
    table += [_FAT_SECTOR] * needed
    table += [_FREE] * (needed * 128 - len(table))
    contents += struct.pack(f"<{len(table)}I", *table)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, needed, first_directory, 0, 4096, _END, 0, _END, 0
    )
    places = [*range(first_table, first_table + needed)]
    head += struct.pack("<109I", *(places + [_FREE] * (109 - len(places))))
    return head + contents


def _entry(name: str, kind: int, child: int, first: int, size: int, right: int = _FREE) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    return (
        encoded.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(encoded), kind, 1, _FREE, right, child)
        + bytes(36)
        + struct.pack("<IQ", first, size)
    )


def _saved(made: object) -> bytes:
    buffer = io.BytesIO()
    made.save(buffer)  # type: ignore[attr-defined]  # documents of three libraries, all saved alike
    return buffer.getvalue()
