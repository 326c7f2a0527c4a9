"""`xuncha reply import`: filled lists and drafts come back, are checked row by row, and become acts."""

import csv
import random
import shutil
import subprocess
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from console.cli import run
from inspection.china_time import CHINA
from reports.words import told
from reports.writers import comment_sheet
from tests.console.reply_made import (
    CIVIL,
    CONFIRMED,
    SCHOOLS,
    SITE,
    act,
    acts_in_all,
    decide,
    draft_of,
    drafted,
    filled,
    heads_of,
    history,
    id_of,
    imported,
    judge,
    lists_of,
    made_workspace,
    notified,
    problem_list_of,
    row_of,
    sheet_of,
)

FIXED = {"整改情况": "已整改", "整改链接": f"{SITE}/yl/1.html"}
ALL = {
    "养老": {**FIXED, "说明": "已公开"},
    "救助": {"整改情况": "部分整改", "整改链接": f"{SITE}/jz/", "说明": "附件待补", "申请延期至": "2026-12-20"},
    "低保": {"整改情况": "未整改", "原因": "系统故障", "申请延期至": "2026年12月10日"},
    "招生": {"整改情况": "有异议", "原因": "机构改革职能划转", "应由哪个单位负责": "临江区文旅局", "说明": "已划转"},
    "共管": {"整改情况": "仅说明", "原因": "本期无该业务", "说明": "本期没有发生"},
}


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.cli.china_now", lambda: datetime(2026, 11, 24, 12, 0, 30, tzinfo=CHINA))


@pytest.fixture(scope="module", name="made")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    patch = pytest.MonkeyPatch()
    patch.setattr("console.cli.china_now", lambda: datetime(2026, 11, 24, 12, 0, 30, tzinfo=CHINA))
    made = made_workspace(tmp_path_factory.mktemp("made") / "江州")
    patch.undo()
    return made


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "江州"))


@pytest.fixture
def back(tmp_path: Path) -> Path:
    (tmp_path / "back").mkdir()
    return tmp_path / "back" / "临江区反馈.xlsx"


Said = Callable[[], str]


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    return lambda: capsys.readouterr().err


def test_every_answer_becomes_an_act(root: Path, back: Path, said: Said) -> None:
    file = filled(problem_list_of(notified(root)), ALL, back)
    said()
    assert imported(root, file) == 0
    told = said()
    assert "已记下 5 条（反馈 1，反馈部分整改 1，提出异议 1，说明 2）。" in told
    assert f"临江区已下发的问题还有 1 个没有答复：{id_of(root, '无主')}。" in told
    assert f"{id_of(root, '低保')} 申请延期至2026年12月10日" in told
    assert f"{id_of(root, '招生')} 认为应由临江区文旅局负责" in told
    events = {name: history(root, name) for name in CONFIRMED}
    shown = {name: [(e.act, e.link, e.choice, e.who, e.reason) for e in found] for name, found in events.items()}
    assert shown == {
        "养老": [("reply", f"{SITE}/yl/1.html", None, CIVIL, "【已整改】已公开")],
        "救助": [("fix_in_part", f"{SITE}/jz/", None, CIVIL, "【部分整改】【申请延期至2026年12月20日】附件待补")],
        "低保": [("explain", None, "系统故障", CIVIL, "【未整改】【申请延期至2026年12月10日】")],
        "招生": [("object", None, "机构改革职能划转", SCHOOLS, "【有异议】【认为应由临江区文旅局负责】已划转")],
        "共管": [("explain", None, "本期无该业务", f"{CIVIL}、{SCHOOLS}", "【仅说明】本期没有发生")],
        "无主": [],
    }
    assert {event.at for found in events.values() for event in found} == {datetime(2026, 11, 24, 12, tzinfo=CHINA)}


def test_what_is_asked_for_is_not_granted(root: Path, back: Path) -> None:
    file = filled(problem_list_of(notified(root)), ALL, back)
    assert imported(root, file) == 0
    assert run(["history", str(root), id_of(root, "低保")]) == 0
    assert [event.act for event in history(root, "低保")] == ["explain"]
    assert [event.due for event in history(root, "低保")] == [None]
    assert [event.unit for event in history(root, "招生")] == [None]


