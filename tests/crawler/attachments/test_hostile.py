"""Files made to fill the memory, the disk or the day end with a state and a reason."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Sequence

import pytest

from crawler.attachments.contents import read_contents
from crawler.attachments.outcome import MEGABYTE, FileLimits, FileReading
from crawler.attachments.reading import read_file
from tests.crawler.attachments import made

SMALL = FileLimits(unpacked=4 * MEGABYTE, part=3 * MEGABYTE, seconds=20, memory=600 * MEGABYTE)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SHEET = "xl/worksheets/sheet1.xml"
_PAGES = (
    b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</A 5 0 R>>>>>>",
)  # fmt: skip


def read(body: bytes, name: str, limits: FileLimits = SMALL) -> FileReading:
    return read_contents(body, name=name, extension=None, content_type=None, limits=limits)


def refused(reading: FileReading, *states: str) -> None:
    assert reading.state in states
    assert reading.reason
    assert reading.text == ""


def pdf_of(objects: Sequence[bytes]) -> bytes:
    body = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return (
        body + head + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(body))
    )


def stream(data: bytes, filters: bytes = b"/FlateDecode", more: bytes = b"") -> bytes:
    return b"<<%s/Length %d/Filter[%s]>>stream\n" % (more, len(data), filters) + data + b"\nendstream"


def spaces(size: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(b" " * MEGABYTE) for _ in range(size // MEGABYTE)) + packer.flush()


def lying_zip(name: str, size: int) -> bytes:
    """A ZIP that declares ten bytes, with their right checksum, and unpacks to `size`."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = packer.compress(b"0" * size) + packer.flush()
    named, check = name.encode(), zlib.crc32(b"0" * 10)
    head = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 8, 0, 0, check, len(data), 10, len(named), 0) + named + data
    entry = struct.pack(
        "<4sHHHHHHIII5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 0, check, len(data), 10, len(named), 0, 0, 0, 0, 0, 0
    )
    return head + entry + named + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 1, 1, len(entry + named), len(head), 0)


def sheet(cells: str) -> bytes:
    source = zipfile.ZipFile(io.BytesIO(made.workbook({"a": [["x"]]})))
    members = {name: source.read(name) for name in source.namelist()}
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    members[_SHEET] = f'<worksheet xmlns="{space}"><sheetData>{cells}</sheetData></worksheet>'.encode()
    return made.archive(members)


@pytest.mark.parametrize(
    ("part", "name"),
    [("word/document.xml", "a.docx"), ("OFD.xml", "a.ofd"), ("xl/workbook.xml", "a.xlsx"), ("a.txt", "a.zip")],
)
def test_archives_that_unpack_without_end(part: str, name: str) -> None:
    refused(read(made.archive({part: b"0" * 8 * MEGABYTE}), name), "too_large")
    assert read(lying_zip(part, 8 * MEGABYTE), name).chars <= 20


def test_many_small_parts_count_together() -> None:
    members = {f"{n}.txt": b"0" * (900 * 1024) for n in range(8)}
    reading = read(made.archive(members), "a.zip", FileLimits(unpacked=2 * MEGABYTE, chars=20 * MEGABYTE))
    assert reading.state == "ok"
    assert "6 个文件未读取" in (reading.reason or "")


def test_archives_in_archives_and_too_many_files() -> None:
    nested = made.archive({"a.txt": b"x"})
    for _ in range(40):
        nested = made.archive({"内.zip": nested})
    refused(read(nested, "a.zip"), "unsupported")
    many = made.archive({f"{n}.txt": b"1" for n in range(300)}, packed=False)
    refused(read(many, "a.zip"), "too_large")
    refused(read(many, "a.zip", FileLimits(parts=100)), "too_large")


