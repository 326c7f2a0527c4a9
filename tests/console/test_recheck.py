"""A recheck asks for what was notified and nothing else, and says fixed, not fixed or cannot tell of each, with what
shows it."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from audits.ledger import Memory
from console.cli import run
from inspection.round_store import read_round
from inspection.types.life import LifeEvent
from inspection.types.portal import Snapshot
from tests.console.gkmlpt_city import AS_OF, City, workspace
from tests.crawler.portal_server import Reply, serve

CHINA = timezone(timedelta(hours=8))
LOOKED = "2026-12-03"
RULES = ("B02", "B03", "B04", "B10", "C01", "C03", "C07")


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.cli.china_now", lambda: datetime(2026, 12, 3, 9, 30, tzinfo=CHINA))


@pytest.fixture
def city() -> Iterator[City]:
    with serve() as server:
        yield City(server)


def _rows(folder: Path, kind: str = "findings") -> list[dict[str, Any]]:
    out = folder / f"{kind}.jsonl"
    assert run(["export", str(folder), kind, "--format", "jsonl", "--out", str(out)]) == 0
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def _notified(folder: Path, rules: tuple[str, ...] = RULES) -> dict[str, str]:
    """Confirms and notifies the findings of some rules; their ids by rule."""
    ids = {row["rule"]: row["id"] for row in _rows(folder) if row["rule"] in rules}
    at = datetime(2026, 11, 23, 9, tzinfo=CHINA)
    more: dict[str, Any] = {"due": at + timedelta(7), "notice": "江巡〔2026〕1号"}
    with Memory(folder / "xuncha.db") as memory:
        memory.decide(ids.values(), "confirm", "已核对页面", None, at.date())
        memory.acts.record(
            LifeEvent(one, 0, "notify", at, "office", "王某", "下发", "", **more) for one in ids.values()
        )
    return ids


def _outcomes(folder: Path) -> dict[str, tuple[str, str]]:
    sheet = folder / "rounds" / "2026-11" / "reports" / f"2026-11复查结果（{LOOKED}）.xlsx"
    rows = openpyxl.load_workbook(sheet).worksheets[0].iter_rows(min_row=4, values_only=True)
    return {str(row[0]): (str(row[5]), str(row[6])) for row in rows}


def test_each_notified_finding_is_looked_at_again(city: City, tmp_path: Path) -> None:
    folder = workspace(tmp_path / "江州", city.url)
    assert run(["inspect", str(folder), "--as-of", AS_OF]) == 0
    ids = _notified(folder)
    asked_before = len(city.server.asked)
    city.rectify()
    assert run(["recheck", str(folder), "--as-of", LOOKED]) == 1  # one page could not be had
    found = {rule: _outcomes(folder)[id_][0] for rule, id_ in ids.items()}
    assert found == {
        "B02": "已整改", "B03": "已整改", "B04": "已整改", "B10": "未整改", "C01": "仅需说明，不作复查",
        "C03": "未整改", "C07": "无法判定",
    }  # fmt: skip
    state = {row["rule"]: row["state"] for row in _rows(folder)}
    assert {state[rule] for rule in ("B02", "B03", "B04")} == {"fixed"}
    assert {state[rule] for rule in ("B10", "C03")} == {"unfixed"}
    assert {state[rule] for rule in ("C01", "C07")} == {"notified"}
    # what shows it, before and after
    with Memory(folder / "xuncha.db") as memory:
        events = memory.acts.events(ids.values())
        last = {rule: events[id_][-1] for rule, id_ in ids.items()}
        assert all(event.before for rule, event in last.items() if rule not in ("B04", "C01"))
        assert all(last[rule].after and last[rule].after != last[rule].before for rule in ("B02", "B03", "B04"))
        assert last["B10"].after == last["B10"].before
        assert [event.act for event in events[ids["C01"]]] == ["confirm", "notify"]
    # the evidence of the recheck holds by itself
    store = folder / "rounds" / "2026-11" / "wanghu" / f"recheck-{LOOKED}" / "round.db"
    with read_round(store) as kept:
        new = [one for one in kept.read(Snapshot) if not one.warc.startswith("../")]
        assert 0 < len(new) < len(kept.read(Snapshot))
    assert run(["verify", str(folder)]) == 0
    file = next(store.parent.glob("*.warc.gz"))
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    assert run(["verify", str(folder)]) == 1
    file.write_bytes(whole)
    asked = city.server.asked[asked_before:]
    assert "/mzj/gkmlpt/content/0/960/post_960009.html" not in asked
    # what was put right is not looked at again on the same day, and nothing is recorded twice
    assert run(["recheck", str(folder), "--as-of", LOOKED, "--district", "望湖区"]) in (0, 1)
    with Memory(folder / "xuncha.db") as memory:
        again = memory.acts.events(ids.values())
        for rule in ("B03", "B10", "C03"):
            assert [one.act for one in again[ids[rule]]] == [one.act for one in events[ids[rule]]]
    assert {rule: _outcomes(folder)[id_][0] for rule, id_ in ids.items()} == found, "the sheet is the whole day's"


def test_a_second_recheck_of_a_day_looks_again(city: City, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = workspace(tmp_path / "江州", city.url)
    assert run(["inspect", str(folder), "--as-of", AS_OF]) == 0
    ids = _notified(folder, ("B02", "B03", "C03"))
    city.rectify()
    there = dict(city.server.pages)
    for path in there:
        city.server.pages[path] = Reply(b"<title>404</title>", 404)
    assert run(["recheck", str(folder), "--as-of", LOOKED]) == 1
    assert {outcome for outcome, _ in _outcomes(folder).values()} == {"无法判定"}
    city.server.pages.update(there)
    capsys.readouterr()
    assert run(["recheck", str(folder), "--as-of", LOOKED]) == 0
    assert "当日已复查过，本次为第 2 次" in capsys.readouterr().err
    found = _outcomes(folder)
    assert {rule: found[id_][0] for rule, id_ in ids.items()} == {"B02": "已整改", "B03": "已整改", "C03": "未整改"}
    assert all("（当日第2次复查，以本次为准；前次：无法判定）" in reason for _, reason in found.values())
    assert {row["state"] for row in _rows(folder) if row["rule"] in ("B02", "B03")} == {"fixed"}
    # both looks keep their evidence
    assert len(list((folder / "rounds" / "2026-11" / "wanghu").glob(f"recheck-{LOOKED}*/*.warc.gz"))) == 2
    assert run(["verify", str(folder)]) == 0
    # a third one that cannot see takes back nothing
    for path in there:
        city.server.pages[path] = Reply(b"<title>502</title>", 502)
    assert run(["recheck", str(folder), "--as-of", LOOKED]) == 1
    outcome, reason = _outcomes(folder)[ids["C03"]]
    assert outcome == "未整改" and reason.endswith("；当日第3次复查未能判定，以前次为准")
    assert _outcomes(folder)[ids["B02"]][0] == "已整改"
    with Memory(folder / "xuncha.db") as memory:
        acts = [event.act for event in memory.acts.events([ids["C03"]])[ids["C03"]]]
    assert acts == ["confirm", "notify", "recheck_unclear", "recheck_unfixed"]


def test_a_recheck_that_was_cut_off_is_gone_on_with(
    city: City, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = workspace(tmp_path / "江州", city.url)
    assert run(["inspect", str(folder), "--as-of", AS_OF]) == 0
    ids = _notified(folder, ("B03",))
    city.rectify()

    def cut_off(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("console.rechecking.match_round", cut_off)
        assert run(["recheck", str(folder), "--as-of", LOOKED]) == 1
    asked = len(city.server.asked)
    assert run(["recheck", str(folder), "--as-of", LOOKED]) == 0
    assert len(city.server.asked) == asked
    assert _outcomes(folder)[ids["B03"]] == ("已整改", "复查时已查到公开内容")


def test_what_can_only_be_explained_is_not_looked_at(
    city: City, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = workspace(tmp_path / "江州", city.url)
    assert run(["inspect", str(folder), "--as-of", AS_OF]) == 0
    ids = _notified(folder, ("C01",))
    asked = len(city.server.asked)
    capsys.readouterr()
    assert run(["recheck", str(folder), "--as-of", LOOKED]) == 0
    assert "复查 0 个问题" not in (told := capsys.readouterr().err)
    assert "1 个问题仅需说明，不作复查" in told
    assert len(city.server.asked) == asked
    assert _outcomes(folder)[ids["C01"]][0] == "仅需说明，不作复查"
    assert run(["history", str(folder), ids["C01"]]) == 0
    told = capsys.readouterr().out
    assert "仅需说明，不作复查" in told and "；复查未能判定" not in told


def test_a_recheck_that_cannot_see_says_so_and_accuses_nobody(city: City, tmp_path: Path) -> None:
    folder = workspace(tmp_path / "江州", city.url)
    assert run(["inspect", str(folder), "--as-of", AS_OF]) == 0
    ids = _notified(folder)
    for path in list(city.server.pages):
        city.server.pages[path] = Reply(b"<title>502</title>", 502)
    assert run(["recheck", str(folder), "--as-of", LOOKED]) == 1
    assert {outcome for outcome, _ in _outcomes(folder).values()} == {"无法判定", "仅需说明，不作复查"}
    assert {row["state"] for row in _rows(folder) if row["rule"] in RULES} == {"notified"}
    assert len(ids) == 7


def test_nothing_notified_is_said_and_nothing_asked(
    city: City, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = workspace(tmp_path / "江州", city.url)
    assert run(["inspect", str(folder), "--as-of", AS_OF]) == 0
    before = len(city.server.asked)
    assert run(["recheck", str(folder), "--as-of", LOOKED]) == 0
    assert "没有已下发而未整改的问题" in capsys.readouterr().err
    assert len(city.server.asked) == before


@pytest.mark.slow
def test_a_link_that_was_handed_in_but_is_in_no_list_is_named(city: City, tmp_path: Path) -> None:
    folder = workspace(tmp_path / "江州", city.url)
    assert run(["inspect", str(folder), "--as-of", AS_OF]) == 0
    ids = _notified(folder, ("B02",))
    link = f"{city.server.url}/mzj/gkmlpt/content/1/961/post_961999.html"
    at = datetime(2026, 11, 25, 9, tzinfo=CHINA)
    with Memory(folder / "xuncha.db") as memory:
        memory.acts.record([LifeEvent(ids["B02"], 0, "reply", at, "unit", "望湖区民政局", "已公开", "", link=link)])
    assert run(["recheck", str(folder), "--as-of", LOOKED]) == 0
    outcome, reason = _outcomes(folder)[ids["B02"]]
    assert outcome == "未整改" and link in reason


@pytest.mark.slow
def test_a_date_before_the_round_is_refused(city: City, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = workspace(tmp_path / "江州", city.url)
    assert run(["inspect", str(folder), "--as-of", AS_OF]) == 0
    _notified(folder)
    capsys.readouterr()
    assert run(["recheck", str(folder), "--as-of", str(date(2026, 11, 1))]) == 2
    assert "复查日期不能更早" in capsys.readouterr().err
    # nor before what was done since: what came of it would be recorded nowhere
    assert run(["recheck", str(folder), "--as-of", str(date(2026, 11, 22))]) == 2
    told = capsys.readouterr().err
    assert "在 2026-11-23 已有办理记录，复查日期 2026-11-22 不能早于它" in told
    assert not list((folder / "rounds").rglob("recheck-*"))


def test_a_day_to_come_is_refused(city: City, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = workspace(tmp_path / "江州", city.url)
    assert run(["inspect", str(folder), "--as-of", AS_OF]) == 0
    _notified(folder)
    assert run(["recheck", str(folder), "--as-of", "2026-12-04"]) == 2
    assert "复查日期 2026-12-04 还没有到" in capsys.readouterr().err
