"""Faults of interpretation: missing, late, apart from its document, incomplete, copied."""

from demo.simulator.rule_faults.ground import Ground, prose
from demo.simulator.rule_faults.planting import RuleFault

_RULES, _TOLD = ("政策公开", "规范性文件"), ("政策公开", "政策解读")
_HOLDS = (("有效性", "有效"),)
_PARTS = {
    "①": "一、出台背景和依据：根据上级有关规定和本区实际制定。",
    "②": "二、制定意义和总体考虑：方便群众，规范管理。",
    "③": "三、研判和起草过程：经过调研、座谈和会商后起草。",
    "④": "四、工作目标：力争三年内实现全覆盖。",
    "⑤": "五、主要任务：明确对象、标准和流程，共八项内容。",
    "⑥": "六、创新举措：首次实行容缺受理，形成亮点。",
    "⑦": "七、保障措施：加强组织实施，落实经费和步骤。",
    "⑧": "解读机关：临江区人民政府办公室。解读人：陈科员。",
    "☎": "联系电话：0999-8805566。电子邮箱：zfb@linjiang.example。",
}


def _policy(ground: Ground, title: str, number: str, written: str, *more: str, lines: tuple[str, ...] = ()) -> None:
    ground.document(
        *_RULES, title, number, written, *(lines or prose(title, 5)), *more, header=_HOLDS, files=("全文.pdf",)
    )


def _told(
    ground: Ground, title: str, day: str, *, without: str = "", more: tuple[str, ...] = (), name: str = ""
) -> None:
    words = name or f"《{title}》政策解读"
    parts = (text for part, text in _PARTS.items() if part not in without)
    ground.paper(
        *_TOLD, words, day, f"近日，区人民政府办公室印发了《{title}》，现解读如下。", *parts, *prose(words, 2), *more
    )


def _pair(
    ground: Ground,
    what: str,
    number: int,
    *,
    without: str = "",
    late: str = "",
    linked: bool = True,
    picture: bool = True,
) -> str:
    """A policy and its interpretation that lead to one another."""
    title = f"临江区{what}管理办法"
    told = f"《{title}》政策解读"
    back = (f"[[{told}|查看解读]]",) if linked else ()
    _policy(ground, title, f"临政规〔2026〕{number}号", "2026-05-11", *back)
    seen = (f"一图读懂：{what}怎么办",) if picture else ()
    _told(ground, title, late or "2026-05-14", without=without, more=(f"[[{title}|查看原文]]",) if linked else ())
    for one in seen:
        ground.paper(*_TOLD, one, late or "2026-05-14", f"本图依据《{title}》制作。", *prose(one, 3))
    return title


def _not_told(ground: Ground) -> None:
    title = "临江区公共自行车租赁管理办法"
    _policy(ground, title, "临政规〔2026〕11号", "2026-03-16")
    ground.expect("F01", title)


def _told_by_picture(ground: Ground) -> None:
    """Interpreted under a paraphrased title, which names it in the text."""
    title = "临江区城市书房运行管理办法"
    _policy(ground, title, "临政规〔2026〕12号", "2026-03-17", "[[一图读懂：书房怎么用|图解]]")
    ground.paper(
        *_TOLD,
        "一图读懂：书房怎么用",
        "2026-03-20",
        f"依据《{title}》（临政规〔2026〕12号）制作。",
        *prose("书房图解", 3),
    )


def _late(ground: Ground) -> None:
    ground.expect("F02", _pair(ground, "农贸市场摊位", 13, late="2026-08-12"))


def _at_once(ground: Ground) -> None:
    _pair(ground, "公共停车泊位", 14)


def _apart(ground: Ground) -> None:
    ground.expect("F03", _pair(ground, "社区食堂运营", 15, linked=False))


def _joined(ground: Ground) -> None:
    _pair(ground, "社区公园维护", 16)


def _seven_parts(ground: Ground) -> None:
    ground.expect("F04", _pair(ground, "村级公益岗位", 17, without="⑥"))


def _all_parts(ground: Ground) -> None:
    _pair(ground, "河湖保洁岗位", 18)


def _words_only(ground: Ground) -> None:
    ground.expect("F05", _pair(ground, "防汛物资储备", 19, picture=False))


def _copied(ground: Ground) -> None:
    title = "临江区便民服务站点管理办法"
    lines = prose(title + "条款", 9)
    told = f"《{title}》政策解读"
    _policy(ground, title, "临政规〔2026〕20号", "2026-05-11", f"[[{told}|查看解读]]", lines=lines)
    ground.paper(*_TOLD, told, "2026-05-14", *lines, f"[[{title}|查看原文]]")
    ground.paper(*_TOLD, "一图读懂：服务站点怎么办", "2026-05-14", f"本图依据《{title}》制作。", *prose("站点图解", 3))
    ground.expect("F06", title)


def _own_words(ground: Ground) -> None:
    """Quotes one sentence of nine."""
    title = "临江区便民快递站点管理办法"
    lines = prose(title + "条款", 9)
    told = f"《{title}》政策解读"
    _policy(ground, title, "临政规〔2026〕21号", "2026-05-11", f"[[{told}|查看解读]]", lines=lines)
    ground.paper(*_TOLD, told, "2026-05-14", lines[0], *_PARTS.values(), *prose("快递解读", 6), f"[[{title}|查看原文]]")
    ground.paper(*_TOLD, "一图读懂：快递站点怎么办", "2026-05-14", f"本图依据《{title}》制作。", *prose("快递图解", 3))


def _quiet(ground: Ground) -> None:
    title = "关于路灯不亮问题的回应"
    ground.paper("民生问答", "回应关切", title, "2025-11-04", *prose(title, 4))
    ground.expect("F08", "回应关切")


def _lively(ground: Ground) -> None:
    title = "关于公交改线问题的回应"
    ground.paper("民生问答", "热点回应", title, "2026-10-22", *prose(title, 4))


def _five_parts(ground: Ground) -> None:
    title = _pair(ground, "户外招牌安全", 22, without="①③")
    ground.expect("F09", title)
    ground.expect("F04", title)


FAULTS = (
    RuleFault("F01", "a policy that nothing interprets; told under another title", _not_told, _told_by_picture),
    RuleFault("F02", "told three months later; at once", _late, _at_once, pack="qinghai"),
    RuleFault("F03", "no way between the two; links both ways", _apart, _joined),
    RuleFault("F04", "seven of eight elements", _seven_parts, _all_parts, pack="wuhu"),
    RuleFault("F05", "words alone; a picture too", _words_only, _all_parts),
    RuleFault("F06", "copied; one sentence quoted", _copied, _own_words),
    RuleFault("F08", "responses a year old; of last month", _quiet, _lively, pack="own"),
    RuleFault("F09", "five of six elements", _five_parts, _all_parts, pack="qinghai"),
)
