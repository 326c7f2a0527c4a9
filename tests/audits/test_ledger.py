"""The memory: ids, lives, decisions; recording again changes nothing."""

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import audits.ledger
from audits.ledger import Memory, derived_id
from inspection.errors import UserError
from inspection.types.judgement import Finding

OCTOBER, NOVEMBER, DECEMBER = date(2026, 10, 31), date(2026, 11, 30), date(2026, 12, 31)


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory(tmp_path / "xuncha.db") as opened:
        yield opened


def _finding(identity: str, round_: str = "2026-11", on: date = NOVEMBER, **more: object) -> Finding:
    given = Finding(
        derived_id(identity), identity, round_, "linjiang", None, "统计", "统计数据", None, None, "B03", "空白栏目",
        "A", 2, "suspected", "统计数据", "https://www.linjiang.example/", "“统计数据”为空白栏目", "请补充信息",
        "国办秘函〔2019〕19号", on, (),
    )  # fmt: skip
    return replace(given, **more)  # type: ignore[arg-type]  # fields of a finding


def test_ids_are_short_and_cannot_be_misread() -> None:
    made = {derived_id(f"B03|linjiang|column:{n}") for n in range(5000)}
    assert len(made) == 5000
    assert all(len(id_) == 9 and id_[0] == "F" and not set(id_[1:]) & set("01ILOU") for id_ in made)


def test_a_fault_keeps_its_id(memory: Memory, tmp_path: Path) -> None:
    id_ = memory.id_for("B03|linjiang|a")
    assert id_ == derived_id("B03|linjiang|a")
    memory.record_round("2026-11", "linjiang", [_finding("B03|linjiang|a", id=id_)], NOVEMBER)
    with Memory(tmp_path / "xuncha.db") as later:
        assert later.id_for("B03|linjiang|a") == id_


def test_ids_that_collide_grow(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audits.ledger, "derived_id", lambda _, length=8: "F" + "A" * length)
    first, second = memory.id_for("one"), memory.id_for("two")
    assert (first, second) == ("F" + "A" * 8, "F" + "A" * 9)
    memory.record_round("2026-11", "linjiang", [_finding("one", id=first), _finding("two", id=second)], NOVEMBER)
    assert memory.id_for("three") == "F" + "A" * 10
    assert (memory.id_for("one"), memory.id_for("two")) == (first, second)


def test_recording_a_round_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "xuncha.db"
    found = [_finding("a"), _finding("b", state="confirmed", confirmed_by="machine")]
    dumps = []
    for _ in range(2):
        with Memory(path) as memory:
            memory.record_round("2026-11", "linjiang", found, NOVEMBER)
            memory.remember_pages("linjiang", {"https://www.linjiang.example/1": NOVEMBER})
        database = sqlite3.connect(path)
        dumps.append(list(database.iterdump()))
        database.close()
    assert dumps[0] == dumps[1]


def test_a_finding_that_left_a_round_is_forgotten_in_it(memory: Memory) -> None:
    memory.record_round("2026-10", "linjiang", [_finding("a", "2026-10", OCTOBER)], OCTOBER)
    memory.record_round("2026-10", "linjiang", [], OCTOBER)
    memory.record_round("2026-11", "linjiang", [_finding("a")], NOVEMBER)
    (life,) = memory.lives([_finding("a")])
    assert (life.first_round, life.repeat) == ("2026-11", 0)


def test_lives_carry_their_history(memory: Memory) -> None:
    memory.record_round("2026-10", "linjiang", [_finding("a", "2026-10", OCTOBER)], OCTOBER)
    memory.record_round("2026-11", "linjiang", [_finding("a"), _finding("b")], NOVEMBER)
    lives = {life.identity: life for life in memory.lives([_finding("a"), _finding("b")])}
    assert (lives["a"].first_round, lives["a"].repeat) == ("2026-10", 0)  # never put right, so not come back
    assert (lives["b"].first_round, lives["b"].repeat) == ("2026-11", 0)
    (earlier,) = memory.lives([_finding("a", "2026-10", OCTOBER)])
    assert (earlier.first_round, earlier.repeat) == ("2026-10", 0)


