"""Faults of openness labels and of what was registered as public."""

from demo.simulator.rule_faults.ground import Ground, prose
from demo.simulator.rule_faults.planting import RuleFault

_FILES = ("政策公开", "区政府发文")
REGISTER, CONVERTED = "公文公开属性登记表", "转为主动公开的文件清单"


def _unlabelled(ground: Ground) -> None:
    title = "关于加强电动自行车停放管理的通知"
    ground.document(*_FILES, title, "临政办〔2026〕21号", "2026-06-02", label="")
    ground.expect("D01", title)


def _label_in_file(ground: Ground) -> None:
    title = "关于加强共享单车停放管理的通知"
    ground.document(
        *_FILES,
        title,
        "临政办〔2026〕22号",
        "2026-06-03",
        label="",
        files=("文件正文.pdf",),
        file_text="关于加强共享单车停放管理的通知 各镇人民政府 （此件公开发布）",
    )


def _odd_label(ground: Ground) -> None:
    title = "关于做好夏季防溺水宣传工作的通知"
    ground.document(*_FILES, title, "临政办〔2026〕23号", "2026-06-04", label="（此件主动公开）")
    ground.expect("D02", title)


def _prescribed_label(ground: Ground) -> None:
    ground.document(
        *_FILES, "关于做好夏季防中暑宣传工作的通知", "临政办〔2026〕24号", "2026-06-05", label="（此件公开发布）"
    )


def _not_public(ground: Ground) -> None:
    title = "关于调整内部值班安排的通知"
    ground.document(*_FILES, title, "临政办〔2026〕25号", "2026-06-08", label="（此件不予公开）")
    ground.expect("D03", title)


def _converted(ground: Ground) -> None:
    """On request once, converted since: the district says so in a list."""
    title = "关于印发公共停车泊位普查结果的通知"
    ground.document(*_FILES, title, "临政办〔2025〕26号", "2025-06-09", label="（此件依申请公开）")
    ground.paper(
        "政策公开",
        "属性调整",
        "临江区2026年文件公开属性评估调整情况",
        "2026-09-21",
        *prose("属性评估", 3),
        f"将《{title}》（临政办〔2025〕26号）由依申请公开调整为主动公开。",
    )


def _registered_only(ground: Ground) -> None:
    title = "关于规范户外广告设置的通知"
    ground.submitted.setdefault(REGISTER, []).append(
        ("临政办〔2026〕31号", title, "2026年5月6日", "主动公开", "此件公开发布")
    )
    ground.expect("D04", title)


def _registered_and_shown(ground: Ground) -> None:
    title = "关于规范店招标牌设置的通知"
    ground.submitted.setdefault(REGISTER, []).append(
        ("临政办〔2026〕32号", title, "2026年5月7日", "主动公开", "此件公开发布")
    )
    ground.document(*_FILES, title, "临政办[2026]32号", "2026-05-07")


def _converted_not_shown(ground: Ground) -> None:
    title = "关于公布老旧小区改造计划的通知"
    ground.submitted.setdefault(CONVERTED, []).append(
        ("临政办〔2025〕41号", title, "依申请公开", "主动公开", "2026年3月2日")
    )
    ground.expect("E08", title)


def _converted_and_shown(ground: Ground) -> None:
    title = "关于公布背街小巷改造计划的通知"
    ground.submitted.setdefault(CONVERTED, []).append(
        ("临政办〔2025〕42号", title, "依申请公开", "主动公开", "2026年3月2日")
    )
    ground.document(*_FILES, title, "临政办〔2025〕42号", "2025-11-12")


FAULTS = (
    RuleFault("D01", "a document without a label; the label is in the file", _unlabelled, _label_in_file, pack="wuhu"),
    RuleFault("D02", "a label in other words than prescribed", _odd_label, _prescribed_label, pack="wuhu"),
    RuleFault("D03", "marked as not public; converted since", _not_public, _converted, apart=True),
    RuleFault(
        "D04",
        "registered as public and not shown; its number in other brackets",
        _registered_only,
        _registered_and_shown,
    ),
    RuleFault("E08", "converted and not shown", _converted_not_shown, _converted_and_shown),
)
