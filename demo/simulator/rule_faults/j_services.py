"""Faults of what is said of services."""

from demo.simulator.rule_faults.b_loading import guide_lines
from demo.simulator.rule_faults.ground import Ground, prose
from demo.simulator.rule_faults.planting import RuleFault

_GUIDES = ("办事服务", "服务指南")


def _no_book(ground: Ground) -> None:
    ground.expect("J01", "一本通")


def _old_book(ground: Ground) -> None:
    title = "临江区开办小餐饮办事一本通"
    ground.paper(*_GUIDES, title, "2024-03-05", "按一件事归类。", *prose(title, 4))
    ground.expect("J02", title)


def _no_charges(ground: Ground) -> None:
    title = "高龄津贴申领办事指南"
    ground.paper(*_GUIDES, title, "2026-05-06", *guide_lines("高龄津贴申领", "收费标准"), by="民政局")
    ground.expect("J03", title)


def _in_other_words(ground: Ground) -> None:
    lines = (*guide_lines("残疾津贴申领", "收费标准"), "本事项免费办理。")
    ground.paper(*_GUIDES, "残疾津贴申领办事指南", "2026-05-07", *lines, by="民政局")


def _no_matters(ground: Ground) -> None:
    """Guides tell how and where matters are handled, but nothing tells which matters there are."""
    ground.paper("办事服务", "办理程序", "高龄津贴申领流程图说明", "2026-04-09", *prose("津贴图示", 4))
    ground.expect("J07", "政务服务事项")


def _matters(ground: Ground) -> None:
    """The flow and the bodies have no place of their own: the guides tell them."""
    ground.paper("办事服务", "服务事项", "临江区政务服务事项汇总", "2026-04-08", *prose("服务事项", 4))


FAULTS = (
    RuleFault("J01", "no book of services", _no_book, pack="wuhu", apart=True),
    RuleFault("J02", "a book of services two years old", _old_book, second=True),
    RuleFault("J03", "a guide without charges; it says 免费", _no_charges, _in_other_words),
    RuleFault("J07", "no list of service matters; one, the flow told by guides", _no_matters, _matters, apart=True),
)
