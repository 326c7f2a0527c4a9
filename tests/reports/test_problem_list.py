"""The problem list, read back as an office would open it."""

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from inspection.china_time import CHINA
from inspection.reply_forms import REASONS, RESULTS, office_mark, read_code, text_mark
from inspection.types.office import ReportSettings
from inspection.types.paperwork import IssuedNotice, Outcome
from reports.problem_rows import place_words
from reports.snapshot_links import FOLDER
from reports.writers.problem_list import PROBLEM_COLUMNS, write
from tests.reports.small_round import small_round

RULE_CODE = re.compile(r"(?<![A-Za-z0-9])[A-M]\d\d(?![A-Za-z0-9])")
Rows = list[dict[str, object]]


LIST, INNER = "临江区问题清单.xlsx", "临江区待核实事项（内部）.xlsx"


@pytest.fixture(name="books", scope="module")
def written_books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Workbook]:
    paths = write(small_round(), tmp_path_factory.mktemp("reports"))
    return {path.name: load_workbook(path) for path in paths}


def _rows(book: Workbook, sheet: str) -> Rows:
    head, *rows = list(book[sheet].iter_rows(min_row=3, values_only=True))
    return [dict(zip([str(name) for name in head], row, strict=True)) for row in rows]


def _cells(book: Workbook) -> list[object]:
    return [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]


def test_every_district_gets_one(books: dict[str, Workbook]) -> None:
    assert list(books) == [LIST, INNER, "望湖区问题清单.xlsx", "望湖区待核实事项（内部）.xlsx"]
    assert books["临江区问题清单.xlsx"].sheetnames == [
        "问题清单", "填写说明", "公开情况", "采集说明",
    ]  # fmt: skip
    assert books[INNER].sheetnames == ["待核实"]


def test_confirmed_and_waiting_are_apart(books: dict[str, Workbook]) -> None:
    book = books["临江区问题清单.xlsx"]
    confirmed, waiting = _rows(book, "问题清单"), _rows(books[INNER], "待核实")
    assert [row["问题编号"][0:2] for row in confirmed if isinstance(row["问题编号"], str)] == [
        "FB", "FC", "FA", "FK", "FE", "FG", "FD",
    ]  # fmt: skip
    assert [(row["问题编号"], row["核查结论/状态"], row["整改时限"]) for row in waiting] == [
        ("FH2B3C4D5", "待核实（系统提示）", "核实后确定")
    ]
    wanghu = _rows(books["望湖区待核实事项（内部）.xlsx"], "待核实")
    assert [row["核查结论/状态"] for row in wanghu] == ["待核实（系统判定）"]
    assert not any("FH2B3C4D5" in str(cell) or "待核实" in str(cell) for cell in _cells(book)), "it leaves the office"


def test_what_is_to_be_confirmed_shows_the_words_that_raised_it(books: dict[str, Workbook]) -> None:
    book = books["临江区问题清单.xlsx"]
    assert [row["提示来自原文"] for row in _rows(books[INNER], "待核实")] == ["联系人电话138****1234"]
    assert "提示来自原文" not in _rows(book, "问题清单")[0]


def test_a_row_says_all_that_is_needed(books: dict[str, Workbook]) -> None:
    row = _rows(books["临江区问题清单.xlsx"], "问题清单")[0]
    assert row == {
        "序号": 1,
        "责任单位": "临江区民政局",
        "领域": "社会救助",
        "一级事项": None,
        "二级事项": None,
        "栏目/标题": "首页 > 政务公开 > 社会救助\n《<内部>救助 & 名单》",
        "问题类型": "不予公开文件上网",
        "问题描述": "页面载明“不予公开”，联系电话138****1234。",
        "依据": "政府信息公开条例第十六条",
        "页面地址": "https://www.linjiang.example/a/1.html?x=1&y=2",
        "取证时间": "2026-11-16 09:20",
        "整改要求": "请立即核实处置。",
        "整改时限": "2026年11月19日18时前",
        "核查结论/状态": "属实",
        "下发文号": "尚未下发",
        "网页留痕": None,
        "整改情况": None,
        "整改链接": None,
        "原因": None,
        "说明": None,
        "应由哪个单位负责": None,
        "申请延期至": None,
        "问题编号": "FB2B3C4D5",
        "登记码": row["登记码"],
    }
    code = read_code(str(row["登记码"]))
    assert code is not None
    assert (code.kind, code.finding, code.district, code.round) == ("list", "FB2B3C4D5", "linjiang", "2026-11")
    assert code.office == office_mark("江州市政务公开办公室")
    assert code.text == text_mark("页面载明“不予公开”，联系电话138****1234。")


