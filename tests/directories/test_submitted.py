"""What districts hand in: told by its header, read with all the damage that offices' tables have."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from directories.submitted.cells import attribute_of, day_of, is_lapsed, label_of, named
from directories.submitted.reading import Submitted, read_submitted, unclaimed

Rows = list[list[str]]


def put(root: Path, name: str, rows: Rows) -> Path:
    """A CSV file in the district's folder."""
    path = root / "submitted" / "临江区" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (",".join(f'"{cell}"' for cell in row) for row in rows)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def read(root: Path) -> Submitted:
    return read_submitted(root, "linjiang", "临江区")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026年3月5日", date(2026, 3, 5)), ("2026.3.5", date(2026, 3, 5)), ("2026-03-05", date(2026, 3, 5)),
        ("2026/3/5 10:20", date(2026, 3, 5)), ("20260305", date(2026, 3, 5)), ("46086", date(2026, 3, 5)),
        ("二〇二六年三月五日", date(2026, 3, 5)), ("二○二六年十二月三十一日", date(2026, 12, 31)),
        ("二零二六年十月二十日", date(2026, 10, 20)), ("２０２６年３月５日", date(2026, 3, 5)),
        ("2026年 3 月 5 日", date(2026, 3, 5)), ("2026-03-05 00:00:00", date(2026, 3, 5)),
        ("2026年3月", None), ("26.3.5", None), ("3月5日", None), ("2026年2月30日", None), ("", None), ("12", None),
        ("二〇二六年三月", None), ("2026", None), ("99999", None),
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written_and_never_guessed(text: str, day: date | None) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("text", "attribute"),
    [
        ("主动公开", "public"), ("（此件公开发布）", "public"), ("公开", "public"), ("此件删减后公开", "public"),
        ("依申请公开", "on_request"), ("此件可依申请公开", "on_request"), ("不予公开", "not_public"),
        ("此件不公开", "not_public"), ("免予公开", "not_public"), ("不予公开（内部事务信息）", "not_public"),
        ("☑主动公开 □依申请公开 □不予公开", "public"), ("□主动公开 □依申请公开 ■不予公开", "not_public"),
        ("主动公开□ 依申请公开√ 不予公开□", "on_request"),
        ("□主动公开 □依申请公开", None), ("内部", None), ("主动公开、依申请公开", None), ("", None), ("/", None),
    ],
)  # fmt: skip
def test_an_attribute_is_told_or_left_open(text: str, attribute: str | None) -> None:
    assert attribute_of(label_of(text)) == attribute


@pytest.mark.parametrize(
    ("number", "title", "expected"),
    [
        ("临政办〔2026〕5号", "《关于供水的通知》", ("临政办〔2026〕5号", "关于供水的通知")),
        (None, "《关于供水的通知》（临政办〔2026〕5号）", ("临政办〔2026〕5号", "关于供水的通知")),
        (None, "关于印发《供水办法》的通知 临政办[2026]5 号", ("临政办[2026]5号", "关于印发《供水办法》的通知")),
        (None, "《供水办法》和《供气办法》", (None, "《供水办法》和《供气办法》")),
        (None, "临政办〔2026〕5号", (None, "临政办〔2026〕5号")),
        (None, None, (None, None)),
    ],
)
def test_number_and_title_of_one_cell_are_parted(
    number: str | None, title: str | None, expected: tuple[str | None, str | None]
) -> None:
    assert named(number, title) == expected


@pytest.mark.parametrize("status", ["废止", "宣布失效", "予以废止", "停止执行", "已失效"])
def test_what_no_longer_holds(status: str) -> None:
    assert is_lapsed(status)


@pytest.mark.parametrize(
    "status", ["继续有效", "保留", "拟废止", "修改", "部分失效", "未失效", "重新印发", "现行有效", "建议废止", "待废止"]
)
def test_what_still_holds_or_is_only_meant_to_lapse(status: str) -> None:
    assert not is_lapsed(status)


