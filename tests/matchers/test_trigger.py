"""What makes an entry due."""

from datetime import date
from typing import Any

import pytest

from inspection.types.directory import Entry, Limit
from inspection.types.judged_before import TriggerNote
from matchers.settings import match_settings
from matchers.trigger import due_ahead, due_as_told, due_of


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
        (_entry("政策文件", time_limit="在政府网站和村公示栏公开"), "standing"),
        (_entry("政策文件", channels=("公众号", "公示栏")), "standing"),
        (_entry("告知", channels=("信用中国",)), "event"),
        # unlawful acts are the names of penalties, whatever their elements say besides
        (_entry("市政公用管理", "未在施工现场设置标志", elements=("机构职能、权责清单", "行政处罚决定")), "event"),
        (_entry("市政公用管理", "占用道路期满不及时清理", elements=("办理流程", "咨询电话")), "event"),
        # registers and lists depend on whether there is anything to list
        (_entry("建设管理", "开工项目清单"), "event"),
        (_entry("养老服务行业管理信息", "养老机构备案信息", elements=("名称", "床位数量")), "event"),
        (_entry("民办学校信息", "民办学校办学基本信息", elements=("学校名称", "联系方式")), "event"),
        (_entry("行政审批", "食品生产经营许可基本信息"), "event"),
        (_entry("政策", "扶持政策措施清单"), "standing"),
        # a telephone among other things proves nothing, whom to turn to alone is always known
        (_entry("就业信息服务", "岗位信息发布", elements=("招聘单位", "办理流程", "咨询电话")), "event"),
        (_entry("综合业务", "监督检查", elements=("信访通讯地址", "投诉举报电话")), "standing"),
        (_entry("公共服务事项", "政策与业务咨询", elements=("咨询答复函",)), "event"),
        (_entry("综合业务", "政策咨询"), "standing"),
        # services are standing by their guide, or where nothing else is asked for
        (_entry("就业失业登记"), "standing"),
        (_entry("不动产", "抵押登记", elements=("登记结果",)), "event"),
        (_entry("补助经费", "强制扑杀、强制免疫补助", elements=("申请指南",)), "standing"),
        (_entry("行政强制", "强制执行流程"), "event"),
        # periods that cannot be counted with are periods all the same
        (_entry("备案", time_limit="每20个工作日更新", limits=(Limit("unreadable"),)), "periodic"),
        (_entry("财政预决算", "区级政府预算公开"), "periodic"),
        (_entry("部门预算", "项目绩效自评"), "event"),
        (_entry("采购", "采购项目预算金额"), "event"),
    ],
)
def test_trigger(entry: Entry, trigger: str) -> None:
    due = due_of(entry, match_settings().triggers)
    assert due.trigger == trigger
    assert due.reason and not due.reason.endswith("。")


def test_what_the_office_says_comes_first_and_the_narrowest_of_it() -> None:
    wide = TriggerNote(None, "领域", None, None, "offline", "只在公示栏公开。")
    narrow = TriggerNote(None, "领域", "综合业务", "政策文件", "event", "由市级统一公开")
    other = TriggerNote(None, "其他领域", None, None, "group", "-")
    entry = _entry("综合业务", "政策文件")
    assert due_as_told(entry, (narrow, wide), match_settings()).trigger == "event"
    told = due_as_told(_entry("综合业务", "办事指南"), (narrow, wide), match_settings())
    assert (told.trigger, told.reason) == ("offline", "本单位在 triggers.csv 中写明：只在公示栏公开")
    assert due_as_told(entry, (other,), match_settings()).trigger == "standing"


def test_due_ahead_only_when_every_limit_is_a_date_ahead() -> None:
    ahead, past = Limit("fixed_date", month=12, day=31), Limit("fixed_date", month=3)
    assert due_ahead(_entry("x", limits=(ahead,)), date(2026, 11, 16)) == date(2026, 12, 31)
    assert due_ahead(_entry("x", limits=(ahead, past)), date(2026, 11, 16)) is None
    assert due_ahead(_entry("x", limits=(past,)), date(2026, 3, 30)) == date(2026, 3, 31)
    assert due_ahead(_entry("x", limits=(past,)), date(2026, 3, 31)) == date(2026, 3, 31)
    assert due_ahead(_entry("x", limits=(past,)), date(2026, 4, 1)) is None
    assert due_ahead(_entry("x", limits=(ahead, Limit("permanent"))), date(2026, 11, 16)) is None
    assert due_ahead(_entry("x"), date(2026, 11, 16)) is None
