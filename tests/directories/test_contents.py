"""Files whose extension lies, and files that hold nothing to read: one sentence with the place and the cure."""

import zipfile
from pathlib import Path

import pytest

from directories.contents import extension_of
from directories.reading import read_directory
from inspection.errors import UserError
from tests.directories.made import drawn, workbook

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("contents", "words"),
    [
        (b"", "空文件"),
        (b" \r\n", "空文件"),
        (b"%PDF-1.4", "无法作为 PDF 打开"),
        (_OLE + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
        (_OLE + "WordDocument".encode("utf-16-le"), "内容其实是 DOC 格式"),
        (b"MIME-Version: 1.0\r\n", "内容其实是 MHT 格式"),
        (b"<?xml version='1.0'?>\n<?mso-application progid='Excel.Sheet'?><Workbook>", "内容其实是 XML 格式"),
        (b"\x89PNG\r\n", "是图片（PNG）.*可编辑的原表"),
        (b"\xff\xd8\xff\xe0", "是图片（JPG）"),
        (b"Rar!\x1a\x07", "请先解压缩"),
        (b"7z\xbc\xaf\x27\x1c", "请先解压缩"),
        (b"{\\rtf1", "另存为 DOCX"),
        (b"PK\x03\x04 damaged", "可能已损坏"),
        (b"hello", "可能已损坏"),
    ],
)
def test_what_is_said_of_a_file_that_is_no_workbook(tmp_path: Path, contents: bytes, words: str) -> None:
    path = tmp_path / "目录.xlsx"
    path.write_bytes(contents)
    with pytest.raises(UserError, match=words) as refused:
        read_directory(path, None)
    assert "目录.xlsx" in str(refused.value)
    assert "请" in str(refused.value)


@pytest.mark.parametrize(
    ("part", "extension"),
    [
        ("xl/workbook.xml", ".xlsx"),
        ("xl/workbook.bin", ".xlsb"),
        ("word/document.xml", ".docx"),
        ("ppt/presentation.xml", ".pptx"),
        ("OFD.xml", ".ofd"),
        ("a.txt", ".zip"),
    ],
)
def test_archives_are_told_by_their_parts(tmp_path: Path, part: str, extension: str) -> None:
    path = tmp_path / "目录.xls"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(part, "x")
    assert extension_of(path, "目录.xls") == extension


def test_a_workbook_under_an_old_extension_is_read(tmp_path: Path) -> None:
    path = workbook(tmp_path / "目录.xlsx").rename(tmp_path / "目录.xls")
    assert len(read_directory(path, None).entries) == 5


@pytest.mark.parametrize("head", ["", "\ufeff", "<!DOCTYPE html>", "\n<!-- saved -->"])
def test_a_page_is_told_by_its_markup(tmp_path: Path, head: str) -> None:
    path = drawn(tmp_path / "统计.html", [["序号", "一级事项", "二级事项", "公开内容"], ["1", "数据", "公报", "名称"]])
    path.write_text(head + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert len(read_directory(path.rename(tmp_path / "统计.xlsx"), None).entries) == 1


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="是文件夹"):
        read_directory(tmp_path, None)


def test_a_file_that_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_path: Path, _name: str) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("directories.reading.extension_of", refused)
    with pytest.raises(UserError, match="请检查文件权限"):
        read_directory(workbook(tmp_path / "目录.xlsx"), None)
