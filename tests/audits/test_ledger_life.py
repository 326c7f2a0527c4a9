"""Lives in the memory: acts are only added, refused with what is possible, and read back; older memories are kept."""

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from audits.ledger import Memory, derived_id
from audits.ledger_versions import MEMORY_VERSION
from inspection.china_time import CHINA
from inspection.errors import UserError
from inspection.types.judgement import Finding
from inspection.types.life import Act, LifeEvent, RecheckAnswer

OCTOBER, NOVEMBER, DECEMBER = date(2026, 10, 31), date(2026, 11, 30), date(2026, 12, 31)
A, B = derived_id("B03|linjiang|a"), derived_id("B03|linjiang|b")


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory(tmp_path / "xuncha.db") as opened:
        opened.record_round("2026-10", "linjiang", [finding("a"), finding("b")], OCTOBER)
        yield opened


def finding(name: str, round_: str = "2026-10", on: date = OCTOBER, **more: object) -> Finding:
    identity = f"B03|linjiang|{name}"
    given = Finding(
        derived_id(identity), identity, round_, "linjiang", "临江区统计局", "统计", "统计数据", None, None, "B03",
        "空白栏目", "A", 2, "suspected", "统计数据", "https://www.linjiang.example/", "“统计数据”为空白栏目",
        "请补充信息", "国办秘函〔2019〕19号", on, (), charge="blank",
    )  # fmt: skip
    return replace(given, **more)  # type: ignore[arg-type]  # fields of a finding


def act(finding_: str, what: Act, at: str, **more: object) -> LifeEvent:
    moment = datetime.fromisoformat(at).replace(tzinfo=CHINA)
    given = LifeEvent(finding_, 0, what, moment, "office", "市办", "已核", "")
    return replace(given, **more)  # type: ignore[arg-type]  # fields of an act


def sent(memory: Memory, *ids: str) -> datetime:
    due = datetime(2026, 11, 10, 18, tzinfo=CHINA)
    memory.decide(ids, "confirm", "属实", None, date(2026, 11, 2))
    memory.acts.record(act(id_, "notify", "2026-11-03T09:00", due=due, notice="江巡〔2026〕1号") for id_ in ids)
    return due


def test_acts_are_given_their_number_round_and_charge(memory: Memory) -> None:
    due = sent(memory, A)
    first, second = memory.acts.events([A])[A]
    assert (first.seq, first.act, first.round, first.charge) == (1, "confirm", "2026-10", "blank")
    assert (second.seq, second.due, second.notice, second.at.hour) == (2, due, "江巡〔2026〕1号", 9)


def test_acts_can_neither_be_changed_nor_deleted(memory: Memory, tmp_path: Path) -> None:
    sent(memory, A)
    with sqlite3.connect(tmp_path / "xuncha.db") as database:
        for statement in ("update acts set reason = ''", "delete from acts"):
            with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
                database.execute(statement)


def test_an_undo_is_a_new_act(memory: Memory) -> None:
    sent(memory, A)
    memory.acts.record([act(A, "receive", "2026-11-04T09:00")])
    memory.acts.record([act(A, "undo", "2026-11-04T09:05", reason="记错")])
    assert [(event.act, back) for event, back in memory.history(A)] == [
        ("confirm", False), ("notify", False), ("receive", True), ("undo", False)
    ]  # fmt: skip
    (life,) = memory.lives([finding("a")])
    assert life.state == "notified"
    memory.acts.record([act(A, "undo", "2026-11-04T09:06", reason="通知未发出")])
    (life,) = memory.lives([finding("a")])
    assert (life.state, life.due) == ("confirmed", None)


def test_what_is_not_possible_is_refused_with_what_is_and_nothing_is_recorded(memory: Memory) -> None:
    sent(memory, A)
    with pytest.raises(UserError, match=f"{B} 现为“待核实”，不能签收；现在可以：认定属实、") as refused:
        memory.acts.record([act(A, "receive", "2026-11-04T09:00"), act(B, "receive", "2026-11-04T09:00")])
    assert "本次没有记录任何一步" in str(refused.value)
    assert [event.act for event, _ in memory.history(A)] == ["confirm", "notify"]


def test_an_act_is_not_before_the_last_one(memory: Memory) -> None:
    sent(memory, A)
    with pytest.raises(UserError, match=r"记于2026年11月3日9时，办理时间不能早于它"):
        memory.acts.record([act(A, "receive", "2026-11-02T09:00")])
    with pytest.raises(UserError, match="不能早于它"):
        memory.acts.record([act(A, "receive", "2026-11-03T08:59")])
    # of one that is only known to the day the hour is not asked
    memory.acts.record([act(A, "receive", "2026-11-03T00:00")])


