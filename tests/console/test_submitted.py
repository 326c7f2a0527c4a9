"""What districts hand in is read in a round, and the round asks the portal for it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from console.cli import run
from tests.console.gkmlpt_city import AS_OF, City, workspace
from tests.crawler.portal_server import serve

REGISTER = (
    ("序号", "发文字号", "文件标题", "成文日期", "公开属性", "不予公开理由", "依据"),
    ("1", "望民〔2026〕3号", "望湖区民政局关于开展居家服务的通知", "2026年6月8日", "主动公开", "", ""),
    ("2", "望民〔2026〕4号", "望湖区养老机构备案办事流程", "2026.8.3", "主动公开", "", ""),
    ("3", "望民〔2026〕5号", "关于某案件处理情况的报告", "二〇二六年九月一日", "不予公开", "", ""),
)
LAPSED = (
    ("望湖区宣布失效的文件清单（2026年7月1日）",),
    ("序号", "文件名称", "清理结果"),
    ("1", "望湖区“养老服务”实施办法", "宣布失效"),
    ("2", "望湖区养老机构备案申请材料", "继续有效"),
)
CONVERTED = (
    ("文号", "文件名称", "原属性", "调整后属性", "调整日期"),
    ("望民〔2021〕9号", "望湖区高龄津贴发放实施细则", "依申请公开", "主动公开", "2026-07-10"),
)
RESULTS = (
    ("2026年第三季度抽查结果",),
    ("检查项", "问题", "检查日期", "来源"),
    ("站点无法访问", "一周内无法访问占比8%", "2026-10-12", "国家抽查"),
    ("信息更新", "通知公告栏目长期不更新", "2026-10-12", "国家抽查"),
)
APPLICATIONS = (
    ("望湖区依申请公开登记台账",),
    ("登记编号", "收到日期", "申请人", "答复日期"),
    ("2026-031", "2026-07-01", "张三", "2026-09-30"),
)
VILLAGES = (("镇街", "类别", "公开事项"), ("望湖街道", "村级财务", "收支明细"))


@pytest.fixture(scope="module")
def inspected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with serve() as server:
        folder = workspace(tmp_path_factory.mktemp("submitted") / "江州", City(server).url)
        settings = (folder / "xuncha.toml").read_text(encoding="utf-8")
        (folder / "xuncha.toml").write_text(settings.replace('"national"', '"guangxi"'), encoding="utf-8")
        _hand_in(folder / "submitted" / "望湖区")
        assert run(["inspect", str(folder), "--as-of", AS_OF]) == 0
        yield folder


def _hand_in(folder: Path) -> None:
    folder.mkdir()
    for name, rows in {
        "登记": REGISTER,
        "失效": LAPSED,
        "调整": CONVERTED,
        "村务": VILLAGES,
        "抽查": RESULTS,
        "台账": APPLICATIONS,
    }.items():
        with xlsxwriter.Workbook(folder / f"{name}.xlsx") as book:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    (folder / "政务公开专区现场照片.jpg").write_bytes(b"\xff\xd8\xff\xe0")


def findings(folder: Path) -> dict[str, list[dict[str, Any]]]:
    out = folder / "findings.jsonl"
    assert run(["export", str(folder), "findings", "--format", "jsonl", "--out", str(out)]) == 0
    found: dict[str, list[dict[str, Any]]] = {}
    for line in out.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found.setdefault(row["rule"], []).append(row)
    return found


def test_registers_and_lists_are_held_against_the_portal(inspected: Path) -> None:
    found = findings(inspected)
    assert [row["title"] for row in found["D04"]] == ["望湖区民政局关于开展居家服务的通知"]
    assert {proof["listing"] for proof in found["D04"][0]["evidence"]}
    assert [row["title"] for row in found["E03"]] == ["望湖区“养老服务”实施办法"]
    assert [row["title"] for row in found["E08"]] == ["望湖区高龄津贴发放实施细则"]
    assert [row["title"] for row in found["K08"]] == [None]
    assert "望湖街道" in found["K08"][0]["message"]
    assert {row["state"] for rule in ("D04", "D05", "E03", "E08", "K08") for row in found[rule]} == {"suspected"}


def test_what_others_found_is_taken_over_with_its_source(inspected: Path) -> None:
    found = findings(inspected)
    assert [(row["message"], row["state"], row["mode"]) for row in found["G12"]] == [
        ("国家抽查2026年10月12日检查发现：一周内无法访问占比8%（按19号文口径提示，待人工核定）", "suspected", "C")
    ]
    assert [row["message"] for row in found["G09"]] == [
        "登记台账中2026-031号申请2026年7月1日收到，2026年9月30日答复，超过20个工作日"
    ]
    told = (inspected / "findings.jsonl").read_text(encoding="utf-8")
    assert "张三" not in told
    assert "通知公告栏目长期不更新" not in told


def test_title_of_a_document_that_is_not_public_leaves_in_no_row(inspected: Path) -> None:
    reasons = findings(inspected)["D05"]
    assert [(row["title"], row["message"]) for row in reasons] == [
        (None, "公文公开属性登记表中望民〔2026〕5号未填写不予公开的理由")
    ]
    assert "某案件" not in (inspected / "findings.jsonl").read_text(encoding="utf-8")
    assert reasons[0]["evidence"][0]["url"] == "submitted/望湖区/登记.xlsx"


def test_judged_again_offline_without_the_files_it_says_the_same(inspected: Path) -> None:
    before = findings(inspected)
    folder = inspected / "submitted" / "望湖区"
    folder.rename(folder.with_name("移走"))
    try:
        assert run(["inspect", str(inspected), "--offline"]) == 0
        assert findings(inspected) == before
    finally:
        folder.with_name("移走").rename(folder)
