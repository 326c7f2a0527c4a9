"""Official guides into a baseline folder, and what the baseline is then."""

import csv
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from directories.baseline import (
    baseline_entries,
    fallback_entries,
    guide_domains,
    guide_items,
    guide_volumes,
    imported_volumes,
)
from directories.guides import compared, read_guides, standing_imports, write_guides
from directories.reading import read_directory
from inspection.errors import UserError
from tests.directories.made import drawn, matter, workbook

ON = date(2026, 11, 16)
HEAD = ["序号", "一级事项", "二级事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体"]


def guide(path: Path, title: str, *rows: list[str]) -> Path:
    """An official guide: title, header, rows."""
    caption = [[title, *["<"] * (len(HEAD) - 1)]] if title else []
    return drawn(path, [*caption, HEAD, *(row[: len(HEAD)] for row in rows)])


def disaster(path: Path, *more: list[str]) -> Path:
    rows = [
        matter("1", "政策文件", "法律法规", elements="1.与救灾有关的法律、法规\n2.文号", publisher="应急管理部门"),
        matter("2", "灾后救助", "灾害救助", elements="补助资金、物资；发放结果", publisher="应急管理部门、民政部门"),
    ]
    return guide(path, "救灾领域基层政务公开标准指引", *rows, *more)


def test_what_was_imported_is_read_back_as_it_was_read(tmp_path: Path) -> None:
    path = disaster(tmp_path / "指引.xlsx")
    guides, problems = read_guides([path])
    assert (problems, [one.domain for one in guides]) == ([], ["救灾"])
    (written,) = write_guides(guides, tmp_path / "baseline", ON, "full")
    (volume,) = imported_volumes(tmp_path / "baseline")
    read = read_directory(path, None).entries
    assert list(volume.entries) == [replace(e, file="baseline", sheet=None, cells=None, seq=None) for e in read]
    assert volume.entries[0].elements == ("与救灾有关的法律、法规", "文号")
    assert (volume.completeness, volume.files, volume.imported_on) == ("full", ("指引.xlsx",), "2026-11-16")
    with written.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["source_file"] for row in rows} == {"指引.xlsx"}
    assert {len(row["sha256"]) for row in rows} == {64}


def test_boxes_audiences_and_levels_survive(tmp_path: Path) -> None:
    guides, _ = read_guides([workbook(tmp_path / "指引.xlsx")], partial=True)
    write_guides(guides, tmp_path / "baseline", ON, "partial")
    read = {(e.domain, e.level1, e.level2): e for one in guides for e, _, _ in one.rows}
    for volume in imported_volumes(tmp_path / "baseline"):
        for entry in volume.entries:
            own = read[entry.key[0], entry.level1, entry.level2]
            for name in ("channels", "audience", "method", "level", "publisher", "time_limit", "limits"):
                assert getattr(entry, name) == getattr(own, name), name


def test_imported_rows_replace_the_shipped_ones_of_their_domain_only(tmp_path: Path) -> None:
    guides, _ = read_guides([disaster(tmp_path / "指引.xlsx")])
    write_guides(guides, tmp_path / "baseline", ON, "full")
    folders = (tmp_path / "baseline", tmp_path / "nowhere")
    held = {one.name: one.completeness for one in guide_domains(folders)}
    assert held["救灾"] == "full"
    assert {held[name] for name in held if name != "救灾"} == {"partial"}
    ours = [item for item in guide_items(folders) if item.domain == "救灾"]
    assert [item.level2 for item in ours] == ["法律法规", "灾害救助"]
    assert {(item.source, item.source_kind, item.confidence, item.scope) for item in ours} == {
        ("指引.xlsx", "file", "found", "national")
    }
    rest = [entry for entry in baseline_entries() if entry.domain != "救灾"]
    assert [entry for entry in baseline_entries(folders) if entry.domain != "救灾"] == rest
    assert [entry.level2 for entry in fallback_entries(folders) if entry.domain == "救灾"] == ["法律法规", "灾害救助"]
    assert list(dict.fromkeys(e.domain for e in baseline_entries(folders))) == list(
        dict.fromkeys(e.domain for e in baseline_entries())
    )


def test_the_first_folder_counts(tmp_path: Path) -> None:
    one, _ = read_guides([disaster(tmp_path / "一.xlsx")])
    two, _ = read_guides([disaster(tmp_path / "二.xlsx", matter("3", "款物管理", "捐赠款物信息"))])
    write_guides(one, tmp_path / "workspace", ON, "full")
    write_guides(two, tmp_path / "user", ON, "full")
    found = {volume.domain: volume for volume in guide_volumes((tmp_path / "workspace", tmp_path / "user"))}
    assert found["救灾"].files == ("一.xlsx",)


def test_importing_again_replaces(tmp_path: Path) -> None:
    folder = tmp_path / "baseline"
    first, _ = read_guides([disaster(tmp_path / "一.xlsx")])
    write_guides(first, folder, ON, "partial")
    again, _ = read_guides([disaster(tmp_path / "二.xlsx", matter("3", "款物管理", "捐赠款物信息"))])
    assert [volume.files for volume in standing_imports(folder, again)] == [("一.xlsx",)]
    write_guides(again, folder, ON, "full")
    (volume,) = imported_volumes(folder)
    assert (len(volume.entries), volume.files, volume.completeness) == (3, ("二.xlsx",), "full")
    assert [path.name for path in folder.iterdir()] == ["救灾.csv"]


