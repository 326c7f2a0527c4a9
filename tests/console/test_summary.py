"""`xuncha summary`: a half-year or year from the memory, and two real rounds from the first list to the summary."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from console.cli import run
from tests.console.gkmlpt_city import City, workspace
from tests.console.test_notice_command import id_of, workspace_with_confirmed_findings  # noqa: F401 - `folder`
from tests.console.test_three_rounds import NOTICE, SECOND, Office, _first_round, _rectify_in_part
from tests.crawler.portal_server import serve

HALF = "2026年下半年政务公开网上巡查情况总结"


def _text(path: Path) -> str:
    """Everything that a Word document says, tables too."""
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def _sheet(path: Path, name: str) -> list[list[object]]:
    return [list(row) for row in openpyxl.load_workbook(path)[name].iter_rows(min_row=4, values_only=True)]


def test_what_was_told_and_what_is_left(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["notice", str(folder)]) == 0
    capsys.readouterr()
    assert run(["summary", str(folder), "--half", "2026-2", "--as-of", "2026-12-31"]) == 0
    out, err = capsys.readouterr()
    written = [Path(line) for line in out.splitlines()]
    assert [path.name for path in written] == [f"{HALF}.docx", f"{HALF}.pdf", f"{HALF}.xlsx"] and err == ""
    text = _text(written[0])
    assert "共开展网上巡查1次，巡查1个区：2026年11月巡查（2026年11月16日）。" in text
    assert "核实属实的问题4个，期初结转0个；下发问题4个" in text
    assert "整改到位0个，期末尚未到位4个，其中逾期4个" in text
    assert "以上含涉及个人信息的问题1个" in text and "另有1个系统提示尚未核实" in text
    assert "未核实" not in text.replace("尚未核实", "") and "B02" not in text and id_of(folder, "B13") not in text
    left = _sheet(written[2], "尚未到位")
    assert [row[1] for row in left] == ["临江区教育局", "临江区民政局", "临江区税务局"]
    kinds = {row[0]: row[1] for row in _sheet(written[2], "问题类别")}
    assert kinds["涉及个人信息的问题"] == 1 and kinds["合计"] == 4


def test_the_same_memory_gives_the_same_files(folder: Path) -> None:
    words = ["summary", str(folder), "--year", "2026", "--as-of", "2026-12-20"]
    assert run(words) == 0
    first = {path: path.read_bytes() for path in (folder / "summaries").iterdir()}
    assert run(words) == 0
    assert {path: path.read_bytes() for path in (folder / "summaries").iterdir()} == first and len(first) == 3


def test_what_comes_after_the_period_is_not_looked_at(folder: Path) -> None:
    assert run(["summary", str(folder), "--half", "2026-1", "--as-of", "2026-12-20"]) == 0
    text = _text(folder / "summaries" / "2026年上半年政务公开网上巡查情况总结.docx")
    assert "没有开展网上巡查的记录" in text and "没有核实属实的问题" in text and "下发的问题均已整改到位" not in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "请写明一个时段"),
        (["--half", "2026-2", "--year", "2026"], "只用其中一种"),
        (["--half", "2026-3"], "“2026-3”不是半年，应写成 2026-1（上半年）或 2026-2（下半年）"),
        (["--from", "2026-01-01"], "--from 和 --to 要一起写"),
        (["--from", "2026-05-01", "--to", "2026-04-01"], "--to 2026-04-01 早于 --from 2026-05-01"),
        (["--year", "2027", "--as-of", "2026-12-01"], "2027-01-01 还没有到"),
        (["--year", "2026"], "还没有巡查记录"),
    ],
)
def test_wrong_use_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert run(["init", str(tmp_path / "空")]) == 0
    capsys.readouterr()
    assert run(["summary", str(tmp_path / "空"), *words]) == 2
    err = capsys.readouterr().err
    assert said in err and len(err.splitlines()) == 1
    assert not (tmp_path / "空" / "xuncha.db").exists()


@pytest.fixture(scope="module", name="past")
def two_rounds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with serve() as server, pytest.MonkeyPatch.context() as clock:
        city = City(server)
        office = Office(workspace(tmp_path_factory.mktemp("halves") / "江州", city.url), clock)
        _first_round(office)
        _rectify_in_part(city)
        assert office.at("2026-12-01T10:00", "recheck", "--as-of", "2026-12-01") in (0, 1)
        assert office.at("2026-12-10T09:00", "inspect", "--as-of", SECOND) == 0
        yield office


@pytest.mark.slow
def test_two_rounds_from_the_first_list_to_the_summary(past: Office) -> None:
    assert past.at("2026-12-11T09:00", "report") == 0
    reports = past.folder / "rounds" / "2026-12" / "reports"
    (row,) = [row for row in _sheet(reports / "得分表.xlsx", "较上批次") if row[0] == "区"]
    assert row[1] == "望湖区" and row[3] == "2026年11月巡查" and row[10] in ("上升", "下降", "持平", "不比较")
    trend = openpyxl.load_workbook(reports / "得分表.xlsx")["走势"]
    assert [cell.value for cell in trend[3]][:4] == ["区", "得分", "2026-11", "2026-12"]
    domain = _sheet(reports / "领域情况" / "养老服务领域情况.xlsx", "各区情况")
    assert [row[0] for row in domain] == ["望湖区"]
    assert past.at("2026-12-31T09:00", "summary", "--half", "2026-2") == 0
    text = _text(past.folder / "summaries" / f"{HALF}.docx")
    assert "共开展网上巡查2次" in text
    assert "下发问题5个，下发通知1份、函0份。整改到位2个，期末尚未到位3个" in text
    left = _sheet(past.folder / "summaries" / f"{HALF}.xlsx", "尚未到位")
    assert {row[6] for row in left} == {NOTICE} and len(left) == 3


@pytest.mark.slow
def test_a_half_that_is_over_is_told_as_it_stood(past: Office) -> None:
    days = ("summary", "--from", "2026-11-01", "--to", "2026-11-30", "--as-of", "2026-12-20")
    assert past.at("2026-12-20T09:00", *days) == 0
    name = "2026年11月1日至2026年11月30日政务公开网上巡查情况总结.docx"
    assert "整改到位0个，期末尚未到位5个" in _text(past.folder / "summaries" / name)
