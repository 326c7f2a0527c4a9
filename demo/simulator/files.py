"""Attachments as bytes: whole ones and such as are not what they should be."""

import gzip
import zipfile
from io import BytesIO

_PICTURE = b"\xff" * 300


def pdf(text: str, *, scanned: bool = False) -> bytes:
    """A PDF of one page: the text, or nothing but a picture."""
    shown = (
        b"q 200 0 0 100 100 500 cm /Im1 Do Q"
        if scanned
        else b"BT /F1 14 Tf 72 720 Td <" + text.encode("utf-16-be").hex().encode() + b"> Tj ET"
    )
    resources = b"<< /XObject << /Im1 5 0 R >> >>" if scanned else b"<< /Font << /F1 5 0 R >> >>"
    thing = (
        b"<< /Type /XObject /Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceRGB /BitsPerComponent 8 "
        b"/Length %d >>\nstream\n%s\nendstream" % (len(_PICTURE), _PICTURE)
        if scanned
        else b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
        b"/DescendantFonts [6 0 R] >>"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources " + resources + b" /Contents 4 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown),
        thing,
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 >>",
    ]
    written = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        written
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
        + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(written))
    )


def gzip_bomb(megabytes: int) -> bytes:
    """Few bytes that unpack to many."""
    return gzip.compress(bytes(megabytes << 20), 9)


def zip_bomb(megabytes: int) -> bytes:
    """An archive of few bytes whose one file has many."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(megabytes << 20))
    return held.getvalue()
