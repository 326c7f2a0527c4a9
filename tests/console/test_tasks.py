"""The tasks of the year on the command line: past ones first, working days, tasks.csv filled and read."""

from datetime import date
from pathlib import Path

import pytest

from console.cli import run
from console.task_facts import soon_lines
from inspection.workspace import open_workspace

REPORT = "公布本级政府上一年度政府信息公开工作年度报告"
BUREAUS = "部门公布上一年度政府信息公开工作年度报告"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    folder = tmp_path / "江州"
    assert run(["init", str(folder)]) == 0
    return folder


def _shown(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[list[str], str]:
    capsys.readouterr()
    assert run(["tasks", *words]) == 0
    said = capsys.readouterr()
    return said.out.splitlines(), said.err


def test_what_is_past_comes_first_and_is_not_called_late(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines, _ = _shown(capsys, str(office), "--month", "2026-03", "--as-of", "2026-03-02")
    assert lines[0] == "已到期，tasks.csv 中没有办结记录："
    assert lines[1].startswith(f"  2026-01-31  {BUREAUS}；县级以上人民政府部门；已过 30 天；依据：")
    assert lines[2:] == ["2026-03 到期：", lines[3]] and "还有 21 个工作日" in lines[3] and REPORT in lines[3]
    assert not any("逾期" in line for line in lines)


def test_a_day_of_rest_is_told_with_the_working_day_before(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines, _ = _shown(capsys, str(office), "--as-of", "2026-01-26")
    assert "还有 4 个工作日，期限当天休息，宜在 2026-01-30 前办结" in lines[-1]


def test_rows_are_prepared_once_and_a_date_settles_them(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = (str(office), "--month", "2026-03", "--as-of", "2026-03-02", "--fill")
    lines, said = _shown(capsys, *words)
    table = office / "tasks.csv"
    assert lines[-1] == str(table) and "补进 2 行" in said
    assert "已有这些工作" in _shown(capsys, *words)[1]
    text = table.read_text(encoding="utf-8-sig")
    table.write_text(text.replace("2026-01-31,,", "2026-01-31,2026-02-03,已上网"), encoding="utf-8-sig")
    lines, _ = _shown(capsys, str(office), "--month", "2026-01", "--as-of", "2026-03-02")
    assert lines[0] == "2026-01 到期：" and "已于 2026-02-03 办结（晚于期限）：已上网" in lines[1]


def test_january_still_shows_what_december_left(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = (office / "xuncha.toml").read_text(encoding="utf-8")
    settings = settings.replace('rule_pack = "national"', 'rule_pack = "wuhu"')
    (office / "xuncha.toml").write_text(settings, encoding="utf-8")
    lines, _ = _shown(capsys, str(office), "--as-of", "2027-01-04")
    assert any(line.startswith("  2026-12-31  组织政务公开集中学习培训") for line in lines[1:4])


def test_the_calendar_file_holds_what_is_not_done(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "tasks.csv").write_text(f"任务,期限,日期\n{REPORT},2026-03-31,2026-03-30\n", encoding="utf-8")
    path = office / "任务.ics"
    lines, _ = _shown(capsys, str(office), "--as-of", "2026-03-02", "--ics", str(path))
    text = path.read_bytes().decode()
    assert lines[-1] == str(path) and text.count("BEGIN:VEVENT") == 1 and "20260131" in text


def test_a_summary_names_what_is_due_shortly_and_nothing_else(office: Path) -> None:
    workspace = open_workspace(office)
    lines = soon_lines(workspace, date(2026, 1, 22))
    assert lines[0] == "10 天内到期的工作：" and BUREAUS in lines[1] and len(lines) == 2
    assert soon_lines(workspace, date(2026, 1, 20)) == soon_lines(workspace, date(2026, 11, 16)) == []
    (office / "tasks.csv").write_text("任务,期限,日期\n年报,,\n", encoding="utf-8")
    assert soon_lines(workspace, date(2026, 1, 22))[0].startswith("每年的工作没有列出：")