def test_states_and_marks_are_words(books: dict[str, Workbook]) -> None:
    states = {row["问题编号"]: row["核查结论/状态"] for row in _rows(books["临江区问题清单.xlsx"], "问题清单")}
    assert states == {
        "FA2B3C4D5": "属实",
        "FB2B3C4D5": "属实",
        "FC2B3C4D5": "属实，已下发",
        "FD2B3C4D5": "属实（系统判定）；屡查屡犯；首次发现于2026年10月巡查",
        "FE2B3C4D5": "属实；另行函告江州市税务局",
        "FG2B3C4D5": "属实；另行通知江州市生态环境局",
        "FK2B3C4D5": "已销号",
    }


def test_absence_is_dated_by_the_lists_searched(books: dict[str, Workbook]) -> None:
    rows = {row["问题编号"]: row["取证时间"] for row in _rows(books["临江区问题清单.xlsx"], "问题清单")}
    assert rows["FA2B3C4D5"] == "2026-11-16 09:12"


def test_links_lead_to_the_pages(books: dict[str, Workbook]) -> None:
    sheet = books["临江区问题清单.xlsx"]["问题清单"]
    place = [name for name, _ in PROBLEM_COLUMNS].index("页面地址") + 1
    links = {cell.value: cell.hyperlink for cell in (sheet.cell(row, place) for row in range(4, 11))}
    assert links.pop("ftp://www.linjiang.example/e/") is None, "only the web's addresses are made links"
    assert {url: link.target for url, link in links.items() if link} == {url: url for url in links}
    waiting = books[INNER]["待核实"].cell(4, place).hyperlink
    assert waiting is not None
    assert (waiting.target, waiting.location) == ("https://www.linjiang.example/a/3.html", "top")


@pytest.mark.parametrize("name", ["临江区问题清单.xlsx", "望湖区问题清单.xlsx"])
def test_no_codes_no_confidence_no_personal_data(books: dict[str, Workbook], name: str) -> None:
    told = [str(cell) for cell in _cells(books[name])]
    assert not [cell for cell in told if RULE_CODE.search(cell) or "0.93" in cell or "13812341234" in cell]
    assert RULE_CODE.search("见B02。"), "the pattern can find a code"


def test_what_must_not_be_listed_is_not(books: dict[str, Workbook]) -> None:
    told = "\n".join(str(cell) for cell in _cells(books["临江区问题清单.xlsx"]))
    assert "绝不能写进清单" not in told
    assert "密件" not in told
    assert "已驳回" not in told


def test_no_cell_is_a_formula(books: dict[str, Workbook]) -> None:
    assert not [cell for book in books.values() for cell in _cells(book) if str(cell).startswith("=")]
    types = {c.data_type for book in books.values() for sheet in book for row in sheet.iter_rows() for c in row}
    assert "f" not in types


def test_coverage_is_in_the_fields_words(books: dict[str, Workbook]) -> None:
    rows = _rows(books["临江区问题清单.xlsx"], "公开情况")
    assert [(row["公开情况"], row["对应栏目"]) for row in rows] == [
        ("已公开", "首页 > 政务公开 > 社会救助"),
        ("截至2026年11月16日未查找到", None),
        ("无法核验（采集不完整）", "首页 > 政务公开 > 养老服务"),
    ]


def test_what_could_not_be_read_is_told(books: dict[str, Workbook]) -> None:
    rows = _rows(books["临江区问题清单.xlsx"], "采集说明")
    assert [(row["类别"], row["采集情况"], row["原因"]) for row in rows] == [
        ("列表未读完", "读到20条，网站标明40条", "第2页未能读取"),
        ("列表未能采集", "网站返回状态码500", "连续3次没有得到答复"),
        ("页面未能采集", None, "未据此作任何判断"),
    ]
    assert "没有采集到任何栏目" in str(books["望湖区问题清单.xlsx"]["采集说明"].cell(2, 1).value)


def test_it_prints_and_scrolls_well(books: dict[str, Workbook]) -> None:
    for sheet in books["临江区问题清单.xlsx"]:
        asks = sheet.title == "问题清单"
        assert sheet.freeze_panes == ("C4" if asks else "A4")
        assert sheet.page_setup.paperSize == (8 if asks else 9), "what is filled in goes on A3"
        assert sheet.auto_filter.ref.startswith("A3:")
        assert sheet.print_title_rows == "$3:$3"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.cell(3, 1).alignment.wrap_text


def test_rows_are_tall_enough_for_their_text(books: dict[str, Workbook]) -> None:
    """A title below its column's path takes at least three lines of eight characters."""
    heights = books["临江区问题清单.xlsx"]["问题清单"].row_dimensions
    assert (heights[4].height or 0) > 3 * 15
    assert (heights[7].height or 0) >= 2 * 15


