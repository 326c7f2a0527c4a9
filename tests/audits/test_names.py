"""Names of bodies: what units.csv knows of them, and which are not the district's."""

from datetime import date

import pytest

from audits.names import fold, fold_path, is_foreign, resolve_unit
from inspection.types.judgement import Unit

ON = date(2026, 11, 30)


def _unit(name: str, short: str | None = None, kind: str = "区属") -> Unit:
    return Unit("linjiang", name, short, kind, None, None, None, None)  # type: ignore[arg-type]  # one of its values


UNITS = (
    _unit("临江区民政局", "区民政局"),
    _unit("临江区市场监督管理局"),
    _unit("江州市规划和自然资源局临江分局", "临江规资分局", "派出"),
    _unit("江州市水务集团", None, "市直"),
)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("临江区民政局", "临江区民政局"),
        ("区 民政局", "临江区民政局"),
        ("民政局", "临江区民政局"),
        ("江州市临江区民政局", "临江区民政局"),
        ("临江规资分局", "江州市规划和自然资源局临江分局"),
        ("望湖区民政局", None),
        ("局", None),
        ("", None),
        (None, None),
    ],
)
def test_printed_names_resolve(printed: str | None, name: str | None) -> None:
    found = resolve_unit(printed, UNITS, "临江区", ON)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("publisher", "foreign"),
    [
        ("国务院办公厅", True), ("江州市人民政府", True), ("市人民政府办公室", True), ("市民政局", True),
        ("江南省财政厅", True),
        ("江州市水务集团", True), ("新华社", True), ("临江区人民政府", False), ("江州市临江区水利局", False),
        ("区水利局", False), ("市场监督管理局", False), ("市政管理所", False), ("青山镇人民政府", False), (None, False),
    ],
)  # fmt: skip
def test_higher_bodies_are_not_the_districts(publisher: str | None, foreign: bool) -> None:
    assert is_foreign(publisher, UNITS, "临江区", "江州市", ON) is foreign


def test_folding() -> None:
    assert fold(" 统计数据（月 报）") == fold("统计数据(月报)")
    assert fold_path(("首页", "政务公开")) == fold_path(("政务 公开",))
