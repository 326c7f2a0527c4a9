"""What of a portal is taken for a standard directory, where only the platform for disclosure by law was crawled."""

from dataclasses import replace

import pytest

from audits.published_directories import is_directory, outside_reach
from tests.audits.case_file import read_case

COLUMNS = {"columns": [{"path": "政府信息公开 > 法定主动公开内容"}, {"path": "政府信息公开 > 政府信息公开指南"}]}


@pytest.mark.parametrize(
    "title",
    [
        "临江区基层政务公开标准目录", "关于公布临江区基层政务公开标准目录的通告", "26个试点领域目录",
        "政务公开事项清单",
        "义务教育领域政务公开标准目录.pdf", "双槐镇政务公开标准目录", "临江区基层政务公开标准化规范化目录",
    ],
)  # fmt: skip
def test_standard_directories(title: str) -> None:
    assert is_directory(title)


@pytest.mark.parametrize(
    "title",
    [
        "临江区政府信息公开目录", "重点领域信息公开目录", "临江区救灾领域政府信息公开目录", "行政许可事项标准目录",
        "公共服务事项标准目录", "临江区村（居）务公开标准目录", "基层政务公开标准目录编制工作推进会",
        "临江区基层政务公开标准目录（征求意见稿）", "救灾领域基层政务公开标准指引",
        "临江区基层政务公开标准目录编制完成",
    ],
)  # fmt: skip
def test_other_lists_and_talk(title: str) -> None:
    assert not is_directory(title)


def test_special_topics_do_not_stand_on_the_platform() -> None:
    case = read_case(COLUMNS)
    assert outside_reach(case) is None
    first, second = (replace(column, family="gkmlpt") for column in case.columns)
    assert "专题专栏" in str(outside_reach(replace(case, columns=(first, second))))
    assert outside_reach(replace(case, columns=(first, case.columns[1]))) is None
