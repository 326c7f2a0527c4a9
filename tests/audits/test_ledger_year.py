"""Years in the memory: rows are only added, a locked year is corrected with a reason and keeps its rounds."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from audits.ledger import Memory
from audits.ledger_year import Recorded
from inspection.errors import UserError
from inspection.types.year import RoundsCount, YearLock, YearMark, YearRound

ON = date(2026, 12, 20)
TRAINING = YearMark(2026, "year", "linjiang", None, "培训", 10.0, 8.0, "少一次", "办法", "台账")
BONUS = YearMark(2026, "year", "linjiang", None, "加分", 0.0, 2.0, "试点", "办法", "文件")
ROUND = YearRound("2026-11", date(2026, 11, 30), "linjiang", None, 70.0, 80.5, ("空白栏目6个",), 1, ("缺",), "p", "s")
LOCK = YearLock(2026, ON, "市政务公开办", (ROUND,), RoundsCount("best", 60, "办法"))


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory(tmp_path / "xuncha.db") as opened:
        opened.years.record(2026, [TRAINING, BONUS], ON, "2026.csv", "")
        yield opened


def test_a_table_stands_for_the_whole_year_until_it_is_locked(memory: Memory) -> None:
    better = replace(TRAINING, points=9.0)
    assert memory.years.record(2026, [better], ON, "2026.csv", "") == Recorded(0, 1, 1, 0)
    assert memory.years.marks(2026) == [better]
    assert memory.years.record(2026, [better], ON, "2026.csv", "") == Recorded(0, 0, 0, 1)
    assert [(one.mark.points, one.gone) for one in memory.years.changes(2026)] == [
        (8.0, False), (2.0, False), (9.0, False), (2.0, True)
    ]  # fmt: skip
    assert memory.years.marks(2025) == []


def test_a_locked_year_comes_back_whole(memory: Memory) -> None:
    memory.years.lock(LOCK)
    assert memory.years.locked(2026) == LOCK and memory.years.locked(2025) is None


def test_a_locked_year_is_corrected_with_a_reason_and_in_part(memory: Memory) -> None:
    memory.years.lock(LOCK)
    better = replace(TRAINING, points=9.0)
    with pytest.raises(UserError, match="锁定，更正须加 --reason"):
        memory.years.record(2026, [better], ON, "更正.csv", "")
    assert memory.years.record(2026, [better], ON, "更正.csv", "漏计一次") == Recorded(0, 1, 0, 0)
    assert memory.years.marks(2026) == [better, BONUS]
    assert memory.years.changes(2026)[-1].reason == "漏计一次"
    with pytest.raises(UserError, match="已于 2026-12-20 锁定，不再重复锁定"):
        memory.years.lock(LOCK)


def test_an_empty_year_is_not_locked(memory: Memory) -> None:
    with pytest.raises(UserError, match="没有可锁定的内容"):
        memory.years.lock(YearLock(2025, ON, "市办", (), None))


def test_rows_can_neither_be_changed_nor_deleted(memory: Memory, tmp_path: Path) -> None:
    memory.years.lock(LOCK)
    with sqlite3.connect(tmp_path / "xuncha.db") as database:
        for table in ("year_marks", "year_locks"):
            for statement in (f"update {table} set year = 2025", f"delete from {table}"):
                with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
                    database.execute(statement)
