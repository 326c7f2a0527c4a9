"""The year on the command line: a table is taken whole or refused row by row; a locked year does not move."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from console.cli import run
from tests.console.gkmlpt_city import AS_OF, City, workspace
from tests.crawler.portal_server import serve

HEAD = "指标,满分,对象,得分,扣分/加分说明,依据,来源"
GOOD = "培训,10,望湖区,8,少一次,办法第三条,培训台账\n加分,0,望湖区,2,省级试点,办法第九条,文件\n"
UNITS = "区,单位名称,简称,类别\nwanghu,望湖区民政局,民政局,区属\nwanghu,东岸镇人民政府,,镇街\n"


@pytest.fixture(scope="module")
def inspected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with serve() as server:
        folder = workspace(tmp_path_factory.mktemp("year") / "江州", City(server).url)
        (folder / "units.csv").write_text(UNITS, encoding="utf-8")
        assert run(["inspect", str(folder), "--as-of", AS_OF]) == 0
        yield folder


def _year(
    capsys: pytest.CaptureFixture[str], folder: Path, *words: str, status: int = 0, year: str = "2026"
) -> tuple[str, str]:
    capsys.readouterr()
    assert run(["year", str(folder), *words, "--year", year]) == status
    said = capsys.readouterr()
    return said.out, said.err


def _table(folder: Path, text: str, year: str = "2026", head: str = HEAD) -> None:
    (folder / "year").mkdir(exist_ok=True)
    (folder / "year" / f"{year}.csv").write_text(f"{head}\n{text}", encoding="utf-8-sig")


def test_the_life_of_a_year(inspected: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _table(inspected, GOOD + "培训,10,民政局,10,,办法第三条,培训台账\n合计,20,,20,,,\n")
    assert "新增 3 行" in _year(capsys, inspected, "import")[1]
    shown, _ = _year(capsys, inspected, "show")
    assert "2026 年尚未锁定；批次得分取最近一次，折合满分60" in shown
    assert "  培训：8/10，少一次；办法第三条" in shown and "  加分：加 2，省级试点" in shown
    assert "望湖区民政局 2026 年全年：" in shown
    before = _year(capsys, inspected, "show", "--format", "jsonl")[0]
    rows = [json.loads(line) for line in before.splitlines()]
    whole = next(row for row in rows if row["indicator"] == "合计" and row["unit"] is None and row["period"] == "全年")
    parts = [row for row in rows if row["counted"] and row["unit"] is None and row["period"] == "全年"][:-1]
    assert whole["full"] == 70 and whole["low"] == round(sum(row["low"] for row in parts), 2)

    assert "2026 年已锁定：批次 2026-11 的得分以今天为准" in _year(capsys, inspected, "lock")[1]
    low = _scores(inspected, capsys)
    assert run(["decide", str(inspected), *_findings(inspected, capsys), "confirm", "--reason", "已核对"]) == 0
    assert _scores(inspected, capsys) != low
    assert _year(capsys, inspected, "show", "--format", "jsonl")[0] == before
    _table(inspected, "培训,10,望湖区,9,漏计一次,办法第三条,培训台账\n")
    assert "锁定，更正须加 --reason" in _year(capsys, inspected, "import", status=2)[1]
    said = _year(capsys, inspected, "import", "--reason", "补交签到表")[1]
    assert "改动 1 行" in said and "表中没有的行不变" in said
    shown, _ = _year(capsys, inspected, "show")
    assert "锁定，此后更正 1 处" in shown and "  培训：9/10" in shown and "  加分：加 2" in shown

    path = Path(_year(capsys, inspected, "show", "--format", "xlsx")[0].strip())
    book = openpyxl.load_workbook(path)
    assert path == inspected / "year" / "2026年度得分说明.xlsx" and book.sheetnames == ["望湖区", "锁定后更正"]
    assert ["2026-11" in str(row[2]) for row in book["望湖区"].iter_rows(min_row=5, max_row=5, values_only=True)] == [
        True
    ]
    assert next(book["锁定后更正"].iter_rows(min_row=4, values_only=True))[6] == "补交签到表"


def _scores(folder: Path, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str]]:
    capsys.readouterr()
    assert run(["export", str(folder), "scores"]) == 0
    rows = csv.DictReader(io.StringIO(capsys.readouterr().out))
    return [(row["low"], row["high"]) for row in rows if row["level"] == "district"]


def _findings(folder: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    capsys.readouterr()
    assert run(["export", str(folder), "findings"]) == 0
    return [row["id"] for row in csv.DictReader(io.StringIO(capsys.readouterr().out)) if row["rule"] in ("B02", "B04")]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            "培训,10,望胡区,8,少,办法,台账",
            "第 2 行：“望胡区”既不是 xuncha.toml 中的区，也不是 units.csv 中的单位，是不是“望湖区”",
        ),
        ("培训,十,望湖区,8,少,办法,台账", "第 2 行：“满分”应是数，最多两位小数，现在是“十”"),
        ("培训,10,望湖区,11,多,办法,台账", "第 2 行：“得分”11应在 0 与满分10之间"),
        ("培训,-1,望湖区,0,多,办法,台账", "“满分”不能小于 0"),
        ("培训,10,望湖区,8,,办法,台账", "“扣分/加分说明”不能空"),
        ("培训,10,望湖区,10,,,台账", "“依据”不能空"),
        ("培训,10,望湖区,10,,办法,", "“来源”不能空"),
        (",10,望湖区,10,,办法,台账", "“指标”不能空"),
        ("培训,10,望湖区,10,,办法,台账\n培训,10,望湖区,9,少,办法,台账", "第 3 行：“培训”的同一对象在第 2 行已有一行"),
        ("培训,10,望湖区,10,,办法,台账\n培训,8,民政局,8,,办法,台账", "第 3 行：“培训”的满分在第 2 行是10，这里是8"),
    ],
)
def test_wrong_rows_are_named_and_nothing_is_taken(
    inspected: Path, rows: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _table(inspected, f"{rows}\n", "2031")
    err = _year(capsys, inspected, "import", status=2, year="2031")[1]
    assert said in err and "没有导入任何一行" in err
    assert "没有导入指标，也没有巡查批次" in _year(capsys, inspected, "show", status=2, year="2031")[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["import"], "没有 "),
        (["import", "无此文件.xlsx"], "找不到 无此文件.xlsx"),
        (["show", "2026.csv"], "只用于 import"),
        (["lock", "--format", "csv"], "只用于 show"),
        (["lock"], "没有可锁定的内容"),
    ],
)
def test_wrong_use_is_one_sentence(
    inspected: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    err = _year(capsys, inspected, *words, status=2, year="2035")[1]
    assert said in err and len(err.strip().splitlines()) == 1


def test_a_year_must_be_said(inspected: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["year", str(inspected), "show"]) == 2
    assert "请加 --year" in capsys.readouterr().err


def test_workbooks_are_read_wherever_the_heads_stand(inspected: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "得分"
    for row in (
        ["2030年度考核指标得分表"],
        [],
        ["序号", *HEAD.split(","), "时段"],
        [1, "培训", 10, "wanghu", 9.5, "少半次", "办法", "台账", "上半年"],
        [2, "年报", "5分", "东岸镇人民政府", "４．５", "晚", "办法", "台账", ""],
    ):
        sheet.append(row)
    path = inspected / "指标.xlsx"
    book.save(path)
    said = _year(capsys, inspected, "import", str(path), year="2030")[1]
    assert "新增 2 行" in said
    shown, _ = _year(capsys, inspected, "show", "--format", "csv", year="2030")
    rows = list(csv.DictReader(io.StringIO(shown)))
    assert [(row["period"], row["unit"], row["low"]) for row in rows if row["indicator"] == "合计"] == [
        ("上半年", "", "9.5"), ("全年", "", "9.5"), ("全年", "东岸镇人民政府", "4.5")
    ]  # fmt: skip


def test_a_year_that_is_not_over_is_locked_with_a_word(inspected: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _table(inspected, GOOD, year="2099")
    _year(capsys, inspected, "import", year="2099")
    assert "2099 年还没有过完，余下的批次不会计入这一年的得分" in _year(capsys, inspected, "lock", year="2099")[1]


def test_the_account_takes_the_form_of_the_files_name(inspected: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _table(inspected, GOOD, year="2098")
    _year(capsys, inspected, "import", year="2098")
    path = inspected / "账.xlsx"
    _year(capsys, inspected, "show", "--out", str(path), year="2098")
    assert openpyxl.load_workbook(path).sheetnames
    _, said = _year(capsys, inspected, "show", "--out", str(path), "--format", "csv", year="2098", status=2)
    assert "与 --format csv 不一致" in said
