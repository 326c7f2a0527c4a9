"""The directories look as officials make them, and hold every duty."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from demo.directory_files import write_directories
from demo.duties import directories
from demo.run import City


def sheets(folder: Path) -> dict[str, Worksheet]:
    """Every sheet by the title in its first cell."""
    books = [openpyxl.load_workbook(path) for path in sorted(folder.glob("*.xlsx"))]
    found = [sheet for book in books for sheet in book.worksheets if isinstance(sheet, Worksheet)]
    return {str(sheet["A1"].value): sheet for sheet in found}


@pytest.mark.parametrize(("district", "name", "files"), [("linjiang", "临江区", 4), ("wanghu", "望湖区", 1)])
def test_the_workspace_holds_them(city: City, district: str, name: str, files: int) -> None:
    folder = city.folder / "directories" / name
    assert len(list(folder.iterdir())) == files
    titles = [f"{name}{directory.domain}领域基层政务公开标准目录" for directory in directories(district)]
    assert sorted(sheets(folder)) == sorted(titles)


def test_a_sheet_has_merged_title_two_header_rows_and_merged_first_levels(tmp_path: Path) -> None:
    write_directories(tmp_path, "linjiang", "临江区", one_workbook=True)
    sheet = sheets(tmp_path)["临江区社会救助领域基层政务公开标准目录"]
    merged = {str(cells) for cells in sheet.merged_cells.ranges}
    assert {"A1:N1", "A2:N2", "A3:A4", "B3:C3", "I3:J3", "B5:B6", "B7:B10"} <= merged
    assert [sheet["B4"].value, sheet["C4"].value] == ["一级事项", "二级事项"]
    assert sheet["E5"].value != "同上"
    assert sheet["E6"].value == "同上"
    assert "■政府网站" in str(sheet["H5"].value)
    assert "□政府公报" in str(sheet["H5"].value)
    assert sheet["I5"].value == "√"


@pytest.mark.parametrize("district", ["linjiang", "wanghu"])
def test_every_duty_has_a_row(tmp_path: Path, district: str) -> None:
    write_directories(tmp_path, district, "某区", one_workbook=True)
    names = {str(row[2].value) for sheet in sheets(tmp_path).values() for row in sheet.iter_rows(min_row=5)}
    assert {duty.level2 for directory in directories(district) for duty in directory.duties} <= names
    assert 25 <= sum(len(directory.duties) for directory in directories(district)) <= 40


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    first = write_directories(tmp_path / "a", "wanghu", "望湖区", one_workbook=True)
    second = write_directories(tmp_path / "b", "wanghu", "望湖区", one_workbook=True)
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