def test_the_same_file_twice_changes_nothing(root: Path, back: Path, said: Said) -> None:
    file = filled(problem_list_of(notified(root)), ALL, back)
    assert imported(root, file) == 0
    before = acts_in_all(root)
    said()
    assert imported(root, file) == 0
    assert acts_in_all(root) == before
    assert "已记下 0 条；此前已记过、没有变化 5 条。" in said()


def test_check_only_reads(root: Path, back: Path, said: Said) -> None:
    file = filled(problem_list_of(notified(root)), ALL, back)
    before = (root / "xuncha.db").read_bytes()
    said()
    assert imported(root, file, more=["--check"]) == 0
    told = said()
    assert "可以记下 5 条" in told
    assert "没有记录；去掉 --check 即记录。" in told
    assert acts_in_all(root) == len(CONFIRMED) * 2
    assert (root / "xuncha.db").read_bytes() == before


def test_at_says_when(root: Path, back: Path, said: Said) -> None:
    file = filled(problem_list_of(notified(root)), {"养老": FIXED}, back)
    assert imported(root, file, more=["--at", "2026-11-25"]) == 2
    assert "还没有到" in said()
    assert imported(root, file, more=["--at", "2026-11-19"]) == 2
    assert "办理时间不能早于它" in said() or history(root, "养老") == []
    assert imported(root, file, more=["--at", "2026-11-23 16:30"]) == 0
    assert [event.at for event in history(root, "养老")] == [datetime(2026, 11, 23, 16, 30, tzinfo=CHINA)]


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no choice": ({"说明": "我们已经改了"}, "没有选“整改情况”"),
    "a choice of their own": ({"整改情况": "整改中"}, "没有“整改中”这一项"),
    "a reason of their own": ({**FIXED, "原因": "太忙"}, "没有“太忙”这一项"),
    "no link": ({"整改情况": "已整改"}, "须填“整改链接”"),
    "no link but words": ({"整改情况": "已整改", "整改链接": "见首页"}, "“见首页”不是网址"),
    "a link to a file": ({"整改情况": "已整改", "整改链接": "file:///etc/passwd"}, "不是网址"),
    "a script": ({"整改情况": "已整改", "整改链接": "javascript:alert(1)"}, "不是网址"),
    "another site": ({"整改情况": "已整改", "整改链接": "https://evil.example/1"}, "不是临江区门户"),
    "a site that only looks like ours": (
        {"整改情况": "已整改", "整改链接": "https://www.linjiang.example.evil.example/1"}, "不是临江区门户",
    ),
    "our host as a user": ({"整改情况": "已整改", "整改链接": "https://www.linjiang.example@evil.example/"}, "门户"),
    "a link that runs on": ({"整改情况": "已整改", "整改链接": f"{SITE}/a请查看"}, "紧跟着汉字"),
    "no host": ({"整改情况": "已整改", "整改链接": "https:///1.html"}, "不是完整的网址"),
    "a broken host": ({"整改情况": "已整改", "整改链接": "https://[::1/1.html"}, "不是完整的网址"),
    "elsewhere without a link": ({"整改情况": "仅说明", "原因": "由上级或其他部门公开"}, "须填公开在哪里的网址"),
    "no business without words": ({"整改情况": "仅说明", "原因": "本期无该业务"}, "须写明“说明”"),
    "nothing said": ({"整改情况": "有异议"}, "须写明“原因”或“说明”"),
    "no date": ({"整改情况": "未整改", "申请延期至": "下周"}, "“下周”不是日期"),
    "a day that is none": ({"整改情况": "未整改", "申请延期至": "2026-02-31"}, "不是日期"),
    "a day that is past": ({"整改情况": "未整改", "申请延期至": "2026-11-23"}, "不晚于"),
    "a day before the deadline": ({"整改情况": "未整改", "申请延期至": "2026-11-27"}, "不晚于现在的期限"),
    "put right and to be put off": ({**FIXED, "申请延期至": "2026-12-20"}, "不必申请延期"),
    "put right and another's": ({**FIXED, "应由哪个单位负责": "教育局"}, "不应再写由别的单位负责"),
    "a formula without a result": ({"整改情况": "=IF(1,\"已整改\")"}, "没有结果的公式"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_does_not_fit_is_refused_with_its_cell(case: str, root: Path, back: Path, said: Said) -> None:
    cells, why = WRONG[case]
    source = problem_list_of(notified(root))
    file = filled(source, {"养老": cells, "救助": FIXED}, back)
    before = acts_in_all(root)
    said()
    assert imported(root, file) == 2
    told = said()
    assert why in told
    row = row_of(sheet_of(source)[1], "养老")
    assert f"{row}（" in told, "the cell is named"
    assert "“问题清单”表" in told
    assert id_of(root, "养老") in told
    assert "临江区反馈.xlsx 有 1 处须改正，整份没有记录" in told
    assert acts_in_all(root) == before, "nothing of the file is recorded"


@pytest.mark.parametrize(
    "cells",
    [
        {"整改情况": "已完成", "整改链接": f"{SITE}/1"},
        {"整改情况": " 已 整改。", "整改链接": f"网址：{SITE}/1 ；"},
        {"整改情况": "已整改（全部）", "整改链接": f"{SITE}/1\n{SITE}/2"},
        {"整改情况": "已整改", "整改链接": "https://zwgk.linjiang.example/1"},
        {"整改情况": "已整改", "整改链接": "http://linjiang.example/1"},
        {"整改情况": "已整改", "整改链接": "https://sjz.example/9", "原因": "由上级或其他部门公开"},
        {"整改情况": "已整改", "原因": "其他", "说明": "线下已办"},
        {"整改情况": "仅说明", "原因": "本期无该业务（附情况说明）", "说明": "没有"},
        {"整改情况": "未整改", "原因": "系统故障", "申请延期至": date(2026, 12, 10)},
        {"整改情况": "未整改", "申请延期至": "2026.12.10前"},
    ],
)
def test_what_clerks_write_is_understood(cells: dict[str, Any], root: Path, back: Path) -> None:
    assert imported(root, filled(problem_list_of(notified(root)), {"养老": cells}, back)) == 0
    assert len(history(root, "养老")) == 1


def test_further_links_are_kept(root: Path, back: Path) -> None:
    cells = {"整改情况": "已整改", "整改链接": f"{SITE}/1\n{SITE}/2"}
    assert imported(root, filled(problem_list_of(notified(root)), {"养老": cells}, back)) == 0
    (event,) = history(root, "养老")
    assert (event.link, event.reason) == (f"{SITE}/1", f"【已整改】其他链接：{SITE}/2")


def test_what_was_not_notified_is_not_answered(root: Path, back: Path, said: Said) -> None:
    notified(root, "救助")
    assert imported(root, filled(problem_list_of(root), {"养老": FIXED, "救助": FIXED}, back)) == 2
    assert "还没有下发，不能记下反馈；请先用 xuncha notice 下发" in said()
    assert history(root, "救助") == []


def test_unknown_and_added_rows(root: Path, back: Path, said: Said) -> None:
    book, sheet = sheet_of(problem_list_of(notified(root)))
    heads = heads_of(sheet)
    last = sheet.max_row
    sheet.cell(last + 1, heads["问题编号"]).value = "FZZZZZZZZ"
    sheet.cell(last + 1, heads["整改情况"]).value = "已整改"
    sheet.cell(last + 1, heads["整改链接"]).value = f"{SITE}/1"
    sheet.cell(last + 2, heads["整改情况"]).value = "已整改"
    sheet.cell(last + 2, heads["整改链接"]).value = f"{SITE}/1"
    book.save(back)
    assert imported(root, back) == 2
    told = said()
    assert "问题 FZZZZZZZZ：记录中没有这个编号" in told
    assert "有答复但没有“问题编号”" in told


def test_an_empty_list_answers_nothing(root: Path, back: Path, said: Said) -> None:
    before = acts_in_all(notified(root))
    assert imported(root, filled(problem_list_of(root), {}, back)) == 0
    assert acts_in_all(root) == before
    assert "已记下 0 条。" in said()


def _rows(sheet: Worksheet) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]


