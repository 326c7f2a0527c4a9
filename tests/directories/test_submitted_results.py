"""What others found and the registers of applications, as districts hand them in."""

from datetime import date
from pathlib import Path

import pytest

from directories.submitted.reading import Submitted, read_submitted

Rows = list[list[str]]


def put(root: Path, name: str, rows: Rows) -> None:
    """A CSV file in the district's folder."""
    path = root / "submitted" / "临江区" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (",".join(f'"{cell}"' for cell in row) for row in rows)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def read(root: Path) -> Submitted:
    return read_submitted(root, "linjiang", "临江区")


FRONT = "https://www.linjiang.example/"
HEAD = ["序号", "检查项", "问题", "网址", "检查日期", "来源", "整改情况", "责任单位"]


def test_results_are_read_with_who_found_them_when_and_where(tmp_path: Path) -> None:
    put(tmp_path, "2026年三季度检查结果.csv", [
        HEAD,
        ["1", "首页不更新", "首页自9月1日起无信息更新", FRONT, "2026-10-12", "国家抽查", "", "区政府办"],
        ["2", "站点无法访问", "一周内无法访问占比8%", "", "2026年10月12日", "国家抽查", "已整改", ""],
    ])  # fmt: skip
    first, second = read(tmp_path).check_results
    assert (first.check, first.item, first.problem) == ("C05", "首页不更新", "首页自9月1日起无信息更新")
    assert (first.url, first.found_on) == (FRONT, date(2026, 10, 12))
    assert (first.source, first.unit, first.corrected) == ("国家抽查", "区政府办", False)
    assert (first.file, first.cells) == ("submitted/临江区/2026年三季度检查结果.csv", "A2:H2")
    assert (second.check, second.url, second.corrected) == ("G12", None, True)


def test_what_a_row_does_not_say_the_title_does(tmp_path: Path) -> None:
    put(tmp_path, "结果.csv", [
        ["省政务公开办2026年第三季度检查问题清单（2026年10月9日）"],
        ["检查指标", "存在问题"],
        ["互动回应差", "3条留言超过三个月未答复（https://www.linjiang.example/ly/1.html）"],
    ])  # fmt: skip
    (one,) = read(tmp_path).check_results
    assert (one.check, one.found_on, one.url) == ("G15", date(2026, 10, 9), "https://www.linjiang.example/ly/1.html")
    assert one.source == "省政务公开办2026年第三季度检查问题清单（2026年10月9日）"


@pytest.mark.parametrize(
    ("item", "problem", "check"),
    [
        ("首页不更新", "", "C05"), ("首页", "首页两周没有更新", "C05"), ("网站标识", "未标注网站标识码", "G10"),
        ("页面标签", "缺少ICP备案号", "G10"), ("站点无法访问", "超过15秒", "G12"),
        ("可用性", "网站多次无法访问", "G12"), ("互动回应差", "", "G15"), ("互动", "留言超过三个月未答复", "G15"),
        ("信息更新", "通知公告栏目长期不更新", None), ("附件", "附件无法打开", None),
        ("互动", "已设置留言入口", None), ("互动", "留言入口不显著", None),
    ],
)  # fmt: skip
def test_a_problem_belongs_to_a_check_by_its_words(tmp_path: Path, item: str, problem: str, check: str | None) -> None:
    put(tmp_path, "结果.csv", [["检查项", "问题", "来源"], [item, problem or item, "国家抽查"]])
    assert [one.check for one in read(tmp_path).check_results] == [check]


def test_problems_of_other_checks_are_named_and_not_used(tmp_path: Path) -> None:
    put(tmp_path, "结果.csv", [["检查项", "问题"], ["信息更新", "通知公告栏目长期不更新"]])
    assert (
        "submitted/临江区/结果.csv 有 1 行（“信息更新”）不属于采用其他检查结果的检查项，未采用。"
        in read(tmp_path).problems
    )


def test_personal_data_in_a_problem_is_masked(tmp_path: Path) -> None:
    put(tmp_path, "结果.csv", [["检查项", "问题"], ["互动回应差", "张三（13812345678）的留言未答复"]])
    (one,) = read(tmp_path).check_results
    assert "13812345678" not in one.problem


@pytest.mark.parametrize(("text", "corrected"), [
    ("已整改", True), ("整改完成", True), ("是", True), ("未整改", False), ("正在整改", False), ("部分完成", False),
    ("否", False), ("", False),
])  # fmt: skip
def test_what_was_put_right(tmp_path: Path, text: str, corrected: bool) -> None:
    put(tmp_path, "结果.csv", [["检查项", "问题", "是否整改"], ["首页不更新", "首页无信息更新", text]])
    assert [one.corrected for one in read(tmp_path).check_results] == [corrected]


ASKED = ["登记编号", "收到日期", "申请人", "申请内容", "答复日期", "是否延期", "第三方意见", "办理结果"]


def test_applications_are_read_without_who_applied_and_what_for(tmp_path: Path) -> None:
    put(tmp_path, "台账.csv", [
        ["临江区依申请公开登记台账"],
        ASKED,
        ["2026-001", "2026-08-03", "张三", "征地补偿", "2026-08-20", "否", "", "予以公开"],
        ["2026-002", "2026.8.4", "李四", "低保名单", "2026年10月9日", "延期20个工作日", "", ""],
        ["2026-003", "2026-08-05", "王五", "预算", "", "", "", "申请人撤回"],
        ["2026-004", "2026-08-06", "赵六", "预算", "八月中旬", "无", "", ""],
    ])  # fmt: skip
    found = read(tmp_path).applications
    assert [(one.number, one.received, one.answered) for one in found] == [
        ("2026-001", date(2026, 8, 3), date(2026, 8, 20)), ("2026-002", date(2026, 8, 4), date(2026, 10, 9)),
        ("2026-003", date(2026, 8, 5), None), ("2026-004", date(2026, 8, 6), None),
    ]  # fmt: skip
    assert [one.countable for one in found] == [True, False, False, True]
    assert [one.told for one in found] == [True, True, False, True]
    assert "张三" not in repr(found)
    assert "征地" not in repr(found)


def test_messages_of_the_public_are_no_applications(tmp_path: Path) -> None:
    put(
        tmp_path,
        "留言.csv",
        [["区长信箱办理台账"], ["编号", "受理日期", "答复日期"], ["1", "2026-08-03", "2026-08-20"]],
    )
    assert read(tmp_path).applications == []


def test_a_register_of_attributes_stays_one(tmp_path: Path) -> None:
    put(tmp_path, "登记.csv", [
        ["文号", "文件标题", "公开属性", "问题"],
        ["临水〔2026〕1号", "关于供水的通知", "主动公开", "无"],
    ])  # fmt: skip
    whole = read(tmp_path)
    assert len(whole.register) == 1
    assert whole.check_results == []