def test_rejected_rounds_are_no_repeats(memory: Memory) -> None:
    memory.record_round("2026-10", "linjiang", [_finding("a", "2026-10", OCTOBER, state="rejected")], OCTOBER)
    memory.record_round("2026-11", "linjiang", [_finding("a")], NOVEMBER)
    (life,) = memory.lives([_finding("a")])
    assert life.repeat == 0


def test_districts_do_not_mix(memory: Memory) -> None:
    memory.record_round("2026-11", "linjiang", [_finding("a")], NOVEMBER)
    memory.record_round("2026-11", "wanghu", [], NOVEMBER)
    memory.decide([derived_id("a")], "confirm", "属实", None, NOVEMBER)
    assert memory.decisions("wanghu") == []
    assert [decision.identity for decision in memory.decisions("linjiang")] == ["a"]


@pytest.mark.parametrize(
    ("kind", "until", "state", "by"),
    [("confirm", None, "confirmed", "person"), ("reject", None, "rejected", None), ("waive", DECEMBER, "waived", None)],
)
def test_decisions_show_at_once(memory: Memory, kind: str, until: date | None, state: str, by: str | None) -> None:
    memory.record_round("2026-11", "linjiang", [_finding("a")], NOVEMBER)
    (made,) = memory.decide([derived_id("a").lower()], kind, " 已核 ", until, NOVEMBER)  # type: ignore[arg-type]
    assert (made.round, made.reason, made.until) == ("2026-11", "已核", until)
    (life,) = memory.lives([_finding("a")])
    assert (life.state, life.confirmed_by) == (state, by)
    assert [(event.act, event.reason, taken_back) for event, taken_back in memory.history(derived_id("a"))] == [
        (kind, "已核", False)
    ]


def test_a_waiver_ends(memory: Memory) -> None:
    memory.record_round("2026-11", "linjiang", [_finding("a")], NOVEMBER)
    memory.decide([derived_id("a")], "waive", "在建", NOVEMBER, NOVEMBER)
    (life,) = memory.lives([_finding("a", "2026-12", DECEMBER)])
    assert life.state == "suspected"


def test_the_newest_decision_counts(memory: Memory) -> None:
    memory.record_round("2026-11", "linjiang", [_finding("a")], NOVEMBER)
    memory.decide([derived_id("a")], "confirm", "属实", None, NOVEMBER)
    memory.decide([derived_id("a")], "reject", "链接另有", None, NOVEMBER)
    assert [decision.kind for decision in memory.decisions("linjiang")] == ["reject"]


def test_unknown_ids_are_named_with_the_nearest_and_nothing_is_recorded(memory: Memory) -> None:
    memory.record_round("2026-11", "linjiang", [_finding("a")], NOVEMBER)
    known = derived_id("a")
    wrong = known[:-1] + ("2" if known[-1] != "2" else "3")
    with pytest.raises(UserError, match=f"{wrong}（是不是 {known}？）"):
        memory.decide([known, wrong], "confirm", "属实", None, NOVEMBER)
    assert memory.decisions("linjiang") == []


@pytest.mark.parametrize(
    ("kind", "reason", "until", "told"),
    [
        ("confirm", "  ", None, "理由"),
        ("waive", "在建", None, "截止日期"),
        ("waive", "在建", date(2026, 11, 1), "已经过去"),
        ("confirm", "属实", DECEMBER, "去掉 --until"),
        ("close", "属实", None, "close"),
    ],
)
def test_decisions_need_what_they_need(memory: Memory, kind: str, reason: str, until: date | None, told: str) -> None:
    memory.record_round("2026-11", "linjiang", [_finding("a")], NOVEMBER)
    with pytest.raises(UserError, match=told):
        memory.decide([derived_id("a")], kind, reason, until, NOVEMBER)  # type: ignore[arg-type]
    assert memory.decisions("linjiang") == []