def _put(sheet: Worksheet, rows: list[list[Any]]) -> None:
    sheet.delete_rows(4, sheet.max_row)
    for number, row in enumerate(rows, start=4):
        for place, value in enumerate(row, start=1):
            sheet.cell(number, place).value = value


def test_sorted_filtered_deleted_moved_and_renamed(root: Path, back: Path) -> None:
    filled(problem_list_of(notified(root)), ALL, back)
    book, sheet = sheet_of(back)
    rows = _rows(sheet)
    random.Random(7).shuffle(rows)
    place = heads_of(sheet)["二级事项"] - 1
    _put(sheet, [row for row in rows if row[place] != "救助"])
    sheet.insert_cols(3)
    sheet.cell(3, 3).value = "区里备注"
    sheet.delete_cols(heads_of(sheet)["依据"])
    for head, other in {
        "整改链接": "整改后的链接（必填）",
        "说明": "情况说明",
        "整改情况": "整改情况\n（下拉选择）",
    }.items():
        sheet.cell(3, heads_of(sheet)[head]).value = other
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["B"].hidden = True
    book.remove(book["填写说明"])
    book.remove(book["公开情况"])
    book.save(back)
    assert imported(root, back) == 0
    assert [event.link for event in history(root, "养老")] == [f"{SITE}/yl/1.html"]
    assert [event.reason for event in history(root, "共管")] == ["【仅说明】本期没有发生"]
    assert history(root, "救助") == []


