"""Tables beside xuncha.toml changed as files: what people wrote elsewhere in them stays to the byte."""

from datetime import date
from pathlib import Path

import pytest

from inspection.errors import UserError
from inspection.office_tables import read_column_notes
from inspection.table_files import changed_table, keep_copy, open_table, put_whole
from inspection.types.office import District

HEADS = ("区", "栏目路径", "责任单位", "更新周期", "更新天数", "领域", "一级事项", "二级事项")
DISTRICTS = (District("linjiang", "临江区", "区"),)
NEW = {"district": "临江区", "column": "政务公开 > 养老", "domain": "养老服务", "level1": "", "level2": "机构备案"}
OLD = "# 说明\r\n\r\n临江区,政策解读,区政府办,,60,,,\r\n"
QUOTED = '"临江区","预算\r\n公开","财政局,预算科",,,,,\r\n'


def _table(path: Path, text: str, encoding: str = "utf-8-sig") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_rows_are_added_and_all_else_stays(tmp_path: Path, encoding: str) -> None:
    text = ",".join(HEADS) + "\r\n" + OLD + QUOTED
    path = _table(tmp_path / "columns.csv", text, encoding)
    data = changed_table(open_table(path, HEADS), [NEW])
    assert data == (text + "临江区,政务公开 > 养老,,,,养老服务,,机构备案\r\n").encode(encoding)
    put_whole(path, data)
    assert [note.domain for note in read_column_notes(path, DISTRICTS)] == [None, None, "养老服务"]


def test_a_row_is_stopped_by_commenting_it_out(tmp_path: Path) -> None:
    path = _table(tmp_path / "columns.csv", ",".join(HEADS) + "\r\n" + OLD + QUOTED)
    table = open_table(path, HEADS)
    assert [record.number for record in table.records if record.cells is not None] == [4, 5]
    put_whole(path, changed_table(table, [], [4, 5]))
    assert read_column_notes(path, DISTRICTS) == []
    text = path.read_bytes().decode("utf-8-sig")
    assert "#临江区,政策解读,区政府办,,60,,,\r\n" in text
    assert '"#临江区","预算\r\n公开","财政局,预算科"' in text


def test_heads_of_either_language_and_heads_that_lack(tmp_path: Path) -> None:
    path = _table(tmp_path / "columns.csv", "column,district,limit_days\n政策解读,linjiang,60")
    put_whole(path, changed_table(open_table(path, HEADS), [NEW]))
    first, second = read_column_notes(path, DISTRICTS)
    assert (first.column, first.limit_days, first.domain) == (("政策解读",), 60, None)
    assert (second.column, second.domain, second.level2) == (("政务公开", "养老"), "养老服务", "机构备案")


@pytest.mark.parametrize("there", [None, ""])
def test_a_table_that_is_not_there_is_begun(tmp_path: Path, there: str | None) -> None:
    path = tmp_path / "columns.csv"
    if there is not None:
        path.write_bytes(there.encode())
    put_whole(path, changed_table(open_table(path, HEADS), [NEW]))
    assert path.read_bytes().startswith("\ufeff区,栏目路径".encode())
    assert len(read_column_notes(path, DISTRICTS)) == 1


def test_copies_are_dated_and_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "columns.csv"
    assert keep_copy(path, date(2026, 11, 21), "导入前") is None
    path.write_bytes(b"1")
    first = keep_copy(path, date(2026, 11, 21), "导入前")
    path.write_bytes(b"2")
    second = keep_copy(path, date(2026, 11, 21), "导入前")
    assert first == tmp_path / "columns（2026-11-21 导入前）.csv"
    assert second == tmp_path / "columns（2026-11-21 导入前 2）.csv"
    assert (first.read_bytes(), second.read_bytes()) == (b"1", b"2")


def test_what_cannot_be_written_leaves_nothing_half_done(tmp_path: Path) -> None:
    path = tmp_path / "columns.csv"
    path.mkdir()
    with pytest.raises(UserError, match="写不进去"):
        put_whole(path, b"2")
    assert [one.name for one in tmp_path.iterdir()] == ["columns.csv"]
