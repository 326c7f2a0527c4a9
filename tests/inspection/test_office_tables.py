from datetime import date
from pathlib import Path

import pytest

from inspection.errors import UserError
from inspection.office_tables import (
    read_column_notes,
    read_departments,
    read_lexicon,
    read_renames,
    read_units,
    read_waivers,
)
from inspection.types.office import District
from inspection.types.page_facts import LexiconWord
from inspection.types.renames import RenameNote

DISTRICTS = (District("linjiang", "临江区", "区"), District("wanghu", "望湖区", "区"))


def _file(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "table.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_absent_files_give_nothing(tmp_path: Path) -> None:
    assert read_units(tmp_path / "units.csv", DISTRICTS) == []


def test_chinese_heads_and_gb18030(tmp_path: Path) -> None:
    path = _file(tmp_path, "区,单位名称,简称,类别\n临江区,临江区民政局,区民政局,区属\n", "gb18030")
    (unit,) = read_units(path, DISTRICTS)
    assert (unit.district, unit.name, unit.short, unit.kind) == ("linjiang", "临江区民政局", "区民政局", "区属")


def test_english_heads_paths_and_periods(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        "district,column,unit,period,limit_days,domain,level1,level2\n"
        "wanghu,首页 > 政务公开 > 通知公告,,每月,,,,\nwanghu,首页>民生,,,30,社会救助,,\n\n",
    )
    first, second = read_column_notes(path, DISTRICTS)
    assert first.column == ("首页", "政务公开", "通知公告")
    assert first.period == "month"
    assert (second.limit_days, second.domain) == (30, "社会救助")


def test_waivers_need_an_end(tmp_path: Path) -> None:
    path = _file(tmp_path, "区,理由,截止日期\n临江区,机构改革,2026/12/31\n临江区,无业务,\n临海区,x,2026-1-1\n")
    with pytest.raises(UserError) as raised:
        read_waivers(path, DISTRICTS)
    assert "第 3 行" in str(raised.value)
    assert "第 4 行：没有“临海区”这个区，是不是“临江区”" in str(raised.value)
    good = _file(tmp_path, "区,理由,截止日期\n临江区,机构改革,2026/12/31\n")
    assert read_waivers(good, DISTRICTS)[0].until == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("区,名字\n临江区,x\n", "缺少表头“名称”"),
        ("区,单位名称,备住\n临江区,x,y\n", "不认识的表头“备住”"),
        ("区,单位名称,类别\n临江区,x,别的\n", "“类别”应为"),
        ("区,单位名称,起始日期\n临江区,x,去年\n", "“起始日期”应写成"),
    ],
)
def test_bad_rows_are_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UserError) as raised:
        read_units(_file(tmp_path, text), DISTRICTS)
    assert said in str(raised.value)


def test_departments_are_several_and_say_their_source(tmp_path: Path) -> None:
    path = _file(tmp_path, "领域,部门,依据\n环境保护,市生态环境局；市城管局,江政办发〔2024〕5号\n就业,市人社局,\n")
    first, second = read_departments(path, "江州市")
    assert (first.domain, first.bodies, first.clause) == (
        "环境保护", ("市生态环境局", "市城管局"), "江政办发〔2024〕5号"
    )  # fmt: skip
    assert (second.city, second.clause, second.since) == ("江州市", "table.csv", None)


HEADS = "区,领域,原一级事项,原二级事项,现一级事项,现二级事项"


def test_renames_confirm_or_deny(tmp_path: Path) -> None:
    path = _file(tmp_path, f"{HEADS}\n临江区,统计,统计信息,数据,统计信息,数据发布\n临江区,统计,制度,,,\n", "gb18030")
    assert read_renames(path, DISTRICTS) == [
        RenameNote("linjiang", ("统计", "统计信息", "数据"), ("统计", "统计信息", "数据发布")),
        RenameNote("linjiang", ("统计", "制度", ""), None),
    ]


@pytest.mark.parametrize(("row", "said"), [("临江区,统计,,,甲,乙", "不能都空"), ("临江区,,甲,,,", "“领域”不能空")])
def test_renames_need_what_they_need(tmp_path: Path, row: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        read_renames(_file(tmp_path, f"{HEADS}\n{row}\n"), DISTRICTS)


def test_lexicon(tmp_path: Path) -> None:
    assert read_lexicon(tmp_path / "lexicon.csv") == []
    path = _file(tmp_path, "错误表述,正确表述,严重,备注\n按步就班,按部就班,,\n某地区,某地方,是,见用语规范\n", "gb18030")
    assert read_lexicon(path) == [
        LexiconWord("按步就班", "按部就班", False), LexiconWord("某地区", "某地方", True, "见用语规范"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("按步就班,,,", "“正确表述”不能空"),
        ("的,地,,", "至少要有 2 个字"),
        ("按部就班,按部就班,,", "相同"),
        ("甲乙,丙丁,可能,", "“严重”应为"),
        ("再接再励,再接再厉,,\n再接再励,再接再厉,,", "第 3 行：“再接再励”前面已有一行"),
    ],
)
def test_bad_rows_of_the_lexicon(tmp_path: Path, row: str, said: str) -> None:
    with pytest.raises(UserError) as raised:
        read_lexicon(_file(tmp_path, f"错误表述,正确表述,严重,备注\n{row}\n"))
    assert said in str(raised.value)