@pytest.mark.parametrize("head", ["登记码", "问题编号"])
def test_either_number_is_enough(head: str, root: Path, back: Path) -> None:
    filled(problem_list_of(notified(root)), {"养老": FIXED}, back)
    book, sheet = sheet_of(back)
    sheet.delete_cols(heads_of(sheet)[head])
    book.save(back)
    assert imported(root, back) == 0
    assert len(history(root, "养老")) == 1


def test_rows_sorted_without_their_hidden_codes_are_refused(root: Path, back: Path, said: Said) -> None:
    filled(problem_list_of(notified(root)), {"养老": FIXED, "救助": FIXED}, back)
    book, sheet = sheet_of(back)
    one, two = row_of(sheet, "养老"), row_of(sheet, "救助")
    code = heads_of(sheet)["登记码"]
    sheet.cell(one, code).value, sheet.cell(two, code).value = sheet.cell(two, code).value, sheet.cell(one, code).value
    book.save(back)
    assert imported(root, back) == 2
    assert "可能排序时没有选中整张表" in said()


def test_descriptions_that_moved_are_noticed(root: Path, back: Path, said: Said) -> None:
    filled(problem_list_of(notified(root)), {"养老": FIXED}, back)
    book, sheet = sheet_of(back)
    sheet.cell(row_of(sheet, "养老"), heads_of(sheet)["问题描述"]).value = "另一个问题"
    book.save(back)
    assert imported(root, back) == 2
    assert "“问题描述”与隐藏的“登记码”对不上" in said()


def _changed(back: Path, head: str, change: Callable[[str], str]) -> None:
    book, sheet = sheet_of(back)
    for row in range(4, sheet.max_row + 1):
        cell = sheet.cell(row, heads_of(sheet)[head])
        cell.value = change(str(cell.value))
    book.save(back)


def test_a_changed_round_is_refused(root: Path, back: Path, said: Said) -> None:
    filled(problem_list_of(notified(root)), {"养老": FIXED}, back)
    _changed(back, "登记码", lambda code: code.replace("2026-11", "2026-12"))
    assert imported(root, back) == 2
    assert "批次“2026-12”中没有这个问题" in said()