def test_the_same_round_gives_the_same_bytes(tmp_path: Path) -> None:
    files = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        files.append([path.read_bytes() for path in write(small_round(), folder)])
    assert files[0] == files[1]


def test_namesakes_do_not_overwrite_each_other(tmp_path: Path) -> None:
    view = small_round()
    paths = write(small_round(districts=(view.districts[0], view.districts[0])), tmp_path)
    wanted = {f"临江区（linjiang）{name.removeprefix('临江区')}" for name in (LIST, INNER)}
    assert {path.name for path in paths} == wanted


def _sheet(book: Workbook, name: str) -> Worksheet:
    sheet = book[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def test_only_what_is_asked_can_be_filled_in(books: dict[str, Workbook]) -> None:
    sheet = _sheet(books["临江区问题清单.xlsx"], "问题清单")
    assert sheet.protection.sheet
    assert not sheet.protection.password, "the office can take the protection off"
    heads = [cell.value for cell in sheet[3]]
    open_ = {head for head, cell in zip(heads, sheet[4], strict=True) if not cell.protection.locked}
    assert open_ == {"整改情况", "整改链接", "原因", "说明", "应由哪个单位负责", "申请延期至"}
    closed = next(row for row in sheet.iter_rows(min_row=4) if "已销号" in str(row[heads.index("核查结论/状态")].value))
    assert all(cell.protection.locked for cell in closed), "nothing is asked of what is closed"
    assert sheet.column_dimensions[get_column_letter(heads.index("登记码") + 1)].hidden


def test_choices_are_offered(books: dict[str, Workbook]) -> None:
    sheet = _sheet(books["临江区问题清单.xlsx"], "问题清单")
    offered = {
        one.promptTitle: str(one.formula1).strip('"').split(",")
        for one in sheet.data_validations.dataValidation
        if one.type == "list"
    }
    assert offered == {"整改情况": list(RESULTS), "原因": list(REASONS)}


def test_notified_ones_name_their_notice(tmp_path: Path) -> None:
    view = small_round()
    first = view.districts[0]
    at = datetime(2026, 11, 20, 9, tzinfo=CHINA)
    notice = IssuedNotice(
        "江政务公开办〔2026〕3号", "notice", "整改通知书", "2026-11", "linjiang", "某办", None, None, at,
        ("FC2B3C4D5",), official="江府办函〔2026〕12号",
    )  # fmt: skip
    earlier = replace(first.findings[0], id="FZ2B3C4D5", round="2026-10", state="unfixed", message="上月的问题。")
    first = replace(first, issued=(notice,), outcomes=(Outcome(earlier, at, "江政务公开办〔2026〕1号", False),))
    book = load_workbook(write(replace(view, districts=(first,)), tmp_path)[0])
    told = {row["问题编号"]: row["下发文号"] for row in _rows(book, "问题清单")}
    assert told["FC2B3C4D5"] == "江府办函〔2026〕12号"
    assert told["FB2B3C4D5"] == "尚未下发"
    assert [(row["问题编号"], row["下发文号"]) for row in _rows(book, "往期未整改问题")] == [
        ("FZ2B3C4D5", "江政务公开办〔2026〕1号")
    ]


def test_a_page_kept_beside_the_list_is_linked(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "FB2B3C4D5.html").write_text("x", encoding="utf-8")
    sheet = _sheet(load_workbook(write(small_round(), tmp_path)[0]), "问题清单")
    place = [cell.value for cell in sheet[3]].index("网页留痕") + 1
    link = sheet.cell(4, place).hyperlink
    assert link is not None
    assert str(link.target).replace("\\", "/") == f"{FOLDER}/FB2B3C4D5.html"
    assert sheet.cell(5, place).hyperlink is None, "a link leads nowhere where there is no page"


def test_an_office_that_wants_another_style_gets_none(tmp_path: Path) -> None:
    assert write(small_round(), tmp_path)
    kept = write(small_round(settings=ReportSettings(list_styles=["matrix"])), tmp_path)
    assert all(path.name.endswith("待核实事项（内部）.xlsx") for path in kept)
    assert sorted(tmp_path.iterdir()) == sorted(kept), "the earlier list no longer holds"


def test_a_file_goes_by_its_own_name_not_by_the_offices_folders() -> None:
    finding = replace(small_round().districts[0].findings[0], place="directories/临江区/04 安全生产.xlsx “甲/乙” A5:N5")
    assert place_words(finding).endswith("04 安全生产.xlsx “甲/乙” A5:N5")
    assert "directories" not in place_words(finding) and "临江区" not in place_words(finding)
