"""`xuncha directory check` on files with planted faults, on sound ones, and on ones that cannot be read."""

import json
from pathlib import Path
from typing import Any

import pytest

from console.cli import run
from console.directory_check import KEYS
from tests.directories.made import BOXES, LIMIT, SPANS, TOP, UNDER, drawn, matter

KINDS_OF_DOMAINS = [
    "重大建设项目", "公共资源交易", "财政预决算", "安全生产", "税收管理", "保障性住房", "农村危房改造", "公共文化服务",
    "公共法律服务", "救灾", "食品药品监管", "社会保险", "养老服务",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _no_guides_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "data"))


def table(title: str, rows: list[list[str]]) -> list[list[str]]:
    """The rows of a file with the header of the guides; `<` and `^` are merged cells."""
    top = [word or "<" for word in TOP]
    under = [word or "^" for word in UNDER]
    assert all(top[right] == "<" for _, right in SPANS)
    return [[title, *["<"] * 13], top, under, *rows]


def written(path: Path, rows: list[list[str]], title: str = "养老服务领域基层政务公开标准目录") -> Path:
    return drawn(path, table(title, rows))


def checked(capsys: pytest.CaptureFixture[str], *arguments: str | Path, status: int = 0) -> list[dict[str, Any]]:
    assert run(["directory", "check", *map(str, arguments), "--format", "jsonl"]) == status
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


# A domain of which the built-in baseline holds nothing.
LATER = "公园管理领域基层政务公开标准目录"
SOUND = [matter(str(n), "本地事项", f"{name}办理结果") for n, name in enumerate("甲乙丙丁戊己", 1)]


@pytest.mark.parametrize("name", ["目录.xlsx", "目录.html", "目录.csv"])
def test_a_sound_file_is_accused_of_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert checked(capsys, written(tmp_path / name, SOUND)) == []


def test_planted_faults_are_found_where_they_stand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    faulty = [
        *SOUND,
        matter("7", "本地事项", "庚", "适时公开"),
        matter("8", "本地事项", "辛", basis="/"),
        matter("9", "本地事项", "壬", publisher="区有关部门"),
        matter("10", "本地事项", "癸", publisher="临江区扶贫办"),
        matter("11", "本地事项", "子", proactive=""),
        matter("12", "本地事项", "丑", channels=BOXES.replace("■政府网站", "□政府网站")),
        matter("13", "本地事项", "寅", basis="《中华人民共和国物权法》"),
        matter("14", "本地事项", "卯", "信息形成或者变更之日起60个工作日内"),
    ]
    rows = checked(capsys, written(tmp_path / "目录.xlsx", faulty))
    assert [(row["kind"], row["cells"]) for row in rows] == [
        ("A14", "A10:N10"), ("A11", "A11:N11"), ("A15", "A12:N12"), ("A15", "A13:N13"), ("A17", "A14:N14"),
        ("A16", "A15:N15"), ("A12", "A16:N16"), ("A14", "A17:N17"),
    ]  # fmt: skip
    assert all(tuple(row) == KEYS for row in rows)
    first = rows[0]
    assert (first["file"], first["sheet"]) == ("目录.xlsx", "Sheet1")
    assert (first["domain"], first["level1"], first["level2"]) == ("养老服务", "本地事项", "庚")
    assert first["message"].endswith("公开时限表述为“适时公开”，不可核查")
    assert (first["severity"], first["suspected"], first["rule_name"]) == (2, False, "公开时限不可核查")
    assert "第二十六条" in first["basis"]