def test_a_changed_round_on_the_guide_is_refused(root: Path, back: Path, said: Said) -> None:
    filled(problem_list_of(notified(root)), {"养老": FIXED}, back)
    book, _ = sheet_of(back)
    guide = book["填写说明"]
    row = next(row for row in guide.iter_rows() if row[0].value == "批次")
    row[1].value = "2026-12"
    book.save(back)
    assert imported(root, back) == 2
    assert "“填写说明”中的批次“2026-12”没有巡查过这个区" in said()


def test_a_damaged_code_is_refused(root: Path, back: Path, said: Said) -> None:
    filled(problem_list_of(notified(root)), {"养老": FIXED}, back)
    _changed(back, "登记码", lambda code: code[2:])
    assert imported(root, back) == 2
    assert "“登记码”被改动" in said()


def test_another_offices_list_is_refused(root: Path, back: Path, said: Said) -> None:
    filled(problem_list_of(notified(root)), {"养老": FIXED}, back)
    _changed(back, "登记码", lambda code: "-".join([*code.split("-")[:2], "abcdef", *code.split("-")[3:]]))
    assert imported(root, back) == 2
    assert "不是本工作区（江州政务公开办公室）发出的" in said()


def test_a_newer_form_is_refused(root: Path, back: Path, said: Said) -> None:
    filled(problem_list_of(notified(root)), {"养老": FIXED}, back)
    _changed(back, "登记码", lambda code: code.replace("XC1", "XC9"))
    assert imported(root, back) == 2
    assert "较新版本的程序" in said()


def test_a_leak_is_not_answered_in_a_list(root: Path, back: Path, said: Said) -> None:
    decide(root, "隐私")
    source = problem_list_of(notified(root, *CONFIRMED, "隐私"))
    filled(source, {"养老": FIXED}, back)
    leak, own = id_of(root, "隐私"), id_of(root, "养老")
    assert leak not in [cell.value for row in sheet_of(source)[1].iter_rows() for cell in row]
    book, sheet = sheet_of(back)
    sheet.delete_cols(heads_of(sheet)["登记码"])
    sheet.cell(row_of(sheet, "养老"), heads_of(sheet)["问题编号"]).value = leak
    book.save(back)
    assert imported(root, back) == 2
    assert "不列入清单" in said()
    assert leak != own


@pytest.mark.parametrize("name", ["别的.xlsx", "别的.csv", "别的.docx", "不在.xlsx"])
def test_other_files_are_refused(name: str, root: Path, tmp_path: Path, said: Said) -> None:
    path = tmp_path / name
    if name.endswith("xlsx") and name != "不在.xlsx":
        book, _ = sheet_of(problem_list_of(notified(root)))
        for title in ("问题清单", "填写说明"):
            book.remove(book[title])
        book.save(path)
    elif name.endswith("csv"):
        path.write_text("问题编号,说明\nF1,好\n", encoding="utf-8")
    elif name.endswith("docx"):
        path.write_bytes(b"PK")
    assert imported(root, path) == 2
    assert name in said()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_csv_comes_back_too(encoding: str, root: Path, back: Path) -> None:
    _, sheet = sheet_of(filled(problem_list_of(notified(root)), ALL, back))
    path = back.with_suffix(".csv")
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows([["" if cell is None else cell for cell in row]
                                    for row in sheet.iter_rows(values_only=True)])  # fmt: skip
    assert imported(root, path) == 0
    assert [len(history(root, name)) for name in ALL] == [1] * len(ALL)


def test_two_answers_that_differ(root: Path, back: Path, said: Said) -> None:
    source = problem_list_of(notified(root))
    one = filled(source, {"共管": FIXED, "养老": FIXED}, back)
    objected = {"整改情况": "有异议", "说明": "不是我局的"}
    two = filled(source, {"共管": objected, "招生": FIXED}, back.with_name("教育局.xlsx"))
    three = filled(source, {"救助": FIXED}, back.with_name("第三份.xlsx"))
    assert imported(root, one, two, three) == 2
    told = said()
    assert f"问题 {id_of(root, '共管')} 有两份不同的答复：临江区反馈.xlsx “问题清单”表" in told
    assert "教育局.xlsx 有 1 处须改正，整份没有记录" in told
    assert "第三份.xlsx（问题清单）：已记下 1 条" in told, "each file as a whole or not at all"
    assert [len(history(root, name)) for name in ("共管", "养老", "招生", "救助")] == [0, 0, 0, 1]


