"""领域情况: a file a domain with a proposed grade as sure as the points, what is unconfirmed apart, unfit ones said."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from inspection.types.directory import DomainDepartment
from inspection.types.judgement import Coverage
from reports.domain_grades import grade_words
from reports.view import RoundView
from reports.writers.domain_view import FOLDER, GRADE, OPINION, WHOLE, write
from tests.reports.small_round import small_round
from tests.reports.test_score_table import _score

HOSTILE = "=cmd|'/C calc'!A0 <script>alert(1)</script> \u202e{{ x }} #panic() ] 😀"
PHONE = "13812341234"


def _view(**changed: Any) -> RoundView:
    view = small_round()
    linjiang = view.districts[0]
    scores = (
        _score("linjiang", 95.0, level="item", domain="社会救助", level1="政策文件", level2="政策法规文件"),
        _score("linjiang", 0.0, 60.0, level="item", domain="社会救助", level1="办事指南", level2="低保指南"),
        _score("linjiang", None, level="item", domain="养老服务", level1="公示", level2="补贴公示"),
    )
    fields = {"districts": (linjiang, *view.districts[1:]), "scores": scores} | changed
    return replace(view, **fields)


def _rows(folder: Path, domain: str, sheet: str, start: int = 4) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(folder / FOLDER / f"{domain}领域情况.xlsx")
    return list(book[sheet].iter_rows(min_row=start, values_only=True))


def _told(folder: Path, domain: str) -> dict[str, Any]:
    """The row of 临江区 by its heads."""
    heads, row = _rows(folder, domain, "各区情况", 3)[:2]
    return dict(zip(heads, row, strict=True))


def test_each_domain_has_its_own_file_and_the_office_all_of_them(tmp_path: Path) -> None:
    written = write(_view(), tmp_path)
    names = [path.relative_to(tmp_path).as_posix() for path in written]
    assert names[0] == WHOLE and f"{FOLDER}/社会救助领域情况.xlsx" in names
    domains = {
        row[0] for row in openpyxl.load_workbook(written[0])["领域情况汇总"].iter_rows(min_row=4, values_only=True)
    }
    assert len(domains) == len(names) - 1
    everything = "".join(str(row) for row in _rows(tmp_path, "社会救助", "问题清单", 1))
    assert "养老服务" not in everything and "市政服务" not in everything


def test_points_that_are_a_range_propose_a_range(tmp_path: Path) -> None:
    write(_view(), tmp_path)
    row = _told(tmp_path, "社会救助")
    assert (row["计分事项"], row["得分最低"], row["得分最高"]) == (2, 47.5, 77.5)
    assert row["建议等级"] == "较差至良好" and (row[GRADE], row[OPINION]) == (None, None)


@pytest.mark.parametrize(
    ("low", "high", "grade"),
    [(90, 100, "优秀"), (89.99, 89.99, "良好"), (60, 74.99, "一般"), (59.99, 60, "较差至一般"), (0, 0, "较差")],
)
def test_grades_are_those_of_the_pack(low: float, high: float, grade: str) -> None:
    assert grade_words(small_round().pack.grades, low, high) == grade
    assert grade_words({}, low, high) == ""


def test_an_unfit_district_gets_no_grade_and_it_is_said_why(tmp_path: Path) -> None:
    view = _view()
    write(replace(view, districts=(replace(view.districts[0], unfit=("列表未读全",)),)), tmp_path)
    row = _told(tmp_path, "社会救助")
    assert (row["建议等级"], row["得分最低"]) == ("不提出", None) and "不宜用于评分，不提出等级：列表未读全" in row[
        "说明"
    ]


def test_what_nobody_confirmed_stands_apart(tmp_path: Path) -> None:
    view = _view()
    findings = tuple(
        replace(one, domain="社会救助") if one.id == "FH2B3C4D5" else one for one in view.districts[0].findings
    )
    write(replace(view, districts=(replace(view.districts[0], findings=findings),)), tmp_path)
    sure = [row[7] for row in _rows(tmp_path, "社会救助", "问题清单")]
    assert len(sure) == 3 and not any("未见公开属性标注" in text for text in sure)
    assert ["未见公开属性标注" in row[7] for row in _rows(tmp_path, "社会救助", "待核实")] == [True]
    assert (_told(tmp_path, "社会救助")["属实问题"], _told(tmp_path, "社会救助")["待核实"]) == (3, 1)


def test_what_could_not_be_verified_is_named_and_is_not_missing(tmp_path: Path) -> None:
    write(_view(), tmp_path)
    assert _rows(tmp_path, "养老服务", "无法核验") == [(1, "临江区", "公示", "补贴公示", "列表未读完")]
    row = _told(tmp_path, "养老服务")
    assert (row["无法核验"], row["未查找到、空白"], row["建议等级"]) == (1, 0, "不提出")
    assert "没有应公开而可计分的事项" in row["说明"]


def test_the_department_of_the_day_is_named(tmp_path: Path) -> None:
    held = (
        DomainDepartment("江州市", "社会救助", ("市旧局",), "x", None, date(2025, 1, 1)),
        DomainDepartment("江州市", "社会救助", ("市民政局",), "x", date(2025, 1, 2), None),
    )
    write(_view(departments=held), tmp_path)
    assert "主管部门：市民政局。" in _rows(tmp_path, "社会救助", "各区情况", 2)[0][0]
    assert "未登记" in _rows(tmp_path, "养老服务", "各区情况", 2)[0][0]


def test_the_grade_is_chosen_from_the_packs_and_the_rest_is_locked(tmp_path: Path) -> None:
    write(_view(), tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / FOLDER / "社会救助领域情况.xlsx")["各区情况"]
    lists = [one.formula1 for one in sheet.data_validations.dataValidation if one.type == "list"]
    assert lists == ['"优秀,良好,一般,较差"'] and sheet.protection.sheet


def test_personal_data_and_secrets_are_in_no_sheet(tmp_path: Path) -> None:
    view = _view()
    private = replace(view.districts[0].findings[0], id="FP2B3C4D5", rule="B13", message=f"页面有手机号{PHONE}。")
    findings = (*view.districts[0].findings, private)
    for path in write(replace(view, districts=(replace(view.districts[0], findings=findings),)), tmp_path):
        for sheet in openpyxl.load_workbook(path):
            text = "".join(str(row) for row in sheet.iter_rows(values_only=True))
            assert PHONE not in text and "页面有手机号" not in text and "绝不能写进清单" not in text
            assert "B02" not in text and "D03" not in text


def test_hostile_names_are_texts_and_files_are_told_apart(tmp_path: Path) -> None:
    view = _view()
    entry = view.districts[0].coverage[0]
    names = (HOSTILE, HOSTILE.replace("[", "").replace("<", ">"), "../../etc/x" + "长" * 5000, "CON")
    coverage: tuple[Coverage, ...] = tuple(replace(entry, domain=name, level2=HOSTILE) for name in names)
    written = write(replace(view, districts=(replace(view.districts[0], coverage=coverage, findings=()),)), tmp_path)
    assert len({path.name.casefold() for path in written}) == len(written) == 5
    assert all(path.parent in (tmp_path, tmp_path / FOLDER) for path in written)
    sheet = openpyxl.load_workbook(written[1])["事项公开情况"]
    assert all(cell.data_type in ("s", "n") for row in sheet.iter_rows() for cell in row)


def test_the_same_round_gives_the_same_bytes_and_old_files_go(tmp_path: Path) -> None:
    first = {path: path.read_bytes() for path in write(_view(), tmp_path)}
    assert {path: path.read_bytes() for path in write(_view(), tmp_path)} == first
    kept = write(_view(districts=(), scores=()), tmp_path)
    assert kept == [] and [path for path in first if path.exists()] == []
