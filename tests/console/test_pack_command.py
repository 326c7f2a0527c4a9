"""xuncha pack check: faults with their lines, else what a pack settles today."""

from pathlib import Path

import pytest

from console.cli import run

OWN = """title = "江州口径"
extends = "guangxi"

[thresholds.early_warning]
clause = "江政办发〔2026〕1号第五条"
certainty = "S"
n = 8
unit = "workday"

[catalogue_due]
clause = "江政办发〔2020〕9号"
certainty = "S"
valid_to = 2020-12-31
due = 2020-11-30
"""


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out


def test_a_shipped_pack_is_told_value_by_value(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["pack", "check", "wuhu"]) == 0
    lines = said(capsys).splitlines()
    assert lines[:2] == ["wuhu：没有问题", "  芜湖口径，沿用 anhui、national"]
    assert "待核" in lines[2]
    label = next(line for line in lines if line.startswith("    labels "))
    assert "此件依申请公开" in label
    assert label.endswith("〔芜政办秘〔2020〕47号二（二）3；政策文件；2020-08-17起〕")
    assert not any("不在有效期内" in line for line in lines)


def test_an_own_pack_says_what_it_adds_and_what_is_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "jiangzhou.toml"
    path.write_text(OWN, encoding="utf-8")
    assert run(["pack", "check", str(path)]) == 0
    lines = said(capsys).splitlines()
    assert lines[1] == "  江州口径，沿用 guangxi、national"
    assert "本口径 1 项" in lines[2]
    own = "    thresholds.early_warning 数值：8个工作日〔江政办发〔2026〕1号第五条；政策文件；长期〕"
    over = "    catalogue_due 目录公布时限：时限：2020-11-30〔江政办发〔2020〕9号；政策文件；至2020-12-31〕"
    assert lines[3:] == [own, "  不在有效期内，今日不判定：", over]


def test_what_only_all_values_together_have_wrong_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "jiangzhou.toml"
    path.write_text(
        'title = "江州口径"\nextends = "national"\n[score_weights.own]\nclause = "江州市办法"\ncertainty = "S"\n'
        'percent = 90\nclasses = ["本级"]\n',
        encoding="utf-8",
    )
    assert run(["pack", "check", str(path)]) == 2
    assert "合计 130%，应为 100%" in capsys.readouterr().err