def test_no_id_is_an_error(memory: Memory) -> None:
    with pytest.raises(UserError, match="编号"):
        memory.decide([], "confirm", "属实", None, NOVEMBER)


def test_pages_keep_the_day_they_were_first_met(memory: Memory) -> None:
    memory.remember_pages("linjiang", {"a": NOVEMBER, "b": NOVEMBER})
    memory.remember_pages("linjiang", {"a": DECEMBER, "b": OCTOBER, "c": DECEMBER})
    assert memory.first_seen("linjiang") == {"a": "2026-11-30", "b": "2026-10-31", "c": "2026-12-31"}
    assert memory.first_seen("wanghu") == {}


A, B, C = (("统计", "统计信息", name) for name in ("统计数据", "统计数据情况", "数据发布"))


def test_names_are_followed_to_the_first(memory: Memory) -> None:
    memory.record_renames("linjiang", "2026-11", NOVEMBER, [(A, B)])
    memory.record_renames("linjiang", "2026-12", DECEMBER, [(B, C)])
    (former,) = memory.former_names("linjiang", [C, ("统计", "其他", "")], "2026-12", DECEMBER)
    assert (former.now, former.before, former.first, former.since) == (C, (B, A), A, "2026-11-30")
    assert memory.former_names("wanghu", [C], "2026-12", DECEMBER) == []
    # judged again, an earlier round does not know what came later
    (earlier,) = memory.former_names("linjiang", [B, C], "2026-11", NOVEMBER)
    assert (earlier.now, earlier.before) == (B, (A,))
    assert memory.former_names("linjiang", [C], "2026-12", DECEMBER, before=True) == []


def test_renames_of_a_round_are_recorded_anew(memory: Memory) -> None:
    memory.record_renames("linjiang", "2026-11", NOVEMBER, [(A, B)])
    memory.record_renames("linjiang", "2026-11", NOVEMBER, [(A, C)])
    assert [one.now for one in memory.former_names("linjiang", [B, C], "2026-11", NOVEMBER)] == [C]


def test_a_rename_that_was_undone_comes_back_to_the_first_name(memory: Memory) -> None:
    memory.record_renames("linjiang", "2026-11", NOVEMBER, [(A, B)])
    memory.record_renames("linjiang", "2026-12", DECEMBER, [(B, A)])
    (former,) = memory.former_names("linjiang", [A], "2026-12", DECEMBER)
    assert (former.before, former.first) == ((B, A), A)


def test_a_memory_of_the_first_version_is_brought_up(tmp_path: Path) -> None:
    path = tmp_path / "xuncha.db"
    shutil.copy(Path(__file__).parent / "memories" / "version1.db", path)
    with Memory(path) as memory:
        (decision,) = memory.decisions("linjiang")
        assert (decision.kind, decision.reason) == ("reject", "另有栏目")
        assert memory.id_for(decision.identity) == decision.finding
        memory.record_renames("linjiang", "2026-11", NOVEMBER, [(A, B)])
    with Memory(path) as memory:
        assert [one.first for one in memory.former_names("linjiang", [B], "2026-11", NOVEMBER)] == [A]
        assert memory.first_seen("linjiang") == {"https://www.linjiang.example/1.html": "2026-10-31"}


def test_a_file_that_is_no_memory_is_refused(tmp_path: Path) -> None:
    (tmp_path / "xuncha.db").write_text("这不是数据库" * 200, encoding="utf-8")
    with pytest.raises(UserError, match="不是巡查的记录文件"):
        Memory(tmp_path / "xuncha.db")


def test_a_newer_memory_is_refused(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "xuncha.db")
    database.execute("pragma user_version = 99")
    database.close()
    with pytest.raises(UserError, match="升级程序"):
        Memory(tmp_path / "xuncha.db")
