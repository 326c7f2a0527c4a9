"""Official guides into the baseline and differences of directories, by the command line."""

import json
from pathlib import Path

import pytest

from console.baseline_folders import baseline_folders, user_baseline
from console.cli import run
from directories.baseline import guide_domains, imported_volumes, shipped_volumes
from inspection.round_store import open_round
from inspection.types.directory import DomainDepartment, GuideDomain, GuideItem
from tests.console.gkmlpt_city import workspace
from tests.directories.made import drawn, matter

HEAD = ["序号", "一级事项", "二级事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体"]


def directory(path: Path, *rows: list[str], title: str = "救灾领域基层政务公开标准目录") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return drawn(path, [[title, *["<"] * (len(HEAD) - 1)], HEAD, *(row[: len(HEAD)] for row in rows)])


LAWS = matter("1", "政策文件", "法律法规")
RELIEF = matter("2", "灾后救助", "灾害救助", elements="救助对象；资金、物资；方式")


# all that ships of the domain, as a file that may be its whole guide must have
WHOLE = [
    matter(str(number), entry.level1 or "", entry.level2 or "")
    for volume in shipped_volumes()
    if volume.domain == "救灾"
    for number, entry in enumerate(volume.entries, start=1)
]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place to stand in, and an empty data folder."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "data"))
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    return here