def test_entities_are_not_put_in() -> None:
    inner = f"<w:document {_W}><w:body><w:p><w:r><w:t>&a;&a;</w:t></w:r></w:p></w:body></w:document>"
    types = f'<!DOCTYPE a [<!ENTITY a "{"x" * 99}">]>'
    hidden = f"<!--{' ' * 9000}-->{types}"
    for head in (types, hidden, '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'):
        xml = ('<?xml version="1.0"?>' + head + inner).encode()
        refused(read(made.archive({"word/document.xml": xml}), "a.docx"), "unsupported", "broken")
        refused(read(made.archive({"OFD.xml": xml}), "a.ofd"), "unsupported", "broken")
        refused(
            read(made.archive({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": xml}), "a.xlsx"),
            "unsupported",
            "broken",
        )


def test_elements_without_end() -> None:
    deep = f"<w:document {_W}><w:p>{'<w:r>' * 50_000}".encode()
    refused(read(made.archive({"word/document.xml": deep}), "a.docx"), "broken")
    groups = b"{\\rtf1 " + b"{" * 50_000 + b"x" + b"}" * 50_000 + b"}"
    refused(read(groups, "a.rtf"), "too_large")
    page = b"<html><body>" + b"<div>" * 50_000 + "正文".encode()
    assert read_file(page, name="a.html", extension="html", content_type=None).state in ("ok", "empty", "mislabelled")


def test_cells_far_outside_a_table() -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    refused(read(sheet(far), "a.xlsx"), "too_large")
    formatted = '<row r="1"><c r="A1"><v>7</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert read(sheet(formatted), "a.xlsx").text == "a\n7"


def test_text_without_end() -> None:
    limits = FileLimits(chars=1000)
    for body, name in (
        (made.word(["字" * 2000]), "a.docx"), (made.workbook({"a": [["字" * 2000]]}), "a.xlsx"),
        (("字" * 2000).encode(), "a.txt"), (made.ofd([made.ofd_lines(["字" * 2000])]), "a.ofd"),
        (made.old_word("字" * 2000), "a.doc"), (made.pdf([["字" * 40] * 35]), "a.pdf"),
        (b"{\\rtf1 " + b"\\'d7\\'d6\\par " * 2000 + b"}", "a.rtf"),
    ):  # fmt: skip
        refused(read(body, name, limits), "too_large")


def test_pieces_of_a_doc_without_end() -> None:
    streams = made.doc_streams("正文\r" * 500)
    count = 50_000
    ends = struct.pack(f"<{count + 1}I", *(number * 1500 for number in range(count + 1)))
    pieces = ends + struct.pack("<HIH", 0, 0x400, 0) * count
    word = bytearray(streams["WordDocument"])
    table = bytes(16) + b"\x02" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<II", word, 0x01A2, 16, len(table) - 16)
    struct.pack_into("<i", word, 0x4C, 4_000_000)
    assert read(made.compound({"WordDocument": bytes(word), "1Table": table}), "a.doc").chars <= 5_000_000
    struct.pack_into("<i", word, 0x4C, 2_000_000_000)
    refused(read(made.compound({"WordDocument": bytes(word), "1Table": table}), "a.doc"), "too_large")


def test_pages_without_end() -> None:
    for count, kids in ((1_000_000, b"3 0 R"), (50_000, b"3 0 R " * 50_000)):
        pages = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count)
        refused(read(pdf_of([_PAGES[0], pages, _PAGES[2], stream(zlib.compress(b""))]), "a.pdf"), "too_large")
    looped = b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"
    refused(read(pdf_of([_PAGES[0], looped, _PAGES[2]]), "a.pdf"), "broken", "empty")


def test_streams_of_a_pdf_that_unpack_without_end() -> None:
    """Only the process apart can bear these: the library has no limit of its own."""
    once = spaces(800 * MEGABYTE)
    twice = stream(zlib.compress(once, 9), b"/FlateDecode/FlateDecode")
    refused(
        read_file(pdf_of([*_PAGES, twice]), name="a.pdf", extension="pdf", content_type=None, limits=SMALL), "too_large"
    )


def test_a_stream_of_a_pdf_is_measured_before_it_is_drawn() -> None:
    refused(read(pdf_of([*_PAGES, stream(spaces(8 * MEGABYTE))]), "a.pdf"), "too_large")
    assert read(pdf_of([*_PAGES, stream(spaces(2 * MEGABYTE))]), "a.pdf").state == "empty"


def test_forms_that_draw_each_other_without_end() -> None:
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</A %d 0 R>>>>"
    drawn = zlib.compress(b"/A Do " * 10)
    objects = [*_PAGES, stream(zlib.compress(b"/A Do")), *(stream(drawn, more=form % (n + 1)) for n in range(5, 30))]
    limits = FileLimits(seconds=2)
    reading = read_file(pdf_of(objects), name="a.pdf", extension="pdf", content_type=None, limits=limits)
    refused(reading, "too_large", "empty")
    after = read_file(made.word(), name="a.docx", extension="docx", content_type=None)
    assert after.state == "ok"


def test_no_bytes_raise() -> None:
    chance = random.Random(20261121)
    bodies = {
        "a.doc": made.old_word("正文\r" * 300), "a.xls": made.old_workbook({"a": [["x", 1]] * 50}),
        "a.pdf": made.pdf([made.PARAGRAPHS] * 2), "a.docx": made.word(), "a.ofd": made.ofd([made.ofd_lines(["甲乙"])]),
        "a.zip": made.archive({"a.docx": made.word()}), "a.rtf": b"{\\rtf1 {\\u1?}abc\\par}" * 50,
        "a.html": b"<p>x" * 99, "a.xlsx": made.workbook({"a": [["x"]] * 20}),
    }  # fmt: skip
    for name, body in bodies.items():
        for _ in range(25):
            damaged = bytearray(body)
            for _ in range(chance.choice((1, 5, 60))):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            reading = read_file(bytes(damaged), name=name, extension=None, content_type=None)
            assert reading.state in ("ok", "mislabelled") or (reading.reason and not reading.text)
