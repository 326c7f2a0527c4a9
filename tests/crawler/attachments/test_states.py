"""Files that give no text: each its own state with a reason in Chinese."""

import struct

import pytest
import xlwt

from crawler.attachments.contents import has_mark, read_contents
from crawler.attachments.outcome import FileLimits, FileReading
from inspection.types.portal import AttachmentState
from tests.crawler.attachments import made

P = made.PARAGRAPHS
_GONE = "<html><head><title>404</title></head><body><h1>您访问的页面不存在或已被删除</h1></body></html>".encode()
_LOGIN = (
    "<html><head><title>用户登录</title></head><body><form>用户名<input name=u>密码<input type=password name=p>"
    "<button>登录</button></form></body></html>"
).encode()
_NEWS = "<html><body><h1>动态</h1><p>今天召开了会议，部署供水工作，要求各部门认真落实。</p></body></html>".encode()


_TABLE = b"</h1><script src=a.js></script><table><tr><td>x</td></tr></table>"
_WITHOUT_DOCUMENT = made.archive({"OFD.xml": b"<O><DocRoot>Doc_9/D.xml</DocRoot></O>"})
_SCANS = made.archive({"1.jpg": made.picture("JPEG"), "2.png": made.picture()})


def read(body: bytes, name: str, content_type: str | None = None, limits: FileLimits | None = None) -> FileReading:
    return read_contents(body, name=name, extension=None, content_type=content_type, limits=limits or FileLimits())


def locked_xls() -> bytes:
    book = xlwt.Workbook()
    book.add_sheet("a").write(0, 0, "x")
    stream = book.get_biff_data()
    end = 4 + struct.unpack_from("<H", stream, 2)[0]
    record = struct.pack("<HHHHH", 0x2F, 54, 1, 1, 1) + bytes(48)
    return made.compound({"Workbook": stream[:end] + record + stream[end:]})


