"""Files into readings: what is refused, what is gone on with, what `directory export` writes and what it reads back."""

import csv
import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from directories.reading import read_directories, read_directory
from inspection.errors import UserError
from inspection.rows import entry_row
from inspection.types.directory import DirectoryFile
from reports.export import export_rows
from tests.directories.made import LIMIT, TOP, UNDER, matter, workbook
from tests.shared_data import shared_path

PAGE = Path(__file__).parent / "page.html"


@pytest.mark.parametrize("form", ["csv", "jsonl", "xlsx"])
def test_what_is_exported_is_read_back_the_same(form: str, tmp_path: Path) -> None:
    made = read_directory(workbook(tmp_path / "目录.xlsx"), "linjiang").entries
    odd = replace(
        made[0],
        elements=("甲、乙", "丙；（丁；戊）", "1.己", "-"),
        level1="1.1（一）政策",
        level2="=合计",
        level=(),
        audience=None,
        sheet=None,
    )
    entries = (*made, *read_directory(PAGE, "wanghu").entries, odd)
    out = tmp_path / f"事项.{form}"
    export_rows("entries", [entry_row(entry) for entry in entries], form, out)
    assert read_directory(out, None).entries == entries


def test_a_table_of_others_with_the_contracts_column_names(tmp_path: Path) -> None:
    path = tmp_path / "entries.csv"
    path.write_text(
        "domain,level1,level2,elements,time_limit,publisher,level\n"
        "城乡规划,公共服务,法规文件,法律;规章,每月更新,自然资源主管部门,区级;街道级\n"
        ",无领域,某事项,,,,\n",
        encoding="utf-8",
    )
    reading = read_directory(path, "linjiang")
    entry = reading.entries[0]
    assert (entry.domain, entry.elements, entry.level, entry.file) == (
        "国土空间规划", ("法律", "规章"), ("county", "township"), "entries.csv",
    )  # fmt: skip
    assert [limit.period for limit in entry.limits] == ["month"]
    assert reading.problems == ("entries.csv A3:G3：缺少领域（domain），未读入，请更正该行。",)
    assert [(table.domain, table.rows) for table in reading.tables] == [("国土空间规划", 1)]


def test_a_broken_line_of_an_export_is_a_problem(tmp_path: Path) -> None:
    good = json.dumps({"domain": "救灾", "level1": "灾后救助"}, ensure_ascii=False)
    path = tmp_path / "a.jsonl"
    path.write_text(f'{good}\n{{"domain": \n', encoding="utf-8")
    reading = read_directory(path, None)
    assert len(reading.entries) == 1
    assert "a.jsonl 第2行" in reading.problems[0]


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("目录.doc", "请用 Word 或 WPS 另存为 DOCX 后再试"),
        ("目录.wps", "请用 WPS 另存为 DOCX"),
        ("目录.ofd", "带文字层的 PDF"),
        ("目录.ods", "另存为 XLSX"),
        ("目录.xlsb", "另存为 XLSX"),
        ("目录.rar", "请先解压缩"),
        ("目录.zip", "请先解压缩"),
        ("目录.7z", "请先解压缩"),
        ("目录.mht", "另存为 XLSX 或 HTML"),
        ("目录.txt", "粘贴到表格软件"),
        ("目录.jpeg", "可编辑的原表"),
        ("目录.PNG", "可编辑的原表"),
        ("目录", "没有扩展名"),
        ("目录.xls", "另存为 XLSX"),
        ("目录.docx", "另存为"),
        ("目录.pdf", "重新获取文件"),
    ],
)
def test_formats_that_are_not_read_are_named_with_the_cure(tmp_path: Path, name: str, cure: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    with pytest.raises(UserError, match=cure) as refused:
        read_directory(tmp_path / name, None)
    assert name in str(refused.value)


def test_all_files_that_cannot_be_read_are_named_at_once(tmp_path: Path) -> None:
    for folder, name in (("甲区", "目录.doc"), ("甲区", "目录.xlsx"), ("乙区", "目录.doc"), ("乙区", "目录.csv")):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / name).write_bytes(b"x")
    workbook(tmp_path / "甲区" / "好.xlsx")
    with pytest.raises(UserError, match="有4个目录文件不能读取") as refused:
        read_directories(["甲区/*", "乙区/*"], tmp_path, None)
    words = str(refused.value)
    assert all(name in words for name in ("甲区/目录.doc", "甲区/目录.xlsx", "乙区/目录.doc", "乙区/目录.csv"))
    assert "好.xlsx" not in words
    assert words.count("。") == 1


def test_files_are_remembered_with_their_digest(tmp_path: Path) -> None:
    (tmp_path / "甲").mkdir()
    path = workbook(tmp_path / "甲" / "目录.xlsx")
    (file,) = read_directories(["甲/*"], tmp_path, "linjiang").files
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert file == DirectoryFile("linjiang", "甲/目录.xlsx", digest, 5, 1)


def test_a_file_without_a_directory(tmp_path: Path) -> None:
    path = tmp_path / "通讯录.csv"
    path.write_text("姓名,电话\n某某,1\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"通讯录\.csv 中没有找到标准目录的表头"):
        read_directory(path, None)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="找不到目录文件"):
        read_directory(tmp_path / "无.csv", None)


def test_next_page_of_a_table_without_header_goes_on(tmp_path: Path) -> None:
    def table(rows: list[list[str]]) -> str:
        lines = ("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
        return "<table>" + "".join(lines) + "</table>"

    first = table([TOP, UNDER, matter("1", "政策法规", "法规")])
    path = tmp_path / "救灾.html"
    path.write_text(f"<body>{first}{table([matter('2', '政策法规', '规划')])}</body>", encoding="utf-8")
    reading = read_directory(path, None)
    assert [(e.domain, e.level2, e.sheet, e.cells) for e in reading.entries] == [
        ("救灾", "法规", "表1", "A3:N3"),
        ("救灾", "规划", "表2", "A1:N1"),
    ]


def test_patterns_name_each_file_once_relative_to_the_workspace(tmp_path: Path) -> None:
    folder = tmp_path / "directories" / "临江区"
    folder.mkdir(parents=True)
    workbook(folder / "b.xlsx")
    header = "序号,一级事项,二级事项,公开内容,公开时限"
    (folder / "01统计.csv").write_text(f"{header}\n1,统计数据,统计公报,名称,{LIMIT}\n", encoding="utf-8")
    (folder / "~$b.xlsx").write_bytes(b"lock")
    (folder / ".hidden").write_bytes(b"")
    reading = read_directories(
        ["directories/临江区/*", "directories/临江区/*.xlsx", "directories/没有/*"], tmp_path, "linjiang"
    )
    assert list(dict.fromkeys(entry.file for entry in reading.entries)) == [
        "directories/临江区/01统计.csv",
        "directories/临江区/b.xlsx",
    ]
    assert len(reading.entries) == 6
    assert {entry.district for entry in reading.entries} == {"linjiang"}
    assert "没有文件符合“directories/没有/*”" in reading.problems[0]


def test_real_entries_table_is_read() -> None:
    path = shared_path("data/match/entries.csv")
    reading = read_directory(path, None)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(reading.entries) == len(rows)
    assert reading.problems == ()
