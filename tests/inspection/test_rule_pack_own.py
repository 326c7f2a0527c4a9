"""An office's own packs: found in its workspace, built on shipped ones, with what it does not want taken out."""

from datetime import date
from pathlib import Path

import pytest

from inspection.errors import UserError
from inspection.rule_pack import PACKS, check_pack, from_json, load_pack, pack_names
from inspection.workspace import open_workspace

TODAY = date(2026, 11, 21)
SOURCE = 'clause = "江政办发〔2026〕1号"\ncertainty = "S"\n'
WARNING = f'\n{SOURCE}n = 8\nunit = "workday"\n'
SETTINGS = """
[office]
name = "江州市政务公开办公室"
region = "江州市"
rule_pack = "mine"

[[district]]
id = "linjiang"
name = "临江区"
class = "区"
portal = [{ url = "https://www.linjiang.example/" }]
"""


def own(folder: Path, text: str, name: str = "mine", extends: str = "wuhu") -> Path:
    path = folder / f"{name}.toml"
    path.write_text(f'title = "江州口径"\nextends = "{extends}"\n{text}', encoding="utf-8")
    return path


def test_the_pack_of_a_workspace_lies_in_its_folder_packs(tmp_path: Path) -> None:
    (tmp_path / "xuncha.toml").write_text(SETTINGS, encoding="utf-8")
    workspace = open_workspace(tmp_path)
    with pytest.raises(UserError, match="检查口径“mine”不存在"):
        load_pack(workspace.office.rule_pack, TODAY, workspace.packs)
    workspace.packs.mkdir()
    own(workspace.packs, f'[thresholds.early_warning]\n{SOURCE}n = 8\nunit = "workday"\n')
    pack = load_pack(workspace.office.rule_pack, TODAY, workspace.packs)
    assert (pack.name, pack.extends) == ("mine", ("wuhu", "anhui", "national"))
    assert pack.thresholds["early_warning"].n == 8
    assert pack.labels == load_pack("wuhu", TODAY).labels
    assert "mine" in pack_names(workspace.packs)
    assert "mine" not in pack_names()


def test_an_own_pack_may_build_on_another_own_pack(tmp_path: Path) -> None:
    own(tmp_path, f'[thresholds.early_warning]\n{SOURCE}n = 8\nunit = "workday"\n', "city", "guangxi")
    own(tmp_path, "", "district", "city")
    pack = load_pack("district", TODAY, tmp_path)
    assert pack.extends == ("city", "guangxi", "national")
    assert pack.thresholds["early_warning"].n == 8
    assert check_pack(tmp_path / "district.toml") == []


def test_an_own_pack_may_not_take_a_shipped_name(tmp_path: Path) -> None:
    own(tmp_path, "", "guangxi", "national")
    with pytest.raises(UserError, match=r"guangxi\.toml 与内置的检查口径“guangxi”同名"):
        load_pack("guangxi", TODAY, tmp_path)


def test_what_is_put_off_is_not_taken_from_what_is_extended(tmp_path: Path) -> None:
    off = 'off = ["validity_duty", "site_documents.progress", "tasks.training"]\n'
    path = own(
        tmp_path, off + f'[tasks.training]\n{SOURCE}name = "培训"\nowner = "各区"\nevery = "year"\ndue = "11-30"\n'
    )
    assert check_pack(path) == []
    pack, wuhu = load_pack("mine", TODAY, tmp_path), load_pack("wuhu", TODAY)
    assert wuhu.validity_duty is not None
    assert pack.validity_duty is None
    assert set(wuhu.site_documents) - set(pack.site_documents) == {"progress"}
    assert pack.tasks["training"].due == "11-30"


@pytest.mark.parametrize("text", ['off = "labels"\n', 'off = ["lables"]\n', 'off = ["labels.public"]\n', "off = [3]\n"])
def test_what_is_put_off_must_be_known(tmp_path: Path, text: str) -> None:
    faults = check_pack(own(tmp_path, text))
    assert len(faults) == 1
    assert faults[0].startswith("第 3 行：")
    assert "off" in faults[0]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('off = ["tasks.trainin"]', "off 中的“tasks.trainin”在所沿用的口径里没有，是不是“tasks.training”？"),
        ('off = ["tasks.nothing_like_it"]', "off 中的“tasks.nothing_like_it”在所沿用的口径里没有，请核对或删去"),
        ("[thresholds.early_waring]" + WARNING, "没有检查项用到“early_waring”，是不是“early_warning”？"),
        ("[treshold.early_warning]" + WARNING, "不认识“treshold”，是不是“thresholds”？"),
    ],
)
def test_a_name_that_nothing_answers_to_is_told(tmp_path: Path, text: str, fault: str) -> None:
    assert check_pack(own(tmp_path, f"{text}\n")) == [f"第 3 行：{fault}"]


