"""Faults of reports on the work itself."""

from demo.simulator.rule_faults.e_validity import annual_report
from demo.simulator.rule_faults.ground import Ground, prose
from demo.simulator.rule_faults.planting import RuleFault


def _quiet(ground: Ground) -> None:
    ground.paper("监督保障", "工作推进", "政务公开工作推进会召开", "2024-06-11", *prose("推进甲", 4))
    ground.expect("M05", "监督保障")


def _lively(ground: Ground) -> None:
    ground.paper("监督保障", "工作推进", "标准化规范化工作进展", "2026-06-11", *prose("推进乙", 4))


def _five_parts(ground: Ground) -> None:
    annual_report(ground, 4)
    ground.expect("M08", "其他需要报告的事项")


def _six_parts(ground: Ground) -> None:
    annual_report(ground, 1, "六、其他需要报告的事项", "无其他需要报告的事项。")


FAULTS = (
    RuleFault("M05", "nothing of the work for two years", _quiet, _lively, pack="wuhu", apart=True),
    RuleFault("M08", "five of six parts of the annual report", _five_parts, _six_parts, apart=True),
)
