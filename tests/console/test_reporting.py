"""The summary tells apart what is no problem; a report of one district leaves the round's own files whole."""

import re
from dataclasses import asdict
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from audits.ledger import Memory
from console.cli import run
from console.inspection_run import plan
from console.reporting import summary
from inspection.china_time import start_of
from inspection.plugins import modules_in
from inspection.round_store import open_round
from inspection.rule_pack import load_pack, to_json
from inspection.types.judgement import Coverage, Finding, FindingState
from inspection.types.office import District, Office
from inspection.workspace import open_workspace

AS_OF = date(2026, 11, 16)
STATES: tuple[FindingState, ...] = ("suspected", "waived", "rejected")


@pytest.fixture(name="folder")
def workspace_of_two_districts(tmp_path: Path) -> Path:
    """Two districts of one judged round; of each three blank columns, one excused and one no fault."""
    root = tmp_path / "江州"
    assert run(["init", str(root)]) == 0
    config = root / "xuncha.toml"
    one, _, _ = config.read_text(encoding="utf-8").partition("[[district]]")
    tables = [
        f'[[district]]\nid = "{id_}"\nname = "{name}"\nclass = "区"\n\n[[district.portal]]\n'
        f'url = "https://www.{id_}.example/"\n'
        for id_, name in (("linjiang", "临江区"), ("wanghu", "望湖区"))
    ]
    config.write_text(one + "\n".join(tables), encoding="utf-8")
    for id_, name in (("linjiang", "临江区"), ("wanghu", "望湖区")):
        _judged(root, id_, name)
    return root


def _judged(root: Path, id_: str, name: str, *, whole: bool = True) -> None:
    with (
        Memory(root / "xuncha.db") as memory,
        open_round(root / "rounds" / "2026-11" / id_ / "round.db") as store,
    ):
        found = [_finding(memory, id_, state) for state in STATES] if whole else []
        facts = {
            "round": "2026-11", "as_of": AS_OF.isoformat(), "district": asdict(District(id_, name, "区", [], [])),
            "office": asdict(Office("江州市政务公开办公室", "江州市", "national", "")), "calendar": None,
            "rule_pack": to_json(load_pack("national", AS_OF)),
        }  # fmt: skip
        for fact, value in {**facts, **({"verdicts": {}} if whole else {})}.items():
            store.set_fact(fact, value)
        store.replace(Finding, found)
        row = Coverage(
            "2026-11", id_, "养老服务", "养老机构", None, None, "standing", "content", 1, AS_OF, 0.9, (), "已公开。"
        )  # fmt: skip
        store.replace(Coverage, [row] if whole else [])
        memory.record_round("2026-11", id_, found, AS_OF)


def _finding(memory: Memory, district: str, state: FindingState) -> Finding:
    identity = f"B03|{district}|column:{state}"
    id_ = memory.id_for(identity)
    return Finding(
        id_, identity, "2026-11", district, None, "养老服务", "养老机构", None, ("养老", state), "B03", "空白栏目", "A",
        3, state, None, "https://www.linjiang.example/", "栏目没有内容", "请补充", "条例第十九条", AS_OF, (),
    )  # fmt: skip


def _told(folder: Path) -> list[str]:
    now = start_of(AS_OF)
    run_ = plan(
        open_workspace(folder), today=AS_OF, clock=lambda: now, say=print, progress=lambda *_: None, known=True,
        districts=("临江区",),
    )  # fmt: skip
    return summary(run_).splitlines()


def test_the_summary_tells_apart_what_is_no_problem(folder: Path) -> None:
    with Memory(folder / "xuncha.db") as memory:
        refused = memory.id_for("B03|linjiang|column:rejected")
        memory.decide([refused], "reject", "有内容", None, AS_OF)
    told = _told(folder)
    assert "  B03 空白栏目：1 个" in told
    assert "  不计入以上问题的：已报备 1 个，不予认定 1 个" in told
    with Memory(folder / "xuncha.db") as memory:
        memory.decide([memory.id_for("B03|linjiang|column:suspected")], "reject", "有内容", None, AS_OF)
    told = _told(folder)
    assert "  没有发现问题" in told and not any("B03" in line for line in told)
    assert "  不计入以上问题的：已报备 1 个，不予认定 2 个" in told


def _districts_scored(folder: Path) -> list[object]:
    book = openpyxl.load_workbook(folder / "rounds" / "2026-11" / "reports" / "得分表.xlsx")
    head, *rows = list(book.worksheets[0].iter_rows(min_row=3, values_only=True))
    return [row[list(head).index("区")] for row in rows]


def _written(reports: Path) -> dict[str, bytes]:
    return {str(path.relative_to(reports)): path.read_bytes() for path in reports.rglob("*") if path.is_file()}


def test_a_report_of_one_district_leaves_the_rounds_own_files_whole(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["report", str(folder)]) == 0
    reports = folder / "rounds" / "2026-11" / "reports"
    before = _written(reports)
    assert _districts_scored(folder) == ["临江区", "望湖区"]
    (reports / "望湖区问题清单.xlsx").unlink()
    capsys.readouterr()
    assert run(["report", str(folder), "--district", "临江区"]) == 0
    assert "望湖区" not in capsys.readouterr().err, "only the files of the district that was asked for are named"
    del before["望湖区问题清单.xlsx"]
    after = _written(reports)
    assert sorted(after) == sorted(before)
    assert [name for name in before if after[name] != before[name]] == []


def test_a_district_that_is_not_judged_yet_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "rounds" / "2026-11" / "wanghu" / "round.db").unlink()
    _judged(folder, "wanghu", "望湖区", whole=False)
    assert run(["report", str(folder), "--district", "临江区"]) == 0
    assert "望湖区在本批次中还没有判断，得分表等全批次的材料暂不包括" in capsys.readouterr().err
    assert _districts_scored(folder) == ["临江区"]


def test_which_paper_is_written_is_told_in_chinese(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", str(folder)]) == 0
    told = [line for line in capsys.readouterr().err.splitlines() if line.startswith("正在写 ")]
    assert len(told) == len(modules_in("reports.writers"))
    names = [line.partition("：")[2] for line in told]
    assert all(re.match(r"[一-鿿]{2}", name) for name in names), names
