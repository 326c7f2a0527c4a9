"""`xuncha mapping`: the directory–column table out to a district, filled as clerks fill it, and back again."""

import random
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from audits.ledger import Memory
from console.cli import run
from console.match_memory import freeze_words
from console.renamed_entries import PresentNames
from inspection.office_tables import read_column_notes
from inspection.round_store import open_round
from inspection.types.directory import Entry
from inspection.types.judgement import ColumnNote, Coverage, Match, MatchWord
from inspection.types.portal import ListedItem
from inspection.workspace import open_workspace
from matchers.match import match_round
from reports.mapping_table import COLUMN_SHEET, ENTRY_SHEET, GUIDE_SHEET
from tests.console.mapping_made import CASE, TOP, columns_of, exported, filled, heads_of, judge, made_workspace, rows_of

OWN = "# 手工记的\r\n临江区,首页>重点领域>通知公告,区政府办,,30,,,\r\n"
BACKUP, BENEFIT = "首页 > 重点领域 > 养老服务 > 养老机构备案", "首页 > 重点领域 > 养老服务 > 扶持补贴公示"
NOTICES, RELIEF = "首页 > 重点领域 > 通知公告", "首页 > 重点领域 > 社会救助 > 临时救助"
ALL_RIGHT = {
    "养老机构备案": {"核对结果": "属实"},
    "养老服务扶持补贴": {"核对结果": "改为其他栏目", "正确栏目": NOTICES},
    "居住证换领": {"核对结果": "本区无此业务", "备注": "由市局统一办理"},
    "服现役注销": {"核对结果": "在其他网站公开", "网址": "https://zwfw.jiangzhou.example/9"},
    "养老机构投资指南": {"核对结果": "尚无栏目"},
}

Fill = Mapping[str, Mapping[str, Any]]


def notes(folder: Path) -> list[ColumnNote]:
    return read_column_notes(folder / "columns.csv", open_workspace(folder).districts)


def pairs(folder: Path) -> set[tuple[str, str | None, str | None]]:
    """Path, first and second level of each row that names an entry."""
    return {(" > ".join(note.column), note.level1, note.level2) for note in notes(folder) if note.domain}


def back(folder: Path, answers: Fill, name: str = "填好.xlsx") -> Path:
    return filled(exported(folder), answers, folder.parent / "back" / name)


def imported(folder: Path, *files: Path) -> int:
    return run(["mapping", "import", str(folder), *map(str, files)])