def test_what_shipped_packs_leave_to_offices_may_be_settled(tmp_path: Path) -> None:
    assert check_pack(own(tmp_path, f'[thresholds.response_column]\n{SOURCE}n = 30\nunit = "day"\n')) == []


def test_the_faults_of_a_pack_come_in_the_order_of_its_lines(tmp_path: Path) -> None:
    text = f'off = ["tasks.nothing"]\n[thresholds.early_warning]\n{SOURCE}n = "八"\nunit = "workday"\n'
    faults = check_pack(own(tmp_path, text))
    assert [one.split()[1] for one in faults] == ["3", "7"]


def test_a_head_of_a_wrong_type_is_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('title = 5\nextends = ["wuhu"]\n', encoding="utf-8")
    title, extends = check_pack(path)
    assert title == "第 1 行：“title”应是加引号的文字，现在是“5”"
    assert extends.startswith("第 2 行：“extends”应是加引号的一个口径名称")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[a.b]\nn = 1\n[a.b]\nn = 2\n", "第 5 行.*有重复的节"),
        ("n = 1\nn = 2\n", "第 4 行.*有重复的键"),
        ('n = "一\nm = 2\n', "第 3 行.*缺少右引号"),
    ],
)
def test_what_is_no_toml_says_why(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(UserError, match=why):
        check_pack(own(tmp_path, text))


def test_a_frozen_pack_of_another_version_is_one_sentence() -> None:
    with pytest.raises(UserError, match="另一版本的程序写的"):
        from_json('{"name": "mine"}')


def test_what_all_need_cannot_be_put_off(tmp_path: Path) -> None:
    own(tmp_path, 'off = ["deadlines.ordinary"]\n')
    with pytest.raises(UserError, match=r"没有可用的 deadlines\.ordinary"):
        load_pack("mine", TODAY, tmp_path)


def test_of_a_group_what_is_nearest_is_tried_first(tmp_path: Path) -> None:
    limit = f'[special_limits.penalty]\n{SOURCE}name = "行政处罚"\nn = 3\nunit = "workday"\nanchor = "decided"\n'
    own(tmp_path, limit + 'words = ["处罚决定"]\n', extends="national")
    found = load_pack("mine", TODAY, tmp_path).special_limit(None, "处罚决定书")
    assert found is not None
    assert found.n == 3


def test_a_value_may_end_before_that_of_the_province_does(tmp_path: Path) -> None:
    value = f'[thresholds.early_warning]\n{SOURCE}n = 9\nunit = "workday"\nvalid_to = 2026-06-30\n'
    own(tmp_path, value)
    held = [load_pack("mine", day, tmp_path).thresholds["early_warning"].n for day in (date(2026, 6, 30), TODAY)]
    assert held == [9, 5]


def test_weights_that_do_not_make_a_whole_are_refused(tmp_path: Path) -> None:
    own(tmp_path, f'[score_weights.own]\n{SOURCE}percent = 50\nclasses = ["本级"]\n')
    with pytest.raises(UserError, match=r"合计 90%，应为 100%"):
        load_pack("mine", TODAY, tmp_path)


def test_a_veto_line_names_known_column_clocks(tmp_path: Path) -> None:
    own(tmp_path, f'[veto_lines.x]\n{SOURCE}name = "甲"\nrules = ["C03"]\ncount = 5\nlevels = 2\nclocks = ["nwes"]\n')
    with pytest.raises(UserError, match=r"veto_lines\.x 的 clocks 提到的 nwes"):
        load_pack("mine", TODAY, tmp_path)


DOCUMENT = f'[site_documents.x]\n{SOURCE}rule = "H02"\nname = "甲"\nwords = [["甲"]]\n'
TASK = f'[tasks.x]\n{SOURCE}name = "甲"\nowner = "乙"\n'
CODE = "第 10 行：“rules”应是检查项代码，如 E04，现在是“f07”"
PARTS = f'[part_lists.x]\n{SOURCE}name = "甲"\nleast = 1\n[part_lists.x.parts]\n'


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (DOCUMENT + 'yearly_by = "13-01"', "第 9 行：“yearly_by”应写成 03-31 这样每年都有的月日，现在是“13-01”"),
        (DOCUMENT + 'yearly_by = "02-29"', "第 9 行：“yearly_by”应写成 03-31 这样每年都有的月日，现在是“02-29”"),
        (DOCUMENT + 'yearly_by = "3-31"', "第 9 行：“yearly_by”应写成 03-31 这样每年都有的月日，现在是“3-31”"),
        (DOCUMENT + 'yearly_by = "04-00"', "第 9 行：“yearly_by”应写成 03-31 这样每年都有的月日，现在是“04-00”"),
        (DOCUMENT + 'who = "镇街"', "第 9 行：“who”只能是 district、departments、towns、city，现在是“镇街”"),
        (DOCUMENT + "months = -1", "第 9 行：“months”不能小于 0，现在是“-1”"),
        (DOCUMENT + 'never = ["甲", ""]', "第 9 行：“never”中有空的词或空的列表，请补上或删去"),
        (DOCUMENT.replace('[["甲"]]', "[[]]"), "第 8 行：“words”中有空的词或空的列表，请补上或删去"),
        (DOCUMENT.replace('[["甲"]]', '[["甲"], [" "]]'), "第 8 行：“words”中有空的词或空的列表，请补上或删去"),
        (DOCUMENT.replace("H02", "H2"), "第 6 行：“rule”应是检查项代码，如 E04，现在是“H2”"),
        (TASK + 'every = "year"\ndue = "05"', "第 9 行：“due”应写成 03-31 这样每年都有的月日，现在是“05”"),
        (TASK + 'every = "month"\ndue = "03-31"', "第 9 行：“due”应写成 05 这样的日（31 为月末），现在是“03-31”"),
        (TASK + 'every = "quarter"\ndue = "32"', "第 9 行：“due”应写成 05 这样的日（31 为月末），现在是“32”"),
        (TASK + 'every = "year"\ndue = "05-01"\nowners = "丙"', "第 10 行：不认识“owners”，是不是“owner”？"),
        (TASK + 'every = "year"\ndue = "05-01"\nrules = ["F07", "F", "f07"]', CODE),
        (PARTS.replace("= 1", "= 3") + '"一" = ["甲"]', "第 7 行：“least”是 3，而 parts 只有 1 项"),
        (PARTS + '"一" = [""]', "第 8 行：“parts”中有空的词或空的列表，请补上或删去"),
        (
            f'[calendar]\n{SOURCE}region = "guangxi"',
            "第 6 行：没有“guangxi”的放假资料（可用：guangxi_sanyuesan）",
        ),
        (PARTS + '"一" = "甲"', "第 9 行：“一”应是 [ ] 括起的列表，现在是“甲”"),
        (
            f'[note_scores.x]\n{SOURCE}percent = 101',
            "第 6 行：“percent”是百分比，不能大于 100，现在是“101”",
        ),
        (
            f"[deductions.x]\n{SOURCE}points = 3\ncap = 2",
            "第 7 行：“cap”（2）小于一处所扣的“points”（3）",
        ),
        (f'[first_round]\n{SOURCE}cap = 0\nmerge_from = 3', "第 6 行：“cap”应大于 0，现在是“0”"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_told_with_its_line(tmp_path: Path, text: str, fault: str) -> None:
    assert check_pack(own(tmp_path, text + "\n")) == [fault]


@pytest.mark.parametrize(
    "text",
    [
        DOCUMENT + "months = 0\n",
        DOCUMENT + 'yearly_by = "02-28"\n',
        TASK + 'every = "month"\ndue = "31"\n',
        TASK + 'every = "two_years"\ndue = "12-31"\n',
        f'[set_columns.x]\n{SOURCE}rule = "B01"\nnames = ["甲"]\nclicks = 0\n',
        f'[interpretation]\n{SOURCE}titles = ["办法"]\nwithin_workdays = 0\n',
        f'[thresholds.x]\n{SOURCE}n = 0\nunit = "day"\n',
        f"[note_scores.ordinary]\n{SOURCE}percent = 0\n",
    ],
)
def test_nothing_is_a_number_where_it_says_something(tmp_path: Path, text: str) -> None:
    assert check_pack(own(tmp_path, text)) == []
    load_pack("mine", TODAY, tmp_path)


def test_the_shipped_packs_lie_together() -> None:
    assert pack_names() == sorted(path.stem for path in PACKS.glob("*.toml"))
