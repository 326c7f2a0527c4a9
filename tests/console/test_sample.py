"""Draws on the command line: repeatable, recorded, and the measure of the machine that follows from them."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from math import ceil
from pathlib import Path

import openpyxl
import pytest

from console.cli import run
from console.sampling import whose
from inspection.round_store import open_round
from inspection.types.judgement import Unit
from tests.console.gkmlpt_city import AS_OF, City, workspace
from tests.crawler.portal_server import serve

UNITS = "district,name,short,class,superior,since,until,contact\n" + "".join(
    f"wanghu,第{n}镇人民政府,,镇街,,,,\n" for n in range(8)
)


@pytest.fixture(scope="module")
def inspected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with serve() as server:
        folder = workspace(tmp_path_factory.mktemp("drawn") / "江州", City(server).url)
        (folder / "units.csv").write_text(UNITS, encoding="utf-8")
        assert run(["inspect", str(folder), "--as-of", AS_OF]) == 0
        yield folder


def _said(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> str:
    capsys.readouterr()
    assert run(["sample", *words]) == status
    return capsys.readouterr().err


def test_units_are_drawn_by_class_with_a_seed_that_is_told(inspected: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = _said(capsys, str(inspected), "units", "--count", "镇街=3", "--seed", "甲")
    assert "按类别抽取 镇街 3/8，种子 甲" in said
    assert said == _said(capsys, str(inspected), "units", "--count", "镇街=3", "--seed", "甲")
    assert said.count("镇人民政府") == 3
    assert "本批次得分自此只按抽到的单位计" in said
    assert said == _said(capsys, str(inspected), "单位", "--count", "镇街=3", "--seed", "甲")
    assert run(["export", str(inspected), "scores", "--format", "jsonl"]) == 0
    assert '"sample": "按类别抽取 镇街 3/8，种子 甲"' in capsys.readouterr().out


def test_units_that_are_no_more_are_not_drawn(inspected: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_round(inspected / "rounds" / "2026-11" / "wanghu" / "round.db") as store:
        units = store.read(Unit)
        store.replace(Unit, [*units, replace(units[0], name="旧镇人民政府", until=date(2025, 12, 31))])
    assert "镇街 8/8" in _said(capsys, str(inspected), "units", "--count", "镇街=20")


def test_without_a_number_the_packs_share_of_passes_is_drawn(
    inspected: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = shutil.copytree(inspected, tmp_path / "江州")
    found = re.search(r"从 (\d+) 个通过项中抽出 (\d+) 个", _said(capsys, str(copy), "passes"))
    assert found is not None and int(found[2]) == ceil(int(found[1]) * 5 / 100)


def test_domains_and_columns_are_drawn(inspected: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "养老服务" in _said(capsys, str(inspected), "domains", "--count", "1")
    assert "栏目 2/" in _said(capsys, str(inspected), "columns", "--count", "2")


def test_documents_are_drawn_and_their_labels_counted(inspected: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = _said(capsys, str(inspected), "labels", "--seed", "甲")
    assert said == _said(capsys, str(inspected), "公文标注", "--seed", "甲")
    assert "本次抽查" in said or "没有应当标注的公文" in said
    assert "请去掉 --count" in _said(capsys, str(inspected), "labels", "--count", "3", status=2)


def test_a_unit_is_named_with_its_district_once() -> None:
    assert whose("望湖区", "望湖区民政局") == "望湖区民政局"
    assert whose("望湖区", "东岸镇人民政府") == "望湖区东岸镇人民政府"
    assert whose("望湖区", None) == "望湖区未明确责任单位"


def test_passes_are_looked_at_and_measure_the_machine(inspected: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = _said(capsys, str(inspected), "passes", "--count", "6")
    assert re.search(r"从 \d+ 个通过项中抽出 6 个", said)
    sheet = inspected / "rounds" / "2026-11" / "reports" / "2026-11通过项抽看清单.xlsx"
    rows = list(openpyxl.load_workbook(sheet).worksheets[0].iter_rows(min_row=4, values_only=True))
    ids = [str(row[0]) for row in rows]
    assert len(ids) == 6 and all(one.startswith("P") for one in ids) and len({row[2] for row in rows}) > 2
    _said(capsys, str(inspected), "right", *ids[:3])
    assert "抽出 6 个，已看 4 个，漏判 1 个，漏判率 25.0%" in _said(
        capsys, str(inspected), "missed", ids[3], "--reason", "附件打不开"
    )
    assert run(["report", str(inspected)]) == 0
    assert run(["audit", str(inspected)]) == 0
    assert "通过项抽看：抽出 6 个，已看 4 个，漏判 1 个" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["漏判", "P1"], "漏判须说明问题在哪里"),
        (["lots"], "“lots”不可用，可抽 units"),
        (["units"], "没有写明抽几个"),
        (["units", "--count", "派出=2"], "没有“派出”这一类单位，现有 镇街"),
        (["units", "--count", "0"], "1 至 10000 的整数"),
        (["units", "--count", "3", "--count", "镇街=1"], "请只用一种"),
        (["units", "P1", "--count", "3"], "后面不写编号"),
        (["right"], "没有写编号"),
        (["missed", "P1"], "--reason"),
        (["right", "PXXXXXXXX"], "没有抽出编号为 PXXXXXXXX"),
    ],
)
def test_wrong_use_is_one_sentence(
    inspected: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    err = _said(capsys, str(inspected), *words, status=2)
    assert said in err and len(err.strip().splitlines()) == 1
