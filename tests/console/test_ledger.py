"""The monthly ledger by the command line, filled from a real memory."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from audits.ledger import Memory
from audits.ledger_month import month_of_work
from console.cli import run
from inspection.china_time import CHINA
from inspection.types.judgement import Finding
from inspection.types.life import LifeEvent, RecheckAnswer
from inspection.types.paperwork import IssuedNotice, NoticeKind

DISTRICT = "linjiang"
OUTSIDE = "江府办〔2026〕99号"


@pytest.fixture(name="workspace")
def filled_workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "江州"
    assert run(["init", str(folder)]) == 0
    units = "区,单位名称,类别,联系方式\n临江区,临江区政务公开办公室,区属,王五 0771-1234567\n"
    (folder / "units.csv").write_text(units, encoding="utf-8-sig")
    _remember(folder / "xuncha.db")
    own = folder / "submitted" / "临江区"
    own.mkdir()
    (own / "台账.csv").write_text(
        "工作台账,,,,\n填报日期：2026年11月3日,,,,\n基层单位,上月完成工作事项,本月工作计划,联系人,联系方式\n"
        "临江区,完成目录修订,开展自查,王五,0771-1234567\n",
        encoding="utf-8",
    )
    return folder


def _remember(path: Path) -> None:
    with Memory(path) as memory:
        found = [_finding(memory, number) for number in range(3)]
        memory.record_round("2026-10", DISTRICT, found, date(2026, 10, 16))
        memory.decide([found[0].id], "confirm", "已核", None, date(2026, 10, 19))
        memory.decide([found[1].id], "reject", "已公开", None, date(2026, 10, 19))
        memory.decide([found[2].id], "confirm", "已核", None, date(2026, 11, 4))


def _finding(memory: Memory, number: int) -> Finding:
    identity = f"B02|{DISTRICT}|entry:{number}"
    return Finding(
        memory.id_for(identity), identity, "2026-10", DISTRICT, None, None, None, None, None, "B02", "应公开未公开",
        "A", 2, "suspected", None, "https://www.linjiang.example/", "", "", "", date(2026, 10, 16), (),
    )  # fmt: skip


def cells(path: Path) -> list[list[str]]:
    rows = load_workbook(path).worksheets[0].iter_rows(values_only=True)
    return [[str(cell or "") for cell in row] for row in rows]


def test_it_is_filled_from_memory_units_and_what_was_handed_in(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["ledger", str(workspace), "--month", "2026-11", "--as-of", "2026-11-03"]) == 0
    path = workspace / "ledgers" / "2026-11工作台账.xlsx"
    assert str(path) in capsys.readouterr().out.splitlines()
    row = cells(path)[5]
    assert row[0] == "临江区"
    assert "开展2026年10月巡查（2026年10月16日）" in row[1]
    assert "核查问题：核实属实1个、不予认定1个。" in row[1]
    assert "区报送：完成目录修订" in row[1]
    assert "开展2026年11月网上巡查。" in row[2]
    assert "核实待核实问题1个。" in row[2]
    assert "区报送：开展自查" in row[2]
    assert row[3:] == ["王五", "0771-1234567"]


def test_what_comes_later_is_not_looked_at(workspace: Path) -> None:
    first, last = date(2026, 10, 1), date(2026, 10, 31)
    early = month_of_work(workspace / "xuncha.db", DISTRICT, first, last, date(2026, 10, 18))
    assert (early.confirmed, early.waiting, len(early.rounds)) == (0, 3, 1)
    late = month_of_work(workspace / "xuncha.db", DISTRICT, first, last, date(2026, 11, 10))
    assert (late.confirmed, late.waiting, late.unsent) == (1, 0, 2)


def test_what_was_answered_in_time_is_not_dunned(workspace: Path) -> None:
    due = datetime(2026, 10, 26, 18, tzinfo=CHINA)
    with Memory(workspace / "xuncha.db") as memory:
        first, third = (_finding(memory, number).id for number in (0, 2))
        told = [
            LifeEvent(
                first, 0, "notify", due - timedelta(5), "office", "市办", "", "", due=due, notice="江巡〔2026〕1号"
            ),
            LifeEvent(first, 0, "reply", due - timedelta(1), "unit", "民政局", "已公开", "", link="https://l.example/"),
            LifeEvent(third, 0, "notify", due + timedelta(9), "office", "市办", "", "", due=due + timedelta(16)),
        ]
        memory.acts.record(told)
    work = month_of_work(workspace / "xuncha.db", DISTRICT, date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 6))
    assert (work.dues, work.awaited, work.overdue) == (
        (date(2026, 10, 26), date(2026, 11, 11)),
        (date(2026, 11, 11),),
        0,
    )
    assert [(one.number, one.findings) for one in work.notices] == [("江巡〔2026〕1号", 1)]
    late = month_of_work(workspace / "xuncha.db", DISTRICT, date(2026, 11, 1), date(2026, 11, 30), date(2026, 11, 30))
    assert (late.overdue, late.unsent, late.closed) == (1, 0, 0)


def test_notices_bear_their_official_numbers_and_rechecks_are_told(workspace: Path) -> None:
    at = datetime(2026, 10, 20, 9, tzinfo=CHINA)
    with Memory(workspace / "xuncha.db") as memory:
        first, third = (_finding(memory, number).id for number in (0, 2))
        told: tuple[tuple[NoticeKind, str, str, str | None], ...] = (
            ("notice", "提示单", first, None), ("letter", "关于处置网上公开个人信息的函", third, None),
            ("notice", "提示单", first, "江公开〔2026〕1号"),
        )  # fmt: skip
        made = [
            memory.notices.issue(
                IssuedNotice("", kind, title, "2026-10", DISTRICT, "某某", None, None, at, (id_,), reissue_of=old),
                "江公开",
            )
            for kind, title, id_, old in told
        ]
        memory.notices.record_official(made[0].number, "江府办函〔2026〕8号", at)
        act = LifeEvent(first, 0, "notify", at, "office", "市办", "", "", due=at + timedelta(7), notice=OUTSIDE)
        memory.acts.record([act])
        memory.record_recheck(
            [RecheckAnswer(first, DISTRICT, "unfixed", "仍然没有", date(2026, 10, 30), (), ("sha",))]
        )  # fmt: skip
    assert run(["ledger", str(workspace), "--month", "2026-11", "--as-of", "2026-11-06"]) == 0
    done = cells(workspace / "ledgers" / "2026-11工作台账.xlsx")[5][1]
    assert "下发提示单（江府办函〔2026〕8号），涉及问题1个。" in done and "江公开〔2026〕1号）" not in done
    assert "发出函（江公开〔2026〕2号），涉及问题1个。" in done and "个人信息" not in done
    assert "下发提示单（江公开〔2026〕3号，替代江府办函〔2026〕8号）" in done
    assert f"下发整改通知（{OUTSIDE}），涉及问题1个。" in done
    assert "复查问题1个：通过0个、不通过1个。" in done


def test_ledger_of_another_month_is_not_carried(workspace: Path) -> None:
    out = workspace / "台账.xlsx"
    arguments = ["--month", "2026-12", "--as-of", "2026-12-02", "--out", str(out)]
    assert run(["ledger", str(workspace), *arguments]) == 0
    assert "区报送" not in "".join(cells(out)[5])


def test_a_workspace_without_a_memory_gives_blanks_and_makes_none(tmp_path: Path) -> None:
    assert run(["init", str(tmp_path / "空")]) == 0
    assert run(["ledger", str(tmp_path / "空"), "--month", "2026-11", "--as-of", "2026-11-03"]) == 0
    assert not (tmp_path / "空" / "xuncha.db").exists()
    assert cells(tmp_path / "空" / "ledgers" / "2026-11工作台账.xlsx")[5][1] == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--month", "2026-13"], "“2026-13”不是月份，应写成 2026-11 的样子"),
        (["--month", "十一月"], "“十一月”不是月份"),
        ([], "没有写明月份"),
        (["--month", "2026-11", "--out", "台账.docx"], "以 .xlsx 结尾"),
        (["--month", "2027-11", "--as-of", "2026-11-03"], "2027-11 还没有到（填报日期 2026-11-03）"),
    ],
    ids=["no such month", "words", "none", "not a workbook", "a month far ahead"],
)
def test_wrong_use_is_one_sentence(
    workspace: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    capsys.readouterr()
    assert run(["ledger", str(workspace), *arguments]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert len(err.splitlines()) == 1
