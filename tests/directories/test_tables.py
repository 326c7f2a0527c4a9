"""Messy tables of tables.yml, each written as the kinds of file it names, read whole."""

from pathlib import Path

import pytest
import yaml

from directories.reading import read_directory
from inspection.types.directory import Limit
from tests.directories.made import TOP, UNDER, drawn, matter

CASES = yaml.safe_load((Path(__file__).parent / "tables.yml").read_text(encoding="utf-8"))
FILES = [(name, file) for name, case in CASES.items() for file in case["files"]]


def _plain(value: object) -> object:
    if not isinstance(value, tuple):
        return value
    return [{k: v for k, v in vars(one).items() if v is not None} if isinstance(one, Limit) else one for one in value]


@pytest.mark.parametrize(("name", "file"), FILES)
def test_drawn_table(name: str, file: str, tmp_path: Path) -> None:
    case = CASES[name]
    reading = read_directory(drawn(tmp_path / file, case["rows"]), None)
    read = [
        {field: _plain(getattr(entry, field)) for field in wanted}
        for entry, wanted in zip(reading.entries, case["entries"], strict=True)
    ]
    assert read == case["entries"]
    expected = case.get("problems", [])
    assert len(reading.problems) == len(expected), reading.problems
    assert all(words in problem for words, problem in zip(expected, reading.problems, strict=True)), reading.problems
    fields = {field for table in reading.tables for field in table.fields}
    assert set(case.get("fields", [])) <= fields
    assert not set(case.get("not_fields", [])) & fields


def test_a_table_inside_a_cell_is_the_cells_text(tmp_path: Path) -> None:
    row = matter("1", "政策", "法规", channels="<table><tr><td>■政府网站</td><td>■两微一端</td></tr></table>")
    lines = ("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>" for cells in (TOP, UNDER, row))
    path = tmp_path / "统计.html"
    path.write_text(f"<table>{''.join(lines)}</table>", encoding="utf-8")
    assert read_directory(path, None).entries[0].channels == ("政府网站", "两微一端")


def test_second_page_without_title_goes_on_with_the_domain(tmp_path: Path) -> None:
    def table(row: list[str]) -> str:
        lines = ("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>" for cells in (TOP, UNDER, row))
        return f"<table>{''.join(lines)}</table>"

    pages = [table(matter("1", "政策", "法规")), table(matter("2", "政策", "规划")), table(matter("1", "概况", "地图"))]
    path = tmp_path / "目录.html"
    path.write_text("<p>临江区统计领域标准目录</p>" + "<p>- 1 -</p>".join(pages), encoding="utf-8")
    reading = read_directory(path, None)
    assert [(entry.domain, entry.level2) for entry in reading.entries] == [("统计", "法规"), ("统计", "规划")]
    assert "无法判断这1行属于哪个领域" in reading.problems[0]
