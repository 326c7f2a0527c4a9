"""What was there in an earlier round and is gone in the next is asked about, not accused; offline again the same."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from console.cli import run
from inspection.round_store import read_round
from tests.console.gkmlpt_city import AS_OF, City, workspace
from tests.crawler.portal_server import Reply, serve

LATER, LATEST = "2026-12-10", "2027-01-11"
ENTRY = "养老机构备案信息"


@pytest.fixture(scope="module")
def three_rounds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """In the second round a list is empty that had a page, in the third too; nobody had said why."""
    with serve() as server:
        city = City(server)
        folder = workspace(tmp_path_factory.mktemp("taken-down") / "江州", city.url)
        table = folder / "triggers.csv"
        head = table.read_text(encoding="utf-8-sig")
        table.write_text(f"{head},养老服务,,养老机构评估信息,发生时公开,三年一评\n", encoding="utf-8-sig")
        assert run(["inspect", str(folder), "--as-of", AS_OF]) == 0
        city._list(31)
        tree = server.pages["/mzj/gkmlpt/index"]
        was = f'"name": "{ENTRY}", "children": [], "jump_url": "", "post_count": 1'
        assert isinstance(tree, Reply)
        body = tree.body.decode()
        assert was in body
        emptied = body.replace(was, was.replace(": 1", ": 0"))
        server.pages["/mzj/gkmlpt/index"] = Reply(emptied.encode(), headers=tree.headers)
        for as_of in (LATER, LATEST):
            assert run(["inspect", str(folder), "--as-of", as_of]) == 0
        yield folder


def _rows(folder: Path, kind: str, round_: str) -> list[dict[str, Any]]:
    out = folder / f"{kind}.jsonl"
    assert run(["export", str(folder), kind, "--round", round_, "--format", "jsonl", "--out", str(out)]) == 0
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def _coverage(folder: Path, round_: str) -> dict[str, dict[str, Any]]:
    return {row["level2"]: row for row in _rows(folder, "coverage", round_)}


def test_it_is_asked_about_with_both_dates(three_rounds: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert _coverage(three_rounds, "2026-11")[ENTRY]["state"] == "content"
    later = _coverage(three_rounds, "2026-12")[ENTRY]
    assert later["state"] == "withdrawn"
    assert "2026年11月20日巡查时曾公开，截至2026年12月10日已不在栏目列表中" in later["reason"]
    accused = [row for row in _rows(three_rounds, "findings", "2026-12") if row["level2"] == ENTRY]
    assert {row["rule"]: row["state"] for row in accused} == {"B03": "suspected"}
    assert run(["explain", str(three_rounds), accused[0]["id"], "--round", "2026-12"]) == 0
    assert "（系统提示）" in capfd.readouterr().out


def test_the_next_round_still_knows_when_it_was_last_there(three_rounds: Path) -> None:
    latest = _coverage(three_rounds, "2027-01")[ENTRY]
    assert latest["state"] == "withdrawn"
    assert "2026年11月20日" in latest["reason"] and "2027年1月11日" in latest["reason"]


def test_judged_again_offline_the_rows_are_the_same(three_rounds: Path) -> None:
    before = _rows(three_rounds, "coverage", "2026-12")
    (three_rounds / "triggers.csv").unlink()
    assert run(["inspect", str(three_rounds), "--offline", "--round", "2026-12"]) == 0
    assert _rows(three_rounds, "coverage", "2026-12") == before


def test_the_offices_trigger_is_frozen_with_the_round(three_rounds: Path) -> None:
    assert _coverage(three_rounds, "2026-11")["养老机构评估信息"]["trigger"] == "event"
    found = [row for row in _rows(three_rounds, "findings", "2026-11") if row["rule"] == "B02"]
    assert [row["level2"] for row in found] == ["养老机构评估信息"] and "请提供链接" in found[0]["demand"]


def test_what_could_be_opened_is_remembered(three_rounds: Path) -> None:
    with read_round(three_rounds / "rounds" / "2027-01" / "wanghu" / "round.db") as store:
        known = {answer[4] for answer in store.fact("earlier_answers")}
    assert known == {
        "望湖区“养老服务”实施办法",
        "望湖区养老机构备案办事流程",
        "望湖区养老机构备案申请材料",
        "望湖区养老机构备案受理地点",
        "望湖区2026年第一季度养老机构备案信息",
    }
