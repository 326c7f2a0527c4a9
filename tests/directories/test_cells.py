"""Single cells: names, lists, boxes, ticks."""

import pytest

from directories.boxes import Marks, audience_in, levels_in, marks_in, method_in, ticked
from directories.cells import bodies, documents, is_ditto, items, level_name, number_in


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("1.1就业政策法规咨询", "就业政策法规咨询"),
        ("（一）行政许可", "行政许可"),
        ("一、规划编制", "规划编制"),
        ("出生\n登记", "出生登记"),
        ("征收土 地信息", "征收土地信息"),
        ("最低生活保障 120002000", "最低生活保障"),
        ("过程信息12000\n0102", "过程信息"),
        ("12 救助标准", "救助标准"),
        ("3-1、救助标准", "救助标准"),
        ("0-3岁婴幼儿照护", "0-3岁婴幼儿照护"),
        ("05", None),
        ("12345热线", "12345热线"),
        ("—", None),
        ("", None),
        ("2020年度项目", "2020年度项目"),
        ("①救助标准", "救助标准"),
        ("2.2房屋征收决定", "房屋征收决定"),
    ],
)
def test_level_name(text: str, name: str | None) -> None:
    assert level_name(text) == name


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("名称、地点、时间", ("名称", "地点", "时间")),
        ("机构名称、地址；联系电话", ("机构名称、地址", "联系电话")),
        ("办事指南（条件、程序；材料）、结果", ("办事指南（条件、程序；材料）", "结果")),
        ("1.政策文件\n2.办理结果及\n其说明", ("政策文件", "办理结果及其说明")),
        ("●机构职能\n〇领导分工", ("机构职能", "领导分工")),
        ("申请条件\n申请材料", ("申请条件", "申请材料")),
        ("补贴对象（含\n低保户）\n补贴标准", ("补贴对象（含低保户）", "补贴标准")),
        ("名称;,地点", ("名称", "地点")),
        ("", ()),
    ],
)
def test_items(text: str, parts: tuple[str, ...]) -> None:
    assert items(text) == parts


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "区人力资源和社会保障局，各镇人民政府（街道办事处）",
            ("区人力资源和社会保障局", "各镇人民政府（街道办事处）"),
        ),
        ("城市\n管理\n行政\n执法\n部门", ("城市管理行政执法部门",)),
        ("区公安局\n区民政局", ("区公安局", "区民政局")),
    ],
)
def test_bodies(text: str, names: tuple[str, ...]) -> None:
    assert bodies(text) == names


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (
            "《甲法》及相关规定、根据国务院《乙办法》、《丙通知》等",
            ("《甲法》及相关规定", "根据国务院《乙办法》", "《丙通知》等"),
        ),
        ("《甲法》及其细则、《乙办法》、《丙通知》", ("《甲法》及其细则", "《乙办法》", "《丙通知》")),
        ("《甲意见》\n（临政发〔2016〕8号）、《乙办法》", ("《甲意见》（临政发〔2016〕8号）", "《乙办法》")),
        ("《甲法》\n（1）《乙办法》", ("《甲法》", "《乙办法》")),
    ],
)
def test_documents_with_words_behind_their_titles(text: str, titles: tuple[str, ...]) -> None:
    assert documents(text) == titles


def test_documents_side_by_side_are_told_apart() -> None:
    assert documents("《甲法》（主席令第1号）《乙条例》、《丙办法》") == (
        "《甲法》（主席令第1号）",
        "《乙条例》",
        "《丙办法》",
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("■政府网站 □政府公报 ■两微一端", ("政府网站", "两微一端")),
        ("■政府网站　口政府公报\n口其他____", ("政府网站",)),
        ("R政府网站 £政府公报 R公开查阅点", ("政府网站", "公开查阅点")),
        ("▲政府网站 ?政府公报", ("政府网站",)),
        ("t政府网站 □广播电视", ("政府网站",)),
        ("▄入户⁄现场 口精准推送", ("入户/现场",)),
        ("□政府网站 □其他_", ()),
        ("政府网站、公示栏", ("政府网站", "公示栏")),
        ("■政府网站 政府公报\n■两微一端 广播电视", ("政府网站", "两微一端")),
        ("政府网站■ 政府公报 两微一端■", ("政府网站", "两微一端")),
        ("政府网站 广播电视公开查阅点", ("政府网站", "广播电视", "公开查阅点")),
        ("1.政府网站 2.两微一端", ("政府网站", "两微一端")),
        ("■其他 临江法律服务网 注：可归集至上级网站。", ("其他临江法律服务网",)),
        ("■社区/企事业单位/村公示栏（电子屏） □其他", ("社区/企事业单位/村公示栏(电子屏)",)),
        ("", ()),
    ],
)
def test_ticked_channels(text: str, names: tuple[str, ...]) -> None:
    assert ticked(text) == names


def test_words_in_place_of_ticks() -> None:
    assert (audience_in("面向全社会"), audience_in("特定群体：申请人"), audience_in("全社会；特定群体")) == (
        "public",
        "group",
        "both",
    )
    assert (method_in("主动公开"), method_in("依申请公开"), method_in("■主动 □依申请")) == (
        "proactive",
        "on_request",
        "proactive",
    )
    assert audience_in("面向拟征收土地所在地的村集体成员") == "group"
    assert (audience_in("—"), method_in("全文发布")) == (None, None)


@pytest.mark.parametrize(
    ("text", "said"),
    [("√", True), ("申请人", True), ("", False), (" ", False), ("×", False), ("□", False), ("?", None)],
)
def test_tick(text: str, said: bool | None) -> None:
    assert Marks().said(text) is said


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("县级", ("county",)),
        ("区级", ("county",)),
        ("乡、村级", ("township", "village")),
        ("镇（街）级", ("township",)),
        ("镇街（园区）级", ("township",)),
        ("街道级", ("township",)),
        ("社区", ("village",)),
        ("县级；乡级", ("county", "township")),
        ("", ()),
    ],
)
def test_levels(text: str, levels: tuple[str, ...]) -> None:
    assert levels_in(text) == levels


@pytest.mark.parametrize(
    ("text", "said"), [("同上", True), (" 同 上 ", True), ("内容同上。", True), ("同上级部门", False)]
)
def test_ditto(text: str, said: bool) -> None:
    assert is_ditto(text) is said


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2", 2),
        ("2.", 2),
        ("（12）", 12),
        ("②", 2),
        ("十一、", 11),
        ("二十", 20),
        ("三", 3),
        ("一级", None),
        ("", None),
    ],
)
def test_running_number(text: str, number: int | None) -> None:
    assert number_in(text) == number


@pytest.mark.parametrize(
    ("signs", "circle"),
    [({"○", "√", ""}, False), ({"○", "×"}, True), ({"○", ""}, None), ({"√", ""}, False), ({"o", "申请人"}, None)],
)
def test_circle_means_what_the_table_shows_beside_it(signs: set[str], circle: bool | None) -> None:
    assert marks_in(signs).said("○") is circle