def test_two_answers_that_agree(root: Path, back: Path) -> None:
    source = problem_list_of(notified(root))
    one = filled(source, {"共管": FIXED}, back)
    two = filled(source, {"共管": FIXED, "招生": FIXED}, back.with_name("教育局.xlsx"))
    assert imported(root, one, two) == 0
    assert [len(history(root, name)) for name in ("共管", "招生")] == [1, 1]


def test_a_row_that_was_copied_and_changed(root: Path, back: Path, said: Said) -> None:
    filled(problem_list_of(notified(root)), {"养老": FIXED}, back)
    book, sheet = sheet_of(back)
    copy = [cell.value for cell in sheet[row_of(sheet, "养老")]]
    copy[heads_of(sheet)["整改链接"] - 1] = f"{SITE}/other"
    sheet.append(copy)
    book.save(back)
    assert imported(root, back) == 2
    assert "有两份不同的答复" in said()


def test_sent_back_and_answered_again(root: Path, back: Path, said: Said) -> None:
    old = filled(problem_list_of(notified(root)), {"养老": FIXED}, back)
    assert imported(root, old, more=["--at", "2026-11-21 10:00"]) == 0
    act(root, ["养老"], "退回", "2026-11-22 10:00", "--reason", "打不开")
    said()
    assert imported(root, old) == 0
    assert "与退回以前的相同，没有再记" in said()
    assert len(history(root, "养老")) == 1
    new = filled(problem_list_of(root), {"养老": FIXED}, back.with_name("再次.xlsx"))
    assert imported(root, new, more=["--at", "2026-11-23 10:00"]) == 0
    assert imported(root, new, more=["--at", "2026-11-23 10:00"]) == 0
    assert [event.act for event in history(root, "养老")] == ["reply", "reply"]


def test_what_was_answered_is_not_answered_otherwise(root: Path, back: Path, said: Said) -> None:
    act(notified(root), ["养老"], "反馈", "2026-11-21", "--link", f"{SITE}/1", "--reason", "电话告知")
    file = filled(problem_list_of(root), {"养老": FIXED, "救助": FIXED}, back)
    assert imported(root, file) == 2
    assert "不用再反馈，请清空这一行；要更改反馈的，先用 xuncha handle" in said()
    assert history(root, "救助") == []


def test_a_list_of_a_round_before_the_fault_came_back(root: Path, back: Path, said: Said) -> None:
    old = filled(problem_list_of(notified(root)), {"养老": FIXED}, back)
    assert imported(root, old, more=["--at", "2026-11-20 10:00"]) == 0
    act(root, ["养老"], "复查通过", "2026-11-21", "--reason", "已见")
    judge(root, "2026-11b", date(2026, 11, 23), ["养老"])
    decide(root, "养老", at="2026-11-23")
    act(root, ["养老"], "下发", "2026-11-24 10:00")
    said()
    assert imported(root, old) == 2
    assert "又在批次“2026-11b”重新发现，请用新批次的清单答复" in said()
    new = filled(problem_list_of(root, "2026-11b"), {"养老": FIXED}, back.with_name("新.xlsx"))
    assert imported(root, new) == 0
    assert [event.act for event in history(root, "养老")] == ["reply", "reply"]


def test_what_is_open_of_an_earlier_round_is_answered_in_the_new_list(root: Path, back: Path) -> None:
    notified(root)
    judge(root, "2026-11b", date(2026, 11, 23), ["招生"])
    source = problem_list_of(root, "2026-11b")
    book, sheet = sheet_of(source, "往期未整改问题")
    sheet.cell(row_of(sheet, "养老"), heads_of(sheet)["整改情况"]).value = "已整改"
    sheet.cell(row_of(sheet, "养老"), heads_of(sheet)["整改链接"]).value = f"{SITE}/1"
    book.save(back)
    assert imported(root, back) == 0
    assert [event.act for event in history(root, "养老")] == ["reply"]