def test_what_was_put_on_a_day_to_come_can_be_taken_back_at_once(memory: Memory) -> None:
    sent(memory, A)
    memory.acts.record([act(A, "recheck_unfixed", "2027-12-08T00:00")])
    memory.acts.record([act(A, "undo", "2026-11-04T09:06", reason="年份写错")])
    memory.acts.record([act(A, "receive", "2026-11-04T09:07")])
    (life,) = memory.lives([finding("a")])
    assert life.state == "received"


def test_late_publication_that_was_explained_is_no_repeat_in_the_next_round(memory: Memory) -> None:
    for rule, repeat, state in (("C01", 0, "closed"), ("B03", 1, "suspected")):
        one = finding(f"of {rule}", rule=rule)
        memory.record_round("2026-10", "linjiang", [one], OCTOBER)
        sent(memory, one.id)
        memory.acts.record([act(one.id, "explain", "2026-11-04T09:00"), act(one.id, "close", "2026-11-05T09:00")])
        again = replace(one, round="2026-11", found_on=NOVEMBER)
        memory.record_round("2026-11", "linjiang", [again], NOVEMBER)
        (life,) = memory.lives([again])
        assert (life.state, life.repeat) == (state, repeat), rule


def test_what_was_not_looked_at_is_not_recorded(memory: Memory) -> None:
    sent(memory, A)
    assert memory.record_recheck([RecheckAnswer(A, "linjiang", "explain", "凭说明办结", NOVEMBER, (), ())]) == []


def test_a_pending_objection_keeps_a_notice_back(memory: Memory) -> None:
    memory.decide([A], "confirm", "属实", None, date(2026, 11, 2))
    memory.acts.record([act(A, "send_draft", "2026-11-02T10:00"), act(A, "object", "2026-11-03T10:00")])
    with pytest.raises(UserError, match="有异议待答复"):
        memory.acts.record([act(A, "notify", "2026-11-04T09:00", due=datetime(2026, 11, 10, 18, tzinfo=CHINA))])


def test_deciding_after_the_notice_names_the_way(memory: Memory) -> None:
    sent(memory, A)
    with pytest.raises(UserError, match=r"现为“已下发”，不能不予认定；.*撤销认定"):
        memory.decide([A], "reject", "看错", None, date(2026, 11, 5))


def test_rechecks_are_recorded_once_and_only_of_what_is_notified(memory: Memory) -> None:
    sent(memory, A)
    assert [one.finding for one in memory.notified("linjiang")] == [A]
    answers = [
        RecheckAnswer(id_, "linjiang", "fixed", "栏目已有内容", date(2026, 11, 11), ("a1",), ("b2",)) for id_ in (A, B)
    ]
    (made,) = memory.record_recheck(answers)
    assert (made.finding, made.act, made.before, made.after) == (A, "recheck_fixed", ("a1",), ("b2",))
    assert memory.record_recheck(answers) == []
    assert memory.notified("linjiang") == []
    assert memory.acts.events([A])[A][-1].speaker == "machine"


def test_notified_findings_say_where_they_are_and_what_was_handed_in(memory: Memory) -> None:
    due = sent(memory, A)
    memory.acts.record([act(A, "reply", "2026-11-05T09:00", speaker="unit", who="统计局", link="https://l.example/1")])
    memory.record_round("2026-11", "linjiang", [finding("a", "2026-11", NOVEMBER)], NOVEMBER)
    (one,) = memory.notified("linjiang")
    assert (one.round, one.state, one.due, one.link) == ("2026-11", "replied", due, "https://l.example/1")


def test_what_is_excused_meanwhile_is_not_rechecked(memory: Memory) -> None:
    sent(memory, A)
    memory.record_round("2026-11", "linjiang", [finding("a", "2026-11", NOVEMBER, state="waived")], NOVEMBER)
    assert memory.notified("linjiang") == []


def test_decisions_are_handed_on_with_their_charge_until_it_is_put_right(memory: Memory) -> None:
    due = sent(memory, A, B)
    assert [(one.finding, one.kind, one.charge) for one in memory.decisions("linjiang")] == [
        (id_, "confirm", "blank") for id_ in sorted((A, B))
    ]
    answer = RecheckAnswer(A, "linjiang", "fixed", "已有内容", due.date() + timedelta(1), (), ())
    memory.record_recheck([answer])
    assert [one.finding for one in memory.decisions("linjiang")] == [B]


def test_a_reassigned_finding_names_its_new_unit(memory: Memory) -> None:
    memory.acts.record([act(A, "reassign", "2026-11-02T10:00", unit="临江区教育局")])
    (life,) = memory.lives([finding("a")])
    assert (life.unit, life.marks) == ("临江区教育局", ("已改派",))


