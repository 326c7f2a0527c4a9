"""Names of bodies: what units.csv knows of them, and which are not the district's."""

from datetime import date

import pytest

from audits.names import fold, fold_path, is_foreign, issued_by, resolve_unit, same_path
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


@pytest.mark.parametrize("name", ["城市管理局", "城市管理和综合执法局", "市区民政局", "省道养护站"])
def test_names_that_begin_like_a_place_are_own(name: str) -> None:
    assert not is_foreign(name, UNITS, "临江区", "江州市", ON)


def test_in_a_county_city_the_city_is_the_district() -> None:
    assert not is_foreign("市民政局", (), "江北市", "江州市", ON)
    assert is_foreign("江州市民政局", (), "江北市", "江州市", ON)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("国务院办公厅关于供水的意见", "国务院办公厅"),
        ("江州市民政局 关于养老的通知", "江州市民政局"),
        ("关于养老的通知", None),
        ("《临江区民政局关于养老的通知》解读", None),
        (None, None),
    ],
)
def test_titles_name_their_issuer(title: str | None, body: str | None) -> None:
    assert issued_by(title) == body


@pytest.mark.parametrize(
    ("written", "path", "same"),
    [
        (("首页", "政务公开", "甲"), ("政务公开", "甲"), True),
        (("领域", "甲"), ("首页", "政务公开", "领域", "甲"), True),
        (("甲",), ("首页", "政务公开", "甲"), False),
        (("领域", "甲"), ("领域", "乙"), False),
    ],
)
def test_paths_as_offices_write_them(written: tuple[str, ...], path: tuple[str, ...], same: bool) -> None:
    assert same_path(written, path) is same
