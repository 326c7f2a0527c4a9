"""Names made comparable."""

import pytest

from matchers.folding import NameFolder, fold, leading_places, strip_places
from matchers.settings import match_settings

FOLDER = NameFolder(match_settings().names)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("１．公共文化机构 免费开放信息", "公共文化机构免费开放"),
        ("（三）户籍管理领域", "户籍管理"),
        ("对就业困难人员(含建档立卡贫困劳动力)实施就业援助", "对就业困难人员实施就业援助"),
        ("居民身份证管理", "身份证管理"),
        ("“三公”经费", "三公经费"),
        ("─", ""),
        ("2026年", "2026年"),
    ],
)
def test_name(printed: str, name: str) -> None:
    assert FOLDER.name(printed) == name


@pytest.mark.parametrize(
    ("title", "rest"),
    [
        ("临江区2026年农村危房改造资金补助标准", "农村危房改造资金补助标准"),
        ("江州市临江区人民政府关于印发养老服务办法的通知", "养老服务办法的通知"),
        ("临江区民政局2025年度部门决算", "部门决算"),
        ("市容环境卫生管理", "市容环境卫生管理"),
        ("城市综合执法", "城市综合执法"),
    ],
)
def test_places_and_years(title: str, rest: str) -> None:
    assert strip_places(fold(title)) == rest


def test_frames_say_nothing() -> None:
    assert FOLDER.is_frame(" 政府信息公开 ") and not FOLDER.is_frame("户籍管理")


@pytest.mark.parametrize(
    ("title", "places"),
    [
        ("江州市临江区石桥镇国土空间总体规划(2021—2035年)", "江州市临江区石桥镇"),
        ("关于临江县白云乡国土空间规划的公示", "临江县白云乡"),
        ("2026年第一批省级财政衔接资金分配公告", ""),
        ("城镇燃气经营许可", ""),
        ("临江县城市管理局行政处罚决定书", "临江县"),
    ],
)
def test_places_at_the_head(title: str, places: str) -> None:
    assert leading_places(fold(title)) == places


def test_what_a_word_is_read_as() -> None:
    assert FOLDER.meant(fold("农村低保对象公示")) == (("农村低保", "低保"),)
    assert FOLDER.meant(fold("低保对象公示")) == ()
