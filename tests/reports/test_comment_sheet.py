"""The draft that goes to a district for comment, whole and unit by unit."""

from dataclasses import replace
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from inspection.reply_forms import OPINIONS, REASONS, read_code
from reports.writers.comment_sheet import write
from tests.reports.small_round import small_round


def rows_of(path: Path) -> list[dict[str, object]]:
    head, *rows = list(load_workbook(path)["征求意见"].iter_rows(min_row=3, values_only=True))
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def facts_of(path: Path) -> dict[object, object]:
    return {row[0]: row[1] for row in load_workbook(path)["填写说明"].iter_rows(values_only=True)}


def test_one_for_the_district_and_one_for_each_unit(tmp_path: Path) -> None:
    paths = write(small_round(), tmp_path)
    assert [str(path.relative_to(tmp_path)) for path in paths] == [
        "临江区征求意见稿.xlsx",
        "临江区征求意见稿（分单位）/临江区住房和城乡建设局（督促临江自来水公司）.xlsx",
        "临江区征求意见稿（分单位）/临江区民政局.xlsx",
        "临江区征求意见稿（分单位）/临江区税务局.xlsx",
        "临江区征求意见稿（分单位）/临江生态环境分局.xlsx",
    ]
    whole, *units = [[str(row["问题编号"]) for row in rows_of(path)] for path in paths]
    assert sorted(whole) == sorted(id_ for unit in units for id_ in unit)
    assert set(whole) == {"FA2B3C4D5", "FB2B3C4D5", "FD2B3C4D5", "FE2B3C4D5", "FG2B3C4D5"}, (
        "neither what is notified, closed, rejected or suspected, nor what may not be told"
    )
    assert facts_of(paths[2])["填写单位"] == "临江区民政局"
    assert "填写单位" not in facts_of(paths[0])
    assert facts_of(paths[0])["表式"] == "征求意见稿"
    assert facts_of(paths[0])["反馈期限"] == "收到后3个工作日内"


def test_a_unit_is_asked_by_choices(tmp_path: Path) -> None:
    path = write(small_round(), tmp_path)[0]
    sheet = load_workbook(path)["征求意见"]
    assert isinstance(sheet, Worksheet)
    lists = [str(one.formula1).strip('"').split(",") for one in sheet.data_validations.dataValidation]
    assert list(OPINIONS) in lists
    assert list(REASONS) in lists
    heads = [cell.value for cell in sheet[3]]
    assert {head for head, cell in zip(heads, sheet[4], strict=True) if not cell.protection.locked} == {
        "核对意见", "应由哪个单位负责", "原因", "说明", "佐证链接", "申请延期至",
    }  # fmt: skip
    code = read_code(str(rows_of(path)[0]["登记码"]))
    assert code is not None
    assert code.kind == "draft"


def test_several_units_of_one_finding_each_get_it(tmp_path: Path) -> None:
    view = small_round()
    district = view.districts[0]
    shared = replace(district.findings[0], unit="临江区民政局、临江区税务局")
    view = replace(view, districts=(replace(district, findings=(shared,)),))
    _, *units = write(view, tmp_path)
    assert [path.stem for path in units] == ["临江区民政局", "临江区税务局"]
    assert {str(row["问题编号"]) for path in units for row in rows_of(path)} == {"FA2B3C4D5"}


def test_leaks_are_in_no_draft(tmp_path: Path) -> None:
    view = small_round()
    leak = replace(view.districts[0].findings[0], rule="B13")
    assert write(replace(view, districts=(replace(view.districts[0], findings=(leak,)),)), tmp_path) == []


def test_what_no_longer_holds_is_removed(tmp_path: Path) -> None:
    view = small_round()
    write(view, tmp_path)
    settled = replace(view.districts[0], findings=tuple(replace(f, state="closed") for f in view.districts[0].findings))
    assert write(replace(view, districts=(settled,)), tmp_path) == []
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_what_was_filled_in_in_place_is_kept(tmp_path: Path) -> None:
    """A unit's file comes back under its name into the folder where it was written, and reports are written again."""
    view = small_round()
    path = write(view, tmp_path)[2]
    filled = load_workbook(path)
    filled["征求意见"].cell(4, [cell.value for cell in filled["征求意见"][3]].index("说明") + 1).value = "不是我们的"
    filled.save(path)
    data = path.read_bytes()
    write(view, tmp_path)
    aside = path.with_name("临江区民政局（已填写）.xlsx")
    assert aside.read_bytes() == data
    assert path.read_bytes() != data
    settled = replace(view.districts[0], findings=tuple(replace(f, state="closed") for f in view.districts[0].findings))
    write(replace(view, districts=(settled,)), tmp_path)
    assert [one.name for one in tmp_path.rglob("*.xlsx")] == [aside.name]


def test_names_of_units_cannot_leave_the_folder(tmp_path: Path) -> None:
    view = small_round()
    district = view.districts[0]
    hostile = replace(district.findings[0], unit="../../=cmd|calc")
    paths = write(replace(view, districts=(replace(district, findings=(hostile,)),)), tmp_path)
    assert all(path.resolve().is_relative_to(tmp_path.resolve()) for path in paths)
    assert len(paths) == 2


def test_the_same_round_gives_the_same_bytes(tmp_path: Path) -> None:
    first = [path.read_bytes() for path in write(small_round(), tmp_path)]
    assert [path.read_bytes() for path in write(small_round(), tmp_path)] == first