def test_words_for_a_clerk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path / "目录.xlsx", [*SOUND, matter("7", "本地事项", "庚", "适时公开")])
    assert run(["directory", "check", str(path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{path}：1 张表，7 个事项，1 处问题"
    assert lines[1].startswith("  “Sheet1” A10:N10：养老服务领域“本地事项—庚”公开时限表述为“适时公开”，不可核查。请")
    assert lines[1].endswith("（重要）")
    assert any("没有判断“标准目录缺少试点领域”" in line and "--whole" in line for line in lines)
    assert "未能判断：" in lines


def test_the_same_fault_of_many_rows_is_told_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    vague = [matter(str(n), "本地事项", name, "适时公开") for n, name in enumerate("庚辛壬", 7)]
    hint = matter("10", "本地事项", "癸", publisher="区有关部门")
    paths = [written(tmp_path / name, [*SOUND, hint, *vague]) for name in ("甲.xlsx", "乙.xlsx")]
    assert run(["directory", "check", *map(str, paths)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{paths[0]}：1 张表，10 个事项，3 处问题，1 处提示"
    assert lines[1].startswith("  “Sheet1” A11:N11：")
    assert lines[1].endswith("（重要）同样的还有 2 处：A12:N12、A13:N13。")
    assert "公开主体表述为“区有关部门”" in lines[2]
    assert lines[3].startswith(str(paths[1]))
    assert "合计：2 个文件，20 个事项，6 处问题，2 处提示；其中疑似（须人工核对）0 处" in lines
    assert lines[-2:] == ["  公开时限不可核查（重要）：6 处", "  公开主体不明确（提示）：2 处"]


def test_what_was_not_read_is_not_called_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in KINDS_OF_DOMAINS:
        written(tmp_path / f"{name}.html", [matter("1", "本地事项", "甲类办理结果")], f"{name}领域基层政务公开标准目录")
    (tmp_path / "救助.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert run(["directory", "check", str(tmp_path), "--whole", "--format", "jsonl"]) == 2
    said = capsys.readouterr()
    assert "A04" not in said.out
    assert "有 1 个文件没有读出，没有判断“标准目录缺少试点领域”" in said.err


def test_a_matter_may_have_a_row_for_each_part_of_its_contents(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    budget = [matter(str(n), "预决算", "政府预算", elements=name) for n, name in enumerate(("收入总表", "支出总表"), 7)]
    assert checked(capsys, written(tmp_path / "目录.xlsx", [*SOUND, *budget])) == []
    twice = [matter(str(n), "预决算", "政府预算", elements="收入总表") for n in (7, 8)]
    rows = checked(capsys, written(tmp_path / "目录.xlsx", [*SOUND, *twice]))
    assert [(row["kind"], row["suspected"]) for row in rows] == [("duplicate", True)]


def test_a_row_that_was_not_read_is_no_fault_of_the_office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path / "目录.xlsx", [*SOUND, ["7", *[""] * 13]])
    assert run(["directory", "check", str(path)]) == 0
    assert capsys.readouterr().out.startswith(f"{path}：1 张表，6 个事项，0 处问题，1 处未读出\n")


def test_items_of_a_file_with_unread_rows_are_only_perhaps_dropped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    guide = written(tmp_path / "指引.xlsx", [*SOUND, matter("7", "本地事项", "庚类办理结果")], LATER)
    assert run(["directory", "import-baseline", str(guide)]) == 0
    capsys.readouterr()
    rows = checked(capsys, written(tmp_path / "目录.xlsx", SOUND, LATER))
    assert [(row["kind"], row["suspected"]) for row in rows] == [("A09", False)]
    rows = checked(capsys, written(tmp_path / "目录.xlsx", [*SOUND, ["7", *[""] * 13]], LATER))
    assert [(row["kind"], row["suspected"]) for row in rows] == [("unread_row", False), ("A09", True)]


def test_a_few_files_are_not_a_district(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path / "目录.xlsx", SOUND)
    assert checked(capsys, path) == []
    rows = checked(capsys, path, "--whole")
    assert {row["kind"] for row in rows} == {"A04", "A18", "A23"}
    assert all(row["file"] is None and row["suspected"] for row in rows)


def test_half_of_the_domains_are_a_district(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in KINDS_OF_DOMAINS:
        written(tmp_path / f"{name}.html", [matter("1", "本地事项", "甲类办理结果")], f"{name}领域基层政务公开标准目录")
    rows = checked(capsys, tmp_path)
    missing = next(row for row in rows if row["kind"] == "A04")
    assert "等11个试点领域" in missing["message"]
    assert not any(name in missing["message"] for name in [*KINDS_OF_DOMAINS, "扶贫", "生态环境"])


def test_files_of_one_name_in_two_folders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for place in ("区本级", "双槐镇"):
        (tmp_path / place).mkdir()
        written(tmp_path / place / "目录.xlsx", [*SOUND, matter("7", "本地事项", "庚", "适时公开")])
    rows = checked(capsys, tmp_path)
    assert [row["file"] for row in rows] == ["区本级/目录.xlsx", "双槐镇/目录.xlsx"]


def test_what_cannot_be_read_is_said_after_the_rest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = written(tmp_path / "目录.xlsx", [*SOUND, matter("7", "本地事项", "庚", "适时公开")])
    bad = tmp_path / "通知.html"
    bad.write_text("<html><body><p>没有表</p></body></html>", encoding="utf-8")
    assert run(["directory", "check", str(bad), str(good)]) == 2
    said = capsys.readouterr()
    assert "处问题" in said.out
    assert "通知.html" in said.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--pack", "没有的口径"], "没有的口径"),
        (["--workspace", "."], "--district"),
    ],
)
def test_wrong_use_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    path = written(tmp_path / "目录.xlsx", SOUND)
    assert run(["directory", "check", str(path), *arguments]) == 2
    assert words in capsys.readouterr().err


def test_dropped_items_against_an_imported_guide(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    guide = written(tmp_path / "指引.xlsx", [matter("7", "本地事项", "庚类办理结果"), *SOUND], LATER)
    assert run(["directory", "import-baseline", str(guide)]) == 0
    capsys.readouterr()
    rows = checked(capsys, written(tmp_path / "目录.xlsx", SOUND, LATER))
    told = [(row["kind"], row["file"], row["sheet"], row["cells"], row["level2"]) for row in rows]
    assert told == [("A09", "目录.xlsx", "Sheet1", None, "庚类办理结果")]
    town = written(tmp_path / "双槐镇目录.xlsx", SOUND[:2], f"双槐镇{LATER}")
    assert checked(capsys, town) == []


def test_an_empty_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["directory", "check", str(tmp_path)]) == 2
    assert "没有文件" in capsys.readouterr().err


def test_what_the_office_knows_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office = tmp_path / "江州"
    assert run(["init", str(office)]) == 0
    (office / "xuncha.toml").write_text(
        '[office]\nname = "江州市政务公开办公室"\nregion = "江州市"\n\n[[district]]\nid = "linjiang"\nname = "临江区"\n'
        'class = "区"\n\n[[district.portal]]\nurl = "https://www.linjiang.example/"\n',
        encoding="utf-8",
    )
    (office / "waivers.csv").write_text(
        "区,领域,检查项,性质,理由,截止日期\nlinjiang,生态环境,A18,报备,由分局编制,2099-12-31\n", encoding="utf-8"
    )
    path = written(tmp_path / "目录.xlsx", [matter("1", "本地事项", "甲", LIMIT)])
    capsys.readouterr()
    rows = checked(capsys, path, "--whole", "--workspace", office, "--district", "linjiang")
    assert {row["kind"] for row in rows} == {"A04", "A23"}
    assert all(str(row["message"]).startswith("临江区") for row in rows)