def rejudge(folder: Path) -> list[Match]:
    """The round matched again with columns.csv as it is now."""
    with open_round(folder / "rounds" / "2026-11" / "linjiang" / "round.db") as store:
        store.replace(ColumnNote, notes(folder))
        match_round(store)
        return [match for match in store.read(Match) if match.kind == "column"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made_workspace(tmp_path / "江州", OWN)


def test_every_entry_goes_out_with_what_is_likely(folder: Path) -> None:
    rows = rows_of(exported(folder))
    assert set(rows) == {str(entry["level2"]) for entry in CASE["entries"]}
    assert rows["养老机构备案"]["系统建议的栏目"] == BACKUP
    assert rows["养老机构备案"]["把握程度"] == "高"
    assert rows["养老机构备案"]["已公开条数"] == 2
    assert rows["养老机构备案"]["公开主体"] == "区民政局"
    assert rows["居住证换领"]["把握程度"] == "未找到"
    assert {row["核对结果"] for row in rows.values()} == {None}


def test_every_column_goes_out_with_what_it_answers(folder: Path) -> None:
    sheet = openpyxl.load_workbook(exported(folder))[COLUMN_SHEET]
    assert isinstance(sheet, Worksheet)
    listed = {row[1]: row[6] for row in sheet.iter_rows(min_row=4, values_only=True)}
    assert listed[BACKUP] == "养老服务—养老服务业务办理—养老机构备案"
    assert listed[RELIEF] == "社会救助—临时救助—办事指南\n社会救助—临时救助—审核审批信息"
    assert listed[NOTICES] == "（尚未对应事项）"
    assert "首页 > 重点领域 > 养老服务" not in listed, "a column that only has children can answer nothing"


def test_what_a_district_says_is_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (folder / "columns.csv").read_bytes()
    assert imported(folder, back(folder, ALL_RIGHT)) == 0
    assert pairs(folder) == {
        (BACKUP, "养老服务业务办理", "养老机构备案"),
        (NOTICES, "养老服务业务办理", "养老服务扶持补贴"),
    }
    text = (folder / "columns.csv").read_bytes()
    assert text.startswith(before), "what people wrote stands as it stood, to the byte"
    (kept,) = folder.glob("columns（*导入前）.csv")
    assert kept.read_bytes() == before
    said = capsys.readouterr().err
    assert "属实 1，改为其他栏目 1，本区无此业务 1，在其他网站公开 1，尚无栏目 1；未答复 2" in said
    assert "新增 2 行" in said
    assert "不加 --offline" in said
    assert f"“养老服务—养老服务业务办理—养老服务扶持补贴”：表中建议“{BENEFIT}” → 区里改为“{NOTICES}”" in said


def test_a_file_of_proposals_that_cannot_be_read_leaves_columns_csv_alone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "waivers待确认.csv").write_bytes("区,领域".encode("utf-16"))
    before = (folder / "columns.csv").read_bytes()
    assert imported(folder, back(folder, ALL_RIGHT)) == 2
    assert "waivers待确认.csv" in capsys.readouterr().err
    assert (folder / "columns.csv").read_bytes() == before
    assert not list(folder.glob("columns（*导入前）.csv"))


def test_a_new_row_keeps_the_columns_keeper_and_period(folder: Path) -> None:
    assert imported(folder, back(folder, ALL_RIGHT)) == 0
    (new,) = [note for note in notes(folder) if note.level2 == "养老服务扶持补贴"]
    assert (new.unit, new.limit_days) == ("区政府办", 30)


def test_the_keeper_of_a_column_is_not_written_to_an_entry_that_prints_its_publisher(folder: Path) -> None:
    answers = {name: {"核对结果": "不对", "正确栏目": NOTICES} for name in ("养老机构备案", "居住证换领")}
    assert imported(folder, back(folder, answers)) == 0
    kept = {note.level2: (note.unit, note.limit_days) for note in notes(folder) if note.domain}
    assert kept == {"养老机构备案": (None, 30), "居住证换领": ("区政府办", 30)}


def test_the_same_file_twice_changes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = back(folder, ALL_RIGHT)
    assert imported(folder, file) == 0
    there = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    capsys.readouterr()
    assert imported(folder, file) == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == there
    assert "columns.csv 没有变化" in capsys.readouterr().err


def test_what_was_confirmed_outranks_scores_and_is_filled_in_the_next_time(folder: Path) -> None:
    assert imported(folder, back(folder, ALL_RIGHT)) == 0
    by_table = {(match.title, match.level2) for match in rejudge(folder) if match.decided_by == "mapping"}
    assert by_table == {(BACKUP, "养老机构备案"), (NOTICES, "养老服务扶持补贴")}
    again = rows_of(exported(folder))
    assert again["养老服务扶持补贴"]["系统建议的栏目"] == NOTICES
    assert again["养老服务扶持补贴"]["把握程度"] == "已确认"
    assert again["养老服务扶持补贴"]["核对结果"] == "属实"
    there = (folder / "columns.csv").read_bytes()
    assert imported(folder, back(folder, {})) == 0
    assert (folder / "columns.csv").read_bytes() == there


