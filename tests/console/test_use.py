"""Wrong use and wrong files: one clear Chinese sentence, the right exit status, nothing half-written."""

import re
from pathlib import Path

import pytest

from console.cli import run
from inspection.rule_pack import pack_names

HAN = re.compile(r"[\u4e00-\u9fff]")


def _said(capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    captured = capsys.readouterr()
    return captured.out, captured.err


def test_without_a_command_it_says_what_to_do_next(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 0
    out, _ = _said(capsys)
    assert "xuncha demo" in out
    assert "xuncha init" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["inspct"], "没有命令 inspct，是不是 inspect"),
        (["inspect"], "缺少 工作区"),
        (["inspect", "x", "--roud", "1"], "没有选项 --roud，是不是 --round"),
        (["inspect", "x", "--as-of", "昨天"], "--as-of 的值不对（“昨天”不是日期"),
        (["inspect", "x", "--as-of"], "--as-of"),
        (["export", "x", "fndings"], "可用的有 findings"),
        (["inspect", "nowhere"], "xuncha init nowhere"),
        (["decide", "x", "F1"], "confirm（属实）、reject（不予认定）、waive（报备），现在是“F1”"),
        (["inspect", "x", "y"], "多写了“y”"),
        (["explain", "x", "y", "--round"], "选项 --round 后面要写一个值"),
        (["decide", "x", "F1", "confirm"], "--reason"),
        (["decide", "x", "F1", "waive", "--reason", "r"], "--until"),
        (["decide", "x", "confirm", "--reason", "r"], "没有写问题编号"),
        (["export", "x", "findings", "--format", "xlsx"], "--out"),
        (["read", "nowhere.html"], "找不到 nowhere.html"),
        (["rule", "Z99"], "没有检查项 Z99"),
        (["export", "x", "findings", "--format", "jsonl", "--out", "t.xlsx"], "t.xlsx 的扩展名是 xlsx"),
        (["export", "x", "finding"], "错误：“finding”不可用，可用的有 findings、"),
        (["year", "x", "shw", "--year", "2026"], "错误：“shw”不可用，可用的有 import、lock、show"),
        (["directory", "export", "x.csv", "--format", "csv", "--out", "t.jsonl"], "t.jsonl 的扩展名是 jsonl"),
        (["pack", "check", "guangix"], "没有检查口径“guangix”，是不是 guangxi？"),
        (["pack", "check", "guangix.toml"], "找不到检查口径文件 guangix.toml"),
        (["directory", "chek"], "没有命令 chek，是不是 check"),
        (["directory", "check", "nowhere.xlsx"], "nowhere.xlsx"),
    ],
)
def test_wrong_use_is_one_sentence_with_a_cure(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == 2
    out, err = _said(capsys)
    assert out == ""
    assert said in err
    assert err.startswith("错误：")
    assert len(err.strip().splitlines()) == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "arguments",
    [
        [], ["demo"], ["init"], ["inspect"], ["crawl"], ["match"], ["audit"], ["report"], ["decide"], ["explain"],
        ["handle"], ["history"],
        ["export"], ["read"], ["directory"], ["directory", "check"], ["directory", "export"], ["directory", "diff"],
        ["directory", "import-baseline"], ["ledger"], ["match-pages"], ["rule"], ["pack"], ["pack", "check"],
        ["sealed"], ["purge"],
    ],
    ids=lambda words: " ".join(words) or "xuncha",
)  # fmt: skip
def test_every_help_is_chinese(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*arguments, "--help"]) == 0
    out, _ = _said(capsys)
    assert out.startswith("用法：xuncha")
    assert "显示本说明" in out
    assert not re.search(r"\b(Usage|Options|Commands|Show this|default|required)\b", out)
    for line in out.splitlines()[1:]:
        assert not line.strip() or HAN.search(line) or line.strip().startswith("-") or " " not in line.strip(), line


def test_init_writes_a_workspace_that_opens_and_never_writes_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "江州"
    assert run(["init", str(folder)]) == 0
    out, _ = _said(capsys)
    assert str(folder / "xuncha.toml") in out.splitlines()
    made = {path.name for path in folder.iterdir()}
    assert made >= {"xuncha.toml", "units.csv", "columns.csv", "waivers.csv", "directories"}
    text = (folder / "xuncha.toml").read_text(encoding="utf-8")
    assert '"江州政务公开办公室"' in text
    assert "gkmlpt" in text
    assert run(["init", str(folder)]) == 2
    assert (folder / "xuncha.toml").read_text(encoding="utf-8") == text


def test_a_wrong_key_stops_before_anything_is_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["init", str(tmp_path / "w")])
    settings = tmp_path / "w" / "xuncha.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("rule_pack", "rule_pak"), encoding="utf-8")
    _said(capsys)
    assert run(["inspect", str(tmp_path / "w")]) == 2
    _, err = _said(capsys)
    assert re.search(r"第 \d+ 行：不认识“rule_pak”，是不是“rule_pack”？", err)
    assert not list((tmp_path / "w" / "rounds").iterdir())


def test_the_shipped_packs_are_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["pack", "check"]) == 0
    out, _ = _said(capsys)
    assert out.splitlines() == [f"{name}：没有问题" for name in pack_names()]


def test_a_broken_pack_is_said_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack = tmp_path / "jiangzhou.toml"
    pack.write_text('title = "江州"\nextends = "national"\n\n[notise]\ntitle = "x"\n', encoding="utf-8")
    assert run(["pack", "check", str(pack)]) == 2
    out, err = _said(capsys)
    assert "第 4 行：不认识“notise”，是不是“notice”？" in out
    assert "jiangzhou.toml" in err
