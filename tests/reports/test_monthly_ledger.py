"""The monthly work ledger, read back as an office would open it."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.monthly_ledger import (
    TITLE,
    DistrictMonth,
    MonthlyLedger,
    NoticeSent,
    OwnWords,
    RoundDone,
    done_lines,
    ledger_file,
    plan_lines,
)

NOVEMBER = date(2026, 11, 1)
BUSY = DistrictMonth(
    name="临江区",
    rounds=(RoundDone("2026年10月巡查", date(2026, 10, 16), 26, 812, 300, 4100, 41),),
    new=30,
    confirmed=12,
    rejected=3,
    closed=5,
    notices=(NoticeSent("江政务公开办〔2026〕4号", date(2026, 10, 20), 12),),
    dues=((date(2026, 11, 6), 4),),
    rechecks=((date(2026, 11, 9), 4),),
    overdue=2,
    waiting=7,
    unsent=1,
    round_due=True,
    contact="王五",
    phone="0771-1234567",
    own=(
        OwnWords("临江区人民政府", "完成目录修订，联系人手机13812345678", "开展自查"),
        OwnWords("望湖镇", "报送清单", None, "赵六", "0771-7654321"),
    ),
)
IDLE = DistrictMonth(name="望湖区", remarks=("submitted/望湖区/台账.xlsx 的工作台账没有写明月份或填报日期，未并入。",))
LEDGER = MonthlyLedger(
    "江州市政务公开办公室", NOVEMBER, date(2026, 11, 5), (BUSY, IDLE), contact="张三", phone="0771-1111111"
)


@pytest.fixture(name="sheet")
def first_sheet() -> Worksheet:
    sheet = load_workbook(io.BytesIO(ledger_file(LEDGER))).worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def _rows(sheet: Worksheet) -> list[list[str]]:
    return [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]


def test_it_is_the_form_as_it_is_prescribed(sheet: Worksheet) -> None:
    rows = _rows(sheet)
    assert rows[0][0] == TITLE
    assert rows[1][0] == "填报单位（市级政务公开主管部门）：江州市政务公开办公室"
    assert rows[2][0] == "填报日期：2026年11月5日"
    assert rows[3] == ["基层单位", "工作进度", "", "联系人", "联系方式"]
    assert rows[4] == ["", "上月完成工作事项", "本月工作计划", "", ""]
    assert [row[0] for row in rows[5:]] == [
        "临江区", "望湖镇", "望湖区", "填报人及联系方式：", "市级政务公开主管部门联系人及联系方式：张三 0771-1111111",
    ]  # fmt: skip
    assert sheet.page_setup.orientation == "landscape"
    assert str(sheet.page_setup.paperSize) == "9"


def test_a_row_says_what_was_done_and_what_is_planned() -> None:
    assert done_lines(BUSY) == [
        "开展2026年10月巡查（2026年10月16日）：对照标准目录26个领域、812个事项，采集栏目300个、页面4100个，"
        "发现问题（含待核实）41个。",
        "首次发现的问题（含待核实）30个。",
        "核查问题：核实属实12个、不予认定3个。",
        "2026年10月20日下发整改通知（江政务公开办〔2026〕4号），涉及问题12个。",
        "复查通过、销号问题5个。",
    ]
    assert plan_lines(BUSY, NOVEMBER) == [
        "开展2026年11月网上巡查。",
        "核实待核实问题7个。",
        "下发已属实而未通知的问题1个。",
        "2026年11月6日前督促完成整改问题4个。",
        "催办逾期未整改问题2个。",
        "2026年11月9日复查到期问题4个。",
    ]


def test_own_words_of_districts_stand_beside_ours_and_are_masked(sheet: Worksheet) -> None:
    district, town = _rows(sheet)[5:7]
    assert district[1].startswith("1. 开展2026年10月巡查")
    assert district[1].endswith("区报送：完成目录修订，联系人手机138****5678")
    assert district[2].endswith("区报送：开展自查")
    assert district[3:] == ["王五", "0771-1234567"]
    assert town == ["望湖镇", "报送清单", "", "赵六", "0771-7654321"]


def test_what_is_not_known_stays_blank_and_is_said(sheet: Worksheet) -> None:
    assert _rows(sheet)[7] == ["望湖区", "", "", "", ""]
    notes = _rows(load_workbook(io.BytesIO(ledger_file(LEDGER)))["填报说明"])
    said = [note for name, note in notes if name == "望湖区"]
    assert len(said) == 4
    assert any("上月没有巡查" in note for note in said)
    assert any("联系人留空" in note for note in said)


def test_the_same_input_gives_the_same_bytes() -> None:
    assert ledger_file(LEDGER) == ledger_file(LEDGER)
