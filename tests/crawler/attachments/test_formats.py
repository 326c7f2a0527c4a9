"""Every format gives all of its text, in its order."""

import shutil
import subprocess
from pathlib import Path

import pytest

from crawler.attachments.contents import read_contents
from crawler.attachments.outcome import FileLimits, FileReading
from tests.crawler.attachments import made

P = made.PARAGRAPHS
TEXT = "\n".join(P)
SHEETS: dict[str, list[list[object]]] = {"目录": [["序号", "事项"], [1, "供水"], [2, 3.5]], "空白": []}
SHEET_TEXT = "目录\n序号\t事项\n1\t供水\n2\t3.5"


def read(body: bytes, name: str, content_type: str | None = None, limits: FileLimits | None = None) -> FileReading:
    return read_contents(body, name=name, extension=None, content_type=content_type, limits=limits or FileLimits())


def test_pdf() -> None:
    reading = read(made.pdf([P, P[:2]]), "方案.pdf")
    assert (reading.state, reading.kind, reading.sheets, reading.reason) == ("ok", "pdf", 2, None)
    assert reading.text == "\n".join((*P, *P[:2]))
    assert reading.chars == len("".join((*P, *P[:2])))


def test_docx_with_table_and_header() -> None:
    reading = read(made.word(rows=[["单位", "电话"], ["供水科", "12345"]], header="页眉"), "方案.docx")
    assert (reading.state, reading.kind, reading.sheets) == ("ok", "docx", None)
    assert reading.text == TEXT + "\n单位\t电话\n供水科\t12345"


def test_docx_shows_what_people_see() -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = "<w:txbxContent><w:p><w:r><w:t>框中文字</w:t></w:r></w:p></w:txbxContent>"
    body = (
        f"<w:document {space} {mc}><w:body><w:p><w:r><w:t>甲</w:t></w:r>"
        "<w:del><w:r><w:delText>删去</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r></w:ins></w:p><w:p><w:r><mc:AlternateContent>"
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>外</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>内</w:t></w:r></w:p></w:tc>"
        "</w:tr></w:tbl></w:tc></w:tr></w:tbl></w:body></w:document>"
    )
    assert read(made.archive({"word/document.xml": body.encode()}), "a.docx").text == "甲乙\n丙\n框中文字\n外 内"


def test_workbooks() -> None:
    for body, name, kind in ((made.workbook(SHEETS), "a.xlsx", "xlsx"), (made.old_workbook(SHEETS), "a.xls", "xls")):
        reading = read(body, name)
        assert (reading.state, reading.kind, reading.sheets, reading.text) == ("ok", kind, 2, SHEET_TEXT)


def test_doc_of_pieces_in_one_and_two_bytes() -> None:
    reading = read(made.old_word("\r".join(P) + "\r", one_byte="GB/T 1 "), "方案.doc")
    assert (reading.state, reading.kind, reading.text) == ("ok", "doc", "GB/T 1 " + TEXT)


def test_doc_shows_results_of_fields_and_rows_of_tables() -> None:
    main = (
        "见\x13 HYPERLINK \x13 INNER \x14x\x15 \x14办法\x15。\r单位\x07电话\x07\x07科\x07"
        + "1\x07\x07图\x01\x08\r𠮷字\r"
    )
    assert read(made.old_word(main, boxes="框\r"), "a.doc").text == "见办法。\n单位\t电话\n科\t1\n图\n𠮷字\n框"


def test_wps_in_the_format_of_word() -> None:
    assert read(made.old_word("正文\r"), "方案.wps").state == "ok"
    assert read(made.word(), "方案.wps").text == TEXT


def test_ofd_joins_the_pieces_of_a_line() -> None:
    reading = read(made.ofd([made.ofd_lines(P), made.ofd_lines(P[:1])]), "方案.ofd")
    assert (reading.state, reading.kind, reading.sheets, reading.text) == ("ok", "ofd", 2, f"{TEXT}\n{P[0]}")


def test_ofd_takes_a_template_once_and_parts_from_the_root() -> None:
    pages = [f'<ofd:Template TemplateID="90"/>{made.ofd_lines([line])}' for line in P[:2]]
    template = {"Doc_0/Tpls/Tpl_0/Content.xml": made.ofd_page(made.ofd_lines(["临江区文件"]))}
    reading = read(made.ofd(pages, root="/Doc_0/Document.xml", more=template), "a.ofd")
    assert reading.text == f"临江区文件\n{P[0]}\n{P[1]}"


def test_rtf() -> None:
    body = (
        rb"{\rtf1\ansi\ansicpg936\uc1{\fonttbl{\f0 SimSun;}}{\*\generator x;}{\header \'c3\'fc}"
        rb"{\info{\title no}}\f0 \u20020?\u27743?\'c7\'f8\par {\field{\*\fldinst HYPERLINK x}{\fldrslt a\{b\}}}\par}"
    )
    assert read(body, "a.rtf").text == "临江区\na{b}"


def test_web_pages_and_texts_in_any_encoding() -> None:
    page = "<html><head><title>名单</title></head><body><p>甲乙丙丁，现予公布。</p><script>x</script></body></html>"
    assert read(page.encode("gbk"), "a.html").text == "甲乙丙丁，现予公布。"
    assert read("第一行说明\r\n\r\n第二行".encode("gb18030"), "a.txt").text == "第一行说明\n第二行"
    assert read("单位,电话\n科,1".encode("utf-8-sig"), "a.csv").text == "单位,电话\n科,1"


def test_exported_table_under_the_name_of_a_workbook() -> None:
    body = (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>甲</td><td>乙</td></tr></table></html>'
    )
    reading = read(body.encode("gbk"), "导出.xls", "application/vnd.ms-excel")
    assert (reading.state, reading.kind, reading.text) == ("ok", "html", "甲\t乙")


def test_zip_of_files_with_names_of_any_kind() -> None:
    members = {
        "材料/一.docx": made.word(),
        "../../etc/passwd.txt": "内容".encode(),
        "__MACOSX/._一.docx": b"\0",
        "c.rar": b"Rar!\x1a\x07",
    }
    reading = read(made.archive(members), "材料.zip")
    assert (reading.state, reading.kind, reading.sheets) == ("ok", "zip", 3)
    assert reading.text == f"一.docx\n{TEXT}\npasswd.txt\n内容"
    assert reading.reason == "压缩包内有 1 个文件未读取（c.rar：RAR 压缩包暂不能读取）"
    assert read(made.gbk_archive("方案.txt", "水质".encode()), "a.zip").text == "方案.txt\n水质"
    assert read(made.archive({"内.zip": made.archive({"a.txt": b"abc"})}), "a.zip").text == "内.zip\na.txt\nabc"


@pytest.mark.parametrize(("kind", "options"), [("doc", "MS Word 97"), ("rtf", "Rich Text Format"), ("odt", None)])
def test_files_of_an_office_program(tmp_path: Path, kind: str, options: str | None) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("soffice is not installed: DOC and RTF as an office program writes them are not tested")
    (tmp_path / "a.docx").write_bytes(made.word(rows=[["单位", "电话"], ["科", "1"]]))
    form = f"{kind}:{options}" if options else kind
    command = [office, f"-env:UserInstallation=file://{tmp_path}/user", "--headless", "--convert-to", form]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "a.docx")], check=True, capture_output=True)
    reading = read((tmp_path / f"a.{kind}").read_bytes(), f"a.{kind}")
    if kind == "odt":
        assert reading.state == "unsupported"
        return
    assert reading.state == "ok"
    assert reading.text.startswith(TEXT)
    assert "单位\t电话\n科\t1" in reading.text
