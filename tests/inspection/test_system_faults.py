"""What the system says of a failure reaches people in their own words."""

import errno
import sqlite3
from pathlib import Path

import pytest

from audits.ledger import Memory
from inspection.errors import UserError
from inspection.round_store import open_round
from inspection.system_faults import system_words


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), "没有权限"),
        (OSError(errno.ENOSPC, "No space left on device"), "磁盘已满"),
        (OSError(errno.EXDEV, "Invalid cross-device link"), f"系统错误 {errno.EXDEV}"),
        (OSError("no number"), "系统错误 OSError"),
        (sqlite3.OperationalError("database is locked"), "正被其他程序使用"),
        (sqlite3.IntegrityError("constraint failed"), "数据库出错 IntegrityError"),
    ],
    ids=["refused", "full", "unknown", "bare", "locked", "database"],
)
def test_a_failure_in_chinese(error: OSError | sqlite3.Error, said: str) -> None:
    assert system_words(error) == said


def test_a_file_that_is_none_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "xuncha.db"
    path.write_bytes("不是数据库".encode() * 100)
    for opened in (open_round, Memory):
        with pytest.raises(UserError, match="（内容不是数据库，或已损坏）"):
            opened(path)


def test_a_memory_that_is_busy_is_not_to_be_moved_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("database is locked")

    monkeypatch.setattr(sqlite3, "connect", busy)
    for opened in (open_round, Memory):
        with pytest.raises(UserError, match=r"正被其他程序使用.*不要移走"):
            opened(tmp_path / "xuncha.db")
