"""`xuncha demo` as a newcomer runs it: what was planted is found, files open, the READMEs print what it prints."""

import re
from pathlib import Path

import docx
import openpyxl
import pytest

from console.cli import run

ROOT = Path(__file__).resolve().parents[2]


def _printed_in(readme: str) -> list[str]:
    """The lines of the README's demo block that do not change from run to run."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    block = text.split("<!-- demo:begin -->")[1].split("<!-- demo:end -->")[0]
    lines = [line.strip() for line in block.splitlines() if line.strip() and not line.startswith("```")]
    return [line for line in lines if not re.search(r"127\.0\.0\.1|/rounds/|工作区：", line) and line != "…"]


def _files_in(readme: str) -> set[str]:
    """The files that the README's demo block names, from the folder of reports on."""
    return set(re.findall(r"/reports/(\S+)", (ROOT / readme).read_text(encoding="utf-8").split("demo:end")[0]))


def test_the_demo_shows_the_whole_way(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "江州"
    assert run(["demo", str(folder)]) == 0
    captured = capsys.readouterr()
    assert "全部查出，没有多报" in captured.err

    written = [Path(line) for line in captured.out.splitlines()]
    notices = [path for path in written if path.suffix == ".docx" and "整改通知" in path.name]
    assert len(notices) == 2
    for notice in notices:
        text = "\n".join(paragraph.text for paragraph in docx.Document(str(notice)).paragraphs)
        assert "整改通知" in text
        assert "第四十七条" in text
        assert not re.search(r"\b[A-M]\d\d\b", text)
    for path in written:
        if path.name.endswith("问题清单.xlsx"):
            assert "问题清单" in openpyxl.load_workbook(path).sheetnames

    said = {line.strip() for line in captured.err.splitlines()}
    for readme in ("README.md", "README.zh-CN.md"):
        shown = _printed_in(readme)
        assert len(shown) > 10
        assert [line for line in shown if line not in said] == []
        named = _files_in(readme)
        assert named and named <= {line.partition("/reports/")[2] for line in captured.out.split()}

    assert run(["demo", str(folder)]) == 2
    assert "已有内容" in capsys.readouterr().err
