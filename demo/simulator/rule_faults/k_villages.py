"""Faults of what villages make public."""

from demo.simulator.rule_faults.ground import Ground, prose
from demo.simulator.rule_faults.planting import RuleFault

_MATTER = "2026年耕地地力保护补贴发放名单"
_AMOUNTS = (412, 385, 290, 518, 633, 271)


def _table(first: str, amounts: tuple[int, ...]) -> str:
    signs = "甲乙丙丁戊己"
    rows = "".join(
        f"<tr><td>{first}{sign}组</td><td>{amount // 10}亩</td><td>{amount}元</td></tr>"
        for sign, amount in zip(signs, amounts, strict=True)
    )
    return f"<table><tr><td>农户组别</td><td>面积</td><td>金额</td></tr>{rows}</table>"


def _lists(ground: Ground, village: str, amounts: tuple[int, ...]) -> str:
    title = f"{village}{_MATTER}"
    ground.paper(
        "强农惠农",
        "补贴公开",
        f"临江区{village}{_MATTER}公示",
        "2026-07-02",
        *prose(village + "区级", 2),
        _table(village, _AMOUNTS),
        by="农业农村局",
    )
    ground.paper("村务公开", village, title, "2026-07-06", *prose(title, 2), _table(village, amounts), by="农业农村局")
    return title


def _other_amount(ground: Ground) -> None:
    ground.expect("K04", _lists(ground, "新渡村", (*_AMOUNTS[:-1], 917)))


def _same_amounts(ground: Ground) -> None:
    _lists(ground, "柳湾村", _AMOUNTS)


def _no_list(ground: Ground) -> None:
    ground.units["临江区河口镇人民政府"] = "镇街"
    ground.paper("镇街公开", "河口镇", "河口镇集镇环境整治进展", "2026-08-25", *prose("河口整治", 4), by="水务局")
    ground.expect("K05", "河口镇")


def _list(ground: Ground) -> None:
    ground.units["临江区石桥镇人民政府"] = "镇街"
    ground.paper(
        "镇街公开", "石桥镇", "石桥镇村（居）务公开目录（2026年）", "2026-08-26", *prose("石桥目录", 4), by="水务局"
    )


FAULTS = (
    RuleFault("K04", "one amount of six differs; all are the same", _other_amount, _same_amounts),
    RuleFault("K05", "a town without a list; it is called a catalogue", _no_list, _list, pack="wuhu"),
)