def test_outside_a_workspace_it_goes_to_the_users_own_folder(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = directory(home / "指引.xlsx", *WHOLE)
    assert run(["directory", "import-baseline", str(path)]) == 0
    out, err = capsys.readouterr()
    written = user_baseline() / "救灾.csv"
    assert out.splitlines() == [str(written)]
    assert written.is_file()
    assert f"救灾：导入 {len(WHOLE)} 条；比内置基准多 0 条，内置的事项全部在内。" in err
    table = [line.split("\t") for line in err.splitlines() if "\t" in line]
    assert table[0] == ["领域", "收录条数", "完整程度", "来源"]
    rows = {row[0]: row[1:] for row in table[1:]}
    assert rows["救灾"][:2] == [str(len(WHOLE)), "全部"]
    assert rows["救灾"][2].startswith("指引.xlsx（")
    assert rows["养老服务"][1:] == ["部分", "内置"]


def test_inside_a_workspace_it_goes_there(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(["init", str(home / "江州")]) == 0
    path = directory(home / "指引.xlsx", *WHOLE)
    assert run(["directory", "import-baseline", str(path), "--workspace", str(home / "江州"), "--partial"]) == 0
    (volume,) = imported_volumes(home / "江州" / "baseline")
    assert volume.completeness == "partial"
    monkeypatch.chdir(home / "江州" / "directories")
    assert run(["directory", "import-baseline", str(path)]) == 0
    (volume,) = imported_volumes(home / "江州" / "baseline")
    assert volume.completeness == "full"
    assert not user_baseline().exists()
    folders = baseline_folders(Path.cwd())
    assert folders == (home / "江州" / "baseline", user_baseline())
    assert [one.name for one in guide_domains(folders) if one.completeness == "full"] == ["救灾"]


def test_a_relative_data_folder_is_none(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", "data")
    assert user_baseline() == home / ".local" / "share" / "xuncha" / "baseline"
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("APPDATA", str(home / "Roaming"))
    assert user_baseline() == home / "Roaming" / "xuncha" / "baseline"


def test_listing_imports_nothing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["directory", "import-baseline", "--list"]) == 0
    out, _ = capsys.readouterr()
    assert len(out.splitlines()) == 1 + len(guide_domains())
    assert not user_baseline().exists()
    assert not list(home.iterdir())


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ([], "没有写明指引文件"),
        (["nowhere.xlsx"], "找不到目录文件 nowhere.xlsx"),
        (["空.csv"], "没有找到标准目录的表头"),
        (["缺.xlsx"], "--partial"),
        (["好.xlsx", "--domain", "就业"], "与 --domain 就业 不符"),
        (["好.xlsx", "--workspace", "."], "不是工作区"),
        (["好.xlsx", "--list"], "--list 只列出"),
        (["好.xlsx", "空.csv"], "空.csv"),
    ],
)
def test_refused_in_one_sentence_and_nothing_is_written(
    more: list[str], told: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    directory(home / "好.xlsx", LAWS)
    directory(home / "缺.xlsx", LAWS, ["2", *[""] * 7])
    (home / "空.csv").write_text("一,二\n三,四\n", encoding="utf-8")
    assert run(["directory", "import-baseline", *more]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("错误：")
    assert told in err
    assert len(err.strip().splitlines()) == 1
    assert not user_baseline().exists()


def test_a_file_that_is_hardly_the_guide_is_refused_but_as_a_part(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = directory(home / "指引.xlsx", *WHOLE[: len(WHOLE) // 2 - 1])
    assert run(["directory", "import-baseline", str(path)]) == 2
    _, err = capsys.readouterr()
    assert "不像该领域指引的全文" in err
    assert "--partial" in err
    assert not user_baseline().exists()
    assert run(["directory", "import-baseline", str(path), "--partial"]) == 0
    (volume,) = imported_volumes(user_baseline())
    assert volume.completeness == "partial"


def test_what_a_whole_guide_lacks_of_what_ships_is_asked_about(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = directory(home / "指引.xlsx", *WHOLE[:-1])
    for said in ("请核对文件是否为指引全文", "已代替"):
        assert run(["directory", "import-baseline", str(path)]) == 0
        assert said in capsys.readouterr().err


def test_a_round_is_judged_by_what_was_imported(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = workspace(home / "江州", "http://127.0.0.1:9/gkmlpt/index")
    settings = folder / "xuncha.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('directories = ["directories/望湖区/*"]\n', ""), encoding="utf-8")
    path = directory(home / "指引.xlsx", *WHOLE, matter("11", "灾后救助", "只有原文才有的事项"))
    assert run(["directory", "import-baseline", str(path), "--workspace", str(folder)]) == 0
    (folder / "departments.csv").write_text("领域,部门\n抢险救灾,市应急管理局\n", encoding="utf-8")
    assert run(["crawl", str(folder), "--as-of", "2026-11-20"]) == 1
    names = {*(row[2] or None for row in WHOLE), "只有原文才有的事项"}
    with open_round(folder / "rounds" / "2026-11" / "wanghu" / "round.db") as store:
        assert {one.name for one in store.read(GuideDomain) if one.completeness == "full"} == {"救灾"}
        assert {one.level2 for one in store.read(GuideItem) if one.domain == "救灾"} == names
        assert [(one.domain, one.bodies) for one in store.read(DomainDepartment)] == [("救灾", ("市应急管理局",))]
    capsys.readouterr()
    assert run(["export", str(folder), "entries", "--format", "jsonl"]) == 0
    entries = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {row["level2"] for row in entries if row["domain"] == "救灾"} == names
    assert {row["file"] for row in entries} == {"baseline"}


def test_differences_for_people(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = directory(home / "旧.xlsx", LAWS, RELIEF, matter("3", "款物管理", "捐赠款物信息"))
    changed = matter("2", "灾后救助", "灾害救助情况", "及时公开", elements="救助对象；资金、物资；方式")
    new = directory(home / "新.xlsx", LAWS, changed)
    assert run(["directory", "diff", str(old), str(new)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "救灾",
        "  删去事项 1 项",
        "    款物管理—捐赠款物信息",
        "  事项改名 1 项",
        "    灾后救助—灾害救助 → 灾后救助—灾害救助情况",
        "  公开时限变更 1 项",
        "    灾后救助—灾害救助情况：信息形成或者变更之日起20个工作日内 → 及时公开",
        "",
        "合计：删去事项 1，事项改名 1，公开时限变更 1。",
    ]
    assert run(["directory", "diff", str(old), str(old)]) == 0
    assert capsys.readouterr().out == "两版目录的事项、内容、依据、时限、主体、方式、层级没有差别。\n"


def test_what_left_and_what_came_of_a_matters_contents_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = directory(home / "旧.xlsx", LAWS, RELIEF)
    new = directory(home / "新.xlsx", LAWS, [*RELIEF[:3], "救助对象；方式；咨询电话", *RELIEF[4:]])
    assert run(["directory", "diff", str(old), str(new)]) == 0
    assert "    灾后救助—灾害救助：减去“资金、物资”；增加“咨询电话”" in capsys.readouterr().out.splitlines()


def test_differences_of_folders_as_rows(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    directory(home / "旧" / "救灾.xlsx", LAWS)
    directory(home / "新" / "一" / "救灾.xlsx", LAWS, RELIEF)
    directory(home / "新" / "统计.xlsx", matter("1", "统计信息", "统计公报"), title="统计领域基层政务公开标准目录")
    assert run(["directory", "diff", "旧", "新", "--format", "jsonl"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["change"], row["domain"]) for row in rows] == [("added", "救灾"), ("domain_added", "统计")]
    assert all(list(row) == ["change", "domain", "old", "new", "old_value", "new_value", "score"] for row in rows)
    assert rows[0]["old"] is None
    assert rows[0]["new"] == {
        "level1": "灾后救助", "level2": "灾害救助", "level3": None, "place": "一/救灾.xlsx “Sheet1” A4:H4",
    }  # fmt: skip


def test_other_files_in_a_folder_are_named_and_do_not_stop_it(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    directory(home / "旧" / "救灾.xlsx", LAWS)
    directory(home / "新" / "救灾.xlsx", LAWS, RELIEF)
    (home / "新" / "说明.txt").write_text("说明", encoding="utf-8")
    (home / "新" / "封面.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (home / "新" / "~$救灾.xlsx").write_bytes(b"x")
    assert run(["directory", "diff", "旧", "新"]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines()[-1] == "合计：新增事项 1。"
    assert "新/说明.txt" in err
    assert "新/封面.jpg" in err
    assert "~$" not in err
    assert "未参加比较" in err


def test_a_domain_under_another_name_is_told_once(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [LAWS, RELIEF, matter("3", "款物管理", "捐赠款物信息"), matter("4", "灾情核定", "灾情信息")]
    directory(home / "旧.xlsx", *rows)
    directory(home / "新.xlsx", *rows[:3], title="防灾减灾救援领域基层政务公开标准目录")
    assert run(["directory", "diff", "旧.xlsx", "新.xlsx"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "防灾减灾救援",
        "  领域可能改名（请核对）：救灾 → 防灾减灾救援",
        "  删去事项 1 项",
        "    灾情核定—灾情信息",
        "",
        "合计：领域可能改名（请核对） 1，删去事项 1。",
    ]


@pytest.mark.parametrize("words", [["nowhere", "好.xlsx"], ["好.xlsx"], ["好.xlsx", "空"]])
def test_what_cannot_be_compared_is_refused(words: list[str], home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    directory(home / "好.xlsx", LAWS)
    (home / "空").mkdir()
    assert run(["directory", "diff", *words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.strip().splitlines()[-1].startswith("错误：")
