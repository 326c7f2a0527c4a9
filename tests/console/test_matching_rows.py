"""Rows of another crawler: read one by one, written whole or not at all."""

import json
import os
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.cli import run
from console.matching_rows import Row, count_rows, read_rows, write_rows
from inspection.errors import IncompleteError, UserError

ENTRY = "domain,level1,level2,elements,time_limit,publisher,level\n社会救助,最低生活保障,审批信息,,,区民政局,县级\n"


def _file(folder: Path, text: str | bytes) -> Path:
    path = folder / "pages.jsonl"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_lines_end_only_where_json_lines_do(tmp_path: Path) -> None:
    path = _file(tmp_path, '\ufeff{"id": "甲\u2028乙\u0085丙"}\r\n\r\n{"id": 2}')
    assert list(read_rows(path)) == [{"id": "甲\u2028乙\u0085丙"}, {"id": 2}]
    assert count_rows(path) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"id": 1}\n\n{"id": ', "第 3 行不是 JSON：第 8 列附近缺少值"),
        ('{"id": 1 "title": 2}', "第 1 行不是 JSON：第 10 列附近缺少逗号或右括号"),
        ("{'id': 1}", "第 1 行不是 JSON：第 2 列附近缺少用双引号括起的栏名"),
        ('{"id": "1}', "第 1 行不是 JSON：第 8 列附近引号没有成对"),
        ('{"id": 1}{"id": 2}', "第 1 行不是 JSON：第 10 列附近多出了内容"),
        ('[\n  {"id": 1}\n]', "第 1 行不是 JSON 行：像是整个文件写成了一个 JSON"),
        ('{"id": 1}\n"标题"\n', "第 2 行不是一个对象"),
        (b'{"id": 1}\n' + '{"id": "标题"}\n'.encode("gb18030"), "第 2 行不是 UTF-8"),
        ('{"id": ' + "[" * 100_000 + "\n", "第 1 行不是 JSON"),
        ('{"id": ' + "9" * 5_000 + "}\n", "第 1 行不是 JSON"),
    ],
    ids=["cut", "comma", "quotes", "string", "two", "array", "text", "encoding", "deep", "long"],
)
def test_a_wrong_row_is_told_with_its_line(text: str | bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=said) as raised:
        count_rows(_file(tmp_path, text))
    told = str(raised.value)
    assert "\n" not in told
    assert not re.search("[A-Za-z]{4,}", told.partition(" 第 ")[2].replace("JSON", "")), "no English of a library"


def test_a_folder_and_nothing_are_no_rows(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="找不到"):
        count_rows(tmp_path / "none.jsonl")
    with pytest.raises(UserError, match="无法读取"):
        count_rows(tmp_path)


def _failing(error: BaseException) -> Iterator[Row]:
    yield {"id": 1}
    raise error


@pytest.mark.parametrize(
    ("error", "told"),
    [(UserError("第 2 行"), UserError), (KeyboardInterrupt(), IncompleteError)],
    ids=["row", "stopped"],
)
def test_what_stood_there_stays_until_all_is_written(error: BaseException, told: type, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("before\n", encoding="utf-8")
    with pytest.raises(told):
        write_rows(_failing(error), out)
    assert out.read_text(encoding="utf-8") == "before\n"
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="无法写到"):
        write_rows([{"id": 1}], tmp_path)
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UserError, match="无法写到"):
        write_rows([{"id": 1}], tmp_path / "file" / "out.jsonl")


def test_half_a_character_is_written_as_json(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert write_rows([{"id": "\ud83d 甲"}], out) == 1
    assert json.loads(out.read_text(encoding="utf-8")) == {"id": "\ud83d 甲"}


def test_pages_may_come_through_a_pipe(tmp_path: Path) -> None:
    pipe, out, directory = tmp_path / "pipe", tmp_path / "out.jsonl", tmp_path / "目录.csv"
    directory.write_text(ENTRY, encoding="utf-8")
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=('{"id": "1", "title": "低保审批信息"}\n',))
    writer.start()
    assert run(["match-pages", str(pipe), "--directory", str(directory), "--out", str(out)]) == 0
    writer.join()
    assert [json.loads(line)["id"] for line in out.read_text(encoding="utf-8").splitlines()] == ["1"]
