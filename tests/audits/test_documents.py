"""One document however its number is printed, and whether a portal shows it."""

from typing import Any

import pytest

from audits.documents import Documents, carries_label, each_once, number_key
from inspection.types.submitted import RegisterRow
from tests.audits.case_file import read_case


def _row(number: str | None, title: str | None, **more: Any) -> RegisterRow:
    return RegisterRow("linjiang", "a.xlsx", "S", "A2:H2", number, title, None, None, None, None, **more)


@pytest.mark.parametrize(
    "printed",
    ["临政办〔2026〕5号", "临政办[2026]5号", "临政办（2026）5号", "临政办【2026】第5号",
     "临政办 〔2026〕 05 号", "临政办〔２０２６〕５号",
     "临政办2026年5号", "临政办〔2026〕5"],
)  # fmt: skip
def test_writings_of_one_number(printed: str) -> None:
    assert number_key(printed) == ("临政办", "2026", 5)


@pytest.mark.parametrize("printed", ["", None, "无", "关于供水的通知", "〔2026〕5号", "临政办", "第5号"])
def test_what_is_no_number(printed: str | None) -> None:
    assert number_key(printed) is None


@pytest.mark.parametrize("other", ["临政办〔2026〕15号", "临政办〔2025〕5号", "临政〔2026〕5号"])
def test_other_numbers_are_others(other: str) -> None:
    assert number_key(other) != number_key("临政办〔2026〕5号")


@pytest.mark.parametrize(
    ("original", "carried"),
    [
     ("否", False), ("未标注", False), ("未标注公开属性", False), ("没有标注", False),
     ("×", False), ("是", True), ("√", True), ("此件公开发布", True), (None, None), ("待查", None)],
)  # fmt: skip
def test_what_a_register_says_of_the_original(original: str | None, carried: bool | None) -> None:
    assert carries_label(_row("临政办〔2026〕5号", None, original=original)) is carried


def test_of_several_rows_for_one_document_the_fullest_counts() -> None:
    rows = [_row("临政办〔2026〕5号", None), _row("临政办[2026]5号", "关于供水的通知"), _row(None, "关于供气的通知")]
    assert each_once(rows) == [rows[1], rows[2]]


def test_a_title_cut_in_a_list_whose_page_could_not_be_read_is_left_open() -> None:
    column = "首页 > 政策文件"
    case = read_case(
        {
            "columns": [{"path": column}],
            "pages": [{"title": "关于进一步加强供水管理", "state": "failed", "column": column}],
        }
    )
    documents = Documents(case)
    assert documents.is_shown(_row("临水〔2026〕1号", "关于进一步加强供水管理工作的通知")) is None
    assert documents.is_shown(_row("临水〔2026〕1号", "关于供气管理工作的通知")) is False


def test_a_list_that_was_never_read_may_hide_anything() -> None:
    read = {"path": "首页 > 政策文件"}
    assert not Documents(read_case({"columns": [read]})).unread_lists()
    unread = {"path": "首页 > 通知公告", "state": "none"}
    assert Documents(read_case({"columns": [read, unread]})).unread_lists()
