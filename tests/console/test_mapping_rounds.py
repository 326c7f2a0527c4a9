"""Rows of columns.csv in each round: those that no column answers any more are told; and the order of the table."""

import json
from pathlib import Path
from typing import Any

import pytest

from console.cli import run
from console.mapping_changes import written_path
from console.mapping_names import ColumnNames, EntryNames
from console.mapping_view import directory_order
from console.stray_columns import stray_columns
from inspection.office_tables import TableRow
from inspection.types.directory import Entry, GuideDomain
from inspection.types.judgement import ColumnNote
from inspection.types.portal import Column
from tests.console.gkmlpt_city import AS_OF, City, workspace
from tests.console.mapping_made import CASE, TOP, exported, filled, made_workspace, rows_of
from tests.crawler.portal_server import serve
from tests.matchers.made_round import HOST, made_round

NOTES = [
    {"column": ["重点领域", "养老服务", "养老机构备案"], "domain": "养老服务"},
    {"column": ["首页", "撤销了的栏目"], "unit": "区民政局"},
    {"column": [*TOP, "养老服务"], "domain": "养老服务"},
]


def _strays(path: Path, **more: Any) -> list[str]:
    with made_round(path / "round.db", {**CASE, "notes": NOTES, **more}) as store:
        return stray_columns(store)


def test_rows_that_do_nothing_are_told(tmp_path: Path) -> None:
    gone, above = _strays(tmp_path)
    assert "有 1 个栏目（“首页 > 撤销了的栏目”）在门户上没有找到" in gone
    assert "有 1 个栏目（“首页 > 重点领域 > 养老服务”）只是上级栏目" in above


@pytest.mark.parametrize("what", ["portal", "tree"])
def test_nothing_is_called_gone_that_we_failed_to_read(tmp_path: Path, what: str) -> None:
    assert _strays(tmp_path, incidents=[{"what": what, "detail": "超时"}]) == []
    assert _strays(tmp_path, columns=[]) == []


def test_a_round_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = made_workspace(tmp_path / "江州", case={**CASE, "notes": NOTES})
    assert run(["match", str(folder)]) == 0
    assert "临江区：columns.csv 中有 1 个栏目（“首页 > 撤销了的栏目”）在门户上没有找到" in capsys.readouterr().err


@pytest.mark.slow
def test_the_next_inspection_goes_by_the_table(tmp_path: Path) -> None:
    with serve() as server:
        folder = workspace(tmp_path / "江州", City(server).url)
        assert run(["inspect", str(folder), "--as-of", AS_OF]) == 0
        assert run(["mapping", "export", str(folder), str(tmp_path / "表.xlsx")]) == 0
        moved = {"养老机构评估信息": {"核对结果": "改为其他栏目", "正确栏目": "养老机构备案信息"}}
        file = filled(tmp_path / "表.xlsx", moved, tmp_path / "交回.xlsx")
        assert run(["mapping", "import", str(folder), str(file)]) == 0
        assert run(["inspect", str(folder), "--as-of", AS_OF]) == 0
    out = tmp_path / "coverage.jsonl"
    assert run(["export", str(folder), "coverage", "--format", "jsonl", "--out", str(out)]) == 0
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    (row,) = [row for row in rows if row["level2"] == "养老机构评估信息"]
    assert [path[-1] for path in row["columns"]] == ["养老机构备案信息"]
    assert row["confidence"] == 1.0


def _entry(domain: str, file: str, sheet: str, row: int, name: str) -> Entry:
    return Entry("linjiang", file, sheet, f"A{row}:L{row}", None, domain, "一", name, None)


def test_entries_stand_as_in_the_directory() -> None:
    entries = [
        _entry("社会救助", "b.xlsx", "表", 12, "丙"),
        _entry("社会救助", "b.xlsx", "表", 5, "乙"),
        _entry("自定领域", "a.xlsx", "表", 4, "丁"),
        _entry("养老服务", "c.xlsx", "表", 3, "戊"),
        _entry("社会救助", "b.xlsx", "表", 13, "乙"),
    ]
    guide = [GuideDomain("养老服务", True, "partial", order=21), GuideDomain("社会救助", True, "partial", order=20)]
    assert [entry.level2 for entry in directory_order(entries, guide).values()] == ["乙", "丙", "戊", "丁"]


def _column(*path: str) -> Column:
    return Column("c1", HOST, "static", f"{HOST}/c1/", path, None, 0, True, "list")


@pytest.mark.parametrize(
    "path",
    [
        ("政务公开", "预算/决算"), ("政务公开", "A>B"), ("=HYPERLINK(1)", "通知"), ("政务公开", "通知 公告"), ("@x",),
        ("#说明", "通知"), ("政务公开", "许可＞备案"),
    ],
)  # fmt: skip
def test_a_written_path_is_read_as_the_same_column(path: tuple[str, ...]) -> None:
    column = _column(*path)
    text = written_path(column)
    assert text[0] not in "=@#+-"
    assert ColumnNames([column]).meant(TableRow({"column": text}, ()).path("column")) == [column]


def test_a_name_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    columns = [*CASE["columns"], {"path": [*TOP, "许可›备案"], "listing": "complete"}]
    folder = made_workspace(tmp_path / "江州", case={**CASE, "columns": columns})
    answers = {"居住证换领": {"正确栏目": f"{HOST}/c09/"}}
    file = filled(exported(folder), answers, tmp_path / "back.xlsx")
    assert run(["mapping", "import", str(folder), str(file)]) == 0
    assert "columns.csv 不能写的符号" in capsys.readouterr().err


def test_columns_of_one_path_are_told_apart_and_told_to_be_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    columns = [*CASE["columns"], {"path": [*TOP, "通知公告"], "listing": "complete"}]
    folder = made_workspace(tmp_path / "江州", case={**CASE, "columns": columns})
    answers = {"居住证换领": {"正确栏目": "首页 > 重点领域 > 通知公告〔2〕"}}
    file = filled(exported(folder), answers, tmp_path / "back.xlsx")
    assert run(["mapping", "import", str(folder), str(file)]) == 0
    assert "在门户上共有 2 个，都按此对应，请核对" in capsys.readouterr().err


def test_likely_columns_are_those_that_hold_the_entrys_pages(tmp_path: Path) -> None:
    rows = rows_of(exported(made_workspace(tmp_path / "江州")))
    assert rows["养老服务扶持补贴"]["系统建议的栏目"] == "首页 > 重点领域 > 养老服务 > 扶持补贴公示"
    assert rows["养老服务扶持补贴"]["把握程度"] == "中"


def test_blank_levels_name_every_entry_and_a_blank_domain_none() -> None:
    keys = [("养老服务", "一", "甲"), ("养老服务", "一", "乙"), ("养老服务", "二", "丙"), ("社会救助", "一", "甲")]
    names = EntryNames(keys)

    def named(domain: str | None, level1: str | None, level2: str | None) -> list[tuple[str, str, str]]:
        return names.named(ColumnNote("linjiang", ("x",), None, None, None, domain, level1, level2))

    assert named("养老服务", "一", None) == keys[:2]
    assert named("养老服务领域", None, None) == keys[:3]
    assert named(None, None, None) == []
    assert names.written("养老服务", "一", "") == []
