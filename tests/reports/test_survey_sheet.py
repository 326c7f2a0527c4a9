"""The sheet of a check-up: what it says, and that nothing in it is run, leaked or different the second time."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from inspection.errors import UserError
from inspection.types.office import Office
from inspection.types.portal import Column, Listing
from inspection.types.survey import (
    Agreement,
    AskedHost,
    DistrictSurvey,
    LinkedHost,
    PortalSurvey,
    ShownDate,
    SurveyedColumn,
)
from reports.survey_sheet import family_words, list_words, write

URL = "https://www.linjiang.example/zwgk/"
OFFICE = Office("江州市政务公开办公室", "江州市")


def _column(number: int, state: str | None, reason: str | None = None) -> SurveyedColumn:
    column = Column(
        f"c{number}", URL, "trs", f"{URL}{number}/", ("政务公开", "=联系13800138000"), None, number, True, "list", 9
    )
    listing = Listing(f"c{number}", f"c{number}", column.url, state, reason, 9, 7, date(2026, 5, 8)) if state else None  # type: ignore[arg-type]  # one of its states
    return SurveyedColumn(column, listing)


PORTAL = PortalSurvey(
    URL,
    (("trs", 2), ("gkmlpt", 1)),
    (_column(1, "complete"), _column(2, "cut_short", "第 2 页未能读取"), _column(3, "script_only"), _column(4, None)),
    None,
)
SHOWN = ShownDate(
    "linjiang.example", "发文日期", 12, Agreement(5, 12), Agreement(0, 0), Agreement(5, 12), Agreement(3, 4),
    "视其他日期而定", False, "不能断定", f"{URL}1.html",
)  # fmt: skip
SURVEY = DistrictSurvey(
    name="临江区",
    portals=(PORTAL,),
    dates=(SHOWN, replace(SHOWN, label="时间", settled=True, doubt=None, reading="不采用")),
    linked=(LinkedHost("mp.example", 1, 20, False, "https://mp.example/s/1"),),
    hosts=(AskedHost("linjiang.example", "没有，不限制采集", 90, None, None, 0, 2, 1),),
    pages=12,
    read=11,
    undated=1,
    newest=date(2026, 5, 8),
    collected=("2026-11-20T12:00:00+08:00", "2026-11-20T12:40:00+08:00"),
    browser="没有找到浏览器",
    missing=("有 1 个页面未能采集。",),
)


def test_every_sheet_says_what_was_found(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write(SURVEY, OFFICE, tmp_path / "survey" / "linjiang.xlsx"))
    told = {sheet.title: list(sheet.iter_rows(min_row=4, values_only=True)) for sheet in book}
    summary = {row[1]: row[2] for row in told["概况"]}
    assert summary["平台类型"] == "trs（2 个栏目）、gkmlpt（1 个栏目）"
    assert summary["列表"] == "1/3 个列表读到末尾，未读完 1 个，只由脚本生成 1 个"
    assert summary["结论"] == "可以开展巡查"
    assert summary["待确定的日期"].startswith("1 处")
    assert summary["未采集到"] == "有 1 个页面未能采集。"
    assert told["栏目"][1][5:] == ("列表未读完", 7, 9, "2026-05-08", "第 2 页未能读取")
    assert told["栏目"][3][5] is None
    assert told["日期"][0][1:10] == ("发文日期", 12, "5/12", None, "5/12", "3/4", "视其他日期而定", "程序", "不能断定")
    assert told["日期"][1][8] == "人工"
    assert told["外部网站"] == [("mp.example", 1, 20, "否", "https://mp.example/s/1")]
    assert told["采集情况"][0][:4] == ("linjiang.example", "没有，不限制采集", 90, None)


def test_nothing_in_it_is_run_and_nobody_is_named(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write(SURVEY, OFFICE, tmp_path / "linjiang.xlsx"))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any("13800138000" in str(cell.value) for cell in cells)


def test_the_same_check_up_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = (write(SURVEY, OFFICE, tmp_path / name).read_bytes() for name in ("a.xlsx", "b.xlsx"))
    assert one == other


def test_a_portal_that_said_nothing(tmp_path: Path) -> None:
    portal = PortalSurvey(URL, (), (), "拒绝连接")
    assert family_words(portal) == "没有识别出"
    assert list_words(portal) == "0/0 个列表读到末尾"
    empty = replace(SURVEY, portals=(portal,), dates=(), linked=(), hosts=(), newest=None, collected=None)
    book = openpyxl.load_workbook(write(empty, OFFICE, tmp_path / "linjiang.xlsx"))
    assert "未能检查清楚：拒绝连接" in [row[2] for row in book["概况"].iter_rows(values_only=True)]


def test_an_open_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "linjiang.xlsx").mkdir()
    with pytest.raises(UserError, match="写不进去"):
        write(SURVEY, OFFICE, tmp_path / "linjiang.xlsx")