def test_a_whole_first_level_in_one_column_stays_shared(folder: Path) -> None:
    """Its pages are told apart one by one, as before: nobody said that each of them answers every entry."""
    assert imported(folder, back(folder, {name: {"核对结果": "属实"} for name in ("办事指南", "审核审批信息")})) == 0
    assert pairs(folder) == {(RELIEF, "临时救助", None)}
    rejudge(folder)
    with open_round(folder / "rounds" / "2026-11" / "linjiang" / "round.db") as store:
        pages = {coverage.level2: coverage.pages for coverage in store.read(Coverage) if coverage.domain == "社会救助"}
    assert pages == {"办事指南": 1, "审核审批信息": 0}


def test_several_columns_for_one_entry(folder: Path) -> None:
    right = f"{BENEFIT}\n部门 > 预算/决算；{NOTICES}"
    assert imported(folder, back(folder, {"居住证换领": {"核对结果": "改为其他栏目", "正确栏目": right}})) == 0
    accepted = {match.title for match in rejudge(folder) if match.level2 == "居住证换领" and match.decision == "accept"}
    assert accepted == {BENEFIT, "部门 > 预算/决算", NOTICES}, "a name with a stroke in it is still one name"


def test_a_correction_takes_the_place_of_what_the_table_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (
        f"临江区,{BENEFIT},区民政局,每月,,养老服务,养老服务业务办理,养老机构备案\r\n临江区,{NOTICES},,,,户籍管理,,\r\n"
    )
    folder = made_workspace(tmp_path / "江州", lines)
    answers = {
        "养老机构备案": {"核对结果": "改为其他栏目", "正确栏目": BACKUP},
        "服现役注销": {"核对结果": "改为其他栏目", "正确栏目": "首页 > 重点领域 > 户籍管理 > 服现役注销"},
    }
    assert imported(folder, back(folder, answers)) == 0
    said = capsys.readouterr().err
    assert f"第 2 行原为“{BENEFIT}” → 现为“{BACKUP}”，原行已停用" in said
    assert "第 3 行" in said
    assert "原行还对应其他事项，没有改动" in said
    text = (folder / "columns.csv").read_text(encoding="utf-8-sig")
    assert f"#临江区,{BENEFIT},区民政局,每月,,养老服务,养老服务业务办理,养老机构备案" in text
    assert (BACKUP, "养老服务业务办理", "养老机构备案") in pairs(folder)
    assert (BENEFIT, "养老服务业务办理", "养老机构备案") not in pairs(folder)
    assert [note.unit for note in notes(folder) if " > ".join(note.column) == BENEFIT] == ["区民政局"]
    assert imported(folder, folder.parent / "back" / "填好.xlsx") == 0
    assert (folder / "columns.csv").read_text(encoding="utf-8-sig") == text


def test_what_needs_the_offices_consent_is_only_proposed(folder: Path) -> None:
    before = (folder / "waivers.csv").read_bytes()
    assert imported(folder, back(folder, ALL_RIGHT)) == 0
    assert (folder / "waivers.csv").read_bytes() == before
    lines = (folder / "waivers待确认.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == before.decode("utf-8-sig").strip(), "ready to be copied"
    assert any(",不涉及,区里填报本区无此业务：由市局统一办理," in line for line in lines)
    assert any(",报备,区里填报在其他网站公开：https://zwfw.jiangzhou.example/9," in line for line in lines)
    with (folder / "waivers.csv").open("a", encoding="utf-8") as file:
        file.write("\n".join(lines[1:]) + "\n")
    (folder / "waivers待确认.csv").unlink()
    again = exported(folder.rename(folder.with_name("南州")))
    assert rows_of(again)["居住证换领"]["核对结果"] == "本区无此业务"
    assert imported(folder.with_name("南州"), folder.parent / "back" / "填好.xlsx") == 0
    assert not (folder.with_name("南州") / "waivers待确认.csv").exists()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("是", BACKUP), ("属实 ", BACKUP), ("对", BACKUP), ("√", BACKUP), ("属实。", BACKUP), ("ＯＫ", BACKUP),
        ("已确认", BACKUP), ("无此业务", None), ("没有栏目", None), ("不涉及", None),
    ],
)  # fmt: skip
def test_typed_words_are_understood(folder: Path, typed: str, meant: str | None) -> None:
    assert imported(folder, back(folder, {"养老机构备案": {"核对结果": typed}})) == 0
    expected = {(meant, "养老服务业务办理", "养老机构备案")} if meant else set()
    assert pairs(folder) == expected


