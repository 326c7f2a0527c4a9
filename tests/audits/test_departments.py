"""A district's unit named through the city's department, where the directory names nobody."""

from datetime import date

import pytest

from audits.departments import department_unit
from audits.subjects import ColumnAnswer
from inspection.types.judgement import Unit
from tests.audits.case_file import read_case

ON = date(2026, 11, 30)


def _unit(name: str, short: str | None = None, kind: str = "区属", until: date | None = None) -> Unit:
    return Unit("linjiang", name, short, kind, None, None, until, None)  # type: ignore[arg-type]  # one of the classes


@pytest.mark.parametrize(
    ("bodies", "units", "named"),
    [
        (["市司法局"], [_unit("临江区司法局")], "临江区司法局"),
        (["江州市司法局"], [_unit("区司法局")], "区司法局"),
        (["市人社局"], [_unit("临江区人力资源和社会保障局", "区人社局")], "临江区人力资源和社会保障局"),
        (["市市场监管局"], [_unit("临江区市场监管局")], "临江区市场监管局"),
        (["市场监管局"], [_unit("市场监管局")], "市场监管局"),
        (["市民政局"], [_unit("临江区民政局"), _unit("临江区市政局")], "临江区民政局"),
        (["市城管局", "市自然资源和规划局"], [_unit("临江区城管局")], "临江区城管局"),
        (["市城管局", "市财政局"], [_unit("临江区城管局"), _unit("临江区财政局")], None),
        (["市司法局"], [_unit("江州市司法局", kind="市直")], None),
        (["市司法局"], [_unit("临江区司法局", until=date(2026, 1, 1))], None),
        (["市司法局"], [_unit("临江区公安局")], None),
        (["市税务局"], [_unit("国家税务总局临江区税务局", kind="垂直")], "国家税务总局临江区税务局"),
        (["市公管局", "市财政局"], [_unit("临江区财政局")], None),
        (["市公安局"], [_unit("江州市公安局临江分局", kind="派出")], "江州市公安局临江分局"),
        (["市生态环境局"], [_unit("江州市临江区生态环境分局", kind="派出")], "江州市临江区生态环境分局"),
        (["市公安局"], [_unit("江州市公安局望湖分局", kind="派出")], None),
        ([], [_unit("临江区司法局")], None),
    ],
)
def test_a_unit_corresponds_by_its_bare_name(bodies: list[str], units: list[Unit], named: str | None) -> None:
    unit = department_unit(bodies, tuple(units), "临江区", "江州市", ON)
    assert (unit.name if unit else None) == named


@pytest.mark.parametrize(
    ("publisher", "until", "named"),
    [
        (["相关部门"], None, "临江区司法局"),
        ([], None, "临江区司法局"),
        (["相关部门", "区公证处"], None, None),
        (["区公证处"], None, None),
        (["相关部门"], date(2026, 1, 1), None),
    ],
)
def test_only_a_vague_publisher_is_named_by_the_map(
    publisher: list[str], until: date | None, named: str | None
) -> None:
    case = read_case(
        {
            "rows": [{"name": "公共法律服务/法律援助/指派通知", "publisher": publisher}],
            "entries": [{"name": "公共法律服务/法律援助/指派通知", "unit": publisher[0] if publisher else None}],
            "units": [{"name": "临江区司法局"}],
            "departments": [{"domain": "公共法律服务", "bodies": ["市司法局"], "until": until}],
        }
    )
    (coverage,) = case.coverage
    assert case.unit_of(coverage) == named


def test_without_units_names_are_as_printed() -> None:
    case = read_case(
        {
            "entries": [{"name": "公共法律服务/法律援助/指派通知", "unit": "相关部门"}],
            "columns": [{"path": "首页/法律援助", "answers": ["公共法律服务/法律援助/指派通知"]}],
            "departments": [{"domain": "公共法律服务", "bodies": ["市司法局"]}],
        }
    )
    (column,) = case.columns
    assert case.unit_of(ColumnAnswer(column, None, case.coverage[0].key)) == "相关部门"
