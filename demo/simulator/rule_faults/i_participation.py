"""Faults of consultations, their results, and meetings."""

from demo.simulator.rule_faults.ground import Ground, prose
from demo.simulator.rule_faults.planting import RuleFault

_CALLS, _RESULTS = ("意见征集", "征集公告"), ("意见征集", "结果反馈")


def _call(
    ground: Ground,
    name: str,
    opens: tuple[int, int],
    closes: tuple[int, int],
    *,
    without: str = "",
    more: tuple[str, ...] = (),
) -> str:
    """A call for opinions on a draft; without the parts that are named."""
    title = f"关于《临江区{name}（征求意见稿）》公开征求意见的公告"
    told = {
        "说明": "起草说明：根据有关规定和工作实际起草。",
        "时间": f"征求意见时间：2026年{opens[0]}月{opens[1]}日至2026年{closes[0]}月{closes[1]}日。",
        "渠道": "反馈方式：电子邮箱yj@linjiang.example，电话0999-8807788。",
    }
    lines = (text for part, text in told.items() if part not in without)
    ground.paper(
        *_CALLS,
        title,
        f"2026-{opens[0]:02d}-{opens[1]:02d}",
        f"现将《临江区{name}（征求意见稿）》向社会公开征求意见。",
        *lines,
        *prose(name, 3),
        *more,
    )
    return title


def _result(ground: Ground, name: str, day: str, *more: str) -> str:
    title = f"《临江区{name}》征求意见采纳情况"
    ground.paper(
        *_RESULTS, title, day, "征求意见期间共收到意见五条，采纳三条，未采纳的已说明理由。", *prose(title, 2), *more
    )
    return title


def _linked_pair(
    ground: Ground, name: str, opens: tuple[int, int], closes: tuple[int, int], day: str, without: str = ""
) -> str:
    result = f"《临江区{name}》征求意见采纳情况"
    title = _call(ground, name, opens, closes, more=(f"[[{result}|查看结果]]",), without=without)
    _result(ground, name, day, f"[[{title}|查看公告]]")
    return title


def _no_explanation(ground: Ground) -> None:
    _linked_pair(ground, "噪声防治规定", (3, 2), (4, 3), "2026-04-20", without="说明渠道")
    ground.expect("I01", "噪声防治规定")


def _all_there(ground: Ground) -> None:
    _linked_pair(ground, "扬尘防治规定", (3, 3), (4, 7), "2026-04-21")


def _too_short(ground: Ground) -> None:
    _linked_pair(ground, "桥梁检修规定", (5, 11), (5, 14), "2026-06-01")
    ground.expect("I02", "桥梁检修规定")


def _short_with_reason(ground: Ground) -> None:
    result = "《临江区隧道检修规定》征求意见采纳情况"
    title = _call(
        ground,
        "隧道检修规定",
        (5, 12),
        (5, 15),
        more=("因汛期临近、情况紧急，缩短征求意见期限。", f"[[{result}|查看结果]]"),
    )
    _result(ground, "隧道检修规定", "2026-06-02", f"[[{title}|查看公告]]")


def _no_result(ground: Ground) -> None:
    _call(ground, "河道保洁规定", (2, 2), (3, 6))
    ground.expect("I03", "河道保洁规定")


def _result_there(ground: Ground) -> None:
    _linked_pair(ground, "沟渠保洁规定", (2, 3), (3, 9), "2026-03-20")


def _not_linked(ground: Ground) -> None:
    _call(ground, "站台维护规定", (6, 1), (7, 3))
    _result(ground, "站台维护规定", "2026-07-20")
    ground.expect("I04", "站台维护规定")


def _meeting(ground: Ground, open_: bool) -> None:
    told = "会议邀请两名公众代表列席。" if open_ else "会议研究了三项工作。"
    title = "区政府第十二次常务会议召开"
    ground.paper("政府会议", "常务会议", title, "2026-09-15", told, *prose(title, 4))


def _closed(ground: Ground) -> None:
    _meeting(ground, False)
    ground.expect("I05", "列席")


def _open(ground: Ground) -> None:
    _meeting(ground, True)


_LIST = "临江区2026年度重大行政决策事项目录"


def _listed(ground: Ground) -> None:
    if not ground.columns.get(("政策公开", "决策目录")):
        ground.paper(
            "政策公开",
            "决策目录",
            _LIST,
            "2026-01-20",
            "1.《临江区城区路网优化方案》",
            "2.《临江区养老设施布点规划》",
            *prose("决策目录", 2),
        )


def _never_asked(ground: Ground) -> None:
    _listed(ground)
    title = "关于印发《临江区城区路网优化方案》的通知"
    ground.document("政策公开", "区政府发文", title, "临政〔2026〕31号", "2026-07-14")
    ground.expect("I06", "城区路网优化方案")


def _asked_before(ground: Ground) -> None:
    _listed(ground)
    _linked_pair(ground, "养老设施布点规划", (4, 1), (5, 6), "2026-05-20")
    ground.document(
        "政策公开", "区政府发文", "关于印发《临江区养老设施布点规划》的通知", "临政〔2026〕32号", "2026-07-15"
    )


FAULTS = (
    RuleFault("I01", "a call without explanation and way to answer", _no_explanation, _all_there),
    RuleFault("I02", "open for four days; for an urgent reason", _too_short, _short_with_reason),
    RuleFault("I03", "no result eight months later", _no_result, _result_there, pack="own"),
    RuleFault("I04", "call and result that do not lead to one another", _not_linked, _result_there),
    RuleFault("I05", "meetings without outsiders", _closed, _open, pack="wuhu", apart=True),
    RuleFault("I06", "a listed decision that nobody was asked about", _never_asked, _asked_before, second=True),
)