def register_book(root: Path) -> Path:
    """A register as offices make them: title row, two header rows, merged cells, ticks, real dates, two sheets."""
    path = root / "submitted" / "linjiang" / "2026" / "登记.xlsx"
    path.parent.mkdir(parents=True)
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("一季度")
        sheet.merge_range(0, 0, 0, 8, "临江区水务局公文公开属性登记表")
        for column, word in enumerate(("序号", "发文字号", "文件标题", "印发日期")):
            sheet.merge_range(1, column, 2, column, word)
        sheet.merge_range(1, 4, 1, 6, "公开属性")
        sheet.write_row(2, 4, ("主动公开", "依申请公开", "不予公开"))
        sheet.merge_range(1, 7, 1, 8, "不予公开")
        sheet.write_row(2, 7, ("理由", "依据"))
        sheet.write_row(3, 0, (1, "临水〔2026〕1号", "关于供水的通知"))
        sheet.write_datetime(3, 3, date(2026, 3, 5), book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write(3, 4, "√")
        sheet.merge_range(4, 1, 5, 1, "临水[2026]2号")
        sheet.merge_range(4, 2, 5, 2, "《关于供气的通知》")
        sheet.write(4, 6, "√")
        sheet.write(4, 7, "内部事务")
        sheet.write(5, 7, "过程性信息")
        sheet.write_row(6, 0, (3, "临水〔2026〕3号", "同上", "二〇二六年四月一日", "", "", ""))
        sheet.write_row(7, 0, ("填表人：张三", "", "审核人：李四"))
        second = book.add_worksheet("二季度")
        second.write_row(0, 0, ("文件名称", "文号", "公开方式", "起草科室", "审核人", "原件是否标注"))
        second.write_row(1, 0, ("关于供热的通知", "临水〔2026〕9号", "主动公开", "办公室", "李四", "否"))
    return path


def test_a_register_is_read_whole(tmp_path: Path) -> None:
    register_book(tmp_path)
    first, second, third, fourth = read(tmp_path).register
    assert (first.number, first.title, first.attribute) == ("临水〔2026〕1号", "关于供水的通知", "public")
    assert (first.written, first.cells, first.sheet) == (date(2026, 3, 5), "A4:I4", "一季度")
    assert first.file == "submitted/linjiang/2026/登记.xlsx"
    assert (second.number, second.title, second.attribute) == ("临水[2026]2号", "关于供气的通知", "not_public")
    assert (second.reason, second.basis) == ("内部事务 过程性信息".replace(" ", ""), None)
    assert (third.title, third.written, third.label) == ("关于供气的通知", date(2026, 4, 1), None)
    assert {"label", "reason", "basis"} <= set(third.fields)
    assert (fourth.original, fourth.unit, fourth.reviewer, fourth.attribute) == ("否", "办公室", "李四", "public")
    assert "reason" not in fourth.fields


def test_every_file_is_known_by_its_bytes(tmp_path: Path) -> None:
    register_book(tmp_path)
    (file,) = read(tmp_path).files
    assert (file.file, file.entries, len(file.sha256)) == ("submitted/linjiang/2026/登记.xlsx", 4, 64)


def test_headers_in_any_order_and_words(tmp_path: Path) -> None:
    head = ["不予公开（依申请公开）理由及依据", "公开属性（主动公开/依申请公开/不予公开）", "发文字号", "公文标题"]
    put(tmp_path, "表.csv", [head, ["内部事务，条例第十六条", "不予公开", "临水〔2026〕1号", "关于供水的通知"]])
    (row,) = read(tmp_path).register
    assert (row.number, row.title, row.attribute) == ("临水〔2026〕1号", "关于供水的通知", "not_public")
    assert row.reason == row.basis == "内部事务，条例第十六条"
    assert {"reason", "basis"} <= set(row.fields)


def test_only_lapsed_documents_of_a_clean_up_count(tmp_path: Path) -> None:
    rows = [
        ["附件1", "", ""],
        ["临江区政府办公室关于公布规范性文件清理结果的决定（2026年2月1日）", "", ""],
        ["序号", "文件名称", "清理结果"],
        ["1", "《关于养犬的通知》（临政办〔2019〕5号）", "宣布失效"],
        ["2", "《关于养猫的通知》（临政办〔2019〕6号）", "继续有效"],
        ["3", "《关于养鸟的通知》（临政办〔2019〕7号）", "拟废止"],
        ["4", "《关于养鱼的通知》（临政办〔2019〕8号）", "废止"],
    ]
    put(tmp_path, "清理.csv", rows)
    first, second = read(tmp_path).listed_documents
    assert (first.kind, first.number, first.title, first.status) == (
        "lapsed", "临政办〔2019〕5号", "关于养犬的通知", "宣布失效"
    )  # fmt: skip
    assert first.list_title == "临江区政府办公室关于公布规范性文件清理结果的决定（2026年2月1日）"
    assert first.decided_on == date(2026, 2, 1)
    assert second.title == "关于养鱼的通知"


def test_parts_of_a_list_say_what_its_documents_are(tmp_path: Path) -> None:
    rows = [
        ["一、宣布失效的文件", "", ""], ["序号", "文号", "标题"], ["1", "临水〔2020〕22号", "关于水的通知"],
        ["二、继续有效的文件", "", ""], ["序号", "文号", "标题"], ["1", "临水〔2020〕23号", "关于火的通知"],
        ["三、废止的文件", "", ""], ["1", "临水〔2020〕24号", "关于土的通知"],
    ]  # fmt: skip
    put(tmp_path, "清理.csv", rows)
    assert [one.title for one in read(tmp_path).listed_documents] == ["关于水的通知", "关于土的通知"]


def test_results_that_are_ticked(tmp_path: Path) -> None:
    rows = [
        ["规范性文件清理结果"], ["序号", "文件名称", "继续有效", "修改", "废止", "失效"],
        ["1", "关于水的通知", "√", "", "", ""], ["2", "关于火的通知", "", "", "√", ""],
        ["3", "关于土的通知", "", "√", "", ""], ["4", "关于风的通知", "", "", "", "√"],
    ]  # fmt: skip
    put(tmp_path, "清理.csv", rows)
    assert [one.title for one in read(tmp_path).listed_documents] == ["关于火的通知", "关于风的通知"]


@pytest.mark.parametrize(
    ("title", "count"),
    [
        ("关于废止部分规范性文件的决定", 1), ("关于废止和修改部分规范性文件的决定", 0), ("继续有效和失效文件目录", 0),
        ("拟废止文件目录", 0), ("规范性文件清理结果", 0),
    ],
)  # fmt: skip
def test_a_list_without_results_is_read_by_its_title_or_not_at_all(tmp_path: Path, title: str, count: int) -> None:
    put(tmp_path, "清理.csv", [[title, ""], ["文号", "文件名称"], ["临水〔2020〕1号", "关于甲的通知"]])
    found = read(tmp_path)
    assert len(found.listed_documents) == count
    assert len(found.problems) == 1 - count


def test_the_unit_above_a_register_is_the_unit_of_its_rows(tmp_path: Path) -> None:
    rows = [
        ["公文公开属性登记表", "", ""], ["填报单位：临江区水务局", "", "填报日期：2026年4月1日"],
        ["文号", "标题", "公开属性"], ["临水〔2026〕1号", "关于甲的通知", "主动公开"],
    ]  # fmt: skip
    put(tmp_path, "登记.csv", rows)
    assert [row.unit for row in read(tmp_path).register] == ["临江区水务局"]


def test_converted_documents_by_their_new_attribute_or_by_the_title_of_the_list(tmp_path: Path) -> None:
    head = ["文号", "文件名称", "原属性", "调整后属性", "调整日期"]
    rows = [
        head,
        ["临水〔2020〕1号", "关于甲的通知", "依申请公开", "主动公开", "2026-5-6"],
        ["临水〔2020〕2号", "关于乙的通知", "依申请公开", "依申请公开", "2026-5-6"],
        ["临水〔2020〕3号", "关于丙的通知", "不予公开", "不予转为主动公开", "2026-5-6"],
        ["临水〔2020〕4号", "关于丁的通知", "主动公开", "主动公开", "2026-5-6"],
    ]
    put(tmp_path, "调整.csv", rows)
    put(
        tmp_path,
        "转为.csv",
        [["临江区2026年转为主动公开的文件目录"], ["文号", "标题"], ["临水〔2020〕5号", "关于戊的通知"]],
    )
    listed = read(tmp_path).listed_documents
    assert [(one.kind, one.title) for one in listed] == [("converted", "关于甲的通知"), ("converted", "关于戊的通知")]
    assert [one.decided_on for one in listed] == [date(2026, 5, 6), None]


def test_a_village_list_carries_town_and_village_down(tmp_path: Path) -> None:
    rows = [
        ["临江区临水镇村（居）务公开事项清单", "", ""], ["村（社区）", "公开类别", "公开事项"],
        ["东村", "村级财务", "收支明细"], ["", "", "集体资产"], ["西村", "社会救助", "低保名单"],
    ]  # fmt: skip
    put(tmp_path, "村.csv", rows)
    found = [(one.town, one.village, one.category, one.item) for one in read(tmp_path).village_items]
    assert found == [
        ("临水镇", "东村", "村级财务", "收支明细"), ("临水镇", "东村", "村级财务", "集体资产"),
        ("临水镇", "西村", "社会救助", "低保名单"),
    ]  # fmt: skip


def test_a_header_printed_again_takes_no_row_with_it(tmp_path: Path) -> None:
    head = ["文号", "文件名称", "原属性", "调整后属性"]
    rows = [[f"临水〔2020〕{n}号", f"关于第{n}项的通知", "依申请公开", "主动公开"] for n in range(1, 5)]
    put(tmp_path, "调整.csv", [head, *rows[:2], head, *rows[2:]])
    assert len(read(tmp_path).listed_documents) == 4


def test_contents_of_village_matters_are_kept_with_them(tmp_path: Path) -> None:
    rows = [
        ["镇街", "类别", "公开事项", "公开内容"],
        ["临水镇", "财务", "收支", "集体资产、惠农补贴"],
        ["临水镇", "财务", "", "债务"],
    ]
    put(tmp_path, "村.csv", rows)
    assert [one.item for one in read(tmp_path).village_items] == ["收支：集体资产、惠农补贴", "债务"]


def test_a_monthly_ledger_is_of_the_month_it_was_filled_in(tmp_path: Path) -> None:
    rows = [
        ["工作台账"], ["填报日期：2026年11月5日"], ["基层单位", "工作进度", "", "联系人", "联系方式"],
        ["", "上月完成工作事项", "本月工作计划", "", ""],
        ["临江区", "完成目录修订", "开展自查", "王五", "0771-1234567"],
    ]  # fmt: skip
    put(tmp_path, "台账.csv", rows)
    (line,) = read(tmp_path).progress
    assert (line.month, line.unit, line.done, line.plan) == ("2026-11", "临江区", "完成目录修订", "开展自查")
    assert (line.contact, line.phone) == ("王五", "0771-1234567")


def test_rows_with_a_classification_are_left_out_and_told_without_their_title(tmp_path: Path) -> None:
    head = ["发文字号", "标题", "公开属性", "密级"]
    rows = [
        head, ["临水〔2026〕1号", "关于甲的通知", "主动公开", "无"],
        ["临水〔2026〕2号", "关于乙的报告", "不予公开", "秘密★1年"],
        ["临水〔2026〕3号", "关于丙的报告（机密★）", "不予公开", ""],
        ["临水〔2026〕4号", "关于商业秘密保护的通知", "主动公开", ""],
    ]  # fmt: skip
    put(tmp_path, "登记.csv", rows)
    found = read(tmp_path)
    assert [row.title for row in found.register] == ["关于甲的通知", "关于商业秘密保护的通知"]
    assert len(found.problems) == 2
    assert all("密级标志" in problem and "报告" not in problem for problem in found.problems)
    assert "submitted/临江区/登记.csv A3:D3" in found.problems[0]


def test_sheets_named_after_what_became_of_their_documents(tmp_path: Path) -> None:
    path = put(tmp_path, "清理.xlsx", [])
    with xlsxwriter.Workbook(path) as book:
        for name in ("继续有效", "废止", "失效", "修改"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ("序号", "文件名称", "文号"))
            sheet.write_row(1, 0, ("1", f"{name}的办法", "临政〔2019〕1号"))
    found = read(tmp_path)
    assert [(row.list_title, row.title) for row in found.listed_documents] == [
        ("清理（废止）", "废止的办法"), ("清理（失效）", "失效的办法"),
    ]  # fmt: skip
    assert found.problems == []


def test_a_list_of_documents_that_still_hold_is_known_for_one(tmp_path: Path) -> None:
    rows = [["继续有效的行政规范性文件目录"], ["序号", "文件名称", "文号"], ["1", "养犬办法", "临政〔2019〕1号"]]
    put(tmp_path, "清单.csv", rows)
    found = read(tmp_path)
    assert (found.listed_documents, found.problems) == ([], [])


def test_what_was_only_proposed_is_not_converted(tmp_path: Path) -> None:
    rows = [["依申请公开公文评估审查表"], ["文号", "标题", "原公开属性", "评估意见"]]
    told = ("转为主动公开", "维持依申请公开", "建议转为主动公开", "拟转为主动公开")
    rows += [[f"临水〔2020〕{n}号", "关于供水的通知", "依申请公开", one] for n, one in enumerate(told, start=1)]
    put(tmp_path, "评估.csv", rows)
    found = read(tmp_path)
    assert [(row.kind, row.number) for row in found.listed_documents] == [("converted", "临水〔2020〕1号")]
    assert found.problems == []


def test_a_seal_behind_the_units_name_is_no_part_of_it(tmp_path: Path) -> None:
    put(
        tmp_path,
        "登记.csv",
        [["填报单位：临江区水务局（盖章）"], ["文号", "标题", "公开属性"], ["临水〔2026〕1号", "甲", "主动公开"]],
    )
    assert [row.unit for row in read(tmp_path).register] == ["临江区水务局"]


def test_what_is_said_of_attributes_that_are_none_is_masked_and_short(tmp_path: Path) -> None:
    told = "王五11010519491231002X的事，" + "详见档案" * 20
    put(tmp_path, "登记.csv", [["文号", "标题", "公开属性"], ["临水〔2026〕1号", "甲", told]])
    (said,) = read(tmp_path).problems
    assert "1949" not in said
    assert "详见档案详见档案" not in said


def test_what_is_none_of_these_is_named_and_nothing_stops(tmp_path: Path) -> None:
    put(tmp_path, "成绩.csv", [["姓名", "分数", "年级"], ["甲", "1", "2"], ["乙", "3", "4"]])
    put(tmp_path, "登记.csv", [["文号", "标题", "公开属性"], ["", "", "主动公开"], ["临水〔2026〕1号", "", "待定"]])
    folder = tmp_path / "submitted" / "临江区"
    (folder / "空.xlsx").write_bytes(b"")
    (folder / "坏.xlsx").write_bytes(b"PK\x03\x04broken")
    (folder / "照片.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (folder / "~$登记.xlsx").write_bytes(b"lock")
    found = read(tmp_path)
    assert [row.number for row in found.register] == ["临水〔2026〕1号"]
    said = "\n".join(found.problems)
    for words in (
        "submitted/临江区/成绩.csv：未能认出",
        "submitted/临江区/登记.csv A2:C2：该行没有文号和标题", "submitted/临江区/空.xlsx 是空文件",
        "submitted/临江区/坏.xlsx 无法", "1 个文件没有可读的表格（submitted/临江区/照片.jpg）",
    ):  # fmt: skip
        assert words in said
    assert "~$" not in said
    assert str(tmp_path) not in said
    assert len(found.problems) == 5


def test_a_report_without_tables_is_kept_and_an_empty_table_is_told(tmp_path: Path) -> None:
    page = put(tmp_path, "报告.html", [])
    page.write_text("<html><body><p>2026年工作报告</p></body></html>", encoding="utf-8")
    put(tmp_path, "登记.csv", [["公文公开属性登记表"], ["文号", "标题", "公开属性"]])
    empty, kept = read(tmp_path).problems
    assert "公文公开属性登记表只有表头" in empty
    assert "报告.html" in kept


def test_a_standard_directory_is_not_taken_for_a_village_list(tmp_path: Path) -> None:
    head = ["序号", "一级事项", "二级事项", "公开内容", "公开依据", "公开时限", "公开主体"]
    put(
        tmp_path,
        "目录.csv",
        [["临江区养老服务领域基层政务公开标准目录"], head, ["1", "政策", "通知", "文件", "条例", "20日", "民政局"]],
    )
    assert not read(tmp_path).village_items


def test_nothing_handed_in_is_nothing_read(tmp_path: Path) -> None:
    assert read(tmp_path) == Submitted()


def test_folders_of_no_district_are_named(tmp_path: Path) -> None:
    put(tmp_path, "表.csv", [["甲"]])
    (tmp_path / "submitted" / "林江区").mkdir()
    (said,) = unclaimed(tmp_path, [("linjiang", "临江区")])
    assert said.startswith("submitted/林江区 不属于")
    assert unclaimed(tmp_path / "none", []) == []


@pytest.mark.parametrize("suffix", ["xls", "html"])
def test_other_formats_are_read_alike(tmp_path: Path, suffix: str) -> None:
    rows: list[list[Any]] = [["文号", "标题", "公开属性"], ["临水〔2026〕1号", "关于甲的通知", "主动公开"]]
    path = put(tmp_path, f"登记.{suffix}", [])
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    path.write_text(f"<html><body><p>登记</p><table>{cells}</table></body></html>", encoding="utf-8")
    assert [row.title for row in read(tmp_path).register] == ["关于甲的通知"]


def test_a_formula_without_its_result_is_not_an_empty_reason(tmp_path: Path) -> None:
    folder = tmp_path / "submitted" / "临江区"
    folder.mkdir(parents=True)
    with xlsxwriter.Workbook(folder / "登记表.xlsx") as book:
        sheet = book.add_worksheet("登记表")
        sheet.write_row(0, 0, ["发文字号", "文件标题", "成文日期", "公开属性", "不予公开理由"])
        sheet.write_row(1, 0, ["临水〔2026〕1号", "甲", "2026-03-05", "不予公开", "内部事务信息"])
        sheet.write_row(2, 0, ["临水〔2026〕2号", "乙", "2026-03-09", "不予公开"])
        sheet.write_formula(2, 4, "=E2", value="")
    found = read(tmp_path)
    assert [row.number for row in found.register] == ["临水〔2026〕1号"]
    assert any("A3:E3" in problem and "没有保存结果" in problem for problem in found.problems)