@pytest.mark.parametrize(
    "right",
    [
        NOTICES, "首页>重点领域>通知公告", "重点领域 / 通知公告", " 首页 ＞ 重点领域 ＞ 通知公告 ", "6", "第6号",
        "http://linjiang.example/c06/index.html",
    ],
)  # fmt: skip
def test_a_column_may_be_chosen_copied_typed_or_given_by_address(folder: Path, right: str) -> None:
    assert imported(folder, back(folder, {"居住证换领": {"正确栏目": right}})) == 0
    assert pairs(folder) == {(NOTICES, "居住证", "居住证换领")}


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"核对结果": "无"}, "L4：看不出“无”是哪一种"),
        ({"核对结果": "基本属实，但名称不同"}, "看不出“基本属实，但名称不同”是哪一种"),
        ({"核对结果": "改为其他栏目"}, "M4：选了“改为其他栏目”而没有填“正确栏目”"),
        ({"核对结果": "不对", "正确栏目": "通知公告"}, "“通知公告”可以是 2 个栏目"),
        ({"核对结果": "不对", "正确栏目": "养老服务"}, "“养老服务”只是上级栏目"),
        ({"核对结果": "不对", "正确栏目": "首页 > 重点领域 > 通知公吿"}, f"是不是“{NOTICES}”"),
        ({"核对结果": "不对", "正确栏目": "99"}, "没有第 99 号"),
        ({"核对结果": "不对", "网址": "https://elsewhere.example/1"}, "N4：网址“https://elsewhere.example/1”不是本区门户"),
        ({"核对结果": "在其他网站公开"}, "N4：请填写公开页面的网址"),
        ({"核对结果": "在其他网站公开", "网址": "见市局网站"}, "N4：请填写公开页面的网址"),
        ({"核对结果": "尚无栏目", "正确栏目": NOTICES}, "M4：选了“尚无栏目”，又填了“正确栏目”"),
        ({"核对结果": "属实", "正确栏目": NOTICES}, "M4：选了“属实”，又填了别的栏目"),
        ({"网址": "https://elsewhere.example/1"}, "L4：填了网址而没有选“核对结果”"),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_refused_with_place_and_cure(
    folder: Path, capsys: pytest.CaptureFixture[str], answer: dict[str, str], said: str
) -> None:
    first = next(iter(rows_of(exported(folder))))
    before = (folder / "columns.csv").read_bytes()
    assert imported(folder, back(folder, {first: answer, "养老机构备案": {"核对结果": "属实"}} | {first: answer})) == 2
    shown = capsys.readouterr().err
    assert said in shown
    assert f"“{ENTRY_SHEET}”表" in shown
    assert "什么都没有改动" in shown
    assert (folder / "columns.csv").read_bytes() == before
    assert not list(folder.glob("columns（*")) + list(folder.glob("waivers待确认*"))


