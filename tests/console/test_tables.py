"""Directories and pages of others on the command line: read, exported, matched; wrong files named with a cure."""

import json
from pathlib import Path

import pytest

from console.cli import run

ENTRIES = """domain,level1,level2,elements,time_limit,publisher,level
社会救助,最低生活保障,审批信息,低保对象名单及相关信息,制定或获取信息之日起10个工作日内,区民政局,县级
养老服务,养老服务业务办理,老年人补贴,申请数量;补贴名单,每20个工作日更新,区民政局,县级
义务教育,招生管理,学校介绍,办学性质;办学地点,信息形成或者变更之日起20个工作日内,区教育局,县级
"""
PAGES = (
    '{"id": "1", "title": "临江区2026年6月最低生活保障审批对象名单公示", "breadcrumb": "社会救助 > 最低生活保障"}\n'
    "\n"
    '{"id": "2", "title": "我区召开防汛工作会议"}\n'
)


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    path = tmp_path / "目录.csv"
    path.write_text(ENTRIES, encoding="utf-8")
    return path


def test_pages_of_another_crawler_are_matched(
    tmp_path: Path, directory: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages, out = tmp_path / "pages.jsonl", tmp_path / "new" / "out.jsonl"
    pages.write_text(PAGES, encoding="utf-8")
    assert run(["match-pages", str(pages), "--directory", str(directory), "--out", str(out)]) == 0
    assert capsys.readouterr().out.splitlines() == [str(out)]
    first, second = (json.loads(line) for line in out.read_text(encoding="utf-8").splitlines())
    assert first["id"] == "1"
    assert first["candidates"][0]["level2"] == "审批信息"
    assert set(first["candidates"][0]) == {"domain", "level1", "level2", "confidence", "reasons"}
    assert first["decision"] in ("accept", "review")
    assert second["decision"] == "none"


def test_a_folder_of_directories_is_as_good_as_its_files(tmp_path: Path, directory: Path) -> None:
    pages, out, folder = tmp_path / "pages.jsonl", tmp_path / "out.jsonl", tmp_path / "目录"
    pages.write_text(PAGES, encoding="utf-8")
    assert run(["match-pages", str(pages), "--directory", str(directory), "--out", str(out)]) == 0
    before = out.read_bytes()
    folder.mkdir()
    directory.rename(folder / directory.name)
    (folder / "~$目录.csv").write_text("锁", encoding="utf-8")
    assert run(["match-pages", str(pages), "--directory", str(folder), "--out", str(out)]) == 0
    assert out.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"id": 1}\n{"id": ', "第 2 行不是 JSON"),
        ("[1]\n", "第 1 行不是一个对象"),
    ],
)
def test_wrong_rows_are_named_and_nothing_is_written(
    text: str, said: str, tmp_path: Path, directory: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages, out = tmp_path / "pages.jsonl", tmp_path / "out.jsonl"
    pages.write_text(text, encoding="utf-8")
    assert run(["match-pages", str(pages), "--directory", str(directory), "--out", str(out)]) == 2
    assert said in capsys.readouterr().err
    assert not out.exists()


def test_what_was_collected_is_never_written_over(
    tmp_path: Path, directory: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = tmp_path / "pages.jsonl"
    pages.write_text(PAGES, encoding="utf-8")
    for place in (pages, directory):
        before = place.read_bytes()
        assert run(["match-pages", str(pages), "--directory", str(directory), "--out", str(place)]) == 2
        assert "请换一个文件名" in capsys.readouterr().err
        assert place.read_bytes() == before


def test_rows_that_say_nothing_are_told(tmp_path: Path, directory: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages, out = tmp_path / "pages.jsonl", tmp_path / "out.jsonl"
    pages.write_text('{"id": 1, "titel": "低保审批信息"}\n{"id": 2, "title": "低保审批信息"}\n{}\n', encoding="utf-8")
    assert run(["match-pages", str(pages), "--directory", str(directory), "--out", str(out)]) == 0
    assert "其中 2 个没有标题、正文等可用的内容" in capsys.readouterr().err


def test_a_stop_while_reading_says_that_nothing_was_kept(
    tmp_path: Path, directory: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_: Path) -> None:
        raise KeyboardInterrupt

    pages, out = tmp_path / "pages.jsonl", tmp_path / "out.jsonl"
    pages.write_text(PAGES, encoding="utf-8")
    monkeypatch.setattr("console.commands.look.count_rows", stop)
    assert run(["match-pages", str(pages), "--directory", str(directory), "--out", str(out)]) == 1
    assert "没有写出" in capsys.readouterr().err


def test_a_directory_goes_out_and_comes_back(
    tmp_path: Path, directory: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exported = tmp_path / "entries.jsonl"
    assert run(["directory", "export", str(directory), "--format", "jsonl", "--out", str(exported)]) == 0
    rows = [json.loads(line) for line in exported.read_text(encoding="utf-8").splitlines()]
    assert [row["level2"] for row in rows] == ["审批信息", "老年人补贴", "学校介绍"]
    assert rows[0]["limits"] == [{"kind": "deadline", "n": 10, "unit": "workday", "anchor": "obtained"}]
    capsys.readouterr()
    assert run(["directory", "export", str(exported), "--format", "jsonl"]) == 0
    again = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    same = ("domain", "level1", "level2", "elements", "time_limit", "limits", "publisher", "level")
    assert [[row[key] for key in same] for row in again] == [[row[key] for key in same] for row in rows]


def test_a_file_that_is_no_directory_is_said_and_the_others_are_read(
    tmp_path: Path, directory: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = tmp_path / "函.csv"
    letter.write_text("各单位：\n现将有关事项通知如下。\n", encoding="utf-8")
    assert run(["directory", "check", str(letter), str(directory)]) == 2
    captured = capsys.readouterr()
    assert "3 个事项" in captured.out
    assert "函.csv" in captured.err
    assert len(captured.err.strip().splitlines()) == 1