def test_deadlines_are_asked_of_the_day_that_is_named_else_of_the_last_known(memory: Memory) -> None:
    sent(memory, A)
    (now,) = memory.lives([finding("a")])
    (later,) = memory.lives([finding("a")], date(2026, 11, 11))
    assert (now.overdue, later.overdue, later.due) == (False, True, date(2026, 11, 10))
    assert later.due_at is not None and later.due_at.hour == 18
    memory.record_round("2026-11", "linjiang", [finding("a", "2026-11", NOVEMBER)], NOVEMBER)
    (now,) = memory.lives([finding("a")])
    assert now.overdue


def test_a_leak_is_marked_apart(memory: Memory) -> None:
    leak = finding("c", rule="B13")
    memory.record_round("2026-10", "linjiang", [leak], OCTOBER)
    assert memory.lives([leak])[0].marks == ("重大问题",)


def test_waivers_that_ended_or_were_not_needed_are_said(memory: Memory) -> None:
    memory.decide([A], "waive", "在建", date(2026, 11, 15), date(2026, 11, 2))
    memory.decide([B], "waive", "在建", DECEMBER, date(2026, 11, 2))
    memory.record_round("2026-11", "linjiang", [finding("a", "2026-11", NOVEMBER)], NOVEMBER)
    told = memory.acts.waivers_told("linjiang", "2026-11", NOVEMBER)
    assert told == [
        f"问题 {A} 的报备已于2026-11-15到期，恢复核查；确需延续的请重新报备。",
        f"问题 {B} 的报备（至2026-12-31）本次没有用到：该问题没有再发现。",
    ]


def test_two_who_decide_at_once_take_turns(memory: Memory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("audits.ledger.PATIENCE", 0.01)
    with Memory(tmp_path / "xuncha.db") as other, memory.together():
        memory.decide([A], "confirm", "属实", None, date(2026, 11, 2))
        with pytest.raises(UserError, match="另一条命令正在写入"):
            other.decide([A], "reject", "看错", None, date(2026, 11, 2))
    with Memory(tmp_path / "xuncha.db") as other:
        assert [event.act for event, _ in other.history(A)] == ["confirm"]


MEMORIES = Path(__file__).parent / "memories"


def test_a_memory_of_version_3_keeps_what_people_said(tmp_path: Path) -> None:
    path = tmp_path / "xuncha.db"
    shutil.copy(MEMORIES / "version3.db", path)
    names = ("甲栏目", "乙栏目", "丙栏目", "丁栏目", "戊栏目")
    ids = {name: derived_id(f"B03|linjiang|column:首页/{name}:") for name in names}
    with Memory(path) as memory:
        found = {one.finding: (one.kind, one.reason, one.until) for one in memory.decisions("linjiang")}
        assert found == {
            ids["甲栏目"]: ("confirm", "已电话核实", None),
            ids["乙栏目"]: ("reject", "另有栏目", None),
            ids["丙栏目"]: ("waive", "栏目在建", DECEMBER),
            ids["丁栏目"]: ("confirm", "再核属实", None),
        }
        lives = memory.acts.standing_on("linjiang", NOVEMBER)
        assert {name: lives[id_].state for name, id_ in ids.items()} == {
            "甲栏目": "notified", "乙栏目": "rejected", "丙栏目": "waived", "丁栏目": "confirmed", "戊栏目": "suspected"
        }  # fmt: skip
        assert lives[ids["甲栏目"]].overdue and lives[ids["甲栏目"]].first_round == "2026-10"
        assert [(event.act, event.at.date().day) for event, _ in memory.history(ids["丁栏目"])] == [
            ("reject", 3), ("confirm", 4)
        ]  # fmt: skip
        machine = memory.acts.standing_on("wanghu", NOVEMBER)
        assert [(one.state, one.confirmed_by) for one in machine.values()] == [("confirmed", "machine")]
        # a decision whose charge was not noted holds whatever is said now
        changed = finding("x", "2026-12", DECEMBER, id=ids["乙栏目"], charge="missing")
        memory.record_round("2026-12", "linjiang", [changed], DECEMBER)
        assert memory.lives([changed])[0].state == "rejected"
    with Memory(path) as memory:
        assert len(memory.history(ids["甲栏目"])) == 2
        words = memory.matches.words("2026-12", DECEMBER)
        assert [one.word.subject for one in words] == ["c9"]


@pytest.mark.parametrize("version", ["version1.db", "version3.db", "version4.db"])
def test_older_memories_are_brought_up_once(version: str, tmp_path: Path) -> None:
    path = tmp_path / "xuncha.db"
    shutil.copy(MEMORIES / version, path)
    dumps = []
    for _ in range(2):
        Memory(path).close()
        with sqlite3.connect(path) as database:
            assert database.execute("pragma user_version").fetchone()[0] == MEMORY_VERSION
            dumps.append(list(database.iterdump()))
    assert dumps[0] == dumps[1]
    assert not any("create table states" in line.lower() for line in dumps[0])