CASES: dict[str, tuple[bytes, str, AttachmentState, str | None, str]] = {
    "scanned_pdf": (made.pdf([[], []], pictures=True), "a.pdf", "scanned", "pdf", "扫描件"),
    "scan_with_page_numbers": (made.pdf([["- 1 -"], ["- 2 -"]], pictures=True), "a.pdf", "scanned", "pdf", "扫描件"),
    "pdf_of_curves": (made.curves(), "a.pdf", "scanned", "pdf", "图形"),
    "blank_pdf": (made.pdf([[]]), "a.pdf", "empty", "pdf", "空白"),
    "locked_pdf": (made.pdf([P], password="x"), "a.pdf", "encrypted", "pdf", "密码"),
    "cut_pdf": (made.pdf([P] * 20)[:-800], "a.pdf", "broken", "pdf", "PDF"),
    "picture_in_docx": (made.word_with_picture(), "a.docx", "scanned", "docx", "图片"),
    "empty_docx": (made.word([]), "a.docx", "empty", "docx", "没有文字"),
    "cut_docx": (made.word()[:-500], "a.docx", "broken", "docx", "Word 文档"),
    "locked_docx": (made.compound({"EncryptedPackage": b"x"}), "a.docx", "encrypted", "ole", "密码"),
    "empty_xlsx": (made.workbook({"a": []}), "a.xlsx", "empty", "xlsx", "没有内容"),
    "cut_xlsx": (made.workbook({"a": [["x"]]})[:-300], "a.xlsx", "broken", "xlsx", "Excel"),
    "locked_xls": (locked_xls(), "a.xls", "encrypted", "xls", "密码"),
    "cut_xls": (made.old_workbook({"a": [["x" * 50]] * 90})[:3000], "a.xls", "broken", "ole", "损坏"),
    "locked_doc": (made.old_word("x", flags=0x0100), "a.doc", "encrypted", "doc", "密码"),
    "cut_doc": (made.old_word("正文\r" * 3000)[:6000], "a.doc", "broken", "ole", "损坏"),
    "empty_doc": (made.old_word("\r"), "a.doc", "empty", "doc", "没有文字"),
    "picture_in_doc": (made.old_word("\x01\r"), "a.doc", "scanned", "doc", "图片"),
    "old_doc": (made.old_word("x", version=0x0065), "a.doc", "unsupported", "doc", "Word 95"),
    "old_wps": (made.compound({"Contents": b"x"}), "a.wps", "unsupported", "ole", "WPS"),
    "scanned_ofd": (made.ofd(['<ofd:ImageObject ID="1"/>']), "a.ofd", "scanned", "ofd", "扫描件"),
    "empty_ofd": (made.ofd([""]), "a.ofd", "empty", "ofd", "没有文字"),
    "ofd_without_its_document": (_WITHOUT_DOCUMENT, "a.ofd", "broken", "ofd", "OFD"),
    "cut_rtf": (rb"{\rtf1 {abc\par", "a.rtf", "broken", "rtf", "RTF"),
    "empty_zip": (made.archive({}), "a.zip", "empty", "zip", "没有文件"),
    "locked_zip": (made.locked_archive({"a.txt": b"x"}), "a.zip", "encrypted", "zip", "密码"),
    "cut_zip": (made.archive({"a.txt": b"x" * 99})[:-30], "a.zip", "broken", "zip", "ZIP"),
    "scans_in_a_zip": (_SCANS, "a.zip", "scanned", "zip", "图片"),
    "picture": (made.picture(), "a.png", "scanned", "png", "图片"),
    "picture_named_otherwise": (made.picture(), "a.jpg", "scanned", "png", "图片"),
    "nothing": (b"", "a.pdf", "empty", None, "0 字节"),
    "rar": (b"Rar!\x1a\x07\x00", "a.rar", "unsupported", "rar", "RAR"),
    "noise": (bytes(range(256)) * 9, "a.doc", "broken", None, "无法识别"),
    "noise_of_no_name": (bytes(range(256)) * 9, "下载", "unsupported", None, "无法识别"),
    "gone": (_GONE, "a.pdf", "mislabelled", "html", "页面不存在"),
    "gone_as_doc": (_GONE, "a.doc", "mislabelled", "html", "页面不存在"),
    "gone_without_a_name": (_GONE, "附件", "mislabelled", "html", "页面不存在"),
    "login": (_LOGIN, "a.pdf", "mislabelled", "html", "登录"),
    "page": (_NEWS, "a.pdf", "mislabelled", "html", "网页"),
    "page_with_a_table": (_NEWS.replace(b"</h1>", _TABLE), "a.xls", "mislabelled", "html", "网页"),
    "error_as_json": ('{"code":500,"msg":"文件不存在"}'.encode(), "a.docx", "mislabelled", "json", "文件不存在"),
    "login_as_json": ('{"code":401,"msg":"请先登录"}'.encode(), "a.xlsx", "mislabelled", "json", "登录"),
    "error_as_text": (b"File Not Found", "a.ofd", "mislabelled", "txt", "文件不存在"),
    "picture_as_pdf": (made.picture(), "a.pdf", "mislabelled", "png", "图片"),
    "program_as_doc": (b"MZ\x90\x00" + bytes(200), "a.doc", "mislabelled", "exe", "程序"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_state(name: str) -> None:
    body, called, state, kind, reason = CASES[name]
    reading = read(body, called)
    assert (reading.state, reading.kind) == (state, kind)
    assert reason in (reading.reason or "")
    assert (reading.text, reading.chars) == ("", 0)


def test_another_file_than_its_name_says_is_read_and_told() -> None:
    reading = read(made.word(), "方案.pdf")
    assert (reading.state, reading.kind, reading.reason) == ("mislabelled", "docx", "扩展名是 .pdf，实际是Word 文档")
    assert reading.text == "\n".join(P)


def test_what_the_same_program_opens_is_no_fault() -> None:
    assert read(made.word(), "方案.doc").state == "ok"
    assert read(made.workbook({"a": [["x"]]}), "方案.xls").state == "ok"
    assert read(made.old_word("正文\r"), "方案.docx").state == "ok"


def test_the_server_is_asked_only_where_the_name_says_nothing() -> None:
    assert read(made.pdf([P]), "方案.pdf", "text/html").state == "ok"
    assert read(_NEWS, "download", "application/pdf").state == "mislabelled"
    assert read(_NEWS, "download", "text/html").state == "ok"
    assert read(made.pdf([P]), "show.jsp", "application/octet-stream").state == "ok"


def test_pages_that_are_pictures_are_told() -> None:
    reading = read(made.pdf([P, ["- 2 -"]], pictures=True), "a.pdf")
    assert (reading.state, reading.reason) == ("ok", "2 页中有 1 页是图片，未读取")


def test_a_damaged_page_is_not_called_blank() -> None:
    packed = b"\x78\x9c" + bytes(range(40))
    stream = b"4 0 obj<</Length 42/Filter/FlateDecode>>stream\n" + packed + b"\nendstream endobj\n"
    body = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj " + stream
        + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n0\n%%EOF"
    )  # fmt: skip
    assert read(body, "a.pdf").state == "broken"


SEALED = {
    "pdf": made.pdf([["机密★1年", *P]]),
    "second_page": made.pdf([P, ["秘密★", *P]]),
    "docx": made.word(["秘密 ★ 1 年", *P]),
    "header": made.word(header="机密★"),
    "doc": made.old_word("内部资料\r" + "\r".join(P)),
    "header_of_doc": made.old_word("\r".join(P), headers="绝密★\r"),
    "xlsx": made.workbook({"一": [["x"]], "二": [["内部文件"], ["y"]]}),
    "ofd": made.ofd([made.ofd_lines(["秘密★2年", *P])]),
    "rtf": "{\\rtf1 内部资料\\par x}".encode("gbk"),
    "html": "<html><body><p>机密★</p><p>正文内容在此处，请注意保管。</p></body></html>".encode(),
    "txt": "秘密★1年\n正文".encode(),
}


@pytest.mark.parametrize("name", SEALED)
def test_marked_files_are_sealed_also_inside_an_archive(name: str) -> None:
    for body in (SEALED[name], made.archive({"公开.txt": b"abc", "a": SEALED[name]})):
        reading = read(body, "附件")
        assert (reading.state, reading.text, reading.chars, reading.sheets) == ("sealed", "", 0, None)
        assert "密级" in (reading.reason or "")


def test_a_marked_name_is_enough() -> None:
    assert read(made.picture(), "机密★方案.png").state == "sealed"


def test_texts_about_secrecy_are_no_marks() -> None:
    assert not has_mark("保守国家秘密规定\n文件应当标注秘密、机密或者绝密。\n内部资料管理办法")
    assert read(made.word(["关于标注“秘密★1年”的说明", *P]), "a.docx").state == "ok"
