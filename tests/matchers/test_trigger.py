"""What makes an entry due."""

from datetime import date
from typing import Any

import pytest

from inspection.types.directory import Entry, Limit
from matchers.settings import match_settings
from matchers.trigger import due_ahead, trigger_of


def _entry(level1: str, level2: str | None = None, **more: Any) -> Entry:
    return Entry("linjiang", "x.xlsx", None, None, None, "领域", level1, level2, None, **more)


@pytest.mark.parametrize(
    ("entry", "trigger"),
    [
        (_entry("机构信息", "机构职能"), "standing"),
        (_entry("综合业务", "政策法规文件"), "standing"),
        (_entry("最低生活保障", "办事指南"), "standing"),
        (_entry("出生登记", "收养登记", elements=("受理部门", "办理条件", "办理流程")), "standing"),
        (_entry("行政许可", "营业性演出审批", elements=("办事指南:内容同上", "行政许可决定")), "standing"),
        (_entry("行政处罚", "食品生产经营行政处罚"), "event"),
        (_entry("征收", "房屋征收决定"), "event"),
        (_entry("征地前期准备", "征地补偿安置方案听证"), "event"),
        (_entry("市容环境卫生管理", "随地吐痰、便溺", elements=("处罚决定", "咨询电话")), "event"),
        (_entry("无从得知"), "event"),
        (_entry("统计数据", limits=(Limit("periodic", period="month"),)), "periodic"),
        (_entry("年度计划", limits=(Limit("fixed_date", month=6, day=30),)), "periodic"),
        (_entry("财政预决算", "部门决算"), "periodic"),
        (
            _entry(
                "行政处罚",
                "食品处罚",
                limits=(Limit("permanent"), Limit("periodic", period="quarter", applies_to="汇总情况")),
            ),
            "event",
        ),
        (_entry("村务", "政策文件", level=("village",)), "offline"),
        (_entry("村务", "政策文件", level=("village",), channels=("政府网站",)), "standing"),
        (_entry("村务", "政策文件", level=("township", "village")), "standing"),
        (_entry("启动要件", limits=(Limit("on_request", n=20, unit="workday"),)), "on_request"),
        (_entry("办理过程信息", method="on_request"), "on_request"),
        (_entry("分户补偿", audience="group"), "group"),
        (_entry("识别", channels=("村公示栏", "入户/现场")), "offline"),
        (_entry("政策文件", channels=("政府网站", "村公示栏")), "standing"),
        (_entry("告知", time_limit="在村公示栏公开"), "offline"),
    ],
)
def test_trigger(entry: Entry, trigger: str) -> None:
    assert trigger_of(entry, match_settings().triggers) == trigger


def test_due_ahead_only_when_every_limit_is_a_date_ahead() -> None:
    ahead, past = Limit("fixed_date", month=12, day=31), Limit("fixed_date", month=3)
    assert due_ahead(_entry("x", limits=(ahead,)), date(2026, 11, 16)) == date(2026, 12, 31)
    assert due_ahead(_entry("x", limits=(ahead, past)), date(2026, 11, 16)) is None
    assert due_ahead(_entry("x", limits=(past,)), date(2026, 3, 30)) == date(2026, 3, 31)
    assert due_ahead(_entry("x", limits=(past,)), date(2026, 3, 31)) == date(2026, 3, 31)
    assert due_ahead(_entry("x", limits=(past,)), date(2026, 4, 1)) is None
    assert due_ahead(_entry("x", limits=(ahead, Limit("permanent"))), date(2026, 11, 16)) is None
    assert due_ahead(_entry("x"), date(2026, 11, 16)) is None
