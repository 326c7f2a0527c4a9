"""Faults of the portal itself: its front page, the column of disclosure, applications, links, topics, units."""

from demo.simulator.rule_faults.ground import Ground, prose
from demo.simulator.rule_faults.planting import RuleFault

_OPEN = "政府信息公开"
_GUIDE = "临江区政府信息公开指南"
_TOLD = (
    "机构名称：临江区人民政府办公室",
    "办公地址：临江区滨江大道1号",
    "办公时间：工作日九时至十七时",
    "联系电话：0999-8801234",
    "电子邮箱：gk@linjiang.example",
    "依据《中华人民共和国政府信息公开条例》编制。",
)


def _no_column(ground: Ground) -> None:
    ground.front.append("区情概况")
    ground.openness = "公开专区"
    ground.expect("G01", _OPEN)


def _column(ground: Ground) -> None:
    ground.front += ["政务公开", _OPEN]


def _three_parts(ground: Ground) -> None:
    ground.expect("G02", "法定主动公开内容")


def _four_parts(ground: Ground) -> None:
    ground.paper("信息公开", "法定主动公开内容", "临江区机构职能说明", "2026-03-05", *prose("法定内容", 4))


def _old_guide(ground: Ground) -> None:
    lines = (*(line for line in _TOLD if "办公时间" not in line), *prose("公开指南", 2))
    ground.paper("信息公开", "政府信息公开指南", _GUIDE, "2025-03-04", *lines)
    ground.expect("G03", _GUIDE)


def _guide(ground: Ground) -> None:
    ground.paper("信息公开", "政府信息公开指南", _GUIDE, "2025-03-04", *_TOLD, *prose("公开指南", 2))


def _no_entry(ground: Ground) -> None:
    ground.front.append("办事服务")
    ground.expect("G06", "互动交流")


def _entries(ground: Ground) -> None:
    ground.front += ["政民互动", "一网通办"]


def _no_directory(ground: Ground) -> None:
    ground.units["临江区粮食储备局"] = "区属"
    ground.expect("G07", "临江区粮食储备局")


def _small_directory(ground: Ground) -> None:
    ground.units["临江区机关事务管理局"] = "区属"
    ground.paper("部门公开", "机关事务局", "公务用车管理年度情况", "2026-04-02", *prose("公务用车", 4))


def _no_address(ground: Ground) -> None:
    ground.paper(
        "信息公开",
        "依申请公开",
        "政府信息公开申请说明",
        "2025-04-01",
        "公民、法人可以填写申请表，当面提交申请。",
        *prose("申请说明", 2),
    )
    ground.expect("G08", "邮寄地址或电子邮箱")


def _addressed(ground: Ground) -> None:
    ground.paper(
        "信息公开",
        "依申请公开",
        "政府信息公开申请说明",
        "2025-04-01",
        "公民、法人可以填写申请表，当面提交申请。",
        "邮寄：临江区滨江大道1号，信封注明信息公开申请。",
        "申请人可以查询办理状态。",
        *prose("申请说明", 2),
    )


def _hidden_link(ground: Ground) -> None:
    title = "临江区秋粮收购点分布"
    hidden = '<p style="display:none"><a href="http://www.lucky-casino.example/">真人娱乐</a></p>'
    ground.paper("工作信息", "粮食工作", title, "2026-09-24", *prose(title, 4), hidden, by="发展和改革局")
    ground.expect("G11", title)


def _government_link(ground: Ground) -> None:
    title = "临江区秋粮质量抽检安排"
    shown = '<p>详见<a href="http://www.mofcom.gov.cn/lsgz.html">上级通知</a></p>'
    ground.paper("工作信息", "粮食工作", title, "2026-09-25", *prose(title, 4), shown, by="发展和改革局")


def _quiet_topic(ground: Ground) -> None:
    title = "创城志愿者招募进展"
    ground.paper("专题专栏", "创建文明城区", title, "2024-05-13", *prose(title, 4))
    ground.expect("G13", "创建文明城区")


def _archived_topic(ground: Ground) -> None:
    title = "人口普查入户进展"
    ground.paper("专题专栏", "人口普查（往期专题）", title, "2021-05-13", *prose(title, 4))


def _no_query(ground: Ground) -> None:
    ground.paper(
        "信息公开",
        "依申请公开",
        "政府信息公开申请须知",
        "2025-04-01",
        "公民、法人可以填写申请表，当面提交申请。",
        *prose("申请须知", 2),
    )
    ground.expect("G16", "查询入口")


def _query(ground: Ground) -> None:
    ground.paper(
        "信息公开",
        "依申请公开",
        "申请办理进度",
        "2025-04-02",
        "申请人凭受理号查询办理进度和结果。",
        *prose("办理进度", 2),
    )


FAULTS = (
    # The platform of Guangdong is that column itself.
    RuleFault(
        "G01",
        "no column of disclosure on the front page",
        _no_column,
        _column,
        apart=True,
        not_in=frozenset({"gkmlpt"}),
    ),
    RuleFault("G02", "one part of the column of disclosure is not there", _three_parts, _four_parts, apart=True),
    RuleFault("G03", "a guide without office hours", _old_guide, _guide, apart=True),
    RuleFault("G06", "no way to interaction on the front page", _no_entry, _entries, apart=True),
    RuleFault("G07", "a bureau that is nowhere; one with a column of its name", _no_directory, _small_directory),
    RuleFault("G08", "applications without an address", _no_address, _addressed, apart=True),
    RuleFault("G11", "a hidden link to strangers; a link to a ministry", _hidden_link, _government_link),
    RuleFault("G13", "a topic two years quiet; one called past", _quiet_topic, _archived_topic),
    RuleFault("G16", "no query of an application's state", _no_query, _query, pack="wuhu", apart=True),
)
