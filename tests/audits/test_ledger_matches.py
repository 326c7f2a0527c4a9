"""The memory of matches: the latest word counts, later rounds find it elsewhere, nothing is half-written."""

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from audits.ledger import MEMORY_VERSION, Memory
from audits.ledger_matches import FoundAgain, standing
from inspection.errors import UserError
from inspection.types.judgement import MatchWord

OCTOBER, NOVEMBER, DECEMBER = date(2026, 10, 31), date(2026, 11, 30), date(2026, 12, 31)
OLD, NEW = "https://www.linjiang.example/1.html", "https://www.linjiang.example/new/1.html"
WORD = MatchWord(
    "page", OLD, "linjiang", "统计", "统计信息", "统计数据", "confirm", "统计公报", ("首页", "统计"), "1.9.a.b",
    "已核对", OCTOBER, "2026-10",
)  # fmt: skip


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory(tmp_path / "xuncha.db") as opened:
        yield opened


def words(memory: Memory, round_: str = "2027-01", as_of: date = DECEMBER) -> list[MatchWord]:
    return standing(memory.matches.words(round_, as_of))


def test_a_word_comes_back_as_it_was_said(memory: Memory) -> None:
    memory.matches.record([(WORD, None)])
    assert words(memory) == [WORD]


def test_the_latest_word_on_a_match_counts(memory: Memory) -> None:
    later = replace(WORD, word="reject", reason="看错了", decided_on=NOVEMBER)
    other = replace(WORD, level2="统计制度")
    memory.matches.record([(WORD, None), (other, None)])
    memory.matches.record([(later, None)])
    assert words(memory) == [other, later]


def test_the_answer_to_a_question_counts_instead_of_the_word_that_raised_it(memory: Memory) -> None:
    answer = replace(WORD, subject=NEW, word="reject", decided_on=NOVEMBER)
    memory.matches.record([(WORD, None), (replace(WORD, level2="统计制度"), None)])
    memory.matches.record([(answer, OLD)])
    assert [(one.subject, one.level2, one.word) for one in words(memory)] == [
        (OLD, "统计制度", "confirm"), (NEW, "统计数据", "reject"),
    ]  # fmt: skip


def test_later_rounds_begin_where_a_word_was_found_again(memory: Memory) -> None:
    memory.matches.record([(WORD, None)])
    memory.matches.found_again("linjiang", "2026-11", NOVEMBER, [FoundAgain("page", OLD, NEW, "公报", ("统计",), "")])
    # the round itself, judged again, begins where it began
    assert words(memory, "2026-11", NOVEMBER) == [WORD]
    (later,) = words(memory, "2026-12", DECEMBER)
    # what the round did not show stays as it was
    assert later == replace(WORD, subject=NEW, title="公报", path=("统计",))
    # a later word on where it is now counts instead
    memory.matches.record([(replace(later, word="reject"), None)])
    assert [one.word for one in words(memory, "2026-12", DECEMBER)] == ["reject"]


def test_a_round_recorded_again_changes_nothing_and_forgets_what_it_no_longer_finds(tmp_path: Path) -> None:
    path = tmp_path / "xuncha.db"
    dumps = []
    with Memory(path) as memory:
        memory.matches.record([(WORD, None)])
    for found in ([FoundAgain("page", OLD, NEW, "公报", (), "1.1.c.d")],) * 2:
        with Memory(path) as memory:
            memory.matches.found_again("linjiang", "2026-11", NOVEMBER, found)
            memory.matches.found_again("wanghu", "2026-11", NOVEMBER, [])
        database = sqlite3.connect(path)
        dumps.append(list(database.iterdump()))
        database.close()
    assert dumps[0] == dumps[1]
    with Memory(path) as memory:
        memory.matches.found_again("linjiang", "2026-11", NOVEMBER, [])
        assert words(memory) == [WORD]


def test_words_and_decisions_are_recorded_all_or_not_at_all(memory: Memory) -> None:
    def record() -> None:
        with memory.together():
            memory.matches.record([(WORD, None)])
            memory.decide(["F22222222"], "confirm", "属实", None, NOVEMBER)

    with pytest.raises(UserError, match="F22222222"):
        record()
    assert words(memory) == []


def test_a_kill_between_two_words_leaves_none(tmp_path: Path) -> None:
    path = tmp_path / "xuncha.db"

    def interrupted() -> Iterator[tuple[MatchWord, str | None]]:
        yield WORD, None
        raise KeyboardInterrupt

    with Memory(path) as memory, pytest.raises(KeyboardInterrupt), memory.together():
        memory.matches.record([(replace(WORD, level2="统计制度"), None)])
        memory.matches.record(interrupted())
    with Memory(path) as memory:
        assert words(memory) == []


def test_a_kill_while_places_are_written_leaves_the_former_ones(tmp_path: Path) -> None:
    path = tmp_path / "xuncha.db"
    with Memory(path) as memory:
        memory.matches.record([(WORD, None), (replace(WORD, level2="统计制度"), None)])
        memory.matches.found_again("linjiang", "2026-11", NOVEMBER, [FoundAgain("page", OLD, NEW, "公报", (), "")])
    # a process that dies never commits: its journal is rolled back by whoever opens the file next
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("begin immediate")
    database.execute("delete from match_places")
    database.close()
    with Memory(path) as memory:
        assert {one.subject for one in words(memory)} == {NEW}


def test_an_older_memory_is_brought_up(tmp_path: Path) -> None:
    path = tmp_path / "xuncha.db"
    shutil.copy(Path(__file__).parent / "memories" / "version1.db", path)
    with Memory(path) as memory:
        assert words(memory) == []
        memory.matches.record([(WORD, None)])
        assert [one.reason for one in memory.decisions("linjiang")] == ["另有栏目"]
    with Memory(path) as memory:
        assert words(memory) == [WORD]
    database = sqlite3.connect(path)
    assert database.execute("pragma user_version").fetchone() == (MEMORY_VERSION,)
    database.close()
