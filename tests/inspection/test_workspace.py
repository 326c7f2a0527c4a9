from dataclasses import replace
from pathlib import Path

import pytest

from inspection.errors import UserError
from inspection.workspace import open_workspace

GOOD = """
[office]
name = "江州市政务公开办公室"
region = "江州市"
rule_pack = "guangxi"
review_all = false

[crawl]
delay = 1
retry_wait = [0, 0.5]

[[district]]
id = "linjiang"
name = "临江区"
class = "区"
directories = ["directories/临江区/*"]
[[district.portal]]
url = "http://127.0.0.1:8001/gkmlpt/index"
allow_private = true

[[district]]
id = "wanghu"
name = "望湖区"
class = "区"
"""


def _workspace(tmp_path: Path, text: str) -> Path:
    (tmp_path / "xuncha.toml").write_text(text, encoding="utf-8")
    return tmp_path


def _errors(tmp_path: Path, text: str) -> str:
    with pytest.raises(UserError) as raised:
        open_workspace(_workspace(tmp_path, text))
    return str(raised.value)


def test_a_good_file_is_typed(tmp_path: Path) -> None:
    workspace = open_workspace(_workspace(tmp_path, GOOD))
    assert workspace.office.rule_pack == "guangxi"
    assert workspace.office.review_all is False
    assert workspace.crawl.retry_wait == [0, 0.5]
    assert [district.id for district in workspace.districts] == ["linjiang", "wanghu"]
    assert workspace.districts[0].kind == "区"
    assert workspace.districts[0].portals[0].allow_private
    assert workspace.store_path("2026-11", "wanghu") == tmp_path / "rounds" / "2026-11" / "wanghu" / "round.db"


def test_all_errors_come_at_once_with_line_and_nearest_key(tmp_path: Path) -> None:
    broken = (
        GOOD.replace("rule_pack", "rule_pak")
        .replace("review_all = false", 'review_all = "no"')
        .replace("delay = 1", "delay = -1")
        .replace("allow_private", "allow_privat")
        .replace('id = "wanghu"', 'id = "望湖"')
        .replace('name = "望湖区"\n', "")
    )
    message = _errors(tmp_path, broken)
    assert "6 处错误" in message
    assert "第 5 行：不认识“rule_pak”，是不是“rule_pack”？" in message
    assert "第 6 行：“review_all”应是 true 或 false" in message
    assert "第 9 行：“delay”不能小于 0" in message
    assert "第 19 行：不认识“allow_privat”，是不是“allow_private”？" in message
    assert "第 21 行：缺少“name”" in message
    assert "第 22 行：id“望湖”" in message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "缺少 [office] 一节"),
        ("a = ", "格式有误"),
        (GOOD.replace('"wanghu"', '"linjiang"'), "与第 1 个区重复"),
        (GOOD.replace("http://127.0.0.1:8001", "www.linjiang.example"), "不是网址"),
        (GOOD + "\n[[distrct]]\nid = 'x'\n", "是不是“district”"),
        (GOOD.replace("delay = 1", 'window = "22-6"'), "22:00-06:00"),
    ],
)
def test_each_mistake_is_said(tmp_path: Path, text: str, said: str) -> None:
    assert said in _errors(tmp_path, text)


def test_no_workspace_names_the_cure(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="xuncha init"):
        open_workspace(tmp_path)


def test_an_unknown_district_names_the_nearest(tmp_path: Path) -> None:
    workspace = open_workspace(_workspace(tmp_path, GOOD))
    assert [d.id for d in workspace.chosen([])] == ["linjiang", "wanghu"]
    with pytest.raises(UserError, match="没有叫“wangu”的区，是不是“wanghu”，现有 临江区（linjiang）、望湖区（wanghu）"):
        workspace.chosen(["wangu"])


def test_a_district_goes_by_its_id_or_its_name(tmp_path: Path) -> None:
    workspace = open_workspace(_workspace(tmp_path, GOOD))
    assert [d.id for d in workspace.chosen(["望湖区", " linjiang ", "wanghu"])] == ["wanghu", "linjiang"]
    twice = replace(workspace, districts=tuple(replace(one, name="新区") for one in workspace.districts))
    assert twice.district("wanghu").id == "wanghu"
    with pytest.raises(UserError, match="有 2 个区都叫“新区”，请在 --district 后改写 id（linjiang、wanghu）"):
        twice.district("新区")


@pytest.mark.parametrize("name", ["../x", "a/b", "", ".."])
def test_a_round_cannot_leave_its_folder(tmp_path: Path, name: str) -> None:
    workspace = open_workspace(_workspace(tmp_path, GOOD))
    with pytest.raises(UserError, match="批次名称"):
        workspace.round_folder(name)


@pytest.mark.parametrize(
    ("name", "taken"), [("2026-12", True), ("2026-13", False), ("2026-00", False), ("2026-1301", True)]
)
def test_a_round_is_not_named_after_a_month_that_is_none(tmp_path: Path, name: str, taken: bool) -> None:
    workspace = open_workspace(_workspace(tmp_path, GOOD))
    if taken:
        assert workspace.round_folder(name).name == name
    else:
        with pytest.raises(UserError, match="不是月份"):
            workspace.round_folder(name)
