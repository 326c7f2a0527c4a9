"""Faults of time: late, quiet, contradictory, back-dated."""

from demo.simulator.rule_faults.ground import Ground, noted, prose
from demo.simulator.rule_faults.planting import RuleFault

_NEWS = "新闻中心"


def _late(ground: Ground) -> None:
    title = "关于开展夜市经营秩序整治的通知"
    ground.document(
        "政策公开", "部门发文", title, "临城管发〔2026〕3号", "2026-04-07", by="城市管理局", published="2026-06-16"
    )
    ground.expect("C01", title)


def _over_the_holiday(ground: Ground) -> None:
    """More than twenty weekdays later, but not more than twenty working days."""
    title = "关于开展早市经营秩序整治的通知"
    ground.document(
        "政策公开", "部门发文", title, "临城管发〔2026〕9号", "2026-09-15", by="城市管理局", published="2026-10-16"
    )


def _quiet_news(ground: Ground) -> None:
    for day in ("2026-08-12", "2026-08-26", "2026-09-02"):
        ground.paper(
            _NEWS,
            "部门动态",
            f"区发展和改革局{day[5:7]}月{day[8:]}日走访重点企业",
            day,
            *prose(day, 4),
            by="发展和改革局",
        )
    ground.expect("C03", "部门动态")


def _lively_news(ground: Ground) -> None:
    for day in ("2026-09-02", "2026-10-14", "2026-11-17"):
        ground.paper(
            _NEWS,
            "镇街动态",
            f"河口镇{day[5:7]}月{day[8:]}日召开河道整治推进会",
            day,
            *prose("镇" + day, 4),
            by="水务局",
        )


_BLANKS = ("便民问答", "热线摘报", "办事评价", "服务机构名录", "公共场馆")


def _many_blanks(ground: Ground) -> None:
    for name in _BLANKS:
        ground.column("", name, "words")
    ground.expect("C06", "空白栏目")


def _noted_blanks(ground: Ground) -> None:
    for name in _BLANKS:
        noted(ground, "", name)


def _before_written(ground: Ground) -> None:
    title = "关于公布文明施工工地名单的通知"
    ground.document(
        "政策公开", "部门发文", title, "临住发〔2026〕11号", "2026-08-20", by="住房和城乡建设局", published="2026-08-11"
    )
    ground.expect("C07", title)


def _same_day(ground: Ground) -> None:
    title = "关于公布绿色工地名单的通知"
    ground.document(
        "政策公开", "部门发文", title, "临住发〔2026〕12号", "2026-08-21", by="住房和城乡建设局", published="2026-08-21"
    )


def _back_dated(ground: Ground) -> None:
    ground.paper("工作信息", "统计工作", "上半年统计调查工作小结", "2026-07-10", *prose("统计小结", 4), by="统计局")
    title = "第三季度统计执法检查安排"
    ground.paper("工作信息", "统计工作", title, "2026-08-17", *prose(title, 4), by="统计局", late=True)
    ground.expect("C08", title)


def _dated_after(ground: Ground) -> None:
    ground.paper("工作信息", "统计工作", "下半年统计业务培训安排", "2026-07-13", *prose("统计培训", 4), by="统计局")
    title = "第四季度统计执法检查安排"
    ground.paper("工作信息", "统计工作", title, "2026-10-19", *prose(title, 4), by="统计局", late=True)


def _late_accounts(ground: Ground) -> None:
    title = "临江区民政局2026年部门预算公开"
    ground.paper(
        "财政预决算", "部门预算", title, "2026-04-21", "批复时间：2026年2月10日。", *prose(title, 4), by="民政局"
    )
    ground.expect("C10", title)


def _accounts_in_time(ground: Ground) -> None:
    title = "临江区教育局2026年部门预算公开"
    ground.paper(
        "财政预决算", "部门预算", title, "2026-02-26", "批复时间：2026年2月10日。", *prose(title, 4), by="教育局"
    )


def _two_telephones(ground: Ground) -> None:
    for column, day, phone in (("机构职能", "2025-03-06", "0999-8811111"), ("机构设置", "2026-05-07", "0999-8822222")):
        title = f"临江区交通运输局{column}"
        ground.paper(
            "机构概况",
            column,
            title,
            day,
            "单位名称：临江区交通运输局",
            "办公地址：临江区滨河路12号",
            f"办公电话：{phone}",
            *prose(title, 3),
            by="交通运输局",
        )
    ground.expect("C11", "临江区交通运输局机构职能")


def _several_telephones(ground: Ground) -> None:
    for column, day, phone in (
        ("机构职能", "2025-03-09", "0999-8833333"),
        ("机构设置", "2026-05-08", "0999-8833333、0999-8844444"),
    ):
        title = f"临江区文化和旅游局{column}"
        ground.paper(
            "机构概况",
            column,
            title,
            day,
            "单位名称：临江区文化和旅游局",
            "办公地址：临江区文苑路8号",
            f"办公电话：{phone}",
            *prose(title, 3),
            by="文化和旅游局",
        )


def _still_named(ground: Ground) -> None:
    ground.paper(
        "机构概况",
        "领导信息",
        "临江区审计局领导信息",
        "2026-01-08",
        "单位名称：临江区审计局",
        "局长：周明远",
        *prose("审计局领导", 3),
        by="审计局",
    )
    ground.document(
        "机构概况",
        "人事信息",
        "临江区人民政府关于周明远免职的通知",
        "临政任〔2026〕4号",
        "2026-05-12",
        "区人民政府决定：",
        "免去周明远同志的临江区审计局局长职务。",
    )
    ground.expect("C12", "临江区审计局领导信息")


def _named_anew(ground: Ground) -> None:
    ground.paper(
        "机构概况",
        "领导信息",
        "临江区水务局领导信息",
        "2026-01-09",
        "单位名称：临江区水务局",
        "局长：郑秋实",
        *prose("水务局领导", 3),
        by="水务局",
    )
    ground.document(
        "机构概况",
        "人事信息",
        "临江区人民政府关于郑秋实任职的通知",
        "临政任〔2026〕5号",
        "2026-05-13",
        "区人民政府决定：",
        "任命郑秋实同志为临江区水务局局长。",
    )


FAULTS = (
    RuleFault("C01", "published after more than twenty working days; over a holiday", _late, _over_the_holiday),
    RuleFault("C03", "news two months old; news of this week", _quiet_news, _lively_news),
    RuleFault(
        "C06", "five columns of the portal's own are blank; they carry notes", _many_blanks, _noted_blanks, apart=True
    ),
    RuleFault("C07", "published before it was written; on the same day", _before_written, _same_day),
    RuleFault("C08", "dated before a look at the list that did not show it; dated after", _back_dated, _dated_after),
    RuleFault("C10", "a budget published two months after its approval", _late_accounts, _accounts_in_time),
    RuleFault("C11", "two telephones of one body; one more", _two_telephones, _several_telephones),
    RuleFault("C12", "still in a post that a notice took; newly in one", _still_named, _named_anew),
)