COMMENTS = {
    "养老": {"核对意见": "属实"},
    "救助": {"核对意见": "部分属实", "原因": "认定错误", "说明": "其中一项已公开", "佐证链接": f"{SITE}/1"},
    "低保": {"核对意见": "有异议", "原因": "已公开但在其他栏目", "佐证链接": f"{SITE}/2"},
    "招生": {"核对意见": "不属本单位职责", "应由哪个单位负责": "临江区人社局"},
    "共管": {"核对意见": "属实", "申请延期至": "2026-12-31", "说明": "正在改版"},
}


def test_comments_on_a_draft(root: Path, back: Path, said: Said) -> None:
    file = filled(draft_of(drafted(root)), COMMENTS, back)
    said()
    assert imported(root, file) == 0
    told = said()
    assert "征求意见稿）：已记下 5 条（提出异议 3，无异议 1，说明 1）。" in told
    assert f"临江区征求意见的问题还有 1 个没有答复：{id_of(root, '无主')}。" in told
    shown = {name: [(e.act, e.link, e.choice, e.reason) for e in history(root, name)] for name in COMMENTS}
    assert shown == {
        "养老": [("agree", None, None, "【属实】")],
        "救助": [("object", f"{SITE}/1", "认定错误", "【部分属实】其中一项已公开")],
        "低保": [("object", f"{SITE}/2", "已公开但在其他栏目", "【有异议】")],
        "招生": [("object", None, None, "【不属本单位职责】【认为应由临江区人社局负责】")],
        "共管": [("explain", None, None, "【属实】【申请延期至2026年12月31日】正在改版")],
    }
    assert imported(root, file) == 0
    assert "此前已记过、没有变化 5 条" in said()


def test_units_files_come_back_by_their_folder(root: Path, back: Path) -> None:
    paths = {path.stem: path for path in lists_of(drafted(root), comment_sheet)[1:]}
    objected = {"核对意见": "有异议", "说明": "不是"}
    filled(paths[CIVIL], {"救助": objected}, back.parent / "分" / "1.xlsx")
    filled(paths[SCHOOLS], {"共管": objected}, back.parent / "分" / "2.xlsx")
    (back.parent / "分" / "~$1.xlsx").write_bytes(b"open elsewhere")
    assert imported(root, back.parent / "分") == 0
    assert [(e.who, e.speaker) for e in history(root, "救助")] == [(CIVIL, "unit")]
    assert [(e.who, e.speaker) for e in history(root, "共管")] == [(SCHOOLS, "unit")], "whose file it is"


def test_a_draft_that_was_never_sent(root: Path, back: Path, said: Said) -> None:
    assert imported(root, filled(draft_of(root), {"救助": COMMENTS["救助"]}, back)) == 2
    assert "没有记下征求过意见" in said()


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"核对意见": "已整改"}, "没有“已整改”这一项"),
        ({"核对意见": "不属本单位职责"}, "须写“应由哪个单位负责”"),
        ({"核对意见": "部分属实"}, "须写明“原因”或“说明”"),
        ({"核对意见": "属实", "应由哪个单位负责": "教育局"}, "不应再写由别的单位负责"),
        ({"说明": "不对"}, "没有选“核对意见”"),
    ],
)
def test_comments_that_do_not_fit(cells: dict[str, str], why: str, root: Path, back: Path, said: Said) -> None:
    assert imported(root, filled(draft_of(drafted(root)), {"救助": cells}, back)) == 2
    assert why in said()


def test_a_row_of_the_other_form_is_refused(root: Path, back: Path, said: Said) -> None:
    """Rows of a draft that were copied into a problem list: their codes tell."""
    drafted(root)
    _, draft = sheet_of(draft_of(root))
    code = draft.cell(row_of(draft, "养老"), heads_of(draft)["登记码"]).value
    filled(problem_list_of(notified(root)), {"养老": {**FIXED, "登记码": code}}, back)
    assert imported(root, back) == 2
    assert "出自征求意见稿" in said()