def test_several_files_make_one_guide_and_a_row_counts_once(tmp_path: Path) -> None:
    more = guide(tmp_path / "续.xlsx", "救灾领域标准目录（续）", matter("3", "款物管理", "捐赠款物信息"))
    first = disaster(tmp_path / "一.xlsx")
    copy = disaster(tmp_path / "副本.xlsx")
    (one,), _ = read_guides([first, copy, more])
    assert [entry.level2 for entry, _, _ in one.rows] == ["法律法规", "灾害救助", "捐赠款物信息"]


def test_a_domain_that_the_file_does_not_say_is_given(tmp_path: Path) -> None:
    path = guide(tmp_path / "附件1.xlsx", "", matter("1", "政策文件", "法律法规"))
    with pytest.raises(UserError, match="哪个领域"):
        read_guides([path])
    (one,), _ = read_guides([path], "救灾")
    assert one.domain == "救灾"
    assert [file for _, file, _ in one.rows] == ["附件1.xlsx"]
    (alias,), _ = read_guides([path], "环境保护")
    assert alias.domain == "生态环境"


def test_a_domain_that_the_file_denies_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="写明的领域是“救灾”"):
        read_guides([disaster(tmp_path / "指引.xlsx")], "就业")


def test_a_hole_is_refused_unless_it_is_said(tmp_path: Path) -> None:
    path = disaster(tmp_path / "指引.xlsx", ["3", "", *[""] * 6])
    with pytest.raises(UserError, match=r"指引.xlsx.*--partial"):
        read_guides([path])
    (one,), problems = read_guides([path], partial=True)
    assert (len(one.rows), len(problems)) == (2, 1)


def test_comparison_says_what_is_more_and_what_is_not_found(tmp_path: Path) -> None:
    (one,), _ = read_guides([disaster(tmp_path / "指引.xlsx", matter("3", "其他", "没有的事项"))])
    comparison = compared(one)
    assert comparison is not None
    shipped = {(e.level1, e.level2) for e in baseline_entries() if e.domain == "救灾"}
    own = {(entry.level1, entry.level2) for entry, _, _ in one.rows}
    assert (comparison.rows, comparison.more) == (3, len(own - shipped))
    assert len(comparison.lacking) == len(shipped - own)
    assert compared(replace(one, domain="没有的领域")) is None


def test_a_damaged_import_is_said(tmp_path: Path) -> None:
    (tmp_path / "救灾.csv").write_text("domain,level1\n救灾,政策文件\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"救灾.csv 无法读取.*重新导入"):
        guide_volumes((tmp_path,))


def test_a_failed_write_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "baseline"
    first, _ = read_guides([disaster(tmp_path / "一.xlsx")])
    write_guides(first, folder, ON, "full")
    before = (folder / "救灾.csv").read_bytes()

    def full_disk(self: Path, *_: object, **__: object) -> None:
        self.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full_disk)
    with pytest.raises(UserError, match="无法写入基准文件夹"):
        write_guides(first, folder, ON, "partial")
    assert (folder / "救灾.csv").read_bytes() == before
    assert [path.name for path in folder.iterdir()] == ["救灾.csv"]


def test_lists_that_would_be_split_again_are_kept_whole(tmp_path: Path) -> None:
    (one,), _ = read_guides([disaster(tmp_path / "指引.xlsx")])
    rows = tuple((replace(entry, elements=("名称、地点",)), file, sha256) for entry, file, sha256 in one.rows)
    (written,) = write_guides([replace(one, rows=rows)], tmp_path / "baseline", ON, "full")
    with written.open(encoding="utf-8-sig", newline="") as lines:
        cells = [row["elements"] for row in csv.DictReader(lines)]
    assert [json.loads(cell) for cell in cells] == [["名称、地点"], ["名称、地点"]]
    (volume,) = imported_volumes(tmp_path / "baseline")
    assert {entry.elements for entry in volume.entries} == {("名称、地点",)}


@pytest.mark.parametrize(
    ("title", "local"),
    [
        ("临江区救灾领域基层政务公开标准目录", True), ("附件3：江州市临江区抢险救灾领域政务公开事项目录", True),
        ("（一）救灾领域基层政务公开标准目录", False), ("应急管理部救灾领域基层政务公开标准指引", False),
        ("市政服务领域基层政务公开标准目录", False), ("基层城市综合执法领域标准目录", False),
        ("城乡规划领域基层政务公开标准目录", False),
    ],
)  # fmt: skip
def test_a_districts_own_directory_is_no_guide(tmp_path: Path, title: str, local: bool) -> None:
    path = guide(tmp_path / "目录.xlsx", title, matter("1", "政策文件", "法律法规"))
    if local:
        with pytest.raises(UserError, match="写明了地方"):
            read_guides([path])
    assert read_guides([path], partial=True)[0]
    if not local:
        assert read_guides([path])[0]