def test_everything_wrong_is_said_at_once_and_nothing_imported(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = ALL_RIGHT | {"办事指南": {"核对结果": "无"}, "审核审批信息": {"核对结果": "改为其他栏目"}}
    answers |= {"居住证换领": {"核对结果": "属实"}}
    before = (folder / "columns.csv").read_bytes()
    assert imported(folder, back(folder, answers)) == 2
    said = capsys.readouterr().err
    assert "有 3 处须改正" in said
    assert "没有建议的栏目，不能填“属实”" in said
    assert (folder / "columns.csv").read_bytes() == before


def _shuffled(sheet: Worksheet) -> None:
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    random.Random(5).shuffle(rows)
    for at, row in enumerate(rows, start=4):
        for place, value in enumerate(row, start=1):
            sheet.cell(at, place).value = value


def _columns_moved(sheet: Worksheet) -> None:
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    for at, row in enumerate(rows, start=3):
        for place, value in enumerate([*row[11:], *row[:11]], start=1):
            sheet.cell(at, place).value = value


def _without_codes(sheet: Worksheet) -> None:
    sheet.delete_cols(heads_of(sheet)["事项编码"], 3)


def _without_title(sheet: Worksheet) -> None:
    sheet.delete_rows(1, 2)


def _rows_and_remarks_added(sheet: Worksheet) -> None:
    sheet.insert_rows(1, 3)
    sheet.cell(1, 1).value = "请各科室核对"
    sheet.cell(sheet.max_row + 2, 2).value = None


def _unasked_rows_deleted(sheet: Worksheet) -> None:
    at = heads_of(sheet)["核对结果"]
    for row in range(sheet.max_row, 3, -1):
        if not sheet.cell(row, at).value:
            sheet.delete_rows(row)


def _rows_hidden_by_a_filter(sheet: Worksheet) -> None:
    for row in range(4, sheet.max_row + 1, 2):
        sheet.row_dimensions[row].hidden = True


@pytest.mark.parametrize(
    "spoil",
    [
        _shuffled, _columns_moved, _without_codes, _without_title, _rows_and_remarks_added, _unasked_rows_deleted,
        _rows_hidden_by_a_filter,
    ],
)  # fmt: skip
def test_a_table_that_was_worked_on_is_still_understood(folder: Path, spoil: Callable[[Worksheet], None]) -> None:
    file = back(folder, ALL_RIGHT)
    book = openpyxl.load_workbook(file)
    sheet = book[ENTRY_SHEET]
    assert isinstance(sheet, Worksheet)
    spoil(sheet)
    book.save(file)
    assert imported(folder, file) == 0
    assert pairs(folder) == {
        (BACKUP, "养老服务业务办理", "养老机构备案"),
        (NOTICES, "养老服务业务办理", "养老服务扶持补贴"),
    }


def test_names_sorted_without_their_codes_confirm_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = back(folder, {"养老机构备案": {"核对结果": "属实"}, "办事指南": {"核对结果": "属实"}})
    book = openpyxl.load_workbook(file)
    sheet = book[ENTRY_SHEET]
    assert isinstance(sheet, Worksheet)
    codes = heads_of(sheet)["事项编码"]
    left = [[cell.value for cell in row[: codes - 1]] for row in sheet.iter_rows(min_row=4)]
    for at, row in enumerate(reversed(left), start=4):
        for place, value in enumerate(row, start=1):
            sheet.cell(at, place).value = value
    book.save(file)
    assert imported(folder, file) == 2
    assert "可能排序时没有选中整张表" in capsys.readouterr().err
    assert pairs(folder) == set()


def test_two_answers_for_one_entry_are_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = back(folder, ALL_RIGHT)
    book = openpyxl.load_workbook(file)
    copy = book.copy_worksheet(book[ENTRY_SHEET])
    copy.cell(4, heads_of(copy)["核对结果"]).value = "尚无栏目"
    copy.cell(4, heads_of(copy)["正确栏目"]).value = None
    copy.cell(5, heads_of(copy)["核对结果"]).value = "尚无栏目"
    copy.cell(5, heads_of(copy)["正确栏目"]).value = None
    book.save(file)
    assert imported(folder, file) == 2
    assert "两处不同，请只留一处" in capsys.readouterr().err


def test_a_column_that_the_office_refused_is_not_proposed_again(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = exported(folder)
    assert rows_of(before)["养老机构备案"]["系统建议的栏目"] == BACKUP
    column = next(one for one in columns_of(folder) if " > ".join(one.path) == BACKUP)
    entry = ("养老服务", "养老服务业务办理", "养老机构备案")
    on = date(2026, 11, 17)
    no = MatchWord("column", column.id, "linjiang", *entry, "reject", BACKUP, column.path, "", "不是", on, "2026-11")
    with open_round(folder / "rounds" / "2026-11" / "linjiang" / "round.db") as store:
        held = next(item for item in store.read(ListedItem) if item.column == column.id)
        one = replace(no, kind="page", subject=held.url, word="confirm", title=held.title)
        store.replace(MatchWord, [no, one])
        match_round(store)
    filed = filled(before, {"养老机构备案": {"核对结果": "属实"}}, folder.parent / "back" / "填好.xlsx")
    assert imported(folder, filed) == 0
    assert f"区里填的“{BACKUP}”，办公室已核定不对应" in capsys.readouterr().err
    (folder / "columns.csv").unlink()
    row = rows_of(exported(folder))["养老机构备案"]
    assert BACKUP not in (row["系统建议的栏目"], row["其他可能的栏目"])


NONE_OF_IT = "区里填报“尚无栏目”：正在建设"
FILING = ("养老服务", "养老服务业务办理", "养老机构备案")


def words(folder: Path) -> list[MatchWord]:
    """What the memory keeps of matches of 临江区, in the order in which it was said."""
    with Memory(folder / "xuncha.db") as memory:
        return [one.word for one in memory.matches.words("2026-12", date(2026, 12, 31))]


def frozen_again(folder: Path) -> dict[str, Coverage]:
    """The round judged once more with what people have said by now: coverage by second level."""
    workspace = open_workspace(folder)
    with open_round(workspace.store_path("2026-11", "linjiang")) as store, Memory(workspace.memory_path) as memory:
        store.replace(ColumnNote, notes(folder))
        keys = frozenset(entry.key for entry in store.each(Entry))
        freeze_words(store, memory, workspace, "linjiang", PresentNames("linjiang", (), keys, {}))
        match_round(store)
        return {str(one.level2): one for one in store.read(Coverage)}


def test_no_column_is_an_answer_that_is_remembered(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert imported(folder, back(folder, {"养老机构备案": {"核对结果": "尚无栏目", "备注": "正在建设"}})) == 0
    said = capsys.readouterr().err
    assert f"系统原已对应“{BACKUP}”，已按区里所填记为不对应" in said
    assert "“尚无栏目”：已记下 1 个事项" in said and "不加 --offline" in said
    kept = words(folder)
    assert {(one.key, one.word, one.source, one.reason) for one in kept} == {(FILING, "reject", "mapping", NONE_OF_IT)}
    assert [one.title for one in kept] == [BACKUP, ""]
    # asked again before it is judged again, and after
    for _ in range(2):
        row = rows_of(exported(folder))["养老机构备案"]
        assert (row["系统建议的栏目"], row["把握程度"], row["核对结果"]) == (None, "已确认", "尚无栏目")
        state = frozen_again(folder)["养老机构备案"]
    assert BACKUP not in state.reason
    capsys.readouterr()
    assert run(["explain", str(folder), "养老机构备案", "--district", "临江区"]) == 0
    told = capsys.readouterr().out
    assert "在对照表中填报：尚无栏目（正在建设）" in told
    assert f"不对应的栏目：{BACKUP}（" in told
    assert run(["explain", str(folder), BACKUP, "--district", "linjiang"]) == 0
    assert f"目录—栏目对照表：{NONE_OF_IT}。" in capsys.readouterr().out


def test_no_column_leaves_missing_possible_and_is_its_evidence(folder: Path) -> None:
    answer = {"核对结果": "尚无栏目"}
    assert imported(folder, back(folder, {"居住证换领": answer})) == 0
    assert [one.subject for one in words(folder)] == [""], "nothing was proposed"
    state = frozen_again(folder)["居住证换领"]
    assert (state.state, "区里填报尚无对应栏目" in state.reason) == ("missing", True)
    assert rows_of(exported(folder))["居住证换领"]["核对结果"] == "尚无栏目"
    # the table as it went out, unchanged
    assert imported(folder, exported(folder)) == 0
    assert len(words(folder)) == 1


def test_a_column_that_there_is_by_now_is_an_answer_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert imported(folder, back(folder, {"养老机构备案": {"核对结果": "尚无栏目"}})) == 0
    frozen_again(folder)
    capsys.readouterr()
    right = {"核对结果": "改为其他栏目", "正确栏目": BACKUP}
    assert imported(folder, back(folder, {"养老机构备案": right}, "二次.xlsx")) == 0
    assert "办公室已核定" not in capsys.readouterr().err
    assert frozen_again(folder)["养老机构备案"].state == "content"
    row = rows_of(exported(folder))["养老机构备案"]
    assert (row["系统建议的栏目"], row["把握程度"], row["核对结果"]) == (BACKUP, "已确认", "属实")


def test_a_column_that_came_later_is_proposed(folder: Path) -> None:
    """Nobody has seen it in the table that said 尚无栏目."""
    file = back(folder, {"居住证换领": {"核对结果": "尚无栏目"}})
    columns = [*CASE["columns"], {"path": [*TOP, "户籍管理", "居住证换领"], "listing": "complete", "items": ["甲"]}]
    judge(folder, {**CASE, "columns": columns})
    assert imported(folder, file) == 0
    row = rows_of(exported(folder))["居住证换领"]
    assert (row["系统建议的栏目"], row["把握程度"]) == ("首页 > 重点领域 > 户籍管理 > 居住证换领", "高")
    assert row["核对结果"] is None


def test_what_the_office_decided_stays(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = back(folder, {"养老机构备案": {"核对结果": "尚无栏目"}})
    yes = ["confirm", "--reason", "现场看过", "--district", "linjiang"]
    assert run(["decide", str(folder), BACKUP, "/".join(FILING), *yes]) == 0
    assert imported(folder, file) == 0
    assert f"办公室已核定“{BACKUP}”对应，仍以核查结论为准" in capsys.readouterr().err
    assert [(one.subject != "", one.word, one.source) for one in words(folder)] == [
        (True, "confirm", "decision"), (False, "reject", "mapping"),
    ]  # fmt: skip


def test_a_formula_that_was_not_calculated_is_no_blank(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = back(folder, {"养老机构备案": {"核对结果": "属实"}, "居住证换领": {"正确栏目": "=栏目清单!B9"}})
    assert imported(folder, file) == 2
    assert "公式没有保存计算结果" in capsys.readouterr().err
    assert pairs(folder) == set()


def test_what_no_longer_exists_is_told_and_not_used(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = back(folder, ALL_RIGHT | {"养老机构投资指南": {"核对结果": "属实"}})
    entries = [entry for entry in CASE["entries"] if entry["level2"] != "养老机构投资指南"]
    columns = [column for column in CASE["columns"] if column["path"] != [*TOP, "通知公告"]]
    judge(folder, {"entries": entries, "columns": columns})
    capsys.readouterr()
    assert imported(folder, file) == 1
    said = capsys.readouterr().err
    assert f"栏目“{NOTICES}”已不在门户上" in said
    assert "事项“养老服务—养老服务通用政策—养老机构投资指南”不在本区目录中" in said
    assert pairs(folder) == {(BACKUP, "养老服务业务办理", "养老机构备案")}


def test_whose_table_it_is(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = back(folder, {"养老机构备案": {"核对结果": "属实"}})
    assert run(["mapping", "import", str(folder), str(file), "--district", "wanghu"]) == 2
    assert "不是 --district 所写的“望湖区”（wanghu）" in capsys.readouterr().err
    book = openpyxl.load_workbook(file)
    del book[GUIDE_SHEET]
    book.save(file)
    assert imported(folder, file) == 2
    assert "请加 --district" in capsys.readouterr().err
    assert run(["mapping", "import", str(folder), str(file), "--district", "linjiang"]) == 0
    assert pairs(folder) == {(BACKUP, "养老服务业务办理", "养老机构备案")}


def test_departments_may_each_fill_a_copy(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = back(folder, {"养老机构备案": {"核对结果": "属实"}, "办事指南": {"核对结果": "属实"}}, "民政局.xlsx")
    second = back(folder, {"审核审批信息": {"核对结果": "属实"}, "养老机构备案": {"核对结果": "对"}}, "公安局.xlsx")
    other = back(folder, {"养老机构备案": {"核对结果": "尚无栏目"}}, "办公室.xlsx")
    assert imported(folder, first, second, other) == 2
    assert (
        "办公室.xlsx “目录栏目对照”表 L5：“养老服务—养老服务业务办理—养老机构备案”在民政局.xlsx"
        in capsys.readouterr().err
    )
    assert imported(folder, first, second, first) == 0
    assert pairs(folder) == {(BACKUP, "养老服务业务办理", "养老机构备案"), (RELIEF, "临时救助", None)}
    assert "属实 3；未答复 4" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["没有.xlsx", "columns.csv", "xuncha.toml"])
def test_a_file_that_is_no_table_is_refused(folder: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert imported(folder, folder / name) == 2
    assert str(name) in capsys.readouterr().err


def test_a_workbook_without_the_table_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = Workbook()
    assert isinstance(book.active, Worksheet)
    book.active.append(["核对结果", "姓名"])
    book.save(folder / "别的.xlsx")
    assert imported(folder, folder / "别的.xlsx") == 2
    assert "没有“目录栏目对照”表" in capsys.readouterr().err


def test_an_export_never_writes_over_what_somebody_filled(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = exported(folder)
    assert run(["mapping", "export", str(folder), "--district", "linjiang"]) == 0, "nobody has filled it yet"
    filled(path, {"养老机构备案": {"备注": "科室在核"}}, path)
    before = path.read_bytes()
    assert run(["mapping", "export", str(folder), "--district", "linjiang"]) == 2
    assert "已有人填写（1 行）" in capsys.readouterr().err
    assert path.read_bytes() == before
    assert run(["mapping", "export", str(folder), str(folder.parent / "新.xlsx"), "--district", "linjiang"]) == 0
    assert (folder.parent / "新.xlsx").exists()


def test_a_remark_alone_is_no_answer_but_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert imported(folder, back(folder, {"养老机构备案": {"备注": "科室在核"}})) == 0
    said = capsys.readouterr().err
    assert "1 行只写了备注" in said
    assert "未答复 7" in said


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed: not opened and saved by it")
def test_saved_again_by_libreoffice(folder: Path, tmp_path: Path) -> None:
    def saved(path: Path, out: str) -> Path:
        command = [
            "soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
            "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / out), str(path),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return tmp_path / out / path.name

    opened = saved(exported(folder), "opened")
    file = saved(filled(opened, ALL_RIGHT, folder.parent / "back" / "填好.xlsx"), "closed")
    book = openpyxl.load_workbook(file)
    sheet = book[ENTRY_SHEET]
    assert isinstance(sheet, Worksheet)
    assert len(sheet.data_validations.dataValidation) == 2
    assert sheet.protection.sheet
    assert imported(folder, file) == 0
    assert pairs(folder) == {
        (BACKUP, "养老服务业务办理", "养老机构备案"),
        (NOTICES, "养老服务业务办理", "养老服务扶持补贴"),
    }


def test_a_round_without_columns_gives_no_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = made_workspace(tmp_path / "江州", case={**CASE, "columns": []})
    assert run(["mapping", "export", str(folder), "--district", "linjiang"]) == 2
    assert "临江区在批次“2026-11”中没有读出栏目" in capsys.readouterr().err
    assert not list(folder.rglob("*.xlsx"))