def test_columns_of_their_own_are_told_of(root: Path, back: Path, said: Said) -> None:
    filled(problem_list_of(notified(root)), {"养老": FIXED}, back)
    book, sheet = sheet_of(back)
    place = sheet.max_column + 1
    sheet.cell(3, place).value = "联系人"
    sheet.cell(4, place).value = "李四"
    book.save(back)
    assert imported(root, back) == 0
    assert "“联系人” 不是本表的列" in said()


def test_the_workspace_is_found_from_the_file_or_the_present_folder(
    root: Path, back: Path, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = problem_list_of(notified(root))
    inside = filled(source, {"养老": FIXED}, root / "收到" / "1.xlsx")
    assert run(["reply", "import", str(inside)]) == 0
    outside = filled(source, {"救助": FIXED}, back)
    monkeypatch.chdir(back.parent)
    assert run(["reply", "import", str(outside)]) == 2
    assert "看不出记到哪里" in said()
    monkeypatch.chdir(root / "rounds")
    assert run(["reply", "import", str(outside)]) == 0
    assert run(["reply", "import", str(root)]) == 2
    assert "没有写要导入哪个文件" in said()


HOSTILE = ['=cmd|"/c calc"!A1', "<script>alert(1)</script>", "\u202e反\u200b向", "长" * 5000, "😀{{ 7*7 }}#panic()]",
           "'; drop table acts;--", "电话13812341234"]  # fmt: skip


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_words_stay_words(number: int, root: Path, back: Path) -> None:
    filled(problem_list_of(notified(root)), {"养老": FIXED}, back)
    book, sheet = sheet_of(back)
    cell = sheet.cell(row_of(sheet, "养老"), heads_of(sheet)["说明"])
    cell.value = HOSTILE[number]
    cell.data_type = "s"
    book.save(back)
    assert imported(root, back) == 0
    (event,) = history(root, "养老")
    assert event.reason == f"【已整改】{told(HOSTILE[number])}"
    assert imported(root, back) == 0
    assert len(history(root, "养老")) == 1


def test_hostile_choices_and_numbers_are_shown_and_refused(root: Path, back: Path, said: Said) -> None:
    filled(problem_list_of(notified(root)), {"养老": FIXED}, back)
    book, sheet = sheet_of(back)
    row = row_of(sheet, "养老")
    for head, value in (("整改情况", "\u202e<b>" + "长" * 500), ("登记码", ""), ("问题编号", "X' or '1'='1")):
        sheet.cell(row, heads_of(sheet)[head]).value = value
    book.save(back)
    assert imported(root, back) == 2
    assert len(said()) < 1000


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed: not opened and saved by it")
@pytest.mark.parametrize(
    "ending", ["xlsx:Calc MS Excel 2007 XML", "xls:MS Excel 97", "csv:Text - txt - csv (StarCalc):44,34,76"]
)
def test_saved_again_by_libreoffice(ending: str, root: Path, back: Path, tmp_path: Path) -> None:
    def saved(path: Path, to: str, out: str) -> Path:
        command = [
            "soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
            "--convert-to", to, "--outdir", str(tmp_path / out), str(path),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return tmp_path / out / f"{path.stem}.{to.partition(':')[0]}"

    opened = saved(problem_list_of(notified(root)), "xlsx:Calc MS Excel 2007 XML", "opened")
    _, sheet = sheet_of(opened)
    assert sheet.protection.sheet
    assert len([one for one in sheet.data_validations.dataValidation if one.type == "list"]) == 2
    assert not sheet.cell(4, heads_of(sheet)["整改情况"]).protection.locked
    file = saved(filled(opened, ALL, back), ending, "closed")
    assert imported(root, file) == 0
    assert [len(history(root, name)) for name in ALL] == [1] * len(ALL)
