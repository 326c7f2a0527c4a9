"""Whose a finding is: the unit of its column or page, else all that the entry names."""

from datetime import date
from typing import Any

import pytest

from audits.audit import judge
from audits.ledger import derived_id
from audits.rule import all_rules
from tests.audits.case_file import read_case

RULES = tuple(rule for rule in all_rules() if rule.code in ("B02", "B03", "C07"))
THREE = ["区民政局", "财政局", "临江区教育局"]
UNITS = [{"name": f"临江区{name}"} for name in ("民政局", "财政局", "教育局")]
ALL = "临江区民政局、临江区财政局、临江区教育局"


def unit(**given: Any) -> str | None:
    (finding,) = judge(read_case({"units": UNITS, **given}), RULES, derived_id)[0].findings
    return finding.unit


def missing(publishers: list[str], **given: Any) -> dict[str, Any]:
    row = {"name": "统计/统计数据", "state": "missing", "trigger": "standing", "publisher": publishers, **given}
    return {"entries": [row]}


def blank(publishers: list[str], **given: Any) -> dict[str, Any]:
    row = {"name": "统计/统计数据", "state": "blank", "publisher": publishers, "unit": "临江区民政局"}
    return {"entries": [row], "columns": [{"path": "政务公开 > 统计数据", "answers": "统计/统计数据"}], **given}


def test_an_entry_of_several_publishers_names_them_all() -> None:
    assert unit(**missing(THREE, unit="临江区民政局")) == ALL
    assert unit(**blank(THREE)) == ALL


def test_names_come_from_the_offices_table_alone() -> None:
    assert unit(**missing(["区民政局", "区城建办", "相关部门"], unit="临江区民政局")) == "临江区民政局"


def test_the_keeper_of_the_column_answers_alone() -> None:
    note = {"column": "政务公开 > 统计数据", "unit": "临江区财政局"}
    assert unit(**blank(THREE, notes=[note])) == "临江区财政局"


@pytest.mark.parametrize(("publisher", "whose"), [("临江区教育局", "临江区教育局"), (None, ALL)])
def test_a_page_is_its_publishers(publisher: str | None, whose: str) -> None:
    page = {
        "title": "统计数据", "written": date(2026, 5, 6), "published": date(2026, 5, 1), "answers": "统计/统计数据",
        "publisher": publisher,
    }  # fmt: skip
    row = {"name": "统计/统计数据", "publisher": THREE, "unit": "临江区民政局"}
    assert unit(entries=[row], pages=[page]) == whose
