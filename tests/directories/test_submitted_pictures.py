"""A picture that cannot be unpacked is handed in all the same: nobody is told that it is missing."""

import zipfile
from pathlib import Path

from directories.submitted.words import pictures_of


def test_a_damaged_picture_counts_as_one(tmp_path: Path) -> None:
    path, photo = tmp_path / "专区照片.docx", bytes(range(256)) * 400
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<w/>")
        archive.writestr("word/media/image1.png", photo)
        place = archive.getinfo("word/media/image1.png")
    (whole,) = pictures_of(path, ".docx")
    data = bytearray(path.read_bytes())
    start = place.header_offset + 30 + len("word/media/image1.png")
    data[start : start + 40] = b"\xff" * 40
    path.write_bytes(bytes(data))
    (damaged,) = pictures_of(path, ".docx")
    assert damaged != whole
