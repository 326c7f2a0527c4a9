"""Whatever a district hands in is known to be there, by its name and its words, but for what bears a mark."""

from datetime import date
from hashlib import sha256
from pathlib import Path
from random import Random

from docx import Document
from openpyxl import Workbook
from PIL import Image

from directories.submitted.reading import read_submitted
from tests.directories.pdf_made import pdf


def put(root: Path, name: str, *lines: str) -> Path:
    path = root / "submitted" / "linjiang" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if name.endswith(".docx"):
        document = Document()
        for line in lines:
            document.add_paragraph(line)
        document.save(str(path))
    else:
        path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_reports_are_known_by_name_and_words(tmp_path: Path) -> None:
    put(tmp_path, "2026年自查报告.docx", "一、依申请公开信息的评估", "二、不予公开信息的评估")
    put(tmp_path, "说明.txt", "无")
    put(tmp_path, "坏文件.docx.docx").write_bytes(b"no document")
    found = {file.title: file.text for file in read_submitted(tmp_path, "linjiang", "临江区").handed_in}
    assert found["2026年自查报告"] == "一、依申请公开信息的评估\n二、不予公开信息的评估"
    assert set(found) == {"2026年自查报告", "说明", "坏文件.docx"}
    assert found["坏文件.docx"] == ""


def test_nothing_is_kept_of_a_file_with_a_mark(tmp_path: Path) -> None:
    put(tmp_path, "名单.docx", "秘密★1年", "某某情况")
    put(tmp_path, "（机密）报告.docx", "某某情况")
    assert read_submitted(tmp_path, "linjiang", "临江区").handed_in == []


def test_what_a_report_says_is_read_from_tables_pdf_text_and_workbooks_too(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("指导情况如下：")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "望湖街道", "已指导"
    document.add_paragraph("2026年7月3日")
    document.save(str(put(tmp_path, "指导情况.docx")))
    pdf(put(tmp_path, "巡查情况.pdf"), ["一、巡查的部门和镇街"], ["二、发现的问题"])
    put(tmp_path, "说明.txt", "培训一次", "联系人手机13800138000")
    book = Workbook()
    book.active.append(["镇街", "村数"])
    book.active.append(["临水镇", 12])
    book.save(put(tmp_path, "名单.xlsx"))
    found = {file.title: file for file in read_submitted(tmp_path, "linjiang", "临江区").handed_in}
    assert found["指导情况"].text == "指导情况如下：\n望湖街道\t已指导\n2026年7月3日"
    assert found["指导情况"].written == date(2026, 7, 3)
    assert "一、巡查的部门和镇街" in found["巡查情况"].text
    assert "二、发现的问题" in found["巡查情况"].text
    assert found["说明"].text == "培训一次\n联系人手机138****8000"
    assert "临水镇\t12" in found["名单"].text
    assert all(len(file.sha256) == 64 for file in found.values())


def test_a_mark_in_a_row_keeps_the_list_and_drops_its_words(tmp_path: Path) -> None:
    put(tmp_path, "清单.txt", "某文件\t机密", "另一文件\t")
    [file] = read_submitted(tmp_path, "linjiang", "临江区").handed_in
    assert (file.title, file.text) == ("清单", "")


def test_pictures_are_known_by_their_bytes(tmp_path: Path) -> None:
    photo, icon = tmp_path / "photo.png", tmp_path / "icon.png"
    Image.frombytes("RGB", (80, 80), Random(1).randbytes(80 * 80 * 3)).save(photo)
    Image.new("RGB", (8, 8)).save(icon)
    put(tmp_path, "图书馆/1.png").write_bytes(photo.read_bytes())
    document = Document()
    document.add_picture(str(photo))
    document.add_picture(str(icon))
    document.save(str(put(tmp_path, "专区.docx")))
    found = {file.title: file.pictures for file in read_submitted(tmp_path, "linjiang", "临江区").handed_in}
    assert found["1"] == (sha256(photo.read_bytes()).hexdigest(),)
    assert found["专区"] == found["1"], "signs and logos are no photographs"


def test_days_come_from_the_offices_own_list_alone(tmp_path: Path) -> None:
    put(tmp_path, "2026/自查报告.txt", "一")
    put(tmp_path, "说明.txt", "二")
    put(tmp_path, "收件登记.csv", "文件,收到日期", "自查报告.txt,2026年1月4日", "说明,尽快", "没有的.docx,2026-01-05")
    read = read_submitted(tmp_path, "linjiang", "临江区")
    assert {file.title: file.received for file in read.handed_in} == {"自查报告": date(2026, 1, 4), "说明": None}
    told = [problem for problem in read.problems if "收件登记" in problem]
    assert told == [
        "submitted/linjiang/收件登记.csv 中“说明”的收到日期“尽快”无法辨认，这一行未采用，请写明年月日。",
        "submitted/linjiang/收件登记.csv 所列的“没有的.docx”不在文件夹中，这一行未采用。",
    ]


def test_a_list_of_days_without_its_header_is_said_to_be_unused(tmp_path: Path) -> None:
    put(tmp_path, "自查报告.txt", "一")
    put(tmp_path, "收件登记.csv", "自查报告.txt,2026年1月4日")
    read = read_submitted(tmp_path, "linjiang", "临江区")
    assert [file.received for file in read.handed_in] == [None]
    assert "submitted/linjiang/收件登记.csv 没有“文件”和“收到日期”两栏，未采用，请补上表头。" in read.problems
