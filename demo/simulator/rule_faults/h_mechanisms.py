"""Faults of rules and mechanisms that must be public."""

from demo.simulator.rule_faults.ground import Ground, prose
from demo.simulator.rule_faults.planting import RuleFault

_RULES = ("信息公开", "公开制度")
_ALL = ("信息管理", "信息发布审核", "解读回应", "依申请公开办理", "公众参与", "监督考核")


def _no_rule(ground: Ground) -> None:
    ground.expect("H02", "公众参与行政决策制度")


def _half_rule(ground: Ground) -> None:
    """A rule that names no matters."""
    title = "临江区公众参与行政决策办法"
    ground.paper(*_RULES, title, "2024-05-06", "公众通过听证会、座谈会等方式参与。", *prose("参与办法", 3))
    ground.expect("H03", title)


def _no_village_rule(ground: Ground) -> None:
    ground.expect("H04", "基层政务公开与村（居）务公开协同发展制度")


def _village_rule(ground: Ground) -> None:
    title = "临江区政务公开与村（居）务公开衔接制度"
    ground.paper(*_RULES, title, "2024-05-07", *prose(title, 4))


def _no_push_rule(ground: Ground) -> None:
    ground.expect("H05", "政策类信息定向推送制度")


def _push_rule(ground: Ground) -> None:
    title = "惠企政策精准推送工作机制"
    ground.paper(*_RULES, title, "2024-05-10", *prose(title, 4))


def _five_rules(ground: Ground) -> None:
    for name in _ALL[:-1]:
        if name != "公众参与":
            ground.paper(*_RULES, f"临江区政务公开{name}制度", "2024-05-08", *prose(name, 4))
    ground.expect("H06", "监督考核")


def _six_rules(ground: Ground) -> None:
    for name in _ALL:
        ground.paper(*_RULES, f"临江区政务公开{name}制度", "2024-05-08", *prose(name, 4))


def _no_attendance(ground: Ground) -> None:
    ground.expect("H08", "列席政府有关会议制度")


def _attendance(ground: Ground) -> None:
    title = "临江区公民代表列席政府会议办法"
    ground.paper(*_RULES, title, "2024-05-09", *prose(title, 4))


FAULTS = (
    RuleFault("H02", "no rule of participation", _no_rule, apart=True),
    RuleFault("H03", "a rule of participation without its matters", _half_rule, second=True),
    RuleFault("H04", "no rule of villages", _no_village_rule, _village_rule, pack="guangzhou", apart=True),
    RuleFault(
        "H05",
        "a city bureau without a rule of sending policies to those whom they are for",
        _no_push_rule,
        _push_rule,
        pack="guangzhou",
        apart=True,
        bureau="江州市民政局",
    ),
    RuleFault("H06", "rules on five matters of six", _five_rules, _six_rules, pack="guangzhou", apart=True),
    RuleFault("H08", "no rule of attendance", _no_attendance, _attendance, pack="qinghai", apart=True),
)
