"""Faults of validity: terms that are over, clean-ups that no page shows, lists that are not there."""

from demo.simulator.rule_faults.ground import Ground, prose
from demo.simulator.rule_faults.planting import RuleFault

_RULES = ("政策公开", "规范性文件")
# Its data say of every document whether it is expired.
_TELLS = frozenset({"gkmlpt"})
_HOLDS = (("有效性", "有效"),)


def _not_marked_at_all(ground: Ground) -> None:
    title = "关于建筑垃圾处置有关事项的通知"
    ground.document(*_RULES, title, "临政〔2026〕2号", "2026-03-03", files=("垃圾处置全文.pdf",))
    ground.expect("E01", title)


def _marked_as_valid(ground: Ground) -> None:
    ground.document(
        *_RULES, "关于餐厨垃圾处置有关事项的通知", "临政〔2026〕3号", "2026-03-04", header=_HOLDS, files=("全文.pdf",)
    )


_TERM = "本通知自{start}起施行，有效期{years}年。"


def _term_over(ground: Ground) -> None:
    title = "关于城区犬只管理有关事项的通知"
    lines = (*prose(title, 3), _TERM.format(start="2021年3月1日", years="五"))
    ground.document(*_RULES, title, "临政〔2021〕4号", "2021-02-18", *lines, header=_HOLDS, files=("全文.pdf",))
    ground.expect("E02", title)


def _term_prolonged(ground: Ground) -> None:
    title = "关于城区养鸽管理有关事项的通知"
    lines = (*prose(title, 3), _TERM.format(start="2021年4月1日", years="五"))
    ground.document(*_RULES, title, "临政〔2021〕5号", "2021-03-18", *lines, header=_HOLDS, files=("全文.pdf",))
    ground.document(
        *_RULES,
        f"关于延长《{title}》有效期的通知",
        "临政〔2026〕6号",
        "2026-03-19",
        f"《{title}》（临政〔2021〕5号）有效期延长至2031年3月31日。",
        *prose("延期决定", 3),
        header=_HOLDS,
        files=("全文.pdf",),
    )


_CLEANED = "临江区人民政府关于公布2026年规范性文件清理结果的公告"


def _clean_up(ground: Ground) -> None:
    if not any(one.title == _CLEANED for one in ground.columns.get(("政策公开", "清理结果"), ())):
        ground.paper(
            "政策公开",
            "清理结果",
            _CLEANED,
            "2026-02-10",
            "经清理，下列文件宣布失效：",
            "1.《关于加强集贸市场管理的通知》（临政〔2017〕7号）",
            "2.《关于加强河道采砂管理的通知》（临政〔2017〕8号）",
            *prose("文件清理", 2),
        )


def _lapsed(ground: Ground) -> None:
    _clean_up(ground)
    title = "关于加强集贸市场管理的通知"
    ground.document(
        *_RULES, title, "临政〔2017〕7号", "2017-05-04", header=_HOLDS, files=("全文.pdf",), published="2017-05-08"
    )
    ground.expect("E03", title)


def _lapsed_and_marked(ground: Ground) -> None:
    _clean_up(ground)
    ground.document(
        *_RULES,
        "关于加强河道采砂管理的通知",
        "临政〔2017〕8号",
        "2017-05-05",
        "（本文件已失效）",
        *prose("河道采砂", 4),
        header=(("有效性", "失效"),),
        files=("全文.pdf",),
        published="2017-05-09",
    )


def _no_review(ground: Ground) -> None:
    ground.expect("E04", "文件公开属性评估调整情况")


def _review(ground: Ground) -> None:
    for year in (2025, 2026):
        ground.paper(
            "政策公开",
            "属性调整",
            f"临江区{year}年文件公开属性评估调整情况",
            f"{year}-09-22",
            *prose(f"{year}属性评估", 4),
        )


def _no_list(ground: Ground) -> None:
    ground.expect("E05", "现行有效规范性文件目录")


def _list_in_force(ground: Ground) -> None:
    ground.paper(
        "政策公开", "清理结果", "临江区现行有效规范性文件目录（2026年版）", "2026-03-02", *prose("现行有效目录", 4)
    )
    ground.paper("政策公开", "清理结果", "临江区2025年规范性文件清理结果", "2025-06-02", *prose("上年清理", 4))


def _no_download(ground: Ground) -> None:
    title = "关于噪声敏感区划定有关事项的通知"
    ground.document(*_RULES, title, "临政〔2026〕9号", "2026-04-08", header=_HOLDS)
    ground.expect("E06", title)


def _all_shown(ground: Ground) -> None:
    ground.document(
        *_RULES,
        "关于禁渔区域划定有关事项的通知",
        "临政〔2026〕10号",
        "2026-09-09",
        header=_HOLDS,
        files=("禁渔通知全文.pdf",),
    )


_TABLE = (
    "<table><tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>"
    "<tr><td>行政规范性文件</td><td>{made}</td><td>0</td><td>{valid}</td></tr></table>"
)


def annual_report(ground: Ground, made: int, *last: str) -> None:
    ground.document(
        *_RULES, "关于绿道使用有关事项的通知", "临政〔2025〕3号", "2025-07-08", header=_HOLDS, files=("全文.pdf",)
    )
    ground.paper(
        "信息公开",
        "政府信息公开年报",
        "临江区人民政府2025年政府信息公开工作年度报告",
        "2026-03-10",
        "一、总体情况",
        *prose("年报总体", 2),
        "二、主动公开政府信息情况",
        _TABLE.format(made=made, valid=9),
        "三、收到和处理政府信息公开申请情况",
        *prose("年报申请", 1),
        "四、政府信息公开行政复议、行政诉讼情况",
        *prose("年报复议", 1),
        "五、存在的主要问题及改进情况",
        *prose("年报问题", 1),
        *last,
    )


def _other_count(ground: Ground) -> None:
    annual_report(ground, 4)
    ground.expect("E07", "规范性文件")


def _same_count(ground: Ground) -> None:
    annual_report(ground, 1, "六、其他需要报告的事项", "无其他需要报告的事项。")


FAULTS = (
    RuleFault(
        "E01", "no word of validity; marked as valid", _not_marked_at_all, _marked_as_valid, pack="anhui", not_in=_TELLS
    ),
    RuleFault("E02", "the term is over; it was prolonged", _term_over, _term_prolonged),
    RuleFault("E03", "declared lapsed and not marked; marked", _lapsed, _lapsed_and_marked),
    RuleFault("E04", "no yearly review of attributes", _no_review, _review, pack="guangzhou", apart=True),
    RuleFault("E05", "no list of documents in force", _no_list, _list_in_force, pack="anhui", apart=True),
    RuleFault("E06", "no file to download", _no_download, _all_shown, pack="anhui"),
    RuleFault("E07", "another number of documents than reported", _other_count, _same_count, apart=True),
)
